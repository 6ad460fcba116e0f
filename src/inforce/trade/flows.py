"""Flows as figures that can be held beside each other: the newest vintage of each, its amount, its period."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from inforce.base.dates import span
from inforce.base.units import in_unit
from inforce.trade.finer import told_twice

Row = Mapping[str, Any]
_KEY = ("reporter", "partner", "flow", "period", "hs", "source")  # publishers give one flow in several editions of the codes: once


def newest(rows: Iterable[Row]) -> list[Row]:
    """One row per flow, period and source: the last published; of two figures in one publication the smaller, in favour of the State.
    Codes whose finer or coarser codes tell the same goods are left out (`finer`); what is no sum of a file's own (`aggregate`) stays."""
    found: dict[tuple[Any, ...], Row] = {}
    codes: dict[tuple[Any, ...], dict[str, date]] = defaultdict(dict)
    for row in rows:
        key = tuple(row.get(c) for c in _KEY)
        if key not in found or _rank(row) > _rank(found[key]):
            found[key] = row
            if row.get("hs") and row.get("aggregate") != "yes":
                codes[_flow(row)][str(row["hs"])] = _rank(row)[0]
    twice = {(flow, code) for flow, published in codes.items() for code in told_twice(published)}
    return [row for row in found.values() if (_flow(row), row.get("hs")) not in twice]


def _flow(row: Row) -> tuple[Any, ...]:
    return tuple(row.get(c) for c in _KEY if c != "hs")


def _rank(row: Row) -> tuple[date, float]:
    return row.get("published_on") or date.min, -(row.get("quantity") or row.get("value_usd") or 0.0)


def vintages(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The earlier publications of each newest row, by its id, oldest first; only those that have any."""
    rows = list(rows)
    by_key: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        by_key[tuple(row.get(c) for c in _KEY)].append(row)
    found = {}
    for row in newest(rows):
        same = by_key[tuple(row.get(c) for c in _KEY)]
        if len(same) > 1:
            found[str(row["id"])] = sorted((r for r in same if r is not row), key=_rank)
    return found


def amount(row: Row) -> tuple[float, str] | None:
    """The quantity in t, bbl or kl, else in its own unit, else the value in usd; None where neither is known: that is not zero."""
    if row.get("quantity") is not None and row.get("unit"):
        return in_unit(row["quantity"], row["unit"]) or (row["quantity"], row["unit"])
    return (row["value_usd"], "usd") if row.get("value_usd") is not None else None


def days(row: Row) -> tuple[date, date] | None:
    """First day of the period and the day after its last; None where the period cannot be read."""
    try:
        return span(row.get("period") or "")
    except ValueError:
        return None


def figure(row: Row) -> str:
    """The figure as reported, for a sentence."""
    if row.get("quantity") is not None:
        return f"{row['quantity']:,.10g} {row.get('unit') or '(no unit given)'}"
    return f"{row['value_usd']:,.10g} USD" if row.get("value_usd") is not None else "no figure"


def as_goods(row: Row, day: date) -> dict[str, Any]:
    """The flow as a goods line of that day."""
    came = row["flow"] in ("import", "re-import")
    origin, destination = (row["partner"], row["reporter"]) if came else (row["reporter"], row["partner"])
    return {**row, "origin": origin, "destination": destination, "day": day, "actor_country": row["reporter"]}
