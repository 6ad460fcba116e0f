"""`inforce tracks` and `inforce screen --of track`: pages of ships and of all findings."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from inforce.base.errors import ConfigError, Damaged, UsageError
from inforce.cli import app

HEAD = "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass"
START = datetime(2018, 3, 1, tzinfo=UTC)


def row(mmsi: int, minute: int, lat: float, lon: float, name: str = "", imo: str = "") -> str:
    """A line as NOAA writes it."""
    when = START + timedelta(minutes=minute)
    return f"{mmsi},{when:%Y-%m-%dT%H:%M:%S},{lat:.5f},{lon:.5f},0.1,0,511,{name},{imo},CALL,80,0,100,20,8.2,80,A"


@pytest.fixture
def feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two tankers side by side for five hours, far from any port; one bears a DPRK number and two names."""
    monkeypatch.setenv("INFORCE_HOME", str(tmp_path / "home"))
    lines = [HEAD]
    for minute in range(0, 300, 5):
        lines.append(row(412000001, minute, 33.4, 124.0, "SEA LAMP", "IMO9000003"))
        lines.append(row(445000001, minute, 33.4, 124.0003, "MOON" if minute < 100 else "SUN"))
    path = tmp_path / "feed.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def run(*words: str) -> str:
    done = CliRunner().invoke(app, [*words])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.stderr


