"""Tables with a header line."""

from pathlib import Path

import pytest

from inforce.base.errors import Refused
from inforce.base.nouns import Issue
from inforce.lists import get, tabular

SPEC = get("un_consolidated")
COLUMNS = ("ref", "name")


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    return tmp_path / "list.csv"


def read(path: Path, *encodings: str) -> tuple[list[tuple[str, str, str]], list[str]]:
    """(place, ref, name) of each row, and the Issues."""
    found = tabular.table(path, tabular.csv_lines(path, encodings or ("utf-8-sig",)), SPEC, COLUMNS)
    issues: list[Issue] = [*found.issues]
    rows = []
    for row in found.rows:
        rows.append((row.at, row.one("ref"), row.one("name")))
        issues += row.unread()
    return rows, [f"{i.locator} {i.value}" for i in issues]


def test_a_row_has_its_line_and_its_columns_whatever_their_order(csv: Path) -> None:
    csv.write_text('\ufeffname, ref \n"EVER\nBRIGHT",1\n\n,\nFAN KE,2\n', "utf-8")
    assert read(csv) == ([("line 3", "1", "EVER BRIGHT"), ("line 6", "2", "FAN KE")], [])


def test_a_column_that_nobody_knows_is_told_once(csv: Path) -> None:
    csv.write_text("ref,name,colour,VERSIONNUM\n1,A,red,1\n2,B,blue,1\n", "utf-8")
    assert read(csv)[1] == ["line 1 colour"]


def test_a_column_that_is_missing_refuses_the_file(csv: Path) -> None:
    csv.write_text("ref,nom\n1,A\n", "utf-8")
    with pytest.raises(Refused, match=r"line 1: it has no column 'name' but \['ref', 'nom'\]"):
        read(csv)


def test_a_cell_under_no_column_is_told(csv: Path) -> None:
    csv.write_text("ref,name,\n1,A,,,stray\n2,B\n", "utf-8")
    assert read(csv) == ([("line 2", "1", "A"), ("line 3", "2", "B")], ["line 2 (no column) stray"])


def test_a_line_that_ends_before_its_time_is_told_and_the_last_one_refuses_the_file(csv: Path) -> None:
    csv.write_text("ref,name\n1\n2,B\n", "utf-8")
    assert read(csv) == ([("line 2", "1", ""), ("line 3", "2", "B")], ["line 2 (line) 1 of 2 columns"])
    csv.write_text("ref,name\n1,A\n2", "utf-8")
    with pytest.raises(Refused, match="line 3: it ends in the middle of a line"):
        read(csv)


@pytest.mark.parametrize("text", ['ref,name\n1,"A\n', 'ref,name\n1,"A"B\n'])
def test_what_is_no_csv_is_refused_with_its_line(csv: Path, text: str) -> None:
    csv.write_text(text, "utf-8")
    with pytest.raises(Refused, match=r"line \d"):
        read(csv)


def test_the_first_encoding_that_fits_all_of_a_file_is_its_own(csv: Path) -> None:
    csv.write_bytes("ref,name\n1,Société\n".encode("cp1252"))
    assert read(csv, "utf-8-sig", "cp1252")[0] == [("line 2", "1", "Société")]
    csv.write_text("ref,name\n1,Société\n", "utf-8")
    assert read(csv, "utf-8-sig", "cp1252")[0] == [("line 2", "1", "Société")]


@pytest.mark.parametrize("raw", [b"ref,name\n1,\x81\xff\n", b"ref,name\n1,A\x00\n", "ref,name\n1,A\n".encode("utf-16")])
def test_bytes_of_no_known_encoding_are_refused(csv: Path, raw: bytes) -> None:
    csv.write_bytes(raw)
    with pytest.raises(Refused):
        read(csv, "utf-8-sig", "cp1252")


def test_an_endless_file_is_refused(csv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabular, "MOST_ROWS", 2)
    csv.write_text("ref,name\n" + "1,A\n" * 3, "utf-8")
    with pytest.raises(Refused, match="line 4: it holds more than 2 lines"):
        read(csv)


def test_an_empty_file_has_no_columns(csv: Path) -> None:
    csv.write_text("", "utf-8")
    with pytest.raises(Refused, match="no column"):
        read(csv)
