"""Rows that `trade.miscoded` set aside, for the page of the State that recorded them: they rest in no cell, and are not hidden."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

CHECK = "trade.miscoded"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row of which it is not known with which Korea it was: what the finding says of it, and the row's id."""

    reporter: str
    row: str
    told: str
    known: date | None = None


def aside_in(findings: pa.Table) -> Iterator[SetAside]:
    """Those among the findings of a screening."""
    for row in findings.select(["check_id", "subject", "why", "known", "facts"]).to_pylist():
        facts = dict(row["facts"] or ())
        if row["check_id"] == CHECK and "reporter" in facts:
            yield SetAside(facts["reporter"], row["subject"], row["why"], row["known"])
