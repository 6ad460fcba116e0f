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
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median

from inforce.trade.book import Book, Line, Series
from inforce.trade.fit import Fit, fit
from inforce.trade.flows import Row
from inforce.trade.hubs import LAG, THROUGH, Hubs

TOLERANCE = 0.3  # of what should have come; freight and insurance are 5 to 20 % of value and are learned besides
POOR = 0.15  # a spread from which on a relation of two records is worth a second look
SLIGHT = 0.1  # what lacks beside a gap belongs to it if it is more than that, or than three times the spread
SHORTEST = {"month": 3, "year": 1}
UNDER_WAY = {"month": 1.2, "year": 0.25}  # periods' worth of the trade of that time that may be at sea or in bond at any time
LONG = {"month": 12, "year": 5}  # periods of both records, at least, in which a trade is never recorded
CHANCE = 0.02  # how likely a gap may be by chance
ALIKE = 4  # other periods, at least, in which about as much was due
FRESH = {"month": 3, "year": 0}  # periods at the end of what the importer published that it may still raise


@dataclass(frozen=True, slots=True)
class Gap:
    """Goods of `line` (the exporter's, by quantity where both ends give one) that did not come, over `since` to `until`, both included.

    `sent` is the exporter's record, `due` what the importer's should say given how it usually follows, `came` what it says; all in
    the line's unit. `elsewhere` is what other buyers recorded of the same seller's goods, where this one is known to pass some on; it
    is no part of `due`. `through` is how much of the rest a third State may explain. `first` is the exporter's first row of it.
    `unclear`: an edition scattered the codes, and the two ends may have written the goods under different ones. `standing`: in all that
    both ends published the importer never recorded this trade, and it was there from the first: nothing changed that a gap would show.
    """

    line: Line
    since: int
    until: int
    sent: float
    due: float
    came: float
    elsewhere: float
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

    def __post_init__(self) -> None:
        """Sets `blind`: how many lines lead to each State that published nothing in the same step."""
        self.hubs = Hubs(self.book)
        for line in self.book.lines:
            if line.flow == "export" and not self.hubs.told.get((line.partner, line.step)):
                self.blind[line.partner] += 1

    def gaps(self) -> Iterator[Gap]:
        """Every gap, in order of the exporter, importer, goods and time: by quantity, or by value where an end gives no quantity."""
        found = []
        for line in self.book.lines:
            if line.flow != "export" or self.hubs.told.get((line.partner, line.step)) is None or not self._chosen(line):
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
        lag = LAG[line.step]
        learned, arrived = fit(came, sent, told, lag), came
        if learned and learned.spread > POOR:
            beside = self.hubs.elsewhere(line, came, told)
            better = fit(beside, sent, told, lag)
            if better and better.spread < min(POOR, learned.spread / 2):
                learned, arrived = better, beside
        how = learned or Fit(1.0, 0.0, lag, 0.3)
        due = {t: how.expected(sent, t) for t in told}
        lacks = {t: due[t] - arrived.get(t, 0.0) for t in told}
        tolerance = max(TOLERANCE, 2 * how.spread)
        runs = _runs(told, [lacks[t] - tolerance * due[t] for t in told])
        slight = max(SLIGHT, 3 * how.spread)
        for inside in _widened(told, runs, {t for t in told if lacks[t] > slight * due[t]}):
            held = [t for t in inside if sent.get(t)]
            whole = sum(due[t] for t in inside)
            if len(held) < SHORTEST[line.step] or not sum(lacks[t] for t in inside) >= UNDER_WAY[line.step] * whole / len(held) > 0:
                continue
            if learned and self._common(due, arrived, inside, 1 - tolerance):
                continue
            own = sum(came.get(t, 0.0) for t in inside)
            elsewhere = sum(arrived.get(t, 0.0) for t in inside) - own
            yield Gap(
                line,
                since=held[0],
                until=held[-1],
                sent=sum(sent.get(t, 0.0) for t in inside),
                due=whole - elsewhere,
                came=own,
                elsewhere=elsewhere,
                spread=how.spread,
                learned=learned is not None,
                through=self.hubs.through(line, told, {t: lacks[t] for t in inside}),
                first=self.book.rows[line][held[0]],
                unclear=self._unclear(line, inside),
                standing=self._standing(line, came, held),
            )

    def _unclear(self, line: Line, inside: list[int]) -> bool:
        """Whether too few of its periods are left without those in which the two ends may have written scattered codes differently."""
        clear = [t for t in inside if self.book.lines[line].get(t) and not self.hubs.scattered(line, line.reporter, line.partner, t)]
        return len(clear) < SHORTEST[line.step]

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
        theirs = sorted(self.hubs.told[line.partner, line.step])
        fresh = FRESH[line.step]
        return sorted({*(theirs[:-fresh] if fresh else theirs)} & self.book.told[line.reporter, line.source, line.step])

    def _by_value_too(self, gap: Gap) -> bool:
        """Whether the values lack as much, where both ends give them."""
        line = gap.line._replace(unit="usd")
        back = self.book.best(line.partner, line.reporter, "import", line.goods, line)
        if gap.line.unit == "usd" or line not in self.book.lines:
            return True
        sent, came = self.book.lines[line], self.book.lines[back] if back else {}
        inside = [t for t in self._both(line) if gap.since <= t <= gap.until]
        how = fit(came, sent, self._both(line), LAG[line.step]) or Fit(1.0, 0.0, 0, 0.3)
        return sum(came.get(t, 0.0) for t in inside) <= (1 - TOLERANCE) * sum(how.expected(sent, t) for t in inside)


def _widened(told: list[int], runs: Iterable[tuple[int, int]], lacking: Collection[int]) -> list[list[int]]:
    """The periods of each run with those before and after that are `lacking`, for what was sent before still comes and hides a part of
    the first; what then meets is one."""
    found: list[tuple[int, int]] = []
    for since, until in runs:
        first, last = told.index(since), told.index(until)
        while first and told[first - 1] in lacking:
            first -= 1
        while last + 1 < len(told) and told[last + 1] in lacking:
            last += 1
        if found and found[-1][1] >= first:
            first = found.pop()[0]
        found.append((first, last))
    return [told[first : last + 1] for first, last in found]


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
