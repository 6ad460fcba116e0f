"""`inforce lists` from the outside: what it prints where, and its exit codes."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from inforce.cli import main

REFS = [f"KPi.{n:03}" for n in range(6)]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, brought: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs `inforce lists …` and gives its exit code, stdout and stderr."""
    monkeypatch.setenv("INFORCE_HOME", str(tmp_path / "home"))

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["inforce", "lists", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        said = capfd.readouterr()
        code = end.value.code
        return code if isinstance(code, int) else 0, said.out, said.err

    return run


def test_lists_alone_shows_every_list(run: Run) -> None:
    code, out, err = run()
    assert code == 0
    assert {"embedded", "tiny_xml"} <= {row["list"] for row in json.loads(out)}
    assert "pull the official list before relying on it" in err


def test_what_is_added_is_shown(run: Run, tiny: Callable[..., Path]) -> None:
    code, out, err = run("add", "tiny_xml", tiny(REFS), "--known", "2018-06-07", "--source", "https://example.org/l.xml")
    assert (code, out) == (0, "")
    assert err.startswith("Filed tiny_xml as known on 2018-06-07: edition ")
    (row,) = json.loads(run("show", "tiny_xml")[1])
    assert (row["known"], row["entries"], row["issues"], row["missing"], row["source"]) == (
        "2018-06-07",
        6,
        0,
        [],
        "https://example.org/l.xml",
    )
    assert row["counts"]["Person"] == 6
    assert row["sha256"].startswith(row["edition"])


def test_the_same_file_again_is_told_to_be_held(run: Run, tiny: Callable[..., Path]) -> None:
    run("add", "tiny_xml", tiny(REFS), "--known", "2018-06-07")
    code, _, err = run("add", "tiny_xml", tiny(REFS), "--known", "2018-06-07")
    assert code == 0
    assert err.startswith("Nothing to do: these very bytes are held already")


def test_a_refusal_ends_with_3_and_one_message(run: Run, tiny: Callable[..., Path]) -> None:
    run("add", "tiny_xml", tiny(REFS), "--known", "2018-06-07")
    code, out, err = run("add", "tiny_xml", tiny(REFS[:5]), "--known", "2018-06-08")
    assert (code, out) == (3, "")
    assert err.startswith("inforce: tiny_xml: It lacks 1 of 6 entries (16.7%: 1 DPRK) of the edition known on 2018-06-07.")
    assert "Traceback" not in err
    code, _, err = run("add", "tiny_xml", tiny(REFS[:5]), "--known", "2018-06-08", "--accept", "one delisting")
    assert code == 0
    _, out, err = run("show", "tiny_xml")
    assert json.loads(out)[-1]["accepted"] == "one delisting"
    assert "the edition known on 2018-06-08 was filed with the reason: one delisting" in err


def test_a_reason_that_was_not_needed_is_said_not_to_be_kept(run: Run, tiny: Callable[..., Path]) -> None:
    assert "not needed and is not kept" in run("add", "tiny_xml", tiny(REFS), "--known", "2018-06-07", "--accept", "just in case")[2]


def test_damage_is_shown_and_ends_with_3(run: Run, tiny: Callable[..., Path], tmp_path: Path) -> None:
    run("add", "tiny_xml", tiny(REFS), "--known", "2018-06-07")
    next((tmp_path / "home/editions/tiny_xml").glob("*/list")).write_bytes(b"damaged")
    code, out, err = run("show", "tiny_xml")
    assert (code, json.loads(out)[0]["state"]) == (3, "damaged")
    assert "was filed with sha256" in err


def test_parts_that_are_missing_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "main.csv").write_text("Tiny Updated,07/06/2018\nref,name\n1,EVER BRIGHT 88\n")
    assert "Missing parts, so what they hold is unknown: alt." in run("add", "tiny_csv", tmp_path / "main.csv", "--known", "2018-06-07")[2]
    assert "lacks alt: what these hold is unknown" in run("show", "tiny_csv")[2]


def test_what_could_not_be_read_is_shown(run: Run, tiny: Callable[..., Path]) -> None:
    run("add", "tiny_xml", tiny(REFS[:5], listed="soon"), "--known", "2018-06-07")
    rows = json.loads(run("issues", "tiny_xml")[1])
    assert [row["value"] for row in rows] == ["soon"] * 5
    assert run("issues", "tiny_xml", "--known", "2018-06-06")[0] == 3


def test_what_changed_between_two_days_is_shown(run: Run, tiny: Callable[..., Path]) -> None:
    run("add", "tiny_xml", tiny(REFS, published="2018-06-07"), "--known", "2018-06-07")
    run("add", "tiny_xml", tiny([*REFS[::-1]], published="2018-06-08"), "--known", "2018-06-08")
    run("add", "tiny_xml", tiny([*REFS[:5], "KPi.9"], listed="2018-06-09"), "--known", "2018-06-09", "--accept", "one delisting")
    code, out, err = run("diff", "tiny_xml", "2018-06-07", "2018-06-08")
    assert (code, json.loads(out)) == (0, [])
    assert "no change in substance" in err
    code, out, err = run("diff", "tiny_xml", "2018-06-08", "2018-12-31")
    assert "1 added, 1 removed, 5 changed." in err
    rows = json.loads(out)
    assert [(r["change"], r["id"]) for r in rows[:3]] == [
        ("added", "tiny_xml/KPi.9"),
        ("removed", "tiny_xml/KPi.005"),
        ("changed", "tiny_xml/KPi.000"),
    ]
    assert (rows[2]["field"], rows[2]["before"], rows[2]["after"]) == ("listed", ["2017-08-05"], ["2018-06-09"])


def test_a_day_before_the_first_edition_is_unknown_and_not_empty(run: Run, tiny: Callable[..., Path]) -> None:
    run("add", "tiny_xml", tiny(REFS), "--known", "2018-06-07")
    code, out, err = run("diff", "tiny_xml", "2018-06-06", "2018-06-07")
    assert (code, out) == (3, "")
    assert "What tiny_xml said on 2018-06-06 is unknown" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "no_such_list"),
        ("add", "no_such_list", "file", "--known", "2018-06-07"),
        ("add", "tiny_xml", "no_such_file", "--known", "2018-06-07"),
        ("add", "tiny_xml", "no_such_file", "--known", "yesterday"),
        ("add", "tiny_xml", "no_such_file"),
        ("add", "tiny_xml", __file__, "--known", "2999-01-01"),
        ("add", "tiny_xml", "--known", "2018-06-07"),
        ("show", "--format", "yaml"),
    ],
)
def test_an_argument_that_cannot_be_meant_ends_with_2(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err
    assert "Traceback" not in err


def test_a_home_that_cannot_be_used_ends_with_3(run: Run, tiny: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    path = tiny(REFS)
    monkeypatch.setenv("INFORCE_HOME", str(path))
    assert run("add", "tiny_xml", path, "--known", "2018-06-07")[0] == 3


def test_help_does_not_wait_for_what_the_verbs_need() -> None:
    slow = "import sys; from inforce.cli import app; print([m for m in ('pyarrow', 'lxml', 'rich', 'rapidfuzz') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", slow], capture_output=True, text=True, check=True).stdout == "[]\n"
