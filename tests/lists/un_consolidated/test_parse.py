"""The consolidated list, read from samples in the shape of 2018 and of 2026. Every person and company in them is invented."""

import re
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from inforce.base.dates import PartialDate
from inforce.base.errors import Refused
from inforce.base.nouns import Designation, Identifier, Issue, Name
from inforce.lists import get
from inforce.lists.diff import compare
from inforce.lists.un_consolidated.parse import parse

SPEC = get("un_consolidated")
OLD = Path(__file__).with_name("sample_2018.xml")
NEW = Path(__file__).with_name("sample_2026.xml")
IMO_OF_BOTH = "1790183"  # its check digit is a ship's and a company's


def entries(path: Path) -> dict[str, Designation]:
    return {r.ref: r for r in parse({"xml": path}, SPEC) if isinstance(r, Designation)}


def issues(path: Path) -> list[Issue]:
    return [r for r in parse({"xml": path}, SPEC) if isinstance(r, Issue)]


def changed(tmp_path: Path, old: str, new: str, count: int = 1, sample: Path = OLD) -> Path:
    text = sample.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "consolidated.xml"
    path.write_text(text.replace(old, new, count), encoding="utf-8")
    return path


def new_issues(tmp_path: Path, old: str, new: str) -> list[Issue]:
    """The Issues that the change to the sample brings in."""
    before = issues(OLD)
    return [i for i in issues(changed(tmp_path, old, new)) if i not in before]


def test_a_person_with_all_that_the_list_says() -> None:
    pak = entries(OLD)["KPi.901"]
    assert (pak.id, pak.schema, pak.listed) == ("un_consolidated/KPi.901", "Person", date(2017, 8, 5))
    assert pak.names == (
        Name("PAK YE SI"),
        Name("박예시", "original"),
        Name("Park Yesi", "alias"),
        Name("Bak Yesi", "alias"),
        Name("Pak Ye-shi", "alias"),
        Name("Commander Yesi", "weak"),
        Name("Еси", "weak"),
    )
    assert pak.amended == (date(2017, 10, 4), date(2018, 2, 15))
    assert pak.birth_dates == ("1960-01-02", "~1961/1963", "1964-09", "1958/1959")
    assert (pak.birth_places, pak.gender, pak.nationalities) == (("Nampo",), "male", ("KP",))
    assert (pak.countries, pak.addresses) == (("CN",), ("Dandong, China (as at 2016)",))
    assert pak.positions == ("Representative of Invented Trading", "Colonel")
    assert pak.identifiers == (Identifier("passport_number", "900000001", "KP"), Identifier("id_number", "900002", "AF"))
    assert pak.remarks.splitlines()[0] == "Invented for a test. Gender: male."
    assert pak.remarks.splitlines()[1] == "Commander Yesi (original script: Еси): nom de guerre"


def test_an_entity_with_all_that_the_list_says() -> None:
    firm = entries(OLD)["KPe.901"]
    assert firm.schema == "LegalEntity"
    assert firm.names == (
        Name("INVENTED SHIPPING CO LTD (ISC)"),
        Name("INVENTED LAKES COMPANY", "alias"),
        Name("虛構船務(香港)有限公司", "original"),
        Name("Invented Maritime", "former"),
    )
    assert firm.identifiers == (
        Identifier("imo_company", "5342883"),
        Identifier("swift_bic", "ZZZZKPPY"),
        Identifier("registration_number", "9000003", "HK"),
    )
    assert firm.addresses[0] == "1 Invented Street, Wanchai, Hong Kong, 000, Hong Kong Special Administrative Region"
    assert firm.addresses[1:] == ("Branch Office 2: Nampo",)
    assert firm.countries == ("HK",)


def test_a_dprk_listing_brings_in_its_measures_and_another_committees_none() -> None:
    found = {ref: (d.programs, d.measures) for ref, d in entries(OLD).items()}
    assert found["KPi.901"] == (("DPRK",), ("un/1718#asset-freeze", "un/1718#travel-ban"))
    assert found["KPe.901"] == (("DPRK",), ("un/1718#asset-freeze",))
    assert found["GBi.901"] == (("Guinea-Bissau",), ())


