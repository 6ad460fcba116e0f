"""Annexes of EU acts: invented entries in the format of the transcriptions, then every act of the test data."""

import csv
import gzip
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from inforce.base.errors import Refused
from inforce.base.nouns import Designation, Identifier, Issue, Name, Review
from inforce.lists import add, get, read
from inforce.lists.eu_journal import parse as reader
from inforce.store.archive import Archive

HERE = Path(__file__).parent
ACT = get("eu_journal.32017r1509")
ROWS = [*reader.parse({"act": HERE / "sample_2026.csv"}, ACT)]
FOUND = {d.ref: d for d in ROWS if isinstance(d, Designation)}
TOLD = {i.locator: i.value for i in ROWS if isinstance(i, Issue)}


def test_an_entry_is_found_by_its_annex_and_number_or_by_its_name() -> None:
    assert [*FOUND] == [
        *("XIII.A-1", "XIII.A-2", "XIII.B-1", "XIII.B-Sample-Bong-Greensample-Bleu-Sample", "XIII.B-Sample-Rim-2"),
        *("XIV.A-1", "XIV.B-9", "XIV.B-33", "XV.F-2", "XVI.B-10"),
    ]
    assert FOUND["XIV.B-9"].evidence.locator == "32017R1509 annex XIV.B 9"
    assert {d.review for d in FOUND.values()} == {Review.SECONDARY}


def test_a_person_comes_with_names_births_and_functions() -> None:
    found = FOUND["XIII.A-1"]
    assert found.names == (
        Name("Kim Sample-il"),
        *(Name(n, "alias") for n in ("KIM Sampil", "Kim, Samp")),
        Name("Mr Samp", "weak"),
    )
    assert (found.listed, found.birth_dates, found.birth_places) == (date(2009, 7, 16), ("1944-10-13", "1965", "1966"), ("Sampho, DPRK",))
    assert (found.gender, found.nationalities, found.positions) == ("male", ("KP",), ("Director", "Colonel"))
    assert found.identifiers == (Identifier("passport_number", "381420999"),)
    assert found.remarks == "Director of Sample Trading; Invented."


def test_an_annex_of_the_uns_says_so_and_brings_in_the_uns_measures() -> None:
    assert FOUND["XIII.A-1"].programs == ("EU-PRK", "annex XIII.A", "Asset freeze", "UN")
    assert {ref: d.measures for ref, d in FOUND.items() if d.measures} == {
        "XIII.A-1": ("un/1718#asset-freeze",),
        "XIII.A-2": ("un/1718#asset-freeze",),
        "XIII.B-1": ("un/1718#asset-freeze",),
        "XIII.B-Sample-Bong-Greensample-Bleu-Sample": ("un/2270#omm-vessels",),
        "XIII.B-Sample-Rim-2": ("un/2270#omm-vessels",),
        "XIV.A-1": ("un/2321#vessel-measures",),
        "XIV.B-9": ("un/2371#vessel-port-ban", "un/2375#vessel-port-ban"),
        "XIV.B-33": ("un/2371#vessel-port-ban", "un/2375#vessel-port-ban"),
    }
    assert FOUND["XV.F-2"].programs == ("EU-PRK", "annex XV.F", "Asset freeze")


def test_the_brackets_behind_a_ships_name_hold_former_names() -> None:
    assert FOUND["XIII.B-Sample-Bong-Greensample-Bleu-Sample"].names == (
        Name("Sample Bong"),
        Name("Greensample", "former"),
        Name("Bleu Sample", "former"),
    )


def test_one_hull_stands_in_two_annexes_under_one_imo_number() -> None:
    assert FOUND["XIV.A-1"].ids("imo") == FOUND["XIV.B-9"].ids("imo") == ("9000027",)
    assert (FOUND["XIV.A-1"].ids("mmsi"), FOUND["XIV.A-1"].flags) == (("445539999",), ("KP",))


def test_a_number_in_words_is_none() -> None:
    assert (FOUND["XIV.B-33"].identifiers, FOUND["XIV.B-33"].remarks) == ((), "imoNumber: does not exist")


def test_a_company_comes_with_its_short_name_numbers_and_all_that_is_said() -> None:
    found = FOUND["XIII.B-1"]
    assert found.names == (
        Name("Sample Trading Corporation (STC)"),
        Name("Sample Trading Corporation", "alias"),
        Name("STC", "weak"),
        Name("Sample Bureau", "former"),
    )
    assert found.identifiers == (Identifier("registration_number", "190950999", "BY"), Identifier("swift_bic", "SMPLKPPY"))
    assert found.countries == ("KP",)
    assert found.remarks.splitlines() == [
        "registrationNumber: 190950999 (Belarus)",
        "First line; of two",
        "Second line.",
        "Incorporated: 1960s",
        "Legal form: State-owned enterprise",
        *("Phone: +850 2 18111", "Phone: +850 2 18112", "Website: http://example.org"),
    ]


def test_a_legal_form_before_a_name_in_another_script_is_no_name() -> None:
    assert [n.text for n in FOUND["XVI.B-10"].names][1:] == ["Vostochnaya Sample LLC", "‘Восточная Сэмпл’"]


