"""Observations of trade summed into what a ledger counts: one row for each State, measure, period and flow, however many there are.

DuckDB reads the Parquet once to see what is there (codes, periods, sources), the law is asked once for each case it can tell apart, and
DuckDB reads again, a stretch of periods at a time so that memory stays bounded: of the rows that a measure covers it keeps the newest
publication of each flow, and adds up. Sums are of millionths as whole numbers, so that no order of adding changes a digit.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from inforce.base.dates import span
from inforce.base.errors import InputError
from inforce.law.alike import Alike
from inforce.law.book import Law
from inforce.law.bulk import Bulk
from inforce.law.flow import WIND_DOWN
from inforce.law.goods import Goods
from inforce.trade import finer
from inforce.trade.rank import GIVEN, ORDER, kinds

ROWS_AT_ONCE = 60_000_000  # whose newest publications are sought together: about 4 GB where measures cover a half of them
NEEDED = ("id", "reporter", "partner", "flow", "period", "hs", "quantity", "unit", "value_usd")
_NUMBERS = ("quantity", "value_usd")
_OPTIONAL = {"hs_edition": "VARCHAR", "published_on": "DATE", "source": "VARCHAR", "own": "VARCHAR", "aggregate": "VARCHAR"}
_S, _I, _F, _D = pa.string(), pa.int64(), pa.float64(), pa.date32()
SUMS = pa.schema(
    [
        *((name, _S) for name in ("state", "measure", "period", "flow")),
        ("rows", _I),
        *((unit, _F) for unit in ("t", "kl", "bbl", "usd")),
        *((name, _I) for name in ("zero", "unmeasured", "quarantined", "reconciled", "ambiguous", "unless", "banned", "superseded")),
        ("published", _D),
    ]
)
_Db = duckdb.DuckDBPyConnection


@dataclass(frozen=True)
class Sums:
    """`table` has the schema SUMS. State is the reporter. `rows` counts the newest figures; `t`, `kl`, `bbl` and `usd` add up those that
    give one and are empty where none does, which is not zero; `zero` counts recorded zeros, `unmeasured` those whose quantity is in no
    unit known, `quarantined` rows set aside and in no sum, `superseded` earlier publications and other figures of the same one,
    `ambiguous` those whose code, or part of whose period, leaves a question, `unless` those that an exemption may free in part, `banned`
    those of an amount above zero that nothing frees: what `law.flow.throughout` says, in SQL; `published` is the last day on which one
    that counts came out. Figures that others reconciled are rows of their own, with `reconciled` equal to `rows`.

    `left_out` says what is in no row: what was not read as a flow, and sources of a flow that another tells more fully.
    """

    table: pa.Table
    left_out: tuple[str, ...]


def sums(
    files: Sequence[Path], law: Law, target: str = "KP", aside: Collection[str] = (), threads: int = 2, known: date | None = None
) -> Sums:
    """Sums of the observations of trade with `target` in these Parquet files, which have the columns of `trade`.

    `aside` are ids of rows set aside (`aside.aside`); what was published after `known` is in no sum. Raises InputError where a column
    is missing or of another type.
    """
    with duckdb.connect(config={"threads": threads, "preserve_insertion_order": False}) as db:
        _open(db, files, known)
        db.register("aside", pa.table({"id": pa.array(sorted(aside), _S)}))
        _look(db, target)
        finer.look(db)
        _judge(db, law, target)
        found = [_add(db, since, until, bool(aside)) for since, until in _stretches(db)]
        table = pa.concat_tables(found) if found else SUMS.empty_table()
        order = [(c, "ascending") for c in ("state", "measure", "period", "flow", "reconciled")]
        return Sums(table.cast(SUMS).sort_by(order), tuple(_left_out(db, known)))


def checked(files: Sequence[Path]) -> set[str]:
    """The columns of these files together. Raises InputError where there is none, or one of them is no table of observations."""
    if not files:
        raise InputError("There is no file of trade to sum. Name one or more Parquet files.")
    return set().union(*map(_columns, files))


def _open(db: _Db, files: Sequence[Path], known: date | None) -> None:
    """Leaves in `every` the rows as given, and in `given` those that were known."""
    held = checked(files)
    further = ", ".join(f"CAST({name if name in held else 'NULL'} AS {kind}) AS {name}" for name, kind in _OPTIONAL.items())
    given = ", ".join(f"CAST({name} AS {'DOUBLE' if name in _NUMBERS else 'VARCHAR'}) AS {name}" for name in NEEDED)
    db.execute(f"CREATE VIEW every AS SELECT {given}, {further} FROM read_parquet({quoted(files)}, union_by_name = true)")
    then = f"WHERE coalesce(published_on <= DATE '{known}', true)" if known else ""
    db.execute(f"CREATE VIEW given AS SELECT * FROM every {then}")


def _columns(path: Path) -> set[str]:
    how = "Make it of the publisher's file with `inforce trade read FILE --out observations.parquet`."
    try:
        schema = pq.read_schema(path)
    except (OSError, pa.ArrowException) as e:
        raise InputError(f"{path} cannot be read as Parquet: {e}. {how}") from e
    if missing := [c for c in NEEDED if c not in schema.names]:
        raise InputError(f"{path} lacks the columns {missing} of a table of trade. {how}")
    for name, fits, what in [*((n, _is_number, "a number") for n in _NUMBERS), ("published_on", pa.types.is_date, "a day")]:
        if name in schema.names and not (fits(kind := schema.field(name).type) or pa.types.is_null(kind)):
            raise InputError(f"{path} has {name} as {kind}, not as {what}. {how}")
    return set(schema.names)


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_floating(kind) or pa.types.is_integer(kind) or pa.types.is_decimal(kind))


def quoted(files: Sequence[Path]) -> str:
    """The files as a list of SQL."""
    return "[" + ", ".join("'" + str(path).replace("'", "''") + "'" for path in files) + "]"


def _look(db: _Db, target: str) -> None:
    """Leaves in `flows` the rows that are flows with the target, in `seen` how many there are by period and source, in `codes` and
    `units` what is written there, and in `fullest` which source tells most of a State's flows in a period."""
    db.execute(f"""
        CREATE VIEW flows AS
        SELECT * REPLACE (coalesce(source, '') AS source, coalesce(own, 'yes') AS own, coalesce(hs_edition, '') AS hs_edition,
            coalesce(unit, '') AS unit, {GIVEN} AS quantity)
        FROM given WHERE partner = '{target}' AND flow IN ('import', 'export') AND coalesce(aggregate, '') <> 'yes'
            AND reporter IS NOT NULL AND period IS NOT NULL AND hs IS NOT NULL;
        CREATE TABLE seen AS SELECT reporter, flow, period, source, own, count(*) AS n FROM flows GROUP BY ALL;
        CREATE TABLE codes AS SELECT hs, hs_edition, unit FROM flows GROUP BY ALL;
        CREATE TABLE fullest AS SELECT reporter, flow, period, own, arg_max(source, (n, source)) AS source FROM seen GROUP BY ALL;
        CREATE TABLE lots AS SELECT row_number() OVER () AS lot, * FROM (SELECT DISTINCT hs, hs_edition FROM codes);
    """)
    units = kinds(unit for (unit,) in db.sql("SELECT DISTINCT unit FROM codes").fetchall())
    _register(db, "units", [("unit", _S), ("kind", _I), ("factor", _F), ("common", _S)], units)


