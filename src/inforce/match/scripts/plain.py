"""Any script in plain Latin letters, words apart."""

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
_APOSTROPHES = "'’‘`ʼʻ"
_ASCII = str.maketrans({chr(i): chr(i).lower() if chr(i).isalnum() else " " for i in range(128)} | {"'": "", "`": ""})


def latin(text: str) -> str:
    """The text in a-z, 0-9 and spaces; letters of scripts not read stay as they are."""
    if text.isascii():
        return text.translate(_ASCII)
    letters = "".join(_hangul(c) for c in text.translate(_TABLE))
    kept = (c for c in unicodedata.normalize("NFKD", letters) if unicodedata.category(c) not in ("Mn", "Cf") and c not in _APOSTROPHES)
    return "".join(c if c.isalnum() else " " for c in kept)


def script_of(text: str) -> str:
    """latin, hangul, han, cyrillic, arabic, kana or other: that of the most letters, the first of equals; latin for none."""
    counts: dict[str, int] = {}
    for c in text:
        if c.isalpha():
            name = _script(ord(c))
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name], default="latin")


def _script(n: int) -> str:
    for name, first, last in _BLOCKS:
        if first <= n <= last:
            return name
    return "other"


_BLOCKS = (
    ("latin", 0x0, 0x24F),
    ("latin", 0x1E00, 0x1EFF),
    ("cyrillic", 0x400, 0x52F),
    ("hangul", 0xAC00, 0xD7A3),
    ("hangul", 0x1100, 0x11FF),
    ("han", 0x4E00, 0x9FFF),
    ("han", 0x3400, 0x4DBF),
    ("kana", 0x3040, 0x30FF),
    ("arabic", 0x600, 0x77F),
    ("arabic", 0xFB50, 0xFDFF),
    ("arabic", 0xFE70, 0xFEFF),
)


def _hangul(c: str) -> str:
    i = ord(c) - 0xAC00
    return c if not 0 <= i < 11172 else f"{_INITIALS[i // 588]}{_VOWELS[i % 588 // 28]}{_FINALS[i % 28]} "
