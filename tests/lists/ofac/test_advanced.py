"""OFAC's SDN Advanced XML: a file of our own in its model, with ids unlike those of any published file. All in it is invented."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from inforce.base.errors import Refused
from inforce.base.nouns import Designation, Identifier, Issue, Name
from inforce.lists import get
from inforce.lists.ofac_sdn.parse import parse

SPEC = get("ofac_sdn")
SAMPLE = Path(__file__).with_name("sample_advanced.xml")


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., list[Designation | Issue]]:
    """What is read of the sample with some of its text replaced."""

    def read(*pairs: tuple[str, str]) -> list[Designation | Issue]:
        text = SAMPLE.read_text("utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / "sdn_advanced.xml").write_text(text, "utf-8")
        return [*parse({"advanced": tmp_path / "sdn_advanced.xml"}, SPEC)]

    return read


def entries() -> dict[str, Designation]:
    return {r.ref: r for r in parse({"advanced": SAMPLE}, SPEC) if isinstance(r, Designation)}


def told(found: list[Designation | Issue]) -> list[tuple[str, str]]:
    return [(i.locator, i.value) for i in found if isinstance(i, Issue)]


def test_nothing_of_the_sample_goes_unread() -> None:
    assert told([*parse({"advanced": SAMPLE}, SPEC)]) == []


def test_a_person_with_all_that_the_file_says() -> None:
    pak = entries()["7"]
    assert (pak.id, pak.schema, pak.incomplete) == ("ofac_sdn/7", "Person", ())
    assert pak.names == (
        Name("Pak, Ye Si"),
        Name("박, 예시", "original"),
        Name("Park, Yesi", "alias"),
        Name("Yesi", "weak"),
    )
    assert (pak.birth_dates, pak.gender) == (("1960-02-01", "~1961/1963"), "male")
    assert (pak.nationalities, pak.addresses, pak.countries) == (("KP",), ("Room 1, Dandong, Liaoning 118000, China",), ("CN",))
    assert pak.identifiers == (Identifier("passport_number", "900001", "KP"), Identifier("wallet", "1abcDEF"))


def test_what_is_listed_and_since_when_stands_in_the_sanctions_entries() -> None:
    pak, bank = entries()["7"], entries()["9"]
    assert (pak.programs, pak.listed, pak.amended) == (("DPRK2", "NPWMD"), date(2016, 3, 2), (date(2018, 1, 24),))
    assert pak.measures == ("us/31-cfr-510#blocking", "us/31-cfr-510#foreign-subsidiaries")
    assert (bank.programs, bank.listed, bank.measures) == (("SDGT",), date(2017, 9, 26), ())
    assert "Created under Executive Order 13551 (Invented)" in pak.remarks
    assert "Sanction: Block" in pak.remarks
    assert "List: Other List" in bank.remarks


def test_a_relation_is_an_association_with_its_kind_in_the_remarks() -> None:
    pak = entries()["7"]
    assert pak.associates == ("INVENTED BANK",)
    assert "Acting for or on behalf of: INVENTED BANK" in pak.remarks
    assert entries()["9"].associates == ()


def test_a_vessel_has_its_flags_type_and_numbers() -> None:
    ship = entries()["8"]
    assert (ship.schema, ship.vessel_type, ship.flags) == ("Vessel", "General Cargo", ("KP",))
    assert ship.identifiers == (Identifier("imo", "9000003"), Identifier("call_sign", "HMZZ9"))


def test_a_feature_found_to_be_false_is_kept_and_not_believed() -> None:
    assert "Said and found to be false: Website invented.example" in entries()["9"].remarks


def test_ids_mean_what_this_file_says_they_mean(changed: Callable[..., list[Designation | Issue]]) -> None:
    before = entries()
    text = SAMPLE.read_text("utf-8")
    for name in ("FeatureTypeID", "AliasTypeID", "SanctionsTypeID"):
        text = text.replace(f'{name}="4', f'{name}="74')
    for value in ("FeatureType", "AliasType", "SanctionsType"):
        text = text.replace(f'<{value} ID="4', f'<{value} ID="74')
    found = changed((SAMPLE.read_text("utf-8"), text))
    assert {d.ref: d for d in found if isinstance(d, Designation)} == before


@pytest.mark.parametrize(
    ("old", "new", "locator"),
    [
        ('FeatureTypeID="41"', 'FeatureTypeID="9999"', "7 Profile/Feature/@FeatureTypeID"),
        ('AliasTypeID="41"', 'AliasTypeID="9999"', "7 Profile/Identity/Alias/@AliasTypeID"),
        (
            '<VersionLocation LocationID="1"/>',
            '<VersionLocation LocationID="99"/>',
            "7 Profile/Feature/FeatureVersion/VersionLocation/@LocationID",
        ),
        ('IdentityID="17" ValidityID', 'IdentityID="99" ValidityID', "IDRegDocument 99"),
        ('To-ProfileID="9"', 'To-ProfileID="99"', "ProfileRelationship 7"),
        ('ProfileID="8" ListID', 'ProfileID="99" ListID', "SanctionsEntry 31"),
        ("<Month>2</Month>", "<Month>13</Month>", "IDRegDocument 1 DocumentDate/DatePeriod/Start/From/Year"),
        ("<DistinctParties>", "<DistinctParties><Invented/>", "DistinctParties/Invented DistinctParties/Invented/#text"),
        ('<Profile ID="7"', '<Profile Invented="x" ID="7"', "7 Profile/@Invented"),
        (
            "</SanctionsEntries>",
            "</SanctionsEntries><SanctionsEntryLinks><SanctionsEntryLink/></SanctionsEntryLinks>",
            "SanctionsEntryLinks",
        ),
    ],
)
def test_what_points_at_nothing_or_is_new_is_told(
    changed: Callable[..., list[Designation | Issue]], old: str, new: str, locator: str
) -> None:
    assert locator in " ".join(at for at, _ in told(changed((old, new))))


def test_a_file_of_changes_alone_is_refused(changed: Callable[..., list[Designation | Issue]]) -> None:
    with pytest.raises(Refused, match="holds the changes since another file"):
        changed(('Version="3"', 'Version="3" DeltaBaseVersion="2"'))
