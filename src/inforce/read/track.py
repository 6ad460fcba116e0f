"""Positions of ships from files, batch after batch in bounded memory: CSV, Parquet and NMEA 0183, packed with gzip or not.

What a batch holds is canonical: positions with the schema FIX, static reports with REPORT, and every row that is neither with the
reason (REJECTED). Sentinels of AIS (latitude 91, longitude 181, 102.3 knots, course 360, heading 511) are nulls, or a reason.
"""

import gzip
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from inforce.base.errors import InputError
from inforce.base.tables import FIX, REJECTED, REPORT
from inforce.read import nmea, track_columns
from inforce.read.columns import ColumnMap

ROWS = 262_144  # held at a time
_BLOCK = 16 * 2**20
_SEPARATORS = ",;\t|"


@dataclass(frozen=True)
class Batch:
    """Some rows of a file, sorted out. `rows` is how many they were."""

    positions: pa.Table
    reports: pa.Table
    rejected: pa.Table
    rows: int


@dataclass(frozen=True)
class TrackFile:
    """A file of positions that was looked at. `sha256` is over its bytes on disk; `format`: csv, parquet or nmea; `assumed` says what was
    taken for granted about it."""

    path: Path
    sha256: str
    packed: bool
    format: str
    mapping: ColumnMap
    assumed: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How it is named in remarks."""
        return str(self.path)

    def __iter__(self) -> Iterator[Batch]:
        return {"csv": _of_csv, "parquet": _of_parquet, "nmea": _of_nmea}[self.format](self)


def look(path: str | Path, mapping: ColumnMap | None = None) -> TrackFile:
    """Looks at a file's bytes. Raises InputError for what is missing, empty, damaged, or no file of positions."""
    path, mapping = Path(path), mapping or ColumnMap()
    digest = hashlib.sha256()
    with _opened(path, packed=False) as f:
        for block in iter(partial(f.read, 2**20), b""):
            digest.update(block)
        f.seek(0)
        packed = f.read(2) == b"\x1f\x8b"
    with _opened(path, packed) as f:
        head = f.read(2**16)
    if not head.strip():
        raise InputError(f"{path} is empty. If there were no positions, leave the file out; else make it again.")
    schema = _schema(path) if head.startswith(b"PAR1") else None
    if schema:
        columns = schema.names
    elif nmea.looks_like(head):
        return TrackFile(path, digest.hexdigest(), packed, "nmea", mapping)
    else:
        columns = _header(path, head, mapping)
    plan = track_columns.plan(str(path), columns, mapping)
    sure = _zoned(schema, columns.index(plan.of["t"]), head, mapping)
    return TrackFile(path, digest.hexdigest(), packed, "parquet" if schema else "csv", mapping, () if sure else plan.assumed)


def _zoned(schema: pa.Schema | None, at: int, head: bytes, mapping: ColumnMap) -> bool:
    """Whether the first time is a number, which counts from 1970 in UTC, or names its zone."""
    if schema:
        kind = schema.field(at).type
        return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or (pa.types.is_timestamp(kind) and kind.tz))
    header, *rows = head.decode(_encoding(head, mapping), errors="replace").splitlines()[:2]
    cells = rows[0].split(_separator(header, mapping)) if rows else []
    return at < len(cells) and bool(re.search(r"^\d+([.]\d*)?$|(Z|UTC|[+-]\d\d:?\d\d)$", cells[at].strip().strip('"')))


@contextmanager
def _opened(path: Path, packed: bool) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as raw:
            yield cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if packed else raw
    except (EOFError, gzip.BadGzipFile) as e:
        raise InputError(f"{path} is a damaged or cut off gzip file ({e}). Fetch or pack it again.") from e
    except OSError as e:
        raise InputError(f"{path} cannot be read: {e.strerror or e}. Check the name and the permissions.") from e


def _schema(path: Path) -> pa.Schema:
    try:
        return pq.read_schema(path)
    except (pa.ArrowException, OSError) as e:
        raise InputError(f"{path} is a damaged or cut off Parquet file ({e}). Write it again.") from e


