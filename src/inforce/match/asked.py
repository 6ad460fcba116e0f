"""Queries as arrays: what each of their words weighs, what is like it, and which of them must be looked up."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from inforce.match.alike import INITIAL
from inforce.match.bounds import Bounds, Shared
from inforce.match.deletes import beginnings
from inforce.match.file import Array
from inforce.match.reading import Word
from inforce.match.seen import Seen
from inforce.match.weighed import in_series

BITS = 62  # words of a query that are told apart; those beyond count as found


class Asked:
    """Queries, word by word: the query `q`, its `place` in it, and more of each (`facts`). `like` are the words like them, `of` which word
    each is like, and `credit` what that is credited with. `granted` words need no partner."""

    def __init__(self, queries: Sequence[Sequence[Word]], seen: Seen, bounds: Bounds) -> None:
        self._seen, self._bounds, self.n = seen, bounds, len(queries)
        self.size = np.array([len(words) for words in queries], np.int64)
        self.q = np.arange(self.n).repeat(self.size)
        self._ends = self.size.cumsum()
        self._from, self._to = (self._ends - self.size).repeat(self.size), self._ends.repeat(self.size)
        self.place = np.arange(len(self.q)) - self._from
        self.facts = facts = seen.facts(seen.numbers([w for words in queries for w in words]))
        self.initial, self.content = facts.free > 0, facts.content > 0
        self.granted = np.array([g for words in queries for g in free(words)], bool) | (self.place >= BITS)
        self.whole, self.counted, self.given_up = self.sums(facts.weight, self.content | self.initial, facts.weight * self.granted)
        self.first = np.where(self.initial | (facts.letter == 0), 0, 1 << facts.letter - (facts.letter > 0))
        likely = ((self.place < BITS) & ~self.initial).nonzero()[0]
        self.like, self.credit = seen.like(facts.like_at[likely], facts.n_like[likely])
        self.of = likely.repeat(facts.n_like[likely])
        self.initials, self.letters = np.zeros(self.n, np.int64), np.zeros(self.n, np.int64)
        np.bitwise_or.at(self.initials, self.q, np.where(self.initial, 1 << np.maximum(facts.letter, 1) - 1, 0))
        np.bitwise_or.at(self.letters, self.q, self.first)

    def sums(self, *values: Array) -> Array:
        """Of each query: one row for each of the values."""
        upto = _upto(np.stack(values))
        found: Array = upto[:, self._ends] - upto[:, self._ends - self.size]
        return found

    def by_place(self, values: Array) -> Array:
        """The values of the first BITS words: one row for each place, one column for each query; 0 where it has fewer."""
        here = self.place < BITS
        found = np.zeros((min(BITS, int(self.size.max(initial=0))), self.n), np.int64)
        found[self.place[here], self.q[here]] = values[here]
        return found

    @cached_property
    def marked(self) -> tuple[Array, Array, Array]:
        """What listed words are to queries: query and word as one number, ascending; the places of the query's words like it, as bits;
        the most that this likeness is credited with."""
        known = self.q[self.of] << 32 | self.like
        order = known.argsort()
        known = known[order]
        start = beginnings(known)
        if not len(start):
            return known, known, known
        bits = np.bitwise_or.reduceat((np.int64(1) << self.place[self.of])[order], start)
        return known[start], bits, np.maximum.reduceat(self.credit[order], start)

    def look_up(self, points: int) -> tuple[Array, Array]:
        """Every name that could come to so many points, and more: the number of a query, that of a name. The rarest words are looked up
        first, until the others alone, in a name of nothing else, could not reach that; some only among names that hold an initial, and of
        some their initials alone."""
        facts = self.facts
        order = np.lexsort((facts.n_names, self.q))
        words, further, initials = (order[which] for which in self._must(order, points))
        at, n = facts.like_at[initials] + facts.n_sure[initials], facts.n_like[initials] - facts.n_sure[initials]
        names, each = self._seen.names_of(self._seen.like(at, n)[0])
        sizes = facts.n_names[words], facts.n_initials[further]
        of = words.repeat(sizes[0]), further.repeat(sizes[1]), initials.repeat(n).repeat(each)
        found = self._seen.names(facts.names_at[words], sizes[0]), self._seen.names(facts.names_at[further], sizes[1]), names
        return self.q[np.concatenate(of)], np.concatenate(found)

    def _must(self, order: Array, points: int) -> tuple[Array, Array, Array]:
        """Which words, in that order, to look up; which among names that hold an initial; and of which the initials."""
        facts = self.facts
        weak = facts.weak * ~self.granted
        sums = facts.weight, facts.partner, (facts.weight + facts.partner) * 10_000, facts.content, facts.told
        strong = np.stack(sums) * (facts.partner > 0)
        credit = int(self._bounds.credit[INITIAL])
        sums = facts.weight, weak, (facts.weight + weak) * credit, np.zeros_like(weak), facts.weak_told
        weaker = np.stack(sums) * (weak > 0)
        upto = _upto(np.concatenate([strong, weaker, weaker * self.initial])[:, order])
        rest, whole = upto[:, self._to] - upto[:, :-1], upto[:, self._to] - upto[:, self._from]
        strong, under, own = rest[:5], rest[5:10], whole[10:]
        # A name's initials stand open for what was looked up already, and any word for the query's own.
        before = whole[5:10] - under + rest[10:]
        could = self._could(np.stack([strong + own, strong + before, under], axis=1), points)
        words, further, initials = could & (np.stack([facts.partner, facts.partner, weak])[:, order] > 0)
        return words, further & ~words, initials

    def _could(self, rest: Array, points: int) -> Array:
        """Whether that rest alone could reach so many points, in a name of just these words or of more: for each row of it."""
        ours, theirs, credited, common, told = rest
        q = np.broadcast_to(self.q, ours.shape)
        granted, whole, counted = self.given_up[q], self.whole[q], self.counted[q]
        more = Shared(np.minimum(ours + granted, whole), whole, theirs, theirs, credited + granted * 10_000, common, counted, told)
        both = [np.concatenate([v.ravel(), v.ravel()]) for v in more]
        both[6][counted.size :] = np.maximum(4, counted.ravel())
        found = self._bounds.reach(Shared(*both), points).reshape(2, *ours.shape)
        either: Array = np.logical_or(*found)
        return either


def _upto(values: Array) -> Array:
    """For each row the sums of what comes before each place, and of all."""
    found = np.zeros((len(values), values.shape[1] + 1), np.int64)
    values.cumsum(axis=1, out=found[:, 1:])
    return found


def free(words: Sequence[Word]) -> list[bool]:
    """Which words need no partner: what may be the initials of others in the same name ("Foreign Trade Bank (FTB)"), and the numbers of
    a fund, which may be all that sets it apart from another of its series."""
    if len(words) < 3:
        return [False] * len(words)
    if in_series(words):
        return [w.role == "number" or initials for w, initials in zip(words, _own_initials(words), strict=True)]
    return _own_initials(words)


def _own_initials(words: Sequence[Word]) -> list[bool]:
    initials = "".join([w.text[0] for w in words])
    return [1 < len(w.text) < len(words) and _within(w.text, initials) for w in words]


def _within(text: str, initials: str) -> bool:
    left = iter(initials)
    return all(c in left for c in text)
