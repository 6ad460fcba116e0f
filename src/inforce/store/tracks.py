"""Tracks at rest: one Parquet file a UTC day for positions and one for static reports, sorted by MMSI and time; exact doubles once.

positions/2018-03-01.parquet   schema FIX      reports/2018-03-01.parquet   schema REPORT
rejected/<sha256>.parquet      schema REJECTED, one file for each source
"""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from inforce.base.errors import ConfigError, Damaged
from inforce.base.ids import clean_imo
from inforce.base.tables import FIX, REJECTED, REPORT
from inforce.store.database import connect, in_words, text
from inforce.store.durable import sha256_of
from inforce.store.lock import only_writer

_DAY_S = 86_400
_EPOCH = date(1970, 1, 1)
_KINDS = {"positions": ("fix", FIX), "reports": ("report", REPORT)}
_BATCH = 2**17
_HELD_BYTES = 64_000_000  # of rows that are filed together


class TrackStore:
    """Tracks under a directory, which is made where it is not there. Filing adds; what is filed twice stands there once."""

    def __init__(self, root: Path, memory: str = "1GB") -> None:
        """`memory`, as DuckDB writes it: more of a day than that is sorted on the disk. Raises ConfigError where `root` cannot be made."""
        self.root, self._memory = root, memory
        try:
            for kind in _KINDS:
                (root / kind).mkdir(parents=True, exist_ok=True)
        except OSError as e:
            raise ConfigError(f"{root} cannot be written ({e.strerror}). Set INFORCE_HOME to a directory that can.") from e

    def days(self) -> list[date]:
        """The UTC days with any row, in order."""
        return sorted({date.fromisoformat(p.stem) for kind in _KINDS for p in (self.root / kind).glob("*.parquet")})

    def sizes(self) -> dict[date, int]:
        """How many positions there are of each UTC day with any row. Raises Damaged for a file that is no longer what was filed."""
        files = {d: self._file("positions", d) for d in self.days()}
        return {d: _rows(p) if p.exists() else 0 for d, p in files.items()}

    def offer(self, con: duckdb.DuckDBPyConnection, since: int, until: int) -> None:
        """Views `fix` and `report` over the rows of since <= t < until (epoch seconds, UTC), read when they are asked for."""
        days = range(since // _DAY_S, (until - 1) // _DAY_S + 1)
        for kind, (name, schema) in _KINDS.items():
            files = [str(p) for d in days if (p := self._file(kind, _EPOCH + timedelta(d))).exists()]
            if files:
                listed = ", ".join(map(text, files))
                con.execute(
                    f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM read_parquet([{listed}]) WHERE t >= {since} AND t < {until}"
                )
            else:
                con.register(f"no_{name}", schema.empty_table())
                con.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM no_{name}")

    def of(self, ships: Iterable[int]) -> tuple[pa.Table, pa.Table]:
        """All positions (schema FIX) and static reports (REPORT) of these numbers, by number and time."""
        condition = f"mmsi IN ({', '.join(map(str, sorted(set(ships)))) or 'NULL'})"
        return self._where("fix", condition), self._where("report", condition)

    def numbers_of(self, imo: str) -> list[int]:
        """The MMSIs under which an IMO number (seven digits) was sent, however it was written, in order."""
        rows = self._where("report", f"contains(imo, {text(imo)})").select(["mmsi", "imo"]).to_pylist()
        return sorted({r["mmsi"] for r in rows if clean_imo(r["imo"]) == imo})

    def _where(self, name: str, condition: str) -> pa.Table:
        """Rows of all days, whose files alone are opened: they may lie years apart."""
        kind, schema = next((kind, schema) for kind, (view, schema) in _KINDS.items() if view == name)
        files = sorted((self.root / kind).glob("*.parquet"))
        if not files:
            return schema.empty_table()
        listed = ", ".join(text(str(p)) for p in files)
        with duckdb.connect() as con:
            con.execute("SET threads = 1")
            return con.execute(f"SELECT * FROM read_parquet([{listed}]) WHERE {condition} ORDER BY ALL").to_arrow_table()

    def digest(self, since: date, until: date) -> str:
        """Says which bytes lie under the days since <= day < until."""
        days = [since + timedelta(d) for d in range((until - since).days)]
        return " ".join(sha256_of(p) if (p := self._file(kind, d)).exists() else "-" for d in days for kind in _KINDS)

    def ordered(self, day: date, columns: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
        """Positions of a UTC day in the order of mmsi, t, lat5 and lon5, as they lie."""
        path = self._file("positions", day)
        if path.exists():
            yield from pq.ParquetFile(path).iter_batches(_BATCH, columns=list(columns), use_threads=False)

    @contextmanager
    def filing(self) -> Iterator["Filing"]:
        """To add rows to it, in any order; they are there when it ends without an error, day after day whole or not at all. Raises Busy
        while another process files, ConfigError where there is no room."""
        pieces = self.root / "pieces"
        with only_writer(self.root), in_words(self.root):
            shutil.rmtree(pieces, ignore_errors=True)  # of a filing that broke off
            pieces.mkdir()
            try:
                filing = Filing(pieces)
                yield filing
                self._file_all(filing, pieces)
            finally:
                shutil.rmtree(pieces, ignore_errors=True)

    def _file_all(self, filing: "Filing", spill: Path) -> None:
        with connect(self._memory, spill) as con:
            for kind in _KINDS:
                for day, files in filing.pieces(kind):
                    self._merge(con, kind, day, files)

    def reject(self, source_sha256: str, tables: list[pa.Table]) -> None:
        """Keeps the rejected rows of one source beside its tracks."""
        (self.root / "rejected").mkdir(exist_ok=True)
        pq.write_table(pa.concat_tables([REJECTED.empty_table(), *tables]), self.root / "rejected" / f"{source_sha256}.parquet")

    def _file(self, kind: str, day: date) -> Path:
        return self.root / kind / f"{day}.parquet"

    def _merge(self, con: duckdb.DuckDBPyConnection, kind: str, day: date, pieces: list[Path]) -> None:
        target = self._file(kind, day)
        files = ", ".join(text(str(p)) for p in (*([target] if target.exists() else []), *pieces))
        names = ", ".join(f'"{f.name}"' for f in _KINDS[kind][1])
        half = target.with_suffix(".part")
        rows = f"SELECT DISTINCT {names} FROM read_parquet([{files}]) ORDER BY {names}"
        con.execute(f"COPY ({rows}) TO {text(str(half))} (FORMAT parquet, COMPRESSION zstd)")
        half.replace(target)


class Filing:
    """Rows on their way into a store: some in memory, then on the disk in pieces, by day."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, list[pa.Table]] = {kind: [] for kind in _KINDS}
        self._pieces: Counter[tuple[str, int]] = Counter()

    def add(self, positions: pa.Table, reports: pa.Table) -> None:
        """Some rows with the schemas FIX and REPORT."""
        for kind, table in (("positions", positions), ("reports", reports)):
            self._held[kind].append(table)
            if sum(t.nbytes for t in self._held[kind]) >= _HELD_BYTES:
                self._lay_down(kind)

    def _lay_down(self, kind: str) -> None:
        """Writes what is held, a piece for each day: of a file that goes to and fro in time many rows make one."""
        if not sum(t.num_rows for t in self._held[kind]):
            return
        table = pa.concat_tables(self._held[kind])
        self._held[kind] = []
        of_day = table["t"].to_numpy() // _DAY_S
        if np.any(of_day[1:] < of_day[:-1]):
            order = np.argsort(of_day, kind="stable")
            table, of_day = table.take(pa.array(order)), of_day[order]
        days, starts = np.unique(of_day, return_index=True)
        for day, start, end in zip(days.tolist(), starts.tolist(), [*starts[1:].tolist(), len(of_day)], strict=True):
            piece = self._piece(kind, day, self._pieces[kind, day])
            pq.write_table(table.slice(start, end - start), piece, compression="zstd")
            self._pieces[kind, day] += 1

    def _piece(self, kind: str, day: int, n: int) -> Path:
        return self._folder / f"{kind}-{day}-{n}.parquet"

    def pieces(self, kind: str) -> Iterator[tuple[date, list[Path]]]:
        """The days that rows of that kind are of, each with where they lie. Nothing may be added afterwards."""
        self._lay_down(kind)
        for of, day in sorted(self._pieces):
            if of == kind:
                yield _EPOCH + timedelta(day), [self._piece(kind, day, n) for n in range(self._pieces[kind, day])]


def _rows(path: Path) -> int:
    try:
        return int(pq.read_metadata(path).num_rows)
    except (OSError, pa.ArrowInvalid) as e:
        raise Damaged(f"{path} cannot be read ({e}). Remove it, and file the positions of that day again.") from e
