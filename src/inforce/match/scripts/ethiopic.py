"""Ethiopic letters in Latin ones as Ethiopians and Eritreans spell their names, near BGN/PCGN 1967 for Amharic without its marks: the
first order of vowels is e (a after h and where there is no consonant), the sixth is none, or i where consonants need one. Names whose
spelling is custom (ሥላሴ Selassie) stand in a table of ours."""

import re

from inforce.match.scripts.vowels import filled

RUN = re.compile("[\u1200-\u135a]+")
# The consonants of Unicode's rows of eight syllables, from U+1200 on; ' is none.
_ROWS = (
    "h l h m s r s sh k kw kh khw b v t ch h hw n gn ' k kw kh khw w ' z zh y d d j g gw g t ch p ts ts f p".split()  # noqa: SIM905
)
_ORDERS = ("e", "u", "i", "a", "e", "", "o", "wa")
_OPEN = frozenset("ሀሐኀአዐ")
_NAMES = {
    "ሥላሴ": "selassie", "ስላሴ": "selassie", "ኃይለ": "haile", "ሀይለ": "haile", "ኃይሌ": "haile", "ማርያም": "mariam", "ወልደ": "wolde", "ገብረ": "gebre",
    "ተክለ": "tekle", "ዮሐንስ": "yohannes", "ሚካኤል": "michael", "ገብርኤል": "gabriel", "መሐመድ": "mohammed", "ሙሐመድ": "mohammed",
    "መሀመድ": "mohammed", "ሙሀመድ": "mohammed", "አህመድ": "ahmed", "አሕመድ": "ahmed", "አሊ": "ali", "ዓሊ": "ali", "ሀሰን": "hassan", "ሐሰን": "hassan",
    "ሁሴን": "hussein", "ዑመር": "omar", "ኡመር": "omar", "ኢብራሂም": "ibrahim", "ጴጥሮስ": "petros", "ጳውሎስ": "paulos", "ዳዊት": "dawit",
    "ሰለሞን": "solomon", "ሠራዊት": "serawit", "ሣህለ": "sahle", "ሳህለ": "sahle", "ወርቅ": "work", "ጽዮን": "tsion", "መስቀል": "meskel",
    "ቭላድሚር": "vladimir", "ፑቲን": "putin",
}  # fmt: skip


def latin(word: str) -> str:
    """A run of Ethiopic syllables; a name of the table may stand before or after another: ሣህለወርቅ Sahlework."""
    for known, spelt in _NAMES.items():
        if word == known:
            return spelt
        if word.startswith(known) and len(word) > len(known) + 1:
            return spelt + latin(word.removeprefix(known))
        if word.endswith(known) and len(word) > len(known) + 1:
            return latin(word.removesuffix(known)) + spelt
    return _spelt(word)


def _spelt(word: str) -> str:
    out: list[str] = []
    for c in word:
        row, order = divmod(ord(c) - 0x1200, 8)
        head = _ROWS[row].strip("'") if row < len(_ROWS) else ""
        vowel = "a" if c in _OPEN else _ORDERS[order]
        if head == "y" and not vowel and out and out[-1] == "a":
            head = "i"
        out += [sound for sound in (head, *vowel) if sound] or (["i"] if not out else [])
    return filled(out, "i", clusters=False)
