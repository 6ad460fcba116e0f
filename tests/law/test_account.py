"""The arithmetic of the caps, from what States reported to the Committee as the press quoted it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from inforce.base.errors import InputError, UsageError
from inforce.base.units import Bounds
from inforce.law import load
from inforce.law.account import Account, account
from inforce.law.barrels import converted, factor
from inforce.law.supplies import Supply, embedded, read_supplies

OIL = "un/2397#refined-petroleum-cap"
HEAD = "measure,state,period,quantity,unit,value_usd,published_on"


@pytest.fixture
def reported(shared: Callable[[str], Path]) -> tuple[Supply, ...]:
    with shared("trade/committee_reported_supplies.csv").open(encoding="utf-8") as file:
        supplies, issues = read_supplies(file, "committee_reported_supplies.csv")
    assert [i.value.count("USA+42") for i in issues] == [1]  # a letter of 43 States is no supplier
    return supplies


def told(*rows: str, day: date = date(2021, 12, 31), measure: str = OIL, **more: object) -> Account:
    supplies, issues = read_supplies([HEAD, *rows], "here")
    assert not issues
    return account(load(), measure, day, supplies, **more)


def share(account: Account, unit: str = "bbl") -> tuple[float, float, float]:
    b = account.shares[unit]
    return round(b.low * 100, 1), round(b.central * 100, 1), round(b.high * 100, 1)


def of_2019(reported: tuple[Supply, ...], state: str) -> float:
    (found,) = [s for s in reported if s.states == (state,) and s.period == "2019" and s.unit == "t"]
    return found.quantity or 0


@pytest.mark.parametrize(
    ("bbl_per_t", "barrels", "percent"),
    [
        (6.35, 335_978, 67.2),
        (7.90, 417_989, 83.6),
        (7.98, 422_222, 84.4),
        (8.327, 440_582, 88.1),
        (9.19, 486_243, 97.2),
        (11.6, 613_756, 122.8),
    ],
)
def test_2019_in_barrels_hangs_on_the_factor(reported: tuple[Supply, ...], bbl_per_t: float, barrels: int, percent: float) -> None:
    tonnes = of_2019(reported, "CN") + of_2019(reported, "RU")
    assert tonnes == 52_910
    made = converted(tonnes, "t", "bbl", Bounds.exact(bbl_per_t))
    assert made is not None
    assert round(made.central) == barrels
    assert round(made.central / 500_000 * 100, 1) == percent


def test_2019_as_russia_later_published_it_and_china_at_its_own_ratio(reported: tuple[Supply, ...]) -> None:
    june, _, russia = load().observed
    assert (round(june.bbl_per_t, 3), round(russia.bbl_per_t, 2)) == (8.327, 9.19)
    total = russia.bbl + of_2019(reported, "CN") * round(june.bbl_per_t, 3)
    assert (round(total), round(total / 500_000 * 100, 1)) == (466_638, 93.3)


def test_2019_as_an_account_takes_the_barrels_where_a_state_gave_them(reported: tuple[Supply, ...]) -> None:
    a = account(load(), OIL, date(2019, 12, 31), reported)
    assert [(line.supply.states, line.supply.unit) for line in a.lines] == [(("CN",), "t"), (("RU",), "bbl")]
    assert share(a) == (84.3, 92.1, 108.2)
    assert [a.notice(n) for n in a.measure.notices] == ["reached", "may be reached", "may be reached"]
    assert a.notice(a.measure.stop_at or 0) == "may be reached"


def test_the_months_of_2021_add_up_to_the_year(reported: tuple[Supply, ...]) -> None:
    a = account(load(), OIL, date(2021, 12, 31), reported)
    assert a.totals["bbl"] == Bounds.exact(91_909)
    assert sum(line.supply.quantity or 0 for line in a.lines if line.supply.until <= date(2021, 9, 1)) == 38_334
    assert sum(line.supply.quantity or 0 for line in a.lines if line.supply.until <= date(2021, 7, 1)) == 23_760
    assert ("made up by the reports of its parts") in {why for _, why in a.left_out}


def test_the_first_half_of_2021_as_printed_that_july_and_as_its_months_were_listed_later() -> None:
    then = account(load(), OIL, date(2021, 6, 30), embedded(), known=date(2021, 7, 31))
    now = account(load(), OIL, date(2021, 6, 30), embedded())
    months = [s for s in embedded() if s.states == ("CN",) and s.unit == "bbl" and s.since.year == 2021 and s.until <= date(2021, 7, 1)]
    assert then.totals["bbl"] == Bounds.exact(23_750)
    assert sum(s.quantity or 0 for s in months if ".." not in s.period) == 23_760
    assert [s.quantity for s, _ in now.left_out if s.period == "2021-01..2021-06"] == [23_750]


def test_what_one_outlet_lists_as_zero_and_another_as_not_informed_is_unknown() -> None:
    told = {s.period: s.quantity for s in embedded() if s.states == ("CN",) and s.period in ("2021-01", "2021-02")}
    assert told == {"2021-01": None, "2021-02": None}
    out = account(load(), OIL, date(2021, 12, 31), embedded()).left_out
    assert {s.period for s, why in out if why == "nothing was reported, which is not zero"} == {"2021-01", "2021-02"}


def test_figures_that_left_the_committees_page_are_kept_and_coal_after_the_suspension_is_told() -> None:
    notes = {(s.goods, s.period): (s.quantity, s.note) for s in embedded()}
    assert notes["refined-petroleum", "2023-01"] == (44_655, "later no longer on the Committee's page")
    assert notes["refined-petroleum", "2023-02"] == (10_666, "later no longer on the Committee's page")
    assert notes["coal", "2017-03"] == (6_300, "after China's suspension of 19 February")


def test_the_tables_of_factors_differ_as_published() -> None:
    committee, bp, unsd = (load().conversions[name].bbl_per_t for name in ("un-1718-secretary", "bp-2021", "unsd-yearbook"))
    assert (committee["lpg"], bp["lpg"], unsd["lpg"]) == (11.6, 11.6, 11.65)
    assert [(bp[p], unsd[p]) for p in ("gasoline", "gasoil")] == [(8.35, 8.50), (7.46, 7.23)]
    assert round(1 / committee["lpg"], 3) == 0.086


def test_a_total_that_its_parts_miss_is_remarked_on(reported: tuple[Supply, ...]) -> None:
    a = account(load(), OIL, date(2023, 12, 31), reported)
    assert a.remarks == ("RU 2023: the parts add up to 105,844 bbl, the whole says 105,845",)
    assert ("CN", "2023-01") in a.silent


def test_a_month_told_only_in_a_report_that_overlaps_is_not_silent_and_is_remarked_on(reported: tuple[Supply, ...]) -> None:
    a = account(load(), OIL, date(2020, 12, 31), reported)
    assert ("CN", "2020-08") not in a.silent
    assert ("RU", "2020-08") in a.silent
    assert a.remarks == ("CN 2020-08: told only in a report that overlaps with one that counts: the totals lack it",)


def test_coal_of_2017_by_weight_and_by_value(reported: tuple[Supply, ...]) -> None:
    a = account(load(), "un/2321#coal-cap", date(2017, 5, 1), reported)
    assert (share(a, "t")[1], share(a, "usd")[1]) == (35.7, 56.4)  # value binds
    assert any("2017-03 is not reported in usd" in r for r in a.remarks)


def test_what_russia_made_of_a_tonne_is_no_gasoline() -> None:
    bp = load().conversions["bp-2021"].bbl_per_t
    shares = [(9.19 - bp[rest]) / (bp["lpg"] - bp[rest]) for rest in ("gasoline", "gasoil")]
    assert [round(s * 100) for s in shares] == [26, 42]


def test_the_two_figures_of_the_crude_cap() -> None:
    (cap,) = load().measures["un/2397#crude-cap"].caps
    limits = dict(cap.limits)
    assert round(limits["bbl"] / limits["t"], 3) == 7.619
    assert round(limits["t"] * load().conversions["bp-older"].bbl_per_t["crude"] / 1e6, 2) == 3.85
    assert cap.binding == "either"


@pytest.mark.parametrize(
    ("day", "since", "until"),
    [("2017-12-22", "2017-12-22", "2018-12-22"), ("2018-12-21", "2017-12-22", "2018-12-22"), ("2018-12-22", "2018-12-22", "2019-12-22")],
)
def test_the_crude_year_begins_on_22_december(day: str, since: str, until: str) -> None:
    (cap,) = load().measures["un/2397#crude-cap"].caps
    window = cap.window(date.fromisoformat(day))
    assert window is not None
    assert (str(window.since), str(window.until)) == (since, until)


def test_stacked_caps_have_an_account_each() -> None:
    rows = ["refined_petroleum,CN,2021,400000,bbl,,2022-01-01"]
    assert told(*rows).balance["bbl"] == Bounds.exact(100_000)
    assert told(*rows, measure="un/2375#refined-petroleum-cap").balance["bbl"] == Bounds.exact(1_600_000)


def test_nothing_reported_is_not_zero() -> None:
    a = told("refined_petroleum,CN,2021-01,0,bbl,,", "refined_petroleum,CN,2021-02,,bbl,,", day=date(2021, 3, 15))
    assert len(a.lines) == 1
    assert a.silent == (("CN", "2021-02"),)
    assert a.left_out[0][1] == "nothing was reported, which is not zero"


def test_an_earlier_figure_gives_way_to_a_later_one_and_only_once_it_is_known() -> None:
    rows = ["refined_petroleum,CN,2021-01,100,bbl,,2021-02-20", "refined_petroleum,CN,2021-01,120,bbl,,2021-05-20"]
    assert told(*rows).totals["bbl"].central == 120
    assert told(*rows).remarks == ("CN 2021-01: 100 bbl became 120",)
    assert told(*rows, known=date(2021, 3, 1)).totals["bbl"].central == 100


def test_states_reported_together_are_not_counted_twice() -> None:
    together = "refined_petroleum,CN+RU,2021,1000,bbl,,"
    assert told(together, "refined_petroleum,CN,2021,600,bbl,,").totals["bbl"].central == 1000
    parts = ("refined_petroleum,CN,2021,600,bbl,,", "refined_petroleum,RU,2021,400,bbl,,")
    assert told(together, *parts).totals["bbl"].central == 1000
    assert len(told(together, *parts).lines) == 2


def test_a_year_that_runs_beyond_the_window_is_left_out() -> None:
    a = told("crude,CN,2021,500000,t,,", measure="un/2397#crude-cap")
    assert [why for _, why in a.left_out] == ["runs beyond the window"]


def test_a_unit_that_does_not_say_how_much_is_left_out() -> None:
    a = told("refined_petroleum,CN,2021-01,100,ton,,", "refined_petroleum,CN,2021-02,100,kilolitre,,")
    assert "does not say how much" in a.left_out[0][1]
    assert round(a.totals["bbl"].central) == 629


def test_a_product_that_is_known_narrows_the_bounds() -> None:
    gasoline = factor(load().conversions, "bp-2021", "gasoline")
    assert gasoline == Bounds(8.35, 8.35, 8.50)
    assert factor(load().conversions, "bp-2021") == Bounds(6.35, 8.058, 11.6)


@pytest.mark.parametrize(
    ("measure", "day", "complaint"),
    [
        ("un/2371#coal-and-iron", "2018-01-01", "is no cap"),
        (OIL, "2017-12-31", "no figure for"),
        ("un/2375#crude-cap", "2017-10-01", "no figure for"),
    ],
)
def test_an_account_that_cannot_be(measure: str, day: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        account(load(), measure, date.fromisoformat(day), ())


@pytest.mark.parametrize(
    "row",
    [
        "x,CN,June 2021,1,bbl,,",
        "x,Korea,2021,1,bbl,,",
        "x,CN,2021,-1,bbl,,",
        "x,CN,2021,1e9,bbl,,",
        "x,CN,2021-13,1,bbl,,",
        "x,CN,2021..2019,1,bbl,,",
    ],
)
def test_a_row_that_cannot_be_read_is_an_issue(row: str) -> None:
    supplies, issues = read_supplies([HEAD, row], "here")
    assert supplies == ()
    assert [(i.source, i.locator) for i in issues] == [("here", "line 2")]


def test_columns_must_be_those_of_the_format() -> None:
    with pytest.raises(InputError, match="missing"):
        read_supplies(["measure,state,period,quantity"], "here")
    with pytest.raises(InputError, match="columns"):
        read_supplies([f"{HEAD},misc"], "here")


def test_the_last_month_of_the_window_is_over_on_its_last_day() -> None:
    row = "refined_petroleum,CN,2022-01,10,bbl,,"
    assert told(row, day=date(2022, 12, 31)).silent[-1] == ("CN", "2022-12")
    assert told(row, day=date(2022, 12, 30)).silent[-1] == ("CN", "2022-11")


def test_a_day_of_publication_of_which_only_the_month_is_known_is_its_last() -> None:
    (supply,), _ = read_supplies([HEAD, "refined_petroleum,CN,2021-01,10,bbl,,2021-03"], "here")
    assert supply.published == date(2021, 3, 31)


def test_that_a_figure_was_withdrawn_is_told_once_it_was_known() -> None:
    for known, withdrawn in ((date(2023, 12, 31), ()), (date(2024, 2, 1), ("2023-01", "2023-02"))):
        assert account(load(), OIL, date(2023, 12, 31), embedded(), known=known).coverage("RU").withdrawn == withdrawn
