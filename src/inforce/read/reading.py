"""Reads files, or rows in memory, in chunks: a million rows in bounded memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from inforce.base.nouns import Issue
from inforce.read import layout
from inforce.read.columns import ColumnMap
from inforce.read.files import Source, look
from inforce.read.ledger import Ledger
from inforce.read.subjects import Tabling

Given = str | Path | BinaryIO


@dataclass(frozen=True)
class Chunk:
    """Some rows as given and as subjects: `at[kind][i]` is the place in `rows` of row i of `tables[kind]`."""

    header: tuple[str, ...]
    rows: list[Sequence[Any]]
    tables: dict[str, pa.Table]
    at: dict[str, list[int]]


@dataclass(frozen=True)
class Subjects:
    """Everything that was read: a table for each kind found, what could not be read, and how many rows failed as a whole."""

    tables: dict[str, pa.Table]
    issues: tuple[Issue, ...]
    failed: int = 0


@dataclass(frozen=True)
class Manner:
    """How to read: the kind of all rows (or ''), what columns are called, the day of rows that have none (or None), and the
    day after which a day is an Issue (or None)."""

    of: str = ""
    mapping: ColumnMap = field(default_factory=ColumnMap)
    day: date | None = None
    latest: date | None = None


class Reading:
    """Sources being read, once, chunk after chunk. Made by `of_files` or `of_rows`; `issues`, `failed` and `filled` grow."""

    def __init__(self, layouts: Sequence[layout.Layout], manner: Manner, sources: Sequence[Source] = ()) -> None:
        self.inputs = tuple((s.name, s.sha256) for s in sources)
        self.manner = manner
        self._sources = tuple(sources)
        self._ledger = Ledger()
        self._tablings = [
            Tabling(x, self._ledger, manner.mapping.dates, manner.day, manner.latest, several=len(layouts) > 1) for x in layouts
        ]
        for s in sources:
            if s.assumed:
                self._ledger.add(s.name, "file", s.encoding, s.assumed)
        for x in layouts:
            self._note_columns(x)

    def _note_columns(self, x: layout.Layout) -> None:
        for column, remark in x.plan.remarks:
            self._ledger.add(x.name, "header", column, remark)
        if any(t.name == "id" and not t.cells for targets in x.plan.targets.values() for t in targets):
            self._ledger.add(x.name, "header", "", "no column `id`; rows are named by their number, row-N")

    @property
    def columns(self) -> dict[str, pa.DataType]:
        """The columns as given, over all sources in order of appearance; text where two sources differ in type."""
        found: dict[str, pa.DataType] = {}
        for t in self._tablings:
            for name, kind in t.layout.types.items():
                found[name] = kind if found.get(name, kind) == kind else pa.string()
        return found

    @property
    def kinds(self) -> set[str]:
        """The kinds that rows may be of."""
        return {k for t in self._tablings for k in t.layout.plan.targets}

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What could not be read so far."""
        return self._ledger.issues

    @property
    def failed(self) -> int:
        """Rows that could not be read at all so far."""
        return self._ledger.failed

    @property
    def filled(self) -> int:
        """Rows without a day that were given the day of the run."""
        return sum(t.filled for t in self._tablings)

    def __iter__(self) -> Iterator[Chunk]:
        for t in self._tablings:
            rows = t.layout.rows(self._ledger)
            while held := list(islice(rows, layout.ROWS_HELD)):
                tables, at = t.tables(held)
                yield Chunk(tuple(t.layout.types), [cells for _, cells in held], tables, at)


def of_files(given: Sequence[Given], manner: Manner) -> Reading:
    """Files or binary streams, read in their order. Raises InputError where one is of no use at all."""
    sources = [look(g, manner.mapping.encoding) for g in given]
    return Reading([layout.of_source(s, manner.of, manner.mapping) for s in sources], manner, sources)


def of_rows(rows: Sequence[Mapping[str, Any]] | pa.Table, manner: Manner) -> Reading:
    """Rows in memory: mappings by column, or an Arrow table. No rows need no columns."""
    return (
        Reading([], manner)
        if isinstance(rows, Sequence) and not rows
        else Reading([layout.of_rows(rows, manner.of, manner.mapping)], manner)
    )


def read_subjects(given: Given, of: str | None = None, mapping: ColumnMap | None = None) -> Subjects:
    """A file or binary stream, whole, as subject tables with the columns of `base.tables` and those further ones it has.

    `of` names the kind of its rows, else its columns tell. Raises InputError for a file of no use; what could not be read
    in a file of use is in `issues`.
    """
    reading = of_files([given], Manner(of or "", mapping or ColumnMap()))
    chunks = list(reading)
    kinds = sorted({k for c in chunks for k in c.tables})
    tables = {k: pa.concat_tables([c.tables[k] for c in chunks if k in c.tables]) for k in kinds}
    return Subjects(tables, reading.issues, reading.failed)
