"""Which edition is in use on a known day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from inforce.base.errors import Unknown
from inforce.lists import add, current, editions, known_on, load
from inforce.store.archive import Archive

REFS = [f"KPi.{n:03}" for n in range(6)]


@pytest.fixture
def archive(tmp_path: Path, tiny: Callable[..., Path]) -> Archive:
    """Holds tiny_xml as known on 7 June 2018 and, filled in later, on 20 June 2017."""
    archive = Archive(tmp_path / "home")
    add(archive, "tiny_xml", [tiny(REFS)], date(2018, 6, 7))
    add(archive, "tiny_xml", [tiny(REFS[1:], published="2017-06-20")], date(2017, 6, 20))
    return archive


@pytest.mark.parametrize(
    ("known", "used"),
    [
        (date(2017, 6, 19), None),
        (date(2017, 6, 20), date(2017, 6, 20)),
        (date(2018, 6, 6), date(2017, 6, 20)),
        (date(2018, 6, 7), date(2018, 6, 7)),
        (date(2030, 1, 1), date(2018, 6, 7)),
        (None, date(2018, 6, 7)),
    ],
)
def test_the_edition_in_use_is_the_newest_known_by_then(archive: Archive, known: date | None, used: date | None) -> None:
    edition = current(archive, "tiny_xml", known)
    assert (edition.known if edition else None) == used


def test_before_the_first_edition_the_answer_is_unknown(archive: Archive) -> None:
    with pytest.raises(Unknown, match="said on 2017-06-19 is unknown: the first edition held is known from 2017-06-20"):
        known_on(archive, "tiny_xml", date(2017, 6, 19))
    with pytest.raises(Unknown, match="no edition is held"):
        known_on(archive, "tiny_csv")


def test_a_list_that_ships_with_the_package_stands_from_its_first_listing_on(archive: Archive) -> None:
    (shipped,) = editions(archive, "embedded")
    first = min(d.listed for d in load(archive, shipped).designations if d.listed)
    assert current(archive, "embedded", first) == shipped
    assert current(archive, "embedded", date.fromordinal(first.toordinal() - 1)) is None
    assert not (archive.home / "editions/embedded").exists()
