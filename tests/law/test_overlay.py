from datetime import date

import pytest

from inforce.base.dates import Interval
from inforce.base.errors import LawError, UsageError
from inforce.law import Law, load
from inforce.law.overlay import effects, lift, snap_back, suspend

DAY, YEAR_ON = date(2019, 2, 27), date(2020, 2, 27)
COAL = "un/2371#coal-and-iron"


def days_of_law(law: Law, *days: date) -> list[bool]:
    return [law.measures[COAL].in_force(day) for day in days]


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


def test_what_is_lifted_is_law_until_the_day_before() -> None:
    assert days_of_law(lift(load(), [COAL], DAY), date(2019, 2, 26), DAY, date(2030, 1, 1)) == [True, False, False]


def test_a_suspension_ends_where_it_says() -> None:
    law = suspend(load(), [COAL], Interval(DAY, YEAR_ON))
    assert days_of_law(law, date(2019, 2, 26), DAY, date(2020, 2, 26), YEAR_ON) == [True, False, False, True]
    assert law.digest != load().digest


def test_what_is_suspended_may_be_renewed_and_lifted_for_good() -> None:
    law = suspend(load(), [COAL], Interval(DAY, YEAR_ON))
    longer = suspend(law, [COAL], Interval(YEAR_ON, date(2020, 8, 25)))
    assert longer.measures[COAL].off == (Interval(DAY, date(2020, 8, 25)),)
    assert lift(longer, [COAL], YEAR_ON) == lift(load(), [COAL], DAY)


def test_snapping_back_ends_a_suspension_and_undoes_a_lifting() -> None:
    law = snap_back(suspend(load(), [COAL], Interval(DAY, YEAR_ON)), [COAL], date(2019, 6, 1))
    assert law.measures[COAL].off == (Interval(DAY, date(2019, 6, 1)),)
    assert snap_back(lift(load(), [COAL], DAY), [COAL], DAY) == load()


def test_the_law_itself_stays_as_it_is() -> None:
    before = load().digest
    lift(load(), [COAL], DAY)
    assert load().measures[COAL].off == ()
    assert load().digest == before


def test_nothing_is_put_aside_by_an_empty_list() -> None:
    assert lift(load(), [], DAY).digest == load().digest


def test_what_is_not_there_cannot_be_put_aside() -> None:
    with pytest.raises(LawError, match="no measure 'un/2371#coal'"):
        lift(load(), ["un/2371#coal"], DAY)
    with pytest.raises(LawError, match="un/2321#coal-cap is no law on 2019-02-27"):
        lift(load(), ["un/2321#coal-cap"], DAY)


def test_what_is_lifted_cannot_be_lifted_or_suspended_again() -> None:
    with pytest.raises(LawError, match="lifted already"):
        lift(load(), [COAL, COAL], DAY)
    with pytest.raises(LawError, match="no law on some day"):
        suspend(lift(load(), [COAL], DAY), [COAL], Interval(DAY, YEAR_ON))


@pytest.mark.parametrize("days", [Interval(DAY, DAY), Interval(DAY, None), Interval(None, DAY)])
def test_a_suspension_needs_two_days_in_order(days: Interval) -> None:
    with pytest.raises(LawError, match="needs both days"):
        suspend(load(), [COAL], days)


def test_a_suspension_reaches_no_day_on_which_the_measure_is_no_law() -> None:
    with pytest.raises(LawError, match="no law on some day"):
        suspend(load(), [COAL], Interval(date(2017, 8, 4), DAY))


def test_what_is_not_put_aside_cannot_come_back() -> None:
    with pytest.raises(LawError, match="nothing to bring back"):
        snap_back(suspend(load(), [COAL], Interval(DAY, YEAR_ON)), [COAL], YEAR_ON)


def test_an_id_that_names_nothing_in_force() -> None:
    with pytest.raises(UsageError, match="neither a measure nor an instrument"):
        effects(load(), ["un/1928"], DAY)
