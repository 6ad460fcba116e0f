"""Country names of the lists become ISO codes; an ambiguous or unknown one becomes none."""

import pytest

from inforce.base.places import countries, country


@pytest.mark.parametrize("text", ["KP", "prk", "DPRK", "North Korea", "Democratic People's Republic of Korea ", "Korea, North"])
def test_names_of_the_dprk(text: str) -> None:
    assert country(text) == "KP"


@pytest.mark.parametrize("text", ["Korea, Dem. People's Rep.", "Korea, D.P.R.", "朝鲜", "조선민주주의인민공화국", "КНДР"])
def test_names_of_the_dprk_in_statistics_and_its_neighbours(text: str) -> None:
    assert country(text) == "KP"


@pytest.mark.parametrize("text", ["Korea, Republic of", "Korea, Rep.", "Rep. of Korea", "Korea (the Republic of)", "대한민국", "韩国"])
def test_the_other_korea(text: str) -> None:
    assert country(text) == "KR"


@pytest.mark.parametrize("text", ["Korea", "Atlantis", "", "K"])
def test_names_of_no_one_country(text: str) -> None:
    assert country(text) == ""


def test_every_code_names_itself() -> None:
    assert all(country(code) == code and country(name) == code for code, name in countries().items())
