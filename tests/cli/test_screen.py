"""`inforce screen`: what goes in, what comes out, and the exit codes."""

import csv
import gzip
import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from inforce.base.errors import InforceError
from inforce.cli import app
from inforce.lists import add
from inforce.store.archive import Archive

LISTED, CLEAN = "7640378", "9074729"  # Tan Chon, in the annex of 2270; a number that no listed hull has
VESSELS = f"id,imo,day,colour\nv1,{LISTED},2018-01-01,=1+1\nv2,{CLEAN},2018-01-01,-5\n"


@dataclass
class Told:
    """What a command line left behind."""

    code: int
    out: str
    err: str
    bytes: bytes


Screen = Callable[..., Told]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INFORCE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def screen(home: Path, tmp_path: Path) -> Screen:
    def run(text: str | bytes | None, *args: str, name: str = "a.csv", stdin: bytes = b"") -> Told:
        if text is not None:
            (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
            args = (name, *args)
        done = CliRunner().invoke(app, ["screen", *args], input=stdin, env={"COLUMNS": "100"})
        if isinstance(done.exception, InforceError):
            return Told(done.exception.exit_code, done.stdout, f"{done.stderr}{done.exception}", done.stdout_bytes)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return Told(done.exit_code, done.stdout, done.stderr, done.stdout_bytes)

    return run


def rows(told: Told) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(told.out)))


def test_csv_gives_every_row_back_with_its_columns_first(screen: Screen) -> None:
    told = screen(VESSELS, "--known", "2018-06-01", "-f", "csv")
    listed, clean = rows(told)
    assert list(listed)[:5] == ["id", "imo", "day", "colour", "subject"]
    assert (listed["subject"], listed["outcome"], listed["check_id"]) == ("v1", "prohibited", "vessel.designated")
    assert (clean["subject"], clean["outcome"], clean["checked"]) == ("v2", "", "vessel.designated")
    assert told.code == 0


def test_what_a_spreadsheet_would_run_is_made_text_and_numbers_stay(screen: Screen) -> None:
    assert [r["colour"] for r in rows(screen(VESSELS, "--known", "2018-06-01", "-f", "csv"))] == ["'=1+1", "-5"]


def test_columns_that_bear_our_names_are_kept_beside_ours(screen: Screen) -> None:
    again = screen(screen(VESSELS, "--known", "2018-06-01", "-f", "csv").out, "--known", "2018-06-01", "-f", "csv")
    assert [(r["given_outcome"], r["outcome"]) for r in rows(again)] == [("prohibited", "prohibited"), ("", "")]
    thrice = screen(again.out, "--known", "2018-06-01", "-f", "csv").out.split("\n")[0].split(",")
    assert len(thrice) == len(set(thrice))


def test_parquet_holds_the_same_with_types(screen: Screen, tmp_path: Path) -> None:
    screen(VESSELS, "--known", "2018-06-01", "--out", "out.parquet")
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.column_names == next(csv.reader([screen(VESSELS, "--known", "2018-06-01", "-f", "csv").out.split("\n")[0]]))
    listed, clean = table.to_pylist()
    assert (listed["outcome"], listed["evidence"][0]["source"].split("@")[0], clean["outcome"]) == ("prohibited", "embedded", None)


def test_json_gives_the_findings_and_the_run_with_the_editions_used(screen: Screen) -> None:
    said = json.loads(screen(VESSELS, "--known", "2018-06-01").out)
    assert [f["subject"] for f in said["findings"]] == ["v1"]
    assert (said["run"]["known"], said["run"]["rows"], said["run"]["inputs"][0][0]) == ("2018-06-01", {"vessel": 2}, "a.csv")
    assert said["run"]["lists"][0].startswith("embedded@2018-06-01 ")


def test_a_screening_that_finds_nothing_is_valid_json_and_recorded(screen: Screen, home: Path) -> None:
    said = json.loads(screen(f"id,imo\nv2,{CLEAN}\n", "--known", "2018-06-01").out)
    assert said["findings"] == []
    assert json.loads((home / "runs" / f"{said['run']['id']}.json").read_text()) == said["run"]


def test_jsonl_gives_a_finding_a_line(screen: Screen) -> None:
    (line,) = screen(VESSELS, "--known", "2018-06-01", "-f", "jsonl").out.splitlines()
    assert json.loads(line)["outcome"] == "prohibited"


