"""Findings, and cleared pairs, out of the files in which they were kept: what `inforce screen` wrote, or a table of pairs."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from inforce.base.errors import InputError
from inforce.run.again import Pair


def findings(path: Path) -> Iterator[dict[str, Any]]:
    """The findings in a file that `inforce screen` wrote as JSON, JSON lines or Parquet. Raises InputError for any other."""
    try:
        with path.open("rb") as file:
            head = file.read(4)
        if head == b"PAR1":
            yield from _with_findings(row for batch in pq.ParquetFile(path).iter_batches() for row in batch.to_pylist())
        elif path.suffix.lower() == ".jsonl":
            with path.open(encoding="utf-8") as lines:
                yield from _with_findings(json.loads(line) for line in lines if line.strip())
        else:
            said = json.loads(path.read_text(encoding="utf-8"))
            yield from _with_findings(said["findings"] if isinstance(said, dict) else said)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, pa.ArrowException) as e:
        mend = "Give what `inforce screen` wrote as JSON, JSON lines or Parquet."
        raise InputError(f"{path} holds no findings that can be read ({type(e).__name__}: {e}). {mend}") from e


def _with_findings(rows: Any) -> Iterator[dict[str, Any]]:
    """Those rows that are findings: a Parquet file has the rows without one too."""
    for row in rows:
        if row["check_id"] is not None:
            yield {**row, "subject": row["subject"], "facts": dict(row["facts"] or {})}


def pairs(path: Path) -> tuple[Pair, ...]:
    """The pairs in a CSV file with the columns `subject` and `listing` (a designation's id). Raises InputError for any other."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            if not {"subject", "listing"} <= {*(rows.fieldnames or ())}:
                raise InputError(f"{path} lacks a column `subject` or `listing`; it has {rows.fieldnames}.")
            return tuple(Pair(row["subject"].strip(), row["listing"].strip()) for row in rows if row["subject"] and row["listing"])
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        raise InputError(f"{path} cannot be read ({e}). Give a CSV file with the columns `subject` and `listing`, in UTF-8.") from e
