"""What a statement is."""

import pytest

from inforce.read.news.kinds import kinds


@pytest.mark.parametrize(
    ("verb", "reported", "first"),
    [
        ("say", "it has always fulfilled its duty concerning UN resolutions", "compliance"),
        ("say", "China has been earnestly carrying out the resolutions", "compliance"),
        ("say", "the company violated the sanctions", "non_compliance"),
        ("say", "North Korea exceeded the annual cap", "non_compliance"),
        ("announce", "The United States wants China to improve its enforcement of sanctions", "demand"),
        ("urge", "all sides to comply with the resolutions", "demand"),
        ("state", "“We want them to do better,”", "demand"),
        ("deny", "that it sold the ship", "denial"),
        ("offer", "to lift the embargo", "offer"),
        ("state", "it would attack any loudspeakers", "threat"),
        ("say", "it will not return to the talks unless sanctions end", "condition"),
        ("say", "it rained", "claim"),
        ("predict", "rain", "forecast"),
    ],
)
def test_what_it_is_first(verb: str, reported: str, first: str) -> None:
    assert kinds(verb, reported)[0] == first


def test_a_demand_on_condition_is_both() -> None:
    assert kinds("insistence", "complete denuclearization before the removal of any sanctions") == ("demand", "condition")
