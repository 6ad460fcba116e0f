"""On which days a listing stood, as far as its source and the editions held tell."""

from dataclasses import replace
from datetime import date

import pytest

from inforce.base.nouns import Designation, Evidence, Name

DAYS = {n: date(2021, n, 1) for n in range(1, 10)}
PLAIN = Designation("made/1", "made", "1", "Vessel", (Name("A"),), Evidence("made@2021-01-01", "1", "A"))
COME = replace(PLAIN, absent_on=DAYS[3], first_seen=DAYS[4])
GONE = replace(PLAIN, listed=DAYS[1], last_seen=DAYS[6], delisted=DAYS[7])


@pytest.mark.parametrize(
    ("entry", "stood"),
    [
        (PLAIN, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (replace(PLAIN, listed=DAYS[2]), [2, 3, 4, 5, 6, 7, 8, 9]),
        (replace(PLAIN, listed=DAYS[2], delisted=DAYS[5]), [2, 3, 4]),
        (COME, [4, 5, 6, 7, 8, 9]),
        (GONE, [1, 2, 3, 4, 5, 6]),
    ],
)
def test_an_entry_stood_from_its_listing_until_it_was_gone(entry: Designation, stood: list[int]) -> None:
    assert [n for n, day in DAYS.items() if entry.listed_on(day)] == stood


def test_what_lies_between_two_editions_is_in_doubt() -> None:
    middle = date(2021, 3, 15)
    assert COME.listed_on(middle)
    assert COME.doubt(middle) == "listed between 2021-03-01 and 2021-04-01"
    assert GONE.doubt(date(2021, 6, 15)) == "taken off between 2021-06-01 and 2021-07-01"
    assert not any(COME.doubt(day) or GONE.doubt(day) for day in DAYS.values())


def test_before_the_first_edition_held_a_listing_without_a_day_is_in_doubt() -> None:
    held = replace(PLAIN, first_seen=DAYS[4])
    assert held.doubt(DAYS[3]) == "listed by 2021-04-01 at the latest"
    assert not held.doubt(DAYS[4])
    assert not replace(held, listed=DAYS[1]).doubt(DAYS[3])
