from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from inforce.base.dates import Interval
from inforce.law import Law, load

from .conftest import MEASURE


def test_a_measure_is_law_from_its_first_day_and_not_on_its_last(regime: Callable[..., Law]) -> None:
    law = regime(MEASURE + "until = 2002-01-01\n")
    days = [date(2000, 12, 31), date(2001, 1, 1), date(2001, 12, 31), date(2002, 1, 1)]
    assert [len(law.in_force(day)) for day in days] == [0, 1, 1, 0]
    assert law.boundaries == (date(2001, 1, 1), date(2002, 1, 1))


def test_a_superseded_measure_sleeps_and_wakes(regime: Callable[..., Law]) -> None:
    newer = MEASURE.replace("#salt", "#all-salt").replace(
        "since = 2001-01-01", 'since = 2002-01-01\nuntil = 2003-01-01\nsupersedes = ["un/1#salt"]'
    )
    law = regime(MEASURE + newer)
    awake = [[m.id for m in law.operative(date(year, 6, 1))] for year in (2001, 2002, 2003)]
    assert awake == [["un/1#salt"], ["un/1#all-salt"], ["un/1#salt"]]
    assert [m.id for m in law.beneath("un/1#all-salt", date(2002, 6, 1))] == ["un/1#salt"]


def test_a_measure_put_aside_is_not_law_on_those_days() -> None:
    m = replace(load().measures["un/2371#coal-and-iron"], off=(Interval(date(2019, 1, 1), date(2020, 1, 1)),))
    assert [m.in_force(day) for day in (date(2018, 12, 31), date(2019, 1, 1), date(2019, 12, 31), date(2020, 1, 1))] == [
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        ("2016-03-01", []),
        ("2016-03-02", ["un/2270#coal-and-iron"]),
        ("2016-11-30", ["un/2321#coal-cap"]),
        ("2017-08-05", ["un/2371#coal-and-iron"]),
    ],
)
def test_the_law_on_coal_in_time(day: str, in_force: list[str]) -> None:
    assert [m.id for m in load().operative(date.fromisoformat(day)) if "eu/coal" in m.covers] == in_force
