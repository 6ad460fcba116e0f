"""One State's trade in some goods with both Koreas, period by period: was a figure with the North in truth one with the South?

Two accounts are weighed (`accounts`). By the one the figure is the North's, and the South's stands as recorded; by the other a part of
it, or all, is the South's. Each says how likely the three records are (with the North, with the South, and South Korea's own), and every
reason is the logarithm by which the second account makes one of them likelier than the first. What neither explains, as where a buyer
hides goods of the South, speaks for neither. The constants were set on made trade (benchmarks/quality) and are reported on other seeds.
Method: likelihood ratios with Student's distribution, and a chain of three states over neighbouring periods (`odds`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import exp, log
from statistics import median

from inforce.base.nouns import Part
from inforce.trade.accounts import Due, Usual, weigh
from inforce.trade.book import Book, Line, Series
from inforce.trade.fit import Fit, fit
from inforce.trade.odds import START, WIDE, centre, density, together

SOUTH = "KR"
NAT = 1_250  # ten-thousandths for each e-fold by which one account explains a figure better than the other
APART = 3.0  # times as much by one record as by the other, all in all: these two do not tell one trade
LONG = 4  # periods, at least, to say what is usual
AROUND = 6  # periods on either side that tell what is usual: trade has seasons
SELDOM = 0.2  # trade with the North in fewer periods than that counts as if in so many: one consignment alone is no wonder
FRESH = {"month": 3, "year": 0}  # periods at the end of what a source published that it may still raise
_ROUGH = 0.3  # spread of figures that may still be raised
_SCORES = {"price": 5_000, "south": 6_250, "north": 6_250, "record": 7_500, "beside": 10_000}  # the most that each reason weighs


@dataclass
class Pair:
    """`line` is the trade with the North, `other` that with the South, `theirs` South Korea's own record of it, if there is any.

    `slipped` are the periods taken for the South's, which say nothing of what is usual with either.
    """

    book: Book
    line: Line
    other: Line
    theirs: Line | None
    slipped: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.north: Series = {t: v for t, v in self.book.lines[self.line].items() if v > 0}
        self.south: Series = {t: v for t, v in self.book.lines.get(self.other, {}).items() if v > 0}
        self.record: Series = self.book.lines[self.theirs] if self.theirs else {}
        self.told = self.book.told[self.line.reporter, self.line.source, self.line.step]
        self.both = self.told & self._told_there()  # the periods in which South Korea's record can tell of this one
        if self.book.scattered(self.line.goods):
            self.both = {t for t in self.both if not self.book.scattered(self.line.goods, self._written(t, self.line.reporter, SOUTH))}
        self.lag = -1 if self.line.step == "month" else 0
        self.both = {t for t in self.both if t + self.lag in (self.told if self.line.flow == "export" else self._told_there())}
        self.exports = self.line.flow == "export"

    def _told_there(self) -> set[int]:
        """The periods in which South Korea's source of that record published."""
        return self.book.told[self.theirs.reporter, self.theirs.source, self.line.step] if self.theirs else set()

    def _written(self, at: int, *states: str) -> frozenset[str]:
        """The editions in which these States may have written their codes."""
        return frozenset().union(*(self.book.editions[state, self.line.step, at] for state in states))

    @cached_property
    def fitted(self) -> Fit | None:
        """How the importer's record follows the exporter's, of the reporter and South Korea."""
        came, went = (self.record, self.south) if self.exports else (self.south, self.record)
        found = fit(came, went, sorted(self.both), self.lag) if self.theirs else None
        return found if found and 1 / APART <= found.now + found.then <= APART else None

    def reasons(self) -> dict[int, tuple[Part, ...]]:
        """By period of trade with the North, what speaks for the South (above 0) or for the North."""
        self.slipped = {t for t in self.north if not self._is_usual(t)}
        parts: dict[int, tuple[Part, ...]] = {}
        for _ in range(3):
            parts = {t: tuple(self._alone(t)) for t in self.north}
            alone = {t: sum(p.score for p in found) / NAT for t, found in parts.items()}
            near = together(alone, {t: self._hidden(t) for t in self.told})
            slipped = {t for t in self.north if alone[t] + near[t] > -START}
            parts = {t: (*found, *self._beside(near[t])) for t, found in parts.items()}
            if slipped == self.slipped:
                break
            self.slipped = slipped
        return parts

    def _is_usual(self, at: int) -> bool:
        others = [v for t, v in self.north.items() if t != at]
        if len(others) < 2 * LONG:
            return False
        middle, spread = centre(others, 0.4)
        return log(self.north[at]) <= middle + 2 * spread

    def _alone(self, at: int) -> Iterator[Part]:
        others = [v for t, v in self.north.items() if t != at and t not in self.slipped]
        share = (len(others) + 0.5) / (len(self.told - self.slipped) + 1)
        share = min(max(share, SELDOM), 1 - SELDOM)
        usual = Usual(share, *centre(others, 0.4)) if len(others) >= LONG else Usual(share)
        due, now, north, unit = self._expected(at), self.south.get(at, 0.0), self.north[at], self.line.unit
        found = weigh(now, north, due, usual, self._holds(at))
        yield from self._price(at)
        of = ", by South Korea's own figures" if not self.exports and self._heard(at) else ""
        said = f"{now:,.0f} {unit}", f"{due.figure:,.0f} that is expected{of}"
        yield _part("south", found.south, "falls in the South", "no fall in the South that would explain it", *said)
        beside = f" and {found.kept:,.0f} the North's" if found.kept else ""
        said = f"{north:,.0f} {unit}", f"{north - found.kept:,.0f} that may be the South's{beside}; in {len(others)} other periods"
        usually = "as is usual with the North" if others else "not what the South lacks"
        yield _part("north", found.north, "as much with the North as the South may lack", usually, *said)
        if self.exports and self._heard(at) and self.fitted:
            within, without = (self.fitted.expected({**self.south, at: sent}, at) for sent in (now + north - found.kept, now))
            said = f"{self.record.get(at, 0.0):,.0f} {unit} by its record", f"{within:,.0f} with it and {without:,.0f} without"
            yield _part(
                "record", found.record, "South Korea's own figures hold it", "South Korea's own figures leave no room for it", *said
            )

    def _hidden(self, at: int) -> float:
        """The odds that the South's figure is missing or low for a reason of its own."""
        due = self._expected(at)
        if now := self.south.get(at):
            return log((1 if now < due.figure else 0.05) / WIDE / due.recorded(now))
        return log(0.3 / due.recorded(0))

    def _heard(self, at: int) -> bool:
        return self.fitted is not None and at in self.both

    def _expected(self, at: int) -> Due:
        """The South's figure as it should be: by what is usual about that time, or for an import by what South Korea recorded as sent,
        if that is surer. Of a period in which South Korea sent none, only that a rest may have come of what it had sent before."""
        held = {t: v for t, v in self.south.items() if t != at and t not in self.slipped}
        if self.book.scattered(self.line.goods):  # with another edition, goods went to codes outside of the family, or came from there
            held = {t: v for t, v in held.items() if self._written(t, self.line.reporter) == self._written(at, self.line.reporter)}
        near = [v for t, v in held.items() if abs(t - at) <= AROUND]
        middle, spread = centre(near if len(near) >= LONG else held.values(), 0.35) if held else (0.0, WIDE)
        periods = self.told - self.slipped - {at}
        empty = 1 - (len(held) + 0.5) / (len(periods) + 1)
        if self.exports or not self._heard(at) or not self.fitted:
            return Due(middle, spread, empty)
        due = {t: self.fitted.expected(self.record, t) for t in self.both}
        silent = due[at] <= self._least
        alike = [t for t in periods & self.both if (due[t] <= self._least) is silent]
        empty = (sum(1 for t in alike if not self.south.get(t)) + 0.5) / (len(alike) + 1)
        rough = self._rough(at, max(0.1, self.fitted.around(self.record, at)))
        if silent or (rough >= spread and self.record.get(at)):
            return Due(middle, spread, empty)
        return Due(log(due[at]), rough, empty)

    @cached_property
    def _least(self) -> float:
        return (0.002 if self.fitted and self.fitted.after else 0.02) * median([v for v in self.record.values() if v > 0] or [0.0])

    def _rough(self, at: int, spread: float) -> float:
        """The spread, wider where one end may still raise its figure."""
        fresh = FRESH[self.line.step]
        late = (
            any(
                at in sorted(told)[-fresh:]
                for told in (self.told, self.book.told[self.theirs.reporter, self.theirs.source, self.line.step])
            )
            if fresh and self.theirs
            else False
        )
        return max(spread, _ROUGH) if late else spread

    def _holds(self, at: int) -> Callable[[float], float]:
        """How likely South Korea's own record of what came is, by what was truly sent in that period."""
        periods = [t for t in dict.fromkeys((at, at - self.lag)) if t in self.both]
        if not self.exports or not self.fitted or not periods:
            return lambda _: 1.0
        further = {t: self.south.get(t, 0.0) + self.north.get(t, 0.0) for t in self.slipped}
        sent = {**self.south, **further}
        least = max(self._least, self._anyway)
        wide = {t: self._rough(t, max(self.fitted.spread, 0.1)) for t in periods}
        fitted = self.fitted

        def holds(total: float) -> float:
            sent[at] = total
            found = 1.0
            for t in periods:
                found *= density(log(max(self.record.get(t, 0.0), least) / max(fitted.expected(sent, t), least)), wide[t])
            return found

        return holds

    @cached_property
    def _anyway(self) -> float:
        """What South Korea records as come in periods in which nothing was sent to either: goods that others sent by way of this State."""
        if not self.fitted:
            return 0.0
        none = [t for t in self.both if not self.fitted.expected(self.south, t) and not any(self.north.get(x) for x in (t, t + self.lag))]
        return median(self.record.get(t, 0.0) for t in none) if len(none) >= 2 else 0.0

    def _price(self, at: int) -> Iterator[Part]:
        """The unit value, beside that of the trade with the South and that of the other trade with the North."""
        ours, south, north = (self._unit_values(line) for line in (self.line, self.other, self.line))
        price = ours.get(at)
        theirs = [p for t, p in south.items() if abs(t - at) <= 12]
        if not price or len(theirs) < LONG:
            return
        middle, spread = centre(theirs, 0.08)
        others = [p for t, p in north.items() if t != at and t not in self.slipped]
        elsewhere = centre(others, 0.1) if len(others) >= LONG else (middle, 0.4)
        nats = log(density(log(price) - middle, spread) / density(log(price) - elsewhere[0], elsewhere[1]))
        names = "unit value of the trade with the South", "unit value unlike the trade with the South"
        yield _part("price", nats, *names, f"{price:,.2f}", f"{exp(middle):,.2f}")

    def _unit_values(self, line: Line) -> Mapping[int, float]:
        values = self.book.lines.get(line._replace(unit="usd"), {})
        return {t: values[t] / v for t, v in self.book.lines.get(line, {}).items() if v > 0 and values.get(t)} if line.unit != "usd" else {}

    def _beside(self, nats: float) -> Iterator[Part]:
        part = _part("beside", nats, "so too in the months beside it", "not so in the months beside it", "", "")
        if abs(part.score) >= NAT // 3:
            yield part


def _part(kind: str, nats: float, speaks_for: str, speaks_against: str, ours: str, theirs: str) -> Part:
    """A reason: within what its kind may weigh, and named by whether it speaks for the South."""
    most = _SCORES[kind]
    score = round(min(max(nats * NAT, -most), most))
    return Part(speaks_for if score > 0 else speaks_against, ours, theirs, most, score)
