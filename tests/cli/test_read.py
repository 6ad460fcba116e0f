"""`inforce read`: an article in, statements out."""

import json
from importlib.resources import as_file, files
from pathlib import Path

from typer.testing import CliRunner, Result

from inforce.cli import app

EXAMPLE = files("inforce.cli.example") / "article.txt"


def read(*args: str, text: str | None = None) -> Result:
    with as_file(EXAMPLE) as path:
        return CliRunner().invoke(app, ["read", "-" if text is not None else str(path), *args], input=text)


def test_a_table_names_speakers_and_what_they_say() -> None:
    told = read("--day", "2019-10-16", "--source", "Harbour Gazette")
    assert told.exit_code == 0
    assert "Alma Verhoeven" in told.stdout
    assert "Meridian Wire News" in told.stdout


def test_json_has_all_that_was_read() -> None:
    article = json.loads(read("--format", "json", "--day", "2019-10-16").stdout)
    assert {"statements", "events", "mentions", "times", "relays", "undetermined"} <= article.keys()
    assert article["statements"][2]["day"] == "2019-10-15"


def test_a_page_goes_to_a_file(tmp_path: Path) -> None:
    read("--format", "html", "--out", str(tmp_path / "page.html"))
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_corrections_win(tmp_path: Path) -> None:
    article = json.loads(read("--format", "json").stdout)
    entry = f'article = "{article["id"]}"\nstatement = "{article["statements"][0]["id"]}"\nverdict = "reject"\nby = "me"\nreason = "no"'
    (tmp_path / "c.toml").write_text(f"[[corrections]]\n{entry}\n")
    mended = json.loads(read("--format", "json", "--corrections", str(tmp_path / "c.toml")).stdout)
    assert len(mended["statements"]) == len(article["statements"]) - 1


def test_what_could_not_be_determined_is_told_apart_from_the_rows() -> None:
    told = read("--format", "json", text="")
    assert json.loads(told.stdout)["undetermined"] == ["there is no text in it"]
    assert "not determined" in told.stderr


def test_a_file_that_is_not_there_is_an_error() -> None:
    told = CliRunner().invoke(app, ["read", "/no/such/file"])
    assert told.exit_code != 0
