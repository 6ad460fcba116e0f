"""Numbers of documents. All numbers are invented, in the shapes that the list has."""

import pytest

from inforce.base.nouns import Identifier
from inforce.lists import get
from inforce.lists.strict import Fields
from inforce.lists.un_consolidated.documents import documents, numbers_in

SPEC = get("un_consolidated")
PASSPORT, NATIONAL = "Passport", "National Identification Number"


def read(**said: str) -> tuple[list[Identifier], list[str]]:
    entry = Fields({"INDIVIDUAL_DOCUMENT": [{name: [text] for name, text in said.items()}]}, SPEC, "KPi.901")
    return [*documents(entry)], [i.value for i in entry.unread()]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (PASSPORT, "A 0000001", Identifier("passport_number", "A 0000001")),
        (PASSPORT, "TR-P 000 001", Identifier("passport_number", "TR-P 000 001")),
        (PASSPORT, "0000001 (Expires 18 Jun. 2018)", Identifier("passport_number", "0000001")),
        (PASSPORT, "0000001 (Yemen)", Identifier("passport_number", "0000001", "YE")),
        (PASSPORT, "R0000001, South Sudan", Identifier("passport_number", "R0000001", "SS")),
        (PASSPORT, "Libya B/000001", Identifier("passport_number", "B/000001", "LY")),
        (PASSPORT, "Libyan passport No. 000001", Identifier("passport_number", "000001", "LY")),
        (PASSPORT, "No. H0000001 (Iraqi)", Identifier("passport_number", "H0000001", "IQ")),
        (PASSPORT, "German travel document (“Reiseausweis”) A 0000001", Identifier("passport_number", "A 0000001", "DE")),
        (PASSPORT, "Diplomatic Passport: Z0000001", Identifier("passport_number", "Z0000001")),
        (NATIONAL, "Social Security Number 000-00-0001 (US)", Identifier("id_number", "000-00-0001", "US")),
        (NATIONAL, "1 63 00 4 01 001 000E", Identifier("id_number", "1 63 00 4 01 001 000E")),
    ],
)
def test_a_number_is_told_from_the_words_around_it(kind: str, text: str, expected: Identifier) -> None:
    assert read(TYPE_OF_DOCUMENT=kind, NUMBER=text) == ([expected], [])


@pytest.mark.parametrize(
    "text",
    ["Counterfeit Danish driving licence number 1", "Russian passport number 0001 No. 000001", "Laissez-passer no. N°1/ABC", "unknown"],
)
def test_a_number_among_words_that_are_not_known_is_no_number(text: str) -> None:
    assert read(TYPE_OF_DOCUMENT=PASSPORT, NUMBER=text) == ([], [text])


def test_the_second_type_says_more_than_the_first() -> None:
    (found,), _ = read(TYPE_OF_DOCUMENT=NATIONAL, TYPE_OF_DOCUMENT2="Italian Fiscal Code:", NUMBER="ABCDEF00A00A000A")
    assert found == Identifier("tax_number", "ABCDEF00A00A000A", "IT")


def test_the_issuing_country_goes_before_the_country_of_issue() -> None:
    (found,), _ = read(TYPE_OF_DOCUMENT=PASSPORT, NUMBER="000001", COUNTRY_OF_ISSUE="Germany", ISSUING_COUNTRY="Tunisian")
    assert found.country == "TN"


def test_a_number_without_a_kind_is_told() -> None:
    assert read(NUMBER="AB000001", COUNTRY_OF_ISSUE="Iraq") == ([], ["AB000001"])


def test_an_empty_document_is_none() -> None:
    assert read(NOTE="", NUMBER="") == ([], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Owner of a ship. IMO number: 5342883.", [Identifier("imo_company", "5342883")]),
        ("Company Number IMO 5434358.", [Identifier("imo_company", "5434358")]),
        ("International Maritime Organization (IMO) Number: 1790183.", [Identifier("imo_company", "1790183")]),
        ("SWIFT: ZZZZKPPY", [Identifier("swift_bic", "ZZZZKPPY")]),
        ("SWIFT/BIC: ZZZZ KPPY.", [Identifier("swift_bic", "ZZZZKPPY")]),
        ("Hong Kong company registration number 0000001.", [Identifier("registration_number", "0000001", "HK")]),
        ("Facsimile number: +850-2-000-0000.", []),
    ],
)
def test_numbers_that_the_comments_name(text: str, expected: list[Identifier]) -> None:
    entry = Fields({}, SPEC, "KPe.901")
    assert [*numbers_in(entry, text)] == expected
    assert [*entry.unread()] == []


def test_a_ships_number_in_the_comments_is_not_mapped_to_a_company() -> None:
    entry = Fields({}, SPEC, "KPe.901")
    assert [*numbers_in(entry, "Owner of a ship, IMO number 9074729.")] == []
    assert [i.value for i in entry.unread()] == ["IMO number 9074729"]
