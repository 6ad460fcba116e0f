"""Two accounts of a figure with North Korea: it is the North's, or a part of it is the South's. How likely does each make the records?

By the second account the South's true figure was as `Due` says; a clerk's slip took all or some of it to the North's, where it stands
alone or on top of what the North truly had. What was taken is not known, so every amount is weighed by how likely it is: the integral
of the joint density over the South's true figure. Answers are logarithms of likelihood ratios, parted by the record they come from;
above 0 they speak for the South.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log

from inforce.trade.odds import WIDE, density

WHOLE = 0.6  # of slips take all of a period's trade
TRACE = 0.5  # of the others leave next to nothing, the rest any share
RARE = 0.01  # the least that is given to an empty period, and to one that is not
LEAST = 0.05  # of what is usual with the North: less than that is taken for none beside a slip
_STEPS, _REACH = 4, 4  # points for each spread, and spreads on either side, over which is summed
_NONE = 1e-300


@dataclass(frozen=True, slots=True)
class Due:
    """What the record of the South should say: the logarithm of the figure, its spread, and how often there is no figure."""

    middle: float
    spread: float
    empty: float

    @property
    def figure(self) -> float:
        """The figure in the middle."""
        return exp(self.middle)

    def density(self, figure: float) -> float:
        """Of a true figure, by e-folds."""
        return density(log(figure) - self.middle, self.spread)

    def recorded(self, figure: float) -> float:
        """Of a record that nothing is amiss with; 0 is none."""
        return self.density(figure) * (1 - self.empty) if figure else max(self.empty, RARE)

    def points(self, above: float) -> list[tuple[float, float]]:
        """True figures over which to sum, each with its weight; those `above` a figure alone."""
        found = [(exp(self.middle + self.spread * n / _STEPS), n / _STEPS) for n in range(-_REACH * _STEPS, _REACH * _STEPS + 1)]
        weights = [density(off * self.spread, self.spread) for _, off in found]
        return [(figure, w / sum(weights)) for (figure, _), w in zip(found, weights, strict=True) if figure > above]


@dataclass(frozen=True, slots=True)
class Usual:
    """Trade with the North: in what `share` of periods there is any, and its logarithm and spread, unless too little is known of it."""

    share: float
    middle: float | None = None
    spread: float = 0.0

    def density(self, figure: float) -> float:
        """Of a true figure, by e-folds."""
        return density(log(figure) - self.middle, self.spread) if self.middle is not None else 1 / WIDE


@dataclass(frozen=True, slots=True)
class Weighed:
    """The logarithms by which the second account makes each record likelier, and how much of the figure it likeliest leaves the North."""

    south: float
    north: float
    record: float
    kept: float


def weigh(now: float, north: float, due: Due, usual: Usual, holds: Callable[[float], float]) -> Weighed:
    """The records of a period: `now` with the South (0 for none), `north` with the North. `holds` says how likely South Korea's own
    record is if so much was sent."""
    points = due.points(above=now)
    took = max(1 - due.empty, RARE) * ((1 - WHOLE) if now else WHOLE)
    total = now + north
    # All of it was the South's; `north / total` is the change of variables from the true figure and the share taken to the two records.
    accounts = [((1 - usual.share) * took * due.density(total) * _left(now, total) * (north / total if now else 1.0), total, 0.0)]
    least = LEAST * (exp(usual.middle) if usual.middle is not None else north)
    for figure, weight in points:
        kept = north - (figure - now)
        if least < kept < north:
            likely = usual.density(kept) * (north / kept if usual.middle is not None else 1.0)
            accounts.append((usual.share * took * weight * _left(now, figure) * likely, figure, kept))
    lacking = max(took * sum(weight * _left(now, figure) for figure, weight in points), _NONE)
    both = max(sum(likely for likely, _, _ in accounts), _NONE)
    held = [(likely * holds(figure), kept) for likely, figure, kept in accounts]
    return Weighed(
        south=log(lacking / due.recorded(now)),
        north=log(both / lacking / (usual.share * usual.density(north))),
        record=log(max(sum(likely for likely, _ in held), _NONE) / both / holds(now)),
        kept=max(held)[1],
    )


def _left(now: float, figure: float) -> float:
    """How likely a slip that takes not all leaves just `now` of a true figure, by e-folds; of one that takes all, 1."""
    return TRACE / WIDE + (1 - TRACE) * now / figure if now else 1.0
