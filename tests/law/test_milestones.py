from datetime import date
from pathlib import Path

import pytest

from inforce.base.errors import LawError
from inforce.law import load
from inforce.law.milestones import FILE, milestones, read_milestones

SHIPPED = (Path(__file__).parents[2] / "src/inforce/law" / FILE).read_text(encoding="utf-8")


def test_every_instrument_with_a_trigger_answers_something() -> None:
    answered = {i for m in milestones() for i in m.answered_by}
    assert answered == {i.id for i in load().instruments.values() if i.trigger}


def test_the_launch_that_2397_answered_and_both_summits_are_there() -> None:
    days = {m.day: m.kind for m in milestones()}
    assert days[date(2017, 11, 28)] == "launch"
    assert [d for d, kind in days.items() if kind == "summit"] == [date(2018, 6, 12), date(2019, 2, 27)]
    assert sum(kind == "nuclear test" for kind in days.values()) == 6


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("day = 2006-07-05", "day = 2006-08-05", "un/1695 was adopted before"),
        ("day = 2009-05-25", "day = 2006-05-25", "not in order of their days"),
        ('kind = "summit"', 'kind = "talk"', "must be one of nuclear test"),
        ('"un/2321"', '"un/2322"', "names 'un/2322'"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    (tmp_path / FILE).write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawError, match=complaint):
        read_milestones(tmp_path / FILE, load())
