"""Tables with a header line, out of CSV files and spreadsheets, into rows for `lists.strict`.

A column that a reader expects and does not find refuses the file; one that nobody knows becomes an Issue, once. Only the row in
hand is in memory.
"""

import csv
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path

from inforce.base.nouns import Issue
from inforce.lists.markup import refused
from inforce.lists.spec import ListSpec
from inforce.lists.strict import Fields

MOST_ROWS = 500_000  # the largest list read so has 10,000; as many entries as this take some 1.5 GB

Line = tuple[int, Sequence[str]]  # the number of a line (of a spreadsheet: of a row) in its file, from 1, and its cells


@dataclass(frozen=True, slots=True)
class Table:
    """`issues` about the header; `rows`, to be gone through once, each as Fields whose place is its line."""

    issues: tuple[Issue, ...]
    rows: Iterator[Fields]


def csv_lines(path: Path, encodings: Sequence[str] = ("utf-8-sig",), delimiter: str = ",") -> Iterator[Line]:
    """The lines of a CSV file, in the first of the encodings that fits all of it. Raises Refused, saying where and why."""
    with path.open(encoding=_encoding(path, encodings), newline="") as f:
        reader = csv.reader(f, delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                yield reader.line_num, cells
        except csv.Error as e:
            raise refused(path, f"line {reader.line_num}: no well-formed CSV ({e})") from None


def table(
    path: Path, lines: Iterable[Line], spec: ListSpec, columns: Collection[str], *, optional: Collection[str] = (), ragged: bool = False
) -> Table:
    """The table whose header is the first of the lines.

    `columns` are those that the list's parse.py reads, `optional` those that some editions have besides; others are named as
    ignored in its list.toml, or become an Issue. A column that repeats gives a list of texts. Lines without a text are left
    out. `ragged`: a line may end before the last column, as in a spreadsheet; else it becomes an Issue.

    Raises Refused when a column is missing, when the last line of all ends before its time, or past MOST_ROWS.
    """
    numbered = iter(lines)
    at, header = next(numbered, (1, ()))
    names = [" ".join(name.split()) for name in header]
    if missing := sorted({*columns} - {*names}):
        raise refused(path, f"line {at}: it has no column {', '.join(map(repr, missing))} but {[n for n in names if n][:40]}")
    read = {*columns, *optional}
    unknown = [name for name in dict.fromkeys(names) if name and name not in read and name not in spec.ignore]
    told = (
        Issue(spec.id, f"line {at}", name, "this column is not read. Map it in parse.py, or ignore it in list.toml.") for name in unknown
    )
    width = 0 if ragged else max(n for n, name in enumerate(names, 1) if name)
    rows = (_row(n, cells, names, read, spec, width) for n, cells in _bounded(path, numbered, width) if any(cell.strip() for cell in cells))
    return Table(tuple(told), rows)


def _bounded(path: Path, lines: Iterator[Line], width: int) -> Iterator[Line]:
    for seen, (line, after) in enumerate(pairwise(chain(lines, [None]))):
        assert line is not None
        if seen >= MOST_ROWS:
            raise refused(path, f"line {line[0]}: it holds more than {MOST_ROWS} lines")
        if after is None and 0 < len(line[1]) < width:
            raise refused(path, f"line {line[0]}: it ends in the middle of a line; it was cut short")
        yield line


def _row(at: int, cells: Sequence[str], names: Sequence[str], columns: Collection[str], spec: ListSpec, width: int) -> Fields:
    row: dict[str, list[str]] = {}
    for name, cell in zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=False):
        if name in columns:
            row.setdefault(name, []).append(cell)
    found = Fields(row, spec, f"line {at}")
    for name, cell in zip([*names, *[""] * (len(cells) - len(names))], cells, strict=False):
        if not name and cell.strip():
            found.issue("(no column)", cell, "stands under no column; it was not read.")
    if len(cells) < width:
        found.issue(
            "(line)", f"{len(cells)} of {width} columns", "the line ends before its time; the columns it lacks were taken as empty."
        )
    return found


def _encoding(path: Path, encodings: Sequence[str]) -> str:
    for encoding in encodings:
        try:
            with path.open(encoding=encoding) as f:
                while chunk := f.read(1 << 20):
                    if "\0" in chunk:
                        raise refused(path, "it holds zero bytes, as no text does but one in UTF-16")
        except UnicodeDecodeError:
            continue
        return encoding
    raise refused(path, f"its bytes are no {' nor '.join(encodings)}")
