"""Sums of observations: the newest figure of each flow, in its unit, under the measures that covered it; nothing missing made zero."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from inforce.base.dates import span
from inforce.base.errors import InputError
from inforce.base.tables import SUBJECTS
from inforce.law import load
from inforce.law.flow import throughout
from inforce.law.goods import Goods
from inforce.trade.flows import as_goods, newest
from inforce.trade.sums import Sums, sums

COAL = "un/2371#coal-and-iron"
SCHEMA = pa.schema([*SUBJECTS["trade"], ("own", pa.string()), ("aggregate", pa.string())])
Summed = Callable[..., Sums]


@pytest.fixture
def summed(tmp_path: Path) -> Summed:
    def of(*rows: dict[str, Any], **more: Any) -> Sums:
        given = [
            {"reporter": "CN", "partner": "KP", "flow": "import", "period": "2018-03", "hs": "270112", "unit": "t", "id": f"r{n}"} | row
            for n, row in enumerate(rows)
        ]
        pq.write_table(pa.Table.from_pylist(given, schema=SCHEMA), tmp_path / "rows.parquet")
        return sums([tmp_path / "rows.parquet"], load(), **more)

    return of


def only(found: Sums, measure: str = COAL) -> dict[str, Any]:
    (row,) = [r for r in found.table.to_pylist() if r["measure"] == measure]
    return {k: v for k, v in row.items() if v not in (0, None)}


def test_kilograms_and_tonnes_add_up_and_a_row_without_a_figure_is_counted_and_no_zero(summed: Summed) -> None:
    found = only(summed({"quantity": 5.0}, {"quantity": 3000.0, "unit": "kg", "hs": "270119"}, {"hs": "270210"}))
    row = {"state": "CN", "measure": COAL, "period": "2018-03", "flow": "import", "rows": 3, "t": 8.0}
    assert found == row | {"unmeasured": 1, "banned": 2}


def test_a_recorded_zero_is_told_apart_from_nothing(summed: Summed) -> None:
    (row,) = [r for r in summed({"quantity": 0.0}).table.to_pylist() if r["measure"] == COAL]
    assert (row["t"], row["zero"], row["usd"]) == (0.0, 1, None)
    assert summed({"hs": "100630", "quantity": 1.0}).table.num_rows == 0


def test_a_quantity_of_zero_beside_a_value_is_unmeasured_and_no_zero(summed: Summed) -> None:
    (row,) = [r for r in summed({"quantity": 0.0, "value_usd": 400_000.0}).table.to_pylist() if r["measure"] == COAL]
    assert (row["t"], row["zero"], row["usd"], row["unmeasured"]) == (None, 0, 400_000.0, 1)


def test_of_figures_in_two_units_the_smaller_amount_counts_and_not_the_smaller_number(summed: Summed) -> None:
    assert only(summed({"quantity": 5.0}, {"quantity": 1000.0, "unit": "kg"}))["t"] == 1.0


def test_a_later_publication_replaces_an_earlier_one(summed: Summed) -> None:
    found = summed({"quantity": 9.0, "published_on": date(2018, 5, 1)}, {"quantity": 7.0, "published_on": date(2019, 5, 1)})
    assert (only(found)["t"], only(found)["superseded"], only(found)["rows"]) == (7.0, 1, 1)


def test_what_is_set_aside_is_counted_and_in_no_sum(summed: Summed) -> None:
    found = only(summed({"quantity": 9.0, "value_usd": 1.0}, {"hs": "270119", "quantity": 4.0}, aside={"r0"}))
    assert (found["t"], found["rows"], found["quarantined"], found.get("usd")) == (4.0, 1, 1, None)


def test_two_sources_of_one_flow_are_not_added_and_reconciled_figures_stand_apart(summed: Summed) -> None:
    both = summed(
        {"quantity": 5.0, "source": "a"}, {"quantity": 6.0, "source": "b"}, {"quantity": 2.0, "hs": "270119", "source": "b"},
        {"quantity": 99.0, "own": "no", "source": "baci"},
    )  # fmt: skip
    rows = [(r["t"], r["reconciled"]) for r in both.table.to_pylist() if r["measure"] == COAL]
    assert rows == [(8.0, 0), (99.0, 1)]
    assert both.left_out == ("1 rows of a source beside a fuller one of the same flows",)


def test_the_month_in_which_a_ban_began_leaves_a_question(summed: Summed) -> None:
    assert only(summed({"quantity": 5.0, "period": "2017-08"}))["ambiguous"] == 1
    assert "ambiguous" not in only(summed({"quantity": 5.0, "period": "2017-09"}))
    assert not [r for r in summed({"quantity": 5.0, "period": "2017-07"}).table.to_pylist() if r["measure"] == COAL]


def test_what_is_no_flow_is_named_and_not_dropped_in_silence(summed: Summed) -> None:
    found = summed({"quantity": 5.0, "aggregate": "yes"}, {"period": "soon", "quantity": 1.0}, {"partner": "KR", "quantity": 1.0})
    assert found.table.num_rows == 0
    assert [said.split(" rows")[0] for said in found.left_out] == ["2", "1"]


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), tmp_path / "a.parquet")
    with pytest.raises(InputError, match="lacks the columns"):
        sums([tmp_path / "a.parquet"], load())


@pytest.mark.parametrize("seed", [2, 9])
def test_sums_of_made_trade_equal_those_made_row_by_row(seed: int, made_trade: Any, tmp_path: Path) -> None:
    world = made_trade.make(seed, "small")
    pq.write_table(world.rows, tmp_path / "rows.parquet")
    goods, rows, tonnes, stands = Goods(load(), "goods.prohibited"), Counter(), Counter(), Counter()
    for row in (r for r in newest(world.rows.to_pylist()) if r["partner"] == "KP"):
        since, until = span(row["period"])
        lines = (as_goods({**row, "hs_edition": row["hs_edition"] or ""}, day) for day in (since, until - timedelta(1)))
        first, last = ({v.measure.id: v for v in goods.verdicts(line)} for line in lines)
        for m, v in last.items():
            key = row["reporter"], m, row["period"], row["flow"]
            rows[key] += 1
            tonnes[key] += row["quantity"] / (1000 if row["unit"] == "kg" else 1)
            stands[key, str(throughout(v.measure, first.get(m), v).outcome)] += 1
    found = {(r["state"], r["measure"], r["period"], r["flow"]): r for r in sums([tmp_path / "rows.parquet"], load()).table.to_pylist()}
    assert {key: r["rows"] for key, r in found.items()} == rows
    assert {key: round(r["t"], 6) for key, r in found.items()} == {key: round(t, 6) for key, t in tonnes.items()}
    counted = (("ambiguous", "undetermined"), ("unless", "prohibited_unless"), ("banned", "prohibited"))
    told = {(key, outcome): r[name] for key, r in found.items() for name, outcome in counted if r[name]}
    assert told == {key: n for key, n in stands.items() if key[1] != "capped"}


def test_figures_that_no_trade_can_be_are_unmeasured_and_break_nothing(summed: Summed) -> None:
    odd = [float("inf"), float("nan"), -4.0, 1e300]
    rows = [{"quantity": q, "value_usd": q, "hs": f"27011{n}"} for n, q in enumerate(odd)]
    found = only(summed(*rows, {"quantity": 2.0, "hs": "270119", "value_usd": 7.0}))
    assert (found["t"], found["usd"], found["rows"], found["unmeasured"]) == (2.0, 7.0, 5, 4)


def test_of_two_equal_publications_the_smaller_value_counts_whatever_their_order(summed: Summed) -> None:
    rows = [{"quantity": 5.0, "value_usd": v, "published_on": date(2018, 5, 1)} for v in (9.0, 3.0)]
    assert only(summed(*rows))["usd"] == only(summed(*rows[::-1]))["usd"] == 3.0


def test_one_flow_given_in_two_editions_counts_once(summed: Summed) -> None:
    found = only(summed({"quantity": 5.0, "hs_edition": "2017"}, {"quantity": 5.0, "hs_edition": "2022"}))
    assert (found["t"], found["rows"], found["superseded"]) == (5.0, 1, 1)


JUNE, JULY = date(2018, 6, 1), date(2018, 7, 1)


@pytest.mark.parametrize(
    ("coarse", "fine", "tonnes"), [(JUNE, JUNE, 9.0), (None, None, 9.0), (JUNE, JULY, 9.0), (JULY, JUNE, 10.0)], ids=str
)
def test_a_code_and_the_finer_ones_that_it_is_the_sum_of_count_once(
    summed: Summed, coarse: date | None, fine: date | None, tonnes: float
) -> None:
    lines = [{"hs": "27011210", "quantity": 6.0}, {"hs": "27011290", "quantity": 3.0}]
    found = summed({"quantity": 10.0, "published_on": coarse}, *({**line, "published_on": fine} for line in lines), {"hs": "270119"})
    assert only(found)["t"] == tonnes
    said = "figures of a code whose finer or coarser codes tell the same goods: these count"
    assert found.left_out == (f"{1 if tonnes == 9.0 else 2} {said}",)
    assert len(newest([{"hs": "270112", "published_on": coarse}, *({**line, "published_on": fine} for line in lines)])) == (
        2 if tonnes == 9.0 else 1
    )


def test_finer_codes_of_another_month_or_way_are_no_parts(summed: Summed) -> None:
    other = {"hs": "27011210", "quantity": 6.0}
    found = summed({"quantity": 10.0}, {**other, "period": "2018-04"}, {**other, "flow": "export"})
    assert sorted(r["t"] for r in found.table.to_pylist() if r["measure"] == COAL) == [6.0, 10.0]
    assert not found.left_out
