"""North and South Korea confused: rows that look like trade with the other Korea, each with the reasons, set aside and kept visible.

The codes PRK and KOR, 408 and 410, stand beside each other in every list of countries. Each feature is one that a reader can
check by eye; none is learned. A row is set aside from THRESHOLD on: its reasons then weigh as much as one that alone is telling.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from inforce.base.nouns import Part
from inforce.trade.flows import Row, amount, newest

THRESHOLD = 5_000  # ten-thousandths, as in every score
NORTH, SOUTH = "KP", "KR"
_STEP, _PORT, _PRICE, _FIRST, _MOST, _STRANGER = 5_000, 5_000, 2_000, 2_000, 2_500, 2_500
_LONG = 4  # periods of trade with the South, at least, to say what is usual
_TINY_T = 1.0  # tonnes; a parcel that outweighs other parcels says nothing


def quarantined(rows: Iterable[Row]) -> dict[str, tuple[Part, ...]]:
    """The ids of rows with North Korea as partner that no conclusion may rest on, each with its reasons.

    Looked at are: the reporter's flow with the South in the same code (a fall of what the North rises by), the unit value beside
    the South's, a first and single appearance, more than all other reporters together, no other trade with the North, and a
    port of discharge in the South (column `discharge`). Only the newest vintage of each flow is looked at.
    """
    book = _Book(newest(rows))
    found = {str(row["id"]): tuple(book.reasons(row)) for row in book.rows if row.get("partner") == NORTH and _some(row)}
    return {i: parts for i, parts in found.items() if sum(p.score for p in parts) >= THRESHOLD}


def _some(row: Row) -> bool:
    """Whether anything was traded."""
    found = amount(row)
    return found is not None and found[0] > 0


@dataclass
class _Book:
    """The newest rows by what they are compared along."""

    rows: list[Row]
    series: dict[tuple[Any, ...], list[Row]] = field(default_factory=lambda: defaultdict(list))
    codes: dict[tuple[Any, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    to_north: dict[tuple[Any, ...], dict[str, float]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))

    def __post_init__(self) -> None:
        for row in self.rows:
            if not row.get("hs") or not _some(row):
                continue
            self.series[self._line(row, str(row["partner"]))].append(row)
            if row["partner"] == NORTH and (found := amount(row)):
                self.codes[row["reporter"], row["flow"]].add(str(row["hs"])[:6])
                self.to_north[str(row["hs"])[:6], row["flow"], found[1]][str(row["reporter"])] += found[0]

    def _line(self, row: Row, partner: str) -> tuple[Any, ...]:
        return row["reporter"], partner, row["flow"], str(row["hs"])[:6], row.get("source"), len(row.get("period") or "")

    def reasons(self, row: Row) -> Iterator[Part]:
        """Why the row looks like trade with the South, each with its weight."""
        if not row.get("hs"):
            return
        south, north = self.series[self._line(row, SOUTH)], self.series[self._line(row, NORTH)]
        if row.get("discharge") == SOUTH:
            yield Part("port of discharge", SOUTH, NORTH, _PORT, _PORT)
        yield from self._step(row, south, north)
        yield from self._price(row, south)
        if len(north) <= 2 and len(south) >= _LONG:
            said = f"{len(north)} of {len({r['period'] for r in (*south, *north)})} periods"
            yield Part("first or single appearance", said, f"{len(south)} with the South", _FIRST, _FIRST)
        yield from self._others(row)

    def _step(self, row: Row, south: list[Row], north: list[Row]) -> Iterator[Part]:
        """The South falls, in the period, by about what the North rises by."""
        ours, taken = amount(row), {r["period"] for r in north}
        usual = [found[0] for r in south if r["period"] not in taken and (found := amount(r)) and ours and found[1] == ours[1]]
        if not ours or len(usual) < _LONG:
            return
        now = sum(found[0] for r in south if r["period"] == row["period"] and (found := amount(r)) and found[1] == ours[1])
        fall = median(usual) - now
        if ours[0] >= 0.3 * median(usual) and 0.5 * ours[0] <= fall <= 1.7 * ours[0]:
            said = f"{ours[0]:,.0f} {ours[1]}"
            yield Part("falls in the South as the North rises", said, f"{now:,.0f} beside a usual {median(usual):,.0f}", _STEP, _STEP)

    def _price(self, row: Row, south: list[Row]) -> Iterator[Part]:
        ours, usual = _unit_value(row), [p for r in south if (p := _unit_value(r))]
        if ours and len(usual) >= _LONG and abs(ours / median(usual) - 1) <= 0.1:
            yield Part("unit value of the trade with the South", f"{ours:,.2f}", f"{median(usual):,.2f}", _PRICE, _PRICE)

    def _others(self, row: Row) -> Iterator[Part]:
        """More than all others together, from a reporter that has no other trade with the North."""
        found = amount(row)
        told = self.to_north[str(row["hs"])[:6], row["flow"], found[1]] if found else {}
        mine = told.get(str(row["reporter"]), 0.0)
        others = sum(v for k, v in told.items() if k != row["reporter"])
        strangers = len(self.codes[row["reporter"], row["flow"]]) == 1
        if found and len(told) > 1 and strangers and mine > others and (found[1] != "t" or mine > _TINY_T):
            yield Part("more than all other reporters together", f"{mine:,.0f} {found[1]}", f"{others:,.0f} {found[1]}", _MOST, _MOST)
        if strangers:
            yield Part("no other goods with the North", "1 code", "", _STRANGER, _STRANGER)


def _unit_value(row: Row) -> float | None:
    quantity, value = row.get("quantity"), row.get("value_usd")
    return value / quantity if quantity and value else None
