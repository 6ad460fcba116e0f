"""Rows set aside stand on the page of the State that recorded them, with their reasons, and in no cell."""

from dataclasses import replace

import pyarrow as pa
from ledgers import DAY, held

from inforce.base.tables import SUBJECTS, findings_table
from inforce.checks import every
from inforce.reports.ledger import Ledger, ledger
from inforce.reports.ledger_aside import aside_in
from inforce.reports.ledger_page import page
from inforce.reports.ledger_tables import as_object


def made(state: str) -> Ledger:
    """With Trinidad and Tobago's methanol, of which 493,293 t were recorded with the wrong Korea."""
    rows = [
        {"id": i, "reporter": r, "partner": "KP", "flow": "export", "period": "2015..2024", "hs": "290511", "quantity": q, "unit": "t"}
        for i, r, q in (("tt", "TT", 493_293.0), ("cn", "CN", 174_527.0))
    ]
    table = pa.Table.from_pylist(rows, schema=pa.schema(SUBJECTS["trade"]))
    findings = findings_table(every()["trade.miscoded"].find(table, held().ref))
    return ledger(replace(held(documented=(), claims=(), supplies=()), aside=tuple(aside_in(findings))), state, DAY)


def test_the_methanol_of_trinidad_is_shown_with_its_reasons() -> None:
    ours = made("TT")
    assert len(ours.aside) == 1
    for shown in (page(ours), str(as_object(ours))):
        for reason in ("493,293 t", "more than all other reporters together", "no other goods with the North", "which Korea"):
            assert reason in shown
    assert not ours.assessed


def test_it_is_on_no_other_states_page() -> None:
    assert made("CN").aside == ()
    assert "which Korea was it" not in page(made("CN"))
