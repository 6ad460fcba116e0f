"""Gaps between two States' records in the ledger: in both States' cells, in the same words, moving nothing alone."""

from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest
from ledgers import CAP, DAY, held, showing

from inforce.base.errors import InputError
from inforce.base.tables import SUBJECTS, findings_table
from inforce.checks import every
from inforce.reports.ledger import Cell, ledger
from inforce.reports.ledger_mirror import Astray, astray_in
from inforce.reports.ledger_status import Status, judge


def found(**changes: object) -> tuple[Astray, ...]:
    """What the check finds of oil that CN recorded as sent to VN, and that VN, which published, did not."""
    sent = {"reporter": "CN", "partner": "VN", "flow": "export", "hs": "271019", "quantity": 500.0, "unit": "t"}
    came = {"reporter": "VN", "partner": "AU", "flow": "import", "hs": "270112", "quantity": 9.0, "unit": "t"}
    rows = [one | {"id": f"{one['reporter']}{year}", "period": year} | changes for year in ("2018", "2019") for one in (sent, came)]
    table = pa.Table.from_pylist(rows, schema=SUBJECTS["trade"])
    return astray_in(findings_table(every()["trade.mirror_gap"].find(table, held().ref)), "findings")


def cell(state: str, astray: tuple[Astray, ...]) -> Cell:
    made = ledger(replace(held(documented=(), claims=(), supplies=()), astray=astray), state, DAY, about=(CAP,))
    return next(c for c in made.cells if c.period == "2018")


def test_both_states_cells_show_it_in_the_same_words_and_it_moves_no_status() -> None:
    (gap,) = found()
    cells = [cell(state, (gap,)) for state in ("CN", "VN")]
    assert {c.status for c in cells} == {Status.NOT_ASSESSABLE}
    assert len({c.showings for c in cells}) == 1
    assert "CN recorded 1,000 t of HS 271019 as sent to VN from 2018-01-01" in cells[0].showings[0].told
    assert "nothing in them names North Korea" in cells[0].showings[0].told
    assert all("in transit" in " ".join(c.innocent) for c in cells)
    assert cell("KR", (gap,)).showings == ()


def test_it_is_the_second_class_beside_a_sensors_record_from_elsewhere_and_a_copy_adds_nothing() -> None:
    gap, sensor = found()[0].showing(), showing("E4", "in doubt", "satellite")
    assert judge([gap]).status is judge([gap, gap]).status is Status.NOT_ASSESSABLE
    assert judge([sensor]).status is Status.INCONSISTENT
    assert judge([sensor, gap]).status is judge([sensor, gap, gap]).status is Status.INDICATED
    assert judge([replace(sensor, upstream=gap.upstream), gap]).status is Status.INCONSISTENT
    assert judge([showing("E3", "in doubt", "x"), gap]).status is Status.INCONSISTENT


def test_what_was_found_later_than_known_is_left_out_and_other_findings_are_none() -> None:
    (gap,) = found()
    late = replace(gap, known=date(2024, 1, 1))
    then = replace(held(date(2020, 1, 1), documented=(), claims=(), supplies=()), astray=(late,))
    assert not [c for c in ledger(then, "CN", date(2019, 12, 31), about=(CAP,)).cells if c.showings]
    assert not [g for g in found(hs="100630") if g.measures]


def test_a_table_that_is_none_of_findings_is_refused() -> None:
    with pytest.raises(InputError, match="lacks the columns"):
        astray_in(pa.table({"a": [1]}), "a.parquet")
    rows = [{"check_id": "trade.mirror_gap", "subject": "x", "outcome": "red_flag", "why": "", "known": None, "facts": [("since", "2018")]}]
    schema = pa.schema(
        [("check_id", pa.string()), ("subject", pa.string()), ("outcome", pa.string()), ("why", pa.string()), ("known", pa.date32())]
    )
    table = pa.Table.from_pylist(rows, schema=schema.append(pa.field("facts", pa.map_(pa.string(), pa.string()))))
    with pytest.raises(InputError, match="Screen the observations anew"):
        astray_in(table, "a.parquet")
