"""Flows as figures that can be held beside each other: the newest vintage of each, its amount, its period."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from inforce.base.dates import span
from inforce.base.units import in_unit
from inforce.law.flow import ends
from inforce.trade.finer import told_twice
from inforce.trade.rank import comparable, differ, given, order

Row = Mapping[str, Any]
_KEY = ("reporter", "partner", "flow", "period", "hs", "source")  # publishers give one flow in several editions of the codes: once

NO_FIGURE = "no figure"


def newest(rows: Iterable[Row]) -> list[Row]:
    """One row per flow, period and source: the last published; of figures in one publication the first by `rank.order`.
    Codes whose finer or coarser codes tell the same goods are left out (`finer`); what is no sum of a file's own (`aggregate`) stays."""
    found: dict[tuple[Any, ...], Row] = {}
    codes: dict[tuple[Any, ...], dict[str, date]] = defaultdict(dict)
    for row in rows:
        key = tuple(row.get(c) for c in _KEY)
        if key not in found or order(row) < order(found[key]):
            found[key] = row
            if row.get("hs") and row.get("aggregate") != "yes":
                codes[_flow(row)][str(row["hs"])] = row.get("published_on") or date.min
    twice = {(flow, code) for flow, published in codes.items() for code in told_twice(published)}
    return [row for row in found.values() if (_flow(row), row.get("hs")) not in twice]


def _flow(row: Row) -> tuple[Any, ...]:
    return tuple(row.get(c) for c in _KEY if c != "hs")


def first_published(rows: Iterable[Row]) -> dict[str, Row]:
    """By the id of a newest row, what an earlier publication first said of that flow: only where its figure is another one, in units
    that can be compared. Two figures of one day are one publication, however they differ."""
    rows = list(rows)
    by_key: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        by_key[tuple(row.get(c) for c in _KEY)].append(row)
    found = {}
    for row in newest(rows):
        day = row.get("published_on")
        same = [r for r in by_key[tuple(row.get(c) for c in _KEY)] if comparable(r, row)]
        before = [r for r in same if day and r.get("published_on") and r["published_on"] < day]
        if before:
            started = min(r["published_on"] for r in before)
            first = min((r for r in before if r["published_on"] == started), key=order)
            if differ(first, row):
                found[str(row["id"])] = first
    return found


def amount(row: Row) -> tuple[float, str] | None:
    """The quantity in t, bbl or kl, else in its own unit, else the value in usd; None where neither is known: that is not zero."""
    quantity = given(row)
    if quantity is not None and row.get("unit"):
        return in_unit(quantity, row["unit"]) or (quantity, row["unit"])
    return (row["value_usd"], "usd") if row.get("value_usd") is not None else None


def days(row: Row) -> tuple[date, date] | None:
    """First day of the period and the day after its last; None where the period cannot be read."""
    try:
        return span(row.get("period") or "")
    except ValueError:
        return None


def figure(row: Row) -> str:
    """The figure as reported, for a sentence."""
    quantity = given(row)
    if quantity is not None:
        return f"{quantity:,.10g} {row.get('unit') or '(no unit given)'}"
    if row.get("value_usd") is not None:
        return f"{row['value_usd']:,.10g} USD"
    return f"{row['value_eur']} EUR" if row.get("value_eur") else NO_FIGURE


def as_goods(row: Row, day: date) -> dict[str, Any]:
    """The flow as a goods line of that day."""
    return {**row, **ends(row["reporter"], row["partner"], row["flow"]), "day": day}
