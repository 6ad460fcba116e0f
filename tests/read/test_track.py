"""Files of positions: every layout, every way to write a time, every sentinel, and what is kept of rows that are of no use."""

import gzip
from collections.abc import Callable
from functools import reduce
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from inforce.base.errors import InputError, UsageError
from inforce.read import nmea
from inforce.read.columns import ColumnMap, read_mapping
from inforce.read.track import Batch, look

HEADERS = {
    "noaa": "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass",
    "danish": "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name,Ship type,"
    "Cargo type,Width,Length,Type of position fixing device,Draught,Destination,ETA,Data source type,A,B,C,D",
    "exactearth": "MMSI,Message_ID,Time,Millisecond,"
    "Vessel_Name,IMO,Draught,Destination,Navigational_status,SOG,Longitude,Latitude,COG,Heading",
    "gfw": "ssvid,timestamp,type,lat,lon,speed,course,heading,receiver_type,shipname,seg_id",
}
ROWS = {
    "noaa": "367431860,2022-01-03T00:00:16,26.71612,-80.04952,1.5,298.0,181,TORTUGA,IMO9074729,WDF2785,37,0,20,6,2.5,99,A",
    "danish": "03/01/2022 00:00:16,Class A,367431860,26.71612,-80.04952,Under way using engine,,1.5,298.0,181,9074729,WDF2785,TORTUGA,"
    "Pleasure,,6,20,GPS,2.5,,,AIS,,,,",
    "exactearth": "367431860,1,20220103_000016,510,TORTUGA,9074729,2.5,,0,1.5,-80.04952,26.71612,298.0,181",
    "gfw": "367431860,2022-01-03 00:00:16 UTC,AIS.1,26.71612,-80.04952,1.5,298.0,181,terrestrial,TORTUGA,x",
}
FIX = {"mmsi": 367431860, "t": 1641168016, "lat5": 2671612, "lon5": -8004952, "sog10": 15, "cog10": 2980, "heading": 181, "class": "A"}


def read(path: Path, mapping: ColumnMap | None = None) -> Batch:
    (batch,) = list(look(path, mapping))
    return batch


def write(folder: Path, header: str, *rows: str) -> Path:
    path = folder / "positions.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("layout", HEADERS)
def test_the_same_fix_from_every_layout(tmp_path: Path, layout: str) -> None:
    batch = read(write(tmp_path, HEADERS[layout], ROWS[layout]))
    assert batch.positions.to_pylist()[0].items() >= FIX.items()
    (report,) = batch.reports.to_pylist()
    assert report["name"] == "TORTUGA"
    assert report["type"] == (37 if layout in ("noaa", "danish") else None)


def plain(folder: Path, *rows: str, mapping: ColumnMap | None = None) -> Batch:
    return read(write(folder, "mmsi,t,lat,lon,sog,cog,heading", *rows), mapping)


@pytest.mark.parametrize(
    ("text", "dates", "zone"),
    [
        ("1641168016", "", ""),
        ("1641168016000", "", ""),
        ("1641168016.9", "", ""),
        ("2022-01-03T00:00:16Z", "", ""),
        ("2022-01-03 00:00:16.250", "", ""),
        ("2022-01-03T09:00:16+09:00", "", ""),
        ("2022-01-02T19:00:16-0500", "", ""),
        ("03/01/2022 00:00:16", "day-first", ""),
        ("03.01.2022 00:00:16", "day-first", ""),
        ("01/03/2022 00:00:16", "month-first", ""),
        ("2022-01-03 09:00:16", "", "Asia/Seoul"),
        ("03/01/2022 09:00:16", "day-first", "Asia/Seoul"),
        ("2022-01-03T00:00:16Z", "", "Asia/Seoul"),
    ],
)
def test_one_instant_in_every_writing(tmp_path: Path, text: str, dates: str, zone: str) -> None:
    batch = plain(tmp_path, f"412000001,{text},35,123,,,", mapping=ColumnMap(dates=dates, zone=zone))
    assert batch.positions["t"].to_pylist() == [1641168016]


