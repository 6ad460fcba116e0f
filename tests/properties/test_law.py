"""What must hold of the law whatever the goods, the day and the relief. What must hold of one verdict is in tests/law/test_goods.py."""

from bisect import bisect_right
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenarios import rows_table

from inforce.base.dates import Interval
from inforce.base.nouns import Outcome
from inforce.checks.goods_prohibited import find as goods_prohibited
from inforce.law import Law, load
from inforce.law.hs import EDITIONS, subheadings
from inforce.law.overlay import between, lift, named, snap_back, suspend
from inforce.reference import Reference
from inforce.run.local import run

LAW = load()
REF = Reference(LAW)
APPLIED = sorted(m.id for m in LAW.measures.values() if goods_prohibited.id in m.applied_by)
COUNCIL = [m for m in APPLIED if LAW.measures[m].binds == ("all",)]
CODES = sorted({hs for e in EDITIONS for chapter in range(1, 98) for hs in subheadings(f"{chapter:02}", e)})
GRAVITY = [Outcome.CAPPED, Outcome.UNDETERMINED, Outcome.PROHIBITED_UNLESS, Outcome.PROHIBITED]

days = st.dates(date(2006, 1, 1), date(2026, 1, 1))
countries = st.sampled_from(["KP", "CN", "RU", "US", "DE", ""])
goods = st.fixed_dictionaries(
    {
        "id": st.just("a"),
        "hs": st.sampled_from(CODES).flatmap(lambda c: st.sampled_from([c, c[:4]])),
        "hs_edition": st.sampled_from(["", *EDITIONS]),
        "origin": countries,
        "destination": countries,
        "contract_day": st.none() | days,
        "day": days,
    }
)


def told(row: dict[str, Any], ref: Reference = REF) -> dict[str, str]:
    """The outcome by measure of the findings on one row."""
    found = run([goods_prohibited], {"goods": rows_table(goods_prohibited, [row])}, ref).findings.to_pylist()
    return {m: f["outcome"] for f in found for m in f["basis"]}


def gravest(outcomes: dict[str, str]) -> int:
    return max((GRAVITY.index(Outcome(o)) for o in outcomes.values()), default=-1)


def with_ban(direction: str, scope: str, since: date) -> Law:
    like = LAW.measures["un/2371#coal-and-iron"]
    ban = replace(
        like, id="un/2371#further", direction=direction, covers=(scope,), since=since, wind_down=None, exemptions=(), relations=()
    )
    return replace(LAW, measures={**LAW.measures, ban.id: ban})


bans = st.tuples(
    st.sampled_from(["from", "to"]),
    st.sampled_from(sorted(s.id for s in LAW.scopes.values() if s.codes)),
    st.sampled_from([date(2007, 1, 1), date(2017, 9, 1)]),
)


@given(goods, bans)
@settings(max_examples=120)
def test_a_further_ban_never_permits_more(row: dict[str, Any], ban: tuple[str, str, date]) -> None:
    before, after = told(row), told(row, Reference(with_ban(*ban)))
    council = {m: o for m, o in before.items() if m in COUNCIL}
    assert council.items() <= after.items()
    assert gravest(after) >= gravest(before)


@given(days, days, st.sets(st.sampled_from(APPLIED), max_size=3), days)
def test_what_must_be_obeyed_stands_still_between_two_boundaries(day: date, other: date, lifted: set[str], since: date) -> None:
    law = lift(LAW, [m for m in lifted if LAW.measures[m].in_force(since)], since)
    edges = (date.min, *law.boundaries, date.max)
    at = bisect_right(edges, day)
    within = min(max(other, edges[at - 1]), edges[at] - timedelta(1))
    assert law.operative(day) == law.operative(within)
    assert law.in_force(day) == law.in_force(within)


def test_deadlines_follow_from_the_day_of_adoption() -> None:
    for m in LAW.measures.values():
        adopted = LAW.instruments[m.instrument].adopted
        for d in m.deadlines:
            if d.due and d.days:
                assert (m.id, d.due) == (m.id, adopted + timedelta(d.days))
            if d.due and d.months:
                assert (m.id, d.due) == (m.id, months_on(adopted, d.months))


def months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return day.replace(year=day.year + years, month=month + 1)


@pytest.mark.parametrize(
    ("measure", "days", "notice"),
    [
        ("un/2371#coal-and-iron", 30, 45),
        ("un/2371#seafood", 30, None),
        ("un/2371#lead", 30, None),
        ("un/2375#textiles", 90, 135),
        ("un/2397#food-machinery-stone-wood-vessels", 30, 45),
    ],
)
def test_wind_downs_follow_from_the_day_of_adoption(measure: str, days: int, notice: int | None) -> None:
    m = LAW.measures[measure]
    adopted = LAW.instruments[m.instrument].adopted
    assert m.wind_down is not None
    assert m.wind_down.contract_before == adopted
    assert m.wind_down.last_day == adopted + timedelta(days)
    assert m.wind_down.notify_by == (adopted + timedelta(notice) if notice else None)


