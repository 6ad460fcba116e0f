"""What holds of every ledger: copies raise nothing, claims move nothing, silence is not assessable, the rule is one for all States."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from ledgers import CAP, DAY, TEXTILES, held, sums

from inforce.base.places import countries
from inforce.law import load
from inforce.law.supplies import embedded
from inforce.reports.ledger import ledger
from inforce.reports.ledger_conduct import lines_of
from inforce.reports.ledger_status import Bearing, Kind, Showing, Status, judge

RANK = list(Status)
LINES = lines_of(load(), load().measures[TEXTILES])
SHOWINGS = st.lists(
    st.builds(
        Showing,
        st.sampled_from(Kind),
        st.sampled_from(Bearing),
        st.just("told"),
        st.sampled_from(["the Panel", "CN", "a court"]),
        st.sampled_from("abc"),
    ),
    max_size=6,
)
STATES = st.sampled_from(sorted({*countries()} - {"KP"}))


@given(SHOWINGS, st.data())
def test_a_copy_changes_nothing(shown: list[Showing], data: st.DataObject) -> None:
    if shown:
        copy = replace(data.draw(st.sampled_from(shown)), told="the same in another paper")
        assert judge([*shown, copy]).status is judge(shown).status


@given(SHOWINGS, st.sampled_from(Bearing))
def test_claims_and_paper_move_nothing(shown: list[Showing], bearing: Bearing) -> None:
    more = [Showing(kind, bearing, "told", "somebody", "elsewhere") for kind in (Kind.CLAIM, Kind.LAW)]
    assert judge([*shown, *more]) == judge(shown)


@given(SHOWINGS)
def test_breach_words_rest_on_own_data_or_an_official_finding(shown: list[Showing]) -> None:
    made = judge(shown)
    if made.status in (Status.DOCUMENTED, Status.CONTESTED):
        assert any(s.kind in (Kind.OWN, Kind.OFFICIAL) and s.bearing is Bearing.AT_ODDS for s in made.rests_on)
    if made.status is Status.INDICATED:
        assert {s.upstream for s in made.rests_on if s.kind is Kind.SENSOR} != {s.upstream for s in made.rests_on}
    if not made.rests_on:
        assert made.status is Status.NOT_ASSESSABLE


@given(SHOWINGS)
def test_order_makes_no_difference(shown: list[Showing]) -> None:
    assert judge(reversed(shown)).status is judge(shown).status


@given(SHOWINGS)
def test_a_denial_in_words_never_raises_and_never_clears(shown: list[Showing]) -> None:
    said, plain = judge(shown, "Ruritania"), judge(shown)
    assert RANK.index(said.status) <= RANK.index(plain.status)
    assert said.status is plain.status or (plain.status, said.status) == (Status.DOCUMENTED, Status.CONTESTED)


@given(STATES)
def test_without_evidence_every_state_has_the_same_cells_and_none_is_assessable(state: str) -> None:
    made = ledger(held(documented=(), claims=(), supplies=()), state, DAY)
    other = ledger(held(documented=(), claims=(), supplies=()), "CN" if state != "CN" else "US", DAY)
    assert made.assessed == ()
    assert [(c.measure.id, c.window, c.innocent, c.settles) for c in made.cells] == [
        (c.measure.id, c.window, c.innocent, c.settles) for c in other.cells
    ]


@given(STATES)
def test_the_same_evidence_gives_every_state_the_same_words(state: str) -> None:
    """China's reports and records under another name give that name's ledger."""
    ours = [replace(s, states=(state,)) for s in embedded() if s.states == ("CN",)]
    theirs = [s for s in embedded() if s.states == ("CN",)]
    a = ledger(held(documented=(), claims=(), supplies=tuple(ours)), state, DAY, about=(CAP,))
    b = ledger(held(documented=(), claims=(), supplies=tuple(theirs)), "CN", DAY, about=(CAP,))
    assert [c.judgement.words.replace(a.name, b.name) for c in a.cells] == [c.judgement.words for c in b.cells]


@given(st.integers(0, 99))
def test_missing_never_becomes_zero(zero: int) -> None:
    """Only zeros of all codes are in line; rows without a figure say nothing, however many they are."""
    row = {"rows": 99, "zero": zero}
    made = ledger(held(table=sums(row), documented=(), claims=()), "CN", date(2018, 12, 31), about=(TEXTILES,))
    last = made.cells[-1]
    assert last.status is (Status.CONSISTENT if zero >= LINES else Status.NOT_ASSESSABLE)


@given(st.dates(date(2016, 1, 1), date(2026, 1, 1)))
def test_every_cell_explains_itself_and_periods_do_not_overlap(day: date) -> None:
    made = ledger(held(), "RU", day)
    for m in made.measures:
        windows = [c.window for c in made.of(m.id)]
        assert all(a.until and b.since and a.until <= b.since for a, b in pairwise(windows))
        assert all(w.since and w.since <= day for w in windows)
    assert all(len(c.innocent) >= 2 and c.settles for c in made.cells)


@given(st.dates(date(2018, 1, 1), date(2025, 1, 1)))
def test_what_was_not_known_yet_is_not_in_it(known: date) -> None:
    made = ledger(held(known), "CN", DAY)
    days = [s.day for c in made.cells for s in c.showings] + [x.day for c in made.cells for x in c.claims]
    assert all(d is None or d <= known for d in days)
