"""Dependence and leverage: how goods stand, and ranges that say whose they are."""

from datetime import date

import pytest
from ledgers import COAL, held, sums

from inforce.base.errors import UsageError
from inforce.law import load
from inforce.law.packages import find
from inforce.law.relief import terms
from inforce.reports.laid import lay
from inforce.reports.leverage import HOW, Leverage, document, leverage, own, rows

DAY = date(2019, 3, 1)


def made(state: str = "CN", day: date = DAY, **changes: object) -> Leverage:
    laid = [lay(load(), find("hanoi-by-resolutions")[0], terms(), DAY)]
    return leverage(held(**changes), state, day, terms(), laid)  # type: ignore[arg-type]


def stands(goods: str, direction: str, day: date) -> str:
    return next(one.how for one in made(day=day).lines if (one.goods, one.direction) == (goods, direction))


@pytest.mark.parametrize(
    ("goods", "direction", "day", "how"),
    [
        ("coal", "from", date(2016, 3, 1), "free"),
        ("coal", "from", date(2016, 6, 1), "exempt"),
        ("coal", "from", date(2017, 1, 1), "capped"),
        ("textiles", "from", date(2017, 9, 10), "free"),
        ("textiles", "from", DAY, "banned"),
        ("refined-petroleum", "to", DAY, "capped"),
        ("industrial-machinery", "to", DAY, "exempt"),
    ],
)
def test_how_goods_stand(goods: str, direction: str, day: date, how: str) -> None:
    assert stands(goods, direction, day) == how


def test_what_no_source_gives_is_not_known_and_never_zero() -> None:
    assert all(one.own_usd is None for one in made().lines)
    assert "not known" in {str(row[3]) for row in document(made()).tables[0].rows}
    assert {row["own_usd"] for row in rows(made()).to_pylist()} == {None}


def test_the_states_own_figures_come_from_sums_and_one_measure_counts_once() -> None:
    table = sums(
        {"measure": COAL, "usd": 5.0, "period": "2016"},
        {"measure": COAL, "usd": 7.0, "period": "2017"},
        {"measure": COAL, "usd": 100.0, "reconciled": 1},
        {"measure": COAL},
    )
    told = [one for one in made(table=table).lines if one.own_usd is not None]
    assert {one.goods for one in told} == {"coal", "iron", "iron-ore"}
    assert {(one.own_usd, one.own_of) for one in told} == {(12.0, "2016, 2017")}
    assert own(told) == 12.0


def test_a_package_touches_what_the_relief_report_says_it_does() -> None:
    laid = made().laid[0]
    row = next(t for t in document(made()).tables if t.id == "packages").rows[0]
    figures, without = laid.trade()
    assert row[3:6] == (f"{sum(f.low_usd for f in figures):,.0f}", f"{sum(f.high_usd for f in figures):,.0f}", len(without))
    assert "cn/2017-40#coal-and-iron" in row[6]


def test_every_way_of_standing_is_among_four() -> None:
    assert {one.how for one in made().lines} <= {*HOW}


def test_a_figure_has_its_year_and_sources() -> None:
    assert all(row["sources"] and row["all_of"] for row in rows(made()).to_pylist() if row["all_low_usd"] is not None)


def test_figures_are_of_all_states_and_the_same_for_each() -> None:
    a, b = ([(one.goods, one.direction, one.how, one.figure) for one in made(s).lines] for s in ("CN", "BR"))
    assert a == b


def test_a_month_within_a_year_that_is_told_too_counts_once() -> None:
    table = sums(
        {"measure": COAL, "usd": 5.0, "period": "2016-03"},
        {"measure": COAL, "usd": 7.0, "period": "2016"},
        {"measure": COAL, "usd": 2.0, "period": "2017-01"},
    )
    assert {(one.own_usd, one.own_of) for one in made(table=table).lines if one.own_usd is not None} == {(9.0, "2016, 2017-01")}


def test_the_way_is_told_from_the_dprk_or_to_it_whichever_state_is_looked_at() -> None:
    assert {row["way"] for row in rows(made()).to_pylist()} == {"from the DPRK", "to the DPRK"}
    with pytest.raises(UsageError, match="name a State that trades with it"):
        made("KP")
