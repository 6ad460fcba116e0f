"""How words look: how long they are and which letters are in them. Enough to see that two are too far apart to be alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from inforce.match.alike import edits_at_most
from inforce.match.file import Array
from inforce.match.reading import Word

LOOKS = ("letters", "key_letters", "marks", "key_marks")
MOST_LETTERS = 400  # of a word: no name is read further


@dataclass(frozen=True, slots=True)
class Looks:
    """Of words: letters of the spelling and of the key, MOST_LETTERS at most, and marks of which letters are in them."""

    letters: Array
    key_letters: Array
    marks: Array
    key_marks: Array

    @staticmethod
    def of(words: Sequence[Word]) -> "Looks":
        """How these words look."""
        lengths = np.array([(min(len(w.text), MOST_LETTERS), min(len(w.key), MOST_LETTERS)) for w in words], np.int16).reshape(-1, 2)
        marks = np.array([(_marks(w.text), _marks(w.key)) for w in words], np.uint64).reshape(-1, 2)
        return Looks(lengths[:, 0], lengths[:, 1], marks[:, 0], marks[:, 1])

    def __getitem__(self, chosen: Any) -> "Looks":
        return Looks(self.letters[chosen], self.key_letters[chosen], self.marks[chosen], self.key_marks[chosen])


def maybe(a: Looks, b: Looks) -> Array:
    """Which pairs may be alike: letters in one and not in the other are edits between them. An initial is like what it begins."""
    spelling = np.maximum(np.abs(a.letters - b.letters), _apart(a.marks, b.marks))
    keys = np.maximum(np.abs(a.key_letters - b.key_letters), _apart(a.key_marks, b.key_marks))
    most = _most_edits()[np.maximum(a.letters, b.letters)]
    found: Array = (spelling + np.minimum(spelling, keys) <= most) | (keys == 0) | (a.letters == 1) | (b.letters == 1)
    return found


def roughly(a: Looks, b: Looks) -> Array:
    """For each of a and each of b, none of them a single letter, whether `maybe` may hold: going by letters that b alone has."""
    most = _most_edits()[np.maximum(a.letters[:, None], b.letters)].astype(np.uint8)
    spelling = np.bitwise_count(~a.marks[:, None] & b.marks)
    keys = np.bitwise_count(~a.key_marks[:, None] & b.key_marks)
    found: Array = (spelling + np.minimum(spelling, keys) <= most) | (keys == 0)
    return found


def _apart(a: Array, b: Array) -> Array:
    return np.maximum(np.bitwise_count(a & ~b), np.bitwise_count(b & ~a))


@cache
def _most_edits() -> Array:
    return np.array([edits_at_most(n) for n in range(MOST_LETTERS + 1)], np.int16)


def _marks(text: str) -> int:
    """A bit for each letter and digit that is there, and one for each letter that is there twice."""
    found = 0
    for c in text:
        n = _letter(c)
        found |= 1 << (n + 36) if n < 26 and found >> n & 1 else 1 << n
    return found


def _letter(c: str) -> int:
    """a to z: 0 to 25; 0 to 9: 26 to 35; 62 for anything else."""
    n = ord(c)
    return n - 97 if 97 <= n <= 122 else n - 22 if 48 <= n <= 57 else 62
