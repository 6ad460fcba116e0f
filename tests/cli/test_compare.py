"""`inforce compare`: the parts of a score add up to it, and what cannot be compared is said."""

import json

import pytest
from typer.testing import CliRunner

from inforce.base.errors import UsageError
from inforce.cli import app
from inforce.match import compare

RUN = CliRunner()


def rows(*args: str) -> list[dict[str, object]]:
    done = RUN.invoke(app, ["compare", *args, "-f", "json"])
    assert done.exit_code == 0, done.output
    return list(json.loads(done.stdout))


def test_the_parts_add_up_to_the_score_that_the_library_gives() -> None:
    *parts, total = rows("Kim Jong Un", "金正恩")
    assert total["points"] == sum(int(str(p["points"])) for p in parts) == compare("Kim Jong Un", "金正恩").points


def test_birth_dates_schema_and_profile_count() -> None:
    plain, born = (rows("Charles Taylor", "Charles Ghankay Taylor", *more)[-1] for more in ([], ["--born", "1948-01-28"] * 2))
    assert int(str(born["points"])) > int(str(plain["points"]))
    said = RUN.invoke(app, ["compare", "Kim Jong Un", "Kim Jong Un", "--profile", "investigator"])
    assert "at or above 0.55 (investigator)" in said.stderr


@pytest.mark.parametrize("name", ["", "...", "Co. Ltd.", "K."])
def test_what_cannot_be_compared_is_no_clean_answer(name: str) -> None:
    done = RUN.invoke(app, ["compare", name, "Kim Jong Un"])
    assert done.exit_code == 5
    assert "was not compared, or not whole" in done.stderr


@pytest.mark.parametrize(
    "args", [["--born", "soon"], ["--born", "1978", "--born", "1978", "--born", "1978"], ["--schema", "Nope"], ["--profile", "x"]]
)
def test_wrong_options_are_told_in_words(args: list[str]) -> None:
    assert isinstance(RUN.invoke(app, ["compare", "a", "b", *args]).exception, UsageError)
