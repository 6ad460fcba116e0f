"""A key that spellings of one sound share: what transliterations confuse is one letter in it."""

import re
from functools import lru_cache

# Longest first. From the variants that OFAC, UN and EU lists print for one name: sh/sch/ch/zh, kh/gh/q, ph/f, ou/oo/u, ee/y/i/j, w/v, z/ts.
_PAIRS = {
    "shch": "c", "tsch": "c", "dzh": "c", "sch": "c", "tch": "c", "sh": "c", "ch": "c", "zh": "c", "dj": "i", "kh": "k", "gh": "k",
    "ck": "k", "ph": "f", "th": "t", "ts": "s", "tz": "s", "ks": "x", "ou": "o", "oo": "o", "ee": "i", "ie": "i", "ae": "a", "oe": "o",
    "q": "k", "c": "k", "g": "k", "w": "v", "z": "s", "u": "o", "y": "i", "j": "i", "e": "i", "h": "",
}  # fmt: skip
_FOUND = re.compile("|".join(sorted(_PAIRS, key=lambda p: (-len(p), p))))
_TWICE = re.compile(r"(.)\1+")


@lru_cache(1 << 16)
def key(text: str) -> str:
    """The key of a folded word (a-z, 0-9); never empty for a word that is not."""
    return _TWICE.sub(r"\1", _FOUND.sub(lambda m: _PAIRS[m[0]], text)) or text
