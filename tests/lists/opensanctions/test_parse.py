"""Invented entities in OpenSanctions' formats: FollowTheMoney lines, nested and not, and the simple table of targets."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inforce.base.errors import Refused, UsageError
from inforce.base.nouns import Designation, Identifier, Issue, Name, Review
from inforce.lists import add, get, load, read
from inforce.lists.pull import pullable
from inforce.lists.recognise import parts_of
from inforce.store.archive import Archive

SPEC = get("opensanctions.made_up")
PERSON: dict[str, Any] = {
    "id": "Q-1",
    "caption": "Kim Sample",
    "schema": "Person",
    "target": True,
    "datasets": ["made_up"],
    "first_seen": "2020-01-01",
    "properties": {
        "name": ["Kim Sample", "김샘플"],
        "alias": ["Kim Sampl"],
        "weakAlias": ["Samp"],
        "previousName": ["Kim Other"],
        "birthDate": ["1961", "soon"],
        "birthPlace": ["Sampho"],
        "gender": ["male"],
        "citizenship": ["kp"],
        "country": ["suhh", "cn"],
        "position": ["Director"],
        "passportNumber": ["654210999"],
        "addressEntity": ["addr-1"],
        "topics": ["sanction"],
        "notes": ["Invented."],
        "shoeSize": ["42"],
    },
}
VESSEL = {
    "id": "v-1",
    "schema": "Vessel",
    "target": True,
    "properties": {"name": ["SAMPLE STAR"], "imoNumber": ["IMO9000027", "1"], "mmsi": ["445539999"], "flag": ["kp"], "type": ["Cargo"]},
}
COMPANY = {"id": "c-1", "schema": "Company", "target": False, "properties": {"name": ["Sample Trading"]}}
BOND = {"id": "b-1", "schema": "Security", "target": True, "properties": {"name": ["A bond"], "isin": ["XX"]}}
SANCTION = {
    "id": "s-1",
    "schema": "Sanction",
    "properties": {
        "entity": ["Q-1"],
        "authority": ["UN"],
        "programId": ["UN-SCDPRK"],
        "listingDate": ["2017-08-05"],
        "startDate": ["2017-08-06"],
        "unscId": ["KPi.099"],
        "reason": ["Made up."],
    },
}
ADDRESS = {"id": "addr-1", "schema": "Address", "properties": {"street": ["Sample Road"], "city": ["Sampho"], "country": ["kp"]}}
PASSPORT = {"id": "p-1", "schema": "Passport", "properties": {"holder": ["Q-1"], "number": ["999888"], "country": ["kp"]}}
OWNED = {"id": "o-1", "schema": "Ownership", "properties": {"owner": ["c-1"], "asset": ["v-1"]}}
ALL = [PERSON, VESSEL, SANCTION, ADDRESS, PASSPORT, COMPANY, OWNED, BOND]


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    def write(entities: list[dict[str, Any]], name: str = "entities.ftm.json") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in entities), "utf-8")
        return path

    return write


def entries(path: Path, part: str = "entities") -> tuple[dict[str, Designation], list[Issue]]:
    parsed = read(SPEC, {part: path}, "made_up@2020-01-01")
    return {d.ref: d for d in parsed.designations}, [*parsed.issues]


def test_a_person_comes_with_what_other_entities_say(written: Callable[..., Path]) -> None:
    found, _ = entries(written(ALL))
    d = found["Q-1"]
    assert [*found] == ["Q-1", "v-1"]
    assert d.names == (
        Name("Kim Sample"),
        Name("김샘플", "original"),
        Name("Kim Sampl", "alias"),
        Name("Kim Other", "former"),
        Name("Samp", "weak"),
    )
    assert (d.programs, d.listed, d.delisted, d.review) == (("UN-SCDPRK",), date(2017, 8, 5), None, Review.SECONDARY)
    assert (d.birth_dates, d.birth_places, d.gender, d.nationalities, d.countries) == (("1961",), ("Sampho",), "male", ("KP",), ("CN",))
    assert (d.addresses, d.positions) == (("Sample Road, Sampho, kp",), ("Director",))
    assert {*d.identifiers} == {
        Identifier("passport_number", "654210999"),
        Identifier("passport_number", "999888", "KP"),
        Identifier("un_reference", "KPi.099"),
    }
    assert {"Made up.", "Invented.", "UN"} <= {*d.remarks.split("\n")}
    assert d.measures == ()


def test_a_vessel_comes_with_her_numbers_and_owner(written: Callable[..., Path]) -> None:
    d = entries(written(ALL))[0]["v-1"]
    assert (d.schema, d.ids("imo"), d.ids("mmsi"), d.flags, d.vessel_type) == ("Vessel", ("9000027",), ("445539999",), ("KP",), "Cargo")
    assert d.associates == ("Sample Trading",)


def test_what_is_not_read_is_told(written: Callable[..., Path]) -> None:
    _, issues = entries(written(ALL))
    assert {(i.locator, i.value) for i in issues} == {
        ("Q-1 birthDate", "soon"),
        ("Q-1 shoeSize", "42"),
        ("v-1 imoNumber", "1"),
        ("b-1 schema", "Security b-1"),
    }


def test_entities_nested_in_their_target_say_the_same(written: Callable[..., Path]) -> None:
    flat = entries(written(ALL))[0]["Q-1"]
    held = {**PERSON["properties"], "addressEntity": [ADDRESS], "sanctions": [SANCTION], "passports": [PASSPORT]}
    nested = entries(written([{**PERSON, "properties": held}], "targets.nested.json"))[0]["Q-1"]
    assert nested == flat


def test_where_nobody_is_called_a_target_whoever_is_sanctioned_is_listed_and_else_everybody(written: Callable[..., Path]) -> None:
    plain = [{k: v for k, v in e.items() if k != "target"} for e in (PERSON, COMPANY, SANCTION)]
    assert [*entries(written(plain))[0]] == ["Q-1"]
    assert [*entries(written(plain[:2]))[0]] == ["Q-1", "c-1"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "line 2: no entity in one line of JSON"),
        ("[1]", "line 2: .*it is no object with `properties`"),
        ('{"properties": {}}', "it lacks an `id` or a `schema`"),
        ('{"id": "x", "schema": "Person", "properties": {"name": [["x"]]}}', "stands where a text should"),
        ("[" * 100_000, "line 2: no entity in one line of JSON"),
    ],
)
def test_what_is_no_such_file_is_refused_with_its_line(written: Callable[..., Path], line: str, why: str) -> None:
    path = written([PERSON])
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")
    with pytest.raises(Refused, match=why):
        entries(path)


HEAD = "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset"
HEAD += ",first_seen,last_seen,last_change\n"
ROWS = (
    'Q-1,Person,Kim Sample,"Kim Sampl;""Sample; Kim"";김샘플",1961,kp,"Sample Road; Sampho",'
    "654210999,UN list,,,UN-SCDPRK,Made up,2020,2021,2021\n"
    "v-1,Vessel,SAMPLE STAR,,,kp;xx,,IMO9000027;445539999,,1,a@b,,Made up,2020,2021,2021\n"
    "b-1,Security,A bond,,,,,,,,,,Made up,2020,2021,2021\n"
)


def test_the_simple_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "targets.simple.csv"
    path.write_text(HEAD + ROWS, "utf-8")
    found, issues = entries(path, "simple")
    person, vessel = found["Q-1"], found["v-1"]
    assert person.names == (Name("Kim Sample"), Name("Kim Sampl", "alias"), Name("Sample; Kim", "alias"), Name("김샘플", "original"))
    assert (person.programs, person.birth_dates, person.countries) == (("UN-SCDPRK",), ("1961",), ("KP",))
    assert person.identifiers == (Identifier("id_number", "654210999"),)
    assert "listed" in person.incomplete
    assert (vessel.ids("imo"), vessel.ids("mmsi")) == (("9000027",), ("445539999",))
    assert vessel.remarks == "Phone: 1\nEmail: a@b\nDataset: Made up"
    assert [(i.locator, i.value) for i in issues] == [("line 3 v-1 countries", "xx"), ("line 4 b-1 schema", "Security A bond")]


def test_a_table_of_before_the_programmes_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "targets.simple.csv"
    path.write_text("id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions\nx,Company,X,,,,,,\n", "utf-8")
    assert [*entries(path, "simple")[0]] == ["x"]


def test_each_dataset_is_a_list_of_its_own(tmp_path: Path, written: Callable[..., Path]) -> None:
    archive = Archive(tmp_path / "home")
    edition = add(archive, "opensanctions.made_up", [written(ALL)], date(2026, 1, 1))
    assert [d.id for d in load(archive, edition).designations] == ["opensanctions.made_up/Q-1", "opensanctions.made_up/v-1"]
    with pytest.raises(UsageError, match=r"say which, as opensanctions\.NAME"):
        add(archive, "opensanctions", [written(ALL)], date(2026, 1, 1))
    assert "opensanctions.made_up" in pullable(archive)
    assert "opensanctions" not in pullable(Archive(tmp_path / "empty"))
    assert get("opensanctions.made_up").addresses["entities"].endswith("/latest/made_up/entities.ftm.json")


def test_a_file_is_recognised_by_what_it_looks_like(tmp_path: Path, written: Callable[..., Path]) -> None:
    table = tmp_path / "x.csv"
    table.write_text(HEAD + ROWS, "utf-8")
    assert [*parts_of(SPEC, [("x.csv", table)])] == ["simple"]
    assert [*parts_of(SPEC, [("x.txt", written(ALL))])] == ["entities"]
    cut = written([PERSON])
    cut.write_bytes(cut.read_bytes()[:-20])
    with pytest.raises(Refused, match="cut short"):
        parts_of(SPEC, [("entities.ftm.json", cut)])
