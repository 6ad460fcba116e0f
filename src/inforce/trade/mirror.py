"""What one State recorded as sent and the other did not record as come: gaps that the usual differences of records do not reach.

The two ends of one trade never agree to the tonne. For each pair and family of codes it is first learned how the importer's record
follows the exporter's (freight and insurance, scales, goods that arrive a period later); a gap is what then lacks. It counts
only beyond TOLERANCE, for at least SHORTEST periods, for more than is under way at that time, by quantity and by value alike (a slip of
the unit shows in one of them alone), where the importer's record does not often lack as much when as much is sent, and only so far
as neither another buyer's record holds goods of that seller that the seller never wrote down, nor the buyer's record has them from
another seller: that is trade through a third State.
Method: mirror statistics with a learned relation for each pair; the tolerances were set on made trade (benchmarks/quality).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from statistics import median

from inforce.trade.book import Book, Line, Series
from inforce.trade.fit import Fit, fit
from inforce.trade.flows import Row

TOLERANCE = 0.3  # of what should have come; freight and insurance are 5 to 20 % of value and are learned besides
SHORTEST = {"month": 3, "year": 1}
UNDER_WAY = {"month": 1.2, "year": 0.25}  # periods' worth of the trade of that time that may be at sea or in bond at any time
LONG = {"month": 12, "year": 5}  # periods of both records, at least, in which a trade is never recorded
OFTEN = 0.1  # of the other times as long: what happens as often explains nothing
CHANCE = 0.02  # how likely a gap may be by chance
ALIKE = 4  # other periods, at least, in which about as much was due
FRESH = {"month": 3, "year": 0}  # periods at the end of what the importer published that it may still raise
SMALL = 0.1  # of a trade: differences with others that are none
EPISODE = 0.4  # of the periods: a gap that leaves so many alone is no standing one
THROUGH = 0.7  # of a gap: if as much came by way of a third State, that explains it


@dataclass(frozen=True, slots=True)
class Gap:
    """Goods of `line` (the exporter's, by quantity where both ends give one) that did not come, over `since` to `until`, both included.

    `sent` is the exporter's record, `due` what the importer's should say given how it usually follows, `came` what it says; all in
    the line's unit. `through` is how much of it a third State may explain. `first` is the exporter's first row of it. `unclear`: an
    edition scattered the codes, and the two ends may have written the goods under different ones. `standing`: in all that both ends
    published the importer never recorded this trade, and it was there from the first: nothing changed that a gap would show.
    """

    line: Line
    since: int
    until: int
    sent: float
    due: float
    came: float
    spread: float
    learned: bool
    through: float
    first: Row
    unclear: bool
    standing: bool

    @property
    def missing(self) -> float:
        """What did not come."""
        return self.due - self.came


@dataclass
class Mirror:
    """Both ends of every trade in a book."""

    book: Book
    blind: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _pairs: dict[tuple[str, str, str], list[Line]] = field(default_factory=lambda: defaultdict(list))
    _fits: dict[tuple[Line, Line], Fit | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sets `blind`: how many lines lead to each State that published nothing in the same step."""
        self._told: dict[tuple[str, str], set[int]] = defaultdict(set)
        for (reporter, _, step), periods in self.book.told.items():
            self._told[reporter, step] |= periods
        for line in self.book.lines:
            if line.flow == "export" and not self._told.get((line.partner, line.step)):
                self.blind[line.partner] += 1
            self._pairs[line.goods, line.step, line.unit].append(line)

    def gaps(self) -> Iterator[Gap]:
        """Every gap, in order of the exporter, importer, goods and time: by quantity, or by value where an end gives no quantity."""
        found = []
        for line in self.book.lines:
            if line.flow != "export" or self._told.get((line.partner, line.step)) is None or not self._chosen(line):
                continue
            found += [gap for gap in self._of(line) if gap.through < THROUGH * gap.missing and self._by_value_too(gap)]
        yield from sorted(found, key=lambda g: (g.line.reporter, g.line.partner, g.line.goods, g.since, g.line.unit))

    def _chosen(self, line: Line) -> bool:
        """Whether it is compared in this unit: by value only where the two ends have no quantity in one unit."""
        best = self.book.best(line.reporter, line.partner, "export", line.goods, line)
        if line != best:
            return False
        ends = ((line.reporter, line.partner, "export"), (line.partner, line.reporter, "import"))
        units = [{x.unit for x in self.book.by_trade.get((*end, line.goods, line.step), ())} - {"usd"} for end in ends]
        common = units[0] & units[1] if units[1] else units[0]
        return line.unit == (sorted(common)[0] if common else "usd")

    def _of(self, line: Line) -> Iterator[Gap]:
        sent = self.book.lines[line]
        back = self.book.best(line.partner, line.reporter, "import", line.goods, line)
        came: Series = self.book.lines[back] if back else {}
        told = self._both(line)
        if len(told) < SHORTEST[line.step]:
            return
        lag = -1 if line.step == "month" else 0
        learned = fit(came, sent, told, lag)
        how = learned or Fit(1.0, 0.0, lag, 0.3)
        due = {t: how.expected(sent, t) for t in told}
        tolerance = max(TOLERANCE, 2 * how.spread)
        for since, until in _runs(told, [due[t] * (1 - tolerance) - came.get(t, 0.0) for t in told]):
            inside = [t for t in told if since <= t <= until]
            whole = sum(due[t] for t in inside), sum(came.get(t, 0.0) for t in inside)
            held = [t for t in inside if sent.get(t)]
            under_way = UNDER_WAY[line.step] * whole[0] / len(held) if held else 0.0
            if (
                len(held) >= SHORTEST[line.step]
                and whole[0] - whole[1] >= under_way > 0
                and not (learned and self._common(due, came, inside, 1 - tolerance))
            ):
                total, first = sum(sent.get(t, 0.0) for t in inside), self.book.rows[line][held[0]]
                gap = Gap(
                    line,
                    held[0],
                    held[-1],
                    total,
                    *whole,
                    how.spread,
                    learned is not None,
                    0.0,
                    first,
                    self._unclear(line, inside),
                    self._standing(line, came, held),
                )
                yield replace(gap, through=self._through(gap, inside, {t: due[t] - came.get(t, 0.0) for t in inside}))

    def _unclear(self, line: Line, inside: list[int]) -> bool:
        """Whether the two ends may have written goods of scattered codes under different editions."""
        if not self.book.scattered(line.goods):
            return False
        ends = ([self.book.editions[state, line.step, t] for t in inside] for state in (line.reporter, line.partner))
        return any(self.book.scattered(line.goods, frozenset(ours | theirs)) for ours, theirs in zip(*ends, strict=True))

    def _standing(self, line: Line, came: Series, held: list[int]) -> bool:
        """Whether the importer never recorded this trade, which neither began nor ended while both ends published (or began with an
        edition that scattered codes): it counts these goods as another State's, by their origin or by who sold them."""
        told, sent = self._both(line), [t for t, v in self.book.lines[line].items() if v > 0]
        if any(came.get(t) for t in told) or len(told) < LONG[line.step]:
            return False
        within = [t for t in told if min(sent) <= t <= max(sent)]
        began, ended = told[0] + SHORTEST[line.step] < within[0], told[-1] - SHORTEST[line.step] > within[-1]
        changed = self.book.editions[line.reporter, line.step, within[0] - 1] != self.book.editions[line.reporter, line.step, within[0]]
        return (
            not ended
            and (not began or (changed and self.book.scattered(str(self.book.rows[line][min(sent)]["hs"]))))
            and held[0] == within[0]
        )

    def _common(self, due: Mapping[int, float], came: Series, inside: list[int], lacking: float) -> bool:
        """Whether the importer's record lacks as much so often, when about as much is due, that as many such periods may be chance: the
        exporter's record then holds goods beside those that this importer counts."""
        middle = median([due[t] for t in inside if due[t] > 0] or [0.0])
        alike = [t for t, v in due.items() if t not in inside and middle / 2 <= v <= middle * 2 and v > 0]
        if len(alike) < ALIKE:
            return False
        lacks = [t for t in (*alike, *inside) if came.get(t, 0.0) < lacking * due[t]]
        seldom = (len([t for t in alike if t in lacks]) + 0.5) / (len(alike) + 1)
        return bool(seldom ** len([t for t in inside if t in lacks]) > CHANCE)

    def _both(self, line: Line) -> list[int]:
        """The periods that both ends published, without the importer's freshest."""
        theirs = sorted(self._told[line.partner, line.step])
        fresh = FRESH[line.step]
        return sorted({*(theirs[:-fresh] if fresh else theirs)} & self.book.told[line.reporter, line.source, line.step])

    def _through(self, gap: Gap, inside: list[int], lacks: Mapping[int, float]) -> float:
        """What other records hold too much of, beside what else they lack: of this seller's goods, or in this buyer's hands; in each
        period, give or take one, no more than `lacks` there: much of them in one month explains little of a gap of many.

        Of a gap that comes and goes, only what they hold beyond what they always do: a steady trade by way of a third State explains
        a steady gap alone; and nothing, if in other times too they often hold so much more than usual.
        """
        line = gap.line
        trades = self._trades(line)
        elsewhere = [(a, b) for a, b in trades if a == line.reporter and b != line.partner]
        otherwise = [(a, b) for a, b in trades if b == line.partner and a != line.reporter]
        told = self._both(line)
        outside = [t for t in told if not inside[0] - 1 <= t <= inside[-1] + 1]
        episode = len(outside) >= max(EPISODE * len(told), len(inside) / 2)
        near = {t: max(_about(lacks, t), 0.0) for t in inside}
        found = [0.0]
        for pairs in (elsewhere, otherwise):
            explained = self._explained(line, pairs, near, outside if episode else [])
            if episode and explained >= THROUGH * gap.missing:
                middle = sum(near.values()) / len(near)
                windows = [told[i : i + len(inside)] for i in range(0, len(told) - len(inside) + 1, max(1, len(inside) // 2))]
                others = [self._explained(line, pairs, dict.fromkeys(w, middle), outside) for w in windows if {*w} <= {*outside}]
                if sum(1 for v in others if v >= THROUGH * gap.missing) > OFTEN * len(others):
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
        found = (x if x.flow == "export" else None for x in self._pairs[line.goods, line.step, line.unit])
        sold = {(x.reporter, x.partner) for x in found if x}
        bought = {(x.partner, x.reporter) for x in self._pairs[line.goods, line.step, line.unit] if x.flow == "import"}
        return sorted(sold | bought)

    def _surplus(self, line: Line, seller: str, buyer: str, inside: list[int], outside: list[int]) -> dict[int, float]:
        """By period, how much more came than was sent in that trade, or less; small differences are none. With `outside`, how much more
        than the two records' usual relation lets expect, or where they have none, than in those periods."""
        out = self.book.best(seller, buyer, "export", line.goods, line)
        back = self.book.best(buyer, seller, "import", line.goods, line)
        sent: Series = self.book.lines[out] if out else {}
        came: Series = self.book.lines[back] if back else {}
        both = self._told[seller, line.step] & self._told[buyer, line.step]
        within = [t for t in inside if t in both]
        how = self._fit(out, back, sent, came, both) if outside and out and back else None
        due = {t: how.expected(sent, t) if how else sent.get(t, 0.0) for t in within}
        whole = sum(due.values())
        if abs(sum(came.get(t, 0.0) for t in within) - whole) <= (max(SMALL, 2 * how.spread) if how else SMALL) * whole:
            return {}
        always = [came.get(t, 0.0) - sent.get(t, 0.0) for t in outside if t in both] if not how else []
        usual = sum(always) / len(always) if always else 0.0
        return {t: came.get(t, 0.0) - due[t] - usual for t in within}

    def _fit(self, out: Line, back: Line, sent: Series, came: Series, both: set[int]) -> Fit | None:
        if (out, back) not in self._fits:
            self._fits[out, back] = fit(came, sent, sorted(both), -1 if out.step == "month" else 0)
        return self._fits[out, back]

    def _by_value_too(self, gap: Gap) -> bool:
        """Whether the values lack as much, where both ends give them."""
        line = gap.line._replace(unit="usd")
        back = self.book.best(line.partner, line.reporter, "import", line.goods, line)
        if gap.line.unit == "usd" or line not in self.book.lines:
            return True
        sent, came = self.book.lines[line], self.book.lines[back] if back else {}
        inside = [t for t in self._both(line) if gap.since <= t <= gap.until]
        how = fit(came, sent, self._both(line), -1 if line.step == "month" else 0) or Fit(1.0, 0.0, 0, 0.3)
        return sum(came.get(t, 0.0) for t in inside) <= (1 - TOLERANCE) * sum(how.expected(sent, t) for t in inside)


def _about(amounts: Mapping[int, float], at: int) -> float:
    """The mean of that period and its neighbours, for goods may be booked a period earlier or later; of those that are there."""
    near = [amounts[t] for t in (at - 1, at, at + 1) if t in amounts]
    return sum(near) / len(near) if near else 0.0


def _runs(periods: list[int], excess: list[float]) -> Iterator[tuple[int, int]]:
    """The stretches whose excesses add up to most, one after another, none overlapping (Kadane's, and again on what is left)."""
    best, best_at, total, start = 0.0, (0, -1), 0.0, 0
    for i, value in enumerate(excess):
        if total <= 0:
            total, start = 0.0, i
        total += value
        if total > best:
            best, best_at = total, (start, i)
    if best_at[1] < 0:
        return
    a, b = best_at
    yield from _runs(periods[:a], excess[:a])
    yield periods[a], periods[b]
    yield from _runs(periods[b + 1 :], excess[b + 1 :])