def test_what_is_not_available_is_neither_a_name_nor_namibia() -> None:
    person = entries(OLD)["GBi.901"]
    assert (person.name, person.nationalities, person.gender) == ("INVENTED PERSON", (), "")


def test_evidence_names_the_list_and_the_reference_number() -> None:
    assert {(d.evidence.source, d.evidence.locator == ref) for ref, d in entries(OLD).items()} == {("un_consolidated", True)}


def test_the_sample_has_one_issue_a_document_whose_number_stands_in_free_text() -> None:
    assert [(i.locator, i.value) for i in issues(OLD)] == [
        ("GBi.901 INDIVIDUAL_DOCUMENT/NOTE", "Tunisian passport number Z000001 issued on 1 Jan. 1999")
    ]
    assert "Z000001" in entries(OLD)["GBi.901"].remarks


def test_the_elements_of_2026_are_known() -> None:
    assert issues(NEW) == []
    assert [*entries(NEW)] == ["GBi.901", "KPi.901", "KPe.901"]


def test_two_shapes_of_the_same_entries_differ_in_nothing_of_substance() -> None:
    assert not compare(entries(OLD).values(), entries(NEW).values())


def test_birth_dates_are_texts_that_read_back() -> None:
    assert all(str(PartialDate.parse(text)) == text for d in entries(OLD).values() for text in d.birth_dates)


PLACES = [
    *("CONSOLIDATED_LIST", "INDIVIDUALS", "ENTITIES", "INDIVIDUAL", "ENTITY", "INDIVIDUAL_ALIAS", "ENTITY_ALIAS", "INDIVIDUAL_ADDRESS"),
    *("ENTITY_ADDRESS", "INDIVIDUAL_DATE_OF_BIRTH", "INDIVIDUAL_DOCUMENT", "TITLE", "DESIGNATION", "NATIONALITY", "LIST_TYPE"),
    *("LAST_DAY_UPDATED", "SORT_KEY", "FIRST_NAME", "DATAID"),
]
INJECTED = ["<NEW_FIELD>x</NEW_FIELD>", "<NEW_FIELD/>", "<NEW_FIELD><VALUE>x</VALUE></NEW_FIELD>", "loose text"]


@pytest.mark.parametrize("element", INJECTED)
@pytest.mark.parametrize("inside", PLACES)
def test_an_element_that_is_new_or_newly_nested_is_an_issue(tmp_path: Path, inside: str, element: str) -> None:
    if element == "loose text" and inside in ("SORT_KEY", "FIRST_NAME", "DATAID"):
        return  # there it is the value
    old = re.search(rf"<{inside}(?: [^>]*)?(?:/>|>)", OLD.read_text(encoding="utf-8"))
    assert old
    opened = old[0].removesuffix("/>").removesuffix(">")
    new = f"{opened}>{element}</{inside}>" if old[0].endswith("/>") else f"{opened}>{element}"
    assert new_issues(tmp_path, old[0], new)


@pytest.mark.parametrize(
    "element", ["CONSOLIDATED_LIST", "INDIVIDUALS", "INDIVIDUAL", "FIRST_NAME", "INDIVIDUAL_ALIAS", "ALIAS_NAME", "SORT_KEY"]
)
def test_a_new_attribute_is_an_issue(tmp_path: Path, element: str) -> None:
    old = re.search(rf"<{element}[ />]", OLD.read_text(encoding="utf-8"))
    assert old
    found = new_issues(tmp_path, old[0], f'<{element} lang="x"{old[0][-1]}')
    assert [i.value for i in found] == ["x"]


