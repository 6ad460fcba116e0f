"""The words of many names, each once, and which of them are like a given word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from inforce.match import deletes
from inforce.match.alike import LIMIT, alike, edits_at_most, reach
from inforce.match.file import Array, Arrays, Texts
from inforce.match.rarity import bits
from inforce.match.reading import Word
from inforce.match.short import equivalents
from inforce.match.weights import Weights

FAMILIES = ("person", "entity", "vessel")
ROLES = ("plain", "particle", "title", "legal", "generic", "number", "initial")
LONG = 10  # letters: from here on words may be three edits apart, too many to strike; they are few enough to be gone through
_MOST_LETTERS = 400  # of a word: no name is read further
_KEY = 1 << 20  # salt: keys are filed beside spellings, as another kind


def packed(words: Iterable[Word], w: Weights) -> tuple[dict[Word, int], dict[str, Array]]:
    """Each word's number, in order of text, and the arrays that `Vocabulary` looks things up in."""
    ordered = sorted(words, key=lambda w: (w.text, w.key, w.role))
    text, text_at = Texts.packed([w.text for w in ordered])
    key, key_at = Texts.packed([w.key for w in ordered])
    hashes, owners = deletes.filed(*_hashed(ordered))
    looks = _Looks.of(ordered)
    arrays = {
        "word_text": text,
        "word_text_at": text_at,
        "word_key": key,
        "word_key_at": key_at,
        "word_role": np.array([ROLES.index(w.role) for w in ordered], np.uint8),
        "word_first": np.array([ord(w.text[0]) for w in ordered], np.int32),
        **{f"word_{name}": getattr(looks, name) for name in ("letters", "key_letters", "marks", "key_marks")},
        **{f"word_weight_{k}": np.array([w.weigh(x, k) for x in ordered], np.int32) for k in FAMILIES},
        **{f"word_told_{k}": np.array([bits(x, k) for x in ordered], np.int32) for k in FAMILIES},
        "delete_hash": hashes,
        "delete_word": owners,
    }
    return {w: i for i, w in enumerate(ordered)}, arrays