def test_a_page_is_readable_at_a_hundred_columns_and_hides_what_steers_a_terminal(screen: Screen) -> None:
    told = screen(f"id,part_of,imo,day\nv\x1b[2J\u202e1,shipment 7,{LISTED},2018-01-01\n", "--known", "2018-06-01", "-f", "table")
    assert told.out.startswith("PROHIBITED  vessel v�[2J�1, part of shipment 7, on 2018-01-01  (vessel.designated)\n")
    assert "under un/" in told.out
    assert max(map(len, told.out.splitlines())) <= 100


def test_the_same_input_gives_the_same_bytes(screen: Screen) -> None:
    for written in ("json", "csv", "parquet", "table"):
        first, second = (screen(VESSELS, "--known", "2018-06-01", "-f", written).bytes for _ in range(2))
        assert first == second


def test_a_run_done_twice_is_one_record_and_two_lines(screen: Screen, home: Path) -> None:
    for _ in range(2):
        screen(VESSELS, "--known", "2018-06-01")
    lines = (home / "runs/log.jsonl").read_text().splitlines()
    assert (len(list((home / "runs").glob("*.json"))), len(lines)) == (1, 2)
    assert json.loads(lines[0])["started_at"].endswith("+00:00")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"id,imo,day\nv,{LISTED},2018-01-01\n", 11),
        ("id,name,country,day\np,KOREA MINING DEVELOPMENT TRADING CORPORATION,KP,2018-01-01\n", 10),
        ("id,imo,day\nv,,2018-01-01\n", 10),
        (f"id,imo,day\nv,{CLEAN},2018-01-01\n", 0),
        (f"id,imo,day\nv,{CLEAN},2018-01-01\nbad\n", 5),
        ("id,imo,day\nv,,2018-01-01\nbad\n", 5),
        (f"id,imo,day\nv,{LISTED},2018-01-01\nbad\n", 11),
    ],
)
def test_with_exit_code_the_gravest_finding_tells(screen: Screen, text: str, code: int) -> None:
    assert screen(text, "--known", "2018-06-01", "--exit-code").code == code
    assert screen(text, "--known", "2018-06-01").code == (5 if "bad" in text else 0)


def test_a_day_before_the_first_edition_is_unknown_and_never_clear(screen: Screen) -> None:
    told = screen(f"id,imo\nv,{CLEAN}\n", "--known", "2001-01-01", "-f", "csv")
    assert ([r["outcome"] for r in rows(told)], told.code) == (["undetermined"], 3)
    assert "unknown, not clear" in told.err
    assert screen(f"id,imo\nv,{CLEAN}\n", "--known", "2001-01-01", "--exit-code").code == 3


def test_a_day_after_the_lists_are_known_is_marked(screen: Screen) -> None:
    told = screen(f"id,imo,day\nv,{CLEAN},2019-01-01\nw,{CLEAN},2018-01-01\n", "--known", "2018-06-01", "-f", "csv")
    assert [r["note"] for r in rows(told)] == ["embedded: list not known after 2018-06-01", ""]
    assert "lies after 2018-06-01" in told.err
    assert "later than that 1 row" in told.err


def test_without_a_day_rows_are_checked_for_the_known_day_and_it_is_said(screen: Screen) -> None:
    told = screen(f"id,imo\nv,{LISTED}\n", "--known", "2018-06-01", "-f", "csv")
    assert ([r["day_checked"] for r in rows(told)], "checked for 2018-06-01: 1 row" in told.err) == (["2018-06-01"], True)
    assert screen(f"id,imo\nv,{LISTED}\n", "--known", "2018-06-01", "--day", "2010-01-01", "--exit-code").code == 0


def test_the_editions_that_answer_are_named(screen: Screen) -> None:
    assert "List embedded, known on 2025-12-10, edition" in screen(VESSELS).err


def test_stdin_is_read_once_packed_or_not(screen: Screen) -> None:
    for stdin in (VESSELS.encode(), gzip.compress(VESSELS.encode())):
        assert len(rows(screen(None, "-", "--known", "2018-06-01", "-f", "csv", stdin=stdin))) == 2
    assert screen(None, "-", "-", stdin=VESSELS.encode()).code == 2


def test_a_mixed_shipment_comes_out_in_the_order_it_went_in(screen: Screen) -> None:
    text = f"of,id,part_of,name,imo,country\nparty,p1,s1,Zed,,CN\nvessel,v1,s1,,{LISTED},\nparty,p2,s2,Kay,,CN\n"
    assert [r["id"] for r in rows(screen(text, "--known", "2018-06-01", "-f", "csv"))] == ["p1", "v1", "p2"]


