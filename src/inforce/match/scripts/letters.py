"""Letters of alphabets and syllabaries in Latin ones. Han and Hangul have modules of their own, so have scripts that are read by the word.

Cyrillic follows BGN/PCGN 1947 without its apostrophes, which passports and lists follow more than ISO 9; Georgian the national
system of 2002, Armenian and Greek the BGN/PCGN systems, Hebrew here a plain reading of its consonants. Scripts that name their letters by
sound (Devanagari, Bengali, Sinhala, …) are read by Unicode's letter names.
"""

import re
import unicodedata
from functools import lru_cache

from inforce.match.scripts import burmese, ethiopic, kana, khmer, thai
from inforce.match.scripts.blocks import script

_SPECIAL = {
    "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h", "ŋ": "ng", "ə": "a", "ŧ": "t",
    "ĸ": "k", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɛ": "e", "ɔ": "o", "ɣ": "g", "№": " no ",
}  # fmt: skip
_LATIN_CYRILLIC = (
    "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya e i ye yi g u dj j lj nj c dz g k z a g k n o u u h"
    " h j i u a e s z"
)
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёієїґўђјљњћџѓќѕәғқңөұүһҳҷӣӯӑӗҫҙ",
        _LATIN_CYRILLIC.split(" "),
        strict=True,
    )
)
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t i f ch ps o".split(), strict=True))  # noqa: SIM905
_GEORGIAN = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h".split(),  # noqa: SIM905
        strict=True,
    )
)
_ARMENIAN = dict(
    zip(
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
        "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f ev".split(),  # noqa: SIM905
        strict=True,
    )
)
_HEBREW = dict(zip("אבגדהוזחטיכךלמםנןסעפףצץקרשת", "a b g d h o z h t i k k l m m n n s a p p ts ts k r sh t".split(), strict=True))  # noqa: SIM905
_TABLE = str.maketrans({**_SPECIAL, **_CYRILLIC, **_GREEK, **_GEORGIAN, **_ARMENIAN, **_HEBREW})
_APOSTROPHES = frozenset("'’‘`ʼʻʹʺ´′ʾʿ\u05f3\u05f4")
_ASCII = str.maketrans({chr(i): chr(i).lower() if chr(i).isalnum() else " " for i in range(128)} | {"'": "", "`": ""})
# Scripts that are read word by word.
_RUNS = (
    (kana.RUN, kana.hepburn), (thai.RUN, thai.spoken), (thai.LAO, thai.lao), (khmer.RUN, khmer.latin), (burmese.RUN, burmese.latin),
    (ethiopic.RUN, ethiopic.latin),
)  # fmt: skip
# Letters that look alike in two alphabets; used only in a word that mixes them, which no language does.
_LOOK = dict(zip("аеорсхуіјѕԁһԛԝкмтнвοανρτεκιυ", "aeopcxyijsdhqwkmthboavptekiu", strict=True))
_BACK = {v: k for k, v in zip("аеорсхукмтіјѕһв", "aeopcxykmtijshb", strict=True)}


def latin(text: str) -> str:
    """The text, lower case and without marks, in a-z, 0-9 and spaces; letters that have no Latin form here become spaces."""
    if text.isascii():
        return text.translate(_ASCII)
    kept = "".join(c for c in text.translate(_TABLE) if c not in _APOSTROPHES)
    if not kept.isascii():
        for run, spelt in _RUNS:
            kept = run.sub(lambda m, spelt=spelt: spelt(m[0]), kept)  # type: ignore[misc]
        kept = _syllabic(kept)
        kept = "".join(c for c in unicodedata.normalize("NFD", kept) if unicodedata.category(c) != "Mn").translate(_TABLE)
    return "".join(c if c.isascii() else _read(c) for c in kept).translate(_ASCII)


def unmasked(text: str) -> str:
    """The text (NFKC, case folded) with words of mixed alphabets written in one: a Cyrillic а in a Latin word is a Latin a. Which of
    two possible ones: that of most letters of the word, or Latin if the text is in it."""
    kinds = [script(c) for c in text if c.isalpha()]
    mostly_latin = kinds.count("latin") * 2 > len(kinds)
    return re.sub(r"[^\W\d_]+", lambda m: _one_alphabet(m[0], mostly_latin), text)


def _one_alphabet(word: str, mostly_latin: bool) -> str:
    kinds = {script(c) for c in word}
    if "latin" not in kinds or not kinds & {"cyrillic", "greek"} or len(kinds) > 2:
        return word
    few = sum(script(c) == "latin" for c in word) * 2 < len(word)
    if (mostly_latin or not few) and all(script(c) == "latin" or c in _LOOK for c in word):
        return "".join(_LOOK.get(c, c) for c in word)
    return "".join(_BACK.get(c, c) for c in word)


def _syllabic(text: str) -> str:
    """The scripts of India and others in Latin syllables, as far as one sign changes the one before it."""
    out: list[str] = []
    for c in text:
        if script(c) == "other" and c > "\u08ff" and unicodedata.category(c)[0] in "LM":
            _named(c, out)
        else:
            out.append(c)
    return "".join(out)


def _named(c: str, out: list[str]) -> None:
    """By the letter's Unicode name: LETTER KA is ka, VOWEL SIGN I replaces its a, VIRAMA drops it."""
    kind, sound = _name(c)
    if kind == "sign" and out:
        out[-1] = out[-1].removesuffix("a") + sound
    else:
        out.append(sound)


@lru_cache(1 << 12)
def _name(c: str) -> tuple[str, str]:
    words = unicodedata.name(c, "").lower().split()
    for kind, mark in (("letter", "letter"), ("letter", "syllable"), ("letter", "character")):
        if mark in words:
            sound = words[words.index(mark) + 1 :]
            return kind, sound[0] if sound else ""
    if "vowel" in words and "sign" in words:
        return "sign", words[-1].replace("aa", "a").replace("ii", "i").replace("uu", "u")
    last = words[-1] if words else ""
    return ("sign", "") if last in ("virama", "halant") else ("letter", "n" if last in ("anusvara", "candrabindu") else "")


def _read(c: str) -> str:
    return " " if not c.isalnum() else unicodedata.normalize("NFKD", c) if unicodedata.normalize("NFKD", c).isascii() else " "
