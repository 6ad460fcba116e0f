import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from inforce.base.errors import LawError, UsageError
from inforce.law import load
from inforce.law.package import Package, label, under
from inforce.law.packages import find, packages, read_package
from inforce.law.relief import terms

DAY = date(2019, 2, 27)
HEAD = """
[package]
id = "p"
title = "a package"
status = "example"
target = "KP"
day = 2019-02-27
reading = "as it stands"
review = "memory"
"""
STEP = """
[[steps]]
id = "first"
actor = "UN"
deed = "lifts"
verified_by = "anyone"
evidence = "a resolution"
due = "some day"
otherwise = "nothing"
review = "memory"

[[steps.relief]]
deed = "lift"
what = ["un/2371#seafood"]
"""
SECOND = STEP.replace('"first"', '"second"')


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Package]:
    def read(text: str = HEAD + STEP, old: str = "", new: str = "") -> Package:
        path = tmp_path / "p.toml"
        path.write_text(text.replace(old, new) if old else text, encoding="utf-8")
        return read_package(path, load(), terms())

    return read


def test_every_package_that_ships_can_be_laid_over_the_law() -> None:
    assert {"hanoi-by-resolutions", "hanoi-by-livelihood", "all-at-once", "step-by-step", "annex-v-like"} <= {*packages()}
    for package in packages().values():
        gone = {m.id for m in load().in_force(package.day)} - {m.id for m in under(load(), package).in_force(package.day)}
        assert gone == package.lifted()


def test_every_step_says_who_verifies_it_on_what_by_when_and_what_follows_if_not() -> None:
    for step in (s for p in packages().values() for s in p.steps):
        assert all((step.deed, step.verified_by, step.evidence, step.due, step.otherwise))


def test_deeds_of_either_side_have_states_that_only_a_record_changes() -> None:
    package = packages()["after-singapore"]
    steps = {s.id: s for s in package.steps}
    tests, exercises = steps["tests"], steps["exercises"]
    days = (date(2018, 4, 19), date(2018, 4, 20), date(2019, 12, 31), date(2020, 1, 1))
    assert [tests.state(day)[0] for day in days] == ["due", "claimed", "claimed", "lapsed"]
    assert (exercises.actor, [exercises.state(day)[0] for day in (date(2018, 6, 12), date(2018, 6, 18), date(2020, 1, 1))]) == (
        "US",
        ["claimed", "verified", "disputed"],
    )
    assert steps["assurances"].state(date(2030, 1, 1)) == ("due", None)


def test_up_to_a_step_means_those_before_it_in_the_file() -> None:
    package = packages()["step-by-step"]
    assert package.through("halt-answered") == ("halt", "halt-answered")
    law = under(load(), package, package.through("halt-answered"))
    assert not law.measures["un/2375#textiles"].in_force(DAY)
    assert law.measures["un/2371#coal-and-iron"].in_force(DAY)
    assert law.measures["un/2375#textiles"].in_force(date(2020, 2, 27))


def test_a_step_for_a_failure_is_done_only_where_it_is_named() -> None:
    package = packages()["annex-v-like"]
    assert "snapback" not in package.through()
    law = under(load(), package, package.through("snapback"))
    assert {m.id for m in load().in_force(DAY)} - {m.id for m in law.in_force(DAY)} == {"us/31-cfr-510#imports", "us/31-cfr-510#exports"}


def test_how_a_package_is_named_on_the_command_line() -> None:
    package, done = find("step-by-step:halt-answered")
    assert label(package, done) == "step-by-step:halt-answered"
    assert label(package, None) == label(package, package.through()) == "step-by-step"
    assert label(package, ("halt-answered", "weapons")) == "step-by-step:halt-answered+weapons"


