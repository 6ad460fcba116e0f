"""The EU's financial sanctions files: invented subjects in both versions, then the copy of the test data."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from inforce.base.errors import Refused
from inforce.base.nouns import Designation, Identifier, Issue, Name
from inforce.lists import add, get
from inforce.lists.eu_fsf import parse as reader
from inforce.store.archive import Archive
from inforce.store.unpack import unpack

HERE = Path(__file__).parent
SPEC = get("eu_fsf")
Read = tuple[dict[str, Designation], list[tuple[str, str]]]


def read(path: Path) -> Read:
    rows = [*reader.parse({"csv": path}, SPEC)]
    return {r.ref: r for r in rows if isinstance(r, Designation)}, [(r.locator, r.value) for r in rows if isinstance(r, Issue)]


def test_the_lines_of_a_subject_are_one_entry_in_version_1_0() -> None:
    person = read(HERE / "sample_1_0.csv")[0]["EU.901.1"]
    assert person.names == (Name("Kim Il Sample"), Name("Ким Сэмпл", "original"))
    assert (person.birth_dates, person.birth_places) == (("1944-10-13",), ("Sampho, KP", "Nampo"))
    assert (person.gender, person.nationalities, person.positions) == ("male", ("KP",), ("Col", "Director; clerk"))
    assert person.identifiers == (Identifier("passport_number", "AD001999", "KP"),)
    assert (person.programs, person.measures, person.listed) == (("PRK", "IRQ"), (), date(2009, 7, 16))


def test_an_entity_comes_with_its_addresses_in_version_1_0() -> None:
    entity = read(HERE / "sample_1_0.csv")[0]["EU.902.2"]
    assert (entity.schema, entity.name, entity.countries) == ("LegalEntity", "Société Échantillon", ("DE",))
    assert entity.addresses == ("1, Sample Street, PO Box 9, Samplin, DE", "Nowhere")
    assert entity.identifiers == (Identifier("swift_bic", "SMPLDEFF"),)
    assert "PHONE[1] FAX[2]" in entity.remarks


def test_what_is_not_understood_is_told_in_version_1_0() -> None:
    assert read(HERE / "sample_1_0.csv")[1] == [
        ("line 12 Entity_EU_ReferenceNumber", ""),
        ("EU.902.2 (document)/Identification_Number", "77"),
        ("EU.902.2 (address)/Address_CountryIso2Code", "ZZZ"),
        ("EU.903.3 Entity_SubjectType_ClassificationCode", "X"),
    ]


def test_version_1_1_gives_the_uns_reference_and_births_in_parts() -> None:
    found, told = read(HERE / "sample_1_1.csv")
    person = found["EU.901.1"]
    assert (person.names, person.birth_dates) == ((Name("Kim Sample"),), ("~1965-04-09", "1962/1964"))
    assert person.identifiers == (Identifier("un_reference", "KPi.901"), Identifier("passport_number", "AD001999", "KP"))
    assert (person.programs, person.measures, person.listed) == (("PRK", "UN"), ("un/1718#asset-freeze",), date(2009, 7, 16))
    assert person.remarks.splitlines() == ["Invented", "Good quality alias", "passport ７７７: Samples"]
    assert told == [("EU.901.1 (birth)/BirthDate_CalendarType", "ISLAMIC 1340-01-01"), ("EU.904.4 Entity_DesignationDate", "2024")]


def test_version_1_1_has_ships_by_their_number() -> None:
    ship = read(HERE / "sample_1_1.csv")[0]["EU.904.4"]
    assert (ship.schema, ship.ids("imo"), ship.addresses) == ("Vessel", ("9000003",), ("9, Samplin, DE",))


def test_every_column_of_both_versions_is_read_or_named_as_ignored() -> None:
    for version, width in (("1_0", 59), ("1_1", 118)):
        with (HERE / f"sample_{version}.csv").open(encoding="utf-8-sig", newline="") as f:
            header = next(csv.reader(f, delimiter=";"))
        assert len(header) == width
        assert {SPEC.lookups["column"].get(name, name) for name in header} <= {*reader._COLUMNS, *reader._SOME, *SPEC.ignore}
        assert not [told for told in read(HERE / f"sample_{version}.csv")[1] if told[0].startswith("line 1 ")]


@pytest.fixture
def mangled(shared: Callable[[str], Path], tmp_path: Path) -> Path:
    unpack(shared("lists/eu/eu_fsf_csv_short_2023-12.csv.gz"), tmp_path / "EUSanctionsShort.csv")
    return tmp_path / "EUSanctionsShort.csv"


def test_a_copy_that_a_spreadsheet_saved_is_refused_with_the_reason(mangled: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="each line stands in quotes, so a spreadsheet saved it, which loses commas and letters"):
        add(Archive(tmp_path / "home"), "eu_fsf", [mangled], date(2018, 7, 4))


def test_the_lines_of_that_copy_read_whole_once_taken_out_of_their_quotes(mangled: Path, tmp_path: Path) -> None:
    with mangled.open(encoding="cp1252", newline="") as f:
        lines = [cell.rstrip("\t").replace("\t", ",") for (cell,) in csv.reader(f, delimiter="\t")]
    whole = tmp_path / "whole.csv"
    whole.write_text("\r\n".join(lines) + "\r\n", "utf-8")
    found, told = read(whole)
    assert (len(lines), len(found), told) == (1000, 93, [])
    assert {p for d in found.values() for p in d.programs} == {"IRQ", "TAQA", "TERR", "ZWE"}
    assert sum(len(d.birth_dates) for d in found.values()) == 11
    with pytest.raises(Refused, match="entries: 93, expected 1,200"):
        add(Archive(tmp_path / "home"), "eu_fsf", [whole], date(2018, 7, 4))
