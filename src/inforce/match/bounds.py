"""How high two names can score at most, from how much of each may have a partner: what retrieval may leave aside.

It follows `score.name_points`: what pairs of words give, then the traits that depend on how much is left alone. Every other trait
counts with the most that it can give. Names that are alike as wholes (one Korean or Chinese name, one original script, words
joined) are found in other ways.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from inforce.match.alike import LIMIT
from inforce.match.file import Array
from inforce.match.traits import SHARES
from inforce.match.weights import TRAITS, Weights

_OWN = ("unmatched on both sides", "unmatched on one side", "few words in common", "nearest words left alone")


class Shared(NamedTuple):
    """What may have partners in pairs of names, as arrays: on `ours` and on `theirs`, of the `whole` weight of each; what that is
    `credited` with, in ten-thousandths of weight; how many content words are `common` and how many the `longest` name has; how much what
    they share tells, in hundredths of a bit."""

    ours: Array
    ours_whole: Array
    theirs: Array
    theirs_whole: Array
    credited: Array
    common: Array
    longest: Array
    told: Array

    def of(self, chosen: Array) -> "Shared":
        """What some of the pairs share."""
        return Shared(*[column[chosen] for column in self])


@dataclass(frozen=True)
class Bounds:
    """The most that names of a family can score with these weights."""

    w: Weights
    kind: str

    def reach(self, s: Shared, points: int) -> Array:
        """Which pairs of names may come to so many points."""
        whole = s.ours_whole + s.theirs_whole
        found: Array = self.w.top * s.credited >= (points - self._most - 1) * 10_000 * whole  # no division for the many that are far off
        likely = found.nonzero()[0]
        if not len(likely):
            return found
        s, whole = s.of(likely), np.maximum(1, whole[likely])
        ours, theirs = _left(s.ours, s.ours_whole), _left(s.theirs, s.theirs_whole)
        smaller = np.minimum(s.ours_whole, s.theirs_whole) * 10_000 // whole
        total = self._base(s, whole) + self._few[np.minimum(s.common, 2), np.minimum(s.longest, 4)] + self._others
        total += self._alone(np.minimum(ours, theirs), np.maximum(ours, theirs), smaller)
        found[likely] = np.minimum(self.w.top, total) >= points
        return found

    def _base(self, s: Shared, whole: Array) -> Array:
        """What pairs of words give, less what a common name loses."""
        base: Array = self.w.top * s.credited // (whole * 10_000) + 1
        base -= self.w.told[self.kind] * np.maximum(0, self.w.told["enough"] - s.told) // 100
        return base

    def _alone(self, least: Array, greatest: Array, smaller: Array) -> Array:
        """What the traits of what is left alone give at most, where at least so much is left on either side. To have more left
        alone on one side costs what these words were credited with; `smaller` is the smaller name's share of both."""
        found = self._on_both[np.maximum(1, _class(least))]
        one = (least == 0).nonzero()[0]
        if len(one):
            at, share = _class(greatest[one]), greatest[one]
            costs = self.w.top * int(self.credit[LIMIT]) * np.maximum(0, _BEYOND - share) * smaller[one] // 10**12
            gives = np.where(at <= _CLASSES, self._on_one[:, None] - costs, found[one])
            found[one] = np.maximum(found[one], gives.max(axis=0))
        return found

    @cached_property
    def _most(self) -> int:
        """What traits give at most."""
        return int(max(self._on_both[1:].max(), self._on_one.max()) + self._few.max()) + self._others

    @cached_property
    def _on_both(self) -> Array:
        """What is left alone on both sides, of that class or a higher one, gives at most with all that depends on it."""
        both = self._table(_OWN[0])
        found: Array = np.maximum.accumulate(both[::-1])[::-1] + self._table(_OWN[1])[0] + self._table(_OWN[3]).max()
        return found

    @cached_property
    def _on_one(self) -> Array:
        """What a class of what is left alone on one side gives, when nothing is on the other."""
        found: Array = self._table(_OWN[0])[0] + self._table(_OWN[1])
        return found

    @cached_property
    def _few(self) -> Array:
        """What few words in common give at most: a row for none, one, and more in common, a column for words of the longest name."""
        few = self._table(_OWN[2])
        found = np.full((3, 5), few.max())
        found[0, 2:], found[1, 2:] = few[4], np.maximum(few[1:4], few[4])
        return found

    def _table(self, trait: str) -> Array:
        return np.array(self.w.tables[self.kind][TRAITS.index(trait)], np.int64)

    @cached_property
    def _others(self) -> int:
        return sum(max(v) for trait, v in zip(TRAITS, self.w.tables[self.kind], strict=True) if trait not in _OWN)

    @cached_property
    def credit(self) -> Array:
        """What a likeness of 0 to 10,000 is credited with at most."""
        found = np.zeros(10_001, np.int64)
        for least, gives in sorted(self.w.credit[self.kind]):
            found[least:] = gives
        return np.maximum.accumulate(found)


_SHARES = np.array(SHARES)
_CLASSES = np.arange(len(SHARES) + 1)[:, None]
_BEYOND = np.array((0, *SHARES))[:, None]


def _left(shared: Array, whole: Array) -> Array:
    found: Array = np.maximum(0, whole - shared) * 10_000 // np.maximum(1, whole)
    return found


def _class(share: Array) -> Array:
    return _SHARES.searchsorted(share, "left")
