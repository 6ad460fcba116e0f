"""read/reading.py: sources in, chunks of subjects out."""

import contextlib
import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inforce.base.errors import InputError
from inforce.read import Manner, Reading, layout, of_files, of_rows, read_subjects
from inforce.read.ledger import MOST_SHOWN

DAY = date(2019, 10, 16)


def vessels(reading: Reading) -> list[dict[str, object]]:
    return [row for chunk in reading for row in chunk.tables["vessel"].to_pylist()]


def file(tmp_path: Path, text: str, name: str = "a.csv") -> Path:
    path = tmp_path / name
    path.write_text(text)
    return path


def test_rows_without_id_are_named_by_their_line_and_it_is_said(tmp_path: Path) -> None:
    reading = of_files([file(tmp_path, "imo,name\n1,a\nbad\n2,b\n")], Manner())
    assert [r["id"] for r in vessels(reading)] == ["row-2", "row-4"]
    assert any("no column `id`" in i.problem for i in reading.issues)


def test_an_empty_id_is_named_and_noted(tmp_path: Path) -> None:
    reading = of_files([file(tmp_path, "id,imo\n,1\nx,2\n")], Manner())
    assert [r["id"] for r in vessels(reading)] == ["row-2", "x"]
    assert [i.locator for i in reading.issues] == ["line 2, column id"]


def test_rows_without_id_in_two_files_bear_the_files_name(tmp_path: Path) -> None:
    a, b = file(tmp_path, "imo\n1\n"), file(tmp_path, "imo\n1\n", "b.csv")
    assert [r["id"] for r in vessels(of_files([a, b], Manner()))] == [f"{a}:row-2", f"{b}:row-2"]


def test_a_day_that_nobody_gave_is_filled_in_and_one_that_cannot_be_read_is_not(tmp_path: Path) -> None:
    reading = of_files([file(tmp_path, "id,imo,day\na,1,\nb,2,soon\nc,3,2018-01-01\nd,4, \n")], Manner(day=DAY))
    assert [r["day"] for r in vessels(reading)] == [DAY, None, date(2018, 1, 1), DAY]
    assert (reading.filled, [i.value for i in reading.issues]) == (2, ["soon"])


def test_without_a_column_day_every_row_gets_the_day(tmp_path: Path) -> None:
    reading = of_files([file(tmp_path, "id,imo\na,1\n")], Manner(day=DAY))
    assert ([r["day"] for r in vessels(reading)], reading.filled) == ([DAY], 1)


def test_a_day_later_than_what_is_known_is_kept_and_noted(tmp_path: Path) -> None:
    reading = of_files([file(tmp_path, "id,imo,day\na,1,2019-10-17\nb,1,2019-10-16\n")], Manner(latest=DAY))
    assert [r["day"] for r in vessels(reading)] == [date(2019, 10, 17), DAY]
    assert [(i.locator, i.value) for i in reading.issues] == [("line 2, column day", "2019-10-17")]


def test_a_row_of_no_kind_fails_alone(tmp_path: Path) -> None:
    read = read_subjects(file(tmp_path, "of,id,imo,hs\nvessel,a,1,\nplane,b,,\n,c,,\ngoods,d,,2701\n"))
    assert {k: t["id"].to_pylist() for k, t in read.tables.items()} == {"goods": ["d"], "vessel": ["a"]}
    assert read.failed == 2


def test_a_chunk_knows_where_its_rows_stood(tmp_path: Path) -> None:
    (chunk,) = of_files([file(tmp_path, "of,id,imo,hs\ngoods,g,,2701\nvessel,v,1,\ngoods,h,,27\n")], Manner())
    assert chunk.at == {"goods": [0, 2], "vessel": [1]}
    assert [row[1] for row in chunk.rows] == ["g", "v", "h"]