def test_a_field_that_comes_twice_is_an_issue(tmp_path: Path) -> None:
    found = new_issues(tmp_path, "<FIRST_NAME> PAK </FIRST_NAME>", "<FIRST_NAME> PAK </FIRST_NAME><FIRST_NAME>PARK</FIRST_NAME>")
    assert [(i.locator, i.value) for i in found] == [("KPi.901 FIRST_NAME", "PARK")]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("<UN_LIST_TYPE>DPRK<", "<UN_LIST_TYPE>NEW COMMITTEE<", "UN_LIST_TYPE"),
        ("<VALUE>UN List<", "<VALUE>Other List<", "LIST_TYPE/VALUE"),
        ("<QUALITY>Good<", "<QUALITY>Middling<", "INDIVIDUAL_ALIAS/QUALITY"),
        ("<TYPE_OF_DATE>BETWEEN<", "<TYPE_OF_DATE>AROUND<", "INDIVIDUAL_DATE_OF_BIRTH/TYPE_OF_DATE"),
        ("<DATE>1960-01-02-05:00<", "<DATE>1960-13-02<", "INDIVIDUAL_DATE_OF_BIRTH/DATE"),
        ("2017-08-05-04:00", "5 Aug 2017", "LISTED_ON"),
        ("2017-08-05-04:00", "", "LISTED_ON"),
        ("<VALUE>2018-02-15", "<VALUE>lately", "LAST_DAY_UPDATED/VALUE"),
        ("<COUNTRY>China<", "<COUNTRY>Atlantis<", "INDIVIDUAL_ADDRESS/COUNTRY"),
        ("<VALUE>Democratic People's Republic of Korea <", "<VALUE>no<", "NATIONALITY/VALUE"),
        ("<GENDER>Unknown<", "<GENDER>yes<", "GENDER"),
        ("Gender: male", "Gender: unclear", "COMMENTS1"),
        ("<TYPE_OF_DOCUMENT>Passport<", "<TYPE_OF_DOCUMENT>Library card<", "INDIVIDUAL_DOCUMENT/NUMBER"),
        ("<TYPE_OF_DOCUMENT>Passport<", "<TYPE_OF_DOCUMENT><", "INDIVIDUAL_DOCUMENT/NUMBER"),
        ("900000001 (Expired 25 Jan. 2016)", "900000001 (Atlantis)", "INDIVIDUAL_DOCUMENT/NUMBER"),
        ("900000001 (Expired 25 Jan. 2016)", "not known to us", "INDIVIDUAL_DOCUMENT/NUMBER"),
        ("Park Yesi; ", "Park Yesi, born in Nampo; ", "INDIVIDUAL_ALIAS/ALIAS_NAME"),
        ("nom de guerre", "born in 1958", "INDIVIDUAL_ALIAS/NOTE"),
        ("박예시", "박\N{REPLACEMENT CHARACTER}시", "NAME_ORIGINAL_SCRIPT"),
        ("IMO number: 5342883", "IMO number: 5342884", "COMMENTS1"),
        ("IMO number: 5342883", f"IMO number: {IMO_OF_BOTH[::-1]}", "COMMENTS1"),
        ("IMO number: 5342883", "IMO number: to be had", "COMMENTS1"),
        ("SWIFT/BIC: ZZZZKPPY", "SWIFT/BIC: ZZZZKKPY", "COMMENTS1"),
        ("SWIFT/BIC: ZZZZKPPY", "SWIFT code to be had", "COMMENTS1"),
        ("Hong Kong company", "New Atlantis company", "COMMENTS1"),
        ("<REFERENCE_NUMBER>KPe.901<", "<REFERENCE_NUMBER><", "REFERENCE_NUMBER"),
    ],
)
def test_a_value_that_is_not_understood_is_an_issue_at_its_field(tmp_path: Path, old: str, new: str, field: str) -> None:
    assert field in {i.locator.split(" ")[-1] for i in new_issues(tmp_path, old, new)}


def test_a_number_of_both_kinds_is_what_the_lookup_says(tmp_path: Path) -> None:
    firm = entries(changed(tmp_path, "5342883", IMO_OF_BOTH))["KPe.901"]
    assert firm.ids("imo_company") == (IMO_OF_BOTH,)
    assert firm.ids("imo") == ()


def test_a_name_of_unknown_quality_is_kept(tmp_path: Path) -> None:
    pak = entries(changed(tmp_path, "<QUALITY>Good<", "<QUALITY>Middling<"))["KPi.901"]
    assert Name("Park Yesi", "alias") in pak.names


def test_what_stands_behind_an_alias_is_no_part_of_it_but_of_the_remarks(tmp_path: Path) -> None:
    alias = "<ALIAS_NAME>Park Yesi, born in Nampo on 1 Jan. 1958 (passport 1)</ALIAS_NAME>"
    pak = entries(changed(tmp_path, "<ALIAS_NAME>Park Yesi; Bak Yesi b) Pak Ye-shi</ALIAS_NAME>", alias))["KPi.901"]
    assert Name("Park Yesi", "alias") in pak.names
    assert "Park Yesi: born in Nampo on 1 Jan. 1958 (passport 1)" in pak.remarks


