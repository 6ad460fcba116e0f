"""Files of trade statistics as rows of the kind `trade`: as reported, every vintage kept, missing never made zero.

A file is never held whole. Its rows are read one by one and laid on the disk as they come; what shows only when they stand beside each
other is sought there (`trade_series`), in the memory that is given; and they come out batch by batch.
"""

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from inforce.base.errors import InputError, UsageError
from inforce.base.nouns import Issue
from inforce.base.tables import SUBJECTS
from inforce.read import trade_series
from inforce.read.columns import MOST_COLUMNS, ColumnMap, plain
from inforce.read.ledger import Ledger
from inforce.read.trade_layouts import LAYOUTS, Words, layout_of
from inforce.read.trade_rows import Reading, read_period
from inforce.read.trade_source import Lines, lines
from inforce.store.database import connect, in_words, text

FURTHER = ("code", "reporter_name", "partner_name", "nomenclature", "estimated", "value_eur", "own", "aggregate")
OBSERVATION = pa.schema([*SUBJECTS["trade"], *(pa.field(name, pa.string()) for name in FURTHER)])
MEMORY = "256MB"
_SPOOLED = pa.schema([*OBSERVATION, ("part", pa.string()), ("way", pa.string()), ("n", pa.int64())])
_BATCH, _BATCH_CHARS = 10_000, 2**24  # rows that are held in Python at once, and characters of text in them


@dataclass(frozen=True)
class Trade:
    """Flows read from one source: `rows` with the schema OBSERVATION, what could not be read, rows that failed whole."""

    rows: pa.Table
    issues: tuple[Issue, ...]
    failed: int
    layout: str


@dataclass(frozen=True)
class TradeFile:
    """The same, with `batches` of the rows, which can be read once."""

    batches: Iterator[pa.RecordBatch]
    issues: tuple[Issue, ...]
    failed: int
    layout: str


def read_trade(given: str | Path, mapping: ColumnMap | None = None, published_on: date | None = None, claims: str = "") -> Trade:
    """A file of trade statistics: CSV, JSON lines or UN Comtrade's JSON, in a layout of `trade_layouts`, or with our columns.

    `published_on` is the day of rows that name none: two files of different days are two vintages. `claims` is the period
    that the file says it holds ('2021-01..2021-12'): months without a row are an Issue, for missing is not zero. Aggregates
    and partners that are no State stay, with the partner empty; only a whole repetition is left out, with an Issue.
    Raises InputError for a file of no use, UsageError for `claims` that are no period, ConfigError where memory or disk do not do.
    """
    with trade_file(given, mapping, published_on, claims) as file:
        return Trade(pa.Table.from_batches(file.batches, OBSERVATION), file.issues, file.failed, file.layout)


@contextmanager
def trade_file(
    given: str | Path, mapping: ColumnMap | None = None, published_on: date | None = None, claims: str = "", memory: str = MEMORY
) -> Iterator[TradeFile]:
    """What `read_trade` reads, batch by batch as long as the context lasts. `memory`, as DuckDB writes it, is what may be held to compare
    rows; more goes through the disk (TMPDIR). Raises the same errors."""
    if claims and not read_period(claims)[1]:
        raise UsageError(f"{claims!r} is no period. Write 2021-06, 2021 or 2021-01..2021-12.")
    name, ledger, mapping = Path(given).name, Ledger(), mapping or ColumnMap()
    columns, found = lines(given, mapping.encoding, mapping.separator, frozenset(c for x in LAYOUTS for c in x.needs), ledger)
    if len(columns) > MOST_COLUMNS:
        raise InputError(f"{given} has {len(columns):,} columns, more than {MOST_COLUMNS:,}. Cut out those that matter.")
    layout = layout_of(frozenset(columns)) if not mapping.columns else None
    if layout and (missing := layout.lacks(frozenset(columns))):
        raise InputError(f"{name} has the layout {layout.id} and lacks {', '.join(missing)}. Ask the publisher for the whole table.")
    words = layout.words if layout else _ours(str(given), columns, mapping)
    reading = Reading(name, layout, published_on, ledger)
    with in_words(tempfile.gettempdir()), tempfile.TemporaryDirectory(prefix="inforce-") as folder:
        spool = Path(folder) / "rows.parquet"
        rows = _lay_down(spool, found, words, reading)
        if not rows and not ledger.failed:
            ledger.add(name, "file", "", "there is no row in it: that is unknown, not zero")
        with connect(memory, Path(folder)) as con:
            con.execute(f"CREATE VIEW laid AS SELECT * FROM read_parquet({text(str(spool))})")
            kept = trade_series.examine(con, name, claims or _claimed(name), ledger)
            made = con.execute(f"SELECT {', '.join(OBSERVATION.names)} FROM ({kept})").to_arrow_reader(_BATCH)
            batches = (pa.RecordBatch.from_arrays(batch.columns, schema=OBSERVATION) for batch in made)
            yield TradeFile(batches, ledger.issues, ledger.failed, layout.id if layout else "mapped")


def _lay_down(spool: Path, found: Lines, words: Callable[[Words], dict[str, str]], reading: Reading) -> int:
    """Writes the rows that can be read, each with its number `n`, and says how many they are."""
    done, chars = 0, 0
    held: list[dict[str, Any]] = []
    with pq.ParquetWriter(spool, _SPOOLED, compression="zstd") as writer:
        for number, line in found:
            said = words(line)
            if row := reading.row(number, said):
                held.append(row | {"n": done})
                done, chars = done + 1, chars + sum(map(len, said.values()))
            if len(held) == _BATCH or chars > _BATCH_CHARS:
                writer.write_batch(pa.RecordBatch.from_pylist(held, _SPOOLED))
                held, chars = [], 0
        writer.write_batch(pa.RecordBatch.from_pylist(held, _SPOOLED))
    return done


def _ours(name: str, columns: Sequence[str], mapping: ColumnMap) -> Callable[[Mapping[str, str]], dict[str, str]]:
    """The words of a table with our columns, or with others that the mapping turns into ours."""
    theirs = {plain(t): o for t, o in mapping.columns.items()}
    named = {c: theirs.get(plain(c), plain(c)) for c in columns}
    if missing := {"reporter", "partner", "flow", "period", "hs"} - {*named.values()}:
        known = ", ".join(x.id for x in LAYOUTS)
        raise InputError(f"{name} is no layout known here ({known}) and lacks {sorted(missing)}. Say with a mapping which is which.")
    if not mapping.unit:
        return lambda row: {ours: row[c] for c, ours in named.items()}
    unit = {"unit": mapping.unit}
    return lambda row: unit | {ours: row[c] for c, ours in named.items() if ours != "unit" or row[c]}


def _claimed(name: str) -> str:
    found = re.search(r"\d{4}-\d\d\.\.\d{4}-\d\d", name)
    return found[0] if found else ""
