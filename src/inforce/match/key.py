"""A key that spellings of one word share: what transliterations confuse is one letter in it, and one given name in the spellings of
several languages (Siarhei, Serhii, Sergey) is one key. The spellings stand in given.csv: our own table."""

import re
from functools import cache, lru_cache
from pathlib import Path

# Longest first. From the variants that OFAC, UN and EU lists print for one name: sh/sch/ch/zh, kh/gh/q, ph/f, ou/oo/u, ee/y/i/j, w/v, z/ts.
_PAIRS = {
    "chr": "kr", "chl": "kl", "gui": "ki",
    "shch": "c", "tsch": "c", "dzh": "c", "sch": "c", "tch": "c", "sh": "c", "ch": "c", "zh": "c", "dj": "i", "kh": "k", "gh": "k",
    "ck": "k", "ph": "f", "th": "t", "ts": "s", "tz": "s", "ks": "x", "dz": "d", "ou": "o", "oo": "o", "ue": "o", "ee": "i", "ie": "i",
    "ae": "a", "oe": "o", "qu": "k", "q": "k", "c": "k", "g": "k", "w": "v", "z": "s", "u": "o", "y": "i", "j": "i", "e": "i", "h": "",
}  # fmt: skip
_FOUND = re.compile("|".join(sorted(_PAIRS, key=lambda p: (-len(p), p))))
_TWICE = re.compile(r"(.)\1+")
_FATHER = re.compile("(.{3,}?)[iyj]?([oea]u?[vw]?|iev|yev|iav|yav)(itch|ich|ych|icz|na)")  # a patronymic: -ovich, -avich, -ovna, -auna
_CLAN = re.compile(
    "(.{3,}?)[iyj]?(?:[oe](?:v|w|ff?)|[oae]u|av(?=a))(a)?"
)  # a surname that is a given name's: -ov, -ev, -ow, -au, a woman's -ova, -ava
# Belarusian writes -au and -eu, German -ow, where Russian has -ov and -ev; Russian wavers after sh and ch; French adds an e to -in.
_ENDS = (
    ("tschow", "chev"),
    ("schow", "shev"),
    ("chow", "chev"),
    ("shov", "shev"),
    ("chov", "chev"),
    ("ine", "in"),
    ("iou", "ev"),
    ("yeu", "ev"),
    ("ieu", "ev"),
    ("iau", "ev"),
    ("ou", "ov"),
    ("au", "ov"),
    ("ow", "ov"),
    ("eu", "ev"),
)


@lru_cache(1 << 16)
def key(text: str) -> str:
    """The key of a folded word (a-z, 0-9); never empty for a word that is not."""
    given = _given()
    if text in given:
        return _sound(given[text])
    if len(text) > 4 and (clan := _CLAN.fullmatch(text)) and (known := _known(clan[1], given)):
        return _sound(known) + "ov" + (clan[2] or "")
    if len(text) > 5:
        father = _FATHER.fullmatch(text)
        if father and (known := _known(father[1], given)):
            return _sound(known) + ("ovna" if father[3] == "na" else "ovic")
        for end, as_if in _ENDS:
            if text.endswith(end):
                return _sound(text.removesuffix(end) + as_if)
    return _sound(text)


def is_given(text: str) -> bool:
    """Whether a folded word is a given name of the table, in any of its spellings."""
    return text in _given()


def _known(stem: str, given: dict[str, str]) -> str:
    return next((given[s] for s in (stem, stem + "i", stem + "y", stem + "a") if s in given), "")


def _sound(text: str) -> str:
    return _TWICE.sub(r"\1", _FOUND.sub(lambda m: _PAIRS[m[0]], text)) or text


@cache
def _given() -> dict[str, str]:
    lines = (Path(__file__).parent / "given.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {s: name for name, spellings in (line.split(",") for line in lines) for s in (name, *spellings.split())}
