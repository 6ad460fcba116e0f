"""The consolidated list as a web page: invented entries, then the page of the test data beside the XML of the nearest day."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from inforce.base.errors import Refused
from inforce.base.nouns import Designation, Identifier, Issue, Name
from inforce.lists import add, get
from inforce.lists.diff import compare
from inforce.lists.un_consolidated.parse import parse
from inforce.store.archive import Archive

HERE = Path(__file__).parent
SPEC = get("un_consolidated")
PAGE = "lists/un_consolidated/un_consolidated_2025-08_legacyByNAME.html.gz"
Read = tuple[dict[str, Designation], list[tuple[str, str]]]


def read(path: Path, part: str = "html") -> Read:
    rows = [*parse({part: path}, SPEC)]
    return {r.ref: r for r in rows if isinstance(r, Designation)}, [(r.locator, r.value) for r in rows if isinstance(r, Issue)]


def test_a_person_comes_with_all_that_the_page_says() -> None:
    person = read(HERE / "sample_page_2025.html")[0]["KPi.901"]
    assert person.names == (
        Name("SAMPLE KIM"),
        Name("표본", "original"),
        Name("Kim Sampel", "alias"),
        Name("Kim Sampil", "alias"),
        Name("Samp", "weak"),
    )
    assert person.birth_dates == ("1957-04-15", "1958/1963", "~1970", "1973-11", "1958-02-22")
    assert person.birth_places == ("Sampho, Democratic People's Republic of Korea", "Nampo")
    assert (person.nationalities, person.gender, person.positions) == (("KP",), "male", ("Director", "Clerk of the Sample Bureau"))
    assert person.identifiers == (Identifier("passport_number", "PS 381420999", "KP"), Identifier("passport_number", "836110999", "EG"))
    assert (person.addresses, person.countries) == (("1 Sample Street, Cairo, Egypt (last known)", "Sample road"), ("EG",))
    assert (person.listed, person.amended) == (date(2016, 3, 2), (date(2017, 8, 5), date(2022, 7, 26)))
    assert person.remarks.startswith("An invented person of the tests. Gender: male.\n")


def test_the_committee_is_told_from_the_reference_number() -> None:
    found, _ = read(HERE / "sample_page_2025.html")
    assert (found["KPi.901"].programs, found["KPi.901"].measures) == (("DPRK",), ("un/1718#asset-freeze", "un/1718#travel-ban"))
    entity = found["KPe.901"]
    assert (entity.schema, entity.programs, entity.ids("imo_company")) == ("LegalEntity", ("DPRK",), ("5905801",))
    assert entity.names[1:] == (Name("SAMPLE LINES (NORTH)", "alias"), Name("SAMPLE BUREAU", "former"))
    assert entity.remarks == "IMO number: 5905801."


def test_what_the_page_says_under_an_unknown_label_is_told() -> None:
    assert read(HERE / "sample_page_2025.html")[1] == [
        ("XXe.901 UN_LIST_TYPE", "XX"),
        ("XXe.901 LISTED_ON", "soon"),
        ("XXe.901 (Colour:)", "grey"),
    ]


@pytest.mark.parametrize("text", ["<html><body>Sign in</body></html>", "<html>\x13</html>", ""])
def test_another_page_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "page.html").write_text(text)
    with pytest.raises(Refused):
        read(tmp_path / "page.html")


def test_a_page_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes("<html>\né</html>".encode("cp1252"))
    with pytest.raises(Refused, match="line 2: its bytes are no UTF-8"):
        read(tmp_path / "page.html")


def test_a_page_is_an_edition_of_the_same_list(shared: Callable[[str], Path], tmp_path: Path) -> None:
    archive = Archive(tmp_path / "home")
    edition = add(archive, "un_consolidated", [shared(PAGE)], date(2025, 8, 4))
    assert ([part for part, _ in edition.parts], edition.missing, edition.published) == (["html"], (), "2025-08-02")
    assert dict(edition.counts)["program/DPRK"] == 155


def test_a_page_of_another_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list.html").write_text("<!DOCTYPE html><html><body>Please sign in</body></html>")
    with pytest.raises(Refused, match="is a web page"):
        add(Archive(tmp_path / "home"), "un_consolidated", [tmp_path / "list.html"], date(2025, 8, 4))


def test_the_page_and_the_xml_of_the_nearest_day_say_the_same(shared: Callable[[str], Path]) -> None:
    """Between 2025-04-19 and 2025-08-02 three entries came and one went. The page shows no gender but where its comments say it."""
    page, told = read(shared(PAGE))
    xml, _ = read(shared("lists/un_consolidated/un_consolidated_2025-04-19.xml.gz"), "xml")
    assert Counter(d.schema for d in page.values()) == {"Person": 684, "LegalEntity": 195}
    assert len(told) < 50
    changes = compare(xml.values(), page.values())
    assert [d.ref for d in changes.added] == ["HTe.001", "HTe.002", "QDi.436"]
    assert [d.ref for d in changes.removed] == ["QDi.328"]
    fields = Counter(f.field for c in changes.changed for f in c.fields)
    assert fields == {"gender": 50, "names": 12, "identifiers": 4, "countries": 3, "birth_dates": 1, "birth_places": 1}
    assert not [c for c in changes.changed if "DPRK" in c.after.programs]


def test_every_label_of_the_page_is_read(shared: Callable[[str], Path]) -> None:
    _, told = read(shared(PAGE))
    assert not [locator for locator, _ in told if "(" in locator]
