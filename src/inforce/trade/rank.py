"""Which of several figures of one flow counts: the last published; of one publication the smaller, where two can be compared.

Nothing but a conversion compares five tonnes with forty barrels, and none is made here: figures of different measures are taken as one
supply told twice. Of these count, in this order: barrels, in which the caps of oil are, tonnes, kilolitres, other units, values. A
recorded zero is the smallest in any unit; a row without a figure comes last, for missing is not zero.
The order is written twice, in Python for rows in hand and in SQL for sums of any number; tests/trade/test_rank.py holds them to each other.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from math import isclose, isnan
from typing import Any

from inforce.base.units import in_unit

Order = tuple[int, int, str, int, int]
_KINDS = {"bbl": 1, "t": 2, "kl": 3, "usd": 97}
_ZERO, _OTHER, _USD, _BARE, _NONE = 0, 4, 97, 98, 99  # _OTHER to 96: units of their own; _BARE: a number without a unit
_MOST = 1e12  # of a unit or of dollars; more compares as so much
_FINE = 1e6
_LATEST = 99_999  # days from 1900: past 2173
_UNKNOWN = 999_999_999_999  # a value that is not given comes after all others


def given(row: Mapping[str, Any]) -> float | None:
    """The quantity; None for a 0 beside a value, by which publishers mean a quantity that they do not know."""
    quantity, value = row.get("quantity"), row.get("value_usd")
    return None if quantity is None or (quantity == 0 and value is not None and value > 0) else float(quantity)


def nothing(row: Mapping[str, Any]) -> bool:
    """Whether it is a recorded zero: a row that says that nothing was traded. One without a figure does not say so."""
    quantity = given(row)
    return (row.get("value_usd") if quantity is None else quantity) == 0


def order(row: Mapping[str, Any]) -> Order:
    """Of rows of one flow the one with the least order counts: by publication, measure, unit, figure and value."""
    published, value = row.get("published_on"), row.get("value_usd")
    day = min(max((published - date(1900, 1, 1)).days + 1, 0), _LATEST) if published else 0
    dollars = _UNKNOWN if value is None else min(round(_within(value)), _UNKNOWN - 1)
    kind, unit, number = _measured(row)
    return -day, kind, unit, round(_within(number) * _FINE), dollars


def comparable(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether the two figures are in units of one measure; a zero is in every one."""
    (kind, unit, _), (other, another, _) = _measured(a), _measured(b)
    return _NONE not in (kind, other) and ((kind, unit) == (other, another) or _ZERO in (kind, other))


def differ(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether two comparable figures are not the same amount."""
    return not isclose(_measured(a)[2], _measured(b)[2], rel_tol=1e-9)


def _measured(row: Mapping[str, Any]) -> tuple[int, str, float]:
    """The kind of measure, the unit where it is no common one, and the figure in the common unit of the kind."""
    quantity, unit, value = given(row), row.get("unit"), row.get("value_usd")
    if nothing(row):
        return _ZERO, "", 0.0
    if quantity is not None and unit:
        known = in_unit(quantity, unit)
        return (_KINDS[known[1]], "", known[0]) if known else (_OTHER, _own(unit), quantity)
    if value is not None:
        return _USD, "", float(value)
    return (_NONE, "", 0.0) if quantity is None else (_BARE, "", quantity)


def _within(number: float) -> float:
    return _MOST if isnan(number) else min(max(number, 0.0), _MOST)


def _own(unit: str) -> str:
    return unit.strip().casefold()


def kinds(units: Iterable[str]) -> list[tuple[str, int, float | None, str | None]]:
    """For a table of SQL the units as written, each with its kind and, where it is known, its factor and the common unit. Of units of
    their own there are as many kinds as numbers are free: past ninety they compare by their figures alone."""
    units = list(units)
    own = {name: n for n, name in enumerate(sorted({_own(u) for u in units if not in_unit(1.0, u)} - {""}))}
    found = []
    for unit in units:
        known = in_unit(1.0, unit)
        kind = _KINDS[known[1]] if known else min(_OTHER + own.get(_own(unit), 0), _USD - 1)
        found.append((unit, kind, known[0] if known else None, known[1] if known else None))
    return found


# `order` as one number, by which DuckDB finds the least ten times as fast as by several: of columns published_on, quantity (as GIVEN has
# it), unit ('' for none), value_usd, and `kind` and `factor` of the unit (`kinds`).
GIVEN = "if(quantity = 0 AND value_usd > 0, NULL, quantity)"
_NUMBER = "coalesce(if(unit <> '', quantity * coalesce(factor, 1), NULL), value_usd, quantity, 0)"
ORDER = f"""
    ({_LATEST} - greatest(least(coalesce(date_diff('day', DATE '1899-12-31', published_on), 0), {_LATEST}), 0))::HUGEINT * 1e33::HUGEINT
    + (CASE WHEN coalesce(quantity, value_usd) = 0 THEN {_ZERO} WHEN quantity IS NOT NULL AND unit <> '' THEN kind
        WHEN value_usd IS NOT NULL THEN {_USD} WHEN quantity IS NOT NULL THEN {_BARE} ELSE {_NONE} END)::HUGEINT * 1e31::HUGEINT
    + (greatest(least({_NUMBER}, {_MOST}), 0) * {_FINE})::HUGEINT * 1000000000000
    + coalesce(least(greatest(least(value_usd, {_MOST}), 0)::HUGEINT, {_UNKNOWN - 1}), {_UNKNOWN})"""
