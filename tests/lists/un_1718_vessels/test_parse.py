"""The 1718 Committee's vessels: invented lines, and a table made of what the annexes and the UK's list say of the real ones."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from inforce.base.errors import Refused
from inforce.base.nouns import Designation, Identifier, Name
from inforce.lists import add, get, load, read
from inforce.lists.editions import current
from inforce.reference import build
from inforce.store.archive import Archive

SPEC = get("un_1718_vessels")
ASSETS = "Paragraph 8 (d) of resolution 1718 (2006) and paragraph 12 of resolution 2270 (2016)"
FLAG = "Paragraph 12 (a) of resolution 2321 (2016)"
FROZEN = "Paragraph 12 (d) of resolution 2321 (2016)"
PORTS = "Paragraph 6 of resolution 2371 (2017) and paragraph 6 of resolution 2375 (2017)"
OMM = "Economic resources controlled or operated by Ocean Maritime Management (KPe.020)"
UNDER = {"asset freeze": ASSETS, "de-flag": FLAG, "vessel asset freeze": FROZEN, "port entry ban": PORTS, "OMM vessel": OMM}
HEAD = ["#", "vessel_name", "imo_number", "mmsi", "flag", "call_sign", "type", "designated_owner", "other_information"]
HEAD += ["date_of_designation", *UNDER.values(), "image_url"]


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: dict[str, str]) -> Path:
        path = tmp_path / "1718_designated_vessels.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEAD, restval="NA")
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


def ship(n: int = 1, **said: str) -> dict[str, str]:
    row = {"#": str(n), "vessel_name": f"SAMPLE {n}", "imo_number": "", "date_of_designation": "03-Oct-17", PORTS: "X", "image_url": "x"}
    return {**row, **said}


def one(path: Path) -> Designation:
    (found,) = read(SPEC, {"table": path}, "x").designations
    return found


def test_a_ship_comes_with_her_numbers_and_the_provisions_she_is_designated_under(table: Callable[..., Path]) -> None:
    said = {
        "vessel_name": "1: HAO SAMPLE 2: HAO FAN 0",
        "imo_number": "9000027",
        "mmsi": "445539999",
        "flag": "DPRK",
        "type": "Bulk carrier",
    }
    found = one(table(ship(**said, date_of_designation="1: 03-Oct-17 2: 30-Mar-18", designated_owner="Sample Co", **{FLAG: "X"})))
    assert (found.id, found.names) == ("un_1718_vessels/IMO9000027", (Name("HAO SAMPLE"), Name("HAO FAN 0", "alias")))
    assert (found.listed, found.amended) == (date(2017, 10, 3), (date(2018, 3, 30),))
    assert found.programs == ("DPRK", "de-flag", "port entry ban")
    assert found.measures == ("un/2321#vessel-measures", "un/2371#vessel-port-ban", "un/2375#vessel-port-ban")
    assert found.identifiers == (Identifier("imo", "9000027"), Identifier("mmsi", "445539999"))
    assert (found.flags, found.vessel_type, found.associates) == (("KP",), "Bulk carrier", ("Sample Co",))


def test_a_ship_without_a_number_is_known_by_her_name(table: Callable[..., Path]) -> None:
    assert one(table(ship(imo_number="Does not exist"))).id == "un_1718_vessels/SAMPLE-1"


def test_what_is_not_understood_is_told(table: Callable[..., Path]) -> None:
    parsed = read(SPEC, {"table": table(ship(imo_number="9000028", date_of_designation="soon", **{PORTS: "NA"}))}, "x")
    assert {(i.locator, i.value) for i in parsed.issues} == {
        ("line 2, 1 SAMPLE 1 imo", "9000028"),
        ("line 2, 1 SAMPLE 1 listed", "soon"),
        ("line 2, 1 SAMPLE 1 (provisions)", "SAMPLE 1"),
    }


def test_a_table_without_a_provision_is_refused(table: Callable[..., Path]) -> None:
    path = table(ship())
    path.write_text(path.read_text("utf-8").replace(FLAG, "Paragraph 99"), "utf-8")
    with pytest.raises(Refused, match="no column 'de-flag'"):
        read(SPEC, {"table": path}, "x")


def rows_of_the_register(archive: Archive) -> list[dict[str, str]]:
    edition = current(archive, "embedded")
    assert edition
    hulls: dict[str, dict[str, str]] = {}
    for d in load(archive, edition).designations:
        if d.schema == "Vessel":
            key = d.name if not d.ids("imo") else d.ids("imo")[0]
            row = hulls.setdefault(key, {"#": str(len(hulls) + 1), "vessel_name": d.name, "imo_number": "".join(d.ids("imo"))})
            days = [*filter(None, [row.get("date_of_designation", "")]), f"{d.listed:%d-%b-%y}"]
            row["date_of_designation"] = (
                " ".join(f"{n}: {day.partition(': ')[2] or day}" for n, day in enumerate(days, 1)) if days[1:] else days[0]
            )
            row |= {UNDER[said]: "X" for said in d.programs}
    return [*hulls.values()]


def test_a_table_of_the_real_ships_takes_the_place_of_the_register_that_ships(tmp_path: Path, table: Callable[..., Path]) -> None:
    """No copy of the list was to be had; what the EU's annexes and the UK's list say of its ships is in the register."""
    archive = Archive(tmp_path / "home")
    before = {d.ids("imo"): d for d in build(archive).designations if d.schema == "Vessel"}
    rows = rows_of_the_register(archive)
    assert len(rows) == 59
    add(archive, "un_1718_vessels", [table(*rows)], date(2026, 1, 1))
    ref = build(archive)
    ships = [d for d in ref.designations if d.schema == "Vessel"]
    assert {d.list_id for d in ships} == {"un_1718_vessels"}
    assert {d.ids("imo") for d in ships} == {*before}
    assert len({d.ids("imo") for d in ships if d.ids("imo")}) == 58
    assert {m for d in ships for m in d.measures} == {m for d in before.values() for m in d.measures}
    register = [d for d in build(archive, lists=["embedded"]).designations if d.schema == "Vessel"]
    first = {imo: min(d.listed for d in register if d.ids("imo") == imo and d.listed) for imo in before}
    assert {d.ids("imo"): d.listed for d in ships} == first
