"""Hostile and broken files, for every list with a sample here: refused whole or told value by value, and nothing is filed."""

import gzip
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from inforce.base.errors import Refused
from inforce.lists import Given, add, file, get, reading
from inforce.lists.reading import read
from inforce.lists.recognise import parts_of
from inforce.store import unpack, writer
from inforce.store.archive import Archive

HERE = Path(__file__).parent
SAMPLES = {
    "un_consolidated": "un_consolidated/sample_2026.xml",
    "ofac_sdn": "ofac/sample_advanced.xml",
    "ca_sema": "ca_sema/sample_2026.xml",
    "eu_fsf": "eu_fsf/sample_1_1.csv",
    "eu_journal.32017r1509": "eu_journal/sample_2026.csv",
    "uk_ofsi": "uk_ofsi/sample_2022.csv",
    "uk_sanctions": "uk_sanctions/sample_full_2026.csv",
}
XML = {list_id: path for list_id, path in SAMPLES.items() if path.endswith(".xml")}
DAY = date(2027, 1, 1)  # later than any sample says of itself
BOMB = b'<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
NAME = re.compile(rb"(?:<FIRST_NAME>|<LastName-NomDeFamille>|<NamePartValue [^>]*>)[^<]+")
OUTSIDE = b'<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "home")


def refused(archive: Archive, list_id: str, path: Path) -> str:
    """The reason; nothing was filed, and what was given is kept aside."""
    with pytest.raises(Refused) as caught:
        file(archive, list_id, Given([path], DAY))
    assert archive.editions(list_id) == ()
    assert not (archive.home / "editions").exists()
    assert [a.reason for a in archive.asides(list_id)]
    assert not any((archive.home / "tmp").glob("*"))
    assert "The counts are not those" not in str(caught.value), "it was read"
    return str(caught.value)


def changed(tmp_path: Path, list_id: str, change: Callable[[bytes], bytes]) -> Path:
    whole = (HERE / SAMPLES[list_id]).read_bytes()
    path = tmp_path / Path(SAMPLES[list_id]).name
    path.write_bytes(change(whole))
    return path


def with_doctype(doctype: bytes) -> Callable[[bytes], bytes]:
    def change(whole: bytes) -> bytes:
        end = whole.index(b"?>") + 2
        text = whole.index(b">", whole.index(b"<", whole.index(b"<", whole.index(b"<", end) + 1) + 1)) + 1
        return whole[:end] + doctype + whole[end:text] + b"&c;" + whole[text:]

    return change


@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE], ids=["bomb", "outside"])
@pytest.mark.parametrize("list_id", XML)
def test_entities_of_a_document_type_are_never_resolved(archive: Archive, tmp_path: Path, list_id: str, doctype: bytes) -> None:
    assert "declares a document type" in refused(archive, list_id, changed(tmp_path, list_id, with_doctype(doctype)))


@pytest.mark.parametrize("list_id", XML)
def test_a_control_byte_refuses_xml_with_its_line(archive: Archive, tmp_path: Path, list_id: str) -> None:
    path = changed(tmp_path, list_id, lambda b: b[: b.rindex(b"</")] + b"\x19" + b[b.rindex(b"</") :])
    assert "it holds the control byte 0x19" in refused(archive, list_id, path)


@pytest.mark.parametrize("list_id", XML)
def test_a_raw_ampersand_in_a_name_is_read_as_one_and_told(tmp_path: Path, list_id: str) -> None:
    path, spec = changed(tmp_path, list_id, lambda b: NAME.sub(rb"\g<0> & Sons", b, count=1)), get(list_id)
    parsed = read(spec, parts_of(spec, [(path.name, path)]), "x")
    assert any("a bare '&'" in i.problem for i in parsed.issues)
    assert any("& Sons" in n.text for d in parsed.designations for n in d.names)


@pytest.mark.parametrize("list_id", set(SAMPLES) - set(XML))
def test_a_control_character_in_a_table_is_told(tmp_path: Path, list_id: str) -> None:
    def change(whole: bytes) -> bytes:
        at = whole.rindex(b"Sample") if b"Sample" in whole else whole.rindex(b"SAMPLE")
        return whole[: at + 3] + b"\x13" + whole[at + 3 :]

    path, spec = changed(tmp_path, list_id, change), get(list_id)
    parsed = read(spec, parts_of(spec, [(path.name, path)]), "x")
    assert any("holds the control character 0x13" in i.problem for i in parsed.issues)


@pytest.mark.parametrize("list_id", SAMPLES)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_file_in_an_encoding_of_other_widths_is_refused(archive: Archive, tmp_path: Path, list_id: str, encoding: str) -> None:
    assert refused(archive, list_id, changed(tmp_path, list_id, lambda b: b.decode("utf-8-sig").encode(encoding)))


