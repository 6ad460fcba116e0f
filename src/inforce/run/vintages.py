"""Observations of trade published after the known day: no check sees them, and the run says how many there were."""

from datetime import date

import pyarrow as pa


def unknown_yet(kind: str, table: pa.Table, known: date | None) -> list[bool]:
    """For each row, whether it is an observation of trade that was published after `known`; what has no such day counts as known."""
    if known is None or kind != "trade" or "published_on" not in table.column_names:
        return [False] * table.num_rows
    return [bool(day and day > known) for day in table["published_on"].to_pylist()]


def known_of(kind: str, table: pa.Table, known: date | None) -> tuple[list[int], pa.Table]:
    """The rows that were known, with the place of each in the table."""
    later = unknown_yet(kind, table, known)
    if not any(later):
        return list(range(table.num_rows)), table
    places = [i for i, late in enumerate(later) if not late]
    return places, table.take(pa.array(places, pa.int64()))
