"""Tables on their way out."""

import csv
import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from inforce.base.errors import ConfigError, UsageError
from inforce.cli.output import Format, write

ROWS = pa.table(
    {
        "name": pa.array(["김정은", "=HYPERLINK(1)", None]),
        "known": pa.array([date(2018, 6, 7), None, None]),
        "score": pa.array([-0.5, None, None]),
        "alias": pa.array([["a", "b"], [], ["@x"]]),
        "facts": pa.array([[("imo", "8914934")], [], None], pa.map_(pa.string(), pa.string())),
    }
)


def written(capfdbinary: pytest.CaptureFixture[bytes], format: Format) -> bytes:
    write(ROWS, format)
    return capfdbinary.readouterr().out


def test_json_and_json_lines_hold_every_value(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    rows = json.loads(written(capfdbinary, Format.JSON))
    assert rows == [json.loads(line) for line in written(capfdbinary, Format.JSONL).splitlines()]
    assert rows[0] == {"name": "김정은", "known": "2018-06-07", "score": -0.5, "alias": ["a", "b"], "facts": {"imo": "8914934"}}


def test_no_rows_are_an_empty_array(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write(ROWS.slice(0, 0), Format.JSON)
    assert json.loads(capfdbinary.readouterr().out) == []


def test_csv_runs_no_formula(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    rows = list(csv.reader(io.StringIO(written(capfdbinary, Format.CSV).decode(), newline="")))
    assert rows == [
        ["name", "known", "score", "alias", "facts"],
        ["김정은", "2018-06-07", "-0.5", "a;b", '{"imo": "8914934"}'],
        ["'=HYPERLINK(1)", "", "", "", "{}"],
        ["", "", "", "'@x", ""],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\t=1", "\r=1"])
def test_each_start_of_a_formula_is_made_harmless(capfdbinary: pytest.CaptureFixture[bytes], text: str) -> None:
    write(pa.table({text: [text]}), Format.CSV)
    rows = list(csv.reader(io.StringIO(capfdbinary.readouterr().out.decode(), newline="")))
    assert rows == [[f"'{text}"], [f"'{text}"]]


def test_parquet_comes_back_as_it_was(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert pq.read_table(pa.BufferReader(written(capfdbinary, Format.PARQUET))) == ROWS


def test_a_table_lets_no_value_steer_the_terminal(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write(pa.table({"name": ["\x1b[2Jgone\n", "\u202eback", "[bold]no markup[/bold]"]}), Format.TABLE)
    out = capfdbinary.readouterr().out.decode()
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[bold]no markup[/bold]" in out


def test_a_terminal_shows_some_columns_and_a_file_holds_all(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    for kind, header in ((Format.TABLE, "name"), (Format.CSV, "name,known,score,alias,facts")):
        write(ROWS, kind, columns=("name", "no such column"))
        assert capfdbinary.readouterr().out.decode().splitlines()[0].strip() == header


@pytest.mark.parametrize(
    ("name", "start"), [("a.csv", b"name,"), ("a.jsonl", b'{"name"'), ("a.parquet", b"PAR1"), ("a.json", b"["), ("a", b"[")]
)
def test_the_name_of_the_file_says_how_it_is_written(tmp_path: Path, name: str, start: bytes) -> None:
    write(ROWS, out=tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(start)
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_file_that_cannot_be_written_is_told_and_an_older_one_kept(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be written"):
        write(ROWS, out=tmp_path / "no such folder/a.csv")
    (tmp_path / "a.json").write_text("old")
    with pytest.raises(TypeError):
        write(pa.table({"raw": [b"bytes"]}), out=tmp_path / "a.json")
    assert (tmp_path / "a.json").read_text() == "old"


def test_parquet_is_not_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with pytest.raises(UsageError, match="--out"):
        write(ROWS, Format.PARQUET)


def shell(line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-c", f'"{sys.executable}" -m inforce {line}'], capture_output=True, text=True)


def test_a_closed_stdout_is_no_success_and_no_traceback(tmp_path: Path) -> None:
    done = shell("law at 2019-01-01 >&-")
    assert (done.returncode, done.stderr) == (1, "")
    assert shell(f"law at 2019-01-01 --out {tmp_path / 'a.json'} >&-").returncode == 0
    assert json.loads((tmp_path / "a.json").read_text())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_help_for_a_full_disk_ends_in_words() -> None:
    done = shell("law --help >/dev/full")
    assert (done.returncode, done.stderr) == (3, "inforce: A disk is full: what was to be written is not whole. Make room.\n")
