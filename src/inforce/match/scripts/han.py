"""Han characters: how each is read in Mandarin, Korean and Cantonese. From the Unihan database, 15.0 (kMandarin, kHangul, kCantonese,
kSimplifiedVariant), for the characters of China's and Hong Kong's standards and of Korean names: han.csv, read when first needed."""

import re
from functools import cache
from pathlib import Path

# Read otherwise as surnames than in words.
_SURNAMES = {"单": "shan", "解": "xie", "曾": "zeng", "仇": "qiu", "区": "ou", "朴": "piao", "查": "zha", "乐": "yue", "盖": "ge"}
_KOREAN = {"金": "김", "沈": "심", "葉": "섭", "叶": "섭"}
# Hong Kong's customary spelling of the Jyutping that Unihan prints: initials, then finals. It is a custom with many variants.
_HEADS = {"z": "ch", "c": "ch", "b": "p", "d": "t", "g": "k", "gw": "kw", "kw": "kw", "j": "y"}
_TAILS = {
    "aa": "a", "aai": "ai", "aau": "au", "aam": "am", "aan": "an", "aang": "ang", "aap": "ap", "aat": "at", "aak": "ak", "au": "au",
    "ei": "ei", "oeng": "eung", "oek": "euk", "eoi": "ui", "eon": "un", "eot": "ut", "yu": "u", "yun": "uen", "yut": "ut", "ou": "o",
}  # fmt: skip
_OFTEN = {"chan": "chan", "zeoi": "chui", "ze": "tse", "zi": "chi", "si": "sze", "zau": "chow", "jyun": "yuen", "jyu": "yu", "ng": "ng",
          "zang": "tsang", "caai": "choi", "coi": "choi", "lei": "lee", "hoi": "hoi", "gwai": "kwai", "geoi": "kui", "wu": "wu", "ji": "yi",
          "jing": "ying", "ceoi": "tsui", "gei": "kei", "fu": "fu"}  # fmt: skip
_PARTS = re.compile("(gw|kw|ng(?=.)|[bpmfdtnlgkhzcsjw]?)(.+)")


@cache
def _table() -> dict[str, tuple[str, str, str, str]]:
    lines = (Path(__file__).parent / "han.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {line[0]: tuple(line[2:].split(",")) for line in lines}  # type: ignore[misc]


def is_han(c: str) -> bool:
    """Whether c is a Han character that the table reads."""
    return "㐀" <= c <= "鿿" and c in _table()


def simplified(text: str) -> str:
    """The text with each traditional character as its simplified one, so that both writings are one."""
    table = _table()
    return "".join(table[c][3] or c if c in table else c for c in text)


def mandarin(text: str, *, person: bool = False) -> list[str]:
    """Each character in Pinyin without tones; with `person`, the first as a surname is read. A character not known stays."""
    table = _table()
    found = [table[c][0] if c in table else c for c in text]
    if person and found:
        found[0] = _SURNAMES.get(simplified(text[0]), found[0])
    return ["lu" if p == "lv" else "nu" if p == "nv" else p for p in found]


def korean(text: str, *, person: bool = False) -> list[str]:
    """The Hangul that each character may be read as, the commonest first ('룡용'); with `person`, the first as a surname is read.
    [] when one has no Korean reading."""
    table = _table()
    found = [table[c][1] if c in table else "" for c in text]
    if person and found:
        found[0] = _KOREAN.get(text[0], found[0])
    return found if all(found) else []


def cantonese(text: str) -> list[str]:
    """Each character as Hong Kong commonly spells its Cantonese reading; [] when one has none."""
    table = _table()
    found = [table[c][2] if c in table else "" for c in text]
    return [_hongkong(j) for j in found] if all(found) else []


@cache
def _hongkong(jyutping: str) -> str:
    if jyutping in _OFTEN:
        return _OFTEN[jyutping]
    found = _PARTS.fullmatch(jyutping)
    head, tail = (found[1], found[2]) if found else ("", jyutping)
    return _HEADS.get(head, head) + _TAILS.get(tail, tail)
