"""Burmese in Latin letters as Burma's papers and passports spell names, near BGN/PCGN 1970: a name is a row of syllables, and each
stands alone. The rhyme of a syllable is told by its vowel and its last consonant together: ောင် aung, ိန် ein, ွန် un."""

import re

RUN = re.compile("[\u1000-\u103f]+")
_SYLLABLE = re.compile(
    "([\u1000-\u1021\u1023-\u1027\u1029\u102a\u103f])([\u103b-\u103e]*)([\u102b-\u1032\u1036]*)\u103a?([\u1037\u1038]*)"
    "(?:([\u1000-\u1020])(\u1037?)[\u103a\u1039][\u1037\u1038]*)?"
)
_LETTERS = "ကခဂဃငစဆဇဈဉညဋဌဍဎဏတထဒဓနပဖဗဘမယရလဝသဟဠအဿ"
_SOUNDS = "k kh g g ng s s z z ny ny t t d d n t t d d n p p b b m y y l w th h l - th".split()  # noqa: SIM905
_HEADS = dict(zip(_LETTERS, _SOUNDS, strict=True))
_VOWELS = {"ဣ": "i", "ဤ": "i", "ဥ": "u", "ဦ": "u", "ဧ": "e", "ဩ": "aw", "ဪ": "aw"}
# Vowel signs, then the class of the last consonant: k, c (င), s (စ), y (ည), n, t or none.
_LAST = {"က": "k", "င": "c", "စ": "s", "ည": "y", "ဉ": "c", "ယ": "e", **dict.fromkeys("တဋပဒဗဓဘထ", "t"), **dict.fromkeys("နမဏလံ", "n")}
_RHYMES = {
    "": "a", "k": "et", "c": "in", "s": "it", "y": "i", "n": "an", "t": "at", "e": "e", "ာ": "a", "ိ": "i", "ီ": "i", "ု": "u", "ူ": "u",
    "ေ": "e", "ဲ": "e", "ော": "aw", "ို": "o", "ံ": "an", "ုံ": "on", "ောk": "auk", "ောc": "aung", "ိုk": "aik", "ိုc": "aing", "ိn": "ein",
    "ိt": "eik", "ုn": "on", "ုt": "ok", "ာn": "an", "ိုt": "o", "ိုe": "o", "ာt": "at", "ေe": "e", "ိံ": "ein",
}  # fmt: skip
_WITH_W = {"an": "un", "at": "ut"}  # ွန်, ွတ်


def latin(run: str) -> str:
    """A run of Burmese letters, its syllables apart; letters out of place are left out."""
    return " ".join(_syllable(m, not m.start()) for m in _SYLLABLE.finditer(run.replace("ါ", "ာ")))


def _syllable(found: re.Match[str], first: bool) -> str:
    head, medials, vowel, tone, last, creaky = found.groups(default="")
    if head in _VOWELS:
        return _VOWELS[head] if first or head != "ဦ" else "oo"
    rhyme = _RHYMES.get(vowel + _LAST.get(last, "")) or _RHYMES.get(vowel, "a")
    if rhyme[-1:] == "o" and vowel == "ို" and "\u1038" in tone:
        rhyme = "oe"  # ိုး
    elif vowel == "ေ" and "\u1038" in tone:
        rhyme = "ay" if head != "အ" else "aye"
    if (creaky or "\u1037" in tone) and rhyme[-1] == "n":
        rhyme += "t"  # မြင့်, ညွန့်, သန့်
    return _begun(head, medials, rhyme)


def _begun(head: str, medials: str, rhyme: str) -> str:
    sound = _HEADS.get(head, "").strip("-")
    y, w, h = "ျ" in medials or "ြ" in medials, "ွ" in medials, "ှ" in medials
    if h:
        sound = "sh" if head in "ယရ" or (head == "သ" and y) else "h" + sound
    if y and sound != "sh":
        sound = {"kh": "ch", "y": "y"}.get(sound, sound + "y")
    w = w or head == "ဝ"
    short = next((new for old, new in _WITH_W.items() if rhyme.startswith(old)), "") if w else ""
    return sound + (short + rhyme[2:] if short else "w" * (w and sound != "w") + rhyme)
