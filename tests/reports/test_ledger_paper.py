"""Paper: the days from a resolution to the first act of law, computed from the law's own files, and what an act leaves out."""

from dataclasses import replace
from datetime import date

import pytest

from inforce.law import load
from inforce.reports.ledger_paper import issuers_of, lags, paper

LAW = load()


@pytest.mark.parametrize(
    ("issuer", "resolution", "days"),
    [
        *(("cn", f"un/{n}", days) for n, days in ((2270, 34), (2371, 10), (2375, 11), (2397, 15))),
        *(("eu", f"un/{n}", days) for n, days in ((2371, 40), (2375, 29), (2397, 66))),
    ],
)
def test_the_lags_of_china_and_of_the_union(issuer: str, resolution: str, days: int) -> None:
    found = {lag.resolution: lag.act for lag in lags(LAW, issuer)}[resolution]
    assert (found.lag_days, found.lag) == (days, f"{days} days")


def test_an_act_that_took_the_place_of_one_not_known_gives_an_upper_bound_alone() -> None:
    found = {lag.resolution: lag.act for lag in lags(LAW, "eu")}["un/2321"]
    assert found.lag == "at most 273 days: it took the place of eu/329-2007, whose measures are not known here"


def test_a_member_of_the_union_has_its_law_while_it_is_one() -> None:
    assert issuers_of(LAW, "DE", date(2019, 1, 1)) == ("eu",)
    assert issuers_of(LAW, "GB", date(2019, 1, 1)) == ("eu", "uk")
    assert issuers_of(LAW, "GB", date(2021, 1, 1)) == ("uk",)
    assert issuers_of(LAW, "RU", date(2019, 1, 1)) == ()


def test_an_act_counts_from_its_own_day_and_what_it_leaves_out_is_named() -> None:
    m = LAW.measures["un/2397#food-machinery-stone-wood-vessels"]
    assert paper(LAW, m, "CN", date(2018, 1, 5)).acts == ()
    assert [a.national.id for a in paper(LAW, m, "CN", date(2018, 1, 6)).acts] == ["cn/2018-04#food-machinery-stone-wood-vessels"]
    bare = replace(m, covers=(*m.covers, "un/metals"))
    assert paper(LAW, bare, "CN", date(2020, 1, 1)).missing == ("metals",)


def test_a_list_drawn_otherwise_is_told_from_one_that_is_not_known() -> None:
    drawn = {m: paper(LAW, LAW.measures[f"un/{m}"], "CN", date(2018, 1, 1)).drawn for m in ("2375#condensates", "2321#coal-cap")}
    assert drawn == {
        "2375#condensates": ("condensates: its list is not that of eu/2017-1509",),
        "2321#coal-cap": ("coal: its list is not known here",),
    }


def test_an_act_that_carries_the_resolution_out_without_this_measure_is_told_apart() -> None:
    found = paper(LAW, LAW.measures["un/2375#ship-to-ship"], "CN", date(2020, 1, 1))
    assert (found.acts, [i.id for i in found.whole]) == ((), ["cn/2017-52"])
