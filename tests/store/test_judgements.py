"""Judgements are lines that are added and never changed."""

from pathlib import Path

import pytest

from inforce.base.errors import Busy, ConfigError
from inforce.store.judgements import Judgement, append, path_of, read, standing
from inforce.store.lock import only_writer

FIRST = Judgement("ofac_sdn/1", "un_consolidated/KPi.001", "same", "same passport", "Ri «Officer»", "2026-01-02T03:04:05+00:00")
SECOND = Judgement("ofac_sdn/1", "un_consolidated/KPi.001", "withdrawn", "another passport", "Ri", "2026-01-03T03:04:05+00:00")


def test_what_is_added_is_read_back_in_its_order(tmp_path: Path) -> None:
    assert read(tmp_path / "home") == ()
    for j in (FIRST, SECOND):
        append(tmp_path / "home", j)
    assert read(tmp_path / "home") == (FIRST, SECOND)
    assert len(path_of(tmp_path / "home").read_text("utf-8").splitlines()) == 2


def test_the_last_word_on_two_stands_and_what_is_withdrawn_does_not() -> None:
    other = Judgement("a/1", "b/1", "unsure", "no birth date", "Ri", "2026-01-04T00:00:00+00:00")
    assert standing([FIRST, other]) == (other, FIRST)
    assert standing([FIRST, other, SECOND]) == (other,)


def test_a_later_line_is_the_newer_of_two_that_bear_one_instant() -> None:
    one, two = (Judgement(a, "z/1", "same", "", "Ri", FIRST.at) for a in ("b/1", "a/1"))
    assert standing([one, two]) == (two, one)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"a": "a/1", "b": "b/1", "verdict": "same", "why": "", "by": "Ri"}',
        '{"a": "a/1", "b": "b/1", "verdict": "maybe", "why": "", "by": "Ri", "at": "2026-01-02T03:04:05+00:00"}',
        '{"a": "b/1", "b": "a/1", "verdict": "same", "why": "", "by": "Ri", "at": "2026-01-02T03:04:05+00:00"}',
        '{"a": "a/1", "b": "b/1", "verdict": "same", "why": "", "by": "Ri", "at": "yesterday"}',
        '{"a": 1, "b": "b/1", "verdict": "same", "why": "", "by": "Ri", "at": "2026-01-02T03:04:05+00:00"}',
    ],
)
def test_a_line_that_is_no_judgement_stops_everything_with_its_number(tmp_path: Path, line: str) -> None:
    append(tmp_path, FIRST)
    with path_of(tmp_path).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(ConfigError, match="line 2"):
        read(tmp_path)
    with pytest.raises(ConfigError, match="line 2"):
        append(tmp_path, SECOND)


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    path_of(tmp_path).write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="cannot be read"):
        read(tmp_path)


def test_while_another_process_writes_nothing_is_added(tmp_path: Path) -> None:
    with only_writer(tmp_path), pytest.raises(Busy):
        append(tmp_path, FIRST)
