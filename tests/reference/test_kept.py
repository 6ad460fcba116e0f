"""What is kept of a Reference answers as the lists do, or not at all."""

import multiprocessing
import os
import threading
from datetime import date
from pathlib import Path

import pytest

from inforce.base.nouns import Designation, Edition, Evidence, Identifier, Name
from inforce.match import Hit
from inforce.reference import Groups, Link, Reference, build
from inforce.reference.entries import Entries
from inforce.reference.kept import Whole, keep_whole, whole
from inforce.store.archive import Archive


def listed(n: int, name: str, imo: str = "9074729") -> Designation:
    return Designation(f"x/{n}", "x", str(n), "Vessel", (Name(name),), Evidence("x", str(n), name), identifiers=(Identifier("imo", imo),))


MADE = Whole(
    (listed(1, "Ocean Star"), listed(2, "Green Pine"), listed(2, "Green Pine II")),
    (Edition("e", "x", date(2020, 1, 1), "sha", (("xml", "sum"),), counts=(("entries", 3),)),),
    Groups({"x/1": ("x/1", "x/2")}, (Link("x/1", "x/2", "imo", "both"),)),
)


def searched(ref: Reference) -> list[list[Hit]]:
    return ref.names.search(["Ocean Star", {"name": "green pine"}, "Nobody"], 0.7, "Vessel")


def test_what_is_opened_equals_what_was_made(tmp_path: Path) -> None:
    keep_whole(tmp_path, "key", MADE)
    found = whole(tmp_path, "key")
    assert found is not None
    assert isinstance(found.designations, Entries)
    assert (found.designations, found.editions) == (MADE.designations, MADE.editions)
    assert (found.groups.members, found.groups.links) == (MADE.groups.members, MADE.groups.links)


def test_it_answers_and_is_digested_as_one_in_memory(tmp_path: Path) -> None:
    keep_whole(tmp_path, "key", MADE)
    found = whole(tmp_path, "key")
    assert found is not None
    law = build(Archive(tmp_path), lists=["embedded"]).law
    kept, made = (Reference(law, designations=w.designations, editions=w.editions, groups=w.groups) for w in (found, MADE))
    assert kept.digest == made.digest
    assert searched(kept) == searched(made)
    assert dict(kept.by_imo) == dict(made.by_imo)
    assert kept.subject(MADE.designations[0]) == MADE.designations


@pytest.mark.parametrize("harm", ["cut", "changed", "foreign", "empty"])
def test_a_file_that_is_not_sound_is_made_again(tmp_path: Path, harm: str) -> None:
    archive = Archive(tmp_path)
    first = build(archive, lists=["embedded"])
    (path,) = (tmp_path / "references").iterdir()
    raw = path.read_bytes()
    path.write_bytes({"cut": raw[:-64], "changed": raw[:9999] + b"?" + raw[10000:], "foreign": b"PAR1" * 99, "empty": b""}[harm])
    with pytest.warns(UserWarning, match="references.*made again|references.*version"):
        again = build(archive, lists=["embedded"])
    assert again.digest == first.digest
    assert path.read_bytes() == raw


def test_a_file_of_other_lists_is_refused_and_made_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = build(archive, lists=["embedded"])
    (path,) = (tmp_path / "references").iterdir()
    raw = path.read_bytes()
    keep_whole(tmp_path, "other", MADE)
    (tmp_path / "references" / "other.inforce").replace(path)
    with pytest.warns(UserWarning, match="made of other lists"):
        again = build(archive, lists=["embedded"])
    assert (again.digest, again.designations) == (first.digest, first.designations)
    assert path.read_bytes() == raw


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "references").mkdir()
    os.mkfifo(tmp_path / "references" / "key.inforce")
    found: list[Whole | None] = []

    def look() -> None:
        with pytest.warns(UserWarning, match="no index of names"):
            found.append(whole(tmp_path, "key"))

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    looking.join(20)
    assert found == [None]
    keep_whole(tmp_path, "key", MADE)
    assert whole(tmp_path, "key") is not None


def test_what_lies_there_and_cannot_be_read_is_done_without(tmp_path: Path) -> None:
    first = build(Archive(tmp_path), lists=["embedded"])
    (path,) = (tmp_path / "references").iterdir()
    path.unlink()
    path.mkdir()
    with pytest.warns(UserWarning, match="cannot be read"):
        assert build(Archive(tmp_path), lists=["embedded"]).digest == first.digest


def test_where_nothing_can_be_written_it_is_done_without(tmp_path: Path) -> None:
    ref = build(Archive(tmp_path / "not there"), lists=["embedded"])
    assert not isinstance(ref.designations, Entries)
    assert ref.digest == build(Archive(tmp_path), lists=["embedded"]).digest


def test_the_ones_used_last_stay(tmp_path: Path) -> None:
    for n in range(10):
        keep_whole(tmp_path, f"key{n}", MADE)
        assert whole(tmp_path, "key0") is not None
    assert len(list((tmp_path / "references").iterdir())) == 8
    assert whole(tmp_path, "key0") is not None
    assert whole(tmp_path, "key1") is None


def _digest(home: Path) -> str:
    return build(Archive(home), lists=["embedded"]).digest


def test_two_processes_may_make_it_at_once(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        digests = pool.map(_digest, [tmp_path] * 4)
    assert len(set(digests)) == 1
    assert [p.suffix for p in (tmp_path / "references").iterdir()] == [".inforce"]
