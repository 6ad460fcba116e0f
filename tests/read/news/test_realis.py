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
        ("Has the police arrested the man?", Realis.HYPOTHETICAL),
        ("The man was reportedly arrested in Seoul.", Realis.CLAIMED),
        ("Kyodo : Police arrested the man in Seoul.", Realis.CLAIMED),
        ("The police managed to arrest the man.", Realis.HAPPENED),
        ("Police are ready to search the house and arrest the man.", Realis.INTENDED),
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


@pytest.mark.parametrize(
    "text",
    [
        "The company released a statement on Friday.",
        "He demonstrates an excellent temper.",
        "Two car bombs were found in the street.",
        "She recalls the letter of that day.",
        "Under the Banner of the Prophet the book was read.",
        "They are now free to organize.",
        "The county needs campaign supplies and gets those supplies.",
        "He shot a record number of goals.",
        "The 1982 massacre is still told of.",
    ],
)
def test_a_word_of_another_sense_is_no_deed(text: str) -> None:
    assert not [
        e for e in read_article(f"{text} That was all that the men of the land had to do with it.").events if e.realis == Realis.HAPPENED
    ]
