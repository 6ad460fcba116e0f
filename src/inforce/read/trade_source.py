"""The lines of a file of trade statistics, as mappings of text: CSV and JSON lines as any file, and UN Comtrade's JSON document."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inforce.base.errors import InputError
from inforce.read import delimited, jsonl, values
from inforce.read.columns import plain
from inforce.read.files import look
from inforce.read.ledger import Ledger

Lines = Iterator[tuple[int, dict[str, str]]]


def lines(given: str | Path, encoding: str, separator: str, wanted: frozenset[str], ledger: Ledger) -> tuple[list[str], Lines]:
    """The columns, and every row with its number. `wanted` are columns by which the separator is told.

    Raises InputError where the file is of no use.
    """
    if (document := _document(Path(given))) is not None:
        columns = list(dict.fromkeys(name for row in document for name in row))
        return columns, ((n, {c: _text(row.get(c)) for c in columns}) for n, row in enumerate(document, 1))
    source = look(given, encoding)
    if source.format == "jsonl":
        columns, _ = jsonl.header(source)
        found: Iterator[tuple[int, list[Any]]] = jsonl.rows(source, columns, ledger)
    elif source.format == "csv":
        columns, separator = delimited.header(source, separator, {plain(w) for w in wanted} | {"reporter", "partner", "hs", "period"})
        found = delimited.rows(source, separator, len(columns), ledger)
    else:
        raise InputError(f"{given} is Parquet, which is read as a table of subjects: name its kind, `trade`. Here CSV and JSON are read.")
    columns = [c.strip("\ufeff ") for c in columns]
    return columns, ((n, dict(zip(columns, map(_text, cells), strict=True))) for n, cells in found)


def _document(path: Path) -> list[dict[str, Any]] | None:
    """The rows of UN Comtrade's answer, {"data": [...]}, old or new; None for another file."""
    try:
        with path.open("rb") as file:
            if file.read(1) != b"{":
                return None
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as e:
        raise InputError(f"{path} cannot be read: {e.strerror or e}. Check the name and the permissions.") from e
    except (ValueError, RecursionError):
        return None  # many objects, one on each line
    rows = found.get("data", found.get("dataset"))
    if rows == [] and not found.get("error"):
        raise InputError(f"{path} is an answer of UN Comtrade without a row. That says nothing of trade: ask again, or leave it out.")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return None
    return rows


def _text(value: Any) -> str:
    return values.shown(value).strip()
