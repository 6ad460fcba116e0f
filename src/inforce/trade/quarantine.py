"""North and South Korea confused: rows that look like trade with the other Korea, each with the reasons, set aside and kept visible.

The codes PRK and KOR, 408 and 410, stand beside each other in every list of countries. Each reason is one that a reader can check by
eye. It speaks for the South (above 0) or for the North (below), and a row is set aside where the sum reaches THRESHOLD. Those that
hold figures beside figures are logarithms of how much likelier one account makes them than the other (`koreas`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from inforce.base.nouns import Part
from inforce.trade.book import Book, Line, book, when
from inforce.trade.flows import Row, amount, newest
from inforce.trade.koreas import SOUTH, Pair
from inforce.trade.slips import mended

THRESHOLD = 5_000  # ten-thousandths, as in every score
NORTH = "KP"
TO_COMMITTEE = "committee"  # how the source of such a report begins (read.trade_layouts)
_PORT, _MOST, _STRANGER, _NEVER, _STEADY = 5_000, 2_500, 2_500, -2_500, -2_500
_OFTEN = 6  # other periods, and half of those published, in which a trade goes on: longer than a clerk's slip
_TINY_T = 1.0  # tonnes; a parcel that outweighs other parcels says nothing


def quarantined(rows: Iterable[Row]) -> dict[str, tuple[Part, ...]]:
    """The ids of rows with North Korea as partner that no conclusion may rest on, each with its reasons.

    Looked at are: South Korea's own record of its trade with the reporter, the reporter's flow with the South in the same goods (a
    fall of what the North rises by), what is usual in its trade with the North, the unit value beside the South's, a first and
    single appearance, the months beside it, more than all other reporters together, no other trade with the North, no such trade
    with the South in either's record, a trade that goes on period after period, and a port of discharge in the South (column
    `discharge`). Only the newest vintage of each flow
    is looked at. What a State reported to the Committee is about the North, whoever else trades with it, and is never set aside.
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
    told_there: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _pairs: dict[Line, dict[int, tuple[Part, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.rows:
            if found := amount(row):
                goods = self.book.family(str(row["hs"]))
                self.codes[row["reporter"], row["flow"]].add(goods)
                self.to_north[goods, row["flow"], found[1]][str(row["reporter"])] += found[0]
        for (reporter, _, step), periods in self.book.told.items():
            if reporter == SOUTH:
                self.told_there[step] |= periods
        self.with_south = {(line.reporter, line.flow) for line in self.book.lines if line.partner == SOUTH}

    def reasons(self, row: Row) -> Iterator[Part]:
        """What speaks for the South and what for the North, each with its weight."""
        if row.get("discharge") == SOUTH:
            yield Part("port of discharge", SOUTH, NORTH, _PORT, _PORT)
        (step, at), found = when(row), amount(row)
        line = Line(
            row["reporter"],
            NORTH,
            row["flow"],
            self.book.family(str(row["hs"])),
            str(row.get("source") or ""),
            step,
            found[1] if found else "",
        )
        south = self.book.lines.get(line._replace(partner=SOUTH), {})
        yield from self._others(row, beside=bool(south))
        if not step or not found:
            return
        if not south and (line.reporter, line.flow) in self.with_south:
            yield Part("no such trade with the South, though there is other", "0 periods", "", _NEVER, _NEVER)
        others = sum(1 for t, v in self.book.lines.get(line, {}).items() if v > 0 and t != at)
        if not south and others >= _OFTEN and 2 * (others + 1) >= len(self.book.told[line.reporter, line.source, step]):
            yield Part("a trade that goes on", f"{others} other periods", "", _STEADY, _STEADY)
        if south:
            yield from self._pair(line).get(at, ())
        elif at in self.told_there[step] and not self._theirs(line):
            yield Part("South Korea recorded no such trade with it", "0 periods", "", _NEVER, _NEVER)

    def _pair(self, line: Line) -> dict[int, tuple[Part, ...]]:
        if line not in self._pairs:
            self._pairs[line] = Pair(self.book, line, line._replace(partner=SOUTH), self._theirs(line)).reasons()
        return self._pairs[line]

    def _theirs(self, line: Line) -> Line | None:
        """South Korea's own record of its trade with the reporter in these goods."""
        return self.book.best(SOUTH, line.reporter, "import" if line.flow == "export" else "export", line.goods, line)

    def _others(self, row: Row, beside: bool) -> Iterator[Part]:
        """More than all others together, from a reporter that has no other trade with the North: half as telling `beside` its trade
        with the South, which says more."""
        most, stranger = (_MOST // 2, _STRANGER // 2) if beside else (_MOST, _STRANGER)
        found = amount(row)
        told = self.to_north[self.book.family(str(row["hs"])), row["flow"], found[1]] if found else {}
        mine = told.get(str(row["reporter"]), 0.0)
        others = sum(v for k, v in told.items() if k != row["reporter"])
        strangers = len(self.codes[row["reporter"], row["flow"]]) == 1
        if found and len(told) > 1 and strangers and mine > others and (found[1] != "t" or mine > _TINY_T):
            yield Part("more than all other reporters together", f"{mine:,.0f} {found[1]}", f"{others:,.0f} {found[1]}", most, most)
        if strangers:
            yield Part("no other goods with the North", "1 code", "", stranger, stranger)
