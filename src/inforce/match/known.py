"""Known names behind spellings that lose sounds: a word of katakana or of Hebrew letters beside the names that those would be written for.

A name is taken for the known ones (the persons' words of rarity.txt, the given names of given.csv and names.csv) that have its
consonants, as far as the script tells these apart, and of them for those that sound most like it.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path

from rapidfuzz.distance import OSA

from inforce.base.kept import kept
from inforce.match.key import key

HERE = Path(__file__).parent
# Letters, what must follow them, and the signs that a script may write for them (- is none); the first rule that fits counts.
_KATAKANA = """
tsch . c, tch . c, sch . s, ch . cksh, sh . s, th . stz, ph . f, ck . k, kh . hk, gh . g-f, dzh . j, dj . j, zh . j, ts . T, tz . T,
qu . k, q . k, x . ks|z|s, cc . k, c [eiy] sc, c . k, j . j-h, g [eiy] gj, g . g, ss . s, s . sz, z . zTs, d [iye] dj, d . dt,
t [iy] ct, v [aeiouy] b, v . bf-, w . -b, mm . m|nm, nn . n|nn, m [bpmn] nm, ng . ng|n, h u fh-, h . h-, l . r, r [aeiouy] r,
r . r-, k . k, p . p, b . b, f . f, t . t, m . m, n . n
"""
_HEBREW = """
tch . c, sch . s, ch . khc, sh . s, th . t, ph . p, ck . k, kh . kh, gh . g, zh . j, tz . c, ts . c, qu . k, q . k, x . ks|ks, c [eiy] sk,
c . k, j . g-, g . g, z . zc, w . b-, v . b, f . p, h . h-, l . l, r . r, s . sz, b . b, d . d, k . k, m . m, n . n, p . p, t . t
"""
_RULES = {
    script: [(letters, re.compile(after if after != "." else ""), signs) for letters, after, signs in map(str.split, rules.split(","))]
    for script, rules in (("katakana", _KATAKANA), ("hebrew", _HEBREW))
}


@lru_cache(1 << 12)
def nearest(script: str, skeleton: str, rough: str) -> str:
    """The known word of that skeleton in a script that sounds most like a rough reading; '' if none has half of its letters."""
    sound = _alike(rough)
    words = _table(script).get(skeleton, ())
    ranked = [(OSA.distance(key(_alike(w)), key(sound)) + OSA.distance(_alike(w), sound), n, w) for n, w in enumerate(words)]
    distance, _, word = min(ranked, default=(0, 0, ""))
    return word if 2 * distance <= max(len(word), len(rough)) else ""


def _alike(word: str) -> str:
    """The word without what such scripts do not tell."""
    return re.sub(r"(.)\1", r"\1", word.replace("th", "s").replace("x", "ks").translate(_ONE))


_ONE = str.maketrans("lvz", "rbs")


@cache
def _table(script: str) -> dict[str, list[str]]:
    """Known words by skeleton, the commonest first."""
    sources = [HERE / "known.py", HERE / "rarity.txt", HERE / "given.csv", HERE / "scripts/names.csv"]
    return kept(sources, lambda: {name: _by_skeleton(name) for name in _RULES})[script]


def _by_skeleton(script: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in dict.fromkeys(_words()):
        for skeleton in _skeletons(word, script):
            found.setdefault(skeleton, []).append(word)
    return found


def _words() -> Iterator[str]:
    for line in (HERE / "rarity.txt").read_text(encoding="utf-8").splitlines():
        kind, *words = line.split()
        if kind == "person":
            yield from (w for w in words[1:] if len(w) > 2)
    for name in ("given.csv", "scripts/names.csv"):
        for line in (HERE / name).read_text(encoding="utf-8").splitlines()[1:]:
            yield line.partition(",")[0]


def _skeletons(word: str, script: str) -> set[str]:
    """What a script may write of a word's consonants."""
    parts: list[list[str]] = []
    at = 0
    while at < len(word):
        for letters, after, signs in _RULES[script]:
            if word.startswith(letters, at) and after.match(word, at + len(letters)):
                parts.append([sign.replace("-", "") for sign in (signs.split("|") if "|" in signs else signs)])
                at += len(letters)
                break
        else:
            at += 1
    return {"".join(way) for way in islice(product(*parts), 64)}
