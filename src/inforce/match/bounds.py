"""How high two names can score at most, from how much of each may have a partner: what retrieval may leave aside.

It follows `score.name_points`: what pairs of words give, then the traits that depend on how much is left alone. Every other trait
counts with the most that it can give. Names that are alike as wholes (one Korean or Chinese name, one original script, words
joined) are found in other ways.
"""

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from inforce.match.alike import LIMIT
from inforce.match.file import Array
from inforce.match.traits import SHARES
from inforce.match.weights import TRAITS, Weights

_OWN = ("unmatched on both sides", "unmatched on one side", "few words in common", "nearest words left alone")


@dataclass(frozen=True)
class Shared:
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

    def __getitem__(self, chosen: Array) -> "Shared":
        return Shared(*[getattr(self, f.name)[chosen] for f in fields(self)])


@dataclass(frozen=True)
class Bounds:
    """The most that names of a family can score with these weights."""

    w: Weights
    kind: str

    def reach(self, s: Shared, points: int) -> Array:
        """Which pairs of names may come to so many points."""
        whole = s.ours_whole + s.theirs_whole
        found: Array = self.w.top * s.credited >= (points - self._most - 1) * 10_000 * whole  # no division for the many that are far off
        likely = np.flatnonzero(found)
        s = s[likely]
        left = np.sort([_left(s.ours, s.ours_whole), _left(s.theirs, s.theirs_whole)], axis=0)
        total = self._base(s) + self._few(s.common, s.longest) + self._others
        total += self._alone(left, np.minimum(s.ours_whole, s.theirs_whole) * 10_000 // np.maximum(1, s.ours_whole + s.theirs_whole))
        found[likely] = np.minimum(self.w.top, total) >= points
        return found

    def _base(self, s: Shared) -> Array:
        """What pairs of words give, less what a common name loses."""
        base: Array = self.w.top * s.credited // (np.maximum(1, s.ours_whole + s.theirs_whole) * 10_000) + 1
        base -= self.w.told[self.kind] * np.maximum(0, self.w.told["enough"] - s.told) // 100
        return base

    @cached_property
    def _most(self) -> int:
        """What traits give at most."""
        both, more = self._table(0), self._table(1)
        alone = max(both[1:].max() + more[0] + self._table(3).max(), both[0] + more.max())
        return int(alone + self._table(2).max()) + self._others

    def _alone(self, left: Array, smaller: Array) -> Array:
        """What the traits of what is left alone give at most, where at least so much is `left` on either side. To have more left
        alone on one side costs what these words were credited with; `smaller` is the smaller name's share of both."""
        least, greatest = left
        both, more = self._table(0), self._table(1)
        found: Array = _best_from(both)[np.maximum(1, _class(least))] + more[0] + self._table(3).max()
        one = np.flatnonzero(least == 0)
        at, share, best = _class(greatest[one]), greatest[one], found[one]
        for c, beyond in enumerate((0, *SHARES)):
            costs = self.w.top * int(self.credit[LIMIT]) * np.maximum(0, beyond - share) * smaller[one] // 10**12
            best = np.maximum(best, np.where(at <= c, both[0] + more[c] - costs, best))
        found[one] = best
        return found

    def _few(self, common: Array, longest: Array) -> Array:
        few = self._table(2)
        one = np.maximum(few[np.clip(longest - 1, 0, 3)], few[4])
        none = np.where(longest < 2, few.max(), few[4])
        found: Array = np.where(common > 1, few.max(), np.where(longest < 2, few.max(), np.where(common == 1, one, none)))
        return found

    def _table(self, n: int) -> Array:
        return self._tables[n]

    @cached_property
    def _tables(self) -> list[Array]:
        return [np.array(self.w.tables[self.kind][TRAITS.index(trait)], np.int64) for trait in _OWN]

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


def _left(shared: Array, whole: Array) -> Array:
    found: Array = np.maximum(0, whole - shared) * 10_000 // np.maximum(1, whole)
    return found


def _class(share: Array) -> Array:
    return np.searchsorted(np.array(SHARES), share, "left")


def _best_from(table: Array) -> Array:
    return np.maximum.accumulate(table[::-1])[::-1]