def test_a_run_leaves_a_map_of_all_findings_and_a_page_for_each_ship(feed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    said = run("screen", str(feed), "--of", "track", "--html", str(folder), "--out", str(tmp_path / "found.json"))
    assert "Pages: 3; all findings on a map: " in said
    assert sorted(p.name for p in folder.iterdir()) == ["412000001.html", "445000001.html", "index.html"]
    index = (folder / "index.html").read_text()
    assert '<a href="412000001.html#e1">412000001</a>' in index
    assert "6 events of 2 ships: 5 signs to weigh, 1 not determined" in index
    page = (folder / "445000001.html").read_text()
    assert '<a href="index.html">' in page
    assert all(name in page for name in ("MOON", "SUN", "un/2375#ship-to-ship", "possible transfer at sea"))
    assert '"own":false' in page  # the other ship's way stands beside hers


def test_the_same_is_had_of_what_was_filed(feed: Path, tmp_path: Path) -> None:
    run("tracks", "add", str(feed))
    run("tracks", "screen", "--html", str(tmp_path / "filed"), "--out", str(tmp_path / "found.json"))
    run("screen", str(feed), "--of", "track", "--html", str(tmp_path / "straight"), "--out", str(tmp_path / "found.json"))
    for name in ("412000001.html", "index.html"):
        assert (tmp_path / "filed" / name).read_bytes() == (tmp_path / "straight" / name).read_bytes()


def test_the_page_of_one_ship_by_mmsi_and_by_imo(feed: Path, tmp_path: Path) -> None:
    page = tmp_path / "ship.html"
    assert "Page of MMSI 412000001" in run("tracks", "page", "9000003", str(feed), "--html", str(page))
    by_imo = page.read_bytes()
    run("tracks", "add", str(feed))
    run("tracks", "page", "412000001", "--html", str(page))
    assert page.read_bytes() == by_imo
    assert b"SEA LAMP, MMSI 412000001" in by_imo


@pytest.mark.parametrize(
    ("ship", "why"),
    [
        ("999999999", "no position and no static report of MMSI 999999999"),
        ("9074729", "was sent by no ship"),
        ("SEA LAMP", "neither an MMSI"),
        ("1234567890", "neither an MMSI"),
    ],
)
def test_a_ship_that_is_not_there_is_no_page(feed: Path, tmp_path: Path, ship: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        run("tracks", "page", ship, str(feed), "--html", str(tmp_path / "ship.html"))
    assert not (tmp_path / "ship.html").exists()


def test_pages_are_of_tracks(tmp_path: Path) -> None:
    path = tmp_path / "vessels.csv"
    path.write_text("id,imo,day\nv1,9074729,2018-01-01\n")
    with pytest.raises(UsageError, match="--of track"):
        run("screen", str(path), "--html", str(tmp_path / "pages"))


def test_files_without_one_position_that_can_be_read_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INFORCE_HOME", str(tmp_path / "home"))
    header, none = tmp_path / "header.csv", tmp_path / "none.csv"
    header.write_text(HEAD + "\n")
    none.write_text("mmsi,timestamp,lat,lon\n412000001,1519862400,91,181\n")
    said = run("screen", str(header), "--of", "track", "--out", str(tmp_path / "found.json"))
    assert "there is no row in it: no ship was looked at" in said
    assert "Read 0 rows" in said
    said = run("screen", str(none), "--of", "track", "--html", str(tmp_path / "pages"), "--out", str(tmp_path / "found.json"))
    assert "Read 1 rows: 0 positions; rejected: 1." in said
    assert "nothing found" in said


def test_every_row_is_told_as_position_static_report_or_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INFORCE_HOME", str(tmp_path / "home"))
    path = tmp_path / "feed.csv"
    rows = ["412000001,1519862400,38.0,120.0,LAMP", "412000001,1519862460,,,LAMP", "412000001,1519862520,,,", "0,1519862580,38.0,120.0,"]
    path.write_text("\n".join(["mmsi,timestamp,lat,lon,shipname", *rows]) + "\n")
    said = run("screen", str(path), "--of", "track", "--out", str(tmp_path / "found.json"))
    assert "Read 4 rows: 1 positions, 1 static reports; rejected: 2." in said


def test_every_red_flag_carries_what_would_explain_it_innocently(feed: Path, tmp_path: Path) -> None:
    out = tmp_path / "found.json"
    run("screen", str(feed), "--of", "track", "--out", str(out))
    flags = [f for f in json.loads(out.read_text()) if f["outcome"] == "red_flag"]
    assert flags
    assert all("innocent" in f["why"] or f["facts"]["innocent_explanations"] for f in flags)
    (meeting,) = [f for f in flags if f["check_id"] == "track.encounter"]
    assert meeting["facts"]["innocent_explanations"].startswith("bunkering, pilotage, waiting")


def inforce(*words: str) -> Result:
    return CliRunner().invoke(app, [*words])


POSITIONS = "mmsi,t,lat,lon,sog\n" + "".join(f"412000001,2019-01-01T{h:02}:00:00Z,38,124,1\n" for h in range(9))


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory `tracks` of a home in which some positions are filed and screened, so that finished steps lie there too."""
    monkeypatch.setenv("INFORCE_HOME", str(tmp_path / "it's home"))
    (tmp_path / "a.csv").write_text(POSITIONS)
    assert inforce("tracks", "add", str(tmp_path / "a.csv")).exit_code == 0
    assert inforce("tracks", "screen").exit_code == 0
    return tmp_path / "it's home" / "tracks"


def test_a_damaged_step_is_made_again(filed: Path) -> None:
    before = inforce("tracks", "screen").stdout
    for step in filed.glob("steps/*/*.parquet"):
        step.write_bytes(b"")
    with pytest.warns(UserWarning, match="made again"):
        assert inforce("tracks", "screen").stdout == before


def test_a_damaged_day_is_named(filed: Path) -> None:
    (day,) = filed.glob("positions/*.parquet")
    day.write_bytes(day.read_bytes()[:100])
    found = inforce("tracks", "screen")
    assert isinstance(found.exception, Damaged)
    assert str(day) in str(found.exception)


def test_memory_that_is_no_size_is_told(filed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INFORCE_MEMORY", "much")
    found = inforce("tracks", "add", str(filed.parent.parent / "a.csv"))
    assert isinstance(found.exception, ConfigError)
    assert "no size of memory" in str(found.exception)


def test_temporary_files_may_lie_anywhere(filed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "o'clock").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "o'clock"))
    assert inforce("screen", str(tmp_path / "a.csv"), "--of", "track").exit_code == 0
