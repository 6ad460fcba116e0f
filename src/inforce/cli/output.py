"""Tables on their way out: for eyes, for spreadsheets, for programs."""

import csv
import io
import json
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from inforce.base.errors import ConfigError, UsageError

if TYPE_CHECKING:
    import pyarrow as pa  # --help must not wait for it

    from inforce.reports.document import Table

    Many: TypeAlias = pa.Table | pa.RecordBatchReader


class Format(StrEnum):
    """How a table is written."""

    AUTO = "auto"
    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


FormatOption = Annotated[
    Format, typer.Option("--format", "-f", help="auto: a table on a terminal, else JSON, or what the name of --out ends in.")
]
OutOption = Annotated[Path | None, typer.Option("--out", "-o", help="Write there instead of to stdout.", show_default=False)]


def write(rows: "Many", format: Format = Format.AUTO, out: Path | None = None, columns: Sequence[str] = ()) -> None:
    """Writes the rows to `out` (whole or not at all) or stdout. `columns` are those shown on a terminal; files get all.

    Raises UsageError for Parquet on a terminal, ConfigError when `out` cannot be written.
    """
    kind = chosen(format, out)
    if kind == Format.TABLE and columns:
        rows = _stream(rows).read_all().select([c for c in columns if c in rows.schema.names])
    with opened(out) as file:
        _WRITERS[kind](rows, file)


def chosen(format: Format, out: Path | None) -> Format:
    """What `auto` means here. Raises UsageError for Parquet on a terminal."""
    if out is None and format == Format.PARQUET and sys.stdout.isatty():
        raise UsageError("Parquet is not for a terminal. Name a file with --out, or pipe it into one.")
    if format != Format.AUTO:
        return format
    if out is not None:
        ending = out.suffix.removeprefix(".").lower()
        return Format(ending) if ending in (Format.CSV, Format.JSONL, Format.PARQUET) else Format.JSON
    return Format.TABLE if sys.stdout.isatty() else Format.JSON


@contextmanager
def opened(out: Path | None) -> Iterator[IO[bytes]]:
    """The file `out`, which appears whole or not at all, or stdout. Raises ConfigError when `out` cannot be written."""
    if out is None:
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:  # whoever read has seen enough; the command line ends without a word
            raise
        except OSError as e:
            raise ConfigError(f"stdout cannot be written: {e.strerror or e}. Use --out, with room for it.") from e
        return
    special = out.exists() and not out.is_file()  # a pipe or a device is written to, not replaced
    half = out if special else out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with half.open("wb") as file:
            yield file
        if not special:
            half.replace(out)
    except OSError as e:
        raise ConfigError(f"{out} cannot be written: {e.strerror or e}.") from e
    finally:
        if not special:
            with suppress(OSError):  # it is there only where something went wrong, which is told already
                half.unlink()


def objects(rows: "Many") -> Iterator[dict[str, Any]]:
    """Each row as a mapping by column; what Arrow calls a map is one too."""
    maps = [field.name for field in rows.schema if str(field.type).startswith("map<")]
    for batch in _stream(rows):
        for row in batch.to_pylist():
            yield {**row, **{name: dict(row[name]) for name in maps if row[name] is not None}}


def _stream(rows: "Many") -> "pa.RecordBatchReader":
    return rows.to_reader(10_000) if hasattr(rows, "to_reader") else rows


def as_json(value: Any, indent: int | None = None) -> str:
    """The value as JSON, days as YYYY-MM-DD."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=_said)


def _said(value: Any) -> Any:
    if isinstance(value, date):  # a datetime is a date
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON")


def _write_json(rows: "Many", file: IO[bytes]) -> None:
    before = "[\n"
    for row in objects(rows):
        file.write(f"{before}{as_json(row)}".encode())
        before = ",\n"
    file.write(b"[]\n" if before == "[\n" else b"\n]\n")


def _write_jsonl(rows: "Many", file: IO[bytes]) -> None:
    for row in objects(rows):
        file.write(f"{as_json(row)}\n".encode())


def _write_csv(rows: "Many", file: IO[bytes]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)  # ends rows with CRLF: with LF alone it would let a bare CR in a cell begin a new row
    writer.writerow([cell(name) for name in rows.schema.names])
    for row in objects(rows):
        writer.writerow([cell(value) for value in row.values()])
        file.write(text.getvalue().encode())
        text.seek(text.truncate(0))
    file.write(text.getvalue().encode())


_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d ().,/-]*$)")  # what a spreadsheet would run; -5 and +85 2 1234 are data


def cell(value: Any) -> str:
    """The text of a CSV cell, with an apostrophe in front of what a spreadsheet would run as a formula."""
    text = value if isinstance(value, str) else _text(value)
    return f"'{text}" if text.startswith(_SIGNS) and isinstance(value, str | list) and _FORMULA.match(text) else text


def _text(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return ";".join(value)
    return value.isoformat() if isinstance(value, date) else as_json(value)


def _write_parquet(rows: "Many", file: IO[bytes]) -> None:
    import pyarrow.parquet as pq

    with pq.ParquetWriter(file, rows.schema, compression="zstd") as writer:
        for batch in _stream(rows):
            writer.write_batch(batch)


def _write_table(rows: "Many", file: IO[bytes]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    cells = [[shown(value) for value in row.values()] for row in objects(rows)]
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for n, name in enumerate(rows.schema.names):
        # Days, ids and numbers stay whole on one line as long as they can; texts fold.
        table.add_column(name, no_wrap=max((len(row[n]) for row in cells), default=0) <= 24, overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    text = io.TextIOWrapper(file, encoding="utf-8", write_through=True)
    Console(file=text, width=None if sys.stdout.isatty() else 200, force_terminal=sys.stdout.isatty()).print(table)
    text.detach()


def shown(value: Any) -> str:
    """A cell for a terminal; what would steer it, or turn the reading direction, shows as �."""
    text = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else _text(value)
    return "".join("�" if unicodedata.category(c) == "Cc" or c in _TURNING else c for c in text)


_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # a name may be shown back to front with these

_WRITERS: dict[Format, Callable[["Many", IO[bytes]], None]] = {
    Format.TABLE: _write_table,
    Format.JSON: _write_json,
    Format.JSONL: _write_jsonl,
    Format.CSV: _write_csv,
    Format.PARQUET: _write_parquet,
}


def report_table(t: "Table") -> "pa.Table":
    """A report's table as Arrow: whole numbers as numbers, lists as lists, all else as text."""
    import pyarrow as pa

    columns = {}
    for n, name in enumerate(t.columns):
        cells = [row[n] for row in t.rows]
        if any(isinstance(c, tuple) for c in cells):
            columns[name] = pa.array([list(c) if isinstance(c, tuple) else [str(c)] for c in cells], pa.list_(pa.string()))
        elif cells and all(isinstance(c, int) for c in cells):
            columns[name] = pa.array(cells, pa.int64())
        else:
            columns[name] = pa.array([None if c is None else str(c) for c in cells], pa.string())
    return pa.table(columns)
