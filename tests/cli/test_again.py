"""`inforce again` on files: from what was screened and cleared then to what is touched now."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from inforce.base.errors import InputError
from inforce.cli import app
from inforce.lists import add
from inforce.run import kept_findings
from inforce.run.again import Pair
from inforce.store.archive import Archive

STAYS, GOES, COMES = "KPi.000", "KPi.001", "KPi.003"
OTHERS = [f"KPi.{n}" for n in range(801, 805)]  # the list is refused with fewer than five entries
PARTIES = "".join(f"p{n},Person,Name of {ref},2018-06-08\n" for n, ref in enumerate((STAYS, GOES, COMES)))


@pytest.fixture
def home(tmp_path: Path, tiny: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INFORCE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    add(Archive(tmp_path / "home"), "tiny_xml", [tiny([STAYS, GOES, *OTHERS])], date(2018, 6, 7))
    add(Archive(tmp_path / "home"), "tiny_xml", [tiny([STAYS, COMES, *OTHERS])], date(2018, 6, 8), accept="one went")
    (tmp_path / "parties.csv").write_text(f"id,schema,name,day\n{PARTIES}", "utf-8")
    (tmp_path / "cleared.csv").write_text(f"subject,listing\np9,tiny_xml/{GOES}\np8,tiny_xml/{STAYS}\n", "utf-8")
    return tmp_path


def invoked(*args: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [*args], env={"COLUMNS": "100"})
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize("kind", ["json", "jsonl", "parquet"])
def test_what_new_editions_touch_is_shown_one_row_for_each(home: Path, kind: str) -> None:
    invoked("screen", "parties.csv", "--known", "2018-06-07", "--list", "tiny_xml", "--out", f"then.{kind}")
    lists = ("--since", "2018-06-07", "--until", "2018-06-08", "--list", "tiny_xml")
    code, out, err = invoked("again", "parties.csv", *lists, "--findings", f"then.{kind}", "--cleared", "cleared.csv", "--format", "csv")
    rows = [*csv.DictReader(io.StringIO(out, newline=""))]
    assert code == 0
    assert {(r["what"], r["subject"], r["listing"], r["change"]) for r in rows} >= {
        ("subject", "p1", f"tiny_xml/{GOES}", "removed"),
        ("subject", "p2", f"tiny_xml/{COMES}", "added"),
        ("finding", "p1", f"tiny_xml/{GOES}", "removed"),
        ("cleared", "p9", f"tiny_xml/{GOES}", "removed"),
    }
    assert not [r for r in rows if r["listing"] == f"tiny_xml/{STAYS}"]
    assert all(r["id"] for r in rows)
    assert "Listings that differ in substance: 1 added, 1 removed. Touched: 1 of cleared, " in err


def test_a_judgement_is_touched_too_and_without_files_nothing_is_screened(home: Path) -> None:
    args = (f"tiny_xml/{STAYS}", f"tiny_xml/{GOES}", "different", "--why", "two men", "--by", "officer")
    invoked("lists", "judge", *args)
    _, out, _ = invoked("again", "--since", "2018-06-07", "--list", "tiny_xml", "--format", "json")
    assert [(r["what"], r["listing"], r["before"]) for r in json.loads(out)] == [("judgement", f"tiny_xml/{GOES}", "different")]


def test_a_list_that_was_not_known_then_is_told(home: Path) -> None:
    _, _, err = invoked("again", "--since", "2018-06-01", "--list", "tiny_xml")
    assert "List tiny_xml: nothing was known of it then; all its entries count as added." in err
    assert "6 added" in err


@pytest.mark.parametrize("text", ["{", "[1]", '{"run": {}}', '[{"check_id": "x"}]', "\x00"])
def test_a_file_without_findings_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "then.json"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match="holds no findings that can be read"):
        list(kept_findings.findings(path))


def test_pairs_are_those_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_bytes(b"\xef\xbb\xbfsubject,why,listing\np1,x,a/1\n,,\n")
    assert kept_findings.pairs(path) == (Pair("p1", "a/1"),)
    path.write_text("subject,designation\n", "utf-8")
    with pytest.raises(InputError, match="lacks a column"):
        kept_findings.pairs(path)
    with pytest.raises(InputError, match="cannot be read"):
        kept_findings.pairs(tmp_path / "none.csv")


@pytest.mark.parametrize("verb", [["again", "parties.csv"], ["lists", "changes", "tiny_xml"]])
def test_days_the_wrong_way_round_are_refused(home: Path, verb: list[str]) -> None:
    done = CliRunner().invoke(app, [*verb, "--since", "2018-06-08", "--until", "2018-06-07"])
    assert "2018-06-08 is after 2018-06-07" in str(done.exception)
