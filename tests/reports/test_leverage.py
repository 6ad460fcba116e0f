"""Dependence and leverage: how goods stand, and ranges that say whose they are."""

from datetime import date

import pytest
from ledgers import COAL, held, sums

from inforce.base.clauses import ANYONE
from inforce.base.errors import UsageError
from inforce.law import load
from inforce.law.matters import covering
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
        ("coal", "from", date(2016, 6, 1), "banned"),
        ("coal", "from", date(2017, 1, 1), "capped"),
        ("textiles", "from", date(2017, 9, 10), "free"),
        ("textiles", "from", DAY, "banned"),
        ("refined-petroleum", "to", DAY, "capped"),
        ("industrial-machinery", "to", DAY, "banned"),
        *((goods, "from", DAY, "banned") for goods in ("coal", "iron", "iron-ore")),
        *(("missile-items", way, date(2016, 1, 15), "duty") for way in ("from", "to")),
    ],
)
def test_how_goods_stand(goods: str, direction: str, day: date, how: str) -> None:
    assert stands(goods, direction, day) == how


@pytest.mark.parametrize(
    ("goods", "direction", "day", "open_"),
    [
        ("coal", "from", date(2016, 6, 1), ["livelihood"]),
        ("coal", "from", date(2017, 1, 1), []),
        ("coal", "from", date(2017, 8, 5), []),
        ("iron", "from", date(2017, 8, 5), ["wind-down"]),
        *((goods, "from", DAY, []) for goods in ("coal", "iron", "iron-ore", "textiles")),
        ("statues", "from", DAY, ["committee-in-advance"]),
        ("arms", "to", date(2016, 1, 15), ["small-arms"]),
        ("arms", "to", DAY, []),
        ("industrial-machinery", "to", DAY, ["civil-aircraft-spares"]),
    ],
)
def test_a_part_may_be_exempt_as_far_as_its_conditions_can_be_met(goods: str, direction: str, day: date, open_: list[str]) -> None:
    line = next(one for one in made(day=day).lines if (one.goods, one.direction) == (goods, direction))
    assert [e.id for _, e in line.exemptions] == open_
    assert len(line.questions) >= len(open_)


def test_a_part_that_may_be_exempt_is_a_range_and_a_question() -> None:
    told = {
        (r["how"], r["way"]): r for r in map(dict, (zip(t.columns, r, strict=True) for t in document(made()).tables[:1] for r in t.rows))
    }
    to, from_ = told["banned", "to the DPRK"], told["banned", "from the DPRK"]
    assert to["that part, all States, up to"] == to["all States, high"] == "1,200,000,000"
    assert (from_["kinds of which a part may be exempt"], from_["that part, all States, up to"]) == (1, "not known")
    assert (from_["all States, low"], from_["all States, high"]) == ("2,161,000,000", "2,214,870,018")
    row = next(r for r in rows(made()).to_pylist() if r["goods"] == "vehicles")
    assert (row["exempt_all_high_usd"], row["exempt_own_high_usd"]) == (1.2e9, None)
    assert row["questions"][0].startswith("which part was under civil-aircraft-spares (un/2397#machinery-vehicles-metals)")


@pytest.mark.parametrize("day", [date(2006, 1, 1), date(2006, 7, 15), *load().boundaries[::5], DAY])
def test_free_are_goods_of_which_the_council_asks_nothing_by_name(day: date) -> None:
    for one in (one for one in made(day=day).lines if one.how == "free"):
        named = [m for m in covering(load(), one.goods, day) if m.binds == (ANYONE,) and m.direction in (one.direction, "both")]
        assert not named, one.goods


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
