"""OFAC's delimited and fixed-width files as rows."""

from pathlib import Path

import pytest

from inforce.base.errors import Refused
from inforce.lists.ofac.rows import COLUMNS, rows

CSV = b'7,"PAK, Ye Si","individual","DPRK] [NPWMD",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1960."\r\n'
ROW = {"ent_num": "7", "name": "PAK, Ye Si", "type": "individual", "program": "DPRK] [NPWMD", "remarks": "DOB 1960."}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sdn.csv"


def read(path: Path, content: bytes, format: str = "csv", table: str = "main") -> list[object]:
    path.write_bytes(content)
    return [row for _, row in rows(path, format, table)]


@pytest.mark.parametrize("end", [b"\x1a", b"", b"\r\n\x1a", b"\x1a\r\n", b"\r\n\r\n"])
def test_the_last_row_and_blank_lines_are_no_rows(path: Path, end: bytes) -> None:
    assert read(path, CSV + end) == [ROW]


def test_the_four_delimiters_say_the_same(path: Path) -> None:
    fixed = b"".join(ROW.get(name, "-0-").ljust(width).encode() for name, width in COLUMNS["main"].items())
    assert read(path, CSV.replace(b",", b"@").replace(b"PAK@", b"PAK,"), "del") == [ROW]
    assert read(path, CSV.replace(b",", b"|").replace(b"PAK|", b"PAK,"), "pip") == [ROW]
    assert read(path, fixed + b"\r\n\x1a", "ff") == [ROW]


def test_a_fixed_row_of_the_later_width_has_a_wider_programme(path: Path) -> None:
    widths = {**COLUMNS["main"], "program": 200}
    assert read(path, b"".join(ROW.get(n, "-0-").ljust(w).encode() for n, w in widths.items()), "ff") == [ROW]


def test_a_byte_order_mark_and_a_copy_without_quotes_are_read(path: Path) -> None:
    assert read(path, b"\xef\xbb\xbf" + b"7,PAK,individual,DPRK,-0-,-0-,-0-,-0-,-0-,-0-,-0-,-0-\n") == [
        {"ent_num": "7", "name": "PAK", "type": "individual", "program": "DPRK"}
    ]


def test_what_is_no_row_is_handed_out_as_it_is(path: Path) -> None:
    assert read(path, b"ent_num,name\r\n" + CSV + b'8,"x"\r\n') == [["ent_num", "name"], ROW, ["8", "x"]]


@pytest.mark.parametrize(
    ("content", "format", "told"),
    [
        (b'7,"caf\xe9"\r\n', "csv", "line 1: its bytes are no ASCII and no UTF-8"),
        (CSV + b'8,"a\x00b"\r\n', "csv", "line 2: it holds the control byte 0x00"),
        (CSV + b"\x1a\r\n" + CSV, "csv", "line 2: the mark 0x1a, which ends the file, stands in the midst of it"),
        (CSV + b'8,"a"b"\r\n', "csv", "line 2: no row of values parted by ','"),
        (CSV + b'8,"a\r\n', "csv", "line 2: no row of values parted by ','"),
        (b'7,"' + b"x" * 200_000 + b'"\r\n', "csv", "field larger than field limit"),
        (b"x" * (2 << 20), "csv", "line 1: the line, or the file up to it, is larger"),
        (b"   7PAK", "ff", "line 1: it has 7 characters, and a row has 1867"),
    ],
)
def test_what_is_no_text_or_too_large_is_refused_with_its_line(path: Path, content: bytes, format: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        read(path, content, format)
