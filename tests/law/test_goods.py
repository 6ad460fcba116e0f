"""What must hold of every goods line, whatever it is."""

from bisect import bisect_right
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inforce.base.dates import Interval
from inforce.base.nouns import Measure, Outcome
from inforce.base.tables import SUBJECTS
from inforce.checks.goods_prohibited import find
from inforce.law import Law, load
from inforce.law.codes import Code, Lies, chapters, place, read_code
from inforce.law.goods import Goods
from inforce.law.hs import EDITIONS, subheadings
from inforce.law.overlay import lift, snap_back
from inforce.reference import Reference

LAW = load()
GOODS = Goods(LAW, "goods.prohibited")
REF = Reference(LAW)
CODES = sorted({hs for e in EDITIONS for chapter in range(1, 98) for hs in subheadings(f"{chapter:02}", e)})

countries = st.sampled_from(["KP", "CN", "RU", "US", "DE", "GB", "", "Korea"])
days = st.dates(date(2006, 1, 1), date(2026, 1, 1))
rows = st.fixed_dictionaries(
    {
        "id": st.just("a"),
        "hs": st.sampled_from(CODES).flatmap(lambda c: st.sampled_from([c, c[:4], c + "00", ""])),
        "hs_edition": st.sampled_from(["", *EDITIONS, "CN 2018"]),
        "origin": countries,
        "destination": countries,
        "consigned_from": countries,
        "contract_day": st.none() | days,
        "loaded_day": st.none() | days,
        "day": days,
    }
)


def told(row: dict[str, Any], goods: Goods = GOODS) -> dict[str, tuple[Any, ...]]:
    return {v.measure.id: (v.outcome, [e.id for e in v.open], v.questions) for v in goods.verdicts(row)}


def edges(law: Law) -> list[date]:
    """Every day from which on an answer may be another."""
    editions = {date(int(year), 1, 1) for year in EDITIONS}
    found = {*law.boundaries, *editions, date(2021, 1, 1)}  # the last: from then on Union law no longer bound the United Kingdom
    for m in law.measures.values():
        found |= {m.wind_down.last_day + timedelta(1)} if m.wind_down else set()
        found |= {d for e in m.exemptions for d in (e.since, e.until) if d}
    return sorted(found)


@given(rows, days)
@settings(max_examples=400, deadline=None)
def test_an_answer_stands_still_between_two_days_on_which_the_law_moves(row: dict[str, Any], other: date) -> None:
    here = bisect_right(EDGES, row["day"])
    lowest = EDGES[here - 1] if here else date.min
    highest = EDGES[here] - timedelta(1) if here < len(EDGES) else date.max
    assert told(row) == told({**row, "day": min(max(other, lowest), highest)})


EDGES = edges(LAW)


@given(rows, st.sampled_from(["from", "to", "both"]), st.sampled_from(sorted(s.id for s in LAW.scopes.values() if s.codes)), days)
@settings(max_examples=60, deadline=None)
def test_a_further_prohibition_permits_nothing(row: dict[str, Any], direction: str, scope: str, since: date) -> None:
    new = replace(LAW.measures["un/2371#coal-and-iron"], id="un/2397#new", direction=direction, covers=(scope,), since=since)
    new = replace(new, wind_down=None, exemptions=(), relations=())
    before, after = told(row), told(row, Goods(replace(LAW, measures={**LAW.measures, new.id: new}), "goods.prohibited"))
    council = {m: answer for m, answer in before.items() if LAW.measures[m].binds == ("all",)}
    assert council.items() <= after.items()


@given(rows, st.sampled_from(sorted(m.id for m in LAW.measures.values() if "goods.prohibited" in m.applied_by)), days)
@settings(max_examples=40, deadline=None)
def test_lifting_and_bringing_back_on_one_day_changes_nothing(row: dict[str, Any], measure: str, day: date) -> None:
    m = LAW.measures[measure]
    if day in Interval(m.since, m.until):
        same = snap_back(lift(LAW, [measure], day), [measure], day)
        assert told(row, Goods(same, "goods.prohibited")) == told(row)


