"""Makers of what ledgers are made from, for their tests."""

from datetime import date
from typing import Any

import pyarrow as pa

from inforce.base.nouns import Evidence
from inforce.law import load
from inforce.law.documented import documented
from inforce.law.supplies import embedded
from inforce.reference import Reference
from inforce.reports.ledger_conduct import SUMS, Held
from inforce.reports.ledger_status import Bearing, Kind, Showing
from inforce.talks import statements

DAY = date(2024, 12, 31)
CAP, COAL, TEXTILES = "un/2397#refined-petroleum-cap", "un/2371#coal-and-iron", "un/2375#textiles"


def showing(kind: str = "E5", bearing: str = "at odds", upstream: str = "a", by: str = "somebody") -> Showing:
    return Showing(Kind(kind), Bearing(bearing), "told", by, upstream, (Evidence("s", "l", "v"),))


def sums(*rows: dict[str, Any]) -> pa.Table:
    every = dict.fromkeys(SUMS) | {"state": "CN", "measure": TEXTILES, "period": "2018", "flow": "import", "rows": 1}
    every |= {"zero": 0, "quarantined": 0, "reconciled": 0, "ambiguous": 0}
    types = {"t": pa.float64(), "bbl": pa.float64(), "kl": pa.float64(), "usd": pa.float64()}
    columns = dict.fromkeys((*SUMS, *(c for row in rows for c in row)))
    schema = pa.schema([(c, types.get(c, pa.string() if isinstance(every.get(c), str) else pa.int64())) for c in columns])
    return pa.Table.from_pylist([every | row for row in rows], schema=schema)


def held(known: date | None = None, table: pa.Table | None = None, **changes: Any) -> Held:
    """What ships, with sums of trade and other changes."""
    ref = Reference(load(), known, supplies=changes.pop("supplies", embedded()))
    return Held(ref, changes.pop("documented", documented()), changes.pop("claims", statements()), table)
