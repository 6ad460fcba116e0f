"""Australia's consolidated list: invented rows in the formats of 2024 and of 2026, then the edition of the test data."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from spreadsheets import xlsx

from inforce.base.errors import Refused
from inforce.base.nouns import Designation, Identifier, Issue, Name
from inforce.lists import add, get, sheets
from inforce.lists.au_dfat import parse as reader
from inforce.store.archive import Archive

SPEC = get("au_dfat")
DPRK = "1718 (DPRK)"
UN = "Listed by the UN1718 committee on 24 Apr. 2009 (amended on 2 March 2016, 5 Jun. 2017)"
ROWS: list[Sequence[str | int]] = [
    [1113, "Sample Mining Corporation (SMC)", "Entity", "Primary Name ", "", "", "", "NA", "Arms dealer.", UN, "1718 (DPRK)  ", 41988],
    ["1113a", "SAMPLE BUREAU (previously listed as)", "Entity ", "aka", "", "", "", "na", "Arms dealer.", UN, DPRK, 43200],
    [1126, "SAMPLE HO-JIN", "individual", "Primary name", "a) 13 Oct. 1944 b) Circa 1945-1946", "a) Sampho b) Nampo", "DPRK"],
    [
        "1126b1",
        "표본",
        "Individual",
        "Original Script",
        16382,
        "na",
        "Egypt and Fiji",
        "",
        "Omani Passport no: 381420999; x",
        40009,
        DPRK,
        41988,
    ],
    [
        3292,
        "Sample Trading",
        "Entity",
        "Primary Name",
        "",
        "",
        "",
        "a) Road 1 b) Road 2",
        "IMO 1556069",
        "The Minister listed this on 4 December 2019",
    ],
    ["no number", "Nobody", "Entity", "Primary Name"],
    [4000, "Somebody", "Aircraft", "Primary Name"],
    [4001, "Else", "Individual", "Nickname", "10/061962", "", "Atlantean", "", "", "", "Autonomous (Iran)", "soon"],
]
NEW = [*reader._COLUMNS[:4], "Alias Strength", *reader._COLUMNS[4:], *[c for c in reader._SOME if c != "Alias Strength"]]

Read = tuple[dict[str, Designation], set[tuple[str, str]]]


def read(path: Path) -> Read:
    rows = [*reader.parse({"sheet": path}, SPEC)]
    return {r.ref: r for r in rows if isinstance(r, Designation)}, {(r.locator, r.value) for r in rows if isinstance(r, Issue)}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Read:
    return read(xlsx(tmp_path_factory.mktemp("dfat") / "sample.xlsx", [reader._COLUMNS, *ROWS]))


def test_the_rows_of_a_number_and_its_letters_are_one_entry(sample: Read) -> None:
    assert [*sample[0]] == ["1113", "1126", "3292", "4001"]
    assert sample[0]["1113"].names == (
        Name("Sample Mining Corporation (SMC)"),
        Name("Sample Mining Corporation", "alias"),
        Name("SMC", "weak"),
        Name("SAMPLE BUREAU", "alias"),
    )
    assert sample[0]["1126"].names == (Name("SAMPLE HO-JIN"), Name("표본", "original"))
    assert sample[0]["1113"].evidence.locator == "Reference 1113"


def test_dates_come_out_of_cells_and_of_sentences(sample: Read) -> None:
    company, person = sample[0]["1113"], sample[0]["1126"]
    assert company.listed == date(2009, 4, 24)
    assert company.amended == (date(2014, 12, 15), date(2016, 3, 2), date(2017, 6, 5), date(2018, 4, 10))
    assert (person.listed, person.birth_dates) == (date(2009, 7, 15), ("1944-10-13", "~1945/1946", "1944-11-06"))
    assert sample[0]["3292"].listed == date(2019, 12, 4)


def test_what_stands_for_nothing_is_nothing_and_enumerations_are_taken_apart(sample: Read) -> None:
    person = sample[0]["1126"]
    assert (sample[0]["1113"].addresses, sample[0]["3292"].addresses) == ((), ("Road 1", "Road 2"))
    assert (person.birth_places, person.nationalities) == (("Sampho", "Nampo"), ("KP", "EG", "FJ"))


def test_only_numbers_that_the_text_names_as_such_are_read(sample: Read) -> None:
    assert sample[0]["1126"].identifiers == (Identifier("passport_number", "381420999", "OM"),)
    assert sample[0]["3292"].identifiers == (Identifier("imo_company", "1556069"),)


def test_committees_are_programmes_however_they_are_padded(sample: Read) -> None:
    assert (sample[0]["1113"].programs, sample[0]["1113"].measures) == ((DPRK,), ("un/1718#asset-freeze",))
    assert sample[0]["4001"].measures == ()


def test_what_is_not_understood_is_told(sample: Read) -> None:
    assert sample[1] == {
        ("line 7 (entry)", ""),
        ("4000 Type", "aircraft"),
        ("4001 (name)/Name Type", "nickname"),
        ("4001 Date of Birth", "10/061962"),
        ("4001 Citizenship", "Atlantean"),
        ("4001 Control Date", "soon"),
    }


def test_the_newer_format_says_more(tmp_path: Path) -> None:
    row = dict.fromkeys(NEW, "") | {"Reference": "9001", reader._NAME: "SAMPLE STAR", "Type": "Vessel", "Name Type": "Primary Name"}
    row |= {"IMO Number": "9000003", "Committees": "Autonomous (Russia)", "Control Date": "2/02/2026", "Instrument of Designation": "No. 1"}
    row |= {"Maritime Restriction": "TRUE", "Travel Ban": "FALSE"}
    weak = row | {"Reference": "9001a", reader._NAME: "Starlet", "Name Type": "Alias", "Alias Strength": "Weak"}
    found, told = read(xlsx(tmp_path / "new.xlsx", [NEW, [*row.values()], [*weak.values()]]))
    ship = found["9001"]
    assert (ship.schema, ship.ids("imo"), ship.amended) == ("Vessel", ("9000003",), (date(2026, 2, 2),))
    assert (ship.programs, ship.names[1]) == (("Autonomous (Russia)", "Maritime Restriction"), Name("Starlet", "weak"))
    assert (ship.remarks, told) == ("Instrument: No. 1", set())


def test_a_column_more_is_told_and_one_less_refused(tmp_path: Path) -> None:
    assert ("line 1", "Colour") in read(xlsx(tmp_path / "a.xlsx", [[*reader._COLUMNS, "Colour"], *ROWS]))[1]
    with pytest.raises(Refused, match="it has no column 'Control Date'"):
        read(xlsx(tmp_path / "b.xlsx", [reader._COLUMNS[:-1], *ROWS]))


def test_what_is_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "regulation8_consolidated.xlsx").write_text("Reference,Name\n1,A\n")
    with pytest.raises(Refused, match="is no xlsx: it begins"):
        add(Archive(tmp_path / "home"), "au_dfat", [tmp_path / "regulation8_consolidated.xlsx"], date(2024, 11, 11))


@pytest.fixture(scope="module")
def published(shared: Callable[[str], Path]) -> Read:
    return read(shared("lists/au/dfat_regulation8_consolidated_2024-11.xlsx"))


def test_the_published_edition_counts_what_others_counted(published: Read, shared: Callable[[str], Path]) -> None:
    lines = [*sheets.lines(shared("lists/au/dfat_regulation8_consolidated_2024-11.xlsx"))]
    by_committee = Counter(cells[10] for _, cells in lines if len(cells) > 10)
    assert (len(lines) - 1, by_committee[DPRK], by_committee["Autonomous (DPRK)"]) == (9553, 365, 138)
    assert len(published[0]) == 3062
    assert Counter(d.schema for d in published[0].values() if d.measures) == {"Person": 80, "LegalEntity": 75}
    assert {told.partition(" ")[2] for told, _ in published[1]} == {"Date of Birth"}
    assert len(published[1]) == 4


def test_every_column_of_the_published_edition_is_read(shared: Callable[[str], Path]) -> None:
    _, header = next(sheets.lines(shared("lists/au/dfat_regulation8_consolidated_2024-11.xlsx")))
    assert {*header} == {*reader._COLUMNS}
