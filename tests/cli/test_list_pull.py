"""`inforce lists pull` from the outside: what it prints where, and its exit codes."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from publisher import Publisher, answer

from inforce.cli import main
from inforce.lists import fetch

REFS = [f"KPi.{n:03}" for n in range(20)]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, brought: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs `inforce lists …` and gives its exit code, stdout and stderr."""
    monkeypatch.setenv("INFORCE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(fetch.time, "sleep", lambda seconds: None)

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["inforce", "lists", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        said = capfd.readouterr()
        code = end.value.code
        return code if isinstance(code, int) else 0, said.out, said.err

    return run


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with Publisher() as server:
        yield server


def test_what_is_pulled_is_known_today_and_comes_from_where_it_was_asked(run: Run, publisher: Publisher, tiny: Callable[..., Path]) -> None:
    publisher.says(answer(tiny(REFS).read_bytes()))
    code, out, err = run("pull", "tiny_xml", "--from", publisher.address)
    assert (code, out) == (0, "")
    assert err.startswith("tiny_xml: filed as known on ")
    (row,) = json.loads(run("show", "tiny_xml")[1])
    assert (row["age_days"], row["entries"], row["source"]) == (0, 20, publisher.address)


def test_a_part_may_be_named_before_its_address(run: Run, publisher: Publisher, tiny: Callable[..., Path]) -> None:
    publisher.says(answer(tiny(REFS).read_bytes()))
    assert run("pull", "tiny_xml", "--from", f"list={publisher.address}?a=b")[0] == 0
    assert publisher.requests[0].startswith("GET /list.xml?a=b ")


@pytest.mark.parametrize(
    ("said", "code", "told"),
    [
        (answer(status="503 Service Unavailable"), 4, "asked 4 times: it answers 503 Service Unavailable. No edition of the list is held"),
        (answer(b"<html><body>Sign in"), 3, "is a web page (HTML), not xml"),
    ],
)
def test_a_failure_tells_and_has_its_exit_code(run: Run, publisher: Publisher, said: bytes, code: int, told: str) -> None:
    publisher.says(said)
    ended, out, err = run("pull", "tiny_xml", "--from", publisher.address)
    assert (ended, out) == (code, "")
    assert told in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Name the lists to pull, or say --all"),
        (("tiny_xml", "--all"), "Name the lists to pull, or say --all"),
        (("tiny_xml", "tiny_csv", "--from", "https://lists.invalid/"), "name that one alone"),
        (("tiny_xml", "--from", "file:///etc/passwd"), "is no address"),
        (("tiny_xml",), "has no address to pull from"),
        (("embedded",), "ships with the package"),
    ],
)
def test_what_cannot_be_meant_is_told(run: Run, arguments: tuple[str, ...], told: str) -> None:
    code, out, err = run("pull", *arguments)
    assert (code, out) == (2, "")
    assert told in err


def test_one_list_that_fails_does_not_keep_the_others_from_being_tried(run: Run) -> None:
    code, _, err = run("pull", "tiny_xml", "tiny_csv")
    assert code == 2
    assert [line.split()[1] for line in err.splitlines()] == ["tiny_xml", "tiny_csv"]