class Vocabulary:
    """Words by number. What was once made of the arrays is kept."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._texts = Texts(arrays["word_text"], arrays["word_text_at"])
        self._keys = Texts(arrays["word_key"], arrays["word_key_at"])
        self._words: dict[int, Word] = {}
        self._looks = _Looks(*(arrays[f"word_{name}"] for name in ("letters", "key_letters", "marks", "key_marks")))
        self._numbers = {long: np.flatnonzero(self._looks.letters >= (2 if long else LONG)) for long in (False, True)}
        self._there = {long: self._looks[numbers] for long, numbers in self._numbers.items()}

    def __len__(self) -> int:
        return len(self._texts)

    def word(self, i: int) -> Word:
        """The word of that number."""
        found = self._words.get(i)
        if found is None:
            found = self._words[i] = Word(self._texts[i], self._keys[i], ROLES[self._arrays["word_role"][i]])
        return found

    def beginning(self, first: str) -> Array:
        """The numbers of the words that begin with that letter."""
        return np.flatnonzero(self._arrays["word_first"] == ord(first))

    def like(self, words: Sequence[Word]) -> list[list[tuple[int, int]]]:
        """For each word, the numbers of those that `alike` puts at LIMIT or above, ascending, and how alike they are. Of an
        initial only that letter: see `beginning` for what it may stand for."""
        ours = _Looks.of(words)
        pairs = [deletes.found(*_hashed(words), self._arrays["delete_hash"], self._arrays["delete_word"])]
        pairs += [self._beside(ours, n) | n << 32 for n, w in enumerate(words) if len(w.text) > 3]
        pairs += [self._initial(w.text) | n << 32 for n, w in enumerate(words)]
        known = self._equivalents(words)
        ordered = deletes.distinct(np.concatenate([*pairs, known]))
        who, numbers = ordered >> 32, ordered & 0xFFFFFFFF
        likely = _maybe(ours[who], self._looks[numbers]) | np.isin(ordered, known)
        who, numbers = who[likely], numbers[likely]
        cuts = np.searchsorted(who, np.arange(len(words) + 1)).tolist()
        numbered = numbers.tolist()
        return [self._checked(word, numbered[i:j]) for word, (i, j) in zip(words, pairwise(cuts), strict=True)]

    def _beside(self, ours: "_Looks", n: int) -> Array:
        """Words that may be alike where one of the two is long."""
        long = bool(ours.letters[n] >= LONG)
        return self._numbers[long][_maybe(ours[n], self._there[long])]

    def _equivalents(self, words: Sequence[Word]) -> Array:
        """Words that are alike because a table says so (Bill and William), whatever their letters."""
        others = [(n, text) for n, w in enumerate(words) for text in sorted(equivalents(w.text))]
        hashes, who = deletes.hashed([text for _, text in others], [0] * len(others))
        a = self._arrays
        return deletes.found(hashes, np.array([n for n, _ in others], np.int64)[who], a["delete_hash"], a["delete_word"])

    def _initial(self, text: str) -> Array:
        first = self.beginning(text[0])
        return first if len(text) == 1 and not is_initial(text) else first[self._looks.letters[first] == 1]

    def _checked(self, word: Word, numbers: list[int]) -> list[tuple[int, int]]:
        if len(word.text) > 3 and len(numbers) > 3:
            numbers = self._near(word, numbers)
        return [(i, p) for i in numbers if (p := alike(word, self.word(i))) >= LIMIT]

    def _near(self, word: Word, numbers: list[int]) -> list[int]:
        """Those that are not too many edits away, counted for all at once, and those that are alike for another reason."""
        known, others = self._words, equivalents(word.text)
        words = [known.get(i) or self.word(i) for i in numbers]
        spelling = cdist([word.text], [w.text for w in words], scorer=OSA.distance, dtype=np.uint16)[0]
        keys = cdist([word.key], [w.key for w in words], scorer=OSA.distance, dtype=np.uint16)[0]
        letters = np.array([len(w.text) for w in words])
        near = spelling + np.minimum(spelling, keys) <= _most_edits()[np.clip(letters, min(len(word.text), _MOST_LETTERS), _MOST_LETTERS)]
        near |= (keys == 0) | (letters == 1)
        return [i for i, w, n in zip(numbers, words, near.tolist(), strict=True) if n or w.text in others]


@dataclass(frozen=True, slots=True)
class _Looks:
    """How long the spelling and the key of words are, and which letters are in them: enough to see that two are far apart."""

    letters: Array
    key_letters: Array
    marks: Array
    key_marks: Array

    @staticmethod
    def of(words: Sequence[Word]) -> "_Looks":
        lengths = np.array([(min(len(w.text), _MOST_LETTERS), min(len(w.key), _MOST_LETTERS)) for w in words], np.int16).reshape(-1, 2)
        marks = np.array([(_marks(w.text), _marks(w.key)) for w in words], np.uint64).reshape(-1, 2)
        return _Looks(lengths[:, 0], lengths[:, 1], marks[:, 0], marks[:, 1])

    def __getitem__(self, chosen: Any) -> "_Looks":
        return _Looks(self.letters[chosen], self.key_letters[chosen], self.marks[chosen], self.key_marks[chosen])


def _maybe(a: _Looks, b: _Looks) -> Array:
    """Which pairs may be alike: letters in one and not in the other are edits between them. An initial is like what it begins."""
    spelling = np.maximum(np.abs(a.letters - b.letters), _apart(a.marks, b.marks))
    keys = np.maximum(np.abs(a.key_letters - b.key_letters), _apart(a.key_marks, b.key_marks))
    most = _most_edits()[np.maximum(a.letters, b.letters)]
    found: Array = (spelling + np.minimum(spelling, keys) <= most) | (keys == 0) | (a.letters == 1) | (b.letters == 1)
    return found


@cache
def _most_edits() -> Array:
    return np.array([edits_at_most(n) for n in range(_MOST_LETTERS + 1)], np.int16)


def is_initial(text: str) -> bool:
    """Whether it is one letter, a to z, which may stand for any word that begins with it."""
    return len(text) == 1 and "a" <= text <= "z"


def _hashed(words: Sequence[Word]) -> tuple[Array, Array]:
    strokes = [0 if w.text.isdigit() else _strokes(len(w.text)) for w in words]
    spelling = deletes.hashed([w.text.lstrip("0") if w.text.isdigit() else w.text for w in words], strokes)
    keys = deletes.hashed([w.key for w in words], strokes, _KEY)
    return np.concatenate([spelling[0], keys[0]]), np.concatenate([spelling[1], keys[1]])


@cache
def _strokes(letters: int) -> int:
    """How many letters are struck from a word of that length, so that it meets every word like it that is not long."""
    return max((reach(n) for n in range(letters, LONG) if n - letters <= reach(n)), default=0)


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


def _apart(a: Array, b: Array) -> Array:
    return np.maximum(np.bitwise_count(a & ~b), np.bitwise_count(b & ~a))
