from datetime import date

import pytest

from inforce.base.dates import Interval
from inforce.base.errors import UsageError
from inforce.law import load
from inforce.law.overlay import effects, put_aside

DAY = date(2019, 2, 27)
EVER = Interval(DAY, None)


def test_lifting_2397s_cap_wakes_2375s_and_lifting_both_leaves_none() -> None:
    seen = {(e.what, e.measure.id) for e in effects(load(), ["un/2397#refined-petroleum-cap"], DAY)}
    assert seen == {("goes", "un/2397#refined-petroleum-cap"), ("wakes", "un/2375#refined-petroleum-cap")}
    both = effects(load(), ["un/2397#refined-petroleum-cap", "un/2375#refined-petroleum-cap"], DAY)
    assert {e.what for e in both} == {"goes"}


def test_an_instrument_stands_for_all_its_measures() -> None:
    gone = {e.measure.id for e in effects(load(), ["un/2397"], DAY) if e.what == "goes"}
    assert gone == {m.id for m in load().in_force(DAY) if m.instrument == "un/2397"}


def test_an_exemption_opens_again_when_what_closed_it_goes() -> None:
    seen = [(e.what, e.measure.id, e.because) for e in effects(load(), ["un/2321#leasing-chartering-crew"], DAY)]
    assert ("exemption opens", "un/2270#leasing-chartering-crew", "livelihood") in seen


def test_a_suspension_ends_where_it_says() -> None:
    law = put_aside(load(), [("un/2371#coal-and-iron", Interval(DAY, date(2020, 1, 1)))])
    in_force = [
        law.measures["un/2371#coal-and-iron"].in_force(day) for day in (date(2019, 2, 26), DAY, date(2019, 12, 31), date(2020, 1, 1))
    ]
    assert in_force == [True, False, False, True]
    assert law.digest != load().digest


def test_the_law_itself_stays_as_it_is() -> None:
    before = load().digest
    put_aside(load(), [("un/2371#coal-and-iron", EVER)])
    assert load().measures["un/2371#coal-and-iron"].off == ()
    assert load().digest == before


def test_nothing_is_put_aside_by_an_empty_list() -> None:
    assert put_aside(load(), []).digest == load().digest


@pytest.mark.parametrize(
    ("aside", "complaint"),
    [
        ([("un/2371#coal", EVER)], "no measure 'un/2371#coal'"),
        ([("un/2321#coal-cap", EVER)], "nothing to put aside"),
        ([("un/2371#coal-and-iron", EVER), ("un/2371#coal-and-iron", EVER)], "nothing to put aside"),
        ([("un/2371#coal-and-iron", Interval(DAY, DAY))], "nothing to put aside"),
    ],
)
def test_what_is_not_there_cannot_be_put_aside(aside: list[tuple[str, Interval]], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        put_aside(load(), aside)


def test_an_id_that_names_nothing_in_force() -> None:
    with pytest.raises(UsageError, match="neither a measure nor an instrument"):
        effects(load(), ["un/1928"], DAY)
