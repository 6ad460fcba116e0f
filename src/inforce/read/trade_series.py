"""What only shows when the rows of a file are held beside each other: repetitions, two figures, two units, sums of finer codes, months
not held."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from inforce.base.dates import span
from inforce.read.ledger import Ledger

Rows = list[dict[str, Any]]
_SERIES = ("reporter", "partner", "partner_name", "flow", "code", "nomenclature", "hs_edition", "source")
_FIGURES = ("quantity", "unit", "value_usd", "valuation")


def examine(rows: Rows, source: str, claims: str, ledger: Ledger) -> Rows:
    """The rows without those that repeat another to the letter; every finding about them goes to the ledger."""
    kept = list(_whole(list(_once(rows, source, ledger)), source, ledger))
    _two_units(kept, source, ledger)
    _two_editions(kept, source, ledger)
    _sums_of_finer_codes(kept, source, ledger)
    if claims:
        held = {month for row in kept for month in _months(row["period"])}
        for month in sorted(set(_months(claims)) - held):
            ledger.add(source, f"claims {claims}", month, "a month that the file claims and does not hold: unknown, not zero", "period")
    return kept


def _once(rows: Rows, source: str, ledger: Ledger) -> Iterator[dict[str, Any]]:
    seen: dict[tuple[Any, ...], dict[tuple[Any, ...], str]] = defaultdict(dict)
    for row in rows:
        key = tuple(row.get(c) for c in (*_SERIES, "part", "period", "published_on"))
        figures = tuple(row[c] for c in _FIGURES)
        before = seen[key]
        if figures in before:
            ledger.add(source, row["id"], f"as {before[figures]}", "repeats another row to the letter; counted once", "")
            continue
        if before and row["partner"]:
            ledger.add(source, row["id"], figures, "a second figure for one flow in one publication; both are kept", "quantity")
        before[figures] = row["id"]
        yield row


def _whole(rows: Rows, source: str, ledger: Ledger) -> Iterator[dict[str, Any]]:
    """Each flow once: parts that a publisher divides it into (a customs procedure, a mode of transport) are left out where the whole
    stands beside them, and else added up in the first of them. Divided in several ways, it is told as often: one of these counts, the
    one that tells most."""
    flows: dict[tuple[Any, ...], Rows] = defaultdict(list)
    for row in rows:
        flows[tuple(row.get(c) for c in (*_SERIES, "unit", "period", "published_on"))].append(row)
    for of_one in flows.values():
        parts = [row for row in of_one if row.get("part")]
        wholes = [row for row in of_one if not row.get("part")]
        yield from wholes
        if wholes and parts:
            ledger.add(source, parts[0]["id"], f"{len(parts)} rows", "parts of a flow whose whole stands beside them: left out", "")
        elif parts:
            ways: dict[tuple[str, ...], Rows] = defaultdict(list)
            for row in parts:
                ways[tuple(word.partition("=")[0] for word in str(row["part"]).split() if "=" in word)].append(row)
            first, *others = parts = max(
                ways.values(), key=lambda way: [sum(row[f] or 0.0 for row in way) for f in ("value_usd", "quantity")]
            )
            if len(ways) > 1:
                ledger.add(source, first["id"], f"{len(ways)} ways", "one flow divided in several ways: the fullest counts", "")
            for figure in ("quantity", "value_usd") if others else ():
                told = [row[figure] for row in parts if row[figure] is not None]
                first[figure] = sum(told) if told else None
            if others:
                euros = [float(e) for row in parts if (e := str(row.get("value_eur") or "")).replace(".", "", 1).isdigit()]
                first["value_eur"] = f"{sum(euros):.12g}" if euros else None
                ledger.add(source, first["id"], f"{len(parts)} rows", "one flow told in parts: added up, as one observation", "")
            yield first


def _two_units(rows: Iterable[dict[str, Any]], source: str, ledger: Ledger) -> None:
    units: dict[tuple[Any, ...], dict[str, str]] = defaultdict(dict)
    for row in rows:
        if row["unit"] and row["quantity"] is not None:
            units[tuple(row.get(c) for c in _SERIES)].setdefault(row["unit"], row["id"])
    for found in units.values():
        if len(found) > 1:
            problem = f"one series in {len(found)} units, {' and '.join(sorted(found))}: kept as reported, never added without a conversion"
            ledger.add(source, next(reversed(found.values())), sorted(found), problem, "unit")


def _two_editions(rows: Iterable[dict[str, Any]], source: str, ledger: Ledger) -> None:
    editions: dict[tuple[Any, ...], dict[str, str]] = defaultdict(dict)
    for row in rows:
        if row["hs_edition"] and row["partner"]:
            key = (row["reporter"], row["partner"], row["flow"], row["code"], row["period"], row["source"])
            editions[key].setdefault(row["hs_edition"], row["id"])
    for found in editions.values():
        if len(found) > 1:
            both = " and ".join(sorted(found))
            ledger.add(
                source, next(reversed(found.values())), both, "one flow in two editions of the codes: kept, and counted once", "hs_edition"
            )


def _sums_of_finer_codes(rows: Rows, source: str, ledger: Ledger) -> None:
    """Marks as aggregates the rows whose code begins a longer one of the same flow and publication: downloads often hold chapters,
    headings and subheadings together, and the same goods would count three times."""
    flows: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["hs"] and row["partner"]:
            flows[tuple(row.get(c) for c in (*_SERIES, "period", "published_on") if c != "code")].append(row)
    for of_one in flows.values():
        codes = sorted({str(row["hs"]) for row in of_one})
        coarse = {code for code, after in pairwise(codes) if after.startswith(code)}
        for row in of_one:
            if row["hs"] in coarse:
                row["aggregate"] = "yes"
                problem = "a sum of finer codes that stand beside it: kept, and counted by those alone"
                ledger.add(source, row["id"], row["hs"], problem, "hs")


def _months(period: str) -> Iterator[str]:
    since, until = span(period)
    for n in range(_number(since), _number(until)):
        yield f"{n // 12:04}-{n % 12 + 1:02}"


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1
