"""How one end's record of a trade follows the other's: what share at once, what share a period later, and how well."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import exp, hypot, log
from statistics import median

FEWEST = 6  # periods that both ends told, to say how they follow each other
STEPS = 20
SHARES = tuple(n / STEPS for n in range(STEPS, -1, -1))


@dataclass(frozen=True, slots=True)
class Fit:
    """Ours is about `now` of theirs in the same period and `then` of theirs `lag` periods on; nine in ten lie within exp(±2 `spread`)."""

    now: float
    then: float
    lag: int
    spread: float

    def expected(self, theirs: Mapping[int, float], at: int) -> float:
        """What our record should say in that period."""
        return self.now * theirs.get(at, 0.0) + self.then * theirs.get(at + self.lag, 0.0)

    def around(self, theirs: Mapping[int, float], at: int) -> float:
        """The spread there: wider where all rests on the share, which is known to half a step, as where only a remainder is due."""
        due = self.expected(theirs, at)
        off = abs(theirs.get(at, 0.0) - theirs.get(at + self.lag, 0.0)) * (self.now + self.then) / (2 * STEPS)
        return hypot(self.spread, off / due) if due else self.spread


def fit(ours: Mapping[int, float], theirs: Mapping[int, float], periods: Collection[int], lag: int) -> Fit | None:
    """The share at once, of SHARES, with which the ratio of ours to what theirs let expect varies least, times the middle ratio.

    Medians throughout, so that it holds with up to half of the periods amiss. None where fewer than FEWEST periods hold both.
    """
    both = [t for t in periods if ours.get(t) and (theirs.get(t) or (lag and theirs.get(t + lag)))]
    found = [made for share in (SHARES if lag else (1.0,)) if (made := _with(share, ours, theirs, both, lag))]
    return min(found, key=lambda made: (made[0], -made[1].now), default=(0.0, None))[1]


def _with(share: float, ours: Mapping[int, float], theirs: Mapping[int, float], both: list[int], lag: int) -> tuple[float, Fit] | None:
    """The fit with that share, behind how much the ratios vary; the fit itself allows for 3 % of rounding at least."""
    due = {t: share * theirs.get(t, 0.0) + (1 - share) * (theirs.get(t + lag, 0.0) if lag else 0.0) for t in both}
    ratios = [log(ours[t] / expected) for t, expected in due.items() if expected > 0]
    if len(ratios) < FEWEST or 2 * len(ratios) < len(both):
        return None
    middle = median(ratios)
    varies = 1.4826 * median(abs(r - middle) for r in ratios)
    return varies, Fit(exp(middle) * share, exp(middle) * (1 - share), lag, max(0.03, varies))
