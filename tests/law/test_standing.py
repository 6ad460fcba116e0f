import re
from pathlib import Path

import pytest

from inforce.base.nouns import Review
from inforce.checks import every
from inforce.law import load
from inforce.law.standing import applied, on_memory, told


@pytest.mark.parametrize("check", sorted({c for m in load().measures.values() for c in m.applied_by} - {"deadline"}))
def test_a_measure_is_applied_by_a_check_that_is_there(check: str) -> None:
    assert check in every()


def test_a_measure_applied_by_its_deadline_has_one() -> None:
    assert [m.id for m in load().measures.values() if "deadline" in m.applied_by and not m.deadlines] == []


def test_the_readme_tells_the_share_that_is_applied() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert told(load()) in re.sub(r"\s+", " ", readme)
    assert applied(load()).total() == len(load().measures)


def test_what_rests_on_memory_is_listed() -> None:
    listed = {(u.entry, u.fact) for u in on_memory(load())}
    assert ("un/2397#review", "content") in listed
    assert ("un/2270#coal-and-iron", "paragraph") in listed
    assert len(listed) == sum(
        [m.review is Review.MEMORY for m in load().measures.values()]
        + [m.paragraph_review is Review.MEMORY for m in load().measures.values()]
        + [e.review is Review.MEMORY for table in (load().instruments, load().scopes, load().conversions) for e in table.values()]
    )
