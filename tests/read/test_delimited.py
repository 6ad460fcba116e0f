"""read/delimited.py: one bad line costs that line and no other."""

from pathlib import Path

import pytest

from inforce.base.errors import InputError
from inforce.read import Subjects, read_subjects
from inforce.read.delimited import MOST_LINES


def parties(tmp_path: Path, text: str) -> tuple[list[tuple[str, str]], Subjects]:
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode())
    read = read_subjects(path, "party")
    return list(zip(read.tables["party"]["id"].to_pylist(), read.tables["party"]["name"].to_pylist(), strict=True)), read


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_under_which_the_header_makes_sense(tmp_path: Path, separator: str) -> None:
    rows, _ = parties(tmp_path, f'id{separator}name{separator}"a, b; c"\n1{separator}Kim{separator}x\n')
    assert rows == [("1", "Kim")]


def test_excels_line_that_states_the_separator_counts(tmp_path: Path) -> None:
    assert parties(tmp_path, "\ufeffsep=|\r\nid|name\r\n1|a,b;c\r\n")[0] == [("1", "a,b;c")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_do_anywhere(tmp_path: Path, end: str) -> None:
    assert parties(tmp_path, end.join(("", "id,name", "1,a", "", "2,b")))[0] == [("1", "a"), ("2", "b")]


def test_a_name_may_hold_separators_quotation_marks_and_line_ends(tmp_path: Path) -> None:
    rows, read = parties(tmp_path, 'id,name\n1,"Ri, ""the\nElder"""\n2,b,\n')
    assert (rows, read.failed) == ([("1", 'Ri, "the\nElder"'), ("2", "b")], 0)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("9,a,b", "3 cells where the header has 2"),
        ("9", "1 cells where the header has 2"),
        ('9,"a"b', "expected after"),
        ('9,"never closed', "expected after|unexpected end"),
    ],
)
def test_a_line_that_cannot_be_read_costs_that_line(tmp_path: Path, line: str, told: str) -> None:
    rows, read = parties(tmp_path, f'id,name\n1,a\n{line}\n2,b\n3,"c"\n')
    assert rows == [("1", "a"), ("2", "b"), ("3", "c")]
    (issue,) = read.issues
    assert (read.failed, issue.locator, issue.value) == (1, "line 3", line)
    assert any(t in issue.problem for t in told.split("|"))


def test_a_quotation_mark_left_open_does_not_swallow_the_file(tmp_path: Path) -> None:
    many = "".join(f"{i},n{i}\n" for i in range(3 * MOST_LINES))
    rows, read = parties(tmp_path, f'id,name\nx,"open\n{many}')
    assert (len(rows), read.failed, read.issues[0].problem) == (3 * MOST_LINES, 1, f"a quotation mark stays open for {MOST_LINES} lines")


def test_the_lines_of_later_rows_are_told_right_after_a_row_of_two_lines_and_a_bad_one(tmp_path: Path) -> None:
    _, read = parties(tmp_path, 'id,name\n1,"a\nb"\nbad\n"bad\ntoo"\nbad\n2,c\n')
    assert [i.locator for i in read.issues] == ["line 4", "line 5", "line 6", "line 7"]


def test_a_header_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the header cannot be read"):
        parties(tmp_path, '"id,name\n1,a\n')


def test_a_header_alone_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,name\n")
    assert read_subjects(path, "party") == Subjects({}, ())


def test_a_header_longer_than_a_cell_may_be_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",".join(["id", "name", "day", *(f"column {i}" for i in range(20_000))]))
    with pytest.raises(InputError, match="20003 columns"):
        read_subjects(path, "party")
