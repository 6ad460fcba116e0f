"""The lines of a file of trade statistics, as mappings of text: CSV and JSON lines as any file, and UN Comtrade's JSON document."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inforce.base.errors import InputError
from inforce.read import delimited, jsonl, values
from inforce.read.columns import plain
from inforce.read.files import look
from inforce.read.ledger import Ledger
from inforce.read.trade_json import answer

Lines = Iterator[tuple[int, dict[str, str]]]


def lines(given: str | Path, encoding: str, separator: str, wanted: frozenset[str], ledger: Ledger) -> tuple[list[str], Lines]:
    """The columns, and every row with its number. `wanted` are columns by which the separator is told.

    Raises InputError where the file is of no use.
    """
    if document := answer(Path(given)):
        columns = document.columns
        return columns, ((n, {c: _text(row.get(c)) for c in columns}) for n, row in enumerate(document.rows(), 1))
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
    return columns, ((n, dict(zip(columns, _texts(cells), strict=True))) for n, cells in found)


def _texts(cells: list[Any]) -> list[str]:
    try:
        if "".join(cells).isascii():  # nearly all rows of CSV
            return [cell.strip() for cell in cells]
    except TypeError:  # numbers and lists, of JSON
        pass
    return [_text(cell) for cell in cells]


def _text(value: Any) -> str:
    return values.shown(value).strip()
