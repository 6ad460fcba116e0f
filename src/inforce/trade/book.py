"""Flows as lines through time: each reporter's figures by period, in one unit, whatever edition its codes were written in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from inforce.law.hs import EDITIONS, family, scattered
from inforce.trade.flows import Row, amount
from inforce.trade.written import told_by_codes

Series = Mapping[int, float]


class Line(NamedTuple):  # a tuple, whose hash is made in C: a book looks lines up by the million
    """Whose figures of which trade. `goods` is a family of codes (`hs.family`), `step` how long a period is, `unit` t, kl, bbl, usd
    or a unit as written."""

    reporter: str
    partner: str
    flow: str
    goods: str
    source: str
    step: str
    unit: str


@dataclass
class Book:
    """Rows by line and period. A period is a number, one more for each month or year; periods of other lengths are not compared.

    `editions` are those in which a reporter may have written its codes in a period: one, unless neither it nor its codes tell;
    `since` is the oldest of them: goods are families of codes that editions from it on exchanged.

    `told` are the periods in which a reporter's source published anything at all: there, and only there, no row is no trade.
    """

    lines: dict[Line, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    rows: dict[Line, dict[int, Row]] = field(default_factory=lambda: defaultdict(dict))
    told: dict[tuple[str, str, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    sources: dict[tuple[str, str, str, str, str], dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))

    editions: dict[tuple[str, str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    since: str = EDITIONS[0]
    by_trade: dict[tuple[str, str, str, str, str], set[Line]] = field(default_factory=lambda: defaultdict(set))

    def family(self, code: str) -> str:
        """What goods a code names, whichever edition in use here it was written in."""
        return family(code, self.since)

    def scattered(self, code: str, among: frozenset[str] = frozenset(EDITIONS)) -> bool:
        """Whether some of the goods are under codes of another family in one of these editions."""
        return scattered(code, frozenset(e for e in among if e >= self.since), self.since)

    def best(self, reporter: str, partner: str, flow: str, goods: str, like: Line) -> Line | None:
        """That trade as the source with the most rows of it tells it, in the unit and step of `like`; None where nobody does."""
        counts = self.sources.get((reporter, partner, flow, goods, like.step), {})
        lines = [Line(reporter, partner, flow, goods, source, like.step, like.unit) for source in counts]
        held = [line for line in lines if line in self.lines]
        return max(held, key=lambda line: (counts[line.source], line.source), default=None)


def book(newest: Iterable[Row]) -> Book:
    """The book of these rows, one for each flow, period and source (`flows.newest`): those with a reporter, a partner, a code of six
    digits and a month or a year; a row counts once by its quantity and once by its value. Re-exports are left out: exports hold them."""
    made, rows = Book(), []
    bare: dict[tuple[str, str], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in newest:
        step, at = when(row)
        if not (row.get("reporter") and step):
            continue
        made.told[row["reporter"], str(row.get("source") or ""), step].add(at)
        if row.get("hs_edition"):
            made.editions[row["reporter"], step, at].add(row["hs_edition"])
        else:
            bare[row["reporter"], step][at].add(str(row.get("hs") or "")[:6])
        if row.get("partner") and len(str(row.get("hs") or "")) >= 6 and row.get("aggregate") != "yes":
            rows.append((row, step, at))
    for (reporter, step), codes in bare.items():
        for at, found in told_by_codes(codes, step).items():
            made.editions[reporter, step, at] |= found
    known = {e for found in made.editions.values() for e in found} & {*EDITIONS}
    made.since = min(known, default=EDITIONS[0])
    for row, step, at in rows:
        if row["flow"] in ("import", "export"):  # what is re-exported is in the exports too: it would count twice
            _enter(made, row, step, at)
    return made


def _enter(made: Book, row: Row, step: str, at: int) -> None:
    goods, flow, source = made.family(str(row["hs"])), row["flow"], str(row.get("source") or "")
    made.sources[row["reporter"], row["partner"], flow, goods, step][source] += 1
    for quantity, unit in amounts(row):
        line = Line(row["reporter"], row["partner"], flow, goods, source, step, unit)
        made.lines[line][at] = made.lines[line].get(at, 0.0) + quantity
        made.rows[line].setdefault(at, row)
        made.by_trade[row["reporter"], row["partner"], flow, goods, step].add(line)


def amounts(row: Row) -> list[tuple[float, str]]:
    """What the row says, as a quantity and as a value."""
    found = [amount(row), (row["value_usd"], "usd") if row.get("value_usd") is not None else None]
    return list(dict.fromkeys(a for a in found if a))


def when(row: Row) -> tuple[str, int]:
    """The step ('month' or 'year') and the number of the row's period; ('', 0) for a period of another length."""
    period = row.get("period") or ""
    if len(period) == 7 and period[4] == "-":
        return "month", int(period[:4]) * 12 + int(period[5:]) - 1
    return ("year", int(period)) if len(period) == 4 and period.isdigit() else ("", 0)


def named(step: str, at: int) -> str:
    """The period as it is written."""
    return f"{at // 12:04}-{at % 12 + 1:02}" if step == "month" else f"{at:04}"