@given(rows)
@settings(max_examples=300, deadline=None)
def test_nothing_is_said_where_the_target_is_at_neither_end(row: dict[str, Any]) -> None:
    row |= {"origin": "AU", "destination": "JP", "consigned_from": ""}
    assert told(row) == {}


@given(rows)
@settings(max_examples=300, deadline=None)
def test_more_digits_never_turn_a_yes_into_a_no(row: dict[str, Any]) -> None:
    """What the heading decides, its subheadings decide the same way."""
    if len(row["hs"]) != 6:
        return
    heading = {m: a for m, a in told({**row, "hs": row["hs"][:4]}).items() if a[0] is not Outcome.UNDETERMINED}
    assert heading.items() <= told(row).items()


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_code_is_looked_for_in_every_scope_that_may_have_it(edition: str) -> None:
    """The short cut by chapters leaves out no scope."""
    for hs in CODES[::29]:
        code = read_code(hs, edition)
        if isinstance(code, Code):
            touched = {s.id for s in LAW.scopes.values() if s.codes and place(code, s, edition).lies is not Lies.OUTSIDE}
            assert touched <= {s.id for s in LAW.scopes.values() for line in s.codes if reaches(line.first, line.last, chapters(code))}


def reaches(first: str, last: str, chapters: frozenset[str]) -> bool:
    return any(first[:2] <= chapter <= last[:2] for chapter in chapters)


def test_no_ex_code_value_floor_or_guess_is_ever_an_answer() -> None:
    """Every line of every scope of which only a part is meant asks, in six digits or in eight."""
    for scope in LAW.scopes.values():
        whole = {line.first for line in scope.codes if not line.ex}
        for line in (*(x for x in scope.codes if x.ex), *scope.candidates):
            code = read_code(
                line.first if len(line.first) > 2 else f"{line.first}01", f"{scope.nomenclature or 'HS'} 2017".replace("/", "-")
            )
            if isinstance(code, Code) and not any(line.first.startswith(w) for w in whole):
                assert place(code, scope, "2017").lies is not Lies.WITHIN


@given(
    st.fixed_dictionaries(
        {
            "hs": st.none() | st.text(max_size=12) | st.sampled_from(["9" * 10_000, "2701", "2710", "8471"]),
            "hs_edition": st.none() | st.text(max_size=8) | st.just("CN " + "2" * 5_000),
            "origin": st.none() | st.text(max_size=4) | st.just("KP") | st.just("K" * 5_000),
            "destination": st.none() | st.text(max_size=4) | st.just("KP"),
            "day": st.dates() | st.sampled_from([date.min, date.max]),
            "day_zone": st.sampled_from([None, "", "Asia/Shanghai", "Pacific/Kiritimati"]),
            "description": st.none() | st.text(max_size=20) | st.just("coal " * 5_000),
        }
    )
)
@settings(max_examples=300, deadline=None)
def test_whatever_a_row_holds_the_answer_is_short_and_names_what_is_missing(row: dict[str, Any]) -> None:
    table = pa.Table.from_pylist([{"id": "a", **row}], schema=pa.schema([SUBJECTS["goods"].field(c) for c in ("id", *row)]))
    for finding in find.find(table, REF):
        assert finding.outcome is Outcome.UNDETERMINED or row["hs"]
        assert len(finding.why) < 5_000


def caps(law: Law) -> list[Measure]:
    return [m for m in law.measures.values() if m.caps]


@given(days)
@settings(max_examples=200, deadline=None)
def test_every_day_of_a_cap_lies_in_one_window(day: date) -> None:
    for m in caps(LAW):
        windows = [w for cap in m.caps if (w := cap.window(day))]
        assert len(windows) == (day >= m.caps[0].since)
        assert all(day in w for w in windows)
