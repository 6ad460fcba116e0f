"""Editions kept as published: filed once, found again, never overwritten."""

import json
import os
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inforce.base.errors import Damaged
from inforce.base.nouns import Edition
from inforce.store import durable, manifest
from inforce.store.archive import Archive

DAY = date(2018, 6, 7)
numbers = count()


def part(folder: Path, content: bytes) -> Path:
    path = folder / f"given_{next(numbers)}"
    path.write_bytes(content)
    return path


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "home")


def test_an_archive_that_is_not_there_yet_holds_nothing(archive: Archive) -> None:
    assert archive.editions("some_list") == ()
    assert not archive.home.exists()


def test_an_edition_gives_back_its_bytes(archive: Archive, tmp_path: Path) -> None:
    edition = archive.add("some_list", DAY, {"sdn": part(tmp_path, b"one"), "alt": part(tmp_path, b"two")}, source="https://example.org")
    assert archive.editions("some_list") == (edition,)
    assert {name: path.read_bytes() for name, path in archive.paths(edition).items()} == {"sdn": b"one", "alt": b"two"}
    assert (edition.known, edition.source, edition.n_bytes) == (DAY, "https://example.org", 6)


def test_an_id_is_the_same_on_every_machine_and_day(archive: Archive, tmp_path: Path) -> None:
    edition = archive.add("some_list", DAY, {"sdn": part(tmp_path, b"one"), "alt": part(tmp_path, b"two")})
    assert edition.id == "7735c22589e697ed"
    assert edition.sha256.startswith(edition.id)


def test_the_same_bytes_under_another_part_are_another_edition(archive: Archive, tmp_path: Path) -> None:
    a, b = (archive.add("some_list", DAY, {name: part(tmp_path, b"one")}) for name in ("sdn", "alt"))
    assert a.id != b.id
    assert len(archive.editions("some_list")) == 2


def test_the_same_bytes_for_the_same_day_are_there_once_and_stay_as_first_filed(archive: Archive, tmp_path: Path) -> None:
    first = archive.add("some_list", DAY, {"list": part(tmp_path, b"one")}, source="first")
    with archive.writing() as writer:
        assert writer.again("some_list", DAY, {"list": part(tmp_path, b"one")}) == (first, "already held")
    assert archive.add("some_list", DAY, {"list": part(tmp_path, b"one")}, source="second") == first
    assert archive.editions("some_list") == (first,)


def test_the_same_bytes_for_another_day_are_an_edition_of_their_own_and_stand_on_the_disk_once(archive: Archive, tmp_path: Path) -> None:
    first = archive.add("some_list", DAY, {"list": part(tmp_path, b"one")})
    second = archive.add("some_list", DAY + timedelta(1), {"list": part(tmp_path, b"one")})
    assert archive.editions("some_list") == (first, second)
    assert os.path.samefile(archive.paths(first)["list"], archive.paths(second)["list"])


def test_within_a_day_the_whole_edition_comes_after_the_partial_and_the_later_after_the_earlier(archive: Archive, tmp_path: Path) -> None:
    def file(content: bytes, published: str, missing: tuple[str, ...] = ()) -> str:
        with archive.writing() as writer:
            edition = Edition("", "some_list", DAY, "", (), missing=missing, published=published)
            return writer.file(edition, {"list": part(tmp_path, content)}).id

    evening = file(b"b", "2018-06-07T18:00:00+00:00")
    morning = file(b"a", "2018-06-07T06:00:00+00:00")
    partial = file(b"c", "2018-06-07T20:00:00+00:00", ("alt",))
    assert [e.id for e in archive.editions("some_list")] == [partial, morning, evening]


@settings(max_examples=20)  # each example syncs to the disk many times
@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from([b"a", b"b", b"c"])), min_size=1, max_size=6), st.randoms())
def test_editions_filed_in_any_order_are_the_same(filed: list[tuple[int, bytes]], random: Random) -> None:
    shuffled = list(filed)
    random.shuffle(shuffled)
    held = []
    for order in (filed, shuffled):
        with TemporaryDirectory() as folder:
            archive = Archive(Path(folder) / "home")
            for days, content in order:
                archive.add("some_list", DAY + timedelta(days), {"list": part(Path(folder), content)})
            held.append([(e, archive.paths(e)["list"].read_bytes()) for e in archive.editions("some_list")])
    assert held[0] == held[1]
    assert {(e.known, content) for e, content in held[0]} == {(DAY + timedelta(days), content) for days, content in filed}


