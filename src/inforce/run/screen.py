"""Screens a file, or rows in memory, in one call: what `inforce.screen` is."""

import json
import warnings
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from inforce.base.dates import as_day
from inforce.base.errors import UsageError
from inforce.base.tables import findings_table
from inforce.checks import every
from inforce.read import Manner, Reading, of_files, of_rows
from inforce.reference import Reference
from inforce.run.local import Screening
from inforce.run.pile import sort_key
from inforce.store.runs import as_object


def screen(rows: Any, ref: Reference, of: str | None = None, day: date | str | None = None) -> pa.Table:
    """Findings of every check on `rows`: a path (CSV, JSON lines, Parquet), mappings by column, or anything Arrow can read.

    `of` is the kind of all rows ('party', 'vessel', 'goods'), else their columns tell. `day` is the day of rows that have
    none; without it the Reference's known day. The table has the schema FINDING; its metadata `inforce.run` is the record of
    the run as JSON. Warns of values and rows that could not be read. Raises InputError, UsageError.
    """
    if of == "track":
        raise UsageError("Positions are screened a day at a time, from files: `inforce screen FILE --of track --out findings.parquet`.")
    manner = Manner(of or "", day=as_day(day) if day else ref.known, latest=ref.known)
    reading = _reading(rows, manner)
    screening = Screening(tuple(every().values()), ref)
    found = [f for chunk in reading for kind in sorted(chunk.tables) for _, f in screening.examine(kind, chunk.tables[kind])]
    found += [f for of_kind in screening.finish().values() for _, f in of_kind]
    run = screening.record(reading.issues, reading.inputs, reading.failed)
    if run.issues:
        first = run.issues[0]
        said = f"{first.source}, {first.locator}: {first.value!r}: {first.problem}"
        more = f"{len(run.issues)} such remarks, {run.failed} rows not read; all are in the table's metadata `inforce.run`"
        warnings.warn(f"{said} ({more})", stacklevel=2)
    table = findings_table(sorted(found, key=sort_key))
    return table.replace_schema_metadata({"inforce.run": json.dumps(as_object(run), ensure_ascii=False)})


def _reading(rows: Any, manner: Manner) -> Reading:
    if isinstance(rows, str | Path):
        return of_files([rows], manner)
    if isinstance(rows, Sequence) and all(isinstance(row, Mapping) for row in rows):
        return of_rows(rows, manner)
    if isinstance(rows, pa.Table) or hasattr(rows, "__arrow_c_stream__"):
        return of_rows(pa.table(rows), manner)
    raise UsageError(
        f"{type(rows).__name__} cannot be screened. Give a path, a list of mappings, or an Arrow table or what can become one."
    )
