"""Tracks in windows: each UTC day, with what lies about it, becomes the small tables that checks of tracks work on."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import pyarrow as pa

from inforce.base.nouns import Finding
from inforce.base.steps import Step, in_order
from inforce.base.tables import FIX, REPORT
from inforce.check import Check, stamp
from inforce.reference import Reference

if TYPE_CHECKING:
    import duckdb

LEAST_MARGIN = timedelta(hours=2)  # what the steps shared by all checks see about a day
_DAY_S = 86_400


class Tracks(Protocol):
    """Where positions and static reports lie."""

    def days(self) -> Sequence[date]:
        """The UTC days with any row, in order."""

    def offer(self, con: "duckdb.DuckDBPyConnection", since: int, until: int) -> None:
        """Makes the tables or views `fix` (schema FIX) and `report` (REPORT) with rows of since <= t < until, epoch seconds."""

    def digest(self, since: date, until: date) -> str:
        """Says which bytes lie under the days since <= day < until; '' where that cannot be told."""


@dataclass(frozen=True)
class Held:
    """Tracks in memory: positions and reports with at least the columns used of FIX and REPORT. Where there are no reports, what the
    positions carry of `imo`, `name`, `call_sign`, `type`, `length`, `draught10`, `destination` is taken for them."""

    positions: pa.Table
    reports: pa.Table | None = None

    def days(self) -> list[date]:
        """The UTC days with any row."""
        tables = [t for t in (self.positions, self.reports) if t is not None]
        return sorted({day_of(int(d) * _DAY_S) for t in tables for d in np.unique(t["t"].to_numpy() // _DAY_S)})

    def offer(self, con: "duckdb.DuckDBPyConnection", since: int, until: int) -> None:
        """Views over the rows of the window."""
        for name, table, schema in (("fix", self.positions, FIX), ("report", self._reports(), REPORT)):
            rows = _whole(table, schema)
            con.register(f"held_{name}", rows)
            con.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM held_{name} WHERE t >= {since} AND t < {until}")

    def _reports(self) -> pa.Table | None:
        own = set(REPORT.names) - set(FIX.names)
        return self.positions if self.reports is None and own & set(self.positions.column_names) else self.reports

    def digest(self, since: date, until: date) -> str:
        """Rows in memory are not remembered."""
        return ""


def _whole(table: pa.Table | None, schema: pa.Schema) -> pa.Table:
    """The table with every column of the schema, empty where it has none."""
    if table is None:
        return schema.empty_table()
    columns = [table[f.name].cast(f.type) if f.name in table.column_names else pa.nulls(table.num_rows, f.type) for f in schema]
    return pa.table(columns, schema=schema)


def day_of(t: int) -> date:
    """The UTC day of epoch seconds."""
    return datetime.fromtimestamp(t, UTC).date()


def start_of(day: date) -> int:
    """The epoch seconds at which a UTC day begins."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


@dataclass(frozen=True)
class Engine:
    """How DuckDB may work: threads, memory, where it may spill, and where finished steps are `kept` for the next run (None: nowhere)."""

    threads: int = 2
    memory: str = "2GB"
    spill: Path | None = None
    kept: Path | None = None

    def connect(self) -> "duckdb.DuckDBPyConnection":
        """A database in memory with these settings."""
        import duckdb  # slow to import, and needed for tracks alone

        con = duckdb.connect()
        con.execute(f"SET threads = {self.threads}")
        con.execute(f"SET memory_limit = '{self.memory}'")
        con.execute("SET preserve_insertion_order = false")
        if self.spill:
            con.execute(f"SET temp_directory = '{self.spill}'")
        return con


def find(checks: Iterable[Check], tracks: Tracks, ref: Reference, engine: Engine | None = None) -> Iterator[Finding]:
    """What checks of tracks find, as it leaves a run: check after check."""
    checks = tuple(checks)
    tables = series(checks, tracks, ref, engine or Engine())
    for check in checks:
        own = {s.name: tables[s.name] for s in check.steps}
        yield from (stamp(f, {}, ref) for f in check.find(own, ref))


def series(checks: Sequence[Check], tracks: Tracks, ref: Reference, engine: Engine) -> dict[str, pa.Table]:
    """By name, the rows of each step that a check asks for, of all days together."""
    wanted = in_order(s for c in checks for s in c.steps)
    asked = {s.name for c in checks for s in c.steps}
    margin = max([LEAST_MARGIN, *(c.margin for c in checks)])
    windows = [_window(day, wanted, asked, margin, tracks, ref, engine) for day in tracks.days()]
    return {name: pa.concat_tables([w[name] for w in windows]) if windows else pa.table({}) for name in asked}


def _window(
    day: date, steps: Sequence[Step], asked: set[str], margin: timedelta, tracks: Tracks, ref: Reference, engine: Engine
) -> dict[str, pa.Table]:
    """The tables asked for of one day: remembered ones, where nothing that they rest on has changed, else made anew."""
    since, about = start_of(day), margin // timedelta(seconds=1)
    around = timedelta(days=-(-about // _DAY_S))
    bytes_under = tracks.digest(day - around, day + around + timedelta(1))
    places = _places(ref)
    rests_on = [bytes_under, str(about), str(places.to_pylist()), *(s.select(since, since + _DAY_S) for s in steps)]
    folder = engine.kept / hashlib.sha256("\n".join(rests_on).encode()).hexdigest()[:24] if engine.kept and bytes_under else None
    if folder and all((folder / f"{name}.parquet").exists() for name in asked):
        import pyarrow.parquet as pq

        return {name: pq.read_table(folder / f"{name}.parquet") for name in asked}
    made = _made(steps, asked, (since, about), tracks, places, engine)
    if folder:
        _keep(folder, made)
    return made


def _made(
    steps: Sequence[Step], asked: set[str], at: tuple[int, int], tracks: Tracks, places: pa.Table, engine: Engine
) -> dict[str, pa.Table]:
    since, about = at
    with engine.connect() as con:
        con.register("place", places)
        tracks.offer(con, since - about, since + _DAY_S + about)
        for step in steps:
            con.execute(f"CREATE TEMP TABLE {step.name} AS {step.select(since, since + _DAY_S)}")
        return {name: con.execute(f"SELECT * FROM {name} ORDER BY ALL").to_arrow_table() for name in sorted(asked)}


def _keep(folder: Path, made: Mapping[str, pa.Table]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in made.items():
        import pyarrow.parquet as pq

        pq.write_table(table, folder / f"{name}.part", compression="zstd")
        (folder / f"{name}.part").rename(folder / f"{name}.parquet")


def _places(ref: Reference) -> pa.Table:
    """The places of the Reference as the table `place`."""
    columns = {
        name: pa.array([getattr(p, name) for p in ref.places], kind)
        for name, kind in (
            ("id", pa.string()),
            ("kind", pa.string()),
            ("country", pa.string()),
            ("lat", pa.float64()),
            ("lon", pa.float64()),
            ("radius_km", pa.float64()),
        )
    }
    return pa.table(columns)
