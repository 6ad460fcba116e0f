"""What was read of an edition is kept, and used only while it is whole and the reader is the same."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from inforce.base.errors import Damaged
from inforce.base.nouns import Edition
from inforce.lists import add, cache, get, load
from inforce.lists.reading import Parsed
from inforce.store.archive import Archive

REFS = [f"KPi.{n:03}" for n in range(6)]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "home")


@pytest.fixture
def edition(archive: Archive, tiny: Callable[..., Path]) -> Edition:
    return add(archive, "tiny_xml", [tiny(REFS)], date(2018, 6, 7))


@pytest.fixture
def reads(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one each time that the reader is called."""
    import tiny_xml.parse

    calls: list[str] = []
    real = tiny_xml.parse.parse

    def parse(parts: object, spec: object) -> object:
        calls.append("read")
        return real(parts, spec)

    monkeypatch.setattr(tiny_xml.parse, "parse", parse)
    return calls


def copies(archive: Archive, edition: Edition) -> list[Path]:
    return sorted(archive.folder(edition).glob("read_*.parquet"))


def test_an_edition_that_was_added_opens_without_being_read_again(archive: Archive, edition: Edition, reads: list[str]) -> None:
    parsed = load(archive, edition)
    assert reads == []
    assert [d.ref for d in parsed.designations] == REFS
    assert parsed.counts == dict(edition.counts)


def test_what_is_kept_is_what_would_be_read(archive: Archive, edition: Edition) -> None:
    kept = load(archive, edition)
    for path in copies(archive, edition):
        path.unlink()
    assert load(archive, edition) == kept


def test_issues_are_kept_too(archive: Archive, tiny: Callable[..., Path], reads: list[str]) -> None:
    edition = add(archive, "tiny_xml", [tiny(REFS[:5], listed="soon")], date(2018, 6, 8), accept="one less")
    reads.clear()
    assert [(i.source, i.value) for i in load(archive, edition).issues] == [("tiny_xml@2018-06-08", "soon")] * 5
    assert reads == []


@pytest.mark.parametrize("damage", [lambda b: b[:-1], lambda b: b"", lambda b: b[:100] + b"\0\0" + b[102:], lambda b: b"PAR1" + b])
def test_a_damaged_copy_is_read_anew_and_replaced(
    archive: Archive, edition: Edition, reads: list[str], damage: Callable[[bytes], bytes]
) -> None:
    (copy,) = copies(archive, edition)
    whole = copy.read_bytes()
    copy.write_bytes(damage(whole))
    assert [d.ref for d in load(archive, edition).designations] == REFS
    assert reads == ["read"]
    assert [p.read_bytes() for p in copies(archive, edition)] == [whole]


def test_a_copy_made_by_another_reader_is_read_anew_and_replaced(
    archive: Archive, edition: Edition, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (old,) = copies(archive, edition)
    monkeypatch.setattr(cache, "reader_digest", lambda package: "f" * 16)
    load(archive, edition)
    load(archive, edition)
    assert reads == ["read"]
    assert [p.name[:21] for p in copies(archive, edition)] == [f"read_{'f' * 16}"]
    assert not old.exists()


def test_without_a_copy_damaged_files_are_told(archive: Archive, edition: Edition) -> None:
    archive.paths(edition)["list"].write_bytes(b"damaged")
    for path in copies(archive, edition):
        path.unlink()
    with pytest.raises(Damaged):
        load(archive, edition)


def test_where_no_copy_can_be_kept_the_edition_is_read_all_the_same(archive: Archive, edition: Edition, reads: list[str]) -> None:
    for path in copies(archive, edition):
        path.unlink()
    (archive.home / "tmp").write_text("in the way")
    assert [d.ref for d in load(archive, edition).designations] == REFS
    assert copies(archive, edition) == []


def test_the_digest_of_a_reader_covers_its_list_toml_and_its_code(brought: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "fourth_list"
    package.mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    digests = set()
    for name, text in (("__init__.py", ""), ("list.toml", "a = 1"), ("list.toml", "a = 2"), ("parse.py", "1"), ("parse.py", "2")):
        (package / name).write_text(text)
        cache.reader_digest.cache_clear()
        digests.add(cache.reader_digest("fourth_list"))
    assert len(digests) == 5


def test_entries_that_two_editions_share_are_kept_once(archive: Archive, edition: Edition, tiny: Callable[..., Path]) -> None:
    later = add(archive, "tiny_xml", [tiny([*REFS[:5], "KPi.099"])], date(2018, 6, 8), accept="one went")
    entries = cache.shelved(archive.folder(edition).parent, get("tiny_xml"))
    assert entries is not None
    assert entries["ref"].to_pylist() == [*REFS, "KPi.099"]
    assert [d.ref for d in load(archive, edition).designations] == REFS
    assert {d.evidence.source for d in load(archive, later).designations} == {"tiny_xml@2018-06-08"}


@pytest.mark.parametrize("damage", [lambda b: b[:-1], lambda b: b"", lambda b: b[:200] + b"\0\1" + b[202:]])
def test_a_damaged_copy_of_the_entries_is_made_anew(
    archive: Archive, edition: Edition, reads: list[str], damage: Callable[[bytes], bytes]
) -> None:
    (shelf,) = archive.folder(edition).parent.glob("entries_*.arrow")
    whole = shelf.read_bytes()
    shelf.unlink()
    shelf.write_bytes(damage(whole))
    assert [d.ref for d in load(archive, edition).designations] == REFS
    assert reads == ["read"]
    assert [p.read_bytes() for p in archive.folder(edition).parent.glob("entries_*.arrow")] == [whole]


def test_an_edition_without_entries_is_kept_too(archive: Archive, brought: Path) -> None:
    spec = get("tiny_xml")
    folder = archive.home / "editions" / "tiny_xml" / "2018-06-07_0000000000000000"
    folder.mkdir(parents=True)
    cache.keep_read(folder, archive.home, spec, cache.table_of(Parsed((), (), {"entries": 0})))
    found = cache.find(folder, spec)
    assert found is not None
    assert cache.parsed_of(found) == Parsed((), (), {"entries": 0})