def test_several_files_of_different_columns_come_out_as_one(screen: Screen, tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text('{"id": "p1", "name": "Zed", "country": "CN"}\n')
    told = screen(VESSELS, "b.jsonl", "--known", "2018-06-01", "-f", "csv")
    assert [(r["id"], r["imo"], r["country"]) for r in rows(told)] == [("v1", LISTED, ""), ("v2", CLEAN, ""), ("p1", "", "CN")]


def test_a_mapping_is_used(screen: Screen, tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text('of = "vessel"\n[columns]\n"Ship no." = "imo"\nRef = "id"\n')
    told = screen(f"Ref;Ship no.\nv1;{LISTED}\n", "--mapping", "ours.toml", "--known", "2018-06-01", "--exit-code")
    assert told.code == 11


def test_what_could_not_be_read_is_told_in_full_for_a_few_and_recorded_for_all(screen: Screen) -> None:
    told = screen("id,imo,flag\n" + "v,,Atlantis\n" * 30, "--known", "2018-06-01")
    assert told.err.count("Atlantis") == 20
    assert len(json.loads(told.out)["run"]["issues"]) == 30


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--of", "plane"], "The kinds are party, vessel, goods"),
        (["--day", "soon"], "YYYY-MM-DD"),
        (["--known", "2018-13-01"], "YYYY-MM-DD"),
        (["--without", "vessel.sunk"], "There are article.mention, event.association"),
        (["--without", "vessel.designated"], "nothing would be checked"),
        (["--list", "un_consolidate"], "un_consolidate"),
        (["--mapping", "none.toml"], "cannot be read"),
    ],
)
def test_what_cannot_be_meant_is_refused(screen: Screen, args: list[str], told: str) -> None:
    done = screen(VESSELS, *args)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_a_missing_column_is_named_and_the_near_one_suggested(screen: Screen) -> None:
    told = screen("id,mmsi,imo_number\nv,1,2\n")
    assert (told.code, "vessel.designated needs columns ['imo']" in told.err, "did you mean `imo`?" in told.err) == (2, True, True)


def test_out_appears_whole_or_not_at_all(screen: Screen, tmp_path: Path) -> None:
    assert screen(VESSELS, "--out", "nowhere/out.csv").code == 3
    assert screen("id,mmsi\nv,1\n", "--out", "out.csv").code == 2
    assert not list(tmp_path.glob("*out.csv*"))


def test_what_was_screened_is_not_written_over(screen: Screen, tmp_path: Path) -> None:
    assert screen(VESSELS, "--out", str(tmp_path / "a.csv")).code == 2
    assert (tmp_path / "a.csv").read_text() == VESSELS


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full here")
def test_a_full_disk_is_told_and_a_device_stays_a_device(screen: Screen) -> None:
    told = screen(VESSELS, "--out", "/dev/full", "-f", "csv")
    assert (told.code, "No space left" in told.err) == (3, True)
    assert Path("/dev/full").is_char_device()


def test_a_check_left_out_is_recorded_as_not_checked(screen: Screen) -> None:
    text = f"of,id,name,imo\nparty,p,Zed,\nvessel,v,,{LISTED}\n"
    told = screen(text, "--known", "2018-06-01", "--without", "party.designated")
    assert json.loads(told.out)["run"]["not_checked"] == [
        "party, 1 rows: no check of party was run",
        "party.designated: left out of this run",
    ]


def test_goods_need_no_list_and_none_that_was_not_known_ends_with_3(screen: Screen) -> None:
    assert screen("id,hs,origin,destination\na,270112,KP,CN\n", "--of", "goods", "--day", "2019-03-01", "--known", "2001-01-01").code == 0


def test_a_stale_list_is_said_to_be_and_ends_with_3(screen: Screen, home: Path, shared: Callable[[str], Path]) -> None:
    add(Archive(home), "un_consolidated", [shared("lists/un_consolidated/un_consolidated_2018-06-07.xml.gz")], date(2018, 6, 7))
    told = screen(VESSELS)
    assert (told.code, "STALE" in told.err) == (3, True)
    assert screen(VESSELS, "--known", "2018-06-08").code == 0


COAL = "id,day,hs,origin,destination\ng1,2019-03-01,270112,KP,VN\ng2,2019-02-26,270112,KP,VN\ng3,2019-03-01,271019,VN,KP\n"