def test_what_is_not_understood_is_told_and_the_rest_of_the_entry_kept() -> None:
    assert TOLD == {
        "32017R1509 annex XIII.A 2, line 3 birthDate": "Qom, Iran",
        "32017R1509 annex XIII.A 2, line 3 passportNumber": "Egyptian passport issued in 1993",
        "32017R1509 annex XVI.C Sample Coin, line 12 schema": "Asset Sample Coin",
    }
    assert (FOUND["XIII.A-2"].nationalities, FOUND["XIII.A-2"].gender) == (("IR",), "female")
    assert FOUND["XIII.A-2"].ids("passport_number") == ("C2002999",)


def test_an_amending_act_is_a_list_of_its_own() -> None:
    spec = get("eu_journal.32026r9999")
    first, second, third = reader.parse({"act": HERE / "sample_amending_2026.csv"}, spec)
    assert isinstance(first, Designation)
    assert (first.id, first.schema, first.evidence.locator) == ("eu_journal.32026r9999/XVI.B-12", "Company", "32017R1509 annex XVI.B 12")
    assert first.ids("tax_number") == ("7704734000",)
    assert first.ids("registration_number") == ("1237700920999", "02150590", "770301001")
    assert first.remarks.startswith("Amends 32017R1509")
    assert [d.ref for d in (second, third) if isinstance(d, Designation)] == ["XVI.A-Ivan-SAMPLE", "XVI.A-Ivan-SAMPLE-2"]


def test_the_table_of_another_act_is_refused() -> None:
    with pytest.raises(Refused, match=r"line 2: it is of the act '32017R1509'; add it as eu_journal\.32017r1509"):
        [*reader.parse({"act": HERE / "sample_2026.csv"}, get("eu_journal.32006r0765"))]


def test_a_column_more_is_told_and_one_less_refused(tmp_path: Path) -> None:
    text = (HERE / "sample_2026.csv").read_text("utf-8")
    (tmp_path / "act.csv").write_text(text.replace("\n", ",tanker\n").replace("notes,tanker", "notes,vesselType"), "utf-8")
    issues = [i for i in reader.parse({"act": tmp_path / "act.csv"}, ACT) if isinstance(i, Issue)]
    assert ("line 1", "vesselType") in [(i.locator, i.value) for i in issues]
    (tmp_path / "act.csv").write_text(text.replace(",imoNumber,", ",imo,", 1), "utf-8")
    with pytest.raises(Refused, match="no column 'imoNumber'"):
        [*reader.parse({"act": tmp_path / "act.csv"}, ACT)]


def test_each_act_is_filed_under_its_own_number(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "home")
    edition = add(archive, ACT.id, [HERE / "sample_2026.csv"], date(2026, 8, 15))
    assert dict(edition.counts)["program/annex XIII.B"] == 3
    with pytest.raises(Refused, match="add it as eu_journal.32017r1509"):
        add(archive, "eu_journal.32006r0765", [HERE / "sample_2026.csv"], date(2026, 8, 15))


@pytest.fixture(scope="module")
def acts(shared: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each act of the test data: its CELEX number -> its table, unpacked."""
    folder = tmp_path_factory.mktemp("acts")
    for packed in shared("lists/eu/oj/consolidated").glob("*.csv.gz"):
        (folder / packed.stem).write_bytes(gzip.decompress(packed.read_bytes()))
    return {path.stem: path for path in sorted(folder.glob("*.csv"))}


def rows_of(acts: dict[str, Path]) -> Iterator[tuple[str, Designation | Issue]]:
    for celex, path in acts.items():
        yield from ((celex, row) for row in reader.parse({"act": path}, get(f"eu_journal.{celex.lower()}")))


def test_every_row_of_every_act_is_an_entry_but_for_one_coin(acts: dict[str, Path]) -> None:
    rows = [*rows_of(acts)]
    told = [i for _, i in rows if isinstance(i, Issue)]
    assert len(acts) == 43
    assert sum(isinstance(r, Designation) for _, r in rows) == 3468
    assert [i.value for i in told if "left out" in i.problem] == ["Asset Belarusian Digital rouble"]
    assert len(told) < 30
    assert not [i for i in told if i.problem.startswith("not read")]
    for celex in acts:
        refs = [r.ref for of, r in rows if of == celex and isinstance(r, Designation)]
        assert len(refs) == len({*refs})


def test_every_column_of_every_act_is_read(acts: dict[str, Path]) -> None:
    for path in acts.values():
        with path.open(encoding="utf-8", newline="") as f:
            assert {*next(csv.reader(f))} <= {*reader._COLUMNS, *reader._ACT}


def test_the_annexes_of_the_act_on_north_korea_count_what_others_counted(acts: dict[str, Path]) -> None:
    found = read(ACT, {"act": acts["32017R1509"]}, "eu_journal.32017r1509@2026-08-15")
    by_annex = Counter((d.programs[1].removeprefix("annex ").split(".")[0], d.schema) for d in found.designations)
    assert by_annex == {
        ("XIII", "Person"): 80,
        ("XIII", "LegalEntity"): 75,
        ("XIII", "Vessel"): 22,
        ("XIV", "Vessel"): 51,
        ("XV", "Person"): 44,
        ("XV", "LegalEntity"): 8,
        ("XV", "Vessel"): 2,
        ("XVI", "Person"): 33,
        ("XVI", "LegalEntity"): 11,
    }
    assert (found.counts["program/annex XIV.A"], found.counts["program/annex XIV.B"], found.counts["program/UN"]) == (15, 36, 228)
    assert found.issues == ()
    assert len({imo for d in found.designations for imo in d.ids("imo")}) == 60
    assert sum(not d.listed for d in found.designations) == 1
