"""CSV and its kin: one bad line costs that line and no other."""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator

from inforce.base.errors import InputError
from inforce.read.columns import plain
from inforce.read.files import Source
from inforce.read.ledger import Ledger
from inforce.read.values import LONE_SURROGATE

SEPARATORS = ",;\t|"
MOST_LINES = 1_000  # of one row; a quotation mark still open after so many was never closed


class _Lines:
    """Hands lines to a csv reader and remembers those of the row at hand, so that they can be handed out again."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self.number = 0
        self.row: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.row) >= MOST_LINES:
            raise csv.Error(f"a quotation mark stays open for {MOST_LINES} lines")
        line = self._again.popleft() if self._again else next(self._lines)
        self.row.append(line)
        self.number += 1
        return line

    def first(self) -> str:
        """The first line that is not blank, with its end; '' when there is none. It will be handed out again."""
        while not self._again:
            line = next(self._lines, "")
            if line.strip() or not line:
                self._again.append(line)
            else:
                self.number += 1
        return self._again[0]

    def go_back(self, lines: int) -> None:
        """Hands out the last lines of the row at hand again."""
        self._again.extendleft(reversed(self.row[len(self.row) - lines :]))
        self.number -= lines


def header(source: Source, separator: str, wanted: set[str]) -> tuple[list[str], str]:
    """The column names and the separator: the one given, or the one that a line 'sep=;' states as Excel writes it, or the
    one that makes most of the `wanted` names appear. Raises InputError for a header that cannot be read."""
    with source.text() as text:
        lines = _Lines(text)
        first = lines.first()
        separator = separator or _stated(first) or _likely(first, wanted)
        for _, cells, problem in _records(lines, separator):
            if problem:
                raise InputError(f"{source.name}: the header cannot be read ({problem}). Write it as one line of names between commas.")
            return cells, separator
    raise InputError(f"{source.name} has no header. Write the names of the columns into its first line.")


def rows(source: Source, separator: str, width: int, ledger: Ledger) -> Iterator[tuple[int, list[str]]]:
    """Each row beneath the header with the number of its first line; a row that cannot be read goes to the ledger."""
    with source.text() as text:
        records = _records(_Lines(text), separator, width)
        next(records, None)
        for line, cells, problem in records:
            if problem:
                ledger.fail(source.name, f"line {line}", separator.join(cells), problem)
            else:
                yield line, cells


def _records(lines: _Lines, separator: str, width: int = 0) -> Iterator[tuple[int, list[str], str]]:
    """Line, cells and what is wrong with them. A row that goes wrong costs its first line: what a stray quotation mark
    swallowed after it is read again."""
    if _stated(lines.first()):
        next(lines)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        lines.row.clear()
        start = lines.number + 1
        try:
            cells = next(reader)
            problem = _problem(cells, width) if cells else ""
        except StopIteration:
            return
        except csv.Error as e:
            cells, problem = [line.rstrip("\r\n") for line in lines.row[:1]], str(e)
        if problem:
            lines.go_back(len(lines.row) - 1)
            reader = csv.reader(lines, delimiter=separator, strict=True)
        if cells:
            yield start, cells[:width] if width and not problem else cells, problem


def _problem(cells: list[str], width: int) -> str:
    if width and len(cells) != width and (len(cells) < width or any(cells[width:])):
        return f"{len(cells)} cells where the header has {width}"
    if any(LONE_SURROGATE.search(c) for c in cells if not c.isascii()):
        return "bytes that are no text in the encoding of this file"
    return ""


def _stated(line: str) -> str:
    said = re.fullmatch(r"sep=(.)\s*", line.lstrip("\ufeff"))
    return said[1] if said else ""


def _likely(line: str, wanted: set[str]) -> str:
    def promise(separator: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader([line], delimiter=separator), [])
        except csv.Error:  # a cell too long to be one: then this is not what separates them
            return 0, 0
        return sum(plain(c) in wanted for c in cells), len(cells)

    return max(SEPARATORS, key=promise)
