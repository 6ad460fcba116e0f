"""Whether a deed happened."""

from datetime import date

import pytest

from inforce.base.news import Realis
from inforce.read.article import read_article


def realis(text: str, type: str = "COERCE") -> list[Realis]:
    return [
        e.realis
        for e in read_article(f"{text} That was all that the men of the land had to do with it.", day=date(2019, 10, 16)).events
        if e.type == type
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The United States imposed sanctions on Iran.", Realis.HAPPENED),
        ("The United States has imposed sanctions on Iran.", Realis.HAPPENED),
        ("Police are detaining the men.", Realis.ONGOING),
        ("The United States did not impose sanctions on Iran.", Realis.DENIED),
        ("The United States will impose sanctions on Iran.", Realis.INTENDED),
        ("The United States could impose sanctions on Iran.", Realis.HYPOTHETICAL),
        ("The United States plans to impose sanctions on Iran.", Realis.INTENDED),
        ("Japan urged the United States to impose sanctions on Iran.", Realis.DEMANDED),
        ("Russia refused to impose sanctions on Iran.", Realis.DENIED),
        ("Russia said that China imposed sanctions on Iran.", Realis.CLAIMED),
        ("If Russia imposed sanctions on Iran, it would be late.", Realis.HYPOTHETICAL),
    ],
)
def test_a_deed_in_many_forms(text: str, expected: Realis) -> None:
    found = realis(text) or realis(text, "THREATEN")
    assert found == [expected]


def test_passive_and_agent() -> None:
    told = [e for e in read_article("Sanctions on Iran were imposed by the United States in the end of that.").events if e.type == "COERCE"]
    assert [(e.source, e.realis) for e in told] == [("USAGOV", Realis.HAPPENED)]


def test_a_request_happened_though_what_is_asked_did_not() -> None:
    assert realis("Japan urged the United States to impose sanctions on Iran.", "REQUEST") == [Realis.HAPPENED]
