"""read/files.py: what a file is, told by its bytes."""

import gzip
import io
import os
from pathlib import Path
from threading import Thread

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from inforce.base.errors import InputError
from inforce.read import files, read_subjects
from inforce.read.files import look

TABLE = "id,name,country\n1,Müller,DE\n2,José,ES\n"


def file(tmp_path: Path, content: bytes | str, name: str = "a.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", "no byte order mark"),
        ("utf-16-be", "no byte order mark"),
        ("cp1252", "read as cp1252; check the accented letters"),
    ],
)
def test_names_come_through_in_every_encoding_and_what_was_assumed_is_said(tmp_path: Path, encoding: str, told: str) -> None:
    path = file(tmp_path, TABLE.encode(encoding))
    read = read_subjects(path)
    assert read.tables["party"]["name"].to_pylist() == ["Müller", "José"]
    assert told in "".join(i.problem for i in read.issues)
    assert bool(read.issues) == bool(told)


def test_bytes_that_cp1252_leaves_open_are_read_as_latin_1(tmp_path: Path) -> None:
    assert look(file(tmp_path, TABLE.encode("cp1252") + b"3,a\x81b,DE\n")).encoding == "latin-1"


@pytest.mark.parametrize(
    ("name", "encoding"), [("김정은", "cp949"), ("金正恩", "gb18030"), ("Ким Чен Ын", "cp1251"), ("金正恩", "shift_jis")]
)
def test_text_that_is_not_western_is_refused_rather_than_garbled(tmp_path: Path, name: str, encoding: str) -> None:
    with pytest.raises(InputError, match=r"line 2 is neither UTF-8 nor Western text.*--mapping"):
        look(file(tmp_path, f"id,name,country\n1,{name},KP\n".encode(encoding)))


def test_the_encoding_named_is_the_encoding_used(tmp_path: Path) -> None:
    assert look(file(tmp_path, "id,name,country\n1,김정은,KP\n".encode("cp949")), "cp949").encoding == "cp949"


def test_a_byte_order_mark_is_believed(tmp_path: Path) -> None:
    assert look(file(tmp_path, b"\xef\xbb\xbfid,name,country\n1,M\xfcller,DE\n")).encoding == "utf-8-sig"


def test_one_broken_line_in_a_utf_8_file_does_not_change_its_encoding(tmp_path: Path) -> None:
    read = read_subjects(file(tmp_path, TABLE.encode() + b"3,a\xffb,DE\n4,Zo\xc3\xab,NL\n"))
    assert read.tables["party"]["name"].to_pylist() == ["Müller", "José", "Zoë"]
    assert (read.failed, read.issues[0].locator) == (1, "line 4")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b" \r\n \n", "is empty"),
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel"),
        (b"%PDF-1.7", "PDF"),
        (b"\xfd7zXZ\x00", "packed with xz"),
        (b"<!DOCTYPE html><html>", "HTML or XML"),
        ('\ufeff<?xml version="1.0"?><CONSOLIDATED_LIST/>', "inforce lists add"),
        (b'[{"id": 1}]', "one object per line"),
        (b'{\n "id": 1\n}', "one object per line"),
        (b"\x00\x01\x02\x03" * 100, "is binary"),
        (bytes(range(1, 32)) * 10, "is binary"),
        (b"PAR1 and then nothing", "damaged or cut off Parquet"),
        (gzip.compress(TABLE.encode() * 99)[:-9], "cut off gzip"),
        (gzip.compress(b""), "is empty"),
    ],
)
def test_a_file_of_no_use_is_refused_with_what_to_do(tmp_path: Path, content: bytes | str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_subjects(file(tmp_path, content))


def test_a_line_without_end_is_refused_before_it_fills_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LONGEST_LINE", 1 << 20)
    with pytest.raises(InputError, match="line 2 is longer than 1 MiB"):
        look(file(tmp_path, gzip.compress(b"id,name\n" + b"a" * (4 << 20))))


def test_a_missing_file_and_a_folder_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.csv cannot be read: No such file"):
        look(tmp_path / "nowhere.csv")
    with pytest.raises(InputError, match="cannot be read: Is a directory"):
        look(tmp_path)


def test_packed_files_and_pipes_give_the_same_rows(tmp_path: Path) -> None:
    plain = read_subjects(file(tmp_path, TABLE)).tables
    assert read_subjects(file(tmp_path, gzip.compress(TABLE.encode()))).tables == plain  # packed, whatever it is called
    assert read_subjects(io.BytesIO(TABLE.encode())).tables == plain
    assert read_subjects(io.BytesIO(gzip.compress(TABLE.encode()))).tables == plain


def test_parquet_comes_by_pipe_too_and_not_packed_twice(tmp_path: Path) -> None:
    written = io.BytesIO()
    pq.write_table(pa.table({"id": ["1"], "imo": ["9314650"]}), written)
    assert read_subjects(io.BytesIO(written.getvalue())).tables["vessel"]["imo"].to_pylist() == ["9314650"]
    with pytest.raises(InputError, match="Unpack it first"):
        look(file(tmp_path, gzip.compress(written.getvalue())))


def test_the_sha256_is_that_of_the_file_on_disk(tmp_path: Path) -> None:
    assert look(file(tmp_path, b"id,imo\n")).sha256 == "3c233dcc8f0d7feece0f64b38ee68c0e7254a93d233de4a908f8daed542da31c"


def test_a_pipe_with_a_name_is_read_like_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_bytes, args=(gzip.compress(b"id,imo\n1,9314650\n"),))
    writer.start()
    found = read_subjects(pipe)
    writer.join()
    assert found.tables["vessel"]["imo"].to_pylist() == ["9314650"]


def test_what_is_packed_to_nothing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_BOMB", 2**20)
    bomb = file(tmp_path, gzip.compress(b"id,name\n" + b"1,A\n" * 2**20), "a.csv.gz")
    with pytest.raises(InputError, match="more than 200 times its size"):
        look(bomb)
    assert look(file(tmp_path, gzip.compress(os.urandom(2**20).hex().encode() + b"\n"), "b.csv.gz")).packed
