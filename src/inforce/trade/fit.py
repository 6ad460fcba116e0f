"""How one end's record of a trade follows the other's: what share at once, what share a period later, and how well."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from math import exp, hypot, log
from statistics import median

FEWEST = 6  # periods that both ends told, to say how they follow each other
COARSE, FINE = 20, 200  # steps of the share that comes at once: first all of it is tried, then what is about the best
FAR = 9.0  # e-folds that a figure counts as off where nothing was due
REMAINDERS, CLOSE = 3, 0.5  # periods with nothing sent but something come, at least, and how well they must agree, to learn from them


@dataclass(frozen=True, slots=True)
class Fit:
    """Ours is about `now` of theirs in the same period and `then` of theirs `lag` periods on; nine in ten lie within exp(±2 `spread`).

    `after` is the spread where they have nothing and ours is the remainder of the period before, if there are enough such periods.
    """

    now: float
    then: float
    lag: int
    spread: float
    after: float = 0.0

    def expected(self, theirs: Mapping[int, float], at: int) -> float:
        """What our record should say in that period."""
        return self.now * theirs.get(at, 0.0) + self.then * theirs.get(at + self.lag, 0.0)

    def around(self, theirs: Mapping[int, float], at: int) -> float:
        """The spread there: wider where all rests on the share, which is known to half a step, as where only a remainder is due."""
        if self.after and not theirs.get(at):
            return hypot(self.spread, self.after)
        due = self.expected(theirs, at)
        off = abs(theirs.get(at, 0.0) - theirs.get(at + self.lag, 0.0)) * (self.now + self.then) / FINE
        return hypot(self.spread, off / due) if due else self.spread


def fit(ours: Mapping[int, float], theirs: Mapping[int, float], periods: Collection[int], lag: int) -> Fit | None:
    """The share at once with which the ratio of ours to what theirs let expect varies least, times the middle ratio.

    Medians throughout, so that it holds with up to half of the periods amiss. What remains for the period after is hardly felt by
    these; it is taken from periods in which only a remainder came, where they agree with each other and with the share found.
    None where fewer than FEWEST periods hold both.
    """
    both = [t for t in periods if ours.get(t) and (theirs.get(t) or (lag and theirs.get(t + lag)))]
    best = _best([n / COARSE for n in range(COARSE, -1, -1)] if lag else [1.0], ours, theirs, both, lag)
    if best is None or not lag:
        return best
    near, step = round(best.now / (best.now + best.then) * FINE), FINE // COARSE
    best = _best([n / FINE for n in range(min(near + step, FINE), max(near - step, 0) - 1, -1)], ours, theirs, both, lag) or best
    remainders = [ours[t] / theirs[t + lag] for t in both if not theirs.get(t)]
    if len(remainders) >= REMAINDERS:
        then, after = _spread(remainders, least=0.1)
        if after < CLOSE and abs(then - best.then) < 2 * (best.now + best.then) / COARSE:
            return replace(best, then=then, after=after)
    return best


def _best(shares: Iterable[float], ours: Mapping[int, float], theirs: Mapping[int, float], both: list[int], lag: int) -> Fit | None:
    """The fit with that of the shares with which the ratios vary least, of equals the one with more at once."""
    found = [made for share in shares if (made := _with(share, ours, theirs, both, lag))]
    return min(found, key=lambda made: (made[0], -made[1].now), default=(0.0, None))[1]


def _with(share: float, ours: Mapping[int, float], theirs: Mapping[int, float], both: list[int], lag: int) -> tuple[float, Fit] | None:
    """The fit with that share, behind how much the ratios vary; the fit itself allows for 3 % of rounding at least."""
    due = {t: share * theirs.get(t, 0.0) + (1 - share) * (theirs.get(t + lag, 0.0) if lag else 0.0) for t in both}
    ratios = [ours[t] / expected if expected > 0 else exp(FAR) for t, expected in due.items()]
    if len(ratios) < FEWEST:
        return None
    middle, varies = _spread(ratios)
    return varies, Fit(middle * share, middle * (1 - share), lag, max(0.03, varies))


def _spread(ratios: list[float], least: float = 0.0) -> tuple[float, float]:
    """The middle ratio, and how much they vary by e-folds."""
    logs = [log(r) for r in ratios]
    middle = median(logs)
    return exp(middle), max(least, 1.4826 * median(abs(x - middle) for x in logs))
