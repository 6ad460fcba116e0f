"""Names that a word may stand for by its first letters, and words that stand for a name: JC for Jean Claude, FTB for Foreign Trade Bank.

Every run of two to four neighbouring words is filed under its first letters, so that both are looked up whole.
"""

from collections.abc import Sequence

import numpy as np

from inforce.match.deletes import distinct, ranges
from inforce.match.file import Array, Arrays
from inforce.match.reading import Word

NONE = 1 << 40  # a bit that the letters of no name have
_MOST = 4  # words that are tried as one: `align` does no more


def packed(names: Sequence[Sequence[Word]], numbers: dict[Word, int]) -> dict[str, Array]:
    """The arrays of names made of the words that have these numbers."""
    first = np.array([letter(w.text) if len(w.text) > 1 else 0 for words in names for w in words], np.int64)
    owner = np.repeat(np.arange(len(names)), np.array([len(words) for words in names], np.int64))
    runs = distinct(_runs(owner, first))
    words = np.sort(np.array([c << 32 | i for w, i in numbers.items() if (c := code(w))], np.int64))
    return {
        "run_code": (runs >> 32).astype(np.int32),
        "run_name": (runs & 0xFFFFFFFF).astype(np.int32),
        "acronym_code": (words >> 32).astype(np.int32),
        "acronym_word": (words & 0xFFFFFFFF).astype(np.int32),
    }


def candidates(queries: tuple[Array, Array, Array], a: Arrays) -> tuple[Array, Array]:
    """Pairs (number of a query, number of a name), in order, where a word of one may stand for a run of words of the other. Of each word
    of the queries: its query, its first `letter` (0 for an initial), its `code`."""
    owner, first, codes = queries
    short = np.flatnonzero(codes)
    q, names = _filed(codes[short] << 32 | owner[short], a["run_code"], a["run_name"])
    asked, words = _filed(_runs(owner, first), a["acronym_code"], a["acronym_word"])
    at = a["word_names_at"]
    n = at[words + 1] - at[words]
    pairs = distinct(np.concatenate([q << 32 | names, np.repeat(asked, n) << 32 | a["word_names"][ranges(at[words], n)]]))
    return pairs >> 32, pairs & 0xFFFFFFFF


def letters(word: Word) -> int:
    """A bit for each letter of what may stand for a run of words, two to four letters; else one that no name has."""
    return sum({1 << ord(c) - 97 for c in word.text}) if code(word) else NONE


def letter_bit(text: str) -> int:
    """A bit for the first letter, a to z; 0 for any other."""
    n = letter(text)
    return 1 << n - 1 if n else 0


def letter(text: str) -> int:
    """a to z: 1 to 26; 0 for any other."""
    n = ord(text[0]) - 96
    return n if 0 < n < 27 else 0


def code(word: Word) -> int:
    """A number for the letters of what may stand for a run of words; 0 for any other word."""
    if not 2 <= len(word.text) <= _MOST or word.role == "particle" or not all("a" <= c <= "z" for c in word.text):
        return 0
    found = 0
    for c in word.text:
        found = 27 * found + letter(c)
    return found


def _runs(owner: Array, first: Array) -> Array:
    """code << 32 | owner, for the first letters of every run of two to four words of one owner."""
    found, run, whole = [np.empty(0, np.int64)], first, first > 0
    for n in range(1, _MOST):
        there = whole[:-1] & (first[n:] > 0) & (owner[: max(0, len(owner) - n)] == owner[n:])
        run, whole = 27 * run[:-1] + first[n:], there
        found.append((run << 32 | owner[n:])[there])
    return np.concatenate(found)


def _filed(wanted: Array, codes: Array, numbers: Array) -> tuple[Array, Array]:
    """Who asks and what is filed, for each code << 32 | who."""
    these = (wanted >> 32).astype(codes.dtype)
    start = np.searchsorted(codes, these, "left")
    n = np.searchsorted(codes, these, "right") - start
    return np.repeat(wanted & 0xFFFFFFFF, n), numbers[ranges(start, n)].astype(np.int64)