def test_an_entry_without_a_reference_number_is_left_out_with_all_it_said_told(tmp_path: Path) -> None:
    path = changed(tmp_path, "<REFERENCE_NUMBER>KPe.901</REFERENCE_NUMBER>", "")
    assert "KPe.901" not in entries(path)
    assert any("5342883" in i.value for i in issues(path))


def test_a_bare_ampersand_is_read_as_one_and_told_where_it_stood(tmp_path: Path) -> None:
    path = changed(tmp_path, "INVENTED LAKES", "INVENTED & SONS")
    assert Name("INVENTED & SONS COMPANY", "alias") in entries(path)["KPe.901"].names
    assert [i.locator for i in issues(path) if "ampersand" in i.problem] == ["KPe.901 FIRST_NAME"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<ENTITIES>", "<OTHERS>", "line 10: no well-formed XML"),
        ("</CONSOLIDATED_LIST>", "", "line"),
        ("박예시", "\x19", "line 3: it holds the control byte 0x19"),
        ("<CONSOLIDATED_LIST", '<!DOCTYPE x [<!ENTITY y "z">]><CONSOLIDATED_LIST', "line 1: it declares a document type"),
        ("INVENTED LAKES", "INVENTED &lakes;", "line 9: no well-formed XML (Entity 'lakes' not defined)"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(Refused, match=re.escape(said)):
        next(parse({"xml": changed(tmp_path, old, new)}, SPEC))


def test_a_file_without_one_of_its_sections_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "consolidated.xml"
    path.write_text("<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>")
    with pytest.raises(Refused, match="it has no ENTITIES"):
        next(parse({"xml": path}, SPEC))


EMPTY = ["THIRD_NAME", "COMMENTS1", "NATIONALITY", "HAS_INTERPOL_LINK", "LAST_DAY_UPDATED", "SORT_KEY", "REFERENCE_NUMBER", "LISTED_ON"]


def test_the_same_list_in_another_order_with_more_empty_elements_says_the_same(tmp_path: Path) -> None:
    before = entries(OLD).values()
    path = tmp_path / "consolidated.xml"

    @given(st.randoms(use_true_random=False), st.data())
    def shuffled(order, data) -> None:  # type: ignore[no-untyped-def]
        tree = etree.parse(OLD)
        for element in tree.iter():
            children = list(element)
            # A range keeps its two ends apart by their names; all else may stand in any order.
            order.shuffle(children)
            element[:] = children
            if element.tag in ("INDIVIDUAL", "ENTITY"):
                for name in data.draw(st.lists(st.sampled_from(EMPTY[1:] if element.tag == "ENTITY" else EMPTY))):
                    if not (element.tag == "ENTITY" and name == "NATIONALITY"):
                        element.insert(0, etree.Element(name))
        tree.getroot().set("dateGenerated", "2018-06-08T00:00:00Z")
        tree.write(path, encoding="UTF-8", xml_declaration=True)
        assert not compare(before, entries(path).values())
        assert {i.locator for i in issues(path)} == {i.locator for i in issues(OLD)}

    shuffled()


TEXTS = [leaf for leaf in etree.parse(OLD).iter() if not len(leaf)]


@given(st.sampled_from(range(len(TEXTS))), st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=30), st.sampled_from(TEXTS))
def test_whatever_a_value_is_it_is_used_or_told_and_nothing_breaks(place: int, text: str, other: object) -> None:
    tree = etree.parse(OLD)
    leaf = [element for element in tree.iter() if not len(element)][place]
    leaf.text = text + (getattr(other, "text", "") or "")
    with tempfile.NamedTemporaryFile(suffix=".xml") as file:
        tree.write(file, encoding="UTF-8", xml_declaration=True)
        file.flush()
        rows = [*parse({"xml": Path(file.name)}, SPEC)]
    assert len([r for r in rows if isinstance(r, Designation)]) + (leaf.tag in ("REFERENCE_NUMBER", "FIRST_NAME")) >= 3
