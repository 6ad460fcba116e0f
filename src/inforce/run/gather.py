"""Files of positions, read and filed by day, with the count of what could not be used."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from inforce.base.nouns import Issue
from inforce.read.columns import ColumnMap
from inforce.read.track import look
from inforce.store.tracks import TrackStore

_KEPT = 200_000  # rejected rows held of one file; of more the count alone is told


@dataclass
class Gathered:
    """What came of it: rows and positions read, rejected rows by reason, remarks, and the files with the sha256 of their bytes."""

    rows: int = 0
    positions: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    issues: list[Issue] = field(default_factory=list)
    inputs: list[tuple[str, str]] = field(default_factory=list)

    @property
    def statics(self) -> int:
        """Rows that say who a ship is and not where."""
        return self.rows - self.positions - self.rejected.total()


def gather(files: Sequence[str | Path], store: TrackStore, mapping: ColumnMap | None = None) -> Gathered:
    """Reads files of positions into the store. All are looked at before the first is read. Raises InputError for one of no use."""
    looked = [look(f, mapping) for f in files]
    told = Gathered(inputs=[(f.name, f.sha256) for f in looked])
    with store.filing() as filing:
        for file in looked:
            told.issues += [Issue(file.name, "file", "", assumed) for assumed in file.assumed]
            rejected: list[pa.Table] = []
            reasons: Counter[str] = Counter()
            before = told.rows
            for batch in file:
                filing.add(batch.positions, batch.reports)
                told.rows, told.positions = told.rows + batch.rows, told.positions + batch.positions.num_rows
                if batch.rejected.num_rows and sum(t.num_rows for t in rejected) < _KEPT:
                    rejected.append(batch.rejected)
                reasons.update(batch.rejected["reason"].to_pylist())
            store.reject(file.sha256, rejected)
            told.rejected += reasons
            if told.rows == before:
                told.issues.append(Issue(file.name, "file", "", "there is no row in it: no ship was looked at"))
            told.issues += [Issue(file.name, f"{n:,} rows", "", f"rejected: {reason}") for reason, n in sorted(reasons.items())]
    return told