def _header(path: Path, head: bytes, mapping: ColumnMap) -> list[str]:
    line = head.decode(_encoding(head, mapping), errors="replace").lstrip("\ufeff").splitlines()[0]
    return [name.strip().strip('"') for name in line.split(_separator(line, mapping))]


def _encoding(head: bytes, mapping: ColumnMap) -> str:
    if mapping.encoding:
        return mapping.encoding
    try:
        head[: head.rfind(b"\n") + 1].decode()
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def _separator(line: str, mapping: ColumnMap) -> str:
    return mapping.separator or max(_SEPARATORS, key=line.count)


def _of_csv(file: TrackFile) -> Iterator[Batch]:
    """Every column as text; a row with too many or too few cells is rejected and the rest goes on."""
    broken: list[dict[str, str]] = []

    def keep(row: Any) -> str:
        broken.append(
            {"source": file.name, "locator": "row", "reason": f"{row.actual_columns} cells, not {row.expected_columns}", "row": row.text}
        )
        return "skip"

    with _opened(file.path, file.packed) as f:
        head = f.read(2**16)
    encoding, names = _encoding(head, file.mapping), _header(file.path, head, file.mapping)
    plan = track_columns.plan(file.name, names, file.mapping)
    parse = pa_csv.ParseOptions(
        delimiter=_separator(",".join(names) if not head else head.decode(encoding, "replace").splitlines()[0], file.mapping)
    )
    parse.invalid_row_handler = keep
    read = pa_csv.ReadOptions(block_size=_BLOCK, encoding=encoding, column_names=names, skip_rows=1, use_threads=False)
    convert = pa_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
    with _opened(file.path, file.packed) as f:
        done = 0
        try:
            with pa_csv.open_csv(f, read, parse, convert) as batches:
                for batch in batches:
                    yield _batch(file, plan, pa.Table.from_batches([batch]), done, broken)
                    done += batch.num_rows
        except pa.ArrowInvalid as e:
            if "Empty CSV" not in str(e):
                raise InputError(
                    f"{file.name}, after row {done}: {e}. Mend the file, or name its separator and encoding in a mapping."
                ) from e
    if broken:
        yield _batch(file, plan, pa.table({n: pa.array([], pa.string()) for n in names}), done, broken)


def _of_parquet(file: TrackFile) -> Iterator[Batch]:
    done = 0
    try:
        with pq.ParquetFile(file.path) as parquet:
            plan = track_columns.plan(file.name, parquet.schema_arrow.names, file.mapping)
            for batch in parquet.iter_batches(ROWS, columns=list(plan.used)):
                yield _batch(file, plan, pa.Table.from_batches([batch]), done, [])
                done += batch.num_rows
    except (pa.ArrowException, OSError) as e:
        raise InputError(f"{file.name}, after row {done}: damaged Parquet ({e}). Write the file again.") from e


def _batch(file: TrackFile, plan: track_columns.Plan, rows: pa.Table, done: int, broken: list[dict[str, str]]) -> Batch:
    positions, reports, rejected = plan.sort_out(rows, file.name, done)
    n = rows.num_rows + len(broken)
    if broken:
        rejected = pa.concat_tables([rejected, pa.Table.from_pylist(broken, schema=REJECTED)])
        broken.clear()
    return Batch(positions, reports, rejected, n)


def _of_nmea(file: TrackFile) -> Iterator[Batch]:
    with _opened(file.path, file.packed) as f:
        reader = nmea.Reader(file.name)
        for block in _blocks(f):
            yield _nmea_batch(reader, block)
        yield _nmea_batch(reader, b"", last=True)


def _nmea_batch(reader: nmea.Reader, block: bytes, last: bool = False) -> Batch:
    before = reader.messages
    positions, reports, rejected = reader.read(block, last)
    tables = (pa.Table.from_pylist(reports, schema=REPORT), pa.Table.from_pylist(rejected, schema=REJECTED))
    return Batch(positions.cast(FIX), *tables, reader.messages - before)


def _blocks(f: IO[bytes]) -> Iterator[bytes]:
    """Some MB at a time, ending with a line."""
    rest = b""
    while block := f.read(_BLOCK):
        block = rest + block
        cut = block.rfind(b"\n") + 1
        rest = block[cut:]
        if cut:
            yield block[:cut]
    if rest:
        yield rest + b"\n"
