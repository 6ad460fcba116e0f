"""Thai and Khmer in Latin letters, roughly: Thai by the Royal Institute's table (1999) for initials, Khmer by the letters' Unicode names.
Both leave vowels out between consonants; an o is put there."""

import unicodedata
from itertools import pairwise

_THAI = dict(
    zip(
        "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬฮ",
        "k kh kh kh kh kh ng ch ch ch s ch y d t th th th n d t th th th n b p ph f ph f ph m y r l w s s s h l h".split(),  # noqa: SIM905
        strict=True,
    )
)
_VOWELS = dict(zip("ะัาำิีึืุูเแโใไ", "a a a am i i ue ue u u e ae o ai ai".split(), strict=True))  # noqa: SIM905
_BEFORE = frozenset("เแโใไ")  # written before the consonant that they follow in speech
_SILENT = "\u0e4c"  # kills the consonant before it


def thai(word: str) -> str:
    """A run of Thai letters."""
    signs = list(word)
    for n, (c, after) in enumerate(pairwise(word)):
        if c in _BEFORE and after in _THAI:
            signs[n], signs[n + 1] = after, c
    out: list[str] = []
    for c in signs:
        if c == _SILENT and out:
            out.pop()
        elif c in _THAI or c in _VOWELS:
            out.append(c)
    return _sounded([(_THAI.get(c) or _VOWELS[c], c in _THAI) for c in out])


def khmer(word: str) -> str:
    """A run of Khmer letters."""
    out: list[tuple[str, bool]] = []
    for c in word:
        words = unicodedata.name(c, "").lower().split()
        if "letter" in words:
            out.append((words[-1].rstrip("ao"), True))
        elif "vowel" in words:
            out.append((words[-1].replace("aa", "a").replace("ii", "i").replace("uu", "u"), False))
        elif words[-1:] == ["muusikatoan"] and out:
            out[-1] = (out[-1][0].replace("b", "p"), True)
        elif words[-1:] == ["coeng"]:
            out.append(("", False))
    return _sounded(out)


def _sounded(signs: list[tuple[str, bool]]) -> str:
    """The sounds in a row; an o between the last two of a word, or the first two, if neither is a vowel."""
    bare = [n for n in range(1, len(signs)) if signs[n][1] and signs[n - 1][1]]
    return "".join(("o" if n in bare and (n == 1 or n == len(signs) - 1) else "") + sound for n, (sound, _) in enumerate(signs))
