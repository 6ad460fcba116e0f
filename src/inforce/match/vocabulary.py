"""The words of many names, each once, and which of them are like a given word."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from inforce.match import deletes
from inforce.match.alike import LIMIT, alike, points_of, reach
from inforce.match.file import Array, Arrays, Texts
from inforce.match.looks import LOOKS, MOST_LETTERS, Looks, maybe, roughly
from inforce.match.rarity import bits
from inforce.match.reading import Word
from inforce.match.short import equivalents
from inforce.match.weights import Weights

FAMILIES = ("person", "entity", "vessel")
ROLES = ("plain", "particle", "title", "legal", "generic", "number", "initial")
LONG = 10  # letters: from here on words may be three edits apart, too many to strike; they are few enough to be gone through
_KEY = 1 << 20  # salt: keys are filed beside spellings, as another kind
_AT_ONCE = 1 << 17  # pairs whose looks are compared together


def packed(words: Iterable[Word], w: Weights) -> tuple[dict[Word, int], dict[str, Array]]:
    """Each word's number, in order of text, and the arrays that `Vocabulary` looks things up in."""
    ordered = sorted(words, key=lambda w: (w.text, w.key, w.role))
    text, text_at = Texts.packed([w.text for w in ordered])
    key, key_at = Texts.packed([w.key for w in ordered])
    hashes, owners = deletes.filed(*_hashed(ordered))
    looks = Looks.of(ordered)
    arrays = {
        "word_text": text,
        "word_text_at": text_at,
        "word_key": key,
        "word_key_at": key_at,
        "word_role": np.array([ROLES.index(w.role) for w in ordered], np.uint8),
        "word_first": np.array([ord(w.text[0]) for w in ordered], np.int32),
        **{f"word_{name}": getattr(looks, name) for name in LOOKS},
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
        self._texts, self._keys = (_Column(Texts(arrays[f"word_{name}"], arrays[f"word_{name}_at"])) for name in ("text", "key"))
        self._looks = Looks(*(arrays[f"word_{name}"] for name in LOOKS))
        self._numbers = {long: np.flatnonzero(self._looks.letters >= (2 if long else LONG)) for long in (False, True)}
        self._there = {long: self._looks[numbers] for long, numbers in self._numbers.items()}
        self._single = np.flatnonzero(self._looks.letters == 1)

    def beginning(self, first: str) -> Array:
        """The numbers of the words that begin with that letter."""
        return np.flatnonzero(self._arrays["word_first"] == ord(first))

    def like(self, words: Sequence[Word]) -> tuple[Array, Array, Array]:
        """For each word, by its place, the numbers of those that `alike` puts at LIMIT or above, ascending, and how alike they are. Of an
        initial only that letter: see `beginning` for what it may stand for."""
        ours, known = Looks.of(words), self._equivalents(words)
        struck = deletes.matches(*_hashed(words), self._arrays["delete_hash"], self._arrays["delete_word"])
        struck = struck[maybe(ours[struck >> 32], self._looks[struck & 0xFFFFFFFF])]
        ordered = deletes.distinct(np.concatenate([struck, *self._beside(ours), *self._initials(words), known]))
        who, numbers = ordered >> 32, ordered & 0xFFFFFFFF
        points = self._compared(words, who, numbers, np.isin(ordered, known))
        likely = np.flatnonzero(points >= LIMIT)
        return who[likely], numbers[likely], points[likely]

    def _beside(self, ours: Looks) -> Iterator[Array]:
        """Pairs that may be alike where one of the two is long."""
        for long, numbers in self._numbers.items():
            there, asked = self._there[long], np.flatnonzero((ours.letters > 3) & ((ours.letters >= LONG) == long))
            rows = max(1, _AT_ONCE // max(1, len(numbers)))
            for n in range(0, len(asked), rows):
                some = asked[n : n + rows]
                row, column = roughly(ours[some], there).nonzero()
                likely = maybe(ours[some[row]], there[column])
                yield some[row[likely]] << 32 | numbers[column[likely]]

    def _equivalents(self, words: Sequence[Word]) -> Array:
        """Words that are alike because a table says so (Bill and William), whatever their letters."""
        others = [(n, text) for n, w in enumerate(words) for text in sorted(equivalents(w.text))]
        hashes, who = deletes.hashed([text for _, text in others], [0] * len(others))
        a = self._arrays
        return deletes.found(hashes, np.array([n for n, _ in others], np.int64)[who], a["delete_hash"], a["delete_word"])

    def _initials(self, words: Sequence[Word]) -> Iterator[Array]:
        """Single letters that words begin with; of other single signs, every word that begins with them."""
        first = np.array([ord(w.text[0]) for w in words], np.int32)
        row, column = (first[:, None] == self._arrays["word_first"][self._single]).nonzero()
        yield row << 32 | self._single[column]
        for n, w in enumerate(words):
            if len(w.text) == 1 and not is_initial(w.text):
                yield self.beginning(w.text) | n << 32

    def _compared(self, words: Sequence[Word], who: Array, numbers: Array, known: Array) -> Array:
        """How alike pairs are, the edits counted for all at once; one by one where `alike` has other rules."""
        texts, keys = _objects([w.text for w in words]), _objects([w.key for w in words])
        theirs, their_keys = self._texts.of(numbers), self._keys.of(numbers)
        long = np.array([(len(w.text), len(w.key)) for w in words], np.int64).reshape(-1, 2)[who]
        letters, least = np.maximum(long[:, 0], self._looks.letters[numbers]), np.minimum(long[:, 0], self._looks.letters[numbers])
        least = np.minimum(least, np.minimum(long[:, 1], self._looks.key_letters[numbers]))
        first = np.array([ord(w.text[0]) for w in words], np.int32)[who], self._arrays["word_first"][numbers]
        other = known | (least < 2) | (letters == 3) | (letters >= MOST_LETTERS)
        for signs in first:
            other |= (signs < ord("a")) | (signs > ord("z"))
        points = points_of(letters, _edits(texts[who], theirs), _edits(keys[who], their_keys))
        for n in np.flatnonzero(other).tolist():
            points[n] = alike(words[who[n]], Word(theirs[n], their_keys[n]))
        return points


class _Column:
    """Texts by number, each read once."""

    def __init__(self, texts: Texts) -> None:
        self._texts, self._read = texts, np.empty(len(texts), object)

    def of(self, numbers: Array) -> Array:
        """The texts of these numbers."""
        new = np.flatnonzero(np.bincount(numbers[self._read[numbers] == None], minlength=0))  # noqa: E711
        for i in new.tolist():
            self._read[i] = self._texts[i]
        found: Array = self._read[numbers]
        return found


def _objects(texts: Sequence[str]) -> Array:
    found = np.empty(len(texts), object)
    found[:] = texts
    return found


def _edits(a: Array, b: Array) -> Array:
    found: Array = cpdist(a.tolist(), b.tolist(), scorer=OSA.distance, dtype=np.int64)
    return found


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
