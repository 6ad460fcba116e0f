"""Every edition of the non-SDN list in the test data, in all its formats."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from inforce.lists import get
from inforce.lists.diff import compare
from inforce.lists.reading import Parsed, outside, read
from inforce.lists.recognise import parts_of, published
from inforce.store.unpack import unpack

SPEC = get("ofac_cons")
DAY = "lists/ofac/csv/ofac_2018-05-27_cons_{}.gz"
# Edition in XML -> entries, persons, the day that the file gives as its own: lists.md, section 2.
XML = {
    "2018-05-27": (639, 94, "2018-04-06"),
    "2024-10": (443, 79, "2024-05-06"),
    "2025-11-29": (443, 80, "2025-10-22"),
}

Unpacked = Callable[..., list[tuple[str, Path]]]
Read = Callable[..., Parsed]


@pytest.fixture
def unpacked(shared: Callable[[str], Path], tmp_path: Path) -> Unpacked:
    """Files of the test data by name, as published."""

    def of(*paths: str) -> list[tuple[str, Path]]:
        names = [path.rpartition("/")[2].removesuffix(".gz") for path in paths]
        for path, name in zip(paths, names, strict=True):
            if not (tmp_path / name).exists():
                unpack(shared(path), tmp_path / name)
        return [(name, tmp_path / name) for name in names]

    return of


@pytest.fixture
def read_files(unpacked: Unpacked) -> Read:
    """Reads files of the test data, each as the part that it is by its looks."""
    return lambda *paths: read(SPEC, parts_of(SPEC, unpacked(*paths)), "ofac_cons")


@pytest.mark.parametrize("edition", XML)
def test_an_edition_in_xml_is_read_whole(read_files: Read, edition: str) -> None:
    parsed = read_files(f"lists/ofac/xml/cons_sdnList_{edition}.xml.gz")
    assert (parsed.counts["entries"], parsed.counts["Person"]) == XML[edition][:2]
    assert parsed.issues == ()
    assert outside(SPEC, parsed.counts) == []


@pytest.mark.parametrize("edition", XML)
def test_an_edition_in_xml_says_its_own_day(unpacked: Unpacked, edition: str) -> None:
    assert published(SPEC, parts_of(SPEC, unpacked(f"lists/ofac/xml/cons_sdnList_{edition}.xml.gz"))) == XML[edition][2]


def test_the_delimited_files_of_a_day_are_read_whole(read_files: Read) -> None:
    parsed = read_files(*(DAY.format(f"{part}.csv") for part in ("prim", "alt", "add")))
    assert Counter(d.schema for d in parsed.designations) == {"LegalEntity": 471, "Person": 94, "Vessel": 74}
    # 1,209 rows of alt and 46 weak names in the remarks, as the XML has 1,255; three repeat a name of their entry.
    assert sum(len(d.names) - 1 for d in parsed.designations) == 1252
    assert parsed.issues == ()


@pytest.mark.parametrize("format", ["del", "pip", "ff"])
def test_every_format_gives_the_same_designations(read_files: Read, format: str) -> None:
    assert read_files(DAY.format(f"prim.{format}")).designations == read_files(DAY.format("prim.csv")).designations


def test_the_xml_of_a_day_says_the_same_in_substance_as_its_delimited_files(read_files: Read) -> None:
    delimited = read_files(*(DAY.format(f"{part}.csv") for part in ("prim", "alt", "add"))).designations
    xml = read_files("lists/ofac/xml/cons_sdnList_2018-05-27.xml.gz").designations
    # The copy has no comments; no remark of this list is long enough to have been cut.
    assert not compare(delimited, xml)
    assert not compare([replace(d, incomplete=()) for d in delimited], [replace(d, incomplete=()) for d in xml])


def test_from_2018_to_2024_irans_entries_left_the_list(read_files: Read) -> None:
    before, after = (read_files(f"lists/ofac/xml/cons_sdnList_{e}.xml.gz").designations for e in ("2018-05-27", "2024-10"))
    gone = Counter(p for d in compare(before, after).removed for p in d.programs)
    assert gone["IRAN"] == 264
