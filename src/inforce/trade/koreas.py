"""One State's trade in some goods with both Koreas, period by period: was a figure with the North in truth one with the South?

Two accounts are weighed. By the one the figure is the North's, and the South's stands as recorded; by the other it is the South's, in
whole or in part, and the South's true figure is the sum. Each says how likely the three records are (with the North, with the South,
and South Korea's own), and every reason is the logarithm by which the second account makes one of them likelier than the first. What
neither explains, as where a buyer hides goods of the South, speaks for neither. The constants were set on made trade
(benchmarks/quality/made_trade.py, seeds 1 to 200) and are reported on others.
Method: likelihood ratios with Student's distribution, and a chain of three states over neighbouring periods (`odds`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import exp, log
from statistics import median

from inforce.base.nouns import Part
from inforce.trade.book import Book, Line, Series
from inforce.trade.fit import Fit, fit
from inforce.trade.odds import START, WIDE, centre, density, together

SOUTH = "KR"
NAT = 1_500  # ten-thousandths for each e-fold by which one account explains a figure better than the other
LONG = 4  # periods, at least, to say what is usual
AROUND = 6  # periods on either side that tell what is usual: trade has seasons
WHOLE = 0.6  # of slips take all of a period's trade
SELDOM = 0.2  # trade with the North in fewer periods than that counts as if in so many: one consignment alone is no wonder
FRESH = {"month": 3, "year": 0}  # periods at the end of what a source published that it may still raise
_ROUGH = 0.3  # spread of figures that may still be raised
_SCORES = {"price": 3_000, "south": 7_500, "north": 7_500, "record": 9_000, "beside": 12_000}  # the most that each reason weighs


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
        self.both = self.told & self._told_there()
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
        return fit(came, went, sorted(self.both), self.lag) if self.theirs else None

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
        yield from self._price(at)
        others = [v for t, v in self.north.items() if t != at and t not in self.slipped]
        accounts = [self._account(at, 0.0, others)]
        if len(others) >= LONG and self.north[at] > 2 * (usual := exp(centre(others, 0.4)[0])):
            accounts.append(self._account(at, usual, others))
        yield from max(accounts, key=lambda parts: sum(p.score for p in parts))

    def _account(self, at: int, kept: float, others: list[float]) -> list[Part]:
        """The reasons if all of the figure but what is `kept`, a usual trade with the North, were the South's."""
        now, north = self.south.get(at, 0.0), self.north[at]
        moved = north - kept
        share = (len(others) + 0.5) / (len(self.told - self.slipped) + 1)
        share = min(max(share, SELDOM), 1 - SELDOM)
        found = [*self._north(at, others, log(share if kept else 1 - share) - log(share))]
        middle, spread, empty = self._expected(at)
        total = now + moved
        if now:
            split = now / total
            there = density(log(now) - middle, spread) * (1 - empty)
            left = (0.5 * split + 0.5 / WIDE) * (1 - split)  # a share of any size, or next to nothing
            moved_there = density(log(total) - middle, spread) * left * (1 - WHOLE) * WIDE
        else:
            there = max(empty, 0.01)
            moved_there = density(log(total) - middle, spread) * WHOLE * WIDE
        score = _bounded("south", log(moved_there / there))
        name = "falls in the South as the North rises" if score > 0 else "no fall in the South that would explain it"
        of = "" if self.exports or not self._heard(at) else ", by South Korea's own figures"
        found.append(
            Part(name, f"{moved:,.0f} {self.line.unit}", f"{now:,.0f} where {exp(middle):,.0f} is expected{of}", _SCORES["south"], score)
        )
        if self.exports:
            found += self._record(at, moved)
        return found

    def _hidden(self, at: int) -> float:
        """The odds that the South's figure is missing or low for a reason of its own."""
        middle, spread, empty = self._expected(at)
        if now := self.south.get(at):
            off = log(now) - middle
            return log((1 if off < 0 else 0.05) / WIDE / density(off, spread) / (1 - empty))
        return log(0.3 / max(empty, 0.01))

    def _heard(self, at: int) -> bool:
        return self.fitted is not None and at in self.both

    def _north(self, at: int, others: list[float], odds: float) -> Iterator[Part]:
        if len(others) < LONG:
            if len(others) <= 1:
                score = _bounded("north", odds)
                yield Part(
                    "first or single appearance", f"{len(self.north)} periods", f"{len(self.south)} with the South", _SCORES["north"], score
                )
            return
        middle, spread = centre(others, 0.4)
        score = _bounded("north", odds - log(density(log(self.north[at]) - middle, spread) * WIDE))
        name = "unlike its trade with the North" if score > 0 else "usual in its trade with the North"
        usual = f"a usual {exp(middle):,.0f} in {len(others)} other periods"
        yield Part(name, f"{self.north[at]:,.0f} {self.line.unit}", usual, _SCORES["north"], score)

    def _expected(self, at: int) -> tuple[float, float, float]:
        """The South's figure as it should be: the logarithm, its spread, and how often there is none. By what is usual about that time,
        and for an import by what South Korea recorded as sent, whichever is surer weighing more."""
        held = {t: v for t, v in self.south.items() if t != at and t not in self.slipped}
        if self.book.scattered(self.line.goods):  # with another edition, goods went to codes outside of the family, or came from there
            held = {t: v for t, v in held.items() if self._written(t, self.line.reporter) == self._written(at, self.line.reporter)}
        near = [v for t, v in held.items() if abs(t - at) <= AROUND]
        middle, spread = centre(near if len(near) >= LONG else held.values(), 0.35) if held else (0.0, WIDE)
        periods = self.told - self.slipped - {at}
        empty = 1 - (len(held) + 0.5) / (len(periods) + 1)
        if self.exports or not self._heard(at) or not self.fitted:
            return middle, spread, empty
        due = {t: self.fitted.expected(self.record, t) for t in self.both}
        heard = [t for t in periods & self.both if due[t] > self._least]
        lacks = sum(1 for t in heard if not self.south.get(t))
        if due[at] <= self._least:
            silent = [t for t in periods & self.both if due[t] <= self._least]
            few = (sum(1 for t in silent if not self.south.get(t)) + 0.5) / (len(silent) + 1)
            return middle, spread, few
        rough = self._rough(at, max(0.1, self.fitted.around(self.record, at)))
        one, two = 1 / spread**2, 1 / rough**2
        return (one * middle + two * log(due[at])) / (one + two), (one + two) ** -0.5, (lacks + 0.5) / (len(heard) + 1)

    @cached_property
    def _least(self) -> float:
        return 0.02 * median([v for v in self.record.values() if v > 0] or [0.0])

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

    def _record(self, at: int, moved: float) -> Iterator[Part]:
        """South Korea's own record of what came: does it hold the goods?"""
        if not self.fitted:
            return
        further = {t: self.south.get(t, 0.0) + self.north.get(t, 0.0) for t in self.slipped}
        without = {**self.south, **further, at: self.south.get(at, 0.0)}
        within = {**without, at: without[at] + moved}
        periods = [t for t in dict.fromkeys((at, at - self.lag)) if t in self.both]
        if not periods:
            return
        score = 0.0
        for t in periods:
            least = max(self._least, self._anyway)
            wide = self._rough(t, max(self.fitted.spread, 0.1))
            here, there = (
                density(log(max(self.record.get(t, 0.0), least) / max(self.fitted.expected(went, t), least)), wide)
                for went in (within, without)
            )
            score += log(here / there)
        bound = _bounded("record", score)
        name = f"South Korea's own figures {'hold it' if score > 0 else 'leave no room for it'}"
        said = f"{self.record.get(at, 0.0):,.0f} {self.line.unit} by South Korea's record"
        theirs = f"{self.fitted.expected(within, at):,.0f} with it and {self.fitted.expected(without, at):,.0f} without"
        yield Part(name, said, theirs, _SCORES["record"], bound)

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
        score = _bounded("price", log(density(log(price) - middle, spread) / density(log(price) - elsewhere[0], elsewhere[1])))
        name = "unit value of the trade with the South" if score > 0 else "unit value unlike the trade with the South"
        yield Part(name, f"{price:,.2f}", f"{exp(middle):,.2f}", _SCORES["price"], score)

    def _unit_values(self, line: Line) -> Mapping[int, float]:
        values = self.book.lines.get(line._replace(unit="usd"), {})
        return {t: values[t] / v for t, v in self.book.lines.get(line, {}).items() if v > 0 and values.get(t)} if line.unit != "usd" else {}

    def _beside(self, odds: float) -> Iterator[Part]:
        score = _bounded("beside", odds)
        if abs(score) >= NAT // 3:
            yield Part(
                "so too in the months beside it" if score > 0 else "not so in the months beside it", "", "", _SCORES["beside"], score
            )


def _bounded(name: str, nats: float) -> int:
    most = _SCORES[name]
    return round(min(max(nats * NAT, -most), most))
