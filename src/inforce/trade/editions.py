"""Series that an edition of the Harmonized System cuts: the code ends, and those that took up its goods begin."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from inforce.law.hs import EDITIONS, bridge, exists
from inforce.trade.book import when
from inforce.trade.flows import Row, amount

FEWEST = 3  # periods on either side, to call it a series
WITHIN = {"month": 6, "year": 1}  # periods between the last of the old and the first of the new
ALIKE = 4.0  # times: a level before and after within this factor is no fall or rise that the change would not explain


@dataclass(frozen=True, slots=True)
class Cut:
    """`last` is the final row under `old`, a code that `edition` no longer has; `first` the earliest under one of `new`.

    `before` and `after` are the middle amounts of a period in `unit`, of every code that gave goods to `new` and of `new`; `others`
    are the codes besides `old` that gave to them: what share each has is not known from the codes alone.
    """

    last: Row
    first: Row
    edition: str
    old: str
    new: tuple[str, ...]
    others: tuple[str, ...]
    before: float
    after: float
    unit: str


Held = dict[str, dict[int, Row]]


def cuts(newest: Iterable[Row]) -> Iterator[Cut]:
    """Every such series, in the order of the rows: of one reporter, partner, flow, source and kind of period."""
    series: dict[tuple[str, ...], Held] = defaultdict(lambda: defaultdict(dict))
    for row in newest:
        step, at = when(row)
        found = amount(row)
        if step and found and found[0] > 0 and row.get("hs"):
            key = tuple(str(row.get(c) or "") for c in ("reporter", "partner", "flow", "source"))
            series[*key, step, found[1]][str(row["hs"])[:6]].setdefault(at, row)
    for (*_, step, unit), held in series.items():
        for old in list(held):
            for edition, after in pairwise(EDITIONS):
                if exists(old, edition) and old not in bridge(old, edition, after):
                    yield from _cut(old, edition, after, held, step, unit)


def _cut(old: str, edition: str, after: str, held: Held, step: str, unit: str) -> Iterator[Cut]:
    new = sorted(bridge(old, edition, after))
    told = sorted({t for code in new for t in held.get(code, ())})
    gave = sorted({o for code in new for o in bridge(code, after, edition)})
    starts = min(told, default=0)
    ours = [t for t in held[old] if t < starts or not exists(old, after)]  # a number may go on with other goods
    ends = max(ours, default=0)
    if len(ours) < FEWEST or len(told) < FEWEST or not 0 < starts - ends <= WITHIN[step]:
        return
    before, then = _level(gave, held, range(starts), unit), _level(new, held, range(starts, max(told) + 1), unit)
    if not before / ALIKE <= then <= before * ALIKE:
        return
    first = next(held[code][starts] for code in new if starts in held.get(code, ()))
    others = tuple(code for code in gave if code != old)
    yield Cut(held[old][ends], first, after, old, tuple(new), others, before, then, unit)


def _level(codes: Iterable[str], held: Held, periods: range, unit: str) -> float:
    sums: dict[int, float] = defaultdict(float)
    for code in codes:
        for t, row in held.get(code, {}).items():
            if t in periods and (found := amount(row)) and found[1] == unit:
                sums[t] += found[0]
    return median(sums.values()) if sums else 0.0
