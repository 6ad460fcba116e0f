"""Many goods lines at once: what DuckDB gives is what the evaluator says row by row."""

import importlib.util
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from inforce.base.tables import SUBJECTS
from inforce.law import Law, load
from inforce.law.bulk import VERDICT, Bulk
from inforce.law.goods import Goods
from inforce.law.overlay import lift

SPEC = importlib.util.spec_from_file_location("bulk_goods", Path(__file__).parents[2] / "benchmarks/quality/bulk_goods.py")
corpus = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(corpus)

LAW = load()
BULK = Bulk(Goods(LAW, corpus.CHECK))


def table(*rows: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=SUBJECTS["goods"])


def agree(law: Law, rows: pa.Table, bound: tuple[str, ...] = ()) -> None:
    goods = Goods(law, corpus.CHECK, bound)
    expected = list(corpus.row_by_row(goods, rows))
    bulk = Bulk(goods)
    assert list(bulk.verdicts(rows)) == expected
    assert bulk.table(rows) == corpus.as_table(rows, expected)


def test_twenty_thousand_shipments_have_the_verdicts_of_the_evaluator() -> None:
    agree(LAW, next(corpus.batches(LAW, 20_000)))


def test_national_law_in_full_and_the_law_under_relief_too() -> None:
    rows = next(corpus.batches(LAW, 2_000))
    agree(LAW, rows, bound=("CN", "US"))
    lifted = [m.id for m in LAW.in_force(date(2018, 3, 1)) if m.instrument in ("un/2371", "un/2397")]
    agree(lift(LAW, lifted, date(2018, 3, 1)), rows)


days = st.sampled_from(corpus.days_around(LAW, corpus.random.Random(1))) | st.dates(date(2006, 1, 1), date(2026, 1, 1))
countries = st.sampled_from([*corpus.KOREAS, *corpus.OTHERS]) | st.text(max_size=3) | st.none()
goods_lines = st.fixed_dictionaries(
    {
        "id": st.just("a"),
        "hs": st.sampled_from(corpus.codes_around(LAW, corpus.random.Random(1))) | st.text("0123456789. x", max_size=11) | st.none(),
        "hs_edition": st.sampled_from([*corpus.COMMON, *corpus.RARE]) | st.none(),
        "day": days | st.none(),
        "day_zone": st.sampled_from(corpus.ZONES) | st.none(),
        **{c: days | st.none() for c in ("contract_day", "loaded_day")},
        **dict.fromkeys(("origin", "consigned_from", "destination", "carrier_flag", "actor_country"), countries),
        **{c: st.text(max_size=5) for c in ("description", "unit", "role", "part_of")},
        **{c: st.floats(0, 1e6) | st.none() for c in ("quantity", "value_usd")},
    }
)


@given(st.lists(goods_lines, max_size=30))
@settings(max_examples=60)
def test_bulk_is_row_by_row(lines: list[dict[str, Any]]) -> None:
    rows = table(*lines)
    assert list(BULK.verdicts(rows)) == list(corpus.row_by_row(BULK.goods, rows))


def test_columns_that_are_not_there_are_empty() -> None:
    rows = pa.table(
        {"id": ["a", "b"], "hs": ["270112", None], "origin": ["KP", "KP"], "destination": ["CN", "CN"], "day": [date(2019, 1, 1)] * 2}
    )
    (coal, unread) = BULK.verdicts(rows)
    assert coal == BULK.goods.verdicts(rows.to_pylist()[0])
    assert unread == BULK.goods.verdicts(rows.to_pylist()[1])


def test_no_row_gives_no_verdict() -> None:
    assert list(BULK.verdicts(table())) == []
    assert BULK.table(table()) == VERDICT.empty_table()


def test_a_day_that_a_measure_gains_is_an_edge_without_being_told() -> None:
    coal = LAW.measures["un/2371#coal-and-iron"]
    assert coal.exemptions
    limited = replace(coal, exemptions=tuple(replace(e, until=date(2019, 7, 4)) for e in coal.exemptions))
    law = replace(LAW, measures={**LAW.measures, coal.id: limited})
    line = {"hs": "270112", "origin": "RU", "consigned_from": "KP", "destination": "CN"}
    rows = table({"id": "a", "day": date(2019, 7, 3), **line}, {"id": "b", "day": date(2019, 7, 4), **line})
    agree(law, rows)
    before, after = ([v for v in vs if v.measure.id == coal.id] for vs in Bulk(Goods(law, corpus.CHECK)).verdicts(rows))
    assert [v.outcome for v in before] == ["prohibited_unless"]
    assert [v.outcome for v in after] == ["prohibited"]
