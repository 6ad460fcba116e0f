"""Golden scenarios: what the facts say of a goods line, or of a day, against what the program says. README.md is how to add one."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from scenarios import rows_table

from inforce.base.dates import Interval
from inforce.checks.goods_prohibited import find as goods_prohibited
from inforce.checks.service_prohibited import find as service_prohibited
from inforce.law import Law, load
from inforce.law.overlay import lift, named
from inforce.reference import Reference
from inforce.run.local import run

Case = dict[str, Any]
Told = dict[str, list[dict[str, Any]]]

CHECKS = {"goods": goods_prohibited, "service": service_prohibited}
OF_A_ROW = {*CHECKS, "says", "only", "asks", "exemptions", "limits", "national", "review", "why", "why_not", "bound", "lifted"}
OF_A_DAY = {"day", "in_force", "asleep", "gone", "deadlines", "last_days", "windows", "exempted_by", "open_exemptions"}
OF_ALL = {"name", "cites", "aside", "disagrees"}


def read() -> Iterator[tuple[str, Case]]:
    for file in sorted(Path(__file__).parent.glob("*.toml")):
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        for case in table["cases"]:
            yield file.stem, {**case, "aside": {*table.get("aside", []), *case.get("aside", [])}}


CASES = list(read())


def those(*columns: str) -> pytest.MarkDecorator:
    """The cases that have one of the columns; one that is known to disagree with the program is expected to fail."""
    chosen = [(stem, case) for stem, case in CASES if any(c in case for c in columns)]
    params = [
        pytest.param(
            case,
            id=f"{stem}: {case['name']}",
            marks=[pytest.mark.xfail(reason=case["disagrees"], strict=True, raises=AssertionError)] if "disagrees" in case else [],
        )
        for stem, case in chosen
    ]
    return pytest.mark.parametrize("case", params)


@cache
def without(lifted: tuple[str, ...], day: date | None) -> Law:
    law = load()
    return lift(law, [m.id for m in named(law, lifted, day)], day) if day and lifted else law


@cache
def reference(lifted: tuple[str, ...], day: date | None, bound: tuple[str, ...]) -> Reference:
    return Reference(without(lifted, day), bound=bound)


@those(*CHECKS)
def test_what_the_law_says_of_a_row(case: Case) -> None:
    kind = next(kind for kind in CHECKS if kind in case)
    check, row = CHECKS[kind], {"id": "a", **case[kind]}
    lifted = tuple(case.get("lifted", ()))
    ref = reference(lifted, row.get("day") if lifted else None, tuple(case.get("bound", ())))
    found = run([check], {kind: rows_table(check, [row])}, ref).findings.to_pylist()
    told = by_measure(found, case["aside"])
    if "only" in case:
        assert {f["outcome"] for f in found} == {case["only"]}, found
    else:
        assert {m: ", ".join(sorted({f["outcome"] for f in fs})) for m, fs in told.items()} == case["says"], [f["why"] for f in found]
    questions = " ".join(f["why"] for f in found if f["outcome"] == "undetermined").casefold()
    assert [word for word in case.get("asks", []) if word.casefold() not in questions] == [], questions
    for key, holds in OF_A_FINDING.items():
        for measure, expected in case.get(key, {}).items():
            holds(told[measure][0], expected)


def by_measure(found: list[dict[str, Any]], aside: set[str]) -> Told:
    """The findings by each measure in their basis; one that rests on none stands under ''."""
    told: Told = defaultdict(list)
    for finding in found:
        for measure in finding["basis"] or [""]:
            if measure not in aside:
                told[measure].append(finding)
    return told


def same_exemptions(finding: dict[str, Any], expected: list[str]) -> None:
    assert listed(finding, "exemptions") == sorted(expected)


def same_limits(finding: dict[str, Any], expected: dict[str, Any]) -> None:
    facts = dict(finding["facts"])
    seen = {name: facts.get(name) if name == "window" else float(facts.get(f"limit_{name}", "nan")) for name in expected}
    assert seen == expected


def same_national(finding: dict[str, Any], expected: list[str]) -> None:
    assert listed(finding, "national") == sorted(expected)


def same_review(finding: dict[str, Any], expected: str) -> None:
    assert finding["review"] == expected


def says_so(finding: dict[str, Any], words: list[str]) -> None:
    assert [w for w in words if w.casefold() not in finding["why"].casefold()] == [], finding["why"]


def does_not_say_so(finding: dict[str, Any], words: list[str]) -> None:
    assert [w for w in words if w.casefold() in finding["why"].casefold()] == [], finding["why"]


def listed(finding: dict[str, Any], name: str) -> list[str]:
    return sorted(filter(None, dict(finding["facts"]).get(name, "").split(", ")))


OF_A_FINDING: dict[str, Callable[[dict[str, Any], Any], None]] = {
    "exemptions": same_exemptions,
    "limits": same_limits,
    "national": same_national,
    "review": same_review,
    "why": says_so,
    "why_not": does_not_say_so,
}


@those("day")
def test_what_is_law_on_a_day(case: Case) -> None:
    law, day = load(), case["day"]
    in_force = {m.id: str(m.modality) for m in law.in_force(day)}
    operative = {m.id for m in law.operative(day)}
    for name in ("in_force", "asleep", "gone", *OF_A_MEASURE):
        assert {*case.get(name, ())} <= {*law.measures}, f"{name} names no measure"
    awake = case.get("in_force", {}).keys() - {*case.get("asleep", [])}
    assert {m: in_force.get(m) for m in case.get("in_force", {})} == case.get("in_force", {})
    assert (sorted(awake - operative), [m for m in case.get("asleep", []) if m not in in_force or m in operative]) == ([], [])
    assert [m for m in case.get("gone", []) if m in in_force] == []
    for name, answer in OF_A_MEASURE.items():
        assert {m: answer(law, m, day) for m in case.get(name, {})} == case.get(name, {})


def dues(law: Law, measure: str, day: date) -> list[date]:
    return sorted(d.due for d in law.measures[measure].deadlines if d.due)


def last_day(law: Law, measure: str, day: date) -> date | None:
    down = law.measures[measure].wind_down
    return down.last_day if down else None


def window(law: Law, measure: str, day: date) -> str:
    return ", ".join(f"{w.since}/{w.until}" for cap in law.measures[measure].caps if (w := cap.window(day)))


def exempting(law: Law, measure: str, day: date) -> list[str]:
    return [m.id for m in law.related("exempts", measure) if m.in_force(day)]


def open_exemptions(law: Law, measure: str, day: date) -> list[str]:
    m = law.measures[measure]
    return sorted(e.id for e in m.exemptions if day in Interval(e.since, e.until) and e.id not in law.closed(m, day))


OF_A_MEASURE: dict[str, Callable[[Law, str, date], Any]] = {
    "deadlines": dues,
    "last_days": last_day,
    "windows": window,
    "exempted_by": exempting,
    "open_exemptions": open_exemptions,
}


def test_cases_are_written_as_the_readme_says() -> None:
    for stem, case in CASES:
        of_a_day = "day" in case
        assert case.keys() <= (OF_A_DAY if of_a_day else OF_A_ROW) | OF_ALL, (stem, case["name"])
        assert case["cites"], (stem, case["name"])
        assert of_a_day or ("says" in case) != ("only" in case), (stem, case["name"])
    assert [name for name, n in Counter((stem, case["name"]) for stem, case in CASES).items() if n > 1] == []
    assert len(CASES) >= 300


@pytest.fixture
def facts(shared: Callable[[str], Path]) -> dict[str, list[str]]:
    """The lines of the file of facts by the id of their entry, and of its sources by their key."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in shared("regime-facts.yaml").read_text(encoding="utf-8").splitlines():
        if entry := re.match(r"- \{id: ([^,]+),|  ([A-Z0-9][\w-]*): +\{", line):
            found[entry[1] or entry[2]].append(line)
    return found


def test_every_citation_is_in_the_facts_with_its_grade(facts: dict[str, list[str]]) -> None:
    for stem, case in CASES:
        for cited in case["cites"]:
            fact, *said = cited.split(" ")
            if fact.startswith(("conventions.", "UNSD")):
                continue
            line = next((text for text in facts[fact] if re.search(rf"[ {{]g(rade)?: {said[0]}[,}}]", text)), None)
            assert line, (stem, case["name"], cited)
            assert {*said[1:]} <= {*facts}, (stem, case["name"], cited)


def test_every_ban_and_limit_on_goods_by_code_is_cited(facts: dict[str, list[str]]) -> None:
    cited = {c.split(" ")[0] for _, case in CASES for c in case["cites"]}
    limits = {i for i, lines in facts.items() if any(re.search(r"modality: (prohibit|cap)\b.*scope: \[g\.", text) for text in lines)}
    by_parameters = {i for i, lines in facts.items() if any("scope: [g.dual_use]" in text for text in lines)}
    assert limits - by_parameters - cited == set()