def _judge(db: _Db, law: Law, target: str) -> None:
    """Leaves in `eras` the stretches of time, ways and States that the law can tell apart, in `series` whose flows of which period are of
    which era, and in `covered` the measures that cover each lot (a code as written) in an era, with whether that leaves a question."""
    goods = Goods(law, "goods.prohibited")
    alike = Alike(goods)
    states = [(r, *alike.country(r)) for (r,) in db.sql("SELECT DISTINCT reporter FROM seen").fetchall()]
    _register(db, "reporters", [("reporter", _S), ("like_reporter", _S)], states)
    days = [(p, *found) for (p,) in db.sql("SELECT DISTINCT period FROM seen ORDER BY 1").fetchall() if (found := _ends(p, alike))]
    _register(db, "periods", [("period", _S), ("first", _D), ("last", _D), ("now", _S)], days)
    written = db.sql("SELECT DISTINCT hs, hs_edition, now FROM codes, periods ORDER BY ALL").fetchall()
    kinds = [(hs, edition, now, *alike.code(hs, edition, now)) for hs, edition, now in written]
    _register(db, "kinds", [(c, _S) for c in ("hs", "hs_edition", "now", "kind", "kind_edition")], kinds)
    cases = db.sql("""
        SELECT 'c' || row_number() OVER () AS id, kind, kind_edition, flow, like_reporter, day
        FROM (SELECT DISTINCT kind, kind_edition FROM kinds), (SELECT DISTINCT flow FROM seen),
            (SELECT DISTINCT like_reporter FROM reporters), (SELECT first AS day FROM periods UNION SELECT last FROM periods)
    """).to_arrow_table()
    db.register("cases", cases)
    lines = db.sql(f"""
        SELECT id, kind AS hs, kind_edition AS hs_edition, day, like_reporter AS actor_country,
            if(flow = 'import', '{target}', like_reporter) AS origin, if(flow = 'import', like_reporter, '{target}') AS destination
        FROM cases
    """).to_arrow_table()
    db.register("verdicts", Bulk(goods).table(lines).select(["id", "measure", "outcome", "exemptions"]))
    db.execute(f"""
        CREATE TABLE judged AS SELECT cases.* EXCLUDE (id), measure,
                CASE WHEN outcome = 'undetermined' OR list_contains(exemptions, '{WIND_DOWN}') THEN 'asked' ELSE outcome END AS stands
            FROM cases JOIN verdicts USING (id);
        CREATE TABLE eras AS SELECT row_number() OVER () AS era, * FROM (SELECT DISTINCT first, last, now FROM periods),
            (SELECT DISTINCT flow FROM seen), (SELECT DISTINCT like_reporter FROM reporters);
        CREATE TABLE series AS SELECT row_number() OVER () AS series, era, seen.* EXCLUDE (n) FROM seen
            SEMI JOIN fullest USING (reporter, flow, period, own, source) JOIN reporters USING (reporter) JOIN periods USING (period)
            JOIN eras USING (first, last, now, flow, like_reporter);
        CREATE TABLE covered AS
        SELECT era, lot, now.measure, CASE WHEN 'asked' IN (now.stands, coalesce(was.stands, 'asked')) THEN 'asked'
            WHEN 'prohibited_unless' IN (now.stands, was.stands) THEN 'unless' ELSE now.stands END AS stands
        FROM eras JOIN kinds USING (now) JOIN lots USING (hs, hs_edition)
            JOIN judged now ON (now.day, now.flow, now.like_reporter, now.kind, now.kind_edition)
                = (eras.last, eras.flow, eras.like_reporter, kinds.kind, kinds.kind_edition)
            LEFT JOIN judged was ON was.day = eras.first AND (was.kind, was.kind_edition, was.flow, was.like_reporter, was.measure)
                = (now.kind, now.kind_edition, now.flow, now.like_reporter, now.measure)
    """)


