"""What is known of the words of queries, each learnt once: what it weighs and tells, the listed words like it, the names that have one."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from inforce.match import acronyms
from inforce.match.alike import INITIAL
from inforce.match.bounds import Bounds
from inforce.match.deletes import distinct, ranges
from inforce.match.file import Array, Arrays
from inforce.match.rarity import bits
from inforce.match.reading import Word
from inforce.match.vocabulary import Vocabulary, is_initial
from inforce.match.weighed import CONTENT

_FULL = 1 << 17  # words that are remembered: more, and the memory is begun anew
_PLAIN = 1 << 40  # a bit of names that hold no initial


class Facts(NamedTuple):
    """Of words, one array each: what it weighs and tells, whether it is an initial and whether it counts as a word; its first letter,
    and as what it may stand for a run of words (see acronyms); the most that one of the words like it weighs, the same of those that it is
    like only as an initial, and what one of these tells; where the words like it begin, how many they are, and how many of them, which
    come first, are more than initials; where the names with one of these begin, how many they are, and how many, which come first, hold
    an initial."""

    weight: Array
    told: Array
    free: Array
    content: Array
    letter: Array
    code: Array
    letters: Array
    partner: Array
    weak: Array
    weak_told: Array
    like_at: Array
    n_like: Array
    n_sure: Array
    names_at: Array
    n_names: Array
    n_initials: Array


class Seen:
    """Words of queries of one family, by number. What was found out about a word is remembered."""

    def __init__(self, arrays: Arrays, vocabulary: Vocabulary, bounds: Bounds) -> None:
        self._a, self._vocabulary, self._bounds = arrays, vocabulary, bounds
        self._weight, self._told = arrays[f"word_weight_{bounds.kind}"], arrays[f"word_told_{bounds.kind}"]
        self._long = (arrays["word_letters"] > 1) | (arrays["word_first_letter"] == 0)  # a digit is no initial
        at, words = arrays["name_words_at"], arrays["name_words"]
        lone = np.append(0, np.cumsum(~self._long[words] & (arrays["word_first_letter"][words] > 0)))
        self._plain = np.where(lone[at[1:]] > lone[at[:-1]], 0, _PLAIN)  # what puts names without initials behind those with them
        self._forget()

    def _forget(self) -> None:
        self._numbers: dict[Word, int] = {}
        self._facts = _Grown(np.empty((0, len(Facts._fields)), np.int64))
        self._like, self._credit, self._names = (_Grown(np.empty(0, np.int32)) for _ in range(3))

    def numbers(self, words: Iterable[Word]) -> list[int]:
        """The number of each word; those never seen are learnt, all at once. Numbers hold until the next call."""
        words = list(words)
        if len(self._numbers) > _FULL:
            self._forget()
        if new := [w for w in dict.fromkeys(words) if w not in self._numbers]:
            self._learn(new)
        return [self._numbers[w] for w in words]

    def facts(self, numbers: list[int]) -> Facts:
        """What is known of words."""
        return Facts(*np.ascontiguousarray(self._facts.all[numbers].T))

    def like(self, at: Array, n: Array) -> tuple[Array, Array]:
        """Stretches of listed words like a word, and what their likeness is credited with."""
        chosen = ranges(at, n)
        return self._like.all[chosen].astype(np.int64), self._credit.all[chosen].astype(np.int64)

    def names(self, at: Array, n: Array) -> Array:
        """Stretches of names with a word like a word."""
        return self._names.all[ranges(at, n)].astype(np.int64)

    def names_of(self, words: Array) -> tuple[Array, Array]:
        """The names with each of these listed words, one word after the other, and how many each has."""
        at = self._a["word_names_at"]
        n = at[words + 1] - at[words]
        return self._a["word_names"][ranges(at[words], n)].astype(np.int64), n

    def _learn(self, words: list[Word]) -> None:
        free = np.array([is_initial(w.text) for w in words])
        who, like, points = self._vocabulary.like(words)
        begun = [self._vocabulary.beginning(w.text) if f else np.empty(0, np.int64) for w, f in zip(words, free.tolist(), strict=True)]
        kept, sizes = ~free[who], [len(b) for b in begun]
        who = np.concatenate([who[kept], np.repeat(np.arange(len(words)), sizes)])
        like = np.concatenate([like[kept], *begun])
        points = np.concatenate([points[kept], np.full(sum(sizes), INITIAL)])
        weak = ~self._long[like] & np.array([len(w.text) > 1 for w in words])[who] | free[who]
        order = np.argsort(who * 2 + weak, kind="stable")
        who, like, credit, weak = who[order], like[order], self._bounds.credit[points[order]], weak[order]
        weight, told = self._weight[like], self._told[like]
        most = [_greatest(v * which, who, len(words)) for v, which in ((weight, ~weak), (weight, weak), (told, weak))]
        sizes_like, sizes_sure = np.bincount(who, minlength=len(words)), np.bincount(who[~weak], minlength=len(words))
        names, n_names, n_initials = self._found(who[~weak], like[~weak], len(words))
        like_at = self._like.put(like)
        self._credit.put(credit)
        own = [
            (
                self._bounds.w.weigh(w, kind),
                bits(w, kind),
                w.role in CONTENT,
                acronyms.letter(w.text),
                acronyms.code(w),
                acronyms.letters(w),
            )
            for kind in [self._bounds.kind]
            for w in words
        ]
        weights, tells, content, letter, code, letters = np.array(own, np.int64).T
        facts = Facts(
            weights,
            tells,
            free,
            content,
            letter,
            code,
            letters,
            partner=most[0],
            weak=most[1],
            weak_told=np.minimum(tells, most[2]),
            like_at=like_at + _starts(sizes_like),
            n_like=sizes_like,
            n_sure=sizes_sure,
            names_at=self._names.put(names) + _starts(n_names),
            n_names=n_names,
            n_initials=n_initials,
        )
        start = self._facts.put(np.stack(facts, axis=1))
        self._numbers.update(zip(words, range(start, start + len(words)), strict=True))

    def _found(self, who: Array, words: Array, n: int) -> tuple[Array, Array, Array]:
        """For each of n who ask, the names that one of its words is in, those that hold an initial first; how many of both."""
        names, each = self.names_of(words)
        pairs = distinct(np.repeat(who << 41, each) | self._plain[names] | names)
        asked = pairs >> 41
        return pairs & 0xFFFFFFFF, np.bincount(asked, minlength=n), np.bincount(asked[pairs & _PLAIN == 0], minlength=n)


class _Grown:
    """An array that more is put behind; its room doubles when it is full."""

    def __init__(self, empty: Array) -> None:
        self._room, self._n = empty, 0

    def put(self, values: Array) -> int:
        """Puts values behind; where they begin."""
        start, self._n = self._n, self._n + len(values)
        if self._n > len(self._room):
            room = np.empty((max(self._n, 2 * len(self._room)), *self._room.shape[1:]), self._room.dtype)
            room[:start] = self._room[:start]
            self._room = room
        self._room[start : self._n] = values
        return start

    @property
    def all(self) -> Array:
        return self._room[: self._n]


def _starts(sizes: Array) -> Array:
    found: Array = sizes.cumsum() - sizes
    return found


def _greatest(values: Array, who: Array, n: int) -> Array:
    """The greatest value of each of n, 0 for none."""
    found = np.zeros(n, np.int64)
    np.maximum.at(found, who, values)
    return found
