"""The UK Sanctions List: invented subjects in both forms, then the summary of the test data."""

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from spreadsheets import ods

from inforce.base.errors import Refused
from inforce.base.nouns import Designation, Identifier, Issue, Name
from inforce.lists import add, get, sheets
from inforce.lists.uk_sanctions import parse as reader
from inforce.store.archive import Archive

HERE = Path(__file__).parent
SPEC = get("uk_sanctions")
FREEZE, BAN = "un/1718#asset-freeze", "un/1718#travel-ban"
PORTS, VESSEL = ("un/2371#vessel-port-ban", "un/2375#vessel-port-ban"), "un/2321#vessel-measures"
REGIME = "Democratic People's Republic of Korea"


def read(part: str, path: Path) -> tuple[dict[str, Designation], list[tuple[str, str]]]:
    rows = [*reader.parse({part: path}, SPEC)]
    return {r.ref: r for r in rows if isinstance(r, Designation)}, [(r.locator, r.value) for r in rows if isinstance(r, Issue)]


@pytest.fixture
def summary(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: Sequence[str]) -> Path:
        return ods(tmp_path / "summary.ods", [reader._SUMMARY, *rows])

    return write


def test_the_lines_of_a_subject_are_one_entry() -> None:
    found, _ = read("full", HERE / "sample_full_2026.csv")
    assert [*found] == ["DPR9001", "DPR9002", "DPR9003"]
    person = found["DPR9001"]
    assert person.names == (
        Name("Sample Kim IL"),
        Name("김견본", "original"),
        Name("Kim SAMPIL", "weak"),
        Name("Sampel Kim IL", "alias"),
    )
    assert (person.birth_dates, person.birth_places) == (("1975", "1976-08-01"), ("Sampho, North Korea",))
    assert (person.addresses, person.countries) == (
        ("1 Sample Street, Pyongyang, 99999, North Korea", "2 Sample Street, China"),
        ("KP", "CN"),
    )
    assert (person.listed, person.amended) == (date(2013, 1, 22), (date(2022, 1, 12), date(2026, 2, 13)))
    assert (person.gender, person.nationalities, person.positions) == ("male", ("KP",), ("Colonel", "Director", "Clerk"))
    assert person.identifiers == (
        Identifier("un_reference", "KPi.901"),
        Identifier("passport_number", "381420999"),
        Identifier("ofsi_group", "19001"),
    )


def test_what_the_un_designated_brings_in_its_measures_and_what_the_uk_did_none() -> None:
    found, _ = read("full", HERE / "sample_full_2026.csv")
    assert (found["DPR9001"].programs, found["DPR9001"].measures) == ((REGIME, "Asset freeze", "Travel Ban", "UN"), (FREEZE, BAN))
    assert (found["DPR9002"].programs, found["DPR9002"].measures) == ((REGIME, "Asset freeze", "UK"), ())
    assert found["DPR9003"].programs == (REGIME, "De-flag", "Prohibition of port entry", "UK", "UN")
    assert found["DPR9003"].measures == (VESSEL, *PORTS)


def test_a_ship_comes_with_her_number_flag_and_owner() -> None:
    ship = read("full", HERE / "sample_full_2026.csv")[0]["DPR9003"]
    assert (ship.schema, ship.ids("imo"), ship.flags, ship.vessel_type) == ("Vessel", ("9000003",), ("GA",), "Oil Tanker")
    assert ship.associates == ("owner or operator: Sample Ship Management",)
    assert ship.remarks.splitlines() == ["Previous flags: Belize", "Tonnage: 5000", "Built: 1990"]


def test_a_company_comes_with_its_short_name_and_its_parents() -> None:
    company = read("full", HERE / "sample_full_2026.csv")[0]["DPR9002"]
    assert [(n.text, n.kind) for n in company.names] == [
        ("SAMPLE TRADING CORPORATION (STC)", "primary"),
        ("SAMPLE TRADING CORPORATION", "alias"),
        ("STC", "weak"),
        ("SAMPLE BUREAU", "alias"),
    ]
    assert company.associates == ("parent company: Sample Bureau", "parent company: Sample Office")
    assert company.identifiers == (Identifier("registration_number", "190950999", "BY"), Identifier("ofsi_group", "19002"))


def test_what_is_not_understood_is_told() -> None:
    assert read("full", HERE / "sample_full_2026.csv")[1] == [
        ("DPR9001 D.O.B", "Sampho"),
        ("DPR9004 Designation Type", "Individual"),
    ]