def _register(db: _Db, name: str, columns: list[tuple[str, pa.DataType]], rows: Sequence[tuple[object, ...]]) -> None:
    db.register(name, pa.table({column: pa.array([row[i] for row in rows], kind) for i, (column, kind) in enumerate(columns)}))


_MOST = "1e15"  # of any unit: more is no trade, and counts as a quantity that cannot be told
_FINE = "1000000"


def _ends(period: str, alike: Alike) -> tuple[date, date, str] | None:
    """What stands for the first and the last day of a period, and the last one's edition of codes; None for what is no period."""
    try:
        since, until = span(period)
    except ValueError:
        return None
    first, last = alike.day(since, ""), alike.day(until - timedelta(1), "")
    return (first[0], *last) if first and last else None


def _stretches(db: _Db) -> Iterator[tuple[str, str]]:
    """First and last period of stretches that hold about ROWS_AT_ONCE rows."""
    found = db.sql("SELECT period, sum(n) FROM seen SEMI JOIN periods USING (period) GROUP BY period ORDER BY period").fetchall()
    held, since = 0, ""
    for i, (period, n) in enumerate(found):
        since, held = since or period, held + int(n)
        if held >= ROWS_AT_ONCE or i == len(found) - 1:
            yield since, period
            held, since = 0, ""


