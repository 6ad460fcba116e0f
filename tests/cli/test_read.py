"""`inforce read`: an article in, statements out."""

import json
from importlib.resources import as_file, files
from pathlib import Path

import pytest
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


def test_what_was_read_can_be_screened_and_its_claims_weighed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INFORCE_HOME", str(tmp_path / "home"))
    text = "Ports open\n\nChina's Foreign Ministry said it has always fulfilled its duty concerning UN resolutions on North Korea."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    row = CliRunner().invoke(app, ["read", str(tmp_path / "a.txt"), "--day", "2019-10-17", "--format", "row"]).stdout
    (tmp_path / "a.jsonl").write_text(row, encoding="utf-8")
    screened = CliRunner().invoke(app, ["screen", str(tmp_path / "a.jsonl"), "--of", "article", "--known", "2019-12-31", "-f", "json"])
    links = [f["facts"] for f in json.loads(screened.stdout)["findings"]]
    assert {(f["link"], f["about"]) for f in links} == {("position", "cn-duty-fulfilled"), ("measure", "the measures as a whole")}
    weighed = CliRunner().invoke(
        app, ["claims", "--article", str(tmp_path / "a.txt"), "--article-day", "2019-10-17", "--day", "2019-12-31", "-f", "json"]
    )
    [claim] = json.loads(weighed.stdout)["rows"]
    assert (claim["kind"], claim["of"], claim["beside"]) == ("compliance", ["CN"], "not assessable")
    assert claim["cells"] > claim["not_assessable"] > 0


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"PK\x03\x04", b"On Monday\0the"])
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    done = CliRunner().invoke(app, ["read", str(tmp_path / "a.txt")])
    assert "is no text" in str(done.exception)