@pytest.mark.parametrize("list_id", set(SAMPLES) - {"uk_ofsi", "uk_sanctions"})
def test_bytes_that_are_no_utf8_are_refused(archive: Archive, tmp_path: Path, list_id: str) -> None:
    """The UK's lists alone have been published in a code page of Windows, in which these bytes are letters."""
    path = changed(tmp_path, list_id, lambda b: b[: len(b) // 2] + b"\xe9\xff" + b[len(b) // 2 :])
    assert "bytes are no UTF-8" in refused(archive, list_id, path).replace("utf-8-sig", "UTF-8")


@pytest.mark.parametrize("list_id", XML)
def test_xml_cut_short_is_refused(archive: Archive, tmp_path: Path, list_id: str) -> None:
    assert "is cut short" in refused(archive, list_id, changed(tmp_path, list_id, lambda b: b[: len(b) // 2]))


@pytest.mark.parametrize("list_id", SAMPLES)
def test_a_zip_a_tar_and_noise_are_refused(archive: Archive, tmp_path: Path, list_id: str) -> None:
    inside = tmp_path / "inside.zip"
    with zipfile.ZipFile(inside, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("list.xml", b" " * 1_000_000)
    assert "zip" in refused(archive, list_id, inside)
    (tmp_path / "again.xml.gz").write_bytes(gzip.compress(inside.read_bytes()))
    assert "zip" in refused(archive, list_id, tmp_path / "again.xml.gz")
    (tmp_path / "x.tar").write_bytes(b"name".ljust(257, b"\0") + b"ustar\x0000" + b"\0" * 512)
    assert "archive of several files (tar)" in refused(archive, list_id, tmp_path / "x.tar")
    (tmp_path / "x.xml").write_bytes(bytes(range(256)) * 64)
    assert refused(archive, list_id, tmp_path / "x.xml")


@pytest.mark.parametrize("list_id", SAMPLES)
def test_a_file_of_two_gigabytes_is_refused_unread_and_takes_no_room(archive: Archive, tmp_path: Path, list_id: str) -> None:
    path = tmp_path / "large.xml"
    with path.open("wb") as large:
        large.truncate(2 << 30)  # takes no room on the disk either
    assert "has 2,147,483,648 bytes; no list has more" in refused(archive, list_id, path)
    (aside,) = archive.asides(list_id)
    assert [p.name for p in aside.folder.iterdir()] == ["reason.txt"]
    assert "large.xml was too large to be kept" in aside.reason


def test_a_small_file_that_unpacks_beyond_every_size_is_refused(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (unpack, writer):
        monkeypatch.setattr(module, "LARGEST", 1 << 20)
    (tmp_path / "bomb.xml.gz").write_bytes(gzip.compress(b"<" * (3 << 20)))
    assert "unpacks to more than 1,048,576 bytes" in refused(archive, "un_consolidated", tmp_path / "bomb.xml.gz")


def test_more_entries_than_a_list_can_have_are_not_even_held(
    brought: Path, archive: Archive, tiny: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "It holds more than 1,000 entries" in refused(archive, "tiny_xml", tiny([f"KPi.{n:05}" for n in range(1_200)]))
    monkeypatch.setattr(reading, "_MOST", 3)
    assert "It holds too much to read" in refused(archive, "tiny_xml", tiny([f"KPi.{n:05}" for n in range(100)], listed="soon"))


def test_entries_of_one_number_are_told_and_all_kept(archive: Archive, tiny: Callable[..., Path]) -> None:
    edition = add(archive, "tiny_xml", [tiny(["KPi.001"] * 2 + [f"KPi.{n:03}" for n in range(5, 12)])], date(2018, 6, 7))
    counts = dict(edition.counts)
    assert (counts["entries"], counts["issues"]) == (9, 1)


def test_a_refused_file_leaves_the_archive_byte_for_byte_as_it_was(archive: Archive, tiny: Callable[..., Path], tmp_path: Path) -> None:
    add(archive, "tiny_xml", [tiny([f"KPi.{n:03}" for n in range(10)])], date(2018, 6, 7))
    before = {p: p.read_bytes() for p in (archive.home / "editions").rglob("*") if p.is_file()}
    bad = tiny([f"KPi.{n:03}" for n in range(10)])
    bad.write_bytes(bad.read_bytes().replace(b"NAME", b"NA\x13ME", 1))
    with pytest.raises(Refused, match="stays in use; the refused file is kept in"):
        add(archive, "tiny_xml", [bad], date(2018, 6, 8))
    assert {p: p.read_bytes() for p in (archive.home / "editions").rglob("*") if p.is_file()} == before
    assert archive.editions("tiny_xml")[-1].known == date(2018, 6, 7)
