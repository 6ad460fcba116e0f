"""From observations in Parquet to a cell: what `trade.sums` adds up is what the ledger reads."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from ledgers import DAY, TEXTILES, held

from inforce.law import load
from inforce.reports.ledger import Cell, ledger
from inforce.reports.ledger_conduct import read_sums
from inforce.reports.ledger_status import Status
from inforce.trade.sums import sums

ROW = {"reporter": "CN", "partner": "KP", "flow": "import", "period": "2018", "hs": "620193", "hs_edition": "2017", "unit": "kg"}


def cell(tmp_path: Path, aside: tuple[str, ...] = (), **row: object) -> Cell:
    given = {"id": "a", "quantity": 1_000.0, "value_usd": 9_000.0, "own": "yes", "source": "customs"} | ROW | row
    schema = pa.schema([(c, pa.float64() if c in ("quantity", "value_usd") else pa.string()) for c in given])
    pq.write_table(pa.Table.from_pylist([given], schema=schema), tmp_path / "trade.parquet")
    table = read_sums(sums([tmp_path / "trade.parquet"], load(), aside=aside).table, "sums")
    made = ledger(held(table=table, documented=(), claims=()), "CN", DAY, about=(TEXTILES,))
    return next(c for c in made.cells if c.period == "2018")


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({}, Status.DOCUMENTED),
        ({"own": "no"}, Status.INCONSISTENT),
        ({"quantity": 0.0, "value_usd": 0.0}, Status.NOT_ASSESSABLE),
        ({"quantity": None, "value_usd": None}, Status.NOT_ASSESSABLE),
        ({"partner": "KR"}, Status.NOT_ASSESSABLE),
        ({"reporter": "RU"}, Status.NOT_ASSESSABLE),
        ({"hs": "010121"}, Status.NOT_ASSESSABLE),
    ],
)
def test_an_observation_becomes_a_cell(tmp_path: Path, row: dict[str, object], status: Status) -> None:
    assert cell(tmp_path, **row).status is status


def test_a_row_set_aside_is_counted_and_bears_on_nothing(tmp_path: Path) -> None:
    found = cell(tmp_path, aside=("a",))
    assert found.status is Status.NOT_ASSESSABLE
    assert found.showings[0].told == "0 rows of import in 2018: no figure; 1 rows set aside"
