"""Partial dates keep their precision; intervals are half-open."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from inforce.base.dates import Interval, PartialDate, parse_day
from inforce.base.errors import UsageError

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
open_days = st.none() | days
intervals = st.builds(Interval, open_days, open_days)


@pytest.mark.parametrize(
    ("text", "shortest", "precision"),
    [
        ("1978", "1978", "year"),
        ("1978-04", "1978-04", "month"),
        ("1978-04-09", "1978-04-09", "day"),
        ("Apr 1978", "1978-04", "month"),
        ("09 Apr 1978", "1978-04-09", "day"),
        ("9.4.1978", "1978-04-09", "day"),
        ("00/00/1980", "1980", "year"),
        ("00/07/1980", "1980-07", "month"),
        ("circa 1965", "~1965", "year"),
        ("Approximately 1965", "~1965", "year"),
        ("1962 to 1964", "1962/1964", "range"),
        ("circa 1962 to circa 1964", "~1962/1964", "range"),
        ("01 Jan 1962 to 05 Mar 1962", "1962-01-01/1962-03-05", "range"),
        ("2010-06-09-05:00", "2010-06-09", "day"),
        ("2010-06-09Z", "2010-06-09", "day"),
    ],
)
def test_reads_the_shapes_of_the_lists(text: str, shortest: str, precision: str) -> None:
    read = PartialDate.parse(text)
    assert (str(read), read.precision) == (shortest, precision)


@pytest.mark.parametrize(
    "text", ["", "unknown", "31.2.1978", "1978-13", "13/13/1978", "1964 to 1962", "between", "0", "99999", "1978-04-09x"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        PartialDate.parse(text)


@given(days, days, st.booleans())
def test_shortest_text_parses_back(a: date, b: date, circa: bool) -> None:
    assume(a <= b)
    partial = PartialDate(a, b, circa)
    assert PartialDate.parse(str(partial)) == partial


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    refused = ""
    try:
        partial = PartialDate.parse(text)
    except ValueError as e:
        refused = str(e)
    assert "is no date" in refused if refused else partial.first <= partial.last


def test_overlap_widens_for_circa() -> None:
    assert PartialDate.parse("~1965").overlaps(PartialDate.parse("1966"))
    assert not PartialDate.parse("1965").overlaps(PartialDate.parse("1966-01-01"))


@given(intervals, intervals, days)
def test_intersection_holds_the_days_of_both(a: Interval, b: Interval, day: date) -> None:
    assert (day in (a & b)) == (day in a and day in b)


@given(intervals, days)
def test_an_empty_interval_holds_no_day(i: Interval, day: date) -> None:
    assert bool(i) or day not in i


@given(days, days)
def test_half_open(since: date, until: date) -> None:
    i = Interval(since, until)
    assert until not in i
    assert (since in i) == bool(i)
    assert not i or until - timedelta(1) in i


@pytest.mark.parametrize("text", ["16.10.2019", "2019-2-3", "today", "2019-02-30", ""])
def test_a_day_is_written_one_way(text: str) -> None:
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        parse_day(text)