words = st.text(st.characters(codec=None), max_size=10)  # with bytes of arguments that are no UTF-8


@given(st.dates(), st.tuples(words, words, words), st.dictionaries(words, st.integers(0), max_size=3), st.lists(words, max_size=2))
def test_an_edition_comes_back_from_its_manifest_as_it_was(
    known: date, said: tuple[str, str, str], counts: dict[str, int], missing: list[str]
) -> None:
    source, accepted, published = said
    edition = Edition(
        id="0123456789abcdef",
        list_id="some_list",
        known=known,
        sha256="0123456789abcdef" * 4,
        parts=(("list", "0" * 64),),
        missing=tuple(missing),
        n_bytes=3,
        source=source,
        accepted=accepted,
        counts=tuple(sorted(counts.items())),
        published=published,
    )
    with TemporaryDirectory() as home:
        folder = manifest.folder(Path(home), edition)
        folder.mkdir(parents=True)
        durable.write(folder / "edition.json", manifest.to_text(edition))
        assert manifest.held(Path(home), "some_list") == (edition,)


def test_damaged_bytes_are_named_with_both_hashes(archive: Archive, tmp_path: Path) -> None:
    edition = archive.add("some_list", DAY, {"list": part(tmp_path, b"one")})
    path = archive.paths(edition)["list"]
    path.write_bytes(b"two")
    with pytest.raises(Damaged) as e:
        archive.paths(edition)
    of_two = "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3"
    assert all(told in str(e.value) for told in (str(path), dict(edition.parts)["list"], of_two))


def test_bytes_that_are_gone_are_damage(archive: Archive, tmp_path: Path) -> None:
    edition = archive.add("some_list", DAY, {"list": part(tmp_path, b"one")})
    archive.paths(edition)["list"].unlink()
    with pytest.raises(Damaged, match="the file is gone"):
        archive.paths(edition)


def test_adding_the_same_file_again_restores_damaged_bytes(archive: Archive, tmp_path: Path) -> None:
    edition = archive.add("some_list", DAY, {"list": part(tmp_path, b"one")})
    archive.paths(edition)["list"].write_bytes(b"two")
    with archive.writing() as writer:
        assert writer.again("some_list", DAY, {"list": part(tmp_path, b"one")}) == (edition, "restored")
    assert archive.paths(edition)["list"].read_bytes() == b"one"


def test_damaged_bytes_are_not_shared(archive: Archive, tmp_path: Path) -> None:
    first = archive.add("some_list", DAY, {"list": part(tmp_path, b"one")})
    archive.paths(first)["list"].write_bytes(b"two")
    second = archive.add("some_list", DAY + timedelta(1), {"list": part(tmp_path, b"one")})
    assert archive.paths(second)["list"].read_bytes() == b"one"


@pytest.mark.parametrize(
    "change", [lambda said: {**said, "accepted": "somebody else's reason"}, lambda said: {}, lambda said: [], lambda said: 1]
)
def test_a_manifest_that_was_changed_is_damage(archive: Archive, tmp_path: Path, change: Callable[[Any], Any]) -> None:
    edition = archive.add("some_list", DAY, {"list": part(tmp_path, b"one")})
    path = archive.folder(edition) / "edition.json"
    path.write_text(json.dumps(change(json.loads(path.read_text("utf-8")))), "utf-8")
    with pytest.raises(Damaged, match=r"edition\.json"):
        archive.editions("some_list")


def test_an_edition_filed_under_another_day_is_damage(archive: Archive, tmp_path: Path) -> None:
    edition = archive.add("some_list", DAY, {"list": part(tmp_path, b"one")})
    archive.folder(edition).rename(archive.folder(edition).with_name(f"2011-01-01_{edition.id}"))
    with pytest.raises(Damaged, match="another day"):
        archive.editions("some_list")


def test_a_refused_file_is_kept_aside_with_the_newest_reason(archive: Archive, tmp_path: Path) -> None:
    file = part(tmp_path, b"<html>")
    for reason in ("first reason", "second reason"):
        with archive.writing() as writer:
            folder = writer.set_aside("some_list", DAY, [file, file], reason)
    assert sorted(p.read_bytes() for p in folder.iterdir()) == [b"<html>", b"<html>", b"second reason\n"]
    assert [(a.known, a.reason, a.folder) for a in archive.asides("some_list")] == [(DAY, "second reason", folder)]
    assert archive.editions("some_list") == ()
