"""Gaps between two States' records, as `trade.mirror_gap` found them, as evidence of class E3 in the cells of both.

A gap names no third place: nothing in it says that the goods went to North Korea, nor which record is wrong. So it bears `astray` on the
duties that would address the goods if they had, alone it moves no status, and it counts as the second class of evidence beside a
sensor's record from elsewhere. Both States' cells get it, in the same words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from inforce.base.dates import Interval, span
from inforce.base.errors import InputError
from inforce.base.nouns import Evidence
from inforce.reports.ledger_status import Bearing, Kind, Showing

NEEDED = ("check_id", "subject", "outcome", "why", "known", "facts")
_FACTS = ("exporter", "importer", "goods", "since", "until", "unit", "sent", "due", "came", "if_to_kp")


@dataclass(frozen=True, slots=True)
class Astray:
    """Goods that `exporter` recorded as sent to `importer` and that it did not record as come, over `window`; amounts in `unit`.

    `measures` are those that would address the goods if they went to North Korea, `row` the exporter's first row of them.
    """

    exporter: str
    importer: str
    goods: str
    window: Interval
    unit: str
    sent: float
    due: float
    came: float
    measures: tuple[str, ...]
    row: str
    known: date | None = None

    def showing(self) -> Showing:
        """What a cell of either State shows of it."""
        told = (
            f"{self.exporter} recorded {self.sent:,.6g} {self.unit} of HS {self.goods} as sent to {self.importer} from {self.window.since} "
            f"to before {self.window.until}; {self.importer} recorded {self.came:,.6g} {self.unit} where {self.due:,.6g} would be usual. "
            "Which record is wrong, and where the goods went, neither says; nothing in them names North Korea"
        )
        pair = f"{self.exporter} and {self.importer}"
        upstream = f"{self.exporter}/customs beside {self.importer}/customs"
        return Showing(
            Kind.PARTNER, Bearing.ASTRAY, told, f"the records of {pair} beside each other", upstream, (self._seen(),), self.known
        )

    def _seen(self) -> Evidence:
        return Evidence("trade.mirror_gap", self.row, f"{self.due - self.came:,.6g} {self.unit}")


def astray_in(table: pa.Table, name: str) -> tuple[Astray, ...]:
    """The gaps among the findings of a screening; undetermined ones are left out. Raises InputError where it is no table of findings."""
    if missing := [c for c in NEEDED if c not in table.column_names]:
        raise InputError(
            f"{name} lacks the columns {missing} of findings. Make it with `inforce screen … --of trade --out findings.parquet`."
        )
    rows = table.select(list(NEEDED)).to_pylist()
    return tuple(_read(rows, name))


def read_findings(path: Path) -> pa.Table:
    """A Parquet file of findings. Raises InputError where it cannot be read."""
    try:
        return pq.read_table(path)
    except (OSError, pa.ArrowException) as e:
        raise InputError(
            f"{path} cannot be read as Parquet: {e}. Make it with `inforce screen … --of trade --out findings.parquet`."
        ) from e


def _read(rows: list[dict[str, Any]], name: str) -> Iterator[Astray]:
    for row in rows:
        if row["check_id"] != "trade.mirror_gap" or row["outcome"] != "red_flag":
            continue
        facts = dict(row["facts"] or ())
        if missing := [f for f in _FACTS if f not in facts]:
            raise InputError(f"{name}: the finding on {row['subject']} lacks the facts {missing}. Screen the observations anew.")
        yield Astray(
            exporter=facts["exporter"],
            importer=facts["importer"],
            goods=facts["goods"],
            unit=facts["unit"],
            sent=float(facts["sent"]),
            due=float(facts["due"]),
            came=float(facts["came"]),
            window=Interval(span(facts["since"])[0], span(facts["until"])[1]),
            measures=tuple(filter(None, facts["if_to_kp"].split(", "))),
            row=row["subject"],
            known=row["known"],
        )
