"""From observations in Parquet to a cell: what `trade.sums` adds up is what the ledger reads."""

from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from ledgers import DAY, TEXTILES, held

from inforce.base.dates import span
from inforce.base.tables import SUBJECTS
from inforce.checks.trade_prohibited import find as prohibited
from inforce.law import load
from inforce.law.relief import terms
from inforce.reports.ledger import Cell, ledger
from inforce.reports.ledger_conduct import read_sums
from inforce.reports.ledger_status import Status
from inforce.reports.leverage import leverage
from inforce.trade.sums import sums

TRADE = pa.schema([*SUBJECTS["trade"], ("own", pa.string()), ("aggregate", pa.string())])
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


MAY_BE = {
    "prohibited": {Status.DOCUMENTED},
    "prohibited_unless": {Status.INCONSISTENT},
    "undetermined": {Status.INCONSISTENT, Status.NOT_ASSESSABLE},
}
FLOWS = [
    ("import", "270112", "2017-08", "undetermined", "coal"),
    ("import", "270112", "2017-09", "prohibited", "coal"),
    ("import", "270112", "2019-02", "prohibited", "coal"),
    ("import", "720110", "2017-09", "undetermined", "iron"),
    ("import", "720110", "2018-03", "prohibited", "iron"),
    ("import", "260111", "2018-03", "undetermined", "iron-ore"),
    ("import", "270112", "2016-06", "prohibited_unless", "coal"),
    ("import", "620193", "2017-11", "undetermined", "textiles"),
    ("import", "620193", "2018-11", "prohibited", "textiles"),
    ("export", "842911", "2018-06", "prohibited_unless", "industrial-machinery"),
    ("export", "870421", "2018", "prohibited_unless", "vehicles"),
    ("export", "271019", "2016-06", "undetermined", "aviation-fuel"),
    ("import", "970300", "2019-02", "undetermined", "statues"),
]


@pytest.mark.parametrize("state", ["CN", "RU"])
@pytest.mark.parametrize(("flow", "hs", "period", "outcome", "goods"), FLOWS)
def test_check_ledger_and_leverage_say_the_same_of_a_flow(
    tmp_path: Path, state: str, flow: str, hs: str, period: str, outcome: str, goods: str
) -> None:
    row = ROW | {"id": "a", "reporter": state, "flow": flow, "hs": hs, "period": period, "quantity": 1_000.0, "value_usd": 9_000.0}
    pq.write_table(pa.Table.from_pylist([row], schema=TRADE), tmp_path / "trade.parquet")
    (found,) = [f for f in prohibited.find(pa.Table.from_pylist([row], schema=TRADE), held().ref) if f.basis[0].startswith("un/")]
    assert found.outcome == outcome
    known = held(table=sums([tmp_path / "trade.parquet"], load()).table, documented=(), claims=())
    cells = [c for c in ledger(known, state, DAY, about=found.basis).cells if c.showings]
    assert {c.status for c in cells} <= MAY_BE[outcome]
    day = span(period)[1] - timedelta(1)
    way = "from" if flow == "import" else "to"
    (line,) = [one for one in leverage(known, state, day, terms()).lines if (one.goods, one.direction) == (goods, way)]
    assert line.how == "banned"
    if outcome != "undetermined":
        assert ", ".join(e.id for _, e in line.exemptions) == dict(found.facts).get("exemptions", "")


def test_a_row_set_aside_is_counted_and_bears_on_nothing(tmp_path: Path) -> None:
    found = cell(tmp_path, aside=("a",))
    assert found.status is Status.NOT_ASSESSABLE
    assert found.showings[0].told == "0 rows of import in 2018: no figure; 1 rows set aside"