def _add(db: _Db, since: str, until: str, with_aside: bool) -> pa.Table:
    """The sums of those periods."""
    finer.find(db, since, until)
    set_aside = "id IN (FROM aside)" if with_aside else "false"
    return db.sql(f"""
        WITH newest AS (
            SELECT series, hs, count(*) - 1 AS superseded,
                arg_min({{'lot': lot, 'quantity': quantity, 'factor': factor, 'common': common, 'value': value_usd, 'aside': {set_aside},
                    'published': published_on}},
                    {ORDER}) AS f
            FROM flows JOIN series USING (reporter, flow, period, own, source) JOIN lots USING (hs, hs_edition) JOIN units USING (unit)
                SEMI JOIN covered USING (era, lot)
            WHERE period BETWEEN '{since}' AND '{until}' GROUP BY series, hs
        ), measured AS (
            SELECT series, f.lot, superseded, f.aside, f.published, f.quantity, f.value, f.common,
                if(f.aside OR f.quantity * f.factor NOT BETWEEN 0 AND {_MOST}, NULL, f.quantity * f.factor * {_FINE})::HUGEINT AS amount,
                if(f.aside OR f.value NOT BETWEEN 0 AND {_MOST}, NULL, f.value * {_FINE})::HUGEINT AS usd
            FROM newest ANTI JOIN twice USING (series, hs)
        )
        SELECT reporter AS state, measure, period, flow, count(*) FILTER (NOT aside) AS rows,
            sum(amount) FILTER (common = 't') / {_FINE} AS t, sum(amount) FILTER (common = 'kl') / {_FINE} AS kl,
            sum(amount) FILTER (common = 'bbl') / {_FINE} AS bbl, sum(usd) / {_FINE} AS usd,
            count(*) FILTER (NOT aside AND coalesce(quantity, value) = 0) AS zero,
            count(*) FILTER (NOT aside AND amount IS NULL) AS unmeasured,
            count(*) FILTER (aside) AS quarantined, count(*) FILTER (NOT aside AND own = 'no') AS reconciled,
            count(*) FILTER (NOT aside AND stands = 'asked') AS ambiguous, count(*) FILTER (NOT aside AND stands = 'unless') AS unless,
            count(*) FILTER (NOT aside AND stands = 'prohibited' AND coalesce(quantity, value) > 0) AS banned,
            sum(superseded)::BIGINT AS superseded, max(published) FILTER (NOT aside) AS published
        FROM measured JOIN series USING (series) JOIN covered USING (era, lot)
        GROUP BY reporter, measure, period, flow, own
    """).to_arrow_table()


def _left_out(db: _Db, known: date | None) -> Iterator[str]:
    """What is in no sum, in words."""
    queries = (
        (
            "rows that are no flow of a State with the target: without reporter, code or period, of another flow, or an aggregate",
            """
            (SELECT count(*) FROM given) - (SELECT coalesce(sum(n), 0) FROM seen)""",
        ),
        ("rows of a period that cannot be read", "coalesce((SELECT sum(n) FROM seen ANTI JOIN periods USING (period)), 0)"),
        (
            "rows of a source beside a fuller one of the same flows",
            "coalesce((SELECT sum(n) FROM seen ANTI JOIN fullest USING (reporter, flow, period, own, source)), 0)",
        ),
        ("figures of a code whose finer or coarser codes tell the same goods: these count", "coalesce((SELECT sum(n) FROM twice_told), 0)"),
    )
    for words, query in queries:
        n = db.sql(f"SELECT {query}").fetchone()
        if n and n[0]:
            yield f"{n[0]:,} {words}"
    later = db.sql("SELECT (SELECT count(*) FROM every) - (SELECT count(*) FROM given)").fetchone() if known else None
    if later and later[0]:
        yield f"{later[0]:,} rows published after {known}, which nobody knew then"