def test_parquet_keeps_days_and_makes_text_of_numbers(tmp_path: Path) -> None:
    table = pa.table(
        {
            "ID": [7, 8],
            "IMO": [9314650.0, None],
            "day": [datetime(2019, 10, 16, 5, tzinfo=UTC), None],
            "past names": [["a", "b"], None],
            "x": [b"1", b"2"],
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    first, second = vessels(of_files([tmp_path / "a.parquet"], Manner()))
    assert first == {"id": "7", "day": DAY, "imo": "9314650", "past_names": ["a", "b"], "x": "b'1'"}
    assert second == {"id": "8", "day": None, "imo": None, "past_names": None, "x": "b'2'"}


def test_parquet_is_read_over_many_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "ROWS_HELD", 10)
    pq.write_table(pa.table({"imo": [str(i) for i in range(25)]}), tmp_path / "a.parquet")
    reading = of_files([tmp_path / "a.parquet"], Manner())
    assert [chunk.tables["vessel"].num_rows for chunk in reading] == [10, 10, 5]


def test_a_damaged_parquet_file_is_told_with_the_row_it_was_good_to(tmp_path: Path) -> None:
    no_text = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\1\0\0\0"), pa.py_buffer(b"\xff")])
    pq.write_table(pa.table({"imo": no_text}), tmp_path / "a.parquet")
    with pytest.raises(InputError, match="after row 0: damaged Parquet"):
        list(of_files([tmp_path / "a.parquet"], Manner()))


def test_columns_of_several_files_stand_in_order_of_appearance(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": [1], "hs": ["27"], "quantity": [1.5]}), tmp_path / "b.parquet")
    reading = of_files([file(tmp_path, "id,imo\na,1\n"), tmp_path / "b.parquet"], Manner())
    assert reading.columns == {"id": pa.string(), "imo": pa.string(), "hs": pa.string(), "quantity": pa.float64()}


def test_columns_without_a_name_or_of_one_name_are_told_apart(tmp_path: Path) -> None:
    reading = of_files([file(tmp_path, "id,imo,x,,x\na,1,2,3,4\n")], Manner())
    assert list(reading.columns) == ["id", "imo", "x", "column 4", "x (5)"]
    assert vessels(reading) == [{"id": "a", "imo": "1", "x": "2", "column 4": "3", "x (5)": "4"}]
    twice = pa.table([pa.array(["1"]), pa.array([2]), pa.array([3])], names=["imo", "x", "x"])
    assert vessels(of_rows(twice, Manner())) == [{"id": "row-1", "imo": "1", "x": "2", "x (3)": "3"}]


def test_rows_in_memory_are_read_as_strictly(tmp_path: Path) -> None:
    rows = [{"id": "a", "imo": "1", "flag": "Atlantis"}, {"id": "b", "imo": None}]
    for given_rows in (rows, pa.Table.from_pylist(rows)):
        reading = of_rows(given_rows, Manner())
        assert vessels(reading) == [{"id": "a", "imo": "1", "flag": None}, {"id": "b", "imo": None, "flag": None}]
        assert [(i.source, i.locator, i.value) for i in reading.issues] == [("rows", "row 1, column flag", "Atlantis")]


def test_a_mistake_made_a_thousand_times_is_shown_a_hundred_times_and_counted(tmp_path: Path) -> None:
    read = read_subjects(file(tmp_path, "id,imo,flag\n" + "a,1,Atlantis\n" * 1_000))
    assert len(read.issues) == MOST_SHOWN + 1
    assert (read.issues[-1].locator, read.issues[-1].problem.split(":")[0]) == ("column flag", "900 more")


def test_twenty_thousand_rows_and_a_bad_one(tmp_path: Path) -> None:
    lines = [f"v{i},93146{i % 100:02},Ship {i},KP" for i in range(20_000)]
    lines[9_999] = 'v9999,"93146,Ship,KP'
    read = read_subjects(file(tmp_path, "\n".join(("id,imo,name,flag", *lines))))
    assert (read.tables["vessel"].num_rows, read.failed, read.issues[0].locator) == (19_999, 1, "line 10001")


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('",;\n\r\t=+-@'), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6))
def test_csv_to_table_to_csv_keeps_ids_and_values(tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str]]) -> None:
    def written(rows: list[dict[str, object]]) -> Path:
        path = tmp_path_factory.mktemp("csv") / "a.csv"
        with path.open("w", encoding="utf-8", newline="") as f:
            writer = csv.DictWriter(f, ["id", "name", "imo", "further"])
            writer.writeheader()
            writer.writerows(rows)
        return path

    once = vessels(of_files([written([{"id": f"i{n}", "name": a, "imo": "1", "further": b} for n, (a, b) in enumerate(cells)])], Manner()))
    assert [(r["id"], r["name"] or "", r["further"]) for r in once] == [(f"i{n}", a.strip(), b) for n, (a, b) in enumerate(cells)]
    assert vessels(of_files([written(once)], Manner())) == once


HOSTILE = st.binary(max_size=60) | st.lists(
    st.sampled_from(["id,imo\n", "a,1\n", '"', "\r", "\x00", ";", "{", '{"id":', "é", "\udc80"])
).map(lambda parts: "".join(parts).encode(errors="surrogatepass"))


@given(HOSTILE, st.sampled_from([b"", b"id,imo,day\n", b'{"id": 1, "imo": 2}\n', b"PAR1", b"\x1f\x8b", b"\xff\xfe", b"sep=;\n"]))
def test_whatever_bytes_come_they_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, bytes: bytes, start: bytes) -> None:
    path = tmp_path_factory.mktemp("hostile") / "a"
    path.write_bytes(start + bytes)
    with contextlib.suppress(InputError):
        read_subjects(path)
