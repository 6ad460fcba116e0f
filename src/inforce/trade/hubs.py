"""Goods that go by way of a third State: what other records hold too much of may be what one record lacks.

A seller writes down the State to which goods first go, a buyer the one of which they are; whoever only passes them on writes neither.
So there is too much of this seller's goods in another buyer's record, or too much from another seller in this buyer's.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from inforce.trade.book import Book, Line, Series
from inforce.trade.fit import Fit, fit

LAG = {"month": -1, "year": 0}  # goods may arrive a period later
SMALL = 0.1  # of a trade: differences with others that are none
EPISODE = 0.4  # of the periods: a gap that leaves so many alone is no standing one
OFTEN = 0.1  # of the other times as long: what happens as often explains nothing
THROUGH = 0.7  # of a gap: if as much came by way of a third State, that explains it


@dataclass
class Hubs:
    """The other trades in the same goods, for every trade in a book. `told` are the periods that a State published, by step."""

    book: Book
    told: dict[tuple[str, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    _lines: dict[tuple[str, str, str], list[Line]] = field(default_factory=lambda: defaultdict(list))
    _fits: dict[tuple[Line, Line], Fit | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for (reporter, _, step), periods in self.book.told.items():
            self.told[reporter, step] |= periods
        for line in self.book.lines:
            self._lines[line.goods, line.step, line.unit].append(line)

    def through(self, line: Line, told: list[int], lacks: Mapping[int, float]) -> float:
        """What other records hold too much of, beside what else they lack: of this seller's goods, or in this buyer's hands; in each
        period, give or take one, no more than `lacks` there: much of them in one month explains little of a gap of many. `told` are the
        periods that both ends of the trade published.

        Of a gap that comes and goes, only what they hold beyond what they always do: a steady trade by way of a third State explains
        a steady gap alone; and nothing, if in other times too they often hold so much more than usual.
        """
        trades = self._trades(line)
        elsewhere = [(a, b) for a, b in trades if a == line.reporter and b != line.partner]
        otherwise = [(a, b) for a, b in trades if b == line.partner and a != line.reporter]
        inside, missing = [*lacks], sum(lacks.values())
        outside = [t for t in told if not inside[0] - 1 <= t <= inside[-1] + 1]
        episode = len(outside) >= max(EPISODE * len(told), len(inside) / 2)
        near = {t: max(_about(lacks, t), 0.0) for t in inside}
        found = [0.0]
        for pairs in (elsewhere, otherwise):
            explained = self._explained(line, pairs, near, outside if episode else [])
            if episode and explained >= THROUGH * missing:
                middle = sum(near.values()) / len(near)
                windows = [told[i : i + len(inside)] for i in range(0, len(told) - len(inside) + 1, max(1, len(inside) // 2))]
                others = [self._explained(line, pairs, dict.fromkeys(w, middle), outside) for w in windows if {*w} <= {*outside}]
                if sum(1 for v in others if v >= THROUGH * missing) > OFTEN * len(others):
                    continue
            found.append(explained)
        return max(found)

    def _explained(self, line: Line, pairs: list[tuple[str, str]], lacks: Mapping[int, float], outside: list[int]) -> float:
        """How much of what `lacks` by period these trades hold too much of, beside what they lack themselves in those periods."""
        surplus: dict[int, float] = defaultdict(float)
        for seller, buyer in pairs:
            for t, more in self._surplus(line, seller, buyer, [*lacks], outside).items():
                surplus[t] += more
        return sum(min(_about(surplus, t), most) for t, most in lacks.items())

    def _trades(self, line: Line) -> list[tuple[str, str]]:
        found = (x if x.flow == "export" else None for x in self._lines[line.goods, line.step, line.unit])
        sold = {(x.reporter, x.partner) for x in found if x}
        bought = {(x.partner, x.reporter) for x in self._lines[line.goods, line.step, line.unit] if x.flow == "import"}
        return sorted(sold | bought)

    def _surplus(self, line: Line, seller: str, buyer: str, inside: list[int], outside: list[int]) -> dict[int, float]:
        """By period, how much more came than was sent in that trade, or less; small differences are none. With `outside`, how much more
        than the two records' usual relation lets expect, or where they have none, than in those periods."""
        out = self.book.best(seller, buyer, "export", line.goods, line)
        back = self.book.best(buyer, seller, "import", line.goods, line)
        sent: Series = self.book.lines[out] if out else {}
        came: Series = self.book.lines[back] if back else {}
        lag = LAG[line.step]  # what was sent before is part of what comes, and not known of periods that the seller never published
        both = {t for t in self.told[seller, line.step] & self.told[buyer, line.step] if t + lag in self.told[seller, line.step]}
        within = [t for t in inside if t in both and not self.scattered(line, seller, buyer, t)]
        how = self._fit(out, back, sent, came, both) if outside and out and back else None
        due = {t: how.expected(sent, t) if how else sent.get(t, 0.0) for t in within}
        whole = sum(due.values())
        if abs(sum(came.get(t, 0.0) for t in within) - whole) <= (max(SMALL, 2 * how.spread) if how else SMALL) * whole:
            return {}
        always = [came.get(t, 0.0) - sent.get(t, 0.0) for t in outside if t in both] if not how else []
        usual = sum(always) / len(always) if always else 0.0
        return {t: min(came.get(t, 0.0), came.get(t, 0.0) - due[t] - usual) for t in within}

    def _fit(self, out: Line, back: Line, sent: Series, came: Series, both: set[int]) -> Fit | None:
        if (out, back) not in self._fits:
            self._fits[out, back] = fit(came, sent, sorted(both), LAG[out.step])
        return self._fits[out, back]

    def elsewhere(self, line: Line, came: Series, told: list[int]) -> Series:
        """What came, with what other buyers recorded of this seller's goods that it never wrote down as sent to them: goods that it
        wrote down as sent to this one, who only passed them on."""
        whole = {t: came.get(t, 0.0) for t in told}
        for seller, buyer in self._trades(line):
            if seller == line.reporter and buyer != line.partner:
                for t, more in self._surplus(line, seller, buyer, told, []).items():
                    whole[t] += max(more, 0.0)
        return whole

    def scattered(self, line: Line, seller: str, buyer: str, at: int) -> bool:
        """Whether these two may have written the goods under codes of different families then, by different editions."""
        written = (self.book.editions[state, line.step, at] for state in (seller, buyer))
        return self.book.scattered(line.goods) and self.book.scattered(line.goods, frozenset().union(*written))


def _about(amounts: Mapping[int, float], at: int) -> float:
    """The mean of that period and its neighbours, for goods may be booked a period earlier or later; of those that are there."""
    near = [amounts[t] for t in (at - 1, at, at + 1) if t in amounts]
    return sum(near) / len(near) if near else 0.0
