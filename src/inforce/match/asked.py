"""Queries as arrays: what each of their words weighs, what is like it, and which of them must be looked up."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from inforce.match.alike import INITIAL
from inforce.match.bounds import Bounds, Shared
from inforce.match.deletes import ranges
from inforce.match.file import Array
from inforce.match.reading import Word

BITS = 62  # words of a query that are told apart; those beyond count as found


@dataclass(frozen=True)
class Seen:
    """A word of queries: what it weighs and tells, whether it is an initial and whether it counts as a word; the numbers of the
    words like it with what their likeness is credited with, initials last; how many of them are none; the most that one of these
    weighs, and of those, and what one of those tells; the names with a word like it, those that hold an initial first, and how many
    these are; its first letter, and as what it may stand for a run of words (see acronyms)."""

    word: Word
    weight: int
    told: int
    free: bool
    content: bool
    like: Array
    credit: Array
    n_sure: int
    partner: int
    initial: int
    initial_told: int
    names: Array
    n_initials: int
    letter: int
    code: int
    letters: int


class Asked:
    """Queries, word by word: the query `q`, its `place` in it, and more of each. `like` are the words like them, `of` which word each is
    like, and `credit` what that is credited with."""

    def __init__(self, queries: Sequence[Sequence[Seen]], bounds: Bounds) -> None:
        self.words = [seen for words in queries for seen in words]
        self.bounds, self.n = bounds, len(queries)
        self.size = np.array([len(words) for words in queries], np.int64)
        self.q = np.repeat(np.arange(self.n), self.size)
        self.place = ranges(np.zeros(self.n, np.int64), self.size)
        self.weight = np.array([s.weight for s in self.words], np.int64)
        self.told = np.array([s.told for s in self.words], np.int64)
        self.initial = np.array([s.free for s in self.words], bool)
        self.granted = np.array([g for words in queries for g in own_initials([s.word for s in words])], bool) | (self.place >= BITS)
        self.content = np.array([s.content for s in self.words], bool)
        self.partner = np.array([s.partner for s in self.words], np.int64)
        self.weak = np.array([s.initial for s in self.words], np.int64)
        self.weak_told = np.array([min(s.told, s.initial_told) for s in self.words], np.int64)
        self.whole = self.sum(self.weight)
        self.counted = self.sum(self.content | self.initial)
        self.partners = self.sum(np.maximum(self.partner, self.weak))
        self.letter, self.code, self.acronym = np.array([(s.letter, s.code, s.letters) for s in self.words], np.int64).reshape(-1, 3).T
        first = np.where(self.letter > 0, 1 << np.maximum(0, self.letter - 1), 0)
        self.first = np.where(self.initial, 0, first)
        likely = np.flatnonzero((self.place < BITS) & ~self.initial)
        sizes = np.array([len(self.words[n].like) for n in likely.tolist()], np.int64)
        self.like = _joined([self.words[n].like for n in likely.tolist()])
        self.credit = _joined([self.words[n].credit for n in likely.tolist()])
        self.of = np.repeat(likely, sizes)
        self.initials, self.letters = np.zeros(self.n, np.int64), np.zeros(self.n, np.int64)
        np.bitwise_or.at(self.initials, self.q[self.initial], first[self.initial])
        np.bitwise_or.at(self.letters, self.q, self.first)

    def sum(self, values: Array) -> Array:
        """Of each query."""
        return np.bincount(self.q, values, self.n).astype(np.int64)

    def at(self, place: int, values: Array) -> Array:
        """The values of the words at that place, one for each query; 0 where it has fewer."""
        found, here = np.zeros(self.n, np.int64), self.place == place
        found[self.q[here]] = values[here]
        return found

    def to_look_up(self, points: int) -> tuple[Array, Array, Array]:
        """The words to look up, by their place among all; those to look up among names that hold an initial; and those whose initials
        are: a name must have one of them to come to so many points. The rarest come first, until the others alone, in a name of nothing
        else, could not reach that."""
        order = np.lexsort((np.array([len(s.names) for s in self.words], np.int64), self.q))
        weak_credit = int(self.bounds.credit[INITIAL])
        weak = self.weak * ~self.granted
        sums = self.weight, self.partner, (self.weight + self.partner) * 10_000, self.content, self.told
        strong = [self._rest((v * (self.partner > 0))[order]) for v in sums]
        sums = self.weight, weak, (self.weight + weak) * weak_credit, np.zeros_like(weak), self.weak_told
        weaker = [v * (weak > 0) for v in sums]
        under = [self._rest(v[order]) for v in weaker]
        for_own = [np.where(self.initial, v, 0) for v in weaker]
        own = [self.sum(v)[self.q[order]] for v in for_own]
        # A name's initials stand open for what was looked up already, and any word for the query's own.
        before = [self.sum(v)[self.q[order]] - u + self._rest(o[order]) for v, u, o in zip(weaker, under, for_own, strict=True)]
        in_words = [v + o for v, o in zip(strong, own, strict=True)], [v + b for v, b in zip(strong, before, strict=True)]
        words, further, initials = self._could(order, [np.stack(columns) for columns in zip(*in_words, under, strict=True)], points)
        words, further = words & (self.partner[order] > 0), further & (self.partner[order] > 0)
        return order[words], order[further & ~words], order[initials & (weak[order] > 0)]

    def _could(self, order: Array, rest: Sequence[Array], points: int) -> Array:
        """Whether that rest alone could reach so many points, in a name of just these words or of more: for each row of it."""
        ours, theirs, credited, common, told = rest
        q = np.broadcast_to(self.q[order], ours.shape)
        granted = self.sum(self.weight * self.granted)[q]
        ours, whole, counted = np.minimum(ours + granted, self.whole[q]), self.whole[q], self.counted[q]
        alike = [v.ravel() for v in (ours, whole, theirs, theirs, credited + granted * 10_000, common)]
        both = [np.append(v, v) for v in (*alike, counted, told)]
        both[6][counted.size :] = np.maximum(4, counted.ravel())
        found = self.bounds.reach(Shared(*both), points)
        either: Array = np.logical_or(*found.reshape(2, *ours.shape))
        return either

    def _rest(self, values: Array) -> Array:
        """For words in order of their query, the sum of the values from each one to the last of its query."""
        upto = np.append(0, np.cumsum(values, dtype=np.int64))
        found: Array = np.repeat(upto[np.cumsum(self.size)], self.size) - upto[:-1]
        return found


def _joined(parts: Sequence[Array]) -> Array:
    return np.concatenate([np.empty(0, np.int64), *parts])


def own_initials(words: Sequence[Word]) -> list[bool]:
    """Which words may be the initials of others in the same name ("Foreign Trade Bank (FTB)"): these need no partner."""
    if len(words) < 3:
        return [False] * len(words)
    initials = "".join(w.text[0] for w in words)
    return [1 < len(w.text) < len(words) and _within(w.text, initials) for w in words]


def _within(text: str, initials: str) -> bool:
    left = iter(initials)
    return all(c in left for c in text)
