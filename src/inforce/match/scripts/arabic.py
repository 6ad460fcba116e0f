"""Arabic and Persian script in Latin letters. Known names and company words come from a table of ours in their customary spelling
(names.csv); any other word keeps its alef and gets an a where consonants would otherwise stand without a vowel."""

import re
from functools import cache, lru_cache
from pathlib import Path

_FOLD = str.maketrans("أإآٱىيئیكکةۀھەؤ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "ااااییییککههههو01234567890123456789", "ًٌٍَُِّْٰـء\u200c\u200d\u200e\u200f")
_LETTERS = {
    "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r",
    "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ق": "q",
    "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ے": "e", "ۃ": "a",
    "ڤ": "v", "ۆ": "o", "ێ": "e", "ڵ": "l",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


@cache
def _names() -> dict[str, str]:
    lines = (Path(__file__).parent / "names.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {fold(word): spelt for spelt, words in (line.split(",") for line in lines) for word in words.split()}


def fold(text: str) -> str:
    """One letter for those that Arabic and Persian keyboards write differently; no vowel marks, no hamza, no joiners."""
    return text.translate(_FOLD)


def romanised(text: str) -> list[str]:
    """The text in a-z, 0-9 and spaces; where a b may stand for the p that Arabic lacks (بيريز Pérez), a second way with p."""
    words = [(w, _word(w)) for w in _WORD.findall(fold(text))]
    known = _names()
    with_p = [spelt if w in known else spelt.replace("b", "p") for w, spelt in words]
    plain = [spelt for _, spelt in words]
    return [" ".join(plain)] + ([" ".join(with_p)] if with_p != plain else [])


@lru_cache(1 << 14)
def _word(word: str) -> str:
    known = _names()
    if word in known:
        return known[word]
    for prefix, spelt in (("ال", "al "), ("وال", "wa al "), ("عبدال", "abd al "), ("ابو", "abu "), ("ذوال", "zol")):
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 2:
            return spelt + (known.get(rest) or _spelt(rest))
    for head in range(len(word) - 3, 2, -1):  # محمدجواد: two names that Persian joins
        if word[:head] in known and word[head:] in known:
            return f"{known[word[:head]]} {known[word[head:]]}"
    for end, spelt in (("پور", "pour"), ("زاده", "zadeh"), ("نژاد", "nejad"), ("یان", "ian"), ("ی", "i")):
        rest = word.removesuffix(end)
        if rest != word and rest in known and len(rest) > 2:
            stem = known[rest]
            return (stem[:-1] if spelt[0] == "i" and stem[-1] in "aei" else stem) + spelt
    return _spelt(word)


def _spelt(word: str) -> str:
    out: list[str] = []
    for i, c in enumerate(word):
        before, after = word[i - 1 : i] if i else "", word[i + 1 : i + 2]
        if c == "ه" and not after:
            out.append("h" if out and out[-1] in _SOUNDED else "eh")
        else:
            out.append("h" if c == "ه" else _weak(c, before, after) if c in "وی" else _LETTERS.get(c, c))
    return "".join(_vowelled([sound for sound in out if sound]))


def _weak(c: str, before: str, after: str) -> str:
    """و and ی: consonants at the start of a word and beside alef, vowels between consonants."""
    consonant = not before or after == "ا" or (before in ("ا", "و", "ی") and after != "")
    return {"و": ("w", "u"), "ی": ("y", "i")}[c][0 if consonant else 1]


_SOUNDED = frozenset("aeiou") | {"eh"}


def _vowelled(sounds: list[str]) -> list[str]:
    """The short vowels that the script leaves out, guessed as a: at the start, in threes, and before a last consonant."""
    out: list[str] = []
    for i, sound in enumerate(sounds):
        after = sounds[i + 1] if i + 1 < len(sounds) else "a"
        bare = sound not in _SOUNDED and len(out) > 0 and out[-1] not in _SOUNDED
        ends = i + 1 == len(sounds) and i > 0
        if bare and (len(out) == 1 or ends or after not in _SOUNDED):
            out.append("a")
        out.append(sound)
    return out
