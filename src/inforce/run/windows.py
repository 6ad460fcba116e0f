"""Tracks in windows: each UTC day, with what lies about it, becomes the small tables that checks of tracks work on."""

import hashlib
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pyarrow as pa

from inforce.base.nouns import Finding
from inforce.base.rows import Block, Rows, block, keep, kept
from inforce.base.steps import Step, in_order
from inforce.base.tables import FIX, REPORT
from inforce.check import Check, stamp
from inforce.reference import Reference

if TYPE_CHECKING:
    import duckdb

LEAST_MARGIN = timedelta(hours=2)  # what the steps shared by all checks see about a day
_DAY_S = 86_400
_THIN = 1_000_000  # positions of a month that are worked on at once
_HELD_BYTES = 50_000_000  # of steps' rows in memory; those of further windows lie on the disk


class Tracks(Protocol):
    """Where positions and static reports lie."""

    def sizes(self) -> Mapping[date, int]:
        """How many positions there are of each UTC day with any row."""

    def offer(self, con: "duckdb.DuckDBPyConnection", since: int, until: int) -> None:
        """Makes the tables or views `fix` (schema FIX) and `report` (REPORT) with rows of since <= t < until, epoch seconds."""

    def digest(self, since: date, until: date) -> str:
        """Says which bytes lie under the days since <= day < until; '' where that cannot be told."""

    def ordered(self, day: date, columns: tuple[str, ...]) -> Iterator[pa.RecordBatch] | None:
        """Positions of a UTC day in the order of mmsi, t, lat5 and lon5; None where they lie in no order."""


