"""Offices: who held which role since when, and how far that was checked."""

from datetime import date
from pathlib import Path

import pytest

from inforce.base.errors import LawError
from inforce.base.nouns import Review
from inforce.read.news.offices import officials, read_officials


def test_a_role_is_that_of_the_day() -> None:
    trump = next(o for o in officials() if o.name == "Donald Trump")
    assert trump.on(date(2016, 1, 1)) is None
    assert trump.on(date(2019, 10, 16)).role == "president of the United States"
    assert trump.on(date(2022, 1, 1)) is None


def test_above_memory_each_role_has_its_source_and_a_day_on_which_it_shows() -> None:
    checked = [r for o in officials() for r in o.roles if r.review is not Review.MEMORY]
    assert len(checked) >= 14
    assert all(r.source and r.seen and r.held_on(r.seen) for r in checked)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('until = 2000-01-01\nreview = "memory"', "is not after"),
        ('review = "secondary"', "takes a `source`"),
        ('review = "secondary"\nseen = 1999-01-01\nsource = "x"', "no day on which it was held"),
    ],
)
def test_a_role_that_does_not_add_up_is_refused(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "o.toml"
    path.write_text(
        f'[[officials]]\nname = "A"\nforms = ["A"]\ncode = "USAGOV"\n[[officials.roles]]\nrole = "r"\nsince = 2001-01-01\n{line}\n'
    )
    with pytest.raises(LawError, match=told):
        read_officials(path)
