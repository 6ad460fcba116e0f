"""What only shows when the rows of a file are held beside each other: repetitions, two figures, two units, sums of finer codes, months
not held. The rows lie on the disk and DuckDB holds them beside each other, in bounded memory.

Most rows share nothing with another. Which ones may is found by a hash of 64 bits of what they would share; those alone are then compared
to the letter. Rows are numbered `n` in the order of the file; `place` is the order that they come out in.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, groupby, islice
from operator import itemgetter
from typing import Any

import duckdb
import pyarrow as pa

from inforce.base.dates import span
from inforce.read.ledger import MOST_SHOWN, Ledger

_SERIES = "reporter, reporter_name, partner, partner_name, flow, code, nomenclature, hs_edition, source"
# All codes of one table:
_ISSUED = "reporter, reporter_name, partner, partner_name, flow, nomenclature, hs_edition, source, period, published_on"
_BASE = f"{_SERIES}, period, published_on"
_FIGURES = "quantity, unit, value_usd, valuation"
AT_ONCE = 10_000  # rows
_UNITS_TOLD, _UNIT_TOLD, _LISTED = 20, 40, 50  # of a series in many units, and characters of each: a hostile file has a million
_DIVIDED = pa.schema(
    [("flow_n", pa.int64()), ("stays", pa.int64()), ("added", pa.bool_()), ("q", pa.float64()), ("usd", pa.float64()), ("eur", pa.string())]
)


def examine(con: duckdb.DuckDBPyConnection, source: str, claims: str, ledger: Ledger) -> str:
    """Looks through the table or view `laid`, and gives the query of its rows without those that repeat another to the letter, in the order
    in which flows come first. Every finding about them goes to the ledger."""
    _beside(con)
    _repetitions(con, source, ledger)
    _divided(con, source, ledger)
    changed = _kept(con)
    _two_units(con, source, ledger)
    _two_editions(con, source, ledger)
    coarse = _sums_of_finer_codes(con, source, ledger)
    if claims:
        _months_not_held(con, source, claims, ledger)
    if not changed and not coarse:
        return "SELECT * FROM laid"
    return "SELECT * REPLACE (if(n IN (SELECT n FROM coarse), 'yes', aggregate) AS aggregate) FROM kept ORDER BY place"


def _beside(con: duckdb.DuckDBPyConnection) -> None:
    """The rows that share series, period and publication with another, each with the first row of its like.

    `same_n`: the first row to the letter; `first_n`: the first that tells the same part; `flow_n`: the first of the flow in its unit."""
    con.execute(f"""
        CREATE TABLE beside AS SELECT *,
            min(n) OVER (PARTITION BY base_n, part, quantity, unit, value_usd, valuation) AS same_n,
            min(n) OVER (PARTITION BY base_n, part) AS first_n,
            min(n) OVER (PARTITION BY base_n, unit) AS flow_n
        FROM (
            SELECT n, id, partner IS NOT NULL AS of_a_state, part, way, {_FIGURES}, value_eur, min(n) OVER (PARTITION BY {_BASE}) AS base_n
            FROM laid WHERE hash({_BASE}) IN (SELECT hash({_BASE}) FROM laid GROUP BY 1 HAVING count(*) > 1)
        )
    """)


def _repetitions(con: duckdb.DuckDBPyConnection, source: str, ledger: Ledger) -> None:
    problems = (
        ("repeats another row to the letter; counted once", ""),
        (
            "a second figure for one flow in one publication; both are kept",
            "quantity",
        ),
    )
    con.execute("CREATE VIEW told AS SELECT *, (n = same_n)::INTEGER AS kind FROM beside WHERE n > same_n OR (n > first_n AND of_a_state)")
    # The figures are taken as they were read: a window makes 0.0 of -0.0.
    shown = f"""
        SELECT kind, laid.id, laid.quantity, laid.unit, laid.value_usd, laid.valuation, earlier.id
        FROM (FROM told QUALIFY row_number() OVER (PARTITION BY kind ORDER BY n) <= {MOST_SHOWN}) AS told
        JOIN laid USING (n) JOIN laid AS earlier ON earlier.n = same_n ORDER BY n
    """
    for kind, at, *figures, as_is in con.execute(shown).fetchall():
        ledger.add(source, at, tuple(figures) if kind else f"as {as_is}", *problems[kind])
    for kind, n in con.execute("SELECT kind, count(*) FROM told GROUP BY kind").fetchall():
        ledger.more(source, *problems[kind], n - MOST_SHOWN)


def _divided(con: duckdb.DuckDBPyConnection, source: str, ledger: Ledger) -> None:
    """Each flow once: parts that a publisher divides it into (a customs procedure, a mode of transport) are left out where the whole
    stands beside them, and else added up in the first of them. Divided in several ways, it is told as often: one of these counts, the
    one that tells most. The table `divided` has a row for each flow with parts beside it; `stays` is the part that does."""
    con.execute("CREATE TABLE divided (flow_n BIGINT, stays BIGINT, added BOOLEAN, q DOUBLE, usd DOUBLE, eur VARCHAR)")
    found = con.cursor().execute("""
        SELECT flow_n, way, n, id, quantity, value_usd, value_eur FROM beside
        WHERE n = same_n AND flow_n IN (SELECT flow_n FROM beside WHERE part IS NOT NULL) ORDER BY flow_n, way, n
    """)
    flows = groupby(each(found), itemgetter(0))
    while made := [{"flow_n": flow, **_counted(rows, source, ledger)} for flow, rows in islice(flows, AT_ONCE)]:
        con.register("made", pa.Table.from_pylist(made, schema=_DIVIDED))
        con.execute("INSERT INTO divided FROM made")
        con.unregister("made")


@dataclass(frozen=True)
class _Way:
    """One way to divide a flow: its first part, how many they are, and what they tell, as numbers alone: there may be a million."""

    n: int
    at: str
    rows: int
    quantity: Sequence[float]
    usd: Sequence[float]
    eur: Sequence[float]


def _way(rows: Iterator[Any]) -> _Way:
    first, n, quantity, usd, eur = None, 0, array("d"), array("d"), array("d")
    for n, row in enumerate(rows, 1):  # noqa: B007  how many there were
        first = first or row
        for told, figure in ((quantity, row[4]), (usd, row[5])):
            if figure is not None:
                told.append(figure)
        if row[6] and row[6].replace(".", "", 1).isdecimal():
            eur.append(float(row[6]))
    assert first
    return _Way(first[2], first[3], n, quantity, usd, eur)


def _counted(rows: Iterator[Any], source: str, ledger: Ledger) -> dict[str, Any]:
    """What counts of a flow that is told in parts: nothing of these where the whole is told, else the way that tells most."""
    whole, ways, parts = False, 0, 0
    counts, first, told = None, None, []
    for way, of_way in groupby(rows, itemgetter(1)):
        if way is None:
            whole = True
            continue
        found = _way(of_way)
        ways, parts = ways + 1, parts + found.rows
        tells = [sum(found.usd), sum(found.quantity)]
        if not counts or tells > told or (tells == told and found.n < counts.n):
            counts, told = found, tells
        first = found if not first or found.n < first.n else first
    assert counts
    assert first
    if whole:
        ledger.add(source, first.at, f"{parts} rows", "parts of a flow whose whole stands beside them: left out")
        return {"stays": None, "added": False}
    if ways > 1:
        ledger.add(source, counts.at, f"{ways} ways", "one flow divided in several ways: the fullest counts")
    if counts.rows == 1:
        return {"stays": counts.n, "added": False}
    ledger.add(source, counts.at, f"{counts.rows} rows", "one flow told in parts: added up, as one observation")
    if 0 < (known := len(counts.quantity)) < counts.rows:
        problem = f"{counts.rows - known:,} of the parts without a quantity: the sum lacks it"
        ledger.add(source, counts.at, f"{counts.rows} rows", problem, "quantity")
    return {
        "stays": counts.n,
        "added": True,
        "q": sum(counts.quantity) if counts.quantity else None,
        "usd": sum(counts.usd) if counts.usd else None,
        "eur": f"{sum(counts.eur):.12g}" if counts.eur else None,
    }


def _kept(con: duckdb.DuckDBPyConnection) -> bool:
    """The view `kept`: the rows that stay, with sums in the place of parts, and `place`. Gives whether it differs from the file."""
    con.execute("""
        CREATE TABLE changed AS
        SELECT n, flow_n, n <> same_n OR (part IS NOT NULL AND stays IS DISTINCT FROM n) AS gone,
            coalesce(divided.added AND stays = n, false) AS added, q, usd, eur
        FROM beside LEFT JOIN divided USING (flow_n) WHERE gone OR coalesce(divided.added AND stays = n, false) OR flow_n <> n
    """)
    con.execute("DROP VIEW told; DROP TABLE beside; DROP TABLE divided")
    con.execute("""
        CREATE VIEW kept AS SELECT laid.* REPLACE (
            if(added, q, quantity) AS quantity, if(added, usd, value_usd) AS value_usd, if(added, eur, value_eur) AS value_eur
        ), coalesce(flow_n, n) * 4294967296 + n AS place
        FROM laid LEFT JOIN changed USING (n) WHERE gone IS NOT TRUE
    """)
    return bool(_one(con, "SELECT count(*) FROM changed"))


def _two_units(con: duckdb.DuckDBPyConnection, source: str, ledger: Ledger) -> None:
    for at, n, units in _several(con, _SERIES, "unit", "kept WHERE unit IS NOT NULL AND quantity IS NOT NULL"):
        named = " and ".join(unit[:_UNIT_TOLD] for unit in units[:_UNITS_TOLD]) + (" and others" if n > _UNITS_TOLD else "")
        problem = f"one series in {n} units, {named}: kept as reported, never added without a conversion"
        ledger.add(source, at, units, problem, "unit")


def _two_editions(con: duckdb.DuckDBPyConnection, source: str, ledger: Ledger) -> None:
    flow, edited = "reporter, partner, flow, code, period, source", "kept WHERE hs_edition IS NOT NULL AND partner IS NOT NULL"
    for at, _, editions in _several(con, flow, "hs_edition", edited):
        ledger.add(source, at, " and ".join(editions), "one flow in two editions of the codes: kept, and counted once", "hs_edition")


def _several(con: duckdb.DuckDBPyConnection, key: str, column: str, rows: str) -> Iterator[tuple[str, int, list[str]]]:
    """Where rows of one key have several values in a column: the row that brings the last of them, how many they are, and some in order."""
    found = con.cursor().execute(f"""
        SELECT first, since, id, {column} FROM (
            SELECT {column}, since, min(since) OVER (PARTITION BY {key}) AS first, count(*) OVER (PARTITION BY {key}) AS several FROM (
                SELECT {key}, {column}, min(place) AS since FROM {rows} AND hash({key}) IN (
                    SELECT hash({key}) FROM {rows} GROUP BY 1 HAVING min({column}) <> max({column})
                ) GROUP BY ALL
            )
        ) JOIN (SELECT n, id FROM laid) ON n = since % 4294967296 WHERE several > 1 ORDER BY first, {column}
    """)
    for _, values in groupby(each(found), itemgetter(0)):
        n, last, at, some = 0, -1, "", []
        for n, (_, since, row, value) in enumerate(values, 1):
            if since > last:
                last, at = since, row
            if n <= _LISTED:
                some.append(value)
        yield at, n, some


def _sums_of_finer_codes(con: duckdb.DuckDBPyConnection, source: str, ledger: Ledger) -> bool:
    """The table `coarse` of rows whose code begins a longer one of the same flow and publication: downloads often hold chapters, headings
    and subheadings together, and the same goods would count three times. Gives whether there are any."""
    coded = "kept WHERE hs IS NOT NULL AND partner IS NOT NULL"
    con.execute("CREATE TABLE coarse (n BIGINT, place BIGINT, first BIGINT)")
    if _one(con, f"SELECT count(DISTINCT length(hs)) FROM {coded}") < 2:
        return False
    con.execute(f"CREATE TABLE issued AS SELECT {_ISSUED}, min(place) AS first FROM {coded} GROUP BY ALL")
    same = " AND ".join(f"issued.{c} IS NOT DISTINCT FROM coded.{c}" for c in _ISSUED.split(", "))
    con.execute(f"CREATE TABLE code AS SELECT first, hs, n, place FROM (FROM {coded}) coded JOIN issued ON {same}")
    con.execute("""
        INSERT INTO coarse SELECT n, place, first FROM code SEMI JOIN (
            FROM (SELECT first, hs, lead(hs) OVER (PARTITION BY first ORDER BY hs) AS after FROM (SELECT DISTINCT first, hs FROM code))
            WHERE starts_with(after, hs)
        ) USING (first, hs)
    """)
    con.execute("DROP TABLE code; DROP TABLE issued")
    problem = "a sum of finer codes that stand beside it: kept, and counted by those alone"
    found = f"SELECT id, hs FROM laid JOIN (FROM coarse ORDER BY first, place LIMIT {MOST_SHOWN}) shown USING (n) ORDER BY first, place"
    for at, hs in con.execute(found).fetchall():
        ledger.add(source, at, hs, problem, "hs")
    n = _one(con, "SELECT count(*) FROM coarse")
    ledger.more(source, problem, "hs", n - MOST_SHOWN)
    return n > 0


def _months_not_held(con: duckdb.DuckDBPyConnection, source: str, claims: str, ledger: Ledger) -> None:
    """A period may be a thousand years: months are not walked through but where one begins or ends."""
    since, until = (_number(day) for day in span(claims))
    turns = [0] * (until - since + 1)
    for (period,) in each(con.cursor().execute("SELECT DISTINCT period FROM laid")):
        first, last = (min(max(_number(day), since), until) - since for day in span(period))
        turns[first] += 1
        turns[last] -= 1
    for n, held in enumerate(accumulate(turns[:-1]), since):
        if not held:
            problem = "a month that the file claims and does not hold: unknown, not zero"
            ledger.add(source, f"claims {claims}", f"{n // 12:04}-{n % 12 + 1:02}", problem, "period")


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _one(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(con.execute(query).fetchall()[0][0])


def each(found: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    """The rows of an answer, some at a time."""
    while some := found.fetchmany(AT_ONCE):
        yield from some