@dataclass(frozen=True)
class Held:
    """Tracks in memory: positions and reports with at least the columns used of FIX and REPORT. Where there are no reports, what the
    positions carry of `imo`, `name`, `call_sign`, `type`, `length`, `draught10`, `destination` is taken for them."""

    positions: pa.Table
    reports: pa.Table | None = None

    def sizes(self) -> dict[date, int]:
        """How many positions there are of each UTC day with any row."""
        found: dict[date, int] = {}
        for table in (self.positions, self.reports):
            if table is not None:
                days, counts = np.unique(table["t"].to_numpy() // _DAY_S, return_counts=True)
                found |= {
                    day_of(int(d) * _DAY_S): int(n) for d, n in zip(days, counts, strict=True) if day_of(int(d) * _DAY_S) not in found
                }
        return found

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

    def ordered(self, day: date, columns: tuple[str, ...]) -> None:
        """They came as they came."""


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
    """How DuckDB may work: threads, memory as it writes it ('1GB'), where it may spill (None: in a directory that goes afterwards), and
    where finished steps are `kept` for the next run (None: nowhere). What Python holds beside that is some hundred MB."""

    threads: int = 2
    memory: str = "1GB"
    spill: Path | None = None
    kept: Path | None = None

    def connect(self) -> "duckdb.DuckDBPyConnection":
        """A database in memory with these settings. Raises ConfigError where `memory` is no size."""
        from inforce.store.database import connect  # slow to import, and needed for tracks alone

        con = connect(self.memory, self.spill, self.threads)
        con.execute("SET preserve_insertion_order = false")
        return con


def find(checks: Iterable[Check], tracks: Tracks, ref: Reference, engine: Engine | None = None) -> Iterator[Finding]:
    """What checks of tracks find, as it leaves a run: check after check. Where there are neither positions nor reports: nothing."""
    checks, engine = tuple(checks), engine or Engine()
    if not tracks.sizes():
        return
    from inforce.store.database import in_words

    with TemporaryDirectory(prefix="inforce-steps-") as made, in_words(made):
        tables = series(checks, tracks, ref, replace(engine, spill=engine.spill or Path(made)), Path(made))
        for check in checks:
            own = {s.name: tables[s.name] for s in check.steps}
            yield from (stamp(f, {}, ref, check.innocent) for f in check.find(own, ref))


def series(checks: Sequence[Check], tracks: Tracks, ref: Reference, engine: Engine, folder: Path | None = None) -> dict[str, Rows]:
    """By name, the rows of each step that a check asks for, of all windows together. In which windows they were made shows nowhere.
    What is more than memory should hold is written to the `folder`; where there is none, memory has it all."""
    wanted = in_order(s for c in checks for s in c.steps)
    asked = sorted({s.name for c in checks for s in c.steps})
    margin = max([LEAST_MARGIN, *(c.margin for c in checks)]) // timedelta(seconds=1)
    places = _places(ref)
    held: dict[str, list[Block]] = {name: [] for name in asked}
    with engine.connect() as con:
        con.register("place", places)
        maker = _Maker(con, wanted, tuple(asked), margin, str(hash_of(places)), engine.kept)
        room = _HELD_BYTES
        for since, until in spans(tracks):
            for name, made in maker.window(since, until, tracks).items():
                if isinstance(made, Block):
                    held[name].append(made)
                    continue
                room -= made.nbytes
                held[name].append(keep(made, folder / f"{name}-{since}.parquet") if folder and room < 0 else block(made))
    return {name: Rows(tuple(blocks)) for name, blocks in held.items()}


def spans(tracks: Tracks) -> list[tuple[date, date]]:
    """The windows' cores, since <= day < until: days, and whole calendar months where all their rows are less than a busy day's.

    Calendar months and no running total, so that a day added changes no other window.
    """
    sizes = tracks.sizes()
    months: dict[tuple[int, int], list[date]] = {}
    for day in sorted(sizes):
        months.setdefault((day.year, day.month), []).append(day)
    found: list[tuple[date, date]] = []
    for days in months.values():
        if sum(sizes[d] for d in days) <= _THIN:
            found.append((days[0], days[-1] + timedelta(1)))
        else:
            found += [(d, d + timedelta(1)) for d in days]
    return found


def hash_of(table: pa.Table) -> str:
    """Says what a small table holds."""
    return hashlib.sha256(str(table.to_pydict()).encode()).hexdigest()


@dataclass(frozen=True)
class _Maker:
    """Makes the steps of one window after the other in one database; `asked` are those whose rows are wanted."""

    con: "duckdb.DuckDBPyConnection"
    steps: tuple[Step, ...]
    asked: tuple[str, ...]
    margin: int
    places: str
    kept: Path | None
    days: dict[tuple[int, Any], Any] = field(default_factory=dict)

    def window(self, since: date, until: date, tracks: Tracks) -> Mapping[str, pa.Table | Block]:
        """The tables asked for: remembered ones, where nothing that they rest on has changed, else made anew."""
        core = start_of(since), start_of(until)
        around = timedelta(days=-(-self.margin // _DAY_S))
        bytes_under = tracks.digest(since - around, until + around) if self.kept else ""
        if not self.kept or not bytes_under:
            return self._made(core, tracks)
        rests_on = [bytes_under, str(self.margin), self.places, *(s.select(*core) for s in self.steps)]
        folder = self.kept / hashlib.sha256("\n".join(rests_on).encode()).hexdigest()[:24]
        if found := self._found(folder):
            return found
        folder.mkdir(parents=True, exist_ok=True)
        return {name: keep(table, folder / f"{name}.parquet") for name, table in self._made(core, tracks).items()}

    def _found(self, folder: Path) -> dict[str, Block]:
        """What an earlier run made; nothing where one of the files is missing or damaged."""
        files = {name: folder / f"{name}.parquet" for name in self.asked}
        if not all(path.exists() for path in files.values()):
            return {}
        try:
            return {name: kept(path) for name, path in files.items()}
        except (OSError, pa.ArrowInvalid) as e:
            warnings.warn(f"{folder}: what an earlier run made cannot be read ({e}). It is made again.", stacklevel=2)
            return {}

    def _made(self, core: tuple[int, int], tracks: Tracks) -> dict[str, pa.Table]:
        tracks.offer(self.con, core[0] - self.margin, core[1] + self.margin)
        in_order = tracks.ordered(day_of(core[0]), ("mmsi",)) is not None
        folded: dict[str, pa.Table] = {}
        try:
            for step in self.steps:
                if in_order and step.fold:
                    read = {s.name: folded[s.name] if s.name in folded else self.con.table(s.name).to_arrow_table() for s in step.reads}
                    folded[step.name] = step.fold(_InOrder(tracks, self.days), read, *core)
                    self.con.register("folded", folded[step.name])
                    self.con.execute(f"CREATE TEMP TABLE {step.name} AS SELECT * FROM folded")
                    self.con.unregister("folded")
                else:
                    self.con.execute(f"CREATE TEMP TABLE {step.name} AS {step.select(*core)}")
            return {name: self.con.execute(f"SELECT * FROM {name} ORDER BY ALL").to_arrow_table() for name in self.asked}
        finally:
            for step in self.steps:
                self.con.execute(f"DROP TABLE IF EXISTS {step.name}")


@dataclass(frozen=True)
class _InOrder:
    """Tracks that lie in order, with what was made of some days (see base/steps.Ordered)."""

    tracks: Tracks
    made: dict[tuple[int, Any], Any]

    def rows(self, day: int, columns: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
        return self.tracks.ordered(day_of(day * _DAY_S), columns) or iter(())

    def of_day(self, day: int, columns: tuple[str, ...], fold: Callable[[Iterator[pa.RecordBatch]], Any]) -> Any:
        if (day, fold) not in self.made:
            for old in [k for k in self.made if k[0] < day - 2 or k[0] > day]:
                del self.made[old]
            self.made[day, fold] = fold(self.rows(day, columns))
        return self.made[day, fold]


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
