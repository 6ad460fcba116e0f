"""How each list stands today."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from inforce.base.errors import Refused
from inforce.lists import add
from inforce.lists.standing import history, standing, standings
from inforce.store.archive import Archive

DAY = date(2018, 6, 7)
REFS = [f"KPi.{n:03}" for n in range(6)]
Tiny = Callable[..., Path]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "home")


def test_a_list_without_an_edition_says_so(archive: Archive, tiny: Tiny) -> None:
    assert standing(archive, "tiny_xml", DAY).state == "none"
    with pytest.raises(Refused):
        add(archive, "tiny_xml", [tiny([])], DAY)
    assert "a file for 2018-06-07 was refused" in standing(archive, "tiny_xml", DAY).note


def test_a_list_is_fresh_until_it_is_older_than_its_list_toml_says(archive: Archive, tiny: Tiny) -> None:
    add(archive, "tiny_xml", [tiny(REFS)], DAY)
    found = [standing(archive, "tiny_xml", today) for today in (DAY, date(2018, 6, 14), date(2018, 6, 15))]
    assert [(s.state, s.age_days) for s in found] == [("fresh", 0), ("fresh", 7), ("stale", 8)]
    assert "https://example.org/tiny.xml" in found[2].note


def test_a_list_whose_newer_file_was_refused_is_stale_until_a_newer_one_is_filed(archive: Archive, tiny: Tiny) -> None:
    add(archive, "tiny_xml", [tiny(REFS)], DAY)
    with pytest.raises(Refused):
        add(archive, "tiny_xml", [tiny(REFS[:5])], date(2018, 6, 8))
    found = standing(archive, "tiny_xml", date(2018, 6, 8))
    assert (found.state, found.edition and found.edition.known) == ("stale", DAY)
    assert "a file for 2018-06-08 was refused: It lacks 1 of 6 entries" in found.note
    add(archive, "tiny_xml", [tiny(REFS[:5])], date(2018, 6, 8), accept="one delisting")
    assert standing(archive, "tiny_xml", date(2018, 6, 8)).state == "fresh"


def test_damage_is_seen(archive: Archive, tiny: Tiny) -> None:
    edition = add(archive, "tiny_xml", [tiny(REFS)], DAY)
    path = archive.paths(edition)["list"]
    path.write_bytes(b"damaged")
    found = standing(archive, "tiny_xml", DAY)
    assert (found.state, found.edition) == ("damaged", edition)
    assert str(path) in found.note
    (archive.folder(edition) / "edition.json").write_text("{}")
    assert [(s.state, s.edition) for s in (standing(archive, "tiny_xml", DAY), *history(archive, "tiny_xml", DAY))] == [
        ("damaged", None)
    ] * 2


def test_history_shows_every_edition_and_standings_every_list(archive: Archive, tiny: Tiny) -> None:
    add(archive, "tiny_xml", [tiny(REFS)], DAY)
    add(archive, "tiny_xml", [tiny(REFS)], date(2018, 6, 9))
    assert [(s.edition and s.edition.known, s.state) for s in history(archive, "tiny_xml", date(2018, 6, 9))] == [
        (DAY, "earlier"),
        (date(2018, 6, 9), "fresh"),
    ]
    assert {s.list_id: s.state for s in standings(archive, DAY)}.items() >= {"embedded": "embedded", "tiny_csv": "none"}.items()
