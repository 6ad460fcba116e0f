"""A Korean's or a Hong Konger's name as China reads its characters: 李洪日 is Ri Hong Il in Korea, Li Hongri in a Chinese passport, bank
or register, 曾蔭權 is Tsang Yam-kuen in Hong Kong and Zeng Yinquan there.

sino.csv says which Mandarin syllables one Korean syllable may be: for given names, those of all characters that have both readings
(the table of scripts/han.csv), four on average; for surnames, those of the characters that surnames are written with.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from inforce.base.kept import kept
from inforce.match import cantonese, chinese, korean
from inforce.match.syllables import sounds

HERE = Path(__file__).parent
POINTS = 7_000  # a syllable has many characters: such a name may be one, and no more
_ROUND = {"lv": "lu", "nv": "nu"}  # ü without its dots


class People(NamedTuple):
    """What Mandarin makes of a people's spellings: the surnames, in Pinyin, that a spelt one may be, and the syllables."""

    families: Callable[[str], frozenset[str]]
    readings: Callable[[str], frozenset[str]]


def points(names: Sequence[str], pinyin: Sequence[str], people: People) -> int:
    """7,000 if a parsed name of that people can be written with characters that Mandarin reads as that Chinese name; else 0."""
    if len(names) != len(pinyin) or people.families(names[0]).isdisjoint(chinese.surname(pinyin[0])):
        return 0
    pairs = zip(names[1:], pinyin[1:], strict=True)
    return 0 if any(people.readings(ours).isdisjoint(_spelt(theirs)) for ours, theirs in pairs) else POINTS


def keys(names: Sequence[str], pinyin: Sequence[str], canton: Sequence[str]) -> Iterator[str]:
    """Keys that a name of each people and a Chinese one have in common if `points` calls them one, and two of Hong Kong if
    `cantonese.points` does: surname, number of syllables, and one given syllable with its place; of the Korean name, the one that
    fewest Mandarin syllables may be. Names are () where there is none."""
    if names:
        at = min(range(1, len(names)), key=lambda n: len(_readings(names[n])))
        yield from _keys(_families(names[0]), len(names), [(at, p) for p in _readings(names[at])])
    if pinyin:
        given = [(at, p) for at in range(1, len(pinyin)) for p in _spelt(pinyin[at])]
        yield from _keys(chinese.surname(pinyin[0]), len(pinyin), given)
    if canton:
        given = [(at, p) for at in range(1, len(canton)) for p in cantonese.readings(canton[at])]
        yield from _keys(cantonese.surname(canton[0]), len(canton), given)


def _keys(families: Iterable[str], size: int, given: Sequence[tuple[int, str]]) -> Iterator[str]:
    return (f"{family} {size} {at} {p}" for family in families for at, p in given)


@lru_cache(1 << 14)
def _families(spelt: str) -> frozenset[str]:
    """The surnames in Pinyin that a Korean surname may be."""
    return frozenset().union(*(_table("family").get(code, ()) for code in korean.surname(spelt)))


@lru_cache(1 << 14)
def _readings(spelt: str) -> frozenset[str]:
    """The Mandarin syllables that a Korean given syllable may be."""
    return frozenset().union(*(_table("given").get(code, ()) for code in sounds(spelt)))


KOREAN = People(_families, _readings)
CANTONESE = People(cantonese.surname, cantonese.readings)


@lru_cache(1 << 14)
def _spelt(syllable: str) -> frozenset[str]:
    """The Mandarin syllables that a spelt one may be."""
    return frozenset(_ROUND.get(p, p) for p in chinese.sounds(syllable))


def _table(role: str) -> dict[str, list[str]]:
    """By the code of a Korean syllable, its Mandarin ones."""
    return _tables()[role]


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return kept([HERE / name for name in ("sino.csv", "korean.py", "syllables.py", "scripts/hangul.py")], _read)


def _read() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, set[str]]] = {"family": {}, "given": {}}
    with (HERE / "sino.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for code in korean.surname(row["korean"]) if row["role"] == "family" else sounds(row["korean"]):
                found[row["role"]].setdefault(code, set()).update(row["pinyin"].split())
    return {role: {code: sorted(pinyin) for code, pinyin in by.items()} for role, by in found.items()}
