"""Chinese personal names as Hong Kong and Macau spell them: 曾蔭權 is Tsang Yam-kuen there and Zeng Yinquan in Pinyin.

cantonese.csv says which Mandarin syllables a Cantonese one may be: for given names, by Jyutping, those of the common characters (the
first level of GB 2312 or the frequent ones of Big5) with both readings in scripts/han.csv, two or three on average; for surnames, by their
customary spelling, those of the characters that surnames are written with. Hong Kong spells by a custom with many variants, and without
tones: Chi is tsz is tze.
"""

import csv
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from inforce.base.kept import kept
from inforce.match import whole
from inforce.match.chinese import PINYIN, SURNAMES
from inforce.match.whole import Custom, Names, cut

HERE = Path(__file__).parent
POINTS = 8_500  # two spellings of one Cantonese name: a spelling stands for several syllables
_HEADS = {
    "b": "p b", "d": "t d", "g": "k g", "gw": "kw k", "z": "ch ts tz", "c": "ch ts", "s": "s sh", "j": "y _", "ng": "ng _", "_": "_ ng",
    "n": "n l",
}  # fmt: skip
_TAILS = {
    "aa": "a ah", "aai": "ai aai", "aau": "au aau", "aam": "am aam", "aan": "an aan", "aang": "ang aang", "aap": "ap", "aat": "at",
    "aak": "ak aak", "au": "au ow", "am": "am um", "e": "e eh", "ei": "ei ee i ay", "i": "i ee", "iu": "iu iew", "ik": "ik ick",
    "o": "o oh or", "oi": "oi oy", "ou": "o ou ow", "oe": "eu", "oeng": "eung eong", "oek": "euk eok", "eoi": "ui eui", "eon": "un eon",
    "eot": "ut", "u": "u oo", "ui": "ui ooi", "un": "un oon", "ung": "ung oong", "uk": "uk ook", "yu": "u ue", "yun": "uen un",
    "yut": "uet ut",
}  # fmt: skip
_SPELT = {"zi": "tsz tze tse", "ci": "tsz tze tse", "si": "sze szu see"}  # that no rule gives
_INITIALS = ("gw", "kw", "ng", *"bpmfdtnlgkhwzcsj")


@lru_cache(1 << 14)
def surname(spelt: str) -> frozenset[str]:
    """The surnames, in Pinyin, that a word may be in Hong Kong's spelling; empty when it is none."""
    found = _table("family").get(spelt)
    return frozenset(found) if found else _NONE


_NONE: frozenset[str] = frozenset()


def sounds(spelt: str) -> Sequence[str]:
    """The syllables in Jyutping, without tones, that a spelt one may be; empty when it is none."""
    return _table("sounds").get(spelt, ())


@lru_cache(1 << 14)
def readings(spelt: str) -> frozenset[str]:
    """The Mandarin syllables that a spelt one may be, without the dots of ü."""
    return frozenset().union(*(_table("given")[j] for j in sounds(spelt)))


@lru_cache(1 << 14)
def splits(word: str) -> tuple[Names, ...]:
    """The ways to cut a word into one to three Cantonese syllables; () when there is none."""
    return cut(word, sounds, 6)


_CUSTOM = Custom(surname, splits)


def parse(words: Sequence[str], order: str = "") -> list[Names]:
    """The ways to read Latin words as a Cantonese name, the surname first; `order` is as in `whole.parse`. What Pinyin can spell in full
    is Pinyin: else Ye Hang would be Ye Xing."""
    return [names for names in whole.parse(words, _CUSTOM, order) if names[0] not in SURNAMES or not _PINYIN.issuperset(names)]


_PINYIN = frozenset(PINYIN)


def points(a: Names, b: Names) -> int:
    """8,500 if two parsed names can be one Cantonese name in two spellings; else 0, which says little."""
    if len(a) != len(b) or surname(a[0]).isdisjoint(surname(b[0])):
        return 0
    return 0 if any(set(sounds(x)).isdisjoint(sounds(y)) for x, y in zip(a[1:], b[1:], strict=True)) else POINTS


def _table(kind: str) -> dict[str, list[str]]:
    return _tables()[kind]


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return kept([HERE / "cantonese.csv", Path(__file__)], _read)


def _read() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {"family": {}, "given": {}, "sounds": {}}
    with (HERE / "cantonese.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["role"]][row["cantonese"]] = row["pinyin"].split()
    for syllable in found["given"]:
        for spelt in _spellings(syllable):
            found["sounds"].setdefault(spelt, []).append(syllable)
    return found


def _spellings(syllable: str) -> set[str]:
    """How Hong Kong may spell a syllable of Jyutping."""
    head = next((i for i in _INITIALS if syllable.startswith(i) and syllable != i), "_")
    tail = syllable.removeprefix(head)
    heads, tails = _HEADS.get(head, head).split(), _TAILS.get(tail, tail).split()
    spelt = {(h + t).replace("_", "") for h in heads for t in tails if h != "_" or head != "j" or t[0] in "iu"}
    return spelt | set(_SPELT.get(syllable, "").split())