def test_a_column_more_is_told_and_one_less_refused(tmp_path: Path) -> None:
    text = (HERE / "sample_full_2026.csv").read_text("utf-8")
    (tmp_path / "new.csv").write_text(text.replace("\n", ",grey\n").replace("(HIN),grey", "(HIN),Colour of ship"), "utf-8")
    assert ("line 2", "Colour of ship") in read("full", tmp_path / "new.csv")[1]
    (tmp_path / "new.csv").write_text(text.replace(",Gender,", ",Sex,"), "utf-8")
    with pytest.raises(Refused, match="line 2: it has no column 'Gender'"):
        read("full", tmp_path / "new.csv")
    (tmp_path / "new.csv").write_text("Report Date: 13-Feb-2026\n", "utf-8")
    with pytest.raises(Refused, match="no column"):
        read("full", tmp_path / "new.csv")


def test_the_summary_has_a_line_for_each_subject(summary: Callable[..., Path]) -> None:
    shipping = 'Shipping sanctions: (see "Other information")'
    found, told = read(
        "summary",
        summary(
            ["DPR9003", "", "Sample Fan 6", REGIME, "Ship", "UN", "03-10-2017", "De-flag, Prohibition of port entry"],
            ["RUS9001", " ", "SAMPLE SEA", "Russia", "Ship", "UK", "31-07-2024", f"-, {shipping}"],
            ["RUS9002", "19009", "", "Russia", "Individual", "UK", "31-07-2024", "Travel Ban"],
            ["RUS9003", "19010", "SAMPLE", "Russia", "Aircraft", "UK", "31-07-2024", "Travel Ban"],
            ["RUS9004", "19011", "Ivan SAMPLE (SAMPEL)", "Russia", "Individual", "UK", "2024", "Travel Ban"],
        ),
    )
    assert (found["DPR9003"].measures, found["DPR9003"].listed) == ((VESSEL, *PORTS), date(2017, 10, 3))
    assert found["RUS9001"].programs == ("Russia", shipping, "UK")
    assert [n.text for n in found["RUS9004"].names] == ["Ivan SAMPLE (SAMPEL)", "Ivan SAMPLE", "Ivan SAMPEL"]
    assert told == [("RUS9002 Type", "Individual"), ("RUS9003 Type", "Aircraft"), ("RUS9004 Date Designated", "2024")]


def test_both_forms_are_editions_of_one_list(tmp_path: Path, shared: Callable[[str], Path]) -> None:
    archive = Archive(tmp_path / "home")
    path = shared("lists/uk/fcdo_uk_sanctions_list_summary_2025-08-11.ods")
    edition = add(archive, "uk_sanctions", [path], date(2025, 8, 11))
    assert (edition.missing, [part for part, _ in edition.parts]) == ((), ["summary"])
    with pytest.raises(Refused, match="entries: 3, expected 4,000 to 12,000"):
        add(archive, "uk_sanctions", [HERE / "sample_full_2026.csv"], date(2026, 2, 13))


@pytest.fixture(scope="module")
def published(shared: Callable[[str], Path]) -> tuple[dict[str, Designation], list[tuple[str, str]]]:
    return read("summary", shared("lists/uk/fcdo_uk_sanctions_list_summary_2025-08-11.ods"))


def test_the_published_summary_counts_what_others_counted(published: tuple[dict[str, Designation], list[tuple[str, str]]]) -> None:
    found, told = published
    assert len(found) == 5302 - len(told)
    assert told == [("BEL0174 Type", "Individual"), ("RUS1467 Type", "Individual")]  # published without a name
    assert Counter(d.schema for d in found.values()) == {"Person": 3752, "LegalEntity": 1087, "Vessel": 461}
    dprk = [d for d in found.values() if REGIME in d.programs]
    assert (len(dprk), Counter(d.schema for d in dprk)["Vessel"]) == (261, 37)


def test_of_the_published_summary_as_many_stand_under_the_uns_measures_as_the_un_lists(
    published: tuple[dict[str, Designation], list[tuple[str, str]]],
) -> None:
    under = Counter((d.schema, FREEZE in d.measures, BAN in d.measures) for d in published[0].values() if d.measures)
    assert under == {("Person", True, True): 80, ("LegalEntity", True, False): 75, ("Vessel", False, False): 37}


def test_every_column_of_the_published_summary_and_of_the_full_table_is_read(shared: Callable[[str], Path]) -> None:
    _, header = next(sheets.lines(shared("lists/uk/fcdo_uk_sanctions_list_summary_2025-08-11.ods")))
    assert {*header} <= {*reader._SUMMARY}
    with (HERE / "sample_full_2026.csv").open(encoding="utf-8", newline="") as f:
        assert {*[*csv.reader(f)][1]} <= {*reader._FULL, *SPEC.ignore}