def test_sentinels_are_unknown_and_what_cannot_be_used_is_kept_with_the_reason(tmp_path: Path) -> None:
    batch = plain(
        tmp_path,
        "412000001,2022-01-03T00:00:16Z,35,123,102.3,360,511",
        "412000001,2022-01-03T00:01:16Z,35,123,102.2,359.9,359",
        "412000001,2022-01-03T00:02:16Z,91,181,0,0,0",
        "412000001,2022-01-03T00:03:16Z,35,200,0,0,0",
        "412000001,03/04/2018 00:00:00,35,123,0,0,0",
        "none,2022-01-03T00:04:16Z,35,123,0,0,0",
        "412000001,1980-01-03T00:04:16Z,35,123,0,0,0",
        "412000001,2022-01-03T00:05:16Z,,,0,0,0",
        "412000001,2022-01-03T00:06:16Z,35",
    )
    assert [(r["sog10"], r["cog10"], r["heading"]) for r in batch.positions.to_pylist()] == [(None, None, None), (1022, 3599, 359)]
    told = {r["locator"]: r["reason"] for r in batch.rejected.to_pylist()}
    assert (batch.rows, len(told)) == (9, 7)
    for row, words in {
        3: "not available",
        4: "no position|not available",
        5: "day-first",
        6: "no MMSI",
        7: "before 1990",
        8: "neither",
    }.items():
        assert any(w in told[f"row {row}"] for w in words.split("|"))
    assert "3 cells, not 7" in told["row"]


def test_a_local_hour_that_comes_twice_is_no_instant(tmp_path: Path) -> None:
    batch = plain(tmp_path, "219000001,2021-10-31 02:30:00,55,10,,,", mapping=ColumnMap(zone="Europe/Copenhagen"))
    assert "comes twice" in batch.rejected["reason"].to_pylist()[0]


def test_a_saved_mapping(tmp_path: Path) -> None:
    saved = tmp_path / "map.toml"
    named = '[columns]\n"Ship no" = "mmsi"\n"When" = "t"\n"Y" = "lat"\n"X" = "lon"\n'
    saved.write_text(f'dates = "day-first"\nzone = "Asia/Shanghai"\nseparator = ";"\n{named}')
    path = write(tmp_path, "Ship no;When;Y;X", "412000001;03/01/2022 08:00:16;35.0;123.0")
    assert read(path, read_mapping(saved)).positions.to_pylist()[0]["t"] == 1641168016
    path = write(tmp_path, "Ship no;When;Y;X", "412000001;03.01.2022 08:00:16;35,5;-123,25")  # a comma before decimals
    assert [(r["lat5"], r["lon5"]) for r in read(path, read_mapping(saved)).positions.to_pylist()] == [(3_550_000, -12_325_000)]
    saved.write_text('zone = "Mars/Olympus"\n')
    with pytest.raises(UsageError, match="which is none"):
        read_mapping(saved)


def test_files_of_no_use_say_why(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    with pytest.raises(InputError, match="is empty"):
        look(empty)
    with pytest.raises(InputError, match="no number of a ship"):
        look(write(tmp_path, "a,b,c", "1,2,3"))
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"mmsi,t,lat,lon\n" * 1000)[:40])
    with pytest.raises(InputError, match="cut off"):
        look(tmp_path / "cut.gz")
    with pytest.raises(InputError, match="cannot be read"):
        look(tmp_path / "missing.csv")


def test_a_header_alone_is_no_position_and_no_error(tmp_path: Path) -> None:
    assert sum(b.rows for b in look(write(tmp_path, "mmsi,t,lat,lon"))) == 0


def test_packed_and_latin_1(tmp_path: Path) -> None:
    path = tmp_path / "positions.csv.gz"
    path.write_bytes(gzip.compress("mmsi,t,lat,lon,name\n412000001,1641168016,35,123,MÜNCHEN\n".encode("latin-1")))
    assert read(path).reports["name"].to_pylist() == ["MÜNCHEN"]


FILES = ["exactearth_20211101.nm4", "libais_test.aivdm", "all_types_201201.nmea", "pyais_nmea_sample.txt"]