def test_a_package_of_ones_own_may_be_a_file(written: Callable[..., Package], tmp_path: Path) -> None:
    written()
    assert find(f"{tmp_path}/p.toml:first")[1] == ("first",)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("nothing", "There are after-singapore, all-at-once"),
        ("step-by-step:last", "has no step 'last'"),
        ("mine.toml", "no file mine.toml"),
    ],
)
def test_what_is_not_there_is_told(text: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        find(text)


def test_a_step_that_is_not_there_cannot_be_done() -> None:
    with pytest.raises(UsageError, match="no step 'last'"):
        under(load(), packages()["step-by-step"], ["last"])


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('"un/2371#seafood"', '"un/2371#fish"', r"packages/p.toml, first, relief 1: `what` names 'un/2371#fish', which is not there"),
        ('"un/2371#seafood"', '"un/2321#coal-cap"', "packages/p.toml, first: un/2321#coal-cap is no law on 2019-02-27"),
        ('"un/2371#seafood"', '"un/1928"', "names nothing that is law on 2019-02-27"),
        ('"un/2371#seafood"', '"un/2371", "un/2371#seafood"', "first: un/2371#seafood is lifted already"),
        ('deed = "lift"', 'deed = "snap_back"', "first: un/2371#seafood is not put aside on 2019-02-27"),
        ('deed = "lift"', 'deed = "suspend"', "`days` = None is how long a suspension lasts"),
        ('deed = "lift"\n', 'deed = "lift"\ndays = 3\n', "`days` = 3 is how long a suspension lasts"),
        ('what = ["un/2371#seafood"]', "", "`what` = \\(\\) is missing"),
        ('what = ["un/2371#seafood"]', 'what = ["un/2371#seafood"]\nbut = ["un/2371#lead"]', "`but .*` names 'un/2371#lead'"),
        ('what = ["un/2371#seafood"]', 'what = ["un/2371#seafood"]\nof = ["un/9"]', "`of` names 'un/9'"),
        ('what = ["un/2371#seafood"]', 'what = ["un/2371#seafood"]\nfor = "ever"', "unknown field `for`"),
        ('actor = "UN"', 'actor = "XX"', "`actor` names 'XX'"),
        ('actor = "UN"', 'actor = "UN"\nafter = ["second"]', "names 'second', which is not there"),
        ('actor = "UN"', 'actor = "UN"\nnotice_days = 30', "`notice_days` belongs to a step with `if_fails`"),
        ('due = "some day"\n', "", "`due` is missing"),
        ('id = "first"', 'id = "First:one"', "small letters"),
        ('id = "p"', 'id = "q"', "the file is that of 'p'"),
        ('status = "example"', 'status = "law"', "must be one of offer"),
        ("day = 2019-02-27", 'day = "2019"', "must be a day without quotes"),
        ('"un/2371#seafood"', '"un/2231#snapback"', "is about IR, and the package about KP"),
    ],
)
def test_what_is_not_one_clear_thing_is_refused(written: Callable[..., Package], old: str, new: str, complaint: str) -> None:
    with pytest.raises(LawError, match=complaint):
        written(old=old, new=new)


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        (SECOND, "packages/p.toml, second: un/2371#seafood is lifted already"),
        (STEP.replace("seafood", "lead"), "two steps of that id"),
        (SECOND.replace("seafood", "lead") + 'after = ["first"]', "unknown field `after`"),
        (SECOND.replace("seafood", "lead").replace("actor", 'after = ["first"]\ntogether = "first"\nactor'), "one or the other"),
    ],
)
def test_steps_that_contradict_each_other_are_refused(written: Callable[..., Package], more: str, complaint: str) -> None:
    with pytest.raises(LawError, match=complaint):
        written(HEAD + STEP + more)


def test_records_out_of_order_and_without_a_source_are_refused(written: Callable[..., Package]) -> None:
    event = '\n[[steps.events]]\nday = {}\nstate = "claimed"\nwho = "one side"\nwhat = "so it said"\nreview = "{}"\n'
    with pytest.raises(LawError, match="not in order of their days"):
        written(HEAD + STEP + event.format("2019-03-01", "memory") * 2)
    with pytest.raises(LawError, match="event of 2019-03-01: `review` is secondary, so `sources` must say"):
        written(HEAD + STEP + event.format("2019-03-01", "secondary"))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(b"", "`day` is missing"), (b"\xff\x00", "is no TOML in UTF-8"), (b"[package", "is no TOML"), (b"package = 3", "must be a table")],
)
def test_what_is_no_package_at_all_is_refused(tmp_path: Path, content: bytes, complaint: str) -> None:
    (tmp_path / "p.toml").write_bytes(content)
    with pytest.raises(LawError, match=complaint):
        read_package(tmp_path / "p.toml", load(), terms())


def test_a_package_without_steps_does_nothing(written: Callable[..., Package]) -> None:
    with pytest.raises(LawError, match="without a step"):
        written(HEAD)


def test_bringing_all_back_undoes_the_steps_before(written: Callable[..., Package]) -> None:
    back = SECOND.replace('"lift"', '"snap_back"').replace('what = ["un/2371#seafood"]', "").replace("actor", 'if_fails = "first"\nactor')
    package = written(HEAD + STEP + back)
    assert under(load(), package, package.through("second")) == load()


def test_the_example_in_the_documents_can_be_read(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs/relief.md").read_text(encoding="utf-8")
    package, event = re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    (tmp_path / "mine.toml").write_text(package + event, encoding="utf-8")
    steps = read_package(tmp_path / "mine.toml", load(), terms()).steps
    assert [s.id for s in steps] == ["halt", "answered"]
    assert steps[1].state(date(2018, 5, 25))[0] == "disputed"
