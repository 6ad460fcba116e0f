"""Canada's list: invented records in the spellings of 2020, 2025 and 2026, then the edition of the test data."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from inforce.base.errors import Refused
from inforce.base.nouns import Designation, Issue
from inforce.lists import add, get
from inforce.lists.ca_sema import parse as reader
from inforce.store.archive import Archive
from inforce.store.unpack import unpack

HERE = Path(__file__).parent
SPEC = get("ca_sema")
Read = tuple[dict[str, Designation], list[tuple[str, str]]]


def read(path: Path) -> Read:
    rows = [*reader.parse({"xml": path}, SPEC)]
    return {r.ref: r for r in rows if isinstance(r, Designation)}, [(r.locator, r.value) for r in rows if isinstance(r, Issue)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Air Sample Holdings Pte. Ltd., Air Sample Limited", ["Air Sample Holdings Pte. Ltd.", "Air Sample Limited"]),
        ("Sample Trading Co., Ltd., Sample Works", ["Sample Trading Co., Ltd.", "Sample Works"]),
        ("Sample, Inc.; Sampel", ["Sample, Inc.", "Sampel"]),
        ("SAMPL/ESAM", ["SAMPL", "ESAM"]),
        ("(Samplebank)", ["Samplebank"]),
        ("", []),
    ],
)
def test_aliases_stand_between_commas_and_the_form_of_a_company_with_its_name(text: str, names: list[str]) -> None:
    assert reader.aliases(text) == names


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Syria / Syrie", "Syria"),
        ("Major General/major-général", "Major General"),
        ("Tanker | Pétrolier", "Tanker"),
        ("Iran", "Iran"),
        ("", ""),
    ],
)
def test_of_a_text_in_both_languages_the_english_half_is_read(text: str, english: str) -> None:
    assert reader.english(text) == english


def test_a_record_is_found_by_regime_schedule_and_item() -> None:
    found, _ = read(HERE / "sample_2020.xml")
    assert [*found] == ["Burma-1-1", "Iran-1-Part-2-112", "Zimbabwe-181", "JVCFOR-3"]
    assert [d.evidence.locator for d in found.values()][1:3] == ["Iran, schedule 1, Part 2, item 112", "Zimbabwe, item 181"]
    assert [n.text for n in found["Iran-1-Part-2-112"].names] == [
        "Sample Institute (SI)",
        "Sample Institute",
        "SI",
        "Institut de l'échantillon",
    ]
    assert [n.text for n in found["Burma-1-1"].names][1:] == ["Air Sample Holdings Pte. Ltd.", "Air Sample Trading Co., Ltd.", "Samplebank"]


def test_a_person_is_no_national_of_the_regime() -> None:
    person = read(HERE / "sample_2020.xml")[0]["Zimbabwe-181"]
    assert (person.name, person.nationalities, person.programs) == ("Beauty Sample", (), ("Zimbabwe",))
    assert (person.positions, person.birth_dates) == (("Major General",), ("1965-01-10", "1966-01-10"))


def test_the_newer_spellings_are_read_as_the_older_ones() -> None:
    ship = read(HERE / "sample_2025.xml")[0]["Russia-3-7"]
    assert (ship.schema, ship.ids("imo"), ship.vessel_type, ship.remarks) == ("Vessel", ("9000003",), "Oil Tanker", "Built: 2005")
    assert (ship.listed, ship.birth_dates) == (date(2025, 2, 21), ())
    found, told = read(HERE / "sample_2026.xml")
    assert (found["Russia-1.1-1"].schema, found["Russia-1.1-1"].vessel_type) == ("Vessel", "General Cargo")
    assert [n.text for n in found["Belarus-1-2"].names] == ["Ivan Sample", "Vanya Sample"]
    assert told == []


def test_what_is_not_understood_is_told() -> None:
    assert read(HERE / "sample_2020.xml")[1] == [("JVCFOR, item 3 DateOfBirthOrShipBuildDate", "soon"), ("record 5 Item", "Ukraine 1 9")]
    assert read(HERE / "sample_2025.xml")[1] == [
        ("Russia, schedule 1, item 8 DateOfListing", "2025"),
        ("Russia, schedule 1, item 8 Colour", "grey"),
        ("record 3 note", ""),
    ]


@pytest.mark.parametrize(
    "xml",
    [
        "<data-set><record><Country>Iran</Country>",
        '<!DOCTYPE a [<!ENTITY b "c">]><data-set><record/></data-set>',
        "<records><record/></records>",
        "<data-set><record><Country>\x19</Country></record></data-set>",
    ],
)
def test_what_is_no_sound_list_is_refused(tmp_path: Path, xml: str) -> None:
    (tmp_path / "sema.xml").write_text(xml)
    with pytest.raises(Refused):
        read(tmp_path / "sema.xml")


@pytest.fixture
def published(shared: Callable[[str], Path], tmp_path: Path) -> Path:
    unpack(shared("lists/ca/sema_lmes_2020-04.xml.gz"), tmp_path / "sema-lmes.xml")
    return tmp_path / "sema-lmes.xml"


def test_the_published_edition_counts_what_others_counted(published: Path) -> None:
    found, told = read(published)
    assert (len(found), told) == (1369, [])
    assert Counter(d.schema for d in found.values()) == {"Person": 985, "LegalEntity": 384}
    assert not [p for d in found.values() for p in d.programs if "Korea" in p]


def test_every_element_of_the_published_edition_reaches_the_reader(published: Path) -> None:
    names = Counter(child.tag for record in etree.parse(published).getroot() for child in record)
    assert {*names} <= {*SPEC.lookups["element"], "Aliases", "Country", "GivenName", "Item", "LastName", "Schedule"}


def test_the_published_edition_is_filed_under_its_list_alone(published: Path, tmp_path: Path) -> None:
    archive = Archive(tmp_path / "home")
    with pytest.raises(Refused, match="looks like ca_sema"):
        add(archive, "un_consolidated", [published], date(2020, 4, 15))
    assert dict(add(archive, "ca_sema", [published], date(2020, 4, 15)).counts)["entries"] == 1369