@pytest.mark.parametrize("name", FILES)
def test_position_reports_decoded_at_once_equal_those_of_pyais(
    shared: Callable[[str], Path], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    block = shared(f"ais/nmea/{name}").read_bytes()
    fast = nmea.Reader(name).read(block, last=True)
    monkeypatch.setattr(nmea, "FAST", {})
    slow = nmea.Reader(name).read(block, last=True)
    assert sorted(map(str, fast[0].to_pylist())) == sorted(map(str, slow[0].to_pylist()))
    assert fast[1] == slow[1]
    assert sorted(map(str, fast[2])) == sorted(map(str, slow[2]))


def test_all_messages_are_counted_and_what_is_no_ship_is_kept_with_the_reason(shared: Callable[[str], Path]) -> None:
    for name, messages in {
        "exactearth_20211101.nm4": 979,
        "libais_test.aivdm": 261,
        "pyais_nmea_sample.txt": 878 + 12,
    }.items():  # 12 lack a part
        assert sum(b.rows for b in look(shared(f"ais/nmea/{name}"))) == messages


SENTENCE = "!AIVDM,1,1,,A,15N1u<PP1FJuvSRHOE6QIwwh0HQ6,0*30"


@pytest.mark.parametrize(
    ("line", "t"),
    [
        (f"\\c:1641168016,s:x*00\\{SENTENCE}", 1641168016),
        (f"\\s:x,c:1641168016999*00\\{SENTENCE}", 1641168016),
        (f"{SENTENCE},r003669946,1641168016", 1641168016),
        (f"{SENTENCE}\r", None),
        (SENTENCE.replace("*30", "*31"), None),
    ],
)
def test_time_comes_from_the_tag_block_in_seconds_or_milliseconds_or_from_the_end(line: str, t: int | None) -> None:
    positions, _, rejected = nmea.Reader("x").read(line.encode() + b"\n", last=True)
    assert positions["t"].to_pylist() == ([t] if t else [])
    assert len(rejected) == (0 if t else 1)


def test_a_message_in_two_parts_across_blocks_is_one() -> None:
    first = b"\\c:1641168016*00\\!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C\n"
    second = b"!AIVDM,2,2,1,A,88888888880,2*25\n"
    reader = nmea.Reader("x")
    assert reader.read(first)[1] == []
    (report,) = reader.read(second, last=True)[1]
    assert (report["mmsi"], report["imo"], report["name"]) == (351759000, "9134270", "EVER DIADEM")


@pytest.mark.parametrize(
    ("time", "told"), [("1641168016", 0), ("1641168016000", 0), ("2022-01-03T00:00:16Z", 0), ("2022-01-03 00:00:16", 1), ("", 1)]
)
def test_only_times_that_name_no_zone_are_said_to_be_taken_for_utc(tmp_path: Path, time: str, told: int) -> None:
    path = write(tmp_path, "mmsi,timestamp,lat,lon", f"412000001,{time},35.0,123.0")
    assert len(look(path).assumed) == told
    pq.write_table(pa.table({"mmsi": [1], "t": pa.array([1641168016]), "lat": [1.0], "lon": [1.0]}), tmp_path / "x.parquet")
    assert look(tmp_path / "x.parquet").assumed == ()


def test_a_part_of_long_ago_is_none_of_a_new_message() -> None:
    first = b"\\c:1641168016*00\\!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C\n"
    second = b"!AIVDM,2,2,1,A,88888888880,2*25\n"
    reader = nmea.Reader("x")
    _, reports, rejected = reader.read(first + f"{SENTENCE},r1,1641168016\n".encode() * (nmea.FAR + 1) + second, last=True)
    assert (reports, len(rejected), reader.messages) == ([], 2, nmea.FAR + 3)


def test_hostile_sentences_are_rejected_one_by_one_and_the_rest_is_read(tmp_path: Path) -> None:
    bodies = [
        "AIVDM,2,x,9,A,abc,0",
        "AIVDM,x,1,9,A,abc,0",
        "AIVDM,,,,,,",
        "AIVDM,0,0,,A,15N1,0",
        "AIVDM,2,5,9,A,abc,0",
        "AIVDM,99,1,9,A,a,0",
    ]
    bodies += ["AIVDM,1,1,,A,~~~~~,0", "AIVDM,1,1,,A,5,0", "AIVDM,1,1,,A,H,0", "AIVDM,-1,1,,A,55,0", "AIVDM,1,1,,A,5" + "0" * 900 + ",0"]
    sums = [reduce(lambda a, c: a ^ ord(c), body, 0) for body in bodies]
    lines = [f"\\c:1641168016*00\\!{body}*{total:02X}" for body, total in zip(bodies, sums, strict=True)]
    path = write(tmp_path, *lines, f"\\c:1641168016,s:x*00\\{SENTENCE}", "!AIVDM,1,1,,A," + "0" * 100_000)
    batches = list(look(path))
    told = {r["locator"] for b in batches for r in b.rejected.to_pylist()}
    assert sum(b.positions.num_rows for b in batches) == 1
    assert sum(b.rows for b in batches) == len(bodies) + 2
    assert len(told) >= len(bodies) - 1  # one of them says nothing, but soundly
