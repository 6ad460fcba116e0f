"""Japanese names: where the surname ends, and how kanji are read in names, in Hepburn without long vowels.

japanese.csv is a table of ours, from general knowledge: some 340 surnames and 140 given names as a whole, and 280 characters of given
names, each with how it begins and how it ends one. Readings in capitals come from Chinese and go with their like (健二 KEN-JI,
康夫 yasu-o); + goes with either. A kanji name has as many readings as its bearer's parents had ideas: the likeliest are given.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from inforce.match.scripts.kana import hepburn, is_kana

MOST = 3  # readings of a name that are given
_RUN = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]+|[々\u3400-\u9fff]+")


def spelt(words: Sequence[str]) -> list[str]:
    """The ways to spell a person's name of kanji, kana or both in Latin letters, surname first, the likeliest first, at most `MOST`; []
    where the surname or a character of the given name is not in the table. Words are runs of signs; one is cut where the surname ends."""
    runs = [run for word in words for run in _RUN.findall(word)]
    if len(runs) == 1:
        cuts = [(runs[0][:n], runs[0][n:]) for n in range(len(runs[0]) - 1, 0, -1)]
    else:
        cuts = [(runs[0], runs[1]), (runs[1], runs[0])] if len(runs) == 2 else []
    ways = (f"{family} {given}" for first, rest in cuts for family in _families(first) for given in _given(rest))
    return list(islice(dict.fromkeys(ways), MOST))


def _families(run: str) -> Sequence[str]:
    if not is_kana(run[0]):
        return _table("family").get(run, ())
    sound = hepburn(run)
    return (sound,) if sound in _sounds() else ()


def _given(run: str) -> Iterator[str]:
    """A given name of two kana or more, or of one to three kanji."""
    if is_kana(run[0]):
        if len(run) > 1:
            yield hepburn(run)
        return
    if known := _table("given").get(run):
        yield from known
    elif len(run) == 1:
        yield from (begin.lower() for begin in _begins(run) if begin[0] != "+")
    elif len(run) < 4:
        yield from _joined(run)


def _joined(run: str) -> Iterator[str]:
    """What a name begins with before each way that it goes on: those of its kind first."""
    if len(run) == 2:
        ends = _ends(run[1])
    else:
        ends = [r.upper() for r in _table("given").get(run[1:], ())] or [
            m + e for m in _begins(run[1]) if m[0] == "+" for e in _ends(run[2])
        ]
    for end in ends:
        begins = sorted(_begins(run[0]), key=lambda begin: "+" not in begin + end and end.isupper() != begin.isupper())
        yield from ((begin + end).replace("+", "").lower() for begin in begins)


def _begins(sign: str) -> Sequence[str]:
    readings = _table("sign").get(sign, ("/",))
    return readings[: readings.index("/")]


def _ends(sign: str) -> Sequence[str]:
    readings = _table("sign").get(sign, ("/",))
    return readings[readings.index("/") + 1 :]


@cache
def _sounds() -> frozenset[str]:
    """The surnames in Latin letters."""
    return frozenset(sound for sounds in _table("family").values() for sound in sounds)


def _table(role: str) -> dict[str, tuple[str, ...]]:
    return _tables()[role]


@cache
def _tables() -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {"family": {}, "given": {}, "sign": {}}
    with (Path(__file__).parent / "japanese.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["role"]][row["signs"]] = tuple(row["readings"].split())
    return found
