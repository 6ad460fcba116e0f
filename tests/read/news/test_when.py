"""Days in words, seen from the day of the article."""

from datetime import date

import pytest

from inforce.base.news import DocDay
from inforce.read.news.when import times

WEDNESDAY = date(2019, 10, 16)


def meant(text: str, first: date = WEDNESDAY, last: date = WEDNESDAY) -> list[tuple[str, str]]:
    found = times(text, [(0, len(text))], DocDay(first, last, "given"))
    return [(str(t.first), str(t.last)) for t in found]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("said on Tuesday", "2019-10-15", "2019-10-15"),
        ("said Wednesday night", "2019-10-16", "2019-10-16"),
        ("will meet on Friday", "2019-10-18", "2019-10-18"),
        ("met last Wednesday", "2019-10-09", "2019-10-09"),
        ("met yesterday", "2019-10-15", "2019-10-15"),
        ("on October 1, 2019", "2019-10-01", "2019-10-01"),
        ("on 1 October 2019", "2019-10-01", "2019-10-01"),
        ("held in Singapore in June last year", "2018-06-01", "2018-06-30"),
        ("the second in February", "2019-02-01", "2019-02-28"),
        ("in early 2018", "2018-01-01", "2018-12-31"),
        ("will be held on December 30", "2019-12-30", "2019-12-30"),
        ("last week", "2019-10-07", "2019-10-13"),
        ("this weekend they met", "2019-10-12", "2019-10-13"),
        ("two weeks ago", "2019-09-30", "2019-10-06"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("next year", "2020-01-01", "2020-12-31"),
    ],
)
def test_what_is_meant(text: str, first: str, last: str) -> None:
    assert meant(text) == [(first, last)]


@pytest.mark.parametrize("text", ["2000 people", "Resolution 2397", "$2,019", "about 2000 ships", "it may be", "they march on"])
def test_what_is_no_day(text: str) -> None:
    assert not [t for t in meant(text) if t[0][:4] in ("2000", "2397", "2019")]


def test_from_an_interval_only_what_does_not_rest_on_the_day_is_resolved() -> None:
    text = "On Tuesday, in June last year and in 2018"
    assert meant(text, date(2019, 3, 1), date(2019, 12, 31)) == [("2018-06-01", "2018-06-30"), ("2018-01-01", "2018-12-31")]
    assert meant(text, date(2018, 3, 1), date(2019, 12, 31)) == [("2018-01-01", "2018-12-31")]
