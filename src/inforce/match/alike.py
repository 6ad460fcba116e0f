"""How alike two words are: 0 to 10,000, the same whichever comes first, by counting edits in both their spelling and their key."""

from functools import lru_cache

import numpy as np
from rapidfuzz.distance import OSA

from inforce.match.file import Array
from inforce.match.reading import Word
from inforce.match.short import equivalents

LIMIT = 7_000  # from here on two words are taken for one. It implies that spelling or key differ by at most 3 edits in 10 letters
INITIAL = 7_000  # a single letter beside a word that begins with it
SAME_KEY = 9_500  # spelt differently, but transliterations confuse the two
SHORT = 8_000  # a short form beside the full one: see `short.equivalents`
TURNED = 7_500  # three letters, two of which have changed places
ALIKE_MOST = 9_400  # what any edit in the key leaves at most


def alike(a: Word, b: Word) -> int:
    """10,000 for one spelling, 9,500 for one key, else ten-thousandths of the letters left alone by both spelling and key;
    0 below `LIMIT`. Numbers are one or not; a single letter is like any word that begins with it, a short form like the full name."""
    if a.text == b.text:
        return 10_000
    return _alike(a.text, b.text, a.key, b.key) if a.text < b.text else _alike(b.text, a.text, b.key, a.key)


def reach(letters: int) -> int:
    """How many edits at most lie between the spellings, or else between the keys, of two words that are alike, the longer of which
    has so many letters. What finds words with that reach in either finds every pair that is alike and no initial."""
    return letters * 3 // 10 if letters > 3 else letters // 3


def edits_at_most(letters: int) -> int:
    """How many edits two alike words have at most, the longer of which has so many letters: those of the spelling, and those of the
    key or again those of the spelling, whichever are fewer."""
    return letters * 6 // 10


def points_of(letters: Array, spelling: Array, keys: Array) -> Array:
    """What `alike` gives many pairs of words by the edits between their spellings and between their keys, exactly: words and keys of two
    letters or more, the longer word of so many `letters` but not three, neither a number or the short form of the other."""
    edits = spelling + np.minimum(spelling, keys)
    found: Array = np.minimum(ALIKE_MOST, 10_000 - 5_000 * edits // letters)
    found[edits > letters * 6 // 10] = 0
    found[keys == 0] = SAME_KEY
    found[spelling == 0] = 10_000
    return found


@lru_cache(1 << 16)
def _alike(a: str, b: str, a_key: str, b_key: str) -> int:
    if len(a) == 1 or len(b) == 1:
        return INITIAL if a[0] == b[0] and not (a + b).isdigit() else 0
    if b in equivalents(a):
        return SHORT
    if a.isdigit() or b.isdigit():
        return 10_000 if a.lstrip("0") == b.lstrip("0") else 0
    if a_key == b_key and len(a_key) > 1:
        return SAME_KEY
    letters = max(len(a), len(b))
    most = edits_at_most(letters)
    spelling = OSA.distance(a, b, score_cutoff=most)
    edits = spelling + min(spelling, OSA.distance(a_key, b_key, score_cutoff=most))  # a slip of the pen can spoil more of the key
    if edits > most:
        return TURNED if letters == 3 and len(a) == len(b) and edits == 2 and sorted(a) == sorted(b) else 0
    return min(ALIKE_MOST, 10_000 - 5_000 * edits // letters)
