"""How much likelier one account of a figure makes it than another, in logarithms ("nats"): densities with room for other causes."""

from collections.abc import Iterable, Mapping
from math import exp, gamma, log, pi, sqrt
from statistics import median

OTHER = 0.05  # of all figures have a cause that no account here knows of: evasion, a strike, a merged consignment
WIDE = 8.0  # e-folds over which such figures may lie: from a kilogram to some tonnes, or from tonnes to shiploads
_T4 = gamma(2.5) / (sqrt(4 * pi) * gamma(2))
BEGINS, LASTS = 0.03, 0.75  # how likely a slip of the clerk is in a period, and in one that follows on another
START = log(BEGINS / (1 - BEGINS))  # the odds beforehand


def density(nats: float, spread: float) -> float:
    """Of a figure that is off what was expected by so many e-folds: Student's with four degrees, for records have fat tails; never
    less than what OTHER causes leave, so that no account is refuted by a figure that none explains."""
    return float((1 - OTHER) * _T4 * (1 + (nats / spread) ** 2 / 4) ** -2.5 / spread + OTHER / WIDE)


def centre(figures: Iterable[float], least: float) -> tuple[float, float]:
    """Middle and spread of the logarithms of figures: medians, so that up to half may be amiss; the spread is `least` or more."""
    logs = [log(x) for x in figures]
    middle = median(logs)
    return middle, max(least, 1.4826 * median(abs(x - middle) for x in logs))


def together(slip: Mapping[int, float], hidden: Mapping[int, float]) -> dict[int, float]:
    """What its neighbours, and another account of it, add to the odds of each period in `slip`.

    Slips come in runs, and so do times in which a trade is hidden, or ends, whatever the North does: a fall that is there before and
    after the North's figure is no slip. `slip` are the odds (natural logarithms) for a slip against an ordinary period, where there is
    a figure with the North; `hidden`, for every period, those for such a time against an ordinary one. It is the posterior of a chain
    of three states, forward and backward, less each period's own odds and what BEGINS says beforehand.
    """
    periods = sorted(hidden)
    seen = {t: (1.0, exp(min(slip[t], _MOST)) if t in slip else 0.0, exp(min(hidden[t], _MOST))) for t in periods}
    forward, backward = _passed(seen, periods), _passed(seen, periods[::-1])
    found = {}
    for t in slip:
        ordinary, slipped, gone = (f * b / p * e for f, b, p, e in zip(forward[t], backward[t], _BEFORE, seen[t], strict=True))
        found[t] = log(slipped / (ordinary + gone)) - slip[t] - START
    return found


_MOST = 60.0
_BEFORE = (1 - 2 * BEGINS, BEGINS, BEGINS)


def _passed(seen: Mapping[int, tuple[float, float, float]], periods: list[int]) -> dict[int, tuple[float, ...]]:
    """How likely each state is in each period by those on one side of it alone."""
    found: dict[int, tuple[float, ...]] = {}
    before: tuple[float, ...] = _BEFORE
    last = None
    for t in periods:
        if last is None or abs(t - last) > 1:
            before = _BEFORE
        found[t] = before
        now = [b * e for b, e in zip(before, seen[t], strict=True)]
        now = [x / sum(now) for x in now]
        # Who stays in his state LASTS; who leaves it, or was in the ordinary one, may begin another.
        before = tuple(LASTS * now[i] * (i > 0) + _BEFORE[i] * (now[0] + (1 - LASTS) * (now[1] + now[2])) for i in range(3))
        last = t
    return found
