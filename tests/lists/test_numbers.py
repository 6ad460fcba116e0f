"""Numbers out of the words around them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inforce.base.nouns import Identifier
from inforce.lists import get
from inforce.lists.numbers import numbers, ship_numbers
from inforce.lists.strict import Fields

SPEC = replace(get("un_consolidated"), lookups={"imo": {"1790183": "imo_company"}})


def read(*texts: str, kind: str = "passport_number") -> tuple[list[Identifier], list[str]]:
    fields = Fields({}, SPEC, "entry 1")
    found = [*numbers(fields, "FIELD", texts, kind)]
    return found, [i.value for i in fields.unread()]


def ships(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    fields = Fields({}, SPEC, "entry 1")
    found = [(i.kind, i.value) for i in ship_numbers(fields, "FIELD", text)]
    return found, [i.value for i in fields.unread()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("381420754", [("passport_number", "381420754", "")]),
        ("C2002515 (Iran)", [("passport_number", "C2002515", "IR")]),
        ("Mali Passport no.A1037434. Issued: 10/8/2001. Expires: 31/12/2014", [("passport_number", "A1037434", "ML")]),
        ("D 000974 (Afghan)", [("passport_number", "D 000974", "AF")]),
        ("Jordanian passport numbers (1) K048787 (2) 486298", [("passport_number", "K048787", "JO"), ("passport_number", "486298", "JO")]),
        ("W374031, Tunisian national identity number issued on 11 April 2011.", [("id_number", "W374031", "TN")]),
        ("Italian Fiscal Code LBR HBB 61S17 Z352F", [("tax_number", "LBR HBB 61S17 Z352F", "IT")]),
        ("8200203535 (Russian national passport number)", [("id_number", "8200203535", "RU")]),
        ("(a) 12345678 (Trinidad and Tobago)", [("passport_number", "12345678", "TT")]),
        ("Omani Diplomatic Passport No D00000897 issued 5 April 2013", [("passport_number", "D00000897", "OM")]),
        ("381420565 and 654120219", [("passport_number", "381420565", ""), ("passport_number", "654120219", "")]),
        ("V‐7087964", [("passport_number", "V‐7087964", "")]),
        ("12/LaMaTa(Nine)025897", [("passport_number", "12/LaMaTa(Nine)025897", "")]),
        ("", []),
    ],
)
def test_a_number_is_told_from_the_words_around_it(text: str, found: list[tuple[str, str, str]]) -> None:
    assert read(text) == ([Identifier(*f) for f in found], [])


def test_what_words_say_nothing_about_is_of_the_kind_of_its_column() -> None:
    assert read("190950894 (Belarus)", kind="registration_number") == ([Identifier("registration_number", "190950894", "BY")], [])
    assert read("Passport: MP3810311.", kind="id_number") == ([Identifier("passport_number", "MP3810311")], [])


@pytest.mark.parametrize(
    "text",
    [
        "none",
        "Egyptian passport issued in 1993",
        "Reference 62. Passport no. 9632078. issued 17/08/2006.",
        "Tunisian Passport No x599070 issued in 2016",
        "12/La Ma Na (N) 89 489",
        "13/KATANA (N)-005249",
        "1 " * 2000,
    ],
)
def test_a_text_with_no_one_number_is_told_whole(text: str) -> None:
    assert read(text) == ([], [text.strip()])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("IMO: 8937675. MMSI: 445539000. Annex XIV.", [("imo", "8937675"), ("mmsi", "445539000")]),
        ("(IMO number: 7303803).", [("imo", "7303803")]),
        ("IMO Number: 5342883.", [("imo_company", "5342883")]),
        ("IMO No 1790183", [("imo_company", "1790183")]),
        ("She carries the IMO flag", []),
    ],
)
def test_the_numbers_of_ships_are_those_that_a_text_names_as_such(text: str, found: list[tuple[str, str]]) -> None:
    assert ships(text) == (found, [])


def test_a_number_that_is_no_ships_is_told() -> None:
    assert ships("IMO 8937674, MMSI 123") == ([], ["IMO 8937674", "MMSI 123"])


@given(st.text() | st.from_regex(r"\(?[a1]\) ?[A-Z]{0,2} ?\d{3,9}[ ,.(and)Iran;]*"))
def test_any_text_is_read_or_told(text: str) -> None:
    found, told = read(text)
    assert all(f.value for f in found)
    assert all(told)


@pytest.mark.parametrize("text", ["(a) 1" * 20_000, "A1 " * 600, "A" * 1_900, "(" * 1_900, "1/" * 900])
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    read(text)
