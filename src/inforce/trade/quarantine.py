"""North and South Korea confused: rows that look like trade with the other Korea, each with the reasons, set aside and kept visible.

The codes PRK and KOR, 408 and 410, stand beside each other in every list of countries. Each reason is one that a reader can check by
eye; none is learned. It speaks for the South (above 0) or for the North (below), and a row is set aside where the sum reaches
THRESHOLD. The weights were set on made trade (benchmarks/quality/made_trade.py, seeds 0 to 29) and are reported on others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import exp, log
from statistics import median
from typing import Any

from inforce.base.nouns import Part
from inforce.law.hs import family
from inforce.trade.book import Book, Line, Series, book, when
from inforce.trade.fit import Fit, fit, usual
from inforce.trade.flows import Row, amount, newest
from inforce.trade.slips import mended

THRESHOLD = 5_000  # ten-thousandths, as in every score
NORTH, SOUTH = "KP", "KR"
TO_COMMITTEE = "committee"  # how the source of such a report begins (read.trade_layouts)
_PORT, _PRICE, _FIRST, _MOST, _STRANGER = 5_000, 1_000, 2_000, 2_500, 2_500
_NAT = 1_500  # for each e-fold by which one Korea explains the figures better than the other
_FALL, _SEEN = (-2_500, 4_500), (-8_000, 12_000)  # least and most of two reasons
_USUAL, _NEVER = -4_000, -2_500
_LONG = 4  # periods of trade with the South, at least, to say what is usual
_TINY_T = 1.0  # tonnes; a parcel that outweighs other parcels says nothing


def quarantined(rows: Iterable[Row]) -> dict[str, tuple[Part, ...]]:
    """The ids of rows with North Korea as partner that no conclusion may rest on, each with its reasons.

    Looked at are: South Korea's own record of its trade with the reporter, the reporter's flow with the South in the same goods (a
    fall of what the North rises by), what is usual in its trade with the North, the unit value beside the South's, a first and
    single appearance, more than all other reporters together, no other trade with the North, no such trade with the South, and
    a port of discharge in the South (column `discharge`). Only the newest vintage of each flow is looked at. What a State reported to
    the Committee is about the North, whoever else trades with it, and is never set aside.
    """
    rows = newest(rows)
    kept = [row for row in rows if row.get("partner") == NORTH and row.get("reporter") != SOUTH and row.get("hs") and _some(row)]
    kept = [row for row in kept if not str(row.get("source") or "").startswith(TO_COMMITTEE)]
    reporters = {row["reporter"] for row in kept} | {SOUTH}
    told = _Koreas(book(mended(row for row in rows if row.get("reporter") in reporters)), kept) if kept else None
    found = {str(row["id"]): tuple(told.reasons(row)) for row in kept if told}
    return {i: parts for i, parts in found.items() if sum(p.score for p in parts) >= THRESHOLD}


def _some(row: Row) -> bool:
    """Whether anything was traded."""
    found = amount(row)
    return found is not None and found[0] > 0


@dataclass
class _Koreas:
    """What is told of trade with both Koreas, and the rows with the North."""

    book: Book
    rows: list[Row]
    codes: dict[tuple[Any, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    to_north: dict[tuple[Any, ...], dict[str, float]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))
    with_south: set[tuple[str, str]] = field(default_factory=set)
    _fits: dict[Line, Fit | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.rows:
            if found := amount(row):
                goods = family(str(row["hs"]))
                self.codes[row["reporter"], row["flow"]].add(goods)
                self.to_north[goods, row["flow"], found[1]][str(row["reporter"])] += found[0]
        self.with_south = {(line.reporter, line.flow) for line in self.book.lines if line.partner == SOUTH}

    def reasons(self, row: Row) -> Iterator[Part]:
        """What speaks for the South and what for the North, each with its weight."""
        if row.get("discharge") == SOUTH:
            yield Part("port of discharge", SOUTH, NORTH, _PORT, _PORT)
        (step, at), found = when(row), amount(row)
        line = Line(
            row["reporter"], NORTH, row["flow"], family(str(row["hs"])), str(row.get("source") or ""), step, found[1] if found else ""
        )
        south = self.book.lines.get(_to(line, SOUTH), {})
        yield from self._others(row, beside=bool(south))
        if not step or not found:
            return
        if not south and (line.reporter, line.flow) in self.with_south:
            yield Part("no such trade with the South, though there is other", "0 periods", "", _NEVER, _NEVER)
        if not south:
            return
        run = self._run(line, at)
        periods = self.book.told[line.reporter, line.source, step]
        yield from self._usual(line, at, found, run, len(south))
        yield from self._fall(line, at, run, periods - run)
        yield from self._price(row, line, at)
        yield from self._seen_there(line, south, at, found, run)

    def _run(self, line: Line, at: int) -> set[int]:
        """The unbroken run of periods of trade with the North about that one; of a longer one, that one alone."""
        north, run = self.book.lines[line], {at}
        for way in (-1, 1):
            t = at + way
            while north.get(t):
                run.add(t)
                t += way
        return run if len(run) <= _MOST_RUN else {at}

    def _usual(self, line: Line, at: int, found: tuple[float, str], run: set[int], n_south: int) -> Iterator[Part]:
        north = self.book.lines[line]
        others = [v for t, v in north.items() if v and t not in run]
        if len(others) < _LONG:
            if len(others) <= 1 and n_south >= _LONG:
                yield Part("first or single appearance", f"{len(others) + len(run)} periods", f"{n_south} with the South", _FIRST, _FIRST)
            return
        middle = median(others)
        spread = max(0.4, 1.4826 * median(abs(log(v / middle)) for v in others))
        if found[0] <= middle * exp(2 * spread):
            said = f"{found[0]:,.0f} {found[1]}"
            yield Part("usual in its trade with the North", said, f"a usual {middle:,.0f} in {len(others)} other periods", _USUAL, _USUAL)

    def _fall(self, line: Line, at: int, run: set[int], others: set[int]) -> Iterator[Part]:
        """The South falls, over the run of periods, by about what the North rises by."""
        south, north = self.book.lines[_to(line, SOUTH)], self.book.lines[line]
        about = usual(south, at, others)
        if not about:
            return
        middle, spread, empty = about
        nats = 0.0
        for t in sorted(run):
            now = south.get(t, 0.0)
            nats -= log((now + north[t]) / middle) ** 2 / (2 * spread**2)
            nats += log(now / middle) ** 2 / (2 * spread**2) if now else -log(max(empty, 0) + 0.02)
        score = round(min(max(nats * _NAT, _FALL[0]), _FALL[1]))
        if score:
            name = "falls in the South as the North rises" if score > 0 else "no fall in the South that would explain it"
            said = f"{north[at]:,.0f} {line.unit}" + (f", and so for {len(run)} periods" if len(run) > 1 else "")
            yield Part(name, said, f"{south.get(at, 0.0):,.0f} beside a usual {middle:,.0f}", _FALL[1], score)

    def _price(self, row: Row, line: Line, at: int) -> Iterator[Part]:
        ours = _unit_value(row)
        rows = self.book.rows[_to(line, SOUTH)]
        theirs = [p for t, r in rows.items() if abs(t - at) <= 12 and (p := _unit_value(r))]
        if ours and len(theirs) >= _LONG and abs(ours / median(theirs) - 1) <= 0.1:
            yield Part("unit value of the trade with the South", f"{ours:,.2f}", f"{median(theirs):,.2f}", _PRICE, _PRICE)

    def _seen_there(self, line: Line, south: Series, at: int, found: tuple[float, str], run: set[int]) -> Iterator[Part]:
        """South Korea's own record of its trade with the reporter: does it hold these goods?"""
        exports = line.flow == "export"
        theirs = self.book.best(SOUTH, line.reporter, "import" if exports else "export", line.goods, line)
        if not theirs:
            return
        seen, north = self.book.lines[theirs], self.book.lines[line]
        told = self.book.told[line.reporter, line.source, line.step] & self.book.told[SOUTH, theirs.source, line.step]
        lag = -1 if line.step == "month" else 0
        came, went = (seen, south) if exports else (south, seen)
        if theirs not in self._fits:
            self._fits[theirs] = fit(came, went, sorted(told), lag)
        fitted = self._fits[theirs]
        if not fitted or at not in told:
            return
        with_it = {**south, **{t: south.get(t, 0.0) + north[t] for t in run}}
        least = 0.02 * median(v for v in seen.values())
        if exports:
            after = [t for t in dict.fromkeys((at, at - lag)) if t in told]
            without, within = (_likely(fitted, seen, went, after, least) for went in (south, with_it))
            expected = fitted.expected(south, at), fitted.expected(with_it, at), seen.get(at, 0.0)
        else:
            without, within = (_likely(fitted, came, seen, [at], least) for came in (south, with_it))
            expected = south.get(at, 0.0), with_it[at], fitted.expected(seen, at)
        score = round(min(max((within - without) * _NAT, _SEEN[0]), _SEEN[1]))
        if score:
            name = f"South Korea's own figures {'hold it' if score > 0 else 'leave no room for it'}"
            said = f"{expected[2]:,.0f} {found[1]} by South Korea's record"
            yield Part(name, said, f"{expected[1]:,.0f} with it and {expected[0]:,.0f} without", _SEEN[1], score)

    def _others(self, row: Row, beside: bool) -> Iterator[Part]:
        """More than all others together, from a reporter that has no other trade with the North: half as telling `beside` its trade
        with the South, which says more."""
        most, stranger = (_MOST // 2, _STRANGER // 2) if beside else (_MOST, _STRANGER)
        found = amount(row)
        told = self.to_north[family(str(row["hs"])), row["flow"], found[1]] if found else {}
        mine = told.get(str(row["reporter"]), 0.0)
        others = sum(v for k, v in told.items() if k != row["reporter"])
        strangers = len(self.codes[row["reporter"], row["flow"]]) == 1
        if found and len(told) > 1 and strangers and mine > others and (found[1] != "t" or mine > _TINY_T):
            yield Part("more than all other reporters together", f"{mine:,.0f} {found[1]}", f"{others:,.0f} {found[1]}", most, most)
        if strangers:
            yield Part("no other goods with the North", "1 code", "", stranger, stranger)


_MOST_RUN = 6  # periods: a clerk's slip lasts no longer; a longer run is a trade


def _likely(fitted: Fit, came: Series, went: Series, periods: list[int], least: float) -> float:
    """How likely what came is, given what went: the logarithm, of Student's distribution (four degrees), for slips have fat tails."""
    wide = max(fitted.spread, 0.1)
    ratios = [log(max(came.get(t, 0.0), least) / max(fitted.expected(went, t), least)) for t in periods]
    return -2.5 * sum(log(1 + (r / wide) ** 2 / 4) for r in ratios)


def _to(line: Line, partner: str) -> Line:
    return Line(line.reporter, partner, line.flow, line.goods, line.source, line.step, line.unit)


def _unit_value(row: Row) -> float | None:
    quantity, value = row.get("quantity"), row.get("value_usd")
    return value / quantity if quantity and value else None
