"""Vowels that a script leaves out, put where consonants would else stand as hardly any word has them."""

import re

_SOUNDED = frozenset("aeiou")


def filled(sounds: list[str], vowel: str, *, clusters: bool = True) -> str:
    """Sounds in a row as a word, with that vowel wherever one is needed. `clusters`: whether a syllable may begin or end with two
    consonants, as pr-, st-, -nd and -rg do."""
    out = ""
    runs = [run for run in re.findall("[aeiou ]+|[^aeiou]+", " ".join(sounds)) if run.strip()]
    for n, run in enumerate(runs):
        kept = tuple(run.split())
        out += "".join(kept) if _SOUNDED & set(run) else _parted(kept, vowel, (not n, n == len(runs) - 1, clusters))
    return out


def _parted(run: tuple[str, ...], vowel: str, where: tuple[bool, bool, bool]) -> str:
    """A run of consonants with the vowels that it needs; `where`: whether it begins the word, whether it ends it, clusters."""
    start, end, clusters = where
    if _stands(run, where):
        return "".join(run)
    gaps = range(1, len(run))
    parts = ((run[:n], run[n:], n) for n in gaps)
    at = next((n for a, b, n in parts if _stands(a, (start, False, clusters)) and _stands(b, (False, end, clusters))), 1)
    return "".join(run[:at]) + vowel + (_parted(run[at:], vowel, (False, end, clusters)) if run[at:] else "")


def _stands(run: tuple[str, ...], where: tuple[bool, bool, bool]) -> bool:
    start, end, clusters = where
    if start and end:
        return False
    if len(run) == 1:
        return True
    first, last = run[-2], run[-1]
    opens = (last in "rl" and first.lower() in "ptkbgdf") or (first == "s" and last.lower() in "mlptk")
    closes = first in "rlnm" and last not in "rlnm"
    if start or end:
        return len(run) == 2 and clusters and (opens if start else closes)
    return len(run) == 2 or (len(run) == 3 and clusters and opens)
