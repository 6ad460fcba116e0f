"""OFAC's sdnList XML. Every person, ship and company is invented."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inforce.base.errors import Refused
from inforce.base.nouns import Designation, Identifier, Issue, Name
from inforce.lists import get
from inforce.lists.ofac_sdn.parse import parse

SPEC = get("ofac_sdn")
OLD, NEW = "http://tempuri.org/sdnList.xsd", "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML"
PAK = """<sdnEntry><uid>7</uid><firstName>Ye Si</firstName><lastName>PAK</lastName><title>Representative; Colonel</title>
<sdnType>Individual</sdnType><remarks>Head of a club; (Linked To: INVENTED BANK)</remarks>
<programList><program>DPRK2</program><program>NPWMD</program></programList>
<idList><id><uid>1</uid><idType>Passport</idType><idNumber>900001</idNumber><idCountry>Korea, North</idCountry>
<issueDate>01 Feb 2006</issueDate><expirationDate>01 Feb 2016</expirationDate></id>
<id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id></idList>
<akaList><aka><uid>3</uid><type>a.k.a.</type><category>strong</category><lastName>PARK</lastName><firstName>Yesi</firstName></aka>
<aka><uid>4</uid><type>f.k.a.</type><category>strong</category><lastName>PAK OLD</lastName></aka>
<aka><uid>5</uid><type>a.k.a.</type><category>weak</category><lastName>YESI</lastName></aka></akaList>
<addressList><address><uid>6</uid><address1>Room 1</address1><city>Dandong</city><stateOrProvince>Liaoning</stateOrProvince>
<postalCode>118000</postalCode><country>China</country></address></addressList>
<nationalityList><nationality><uid>7</uid><country>Korea, North</country><mainEntry>true</mainEntry></nationality></nationalityList>
<citizenshipList><citizenship><uid>8</uid><country>China</country><mainEntry>true</mainEntry></citizenship></citizenshipList>
<dateOfBirthList><dateOfBirthItem><uid>9</uid><dateOfBirth>circa 1960</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem>
</dateOfBirthList><placeOfBirthList><placeOfBirthItem><uid>10</uid><placeOfBirth>Nampo</placeOfBirth><mainEntry>true</mainEntry>
</placeOfBirthItem></placeOfBirthList></sdnEntry>"""
SHIP = """<sdnEntry><uid>8</uid><lastName>INVENTED STAR</lastName><sdnType>Vessel</sdnType>
<programList><program>DPRK4</program></programList>
<idList><id><uid>1</uid><idType>Vessel Registration Identification</idType><idNumber>IMO 9000003</idNumber></id></idList>
<vesselInfo><callSign>HMZZ9</callSign><vesselType>General Cargo</vesselType><vesselFlag>Korea, North</vesselFlag>
<vesselOwner>Invented Shipping</vesselOwner><tonnage>9000</tonnage><grossRegisteredTonnage>6000</grossRegisteredTonnage></vesselInfo>
</sdnEntry>"""

Write = Callable[..., dict[str, Path]]


@pytest.fixture
def file(tmp_path: Path) -> Write:
    def write(*entries: str, namespace: str = NEW, count: int | None = None) -> dict[str, Path]:
        said = f"<Publish_Date>05/06/2024</Publish_Date><Record_Count>{len(entries) if count is None else count}</Record_Count>"
        head = f'<?xml version="1.0" standalone="yes"?>\n<sdnList xmlns="{namespace}"><publshInformation>{said}</publshInformation>'
        (tmp_path / "sdn.xml").write_text(head + "".join(entries) + "</sdnList>", "utf-8")
        return {"xml": tmp_path / "sdn.xml"}

    return write


def entries(parts: dict[str, Path]) -> list[Designation]:
    return [r for r in parse(parts, SPEC) if isinstance(r, Designation)]


def issues(parts: dict[str, Path]) -> list[tuple[str, str]]:
    return [(i.locator, i.value) for i in parse(parts, SPEC) if isinstance(i, Issue)]


def test_a_person_with_all_that_the_list_says(file: Write) -> None:
    (pak,) = entries(file(PAK))
    assert (pak.id, pak.schema, pak.programs) == ("ofac_sdn/7", "Person", ("DPRK2", "NPWMD"))
    assert pak.names == (Name("PAK, Ye Si"), Name("PARK, Yesi", "alias"), Name("PAK OLD", "former"), Name("YESI", "weak"))
    assert (pak.birth_dates, pak.birth_places, pak.gender) == (("~1960",), ("Nampo",), "male")
    assert (pak.nationalities, pak.countries) == (("KP", "CN"), ("CN",))
    assert pak.addresses == ("Room 1, Dandong, Liaoning 118000, China",)
    assert pak.identifiers == (Identifier("passport_number", "900001", "KP"),)
    assert (pak.positions, pak.associates, pak.remarks) == (("Representative", "Colonel"), ("INVENTED BANK",), "Head of a club")
    assert pak.measures == ("us/31-cfr-510#blocking",)


def test_a_vessel_with_all_that_the_list_says(file: Write) -> None:
    (ship,) = entries(file(SHIP))
    assert (ship.schema, ship.vessel_type, ship.flags, ship.associates) == ("Vessel", "General Cargo", ("KP",), ("Invented Shipping",))
    assert ship.identifiers == (Identifier("call_sign", "HMZZ9"), Identifier("imo", "9000003"))


def test_nothing_goes_unread_and_both_namespaces_say_the_same(file: Write) -> None:
    before = entries(file(PAK, SHIP, namespace=OLD))
    assert entries(file(PAK, SHIP)) == before
    assert issues(file(PAK, SHIP)) == []


@pytest.mark.parametrize(
    ("old", "new", "locator"),
    [
        ("<uid>7</uid><firstName>", "<uid>7</uid><middleName>X</middleName><firstName>", "7 middleName"),
        ("<uid>9</uid>", "<uid>9</uid><age>9</age>", "7 dateOfBirthList/dateOfBirthItem/age"),
        ("strong", "middling", "7 akaList/aka/category"),
        ("Individual", "Robot", "7 sdnType"),
        ("circa 1960", "long ago", "7 dateOfBirthList/dateOfBirthItem"),
        ("<idType>Gender</idType><idNumber>Male", "<idType>Invented No.</idType><idNumber>90000", "7 idList/id"),
        ("Head of a club", "Head of R & D", "7 remarks"),
    ],
)
def test_what_is_new_or_not_understood_is_told(file: Write, old: str, new: str, locator: str) -> None:
    assert locator in [at for at, _ in issues(file(PAK.replace(old, new, 1)))]


def test_an_entry_without_a_number_is_left_out_and_told(file: Write) -> None:
    parts = file(PAK.replace("<uid>7</uid><f", "<f"), SHIP)
    assert [d.ref for d in entries(parts)] == ["8"]
    assert issues(parts)[0] == ("entry 1 uid", "entry 1")


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_list_that_does_not_hold_as_many_as_it_says_is_refused(file: Write, count: int) -> None:
    with pytest.raises(Refused, match=f"it says that it holds {count} records and holds 2"):
        entries(file(PAK, SHIP, count=count))


def test_another_root_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text("<CONSOLIDATED_LIST/>")
    with pytest.raises(Refused, match="not <sdnList>"):
        entries({"xml": tmp_path / "x.xml"})
