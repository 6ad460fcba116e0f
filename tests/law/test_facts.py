"""The law against the file of facts it was written from: nothing dropped, no day, force, grade, figure or code changed."""

import re
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from inforce.base.nouns import Measure, Review, Scope
from inforce.law import load

OURS = tomllib.loads((Path(__file__).parent / "facts.toml").read_text(encoding="utf-8"))
GRADES = {"K": Review.MEMORY, "S": Review.SECONDARY, "D": Review.SECONDARY}  # each D here derives from facts graded S
Facts = dict[str, str]


@pytest.fixture
def facts(shared: Callable[[str], Path]) -> Facts:
    """Each entry of the file, one line of text, by its id; a later entry of the same id gets a section before it."""
    found: Facts = {}
    section = ""
    for line in shared("regime-facts.yaml").read_text(encoding="utf-8").splitlines():
        if head := re.match(r"(\w+):\s*$", line):
            section = head[1]
        elif entry := re.match(r"- \{id: ([^,]+),", line):
            found[f"{section}/{entry[1]}"] = line
    return found


def section(facts: Facts, *names: str) -> dict[str, str]:
    return {key.split("/", 1)[1]: line for key, line in facts.items() if key.split("/", 1)[0] in names}


def said(line: str, field: str) -> str:
    found = re.search(rf"[{{ ]{field}: ([^,}}\]]+)", line)
    return found[1] if found else ""


def test_no_entry_is_dropped(facts: Facts) -> None:
    law = load()
    provisions, scopes = section(facts, "provisions"), section(facts, "goods_scopes")
    assert len(provisions) == 135
    assert len(scopes) == 32
    assert {*provisions} == {*OURS["provisions"]}
    assert {*scopes} == {*OURS["scopes"]}
    assert {*section(facts, "instruments")} == {*OURS["instruments"]}
    assert {*section(facts, "us_provisions", "relief_law", "humanitarian")} == {*OURS["others"]}
    assert {*OURS["provisions"].values(), *OURS["others"].values()} <= {*law.measures}
    assert {*OURS["scopes"].values()} <= {*law.scopes}
    assert {*OURS["instruments"].values()} <= {*law.instruments}


def test_no_two_provisions_share_a_measure() -> None:
    assert len({*OURS["provisions"].values()}) == 135


def test_days_force_and_grades_are_those_of_the_facts(facts: Facts) -> None:
    for fact, line in section(facts, "provisions").items():
        m = load().measures[OURS["provisions"][fact]]
        assert (fact, str(m.since), str(m.until or ""), m.modality) == (fact, said(line, "from"), said(line, "to"), said(line, "modality"))
        assert (fact, m.review, m.paragraph_review) == (fact, GRADES[said(line, "g")], GRADES[said(line, "pg")])
        assert re.sub(r"[()]", "", m.paragraph).replace(" to ", "-") == paragraph(fact)


def paragraph(fact: str) -> str:
    number = fact.partition("#")[2]
    return re.sub(r"^(\d+)-(iron|fish)$", r"\1", number).replace("8a-", "8a")


def test_directions_are_those_of_the_facts(facts: Facts) -> None:
    words = {"to_dprk": "to", "from_dprk": "from", "both": "both", "on_sea": "at_sea"}
    for fact, line in section(facts, "provisions").items():
        if direction := said(line, "direction"):
            assert (fact, load().measures[OURS["provisions"][fact]].direction) == (fact, words[direction])


def test_figures_and_deadlines_are_those_of_the_facts(facts: Facts) -> None:
    for fact, line in section(facts, "provisions").items():
        m = load().measures[OURS["provisions"][fact]]
        figures = {float(n) for n in re.findall(r"(?:usd|tonnes|barrels): (\d+)", line)}
        assert (fact, {amount for cap in m.caps for _, amount in cap.limits}) == (fact, figures)
        dues = {*re.findall(r"(?:deadline|due): (\d{4}-\d\d-\d\d)", line)}
        assert dues <= {str(d.due) for d in m.deadlines}, fact
        if days := said(line, "due_days"):
            assert m.deadlines[0].due == m.since + timedelta(int(days))
        closing = said(line, "deadline") if m.wind_down else ""  # older offices and ventures are closed by then
        assert wind_down(m) == (said(line, "import_until") or closing, said(line, "notify_by") if "wind_down" in line else ""), fact


def wind_down(m: Measure) -> tuple[str, str]:
    return (str(m.wind_down.last_day), str(m.wind_down.notify_by or "")) if m.wind_down else ("", "")


def test_codes_are_those_of_the_facts(facts: Facts) -> None:
    for fact, line in section(facts, "goods_scopes").items():
        s = load().scopes[OURS["scopes"][fact]]
        assert (fact, listed(s, ex=False)) == (fact, codes(line, "codes"))
        assert (fact, listed(s, ex=True)) == (fact, codes(line, "ex"))
        assert (fact, s.review) == (fact, GRADES[said(line, "grade")])
        assert (fact, s.dynamic) == (fact, "dynamic: true" in line and bool(s.codes))


def listed(s: Scope, ex: bool) -> list[str]:
    return [c.first if c.first == c.last else f"{c.first}..{c.last}" for c in s.codes if c.ex == ex]


def codes(line: str, field: str) -> list[str]:
    found = re.search(rf"[{{ ]{field}: \[([^\]]*)\]", line)
    return re.findall(r'"([^"]+)"', found[1]) if found else []


def test_relations_of_the_facts_are_there(facts: Facts) -> None:
    kinds = {"superseded_by": "supersedes", "replaced_by": "replaces", "tightened_by": "tightens", "overridden_by": "supersedes"}
    for fact, line in section(facts, "provisions").items():
        for field, kind in kinds.items():
            for newer in re.findall(
                r"un/[0-9]+#[0-9a-z-]+", re.search(rf" {field}: (\[[^\]]*\]|[^,}}]+)", line)[1] if f" {field}:" in line else ""
            ):
                relations = load().measures[OURS["provisions"][newer]].relations
                assert (kind, OURS["provisions"][fact]) in {(r.kind, r.to) for r in relations}, (fact, newer)


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("2006-10-15", 15),
        ("2013-04-01", 40),
        ("2016-04-01", 64),
        ("2016-12-31", 86),
        ("2017-09-20", 104),
        ("2018-01-02", 121),
        ("2022-01-01", 121),
    ],
)
def test_provisions_in_force_by_day(day: str, count: int) -> None:
    """As reference counts have them; the nine provisions of the second check came after those counts."""
    added = {"un/2094#27", "un/2270#25", "un/2270#38", "un/2321#4", "un/2321#9", "un/2321#10", "un/2321#20", "un/2371#4-5", "un/2371#7"}
    counted = {measure for fact, measure in OURS["provisions"].items() if fact not in added}
    in_force = {m.id for m in load().in_force(date.fromisoformat(day))}
    assert len(counted & in_force) == count
