"""The reports to the Committee that ship with the law: the figures of the years add up, and unknown is not zero."""

from datetime import date

import pytest

from inforce.base.units import Bounds
from inforce.law import load
from inforce.law.account import account
from inforce.law.barrels import converted
from inforce.law.supplies import Supply, embedded

OIL = "un/2397#refined-petroleum-cap"


def of(state: str, period: str, unit: str) -> list[Supply]:
    return [s for s in embedded() if s.goods == "refined-petroleum" and (s.states, s.period, s.unit) == ((state,), period, unit)]


def months_of_2021(last: int) -> list[Supply]:
    return [s for m in range(1, last + 1) for s in of("CN", f"2021-{m:02}", "bbl")]


def test_every_report_names_its_source_and_its_day_of_publication() -> None:
    assert all(s.source and s.published for s in embedded())


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
def test_2019_is_67_to_123_percent_of_the_cap_by_factor(bbl_per_t: float, barrels: int, percent: float) -> None:
    tonnes = sum(s.quantity or 0 for state in ("CN", "RU") for s in of(state, "2019", "t"))
    made = converted(tonnes, "t", "bbl", Bounds.exact(bbl_per_t))
    assert tonnes == 52_910
    assert made is not None
    assert (round(made.central), round(made.central / 5_000, 1)) == (barrels, percent)


def test_2019_with_russias_own_barrels_and_china_at_its_ratio_of_june_2021() -> None:
    ratio = (of("CN", "2021-06", "bbl")[0].quantity or 0) / (of("CN", "2021-06", "t")[0].quantity or 1)
    (russia,), (china,) = of("RU", "2019", "bbl"), of("CN", "2019", "t")
    total = (russia.quantity or 0) + (china.quantity or 0) * round(ratio, 3)
    assert (round(ratio, 3), round(total), round(total / 5_000, 1)) == (8.327, 466_638, 93.3)


def test_the_months_of_2021_add_up_to_91_909() -> None:
    assert sum(s.quantity or 0 for s in months_of_2021(12)) == 91_909 == of("CN", "2021", "bbl")[0].quantity
    assert sum(s.quantity or 0 for s in months_of_2021(8)) == 38_334 == of("CN", "2021-01..2021-08", "bbl")[0].quantity


def test_january_to_june_2021_differs_between_publications() -> None:
    (told_in_july,) = of("CN", "2021-01..2021-06", "bbl")
    assert told_in_july.published == date(2021, 7, 21)
    assert (told_in_july.quantity, sum(s.quantity or 0 for s in months_of_2021(6))) == (23_750, 23_760)


def test_zero_or_unknown_months_are_unknown() -> None:
    assert [s.quantity for s in months_of_2021(2)] == [None, None]
    a = account(load(), OIL, date(2021, 12, 31), embedded())
    assert a.totals["bbl"] == Bounds.exact(91_909)
    assert [s.period for s, why in a.left_out if why == "nothing was reported, which is not zero"] == ["2021-01", "2021-02"]
    assert ("RU", "2021-01") in a.silent


def test_a_year_in_barrels_and_in_tonnes_counts_once() -> None:
    a = account(load(), OIL, date(2019, 12, 31), embedded())
    assert [(line.supply.states, line.supply.unit) for line in a.lines] == [(("CN",), "t"), (("RU",), "bbl")]


def test_coal_of_2017_and_its_months_without_a_value() -> None:
    a = account(load(), "un/2321#coal-cap", date(2017, 5, 1), embedded())
    assert round(a.shares["t"].central * 100, 1) == 35.7
