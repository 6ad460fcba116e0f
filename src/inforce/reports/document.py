"""A report before it has a form: a title, what must be said first, and tables of plain cells."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

NOT_KNOWN = "not known"  # what a cell says for which there is no source

Cell = str | int | float | date | None | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under `columns`; a cell that holds several texts is a tuple. `note` says how to read it. `id` names it in JSON."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        if wrong := [row for row in self.rows if len(row) != len(self.columns)]:
            raise ValueError(f"{self.id}: {wrong[0]} is no row of {self.columns}")


@dataclass(frozen=True, slots=True)
class Document:
    """Sentences to begin with, pictures as SVG with their titles, tables, and what is to be remembered at the end."""

    title: str
    lead: tuple[str, ...]
    tables: tuple[Table, ...]
    pictures: tuple[tuple[str, str], ...] = ()
    foot: tuple[str, ...] = ()

    def as_object(self) -> dict[str, Any]:
        """The document for JSON: each table as a list of its rows by column."""
        tables = {t.id: [dict(zip(t.columns, row, strict=True)) for row in t.rows] for t in self.tables}
        return {"title": self.title, "lead": self.lead, "tables": tables, "foot": self.foot}


def table(id: str, title: str, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], note: str = "") -> Table:
    """A table of rows that are still to be made."""
    return Table(id, title, columns, tuple(rows), note)


def shown(cell: Cell) -> str:
    """A cell as a reader sees it."""
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        return "; ".join(cell)
    return f"{cell:,}" if isinstance(cell, int) else str(cell)
