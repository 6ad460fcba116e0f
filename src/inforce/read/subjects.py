"""Cells of rows made into the tables of their kinds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pyarrow as pa

from inforce.base.errors import InputError
from inforce.base.tables import SUBJECTS
from inforce.read import values
from inforce.read.columns import Target, plain
from inforce.read.layout import Layout
from inforce.read.ledger import Ledger
from inforce.read.nested import nested

Rows = list[tuple[int, Sequence[Any]]]
AS_READ = ("title", "text", "day", "statements", "mentions")  # what reading an article may add to its row


@dataclass
class Tabling:
    """Makes tables of a layout's rows. `day` is the day of rows that have none; a day after `latest` is an Issue;
    `several`: there is more than one source, so made ids bear the source's name. `filled` counts rows given `day`."""

    layout: Layout
    ledger: Ledger
    dates: str = ""
    day: date | None = None
    latest: date | None = None
    several: bool = False
    filled: int = 0

    def tables(self, rows: Rows) -> tuple[dict[str, pa.Table], dict[str, list[int]]]:
        """By kind, the table and for each of its rows the place among `rows`."""
        at: dict[str, list[int]] = {}
        for i, (line, cells) in enumerate(rows):
            if kind := self.layout.plan.of or self._kind(line, cells[self.layout.plan.of_cell]):
                at.setdefault(kind, []).append(i)
        return {kind: self._table(kind, [rows[i] for i in at[kind]]) for kind in at}, at

    def _kind(self, line: int, cell: Any) -> str:
        said = plain(values.shown(cell))
        if said in SUBJECTS:
            return said
        place = f"{self.layout.place} {line}"
        if self.layout.entities:
            self.ledger.add(self.layout.name, place, cell, "a schema that is not screened; left out", "schema")
        else:
            self.ledger.fail(self.layout.name, place, cell, f"no kind of row; write {', '.join(SUBJECTS)}")
        return ""

    def _table(self, kind: str, rows: Rows) -> pa.Table:
        made = {t.name: pa.array(self._column(t, kind, rows), t.type) for t in self.layout.plan.targets[kind]}
        if kind == "article":
            made |= self._articles(made, rows)
        if "day" not in made and self.day:
            self.filled += len(rows)
            made["day"] = pa.array([self.day] * len(rows), pa.date32())
        return pa.table(made)

    def _column(self, target: Target, kind: str, rows: Rows) -> list[Any]:
        complain = partial(self._complain, rows, target.name)
        if target.name not in SUBJECTS[kind].names:
            return [values.shown(cells[target.cells[0]]) for _, cells in rows]
        convert = values.converter(target.name, target.type, self.dates)
        if pa.types.is_list(target.type) and pa.types.is_struct(target.type.value_type):
            return nested([cells[target.cells[0]] for _, cells in rows], target.type, complain)
        if pa.types.is_list(target.type):
            return values.lists([_joined(cells, target.cells) for _, cells in rows], convert, complain)
        given = [cells[target.cells[0]] if target.cells else None for _, cells in rows]
        read = values.column(given, convert, complain)
        if target.name == "id":
            return self._ids(read, rows, bool(target.cells))
        if pa.types.is_date(target.type):
            self._note_later(kind, target.name, read, given, complain)
        return self._filled(read, given) if target.name == "day" and kind != "article" else read

    def _articles(self, made: dict[str, pa.Array], rows: Rows) -> dict[str, pa.Array]:
        """The columns of articles once those that came without statements are read; a day that neither row nor text gives is the run's."""
        found = pa.table(made).to_pylist()
        at = next((t.cells for t in self.layout.plan.targets["article"] if t.name == "day"), ())
        for i, row in enumerate(found):
            unread = bool(at) and row["day"] is None and values.shown(rows[i][1][at[0]]).strip()
            if row.get("statements") is None and (row.get("text") or "").strip():
                row |= self._read_article(row, rows, i)
            known = None if unread else row.get("day") or row.get("published_on")
            self.filled += known is None and not unread and self.day is not None
            row["day"] = known or (None if unread else self.day)
        return {name: pa.array([row.get(name) for row in found], SUBJECTS["article"].field(name).type) for name in AS_READ}

    def _read_article(self, row: dict[str, Any], rows: Rows, i: int) -> dict[str, Any]:
        from inforce.read.article import read_row  # the rules of reading are loaded where there is something to read

        try:
            return read_row(row)
        except InputError as e:
            self._complain(rows, "text", i, row["text"][:40], f"not read, so no statements are known: {e}")
            return {}

    def _complain(self, rows: Rows, column: str, i: int, value: Any, problem: str) -> None:
        self.ledger.add(self.layout.name, f"{self.layout.place} {rows[i][0]}", value, problem, column)

    def _ids(self, read: list[Any], rows: Rows, column: bool) -> list[str]:
        prefix = f"{self.layout.name}:" if self.several else ""
        out = []
        for i, (name, (line, _)) in enumerate(zip(read, rows, strict=True)):
            if name is None and column:
                self._complain(rows, "id", i, "", "no id; the row is named by its number, row-N")
            out.append(f"{prefix}row-{line}" if name is None else name)
        return out

    def _note_later(self, kind: str, name: str, read: list[Any], given: list[Any], complain: Any) -> None:
        left_out = kind == "trade" and name == "published_on"  # `run.vintages` holds such a row back
        then = "left out, as nobody knew it then" if left_out else "answered with what was known then"
        for i, found in enumerate(read):
            if self.latest and found and found > self.latest:
                complain(i, given[i], f"lies after {self.latest}: {then}")

    def _filled(self, read: list[Any], given: list[Any]) -> list[Any]:
        """A day that nobody gave is the day of the run; one that could not be read stays unknown."""
        empty = {i for i, cell in enumerate(given) if self.day and not values.shown(cell).strip()}
        self.filled += len(empty)
        return [self.day if i in empty else found for i, found in enumerate(read)]


def _joined(cells: Sequence[Any], at: tuple[int, ...]) -> Any:
    """One cell as it is; several, which all feed one list, as one list."""
    if len(at) == 1:
        return cells[at[0]]
    return [v for i in at for v in (values.split(cells[i]) if cells[i] is not None else [])]
