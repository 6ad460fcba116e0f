"""The rows that no sum may hold: those that look like trade with the other Korea, sought in Parquet or taken from findings."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from inforce.base.errors import InputError, UsageError
from inforce.trade.koreas import SOUTH
from inforce.trade.quarantine import NORTH, quarantined
from inforce.trade.sums import quoted

MOST = 2_000_000  # rows of the two Koreas held in memory at once: about 6 GB; more are screened in parts


def aside(files: Sequence[Path], known: date | None = None) -> frozenset[str]:
    """Ids of the rows to set aside in these files of observations, which `sums` has accepted: what `trade.miscoded` would name
    of what was published by `known` (None: of all).

    Raises UsageError where more than MOST rows bear on it: they are screened in parts, and the findings named.
    """
    bears = f"partner IN ('{NORTH}', '{SOUTH}') OR reporter = '{SOUTH}'"
    with duckdb.connect() as db:
        db.execute(f"CREATE VIEW given AS SELECT * FROM read_parquet({quoted(files)}, union_by_name = true)")
        found = db.sql(f"SELECT count(*) FROM given WHERE {bears}").fetchone()
        if found and found[0] > MOST:
            raise UsageError(
                f"{found[0]:,} rows bear on whether North and South Korea were confused, more than {MOST:,} that can be looked at "
                "together. Screen them by reporter (`inforce screen … --of trade`) and name the findings with --aside."
            )
        rows = db.sql(f"SELECT * FROM given WHERE {bears} ORDER BY id").to_arrow_table().to_pylist()
        return frozenset(quarantined([r for r in rows if not (known and (r.get("published_on") or known) > known)]))


def found_aside(file: Path) -> frozenset[str]:
    """Ids of the rows set aside by the findings in a Parquet file of `inforce screen`. Raises InputError where they are none."""
    try:
        names = pq.read_schema(file).names
        if missing := [c for c in ("check_id", "subject") if c not in names]:
            raise InputError(f"{file} has no columns {missing}: no findings. Write them with `inforce screen … --format parquet`.")
        table = pq.read_table(file, columns=["check_id", "subject"])
    except (OSError, pa.ArrowException) as e:
        raise InputError(f"{file} cannot be read as Parquet: {e}. Write findings with `inforce screen … --format parquet`.") from e
    return frozenset(row["subject"] for row in table.to_pylist() if row["check_id"] == "trade.miscoded")
