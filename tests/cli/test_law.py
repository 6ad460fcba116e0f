import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from inforce.base.errors import InputError, UsageError
from inforce.cli import app
from inforce.law import load
from inforce.law.changes import changes


def told(*arguments: str) -> list[dict[str, object]]:
    return json.loads(CliRunner().invoke(app, ["law", *arguments, "--format", "json"], catch_exceptions=False).stdout)


def test_the_measures_on_a_day() -> None:
    assert "un/2371#coal-and-iron" in [m["id"] for m in told("at", "2017-08-05")]
    assert "un/2371#coal-and-iron" not in [m["id"] for m in told("at", "2017-08-04")]


def test_what_changed_between_two_days() -> None:
    seen = [(c["day"], c["change"], c["id"]) for c in told("diff", "2017-08-04", "2017-08-05")]
    assert ("2017-08-05", "ends", "un/2321#coal-cap") in seen
    assert ("2017-08-05", "begins", "un/2371#coal-and-iron") in seen


def test_nothing_changes_between_a_day_and_itself() -> None:
    assert list(changes(load(), date(2017, 8, 5), date(2017, 8, 5))) == []


def test_one_entry_and_what_newer_ones_do_to_it() -> None:
    seen = {(r["field"], r["value"]) for r in told("show", "un/2321#coal-cap")}
    assert ("paragraph", "26") in seen
    assert ("replaces this one", "un/2371#coal-and-iron") in seen


def test_all_instruments() -> None:
    assert {"un/1718", "un/2397"} <= {i["id"] for i in told("show")}


def test_an_id_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="The law has no 'un/9'"):
        told("show", "un/9")


def test_the_law_without_a_cap() -> None:
    seen = [(e["effect"], e["id"]) for e in told("without", "un/2397#refined-petroleum-cap", "--day", "2019-02-27")]
    assert seen == [("goes", "un/2397#refined-petroleum-cap"), ("wakes", "un/2375#refined-petroleum-cap")]


def test_what_was_due_when() -> None:
    assert ("2019-12-22", "un/2397#worker-repatriation") in [(d["due"], d["id"]) for d in told("deadlines")]


def test_a_description_gives_candidates() -> None:
    assert [c["scope"] for c in told("search", "Anthracite coal, washed")] == ["eu/coal"]
    assert told("search", "rice") == []


def test_a_cap_as_an_account(tmp_path: Path) -> None:
    file = tmp_path / "reports.csv"
    file.write_text("measure,state,period,quantity,unit\nrefined_petroleum,CN,2021-01,1000,bbl\nrefined_petroleum,XX,2021,1,bbl\n")
    shown = CliRunner().invoke(app, ["law", "account", "un/2397#refined-petroleum-cap", str(file), "--day", "2021-02-15", "-f", "json"])
    assert shown.exit_code == 5
    assert "line 3: 'XX' is no State" in shown.stderr
    rows = {r["what"]: r for r in json.loads(shown.stdout)}
    assert rows["left"]["central"] == 499_000
    assert rows["share of the limit"]["high"] == 0.002


def test_a_file_of_reports_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        told("account", "un/2397#refined-petroleum-cap", str(tmp_path / "none.csv"), "--day", "2021-01-01")


def test_a_release_is_refused_while_the_law_rests_on_memory() -> None:
    shown = CliRunner().invoke(app, ["law", "review", "--release", "-f", "json"])
    assert shown.exit_code == 3
    assert "facts rest on memory" in shown.stderr
    assert CliRunner().invoke(app, ["law", "review", "-f", "json"]).exit_code == 0


def test_days_the_wrong_way_round_are_no_silence() -> None:
    with pytest.raises(UsageError, match="2019-01-01 is after 2016-01-01"):
        told("diff", "2019-01-01", "2016-01-01")
