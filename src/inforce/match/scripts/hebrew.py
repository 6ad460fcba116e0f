"""Hebrew letters in Latin ones, by the Academy's simple rules (2006; akin to ISO 259-3 read aloud). Known names stand in hebrew.csv,
ours, in their customary spelling. In any other word the vowels that the script leaves out are guessed, and whether ב, כ, פ and ש are
stopped or not: in two ways."""

import re
from functools import cache
from pathlib import Path

from inforce.match.scripts.vowels import filled

_POINTS = re.compile("[\u0591-\u05c7]")
_WORD = re.compile("[א-ת'\"]+|[^\\W_א-ת]+")
_MARKS = str.maketrans("׳’‘`״”“", "''''\"\"\"")
_FINAL = str.maketrans("ךםןףץ", "כמנפצ")
_LETTERS = dict(zip("אבגדהוזחטיכלמנסעפצקרשת", "a B g d h o z h t i K l m n s a P tz k r sh t".split(), strict=True))  # noqa: SIM905
_HARD = {**_LETTERS, "ב": "b", "כ": "k", "פ": "p", "ח": "ch", "ש": "s", "ו": "u", "צ": "ts"}
_GERESH = {"ג": "j", "צ": "ch", "ז": "zh", "ת": "th", "ח": "kh", "ד": "dh", "ט": "z", "ע": "gh", "ר": "gh", "ו": "w"}
_SOUNDED = frozenset("aeiou")
_SKELETON = str.maketrans(dict(zip("אבגדהוזחטיכלמנסעפצקרשת", "-bgdh-zht-klmns-pckrst".replace("-", "\0"), strict=True)))


@cache
def named() -> dict[str, str]:
    """Names in Hebrew letters, as `words` gives them, in their customary spelling."""
    lines = (Path(__file__).parent / "hebrew.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {word: spelt for spelt, spellings in (line.split(",") for line in lines) for word in spellings.split()}


def words(text: str) -> list[str]:
    """The words of a text, without points; a geresh is an apostrophe."""
    return [w.strip('"') for w in _WORD.findall(_POINTS.sub("", text).translate(_MARKS)) if w.strip("'\"")]


def romanised(word: str) -> tuple[str, str]:
    """Two ways to read a word: soft letters and a where no vowel is written; hard ones and e."""
    return _spelt(word, _LETTERS, "a"), _spelt(word, _HARD, "e")


def skeleton(word: str) -> str:
    """Its consonants; a geresh makes ג and ז the sound of j, צ that of ch."""
    plain = word.translate(_FINAL)
    for letter, sign in (("ג'", "g"), ("ז'", "j"), ("צ'", "c"), ("וו", "b"), ("ח'", "k")):
        plain = plain.replace(letter, sign)
    return re.sub("[\0'\"]|h$", "", re.sub("^ו|ו(?=[יא])", "b", plain).translate(_SKELETON))


def _spelt(word: str, letters: dict[str, str], vowel: str) -> str:
    plain = re.sub("יהו$", "yahu", word.translate(_FINAL)).replace("וו", "\0")
    found = [_letter(plain, n, letters) for n in range(len(plain))]
    sounds = [sound for sound in found if sound]
    text = vowel.join(sounds) if len(sounds) < 4 and not _SOUNDED & set(sounds) else filled(sounds, vowel)  # ברק: Barak
    text = re.sub("(?<=[aeiou])[BPK]", lambda m: {"B": "v", "P": "f", "K": "ch"}[m[0]], text).lower()
    return re.sub(r"([aeiou])\1+", r"\1", text)


def _letter(plain: str, n: int, letters: dict[str, str]) -> str:
    c, before, after = plain[n], plain[n - 1 : n] if n else "", plain[n + 1 : n + 2]
    if after == "'" and c in _GERESH:
        return _GERESH[c]
    if c == "ו" and (not before or (after == "י" and before != "י")):
        return "v"
    if c == "א" and not before and after in ("י", "ו"):
        return ""
    if c == "י" and before != "י" and (not before or after in ("א", "ו", "ה", "י")):
        return "a" if before and after == "י" else "y"  # דיין Dayan
    if c == "ה" and not after:
        return "a"
    return "v" if c == "\0" else letters.get(c, "" if c in "'\"" else c)
