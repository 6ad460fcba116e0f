import json
from datetime import date

import pytest
from typer.testing import CliRunner

from inforce.base.errors import UsageError
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
