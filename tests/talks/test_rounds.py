"""Rounds, positions and promises: what ships says one clear thing, and what does not is refused."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inforce.base.errors import LawError
from inforce.talks.halts import halts, read_halts
from inforce.talks.positions import held, positions, read_positions
from inforce.talks.rounds import read_rounds, rounds

TALKS = Path(__file__).parents[2] / "src/inforce/talks"
ARTICLE = date(2019, 10, 16)


def test_both_summits_and_what_came_before_and_after_are_there() -> None:
    ids = [r.id for r in rounds()]
    assert ids.index("panmunjom-2018") < ids.index("singapore-2018") < ids.index("hanoi-2019") < ids.index("stockholm-2019")


def test_where_the_sides_differ_each_account_stands() -> None:
    hanoi = next(r for r in rounds() if r.id == "hanoi-2019")
    assert {a.of for a in hanoi.accounts} == {"US", "KP"}


def test_on_the_day_of_the_article_each_side_has_its_position() -> None:
    found = {(p.actor, p.matter): p.id for p in held(positions(), ARTICLE)}
    assert found["US", "sequence"] == "us-not-incrementally"
    assert found["KP", "sequence"] == "kp-phased"
    assert found["US", "enforcement"] == "us-better-enforcement"
    assert found["CN", "enforcement"] == "cn-duty-fulfilled"


def test_a_position_holds_until_the_next_one_in_its_matter() -> None:
    def sequence(day: date) -> str:
        return next(p.id for p in held(positions(), day) if (p.actor, p.matter) == ("US", "sequence"))

    assert sequence(date(2019, 3, 10)) == "us-in-parallel"
    assert sequence(date(2019, 3, 11)) == "us-not-incrementally"
    assert "kp-end-of-year" in {p.id for p in held(positions(), date(2019, 12, 31))}
    assert "kp-end-of-year" not in {p.id for p in held(positions(), date(2020, 1, 1))}


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2018, 4, 20), "not yet"), (ARTICLE, "held"), (date(2020, 1, 1), "in doubt"), (date(2022, 3, 24), "ended")],
)
def test_the_halt_of_tests_over_time(day: date, state: str) -> None:
    assert next(h for h in halts() if h.id == "tests").state(day) == state


def test_short_range_launches_are_not_what_the_halt_names() -> None:
    tests = next(h for h in halts() if h.id == "tests")
    last = tests.last(ARTICLE)
    assert last is not None
    assert last.day == date(2017, 11, 29)
    assert {d.within for d in tests.deeds if d.day.year == 2019} == {"no"}


def test_both_sides_promised_something() -> None:
    assert {h.actor for h in halts()} == {"KP", "US"}


@pytest.mark.parametrize(
    ("name", "read", "old", "new", "complaint"),
    [
        ("rounds.toml", read_rounds, 'outcome = "no document"', 'outcome = "success"', "must be one of"),
        ("rounds.toml", read_rounds, "until = 1994-10-22", "until = 1994-10-21", "is not after"),
        ("rounds.toml", read_rounds, "since = 1994-10-21", "since = 2010-10-21", "is not after"),
        ("rounds.toml", read_rounds, '"WIKI-1994"', '"NOWHERE"', "sources.toml does not have"),
        ("rounds.toml", read_rounds, 'id = "panmunjom-2018"', 'id = "beijing-2018"', "given twice"),
        ("rounds.toml", read_rounds, 'parties = ["US", "KP"]', 'parties = ["US", "DPRK"]', "is no State"),
        ("positions.toml", read_positions, "since = 2017-07-04", "since = 2020-07-04", "not in order"),
        ("positions.toml", read_positions, 'sources = ["KOREATIMES-2018"]', "sources = []", "Cite it, or say memory"),
        ("halts.toml", read_halts, "ended = 2022-03-24", "ended = 2022-03-25", "its first deed within"),
        ("halts.toml", read_halts, 'within = "yes"', 'within = "perhaps"', "must be one of"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, name: str, read: Callable[[Path], Any], old: str, new: str, complaint: str) -> None:
    text = (TALKS / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawError, match=complaint):
        read(tmp_path / name)
