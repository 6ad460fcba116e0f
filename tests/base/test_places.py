"""Country names of the lists become ISO codes; an ambiguous or unknown one becomes none."""

import pytest

from inforce.base.places import countries, country


@pytest.mark.parametrize("text", ["KP", "prk", "DPRK", "North Korea", "Democratic People's Republic of Korea ", "Korea, North"])
def test_names_of_the_dprk(text: str) -> None:
    assert country(text) == "KP"


@pytest.mark.parametrize("text", ["Korea", "Atlantis", "", "K"])
def test_names_of_no_one_country(text: str) -> None:
    assert country(text) == ""


def test_every_code_names_itself() -> None:
    assert all(country(code) == code and country(name) == code for code, name in countries().items())
