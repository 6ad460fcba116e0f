"""Findings in any number, which come back in the order of a run: some thousands of them in memory, more on the disk."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

import pyarrow as pa

from inforce.base.nouns import Finding, Outcome
from inforce.base.tables import FINDING, finding_of, findings_table

MOST = 20_000  # findings in memory
_BATCH = 10_000
_MEMORY = "400MB"  # for sorting


def sort_key(f: Finding) -> tuple[Any, ...]:
    """The order of findings: by what they are part of, subject, day and check, the gravest and likeliest first; the same
    whatever order the rows came in."""
    return (f.part_of, f.subject, f.day or date.min, f.check_id, _GRAVITY[f.outcome], -(f.score or 0.0), f.why, f.id)


_GRAVITY = {outcome: i for i, outcome in enumerate(Outcome)}
_ORDER = f"""
    ORDER BY part_of, subject, coalesce(day, DATE '0001-01-01'), check_id, list_position({[str(o) for o in Outcome]}, outcome),
             -coalesce(score, 0), why, id"""


class Pile:
    """To be entered like a file. Adding is over where reading begins, and may go on afterwards."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held: list[Finding] = []
        self._folder = TemporaryDirectory(prefix="inforce-findings-")
        self._files: list[Path] = []

    def __enter__(self) -> "Pile":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._folder.cleanup()

    def add(self, findings: Iterable[Finding]) -> None:
        """Lays them on it, in any order."""
        for f in findings:
            self._held.append(f)
            if len(self._held) >= self._most:
                self._lay_down()

    def _lay_down(self) -> None:
        import pyarrow.parquet as pq

        self._files.append(Path(self._folder.name, f"{len(self._files)}.parquet"))
        pq.write_table(findings_table(self._held), self._files[-1], compression="zstd")
        self._held.clear()

    def reader(self) -> pa.RecordBatchReader:
        """All of them as rows of FINDING, in order."""
        return pa.RecordBatchReader.from_batches(FINDING, self._batches(FINDING.names))

    def findings(self) -> Iterator[Finding]:
        """The same as findings."""
        if self._files:
            return (finding_of(row) for batch in self._batches(FINDING.names) for row in batch.to_pylist())
        return iter(sorted(self._held, key=sort_key))

    def ids(self) -> Iterator[tuple[str, Outcome]]:
        """Their ids and outcomes, in order."""
        if self._files:
            return ((r["id"], Outcome(r["outcome"])) for b in self._batches(["id", "outcome"]) for r in b.to_pylist())
        return ((f.id, f.outcome) for f in self.findings())

    def _batches(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        if not self._files:
            yield from findings_table(sorted(self._held, key=sort_key)).select(columns).to_batches(max_chunksize=_BATCH)
            return
        from inforce.store.database import connect, text  # slow to import, and rarely needed here

        if self._held:
            self._lay_down()
        schema = pa.schema([FINDING.field(c) for c in columns])
        with connect(_MEMORY, Path(self._folder.name)) as con:
            files = ", ".join(text(str(f)) for f in self._files)
            for batch in con.execute(f"SELECT {', '.join(columns)} FROM read_parquet([{files}]) {_ORDER}").to_arrow_reader(_BATCH):
                yield from pa.Table.from_batches([batch]).cast(schema).to_batches()