def test_under_a_package_every_row_and_finding_says_that_it_is_not_the_law(screen: Screen) -> None:
    told = screen(COAL, "--under", "hanoi-by-resolutions", "-f", "csv")
    assert [(r["subject"], r["outcome"]) for r in rows(told)] == [("g1", ""), ("g2", "prohibited"), ("g3", "")]
    assert rows(told)[1]["why"].startswith("under hanoi-by-resolutions, which is not the law: HS 270112")
    assert {r["checked"] for r in rows(told)} == {"goods.prohibited under hanoi-by-resolutions"}
    assert "NOT THE LAW AS IT STANDS: under hanoi-by-resolutions" in told.err
    assert json.loads(screen(COAL, "--under", "hanoi-by-resolutions").out)["run"]["not_checked"] == [
        "the law as it stands: this run answers what would be permitted under hanoi-by-resolutions"
    ]


def test_up_to_a_step_what_slept_beneath_wakes(screen: Screen) -> None:
    told = screen(COAL, "--under", "step-by-step:yongbyon-answered", "-f", "csv")
    assert ("g3", "capped", "un/2375#refined-petroleum-cap") in [(r["subject"], r["outcome"], r["basis"]) for r in rows(told)]


def test_a_package_that_is_not_there_is_a_matter_of_usage(screen: Screen) -> None:
    told = screen(COAL, "--under", "peace")
    assert (told.code, "There is no package 'peace'" in told.err) == (2, True)


def test_a_check_that_needs_rows_together_gets_them_over_chunks_and_files(
    screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inforce.read.layout.ROWS_HELD", 1)
    head, row = "id,reporter,partner,flow,period,hs,quantity,unit,published_on", "{},CN,KP,import,2018-03,270112,{},t,{}"
    (tmp_path / "b.csv").write_text(f"{head},colour\n{row.format('late', 7, '2019-05-01')},x\n")
    told = screen(f"{head}\n{row.format('early', 9, '2018-05-01')}\n", "b.csv", "--known", "2020-01-01", "-f", "csv")
    early, late = rows(told)
    assert (early["id"], early["outcome"]) == ("early", "")  # a later publication replaced it
    assert (late["id"], late["outcome"], late["colour"]) == ("late", "prohibited", "x")
    assert "record 7 t" in late["why"]
    assert "first published as 9 t" in late["why"]


def test_a_profile_is_how_names_are_compared(screen: Screen, home: Path) -> None:
    row = "name,schema,birth_date,day\nKim Yong Chol,Person,1946-01-01,2018-06-01\n"
    assert screen(row, "--of", "party", "--profile", "ofac", "--format", "json", "--exit-code").code in (0, 10)
    assert json.loads(next(home.glob("runs/*.json")).read_text())["profile"] == "ofac"
    assert "no profile 'mine'" in screen(row, "--of", "party", "--profile", "mine").err


def test_a_row_of_names_waits_for_nothing_that_it_does_not_need(home: Path, tmp_path: Path) -> None:
    row = tmp_path / "one.csv"
    row.write_text("id,schema,name\na,Person,Kim Yong Chol\n", encoding="utf-8")
    code = "import sys; from inforce.cli import app; app(sys.argv[1:], standalone_mode=False); print([m for m in SLOW if m in sys.modules])"
    slow = ("duckdb", "httpx", "lxml", "rich", "pyarrow.compute", "trafilatura", "inforce.law.package")
    told = [sys.executable, "-c", f"SLOW = {slow}; {code}", "screen", str(row), "--day", "2018-01-01", "--out", str(tmp_path / "one.json")]
    assert subprocess.run(told, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_row_of_trade_published_after_the_known_day_says_so_and_has_no_finding(home: Path, tmp_path: Path) -> None:
    head = "id,reporter,partner,flow,period,hs,hs_edition,quantity,unit,published_on"
    rows = ["a,CN,KP,import,2018-03,270112,2017,5,t,2018-04-25", "b,CN,KP,import,2018-03,270112,2017,7,t,2019-04-25"]
    (tmp_path / "t.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["screen", str(tmp_path / "t.csv"), "--known", "2018-12-31", "-f", "csv"])
    by_id = {r["id"]: r for r in csv.DictReader(io.StringIO(done.stdout))}
    assert by_id["a"]["outcome"] == "prohibited"
    assert (by_id["b"]["outcome"], by_id["b"]["checked"], by_id["b"]["note"]) == ("", "", "published after 2018-12-31: left out")
    assert "lies after 2018-12-31: left out, as nobody knew it then" in done.stderr