measures = st.sets(st.sampled_from(sorted(LAW.measures)), min_size=1, max_size=8)


@given(measures, days)
@settings(max_examples=40)
def test_lifting_and_reimposing_on_one_day_is_the_law_as_it_was(chosen: set[str], day: date) -> None:
    ids = [m for m in chosen if LAW.measures[m].in_force(day)]
    same = snap_back(lift(LAW, ids, day), ids, day)
    assert (same, same.digest) == (LAW, LAW.digest)


@given(measures, days, st.integers(1, 800))
@settings(max_examples=30)
def test_reimposing_later_leaves_a_gap_and_nothing_else(chosen: set[str], day: date, n_days: int) -> None:
    back = day + timedelta(n_days)
    ids = [m for m in chosen if LAW.measures[m].in_force(day) and (LAW.measures[m].until or date.max) > back]
    law = snap_back(lift(LAW, ids, day), ids, back)
    assert law == suspend(LAW, ids, Interval(day, back))
    for outside in (day - timedelta(1), back):
        assert [m.id for m in law.operative(outside)] == [m.id for m in LAW.operative(outside)]


@given(st.lists(st.sampled_from(sorted(LAW.measures)), min_size=2, max_size=6, unique=True), days)
@settings(max_examples=30)
def test_the_order_of_lifting_does_not_matter(chosen: list[str], day: date) -> None:
    ids = [m for m in chosen if LAW.measures[m].in_force(day)]
    one_by_one = LAW
    for m in reversed(ids):
        one_by_one = lift(one_by_one, [m], day)
    assert one_by_one == lift(LAW, ids, day)


@given(measures, days)
@settings(max_examples=40)
def test_lifting_wakes_only_what_slept_beneath(chosen: set[str], day: date) -> None:
    ids = [m for m in chosen if LAW.measures[m].in_force(day)]
    after = lift(LAW, ids, day)
    beneath = {b.id for m in LAW.in_force(day) for b in LAW.beneath(m.id, day)}
    woken = {m.id for m in after.operative(day)} - {m.id for m in LAW.operative(day)}
    assert woken <= beneath - {*ids}
    assert {e.measure.id for e in between(LAW, after, day) if e.what == "wakes"} == woken


OIL = ["270730", "271020", "271113", "271210", "271311", "340311"]  # held by the list of refined products whole


@given(st.sampled_from(OIL), st.dates(date(2018, 1, 1), date(2026, 1, 1)), st.sampled_from(["whole", "cap alone"]))
@settings(max_examples=30)
def test_lifting_2397_leaves_2375s_limit(hs: str, day: date, how: str) -> None:
    ids = ["un/2397#refined-petroleum-cap"] if how == "cap alone" else [m.id for m in named(LAW, ["un/2397"], day)]
    row = {"id": "a", "hs": hs, "origin": "RU", "destination": "KP", "day": day}
    assert told(row) == {"un/2397#refined-petroleum-cap": "capped"}
    assert told(row, Reference(lift(LAW, ids, day))) == {"un/2375#refined-petroleum-cap": "capped"}
    older = LAW.measures["un/2375#refined-petroleum-cap"]
    assert [cap.limits for cap in older.caps if cap.window(day)] == [(("bbl", 2_000_000),)]


@given(st.sampled_from(OIL), st.dates(date(2018, 1, 1), date(2026, 1, 1)))
@settings(max_examples=20)
def test_lifting_both_leaves_none(hs: str, day: date) -> None:
    ids = ["un/2375#refined-petroleum-cap", "un/2397#refined-petroleum-cap"]
    assert told({"id": "a", "hs": hs, "origin": "RU", "destination": "KP", "day": day}, Reference(lift(LAW, ids, day))) == {}


@given(goods, st.sets(st.sampled_from(COUNCIL), min_size=1, max_size=3))
@settings(max_examples=60)
def test_lifting_what_the_council_decided_frees_nothing_of_national_law(row: dict[str, Any], chosen: set[str]) -> None:
    """What a national act says by itself before the lifting it says after it, and as gravely."""
    ids = [m for m in chosen if LAW.measures[m].in_force(row["day"])]
    national = {m: o for m, o in told(row).items() if m not in COUNCIL}
    assert national.items() <= told(row, Reference(lift(LAW, ids, row["day"]))).items()


def test_digits_of_another_tariff_never_make_a_code_clear() -> None:
    """Where six digits raise a measure or a question, further digits of a tariff that the list is not in do not silence it."""
    silenced = []
    for scope in LAW.scopes.values():
        for line in scope.codes:
            for further in ("00", "99", "0000"):
                if len(line.first) > 6:
                    row = {"id": "a", "origin": "KP", "destination": "KP", "day": date(2018, 6, 1), "hs_edition": "2017"}
                    six, more = told({**row, "hs": line.first[:6]}), told({**row, "hs": line.first[:6] + further})
                    silenced += [(line.first[:6] + further, m) for m in six.keys() - more.keys()]
    assert silenced == []
