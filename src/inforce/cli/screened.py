"""Rows on their way through a screening, and out again: for eyes, for spreadsheets, for programs; a chunk is held at a time."""

import csv
import io
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import IO, Any

import pyarrow as pa
import typer

from inforce.base.nouns import Evidence, Finding, Run
from inforce.base.tables import FINDING, findings_table
from inforce.cli.output import Format, as_json, cell, objects, shown
from inforce.read import Chunk, Reading
from inforce.read.values import shown as text_of
from inforce.run.local import Screening
from inforce.run.pile import sort_key
from inforce.run.vintages import unknown_yet
from inforce.store.runs import as_object

_FIELDS = {  # of a finding, beside the columns of a row: which may have an id and a day of its own
    "finding_id": "id",
    "check_id": "check_id",
    "known": "known",
    "outcome": "outcome",
    "score": "score",
    "why": "why",
    "basis": "basis",
    "evidence": "evidence",
    "facts": "facts",
    "review": "review",
    "reference": "reference",
}
OURS = ("subject", "day_checked", *_FIELDS, "checked", "note")


@dataclass(frozen=True)
class Passed:
    """A row that was screened: its cells as given by column, the kind it was seen as ('' where that could not be told), its
    id, its day, what was found, and why no check saw it ('' where they did)."""

    cells: dict[str, Any]
    kind: str
    subject: str
    day: date | None
    found: list[Finding]
    unseen: str = ""


class Screened:
    """The rows of a reading, screened as they are asked for, once. `record` is whole when the last was asked for."""

    def __init__(self, reading: Reading, screening: Screening, left_out: Sequence[str] = (), chunks: Iterable[Chunk] = ()) -> None:
        self.reading, self.screening, self.left_out = reading, screening, left_out
        self._chunks = chunks or reading
        self.later: Counter[str] = Counter()
        self._notes: dict[date | None, str] = {}

    def __iter__(self) -> Iterator[list[Passed]]:
        """The rows, chunk after chunk; where a check must see rows together, all chunks are held until the last is read."""
        chunks = map(self._passed, self._chunks)
        return iter(self._together(list(chunks))) if self.screening.waits(self.reading.kinds) else chunks

    def _together(self, chunks: list[list[Passed]]) -> list[list[Passed]]:
        for kind, found in self.screening.finish().items():
            rows = [row for chunk in chunks for row in chunk if row.kind == kind]
            for i, finding in found:
                rows[i].found.append(finding)
        for row in (row for chunk in chunks for row in chunk):
            row.found.sort(key=sort_key)
        return chunks

    def record(self) -> Run:
        """The record of the run so far."""
        r = self.reading
        return self.screening.record(r.issues, r.inputs, r.failed, self.left_out)

    @cached_property
    def checked(self) -> dict[str, str]:
        """By kind, the checks that ran on its rows, and the package that the law was laid under, if any."""
        assumed = f" under {self.screening.ref.assumed}" if self.screening.ref.assumed else ""
        return {kind: ";".join(f"{c.id}{assumed}" for c in self.screening.of(kind)) for kind in self.reading.kinds}

    def remarks(self, row: Passed) -> tuple[str, str]:
        """Which checks saw the row, and what must be said of it."""
        return ("", row.unseen) if row.unseen else (self.checked.get(row.kind, ""), self.note(row.day))

    def note(self, day: date | None) -> str:
        """What a row of that day must say of the lists: after an edition's known day nobody has looked."""
        if day not in self._notes:
            late = [e for e in self.screening.ref.editions if day and day > e.known]
            self._notes[day] = "; ".join(f"{e.list_id}: list not known after {e.known}" for e in late)
        return self._notes[day]

    def _passed(self, chunk: Chunk) -> list[Passed]:
        rows = [Passed(dict(zip(chunk.header, cells, strict=True)), "", "", None, []) for cells in chunk.rows]
        for kind, table in sorted(chunk.tables.items()):
            days = table["day"].to_pylist() if "day" in table.column_names else [None] * table.num_rows
            late = unknown_yet(kind, table, self.screening.ref.known)
            for place, subject, day, held_back in zip(chunk.at[kind], table["id"].to_pylist(), days, late, strict=True):
                unseen = f"published after {self.screening.ref.known}: left out" if held_back else ""
                rows[place] = Passed(rows[place].cells, kind, subject, day, [], unseen)
                if note := self.note(day):
                    self.later[note] += 1
            for i, finding in self.screening.examine(kind, table):
                rows[chunk.at[kind][i]].found.append(finding)
        return rows


def write(screened: Screened, format: Format, file: IO[bytes]) -> None:
    """Screens and writes, chunk after chunk."""
    _WRITERS[format](screened, file)


def given(screened: Screened) -> dict[str, str]:
    """The columns as given, and what they are called beside ours: one that bears the name of ours is `given_…`."""
    names: dict[str, str] = {}
    taken = {*OURS, *screened.reading.columns}
    for name in screened.reading.columns:
        free = name
        while free in OURS or (free != name and free in taken):
            free = f"given_{free}"
        names[name] = free
        taken.add(free)
    return names


