"""Which of several figures counts: in Python and in SQL the same, in units that can be compared, and a zero beside a value is not known."""

from datetime import date
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inforce.trade.flows import amount, figure, first_published, newest
from inforce.trade.rank import GIVEN, ORDER, kinds, nothing, order

NUMBER = st.none() | st.sampled_from([0.0, 1e-7, 1000.0, 1e13]) | st.floats(0, 1e15)
ROWS = st.fixed_dictionaries(
    {
        "published_on": st.none() | st.sampled_from([date(1850, 1, 1), date(2018, 5, 1)]) | st.dates(date(1890, 1, 1), date(2300, 1, 1)),
        "quantity": NUMBER,
        "unit": st.none() | st.sampled_from(["", "t", "kg", "KG", "bbl", "l", "usd", "u", "pairs", "Pairs"]),
        "value_usd": NUMBER,
    }
)
SCHEMA = pa.schema([("published_on", pa.date32()), ("quantity", pa.float64()), ("unit", pa.string()), ("value_usd", pa.float64())])
MAY, JUNE = date(2018, 5, 1), date(2018, 6, 1)


def in_sql(rows: list[dict[str, Any]]) -> list[int]:
    with duckdb.connect() as db:
        units = kinds({row["unit"] or "" for row in rows})
        names, types = ("unit", "kind", "factor"), (pa.string(), pa.int64(), pa.float64())
        db.register("units", pa.table({name: pa.array([u[i] for u in units], types[i]) for i, name in enumerate(names)}))
        db.register(
            "given", pa.Table.from_pylist([{"n": n} | row for n, row in enumerate(rows)], schema=SCHEMA.insert(0, pa.field("n", "int64")))
        )
        db.execute(f"CREATE VIEW flows AS SELECT * REPLACE (coalesce(unit, '') AS unit, {GIVEN} AS quantity) FROM given")
        return [n for (n,) in db.sql(f"SELECT {ORDER} FROM flows JOIN units USING (unit) ORDER BY n").fetchall()]


@given(st.lists(ROWS, min_size=2, max_size=12))
def test_sums_and_rows_take_the_same_figure(rows: list[dict[str, Any]]) -> None:
    ours, theirs = [order(row) for row in rows], in_sql(rows)
    assert [[(a < b) - (a > b) for b in ours] for a in ours] == [[(a < b) - (a > b) for b in theirs] for a in theirs]


def row(**figures: Any) -> dict[str, Any]:
    return {"id": str(sorted(figures.items(), key=str)), "unit": "t", "published_on": MAY} | figures


@pytest.mark.parametrize(
    ("counts", "does_not"),
    [
        ({"quantity": 1000, "unit": "kg"}, {"quantity": 5}),
        ({"quantity": 900}, {"quantity": 1, "published_on": date(2018, 4, 1)}),
        ({"quantity": 10725, "unit": "bbl"}, {"quantity": 1288}),
        ({"quantity": 900}, {"value_usd": 5}),
        ({"quantity": 900}, {}),
        ({"quantity": 0}, {"quantity": 5}),
        ({"quantity": 5, "value_usd": 9}, {"quantity": 5}),
        ({"quantity": 5}, {"quantity": 0, "value_usd": 3}),
        ({"quantity": 0, "value_usd": 3}, {"value_usd": 4}),
    ],
    ids=str,
)
def test_the_smaller_counts_where_units_can_be_compared_and_missing_is_not_zero(counts: dict[str, Any], does_not: dict[str, Any]) -> None:
    first, second = row(**counts), row(**does_not)
    assert newest([first, second]) == newest([second, first]) == [first]


def test_a_quantity_of_zero_beside_a_value_is_not_known() -> None:
    unknown = row(quantity=0, unit="kg", value_usd=400_000)
    assert (amount(unknown), figure(unknown), nothing(unknown)) == ((400_000, "usd"), "400,000 USD", False)
    assert [nothing(row(**r)) for r in ({"quantity": 0}, {"quantity": 0, "value_usd": 0}, {"value_usd": 0}, {})] == [
        True,
        True,
        True,
        False,
    ]


def test_first_published_is_an_earlier_day_and_another_figure() -> None:
    def said(*rows: dict[str, Any]) -> list[str]:
        return [figure(r) for r in first_published(rows).values()]

    assert said(row(quantity=9), row(quantity=7, published_on=JUNE)) == ["9 t"]
    assert said(row(quantity=9), row(quantity=7)) == []
    assert said(row(quantity=1288), row(quantity=10725, unit="bbl")) == []
    assert said(row(quantity=1288), row(quantity=10725, unit="bbl", published_on=JUNE)) == []
    assert said(row(quantity=7000, unit="kg"), row(quantity=7, published_on=JUNE)) == []
    assert said(row(quantity=9, published_on=None), row(quantity=7, published_on=JUNE)) == []
    assert said(row(quantity=9), row(quantity=8), row(quantity=7, published_on=JUNE)) == ["8 t"]
