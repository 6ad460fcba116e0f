"""What holds of relief whatever is lifted, in whatever order, on whatever day."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from inforce.base.dates import Interval
from inforce.base.nouns import Outcome
from inforce.law import Law, load
from inforce.law.goods import Goods
from inforce.law.overlay import lift, snap_back, suspend
from inforce.law.package import under
from inforce.law.packages import packages

DAY = date(2019, 2, 27)
IN_FORCE = [m.id for m in load().in_force(DAY)]
OF_THE_COUNCIL = [i for i in IN_FORCE if i.startswith("un/")]
GRAVITY = [None, Outcome.UNDETERMINED, Outcome.CAPPED, Outcome.PROHIBITED_UNLESS, Outcome.PROHIBITED]
CODES = ["270112", "260111", "030614", "620342", "710812", "270900", "271019", "271012", "730890", "870323", "880211", "970300", "930190"]

some = st.frozensets(st.sampled_from(IN_FORCE), max_size=12)
of_the_council = st.frozensets(st.sampled_from(OF_THE_COUNCIL), max_size=60)
days = st.integers(0, 3000).map(lambda n: DAY + timedelta(n))
lengths = st.integers(1, 800)


def gravest(law: Law, row: dict[str, object]) -> int:
    return max([GRAVITY.index(v.outcome) for v in Goods(law, "goods.prohibited").verdicts(row)], default=0)


@settings(max_examples=40)
@given(some, days)
def test_lifting_then_bringing_back_on_that_day_is_the_identity(ids: frozenset[str], day: date) -> None:
    ids = frozenset(i for i in ids if load().measures[i].in_force(day))
    assert snap_back(lift(load(), ids, day), ids, day) == load()


@settings(max_examples=40)
@given(some, lengths)
def test_suspending_is_the_law_as_it_was_on_every_day_outside(ids: frozenset[str], length: int) -> None:
    ids = frozenset(i for i in ids if load().measures[i].in_force(DAY + timedelta(length)))
    held = suspend(load(), ids, Interval(DAY, DAY + timedelta(length)))
    for day in (DAY - timedelta(1), DAY + timedelta(length), date(2010, 1, 1), date(2030, 1, 1)):
        assert [m.id for m in held.in_force(day)] == [m.id for m in load().in_force(day)]
        assert [m.id for m in held.operative(day)] == [m.id for m in load().operative(day)]
    for day in (DAY, DAY + timedelta(length - 1)):
        assert {m.id for m in load().in_force(day)} - {m.id for m in held.in_force(day)} == ids


@settings(max_examples=40)
@given(some, some, days, days)
def test_the_order_of_independent_steps_does_not_matter(a: frozenset[str], b: frozenset[str], on_a: date, on_b: date) -> None:
    a = frozenset(i for i in a if load().measures[i].in_force(on_a))
    b = frozenset(i for i in b - a if load().measures[i].in_force(on_b))
    assert lift(lift(load(), a, on_a), b, on_b) == lift(lift(load(), b, on_b), a, on_a)


@settings(max_examples=40)
@given(some, lengths)
def test_a_suspension_made_for_good_is_a_lifting(ids: frozenset[str], length: int) -> None:
    ids = frozenset(i for i in ids if load().measures[i].in_force(DAY + timedelta(length)))
    last = DAY + timedelta(length)
    assert lift(suspend(load(), ids, Interval(DAY, last)), ids, last) == lift(load(), ids, DAY)


@settings(max_examples=40)
@given(of_the_council, of_the_council, st.sampled_from(CODES), st.booleans(), days)
def test_lifting_more_never_prohibits_more(less: frozenset[str], more: frozenset[str], hs: str, out: bool, day: date) -> None:
    origin, destination = ("KP", "VN") if out else ("VN", "KP")
    row: dict[str, object] = {"hs": hs, "origin": origin, "destination": destination, "day": day}
    once = lift(load(), less, DAY)
    twice = lift(once, more - less, DAY)
    assert gravest(twice, row) <= gravest(once, row) <= gravest(load(), row)


@given(st.sampled_from(sorted(packages())), st.data())
def test_each_step_of_a_package_only_ever_takes_away_what_it_names(name: str, data: st.DataObject) -> None:
    package = packages()[name]
    step = data.draw(st.sampled_from([s.id for s in package.steps]))
    done = package.through(step)
    law = under(load(), package, done)
    gone = {m.id for m in load().in_force(package.day)} - {m.id for m in law.in_force(package.day)}
    assert gone <= package.lifted(done)
    assert {m.id for m in law.in_force(package.day)} <= {m.id for m in load().in_force(package.day)}