def _write_csv(screened: Screened, file: IO[bytes]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)  # ends rows with CRLF: with LF alone it would let a bare CR in a cell begin a new row
    names, nothing = given(screened), [""] * len(_FIELDS)
    writer.writerow([cell(name) for name in (*names.values(), *OURS)])
    for rows in screened:
        for row in rows:
            before = [cell(text_of(row.cells.get(name))) for name in names] + [cell(row.subject), cell(row.day)]
            after = screened.remarks(row)
            for finding in _each(row):
                said = [cell(_plain(getattr(finding, field))) for field in _FIELDS.values()] if finding else nothing
                writer.writerow([*before, *said, *after])
        file.write(text.getvalue().encode(errors="replace"))
        text.seek(text.truncate(0))
    file.write(text.getvalue().encode())


def _each(row: Passed) -> Sequence[Finding | None]:
    """The findings on a row; a row without any is written once."""
    return row.found or [None]


def _plain(value: Any) -> Any:
    """A field of a finding as the text of one cell."""
    if isinstance(value, tuple):
        return "; ".join(_plain(v) if isinstance(v, Evidence) else f"{v[0]}={v[1]}" if isinstance(v, tuple) else v for v in value)
    return f"{value.source}, {value.locator}: {value.value}" if isinstance(value, Evidence) else value


def _write_parquet(screened: Screened, file: IO[bytes]) -> None:
    import pyarrow.parquet as pq

    names = given(screened)
    types = screened.reading.columns
    ours = [("subject", pa.string()), ("day_checked", pa.date32()), *((n, FINDING.field(f).type) for n, f in _FIELDS.items())]
    ours += [("checked", pa.string()), ("note", pa.string())]
    schema = pa.schema([*((names[n], t) for n, t in types.items()), *ours])
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for rows in screened:
            lines = [(row, f) for row in rows for f in _each(row)]
            columns = [_given_array([row.cells.get(n) for row, _ in lines], t) for n, t in types.items()]
            writer.write_table(pa.table([*columns, *_our_arrays(screened, lines)], schema=schema))


def _given_array(cells: list[Any], type: pa.DataType) -> pa.Array:
    return pa.array([None if c is None else text_of(c) for c in cells] if pa.types.is_string(type) else cells, type)


def _our_arrays(screened: Screened, lines: list[tuple[Passed, Finding | None]]) -> list[pa.Array]:
    found = findings_table(f for _, f in lines if f)
    places = iter(range(found.num_rows))
    take = pa.array([next(places) if f else None for _, f in lines], pa.int64())
    said = [found[field].take(take).combine_chunks() for field in _FIELDS.values()]
    rows = [row for row, _ in lines]
    before = [pa.array([r.subject for r in rows], pa.string()), pa.array([r.day for r in rows], pa.date32())]
    after = [[screened.remarks(r)[i] for r in rows] for i in (0, 1)]
    return [*before, *said, *(pa.array(a, pa.string()) for a in after)]


def _write_json(screened: Screened, file: IO[bytes]) -> None:
    file.write(b'{"findings": [')
    before = "\n"
    for finding in _objects(screened):
        file.write(f"{before}{as_json(finding)}".encode(errors="replace"))
        before = ",\n"
    file.write(f'\n],\n"run": {as_json(as_object(screened.record()))}}}\n'.encode(errors="replace"))


def _write_jsonl(screened: Screened, file: IO[bytes]) -> None:
    for finding in _objects(screened):
        file.write(f"{as_json(finding)}\n".encode(errors="replace"))


def _objects(screened: Screened) -> Iterator[dict[str, Any]]:
    for rows in screened:
        yield from objects(findings_table(f for row in rows for f in row.found))


def _write_page(screened: Screened, file: IO[bytes]) -> None:
    """Findings as an officer reads them: what, of whom, when; then why, by which measure, on what evidence."""
    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    colours = file is sys.stdout.buffer and sys.stdout.isatty()
    for rows in screened:
        for row in rows:
            for finding in row.found:
                file.write(("\n".join(_told(row, finding, width, colours)) + "\n\n").encode(errors="replace"))


def _told(row: Passed, f: Finding, width: int, colours: bool) -> Iterator[str]:
    word = f.outcome.replace("_", " ").upper()
    of = f"{row.kind} {shown(f.subject)}" + (f", part of {shown(f.part_of)}" if f.part_of else "")
    head = f"{of}, on {f.day or 'a day not given'}  ({f.check_id})"
    first, *more = textwrap.wrap(f"{word}  {head}", width, subsequent_indent="  ")
    yield first.replace(word, typer.style(word, bold=True, fg=_COLOURS.get(f.outcome, "yellow")), 1) if colours else first
    yield from more
    lines = [shown(f.why)]
    if f.basis:
        lines.append(f"under {', '.join(f.basis)} (reviewed: {f.review})")
    lines += [f"seen in {shown(_plain(e))}" for e in f.evidence if e.source != "subject"]
    for line in lines:
        yield from textwrap.wrap(line, width, initial_indent="  ", subsequent_indent="    ")


_COLOURS = {"prohibited": "red", "prohibited_unless": "red", "undetermined": "cyan"}
_WRITERS: dict[Format, Callable[[Screened, IO[bytes]], None]] = {
    Format.TABLE: _write_page,
    Format.JSON: _write_json,
    Format.JSONL: _write_jsonl,
    Format.CSV: _write_csv,
    Format.PARQUET: _write_parquet,
}
