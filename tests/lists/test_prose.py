"""What lists write in words."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inforce.base.dates import PartialDate
from inforce.base.places import countries as codes
from inforce.base.places import demonyms
from inforce.lists import get, prose
from inforce.lists.strict import Fields

LOOKUPS = {"country": {"former Soviet Union": "", "Congolese": "CD"}, "birth_date": {"Approx. from 1950 on": "1950 1951"}}
SPEC = replace(get("un_consolidated"), lookups=LOOKUPS)


def read(reader: Callable[[Fields, str, list[str]], Iterable[str]], *texts: str) -> tuple[list[str], list[str]]:
    """What a reader makes of the texts, and the texts that became Issues."""
    fields = Fields({}, SPEC, "entry 1")
    found = [*reader(fields, "FIELD", [*texts])]
    return found, [i.value for i in fields.unread()]


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("(a) 1955, (b) circa 1952", ["1955", "circa 1952"]),
        ("a) Jordan b) United States", ["Jordan", "United States"]),
        ("1) Saudi Arabia 2) Qatar", ["Saudi Arabia", "Qatar"]),
        ("(1) to (6) Algeria (7) Morocco", ["Algeria", "Morocco"]),
        ("(1)-(2) Indonesia", ["Indonesia"]),
        ("(i) 1963, (ii) 1960", ["1963", "1960"]),
        ("Passport numbers (1) K048787 (2) 486298", ["Passport numbers", "K048787", "486298"]),
        ("14 Mar 1974 >> 13 Apr 1974", ["14 Mar 1974", "13 Apr 1974"]),
        ("Kim (Jong) Un", ["Kim (Jong) Un"]),
        ("C2002515 (Iran)", ["C2002515 (Iran)"]),
        ("", []),
    ],
)
def test_an_enumeration_is_taken_apart(text: str, each: list[str]) -> None:
    assert prose.items(text) == each


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("16.7.2009", ["2009-07-16"]),
        ("00/00/1980", ["1980"]),
        ("1965 or 1966", ["1965", "1966"]),
        ("Circa 1957 or 14 March 1942", ["~1957", "1942-03-14"]),
        ("Between 1962 and 1966", ["1962/1966"]),
        ("between 1.1.1961 and 31.12.1963", ["1961/1963"]),
        ("Approximately 1955- 1958", ["~1955/1958"]),
        ("1970 circa", ["~1970"]),
        ("(probably) 1944", ["~1944"]),
        ("on or around 3.4.1973", ["~1973-04-03"]),
        ("8 Oct.1970", ["1970-10-08"]),
        ("June 30, 2012", ["2012-06-30"]),
        ("1965, 29 March", ["1965-03-29"]),
        ("10.8. 1960", ["1960-08-10"]),
        ("1979, 1980 or 1981", ["1979", "1980", "1981"]),
        ("21/09/1964; alt DOB: 1962", ["1964-09-21", "1962"]),
        ("3.5.1977 (15.4.1974 for an alias)", ["1977-05-03"]),
        ("a) 16/11/1977; b) 16 Nov 1974", ["1977-11-16", "1974-11-16"]),
        ("Approx. from 1950 on", ["1950", "1951"]),
        ("", []),
    ],
)
def test_dates_in_words_are_read(text: str, found: list[str]) -> None:
    assert read(prose.dates, text) == (found, [])


@pytest.mark.parametrize("text", ["Qom, Iran", "before 1964", "07/04/62", "10/061962", "24.6.1402 (Hijri Calendar)", "30.2.1970"])
def test_what_is_no_date_of_our_calendar_is_told_and_not_mapped(text: str) -> None:
    found, told = read(prose.dates, text)
    assert (found, told[0] in text) == ([], True)


def test_a_date_beside_one_that_cannot_be_read_is_kept() -> None:
    assert read(prose.dates, "(a) 1972, (b) 24.6.1402 (Hijri)") == (["1972"], ["24.6.1402 (Hijri)"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("DPRK", ["KP"]),
        ("Iranian", ["IR"]),
        ("tunisian", ["TN"]),
        ("(a) German, (b) Moroccan", ["DE", "MA"]),
        ("Syrian/Libyan", ["SY", "LY"]),
        ("Moldovan, Russian and Ukrainian", ["MD", "RU", "UA"]),
        ("Bosnia and Herzegovina", ["BA"]),
        ("Democratic People's Republic of Korea", ["KP"]),
        ("Possibly Ethiopian", ["ET"]),
        ("Pakistani (presumed)", ["PK"]),
        ("Kuwaiti citizenship", ["KW"]),
        ("former Soviet Union", []),
        ("Congolese", ["CD"]),
        ("UK", ["GB"]),
    ],
)
def test_countries_and_peoples_are_read(text: str, found: list[str]) -> None:
    assert read(prose.countries, text) == (found, [])


@pytest.mark.parametrize("text", ["Central District, Pyongyang", "na", "and", "can", "Afhgan", "Korea"])
def test_what_names_no_country_is_told_and_not_mapped(text: str) -> None:
    assert read(prose.countries, text) == ([], [text])


def test_every_people_is_of_a_country_there_is() -> None:
    assert {*demonyms().values()} <= {*codes()}


@given(st.text())
def test_any_text_is_read_or_told(text: str) -> None:
    for found in read(prose.dates, text)[0]:
        assert str(PartialDate.parse(found)) == found
    assert {*read(prose.countries, text)[0]} <= {*codes()}


@pytest.mark.parametrize("text", ["(a" * 20_000, "1," * 20_000, "(" * 40_000, "a) " * 20_000, "between " * 10_000, "1.1." * 10_000])
def test_a_long_text_costs_no_more_than_its_length(text: str) -> None:
    read(prose.dates, text)
    read(prose.countries, text)
