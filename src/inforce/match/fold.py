"""One comparable Latin form of a name: case, accents, width and script folded away."""

import re
import unicodedata

# Cyrillic as BGN/PCGN writes it, without its apostrophes: lists follow it more than ISO 9.
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёієїґў",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya e i e i g u".split(" "),  # noqa: SIM905
        strict=True,
    )
)
_TABLE = str.maketrans({**_CYRILLIC, "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"})
# Official Revised Romanization, letter by letter: initials, vowels, finals of a composed Hangul syllable in Unicode's order.
_INITIALS = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")  # noqa: SIM905
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ")  # noqa: SIM905
_FINALS = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")  # noqa: SIM905
LONGEST = 400  # characters of a name that are read: no listed name is half as long, and work stays bounded


def tokens(text: str) -> list[str]:
    """The words of a name, folded; [] when it holds no letter or digit. Reads the first 400 characters."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).casefold().translate(_TABLE)
    letters = "".join(_hangul(c) for c in plain)
    decomposed = unicodedata.normalize("NFKD", letters)
    kept = "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf") and c not in "'’‘`ʼʻ")
    return re.findall(r"[^\W_]+", kept)


def _hangul(c: str) -> str:
    i = ord(c) - 0xAC00
    return c if not 0 <= i < 11172 else f"{_INITIALS[i // 588]}{_VOWELS[i % 588 // 28]}{_FINALS[i % 28]} "
