"""`inforce relief`, and the reports under `inforce law`."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from inforce.base.errors import LawError, UsageError
from inforce.cli import app
from inforce.law.packages import packages


def told(*arguments: str, columns: int = 100) -> str:
    done = CliRunner().invoke(app, [*arguments], catch_exceptions=False, env={"COLUMNS": str(columns)})
    assert done.exit_code == 0
    return done.stdout


def test_json_puts_the_packages_side_by_side() -> None:
    said = json.loads(told("relief", "hanoi-by-resolutions", "hanoi-by-livelihood"))
    summary = {row.pop("question"): row for row in said["tables"]["summary"]}
    assert summary["resolutions that would go whole"] == {"hanoi-by-resolutions": "5 of 11", "hanoi-by-livelihood": "0 of 11"}
    assert {*summary["civilian goods bans and caps that would go"].values()} == {"16 of 16"}


def test_without_a_package_all_that_put_measures_aside() -> None:
    said = json.loads(told("relief"))
    assert [*said["tables"]["summary"][0]][1:] == [p.id for p in packages().values() if p.lifted()]


@pytest.mark.parametrize("columns", [80, 100, 160])
def test_the_page_keeps_its_width_and_says_what_it_is_not(columns: int) -> None:
    page = told("relief", "step-by-step", "all-at-once", "--format", "page", columns=columns)
    assert max(len(line) for line in page.splitlines()) <= columns
    assert "not the law as it" in page
    assert re.search(r"refined-petroleum-cap", page)


def test_csv_has_a_row_for_each_package_and_measure() -> None:
    rows = list(csv.DictReader(io.StringIO(told("relief", "hanoi-by-livelihood", "--format", "csv"))))
    assert sum(row["effect"] == "goes" for row in rows) == 16
    assert {row["package"] for row in rows} == {"hanoi-by-livelihood"}


def test_what_the_file_is_called_says_what_it_becomes(tmp_path: Path) -> None:
    for ending, begins in (("html", "<!doctype html>"), ("csv", "package,"), ("json", "{"), ("txt", "All at once")):
        told("relief", "all-at-once", "--out", str(tmp_path / f"r.{ending}"))
        assert (tmp_path / f"r.{ending}").read_text(encoding="utf-8").startswith(begins)


def test_up_to_a_step() -> None:
    said = json.loads(told("relief", "step-by-step:halt-answered"))
    summary = {row["question"]: row["step-by-step:halt-answered"] for row in said["tables"]["summary"]}
    assert summary["civilian goods bans and caps that would go"] == "2 of 16"


def test_a_file_that_contradicts_itself_is_told_with_step_and_measure(tmp_path: Path) -> None:
    shipped = (Path(__file__).parents[2] / "src/inforce/law/packages/hanoi-by-resolutions.toml").read_text(encoding="utf-8")
    mine = tmp_path / "hanoi-by-resolutions.toml"
    mine.write_text(shipped.replace('"un/2397"]', '"un/2397", "un/2375#textiles"]'), encoding="utf-8")
    with pytest.raises(LawError, match=r"packages/hanoi-by-resolutions.toml, lifting: un/2375#textiles is lifted already"):
        told("relief", str(mine))


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["nowhere"], "no package 'nowhere'"),
        (["all-at-once:then"], "no step 'then'"),
        (["all-at-once", "--day", "2019"], "is no day"),
        (["all-at-once", "--day", "2018-01-01"], "begins on 2019-02-27"),
    ],
)
def test_what_cannot_be_meant_is_told(arguments: list[str], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        told("relief", *arguments)


def test_packages_and_the_steps_of_one() -> None:
    assert {row["package"] for row in json.loads(told("law", "packages", "--format", "json"))} == {*packages()}
    steps = {row["step"]: row for row in json.loads(told("law", "packages", "after-singapore", "--day", "2020-01-02", "--format", "json"))}
    assert (steps["tests"]["state"], steps["exercises"]["who"], steps["exercises"]["state"]) == ("lapsed", "the United States", "disputed")


def test_the_timeline_as_a_table_a_picture_and_a_page(tmp_path: Path) -> None:
    rows = json.loads(told("law", "timeline", "--format", "json"))
    assert {"day": "2019-02-27", "kind": "summit"}.items() <= next(r for r in rows if r["what"].startswith("Hanoi")).items()
    assert told("law", "timeline", "--svg", str(tmp_path / "t.svg"), "--html", str(tmp_path / "t.html")) == ""
    assert (tmp_path / "t.svg").read_text(encoding="utf-8").startswith("<svg")
    assert "<table>" in (tmp_path / "t.html").read_text(encoding="utf-8")


def test_lists_compared() -> None:
    rows = json.loads(told("law", "scopes", "--format", "json"))
    assert next(r for r in rows if r["goods"] == "coal")["United States"] == ["not known"]
