"""The consolidated list of OFSI: invented groups in the format of 2018 and of 2022, then both editions of the test data."""

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from inforce.base.nouns import Designation, Identifier, Issue, Name
from inforce.lists import add, get
from inforce.lists.uk_ofsi import parse as reader
from inforce.store.archive import Archive
from inforce.store.unpack import unpack

HERE = Path(__file__).parent
SPEC = get("uk_ofsi")
KOREA = "North Korea (Democratic People's Republic of Korea)"
Read = tuple[dict[str, Designation], list[tuple[str, str]]]


def read(path: Path) -> Read:
    rows = [*reader.parse({"conlist": path}, SPEC)]
    return {r.ref: r for r in rows if isinstance(r, Designation)}, [(r.locator, r.value) for r in rows if isinstance(r, Issue)]


FOUND, TOLD = read(HERE / "sample_2018.csv")


def test_the_lines_of_a_group_are_one_entry_wherever_they_stand() -> None:
    assert [*FOUND] == ["93349", "93562", "93556", "93557", "93563"]
    group = FOUND["93349"]
    assert group.names == (Name("Samuel AL SAMPLI"), Name("Sheikh Samuel AL-SAMPLE", "alias"))
    assert (group.birth_dates, group.birth_places) == (("1980", "1981"), ("Saudi Arabia",))
    assert (group.nationalities, group.countries, group.addresses) == (("SA", "QA"), ("AF",), ("Afghanistan (since 2009)",))
    assert group.evidence.locator == "Group ID 93349"


def test_a_group_under_two_regimes_is_listed_since_the_first_of_its_days() -> None:
    group = FOUND["93349"]
    assert (group.programs, group.listed) == (("Syria", "Iran (human rights)", "UN"), date(2014, 2, 5))
    assert group.amended == (date(2016, 4, 1),)


def test_the_uns_reference_stands_in_the_text() -> None:
    assert FOUND["93349"].ids("un_reference") == ("QDe.904",)
    assert FOUND["93562"].identifiers == (Identifier("un_reference", "KPi.967"), Identifier("passport_number", "836210999"))


@pytest.mark.parametrize(
    "text", ["UN Ref KPi.967.", "UN Reference  KPI 967", "UN. REF.KPi.967.Member", "UN Rref KPi.967", "UN REF: no KPi.967"]
)
def test_the_uns_reference_is_written_in_many_ways(text: str) -> None:
    assert [m.groups() for m in reader._UN_REFERENCE.finditer(text)] in ([("KP", "i", "967")], [("KP", "I", "967")])


@pytest.mark.parametrize(
    ("text", "said"), [("UN Listing (formerly)", True), ("UN listing.", True), ("EU not UN Listing", False), ("EU Listing not UN", False)]
)
def test_a_text_says_whether_the_un_lists_it(text: str, said: bool) -> None:
    assert bool(reader._UN_LISTING.search(text)) is said


def test_a_person_has_the_family_name_last_and_functions_apart() -> None:
    assert FOUND["93562"].names == (Name("Sample Kyong IL"),)
    assert FOUND["93562"].positions == ("Deputy", "Clerk")
    assert FOUND["93562"].measures == ("un/1718#asset-freeze",)


def test_an_entity_with_a_ships_number_is_a_vessel() -> None:
    ship = FOUND["93556"]
    assert (ship.schema, ship.ids("imo"), ship.ids("mmsi"), ship.programs) == ("Vessel", ("9000003",), ("445539999",), (KOREA, "UN"))
    assert ship.measures == ()


def test_an_entity_comes_with_its_names_and_is_not_the_uns_when_the_text_says_so() -> None:
    bank = FOUND["93557"]
    assert [(n.text, n.kind) for n in bank.names] == [
        ("SAMPLE TRADE BANK (STB)", "primary"),
        ("SAMPLE TRADE BANK", "alias"),
        ("STB", "weak"),
        ("SAMPLE CREDIT", "former"),
    ]
    assert (bank.programs, bank.measures, bank.countries) == ((KOREA,), (), ("CD",))
    assert "Société écran" in bank.remarks


def test_what_is_not_understood_is_told_and_a_line_of_no_group_left_out() -> None:
    assert {*TOLD} == {
        ("line 10 Group ID", ""),
        ("93563 Nationality", "Atlantean"),
        ("93563 (passport)/Passport Details", "(Egypt). Issued 1993."),
        ("93563 Listed On", "22 December"),
        ("93563 DOB", "99/99/1980"),
    }
    assert len(TOLD) == 5


def test_the_newer_format_has_more_columns() -> None:
    found, told = read(HERE / "sample_2022.csv")
    person = found["94000"]
    assert person.names == (Name("Ivan SAMPLOV"), Name("Иван Сэмплов", "original"), Name("Ivan SAMPLOFF", "weak"))
    assert (person.birth_dates, person.amended) == (("1960-05",), (date(2022, 2, 21), date(2022, 2, 23)))
    assert person.identifiers == (Identifier("passport_number", "123456789", "RU"), Identifier("tax_number", "773721109999", "RU"))
    assert (found["94001"].schema, found["94001"].ids("imo")) == ("Vessel", ("9000015",))
    assert told == []


def test_the_day_of_the_list_stands_in_its_first_line_padded_or_not(tmp_path: Path, shared: Callable[[str], Path]) -> None:
    archive = Archive(tmp_path / "home")
    for day in (date(2018, 4, 13), date(2020, 4, 27)):
        edition = add(archive, "uk_ofsi", [shared(f"lists/uk/ofsi_conlist_{day}.csv.gz")], day, accept="two years lie between them")
        assert (edition.published, edition.known) == (str(day), day)


@pytest.fixture(scope="module")
def editions(shared: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("conlist")
    for day in ("2018-04-13", "2020-04-27"):
        unpack(shared(f"lists/uk/ofsi_conlist_{day}.csv.gz"), folder / f"{day}.csv")
    return {path.stem: path for path in sorted(folder.iterdir())}


@pytest.mark.parametrize(("day", "groups", "dprk", "ships"), [("2018-04-13", 2106, 242, 25), ("2020-04-27", 2114, 248, 26)])
def test_an_edition_counts_what_others_counted(editions: dict[str, Path], day: str, groups: int, dprk: int, ships: int) -> None:
    found, told = read(editions[day])
    assert (len(found), Counter(d.schema for d in found.values())["Vessel"]) == (groups, ships)
    assert sum(KOREA in d.programs for d in found.values()) == dprk
    assert Counter(d.schema for d in found.values() if d.measures) == {"Person": 80, "LegalEntity": 75}
    assert len(told) < 10


def test_every_column_of_an_edition_is_read(editions: dict[str, Path]) -> None:
    for path in editions.values():
        with path.open(encoding="cp1252", newline="") as f:
            assert {*[*csv.reader(f)][1]} <= {*reader._COLUMNS, *reader._SOME}
