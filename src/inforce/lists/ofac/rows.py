"""OFAC's delimited and fixed-width files as rows: no header, `-0-` for nothing, a lone 0x1A as the last row."""

import csv
from collections.abc import Iterator
from pathlib import Path

from inforce.lists.markup import CONTROL, opened, refused
from inforce.lists.strict import Row

LARGEST_BYTES = 64 << 20  # the largest file known so has 4 MB
_LONGEST_LINE = 1 << 20  # characters
_DELIMITERS = {"csv": ",", "del": "@", "pip": "|"}

# Columns with their widths in the fixed-width format. Of the first table the programme has had 50 characters and, by the
# specification of 2023, 200; a row's length tells. The last column of `comments` runs to the end of the line.
COLUMNS = {
    "main": {
        "ent_num": 10,
        "name": 350,
        "type": 12,
        "program": 50,
        "title": 200,
        "call_sign": 8,
        "vess_type": 25,
        "tonnage": 14,
        "grt": 8,
        "vess_flag": 40,
        "vess_owner": 150,
        "remarks": 1000,
    },
    "alt": {"ent_num": 10, "alt_num": 10, "alt_type": 8, "alt_name": 350, "alt_remarks": 200},
    "add": {"ent_num": 10, "add_num": 10, "address": 750, "city": 116, "country": 250, "add_remarks": 200},
    "comments": {"ent_num": 10, "comment": 0},
}
_LATER = {**COLUMNS["main"], "program": 200}


def rows(path: Path, format: str, table: str) -> Iterator[tuple[int, Row | list[str]]]:
    """Each row as (the line it ends on, its columns that hold anything), or (line, the values) where it is no row of the table.

    `format` is csv, del, pip or ff, `table` one of COLUMNS. Raises Refused for bytes that are no text, and for what is too large.
    """
    cut = _fixed(path, table) if format == "ff" else _delimited(path, _DELIMITERS[format])
    columns = COLUMNS[table]
    for line, values in cut:
        if len(values) != len(columns) or not values[0].strip().isdecimal():
            yield line, values
        else:
            yield line, {name: value for name, value in zip(columns, values, strict=True) if value.strip() not in ("", "-0-")}


def _delimited(path: Path, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(_lines(path), delimiter=delimiter, strict=True)
    try:
        yield from ((reader.line_num, values) for values in reader if values)
    except csv.Error as e:
        raise refused(path, f"line {reader.line_num}: no row of values parted by {delimiter!r} ({e})") from None


def _fixed(path: Path, table: str) -> Iterator[tuple[int, list[str]]]:
    for n, line in enumerate(_lines(path), 1):
        text = line.rstrip("\r\n")
        columns = _LATER if table == "main" and len(text) == sum(_LATER.values()) else COLUMNS[table]
        if text.strip() and len(text) != sum(columns.values()) and table != "comments":
            raise refused(path, f"line {n}: it has {len(text)} characters, and a row has {sum(columns.values())}")
        if text.strip():
            yield n, list(_slices(text, list(columns.values())))


def _slices(text: str, widths: list[int]) -> Iterator[str]:
    at = 0
    for width in widths:
        yield text[at : at + width if width else None].rstrip()
        at += width


def _lines(path: Path) -> Iterator[str]:
    """The lines with their ends, without the mark 0x1A behind the last row."""
    size = ended = 0
    with opened(path) as f:
        for n, raw in enumerate(iter(lambda: f.readline(_LONGEST_LINE), b""), 1):
            size += len(raw)
            if size > LARGEST_BYTES or len(raw) == _LONGEST_LINE:
                raise refused(path, f"line {n}: the line, or the file up to it, is larger than any list's")
            try:
                line = raw.decode("utf-8-sig" if n == 1 else "utf-8")
            except UnicodeDecodeError:
                raise refused(path, f"line {n}: its bytes are no ASCII and no UTF-8") from None
            if line.strip() == "\x1a" and not ended:
                ended = n
            elif ended and line.strip():
                raise refused(path, f"line {ended}: the mark 0x1a, which ends the file, stands in the midst of it")
            elif control := CONTROL.search(line):
                raise refused(path, f"line {n}: it holds the control byte 0x{ord(control[0]):02x}")
            else:
                yield line
