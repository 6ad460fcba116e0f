"""Every edition of the consolidated list in the test data, read whole: what it counts, and that nothing in it goes unread."""

import gzip
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from inforce.base.errors import Refused
from inforce.base.nouns import Designation, Evidence, Issue
from inforce.lists import get, markup
from inforce.lists.diff import Changes, compare
from inforce.lists.strict import Row
from inforce.lists.un_consolidated.parse import parse

SPEC = get("un_consolidated")
# Edition -> persons, entities, entries of the DPRK, entries of Iran, as counted by other means.
COUNTS = {
    "2017-06-20": (653, 371, 99, 84),
    "2018-06-07": (693, 405, 155, 84),
    "2018-10-29": (703, 390, 155, 84),
    "2020-03-20": (709, 305, 155, 84),
    "2024-09-21": (682, 193, 155, 0),
    "2024-10-16_malformed": (684, 193, 155, 0),
    "2025-04-19": (684, 193, 155, 0),
    "2025-11-29": (727, 273, 155, 121),
    "2025-12-10": (726, 273, 155, 121),
}
editions = pytest.mark.parametrize("edition", COUNTS)


@dataclass(frozen=True)
class Read:
    path: Path
    designations: tuple[Designation, ...]
    issues: tuple[Issue, ...]


@pytest.fixture(scope="module")
def read(shared: Callable[[str], Path]) -> Callable[[str], Read]:
    @cache
    def of(edition: str) -> Read:
        path = shared(f"lists/un_consolidated/un_consolidated_{edition}.xml.gz")
        rows = [*parse({"xml": path}, SPEC)]
        return Read(path, tuple(r for r in rows if isinstance(r, Designation)), tuple(r for r in rows if isinstance(r, Issue)))

    return of


def between(read: Callable[[str], Read], before: str, after: str) -> Changes:
    return compare(read(before).designations, read(after).designations)


def by_program(found: Sequence[Designation]) -> Mapping[str, int]:
    return Counter(program for d in found for program in d.programs)


@editions
def test_an_edition_counts_what_others_counted_in_it(read: Callable[[str], Read], edition: str) -> None:
    found = read(edition).designations
    schemas, programs = Counter(d.schema for d in found), by_program(found)
    assert (schemas["Person"], schemas["LegalEntity"], programs["DPRK"], programs["Iran"]) == COUNTS[edition]
    assert len({d.id for d in found}) == len(found)


@editions
def test_every_element_of_an_edition_is_used_or_named_as_ignored(read: Callable[[str], Read], edition: str) -> None:
    assert [i for i in read(edition).issues if i.problem.startswith("not read")] == []


@editions
def test_every_leaf_of_an_edition_reaches_the_reader(read: Callable[[str], Read], edition: str) -> None:
    path = read(edition).path
    tree = tree_of(path)
    leaves = Counter(element.tag for element in tree.iter() if not len(element))
    assert Counter(leaf for _, _, row in markup.read(path, "CONSOLIDATED_LIST").entries for leaf in leaf_names(row)) == leaves


def tree_of(path: Path) -> Any:
    """The file as another parser sees it, one that takes a bare ampersand as it comes."""
    return etree.fromstring(gzip.decompress(path.read_bytes()), etree.XMLParser(recover=True)).getroottree()


def leaf_names(row: Row) -> Iterator[str]:
    for name, held in row.items():
        for value in held:
            if isinstance(value, str):
                yield name
            else:
                yield from leaf_names(value)


@pytest.mark.parametrize("edition", ["2017-06-20", "2024-09-21", "2025-12-10"])
def test_an_edition_with_a_new_element_in_each_place_tells_of_each(read: Callable[[str], Read], edition: str, tmp_path: Path) -> None:
    tree = tree_of(read(edition).path)
    places = {tuple(e.tag for e in [element, *element.iterancestors()]): element for element in tree.iter()}
    for n, element in enumerate(places.values()):
        element.insert(0, etree.Element(f"NEW_{n}"))
    path = tmp_path / "consolidated.xml"
    tree.write(path, encoding="UTF-8", xml_declaration=True)
    told = {word.rpartition("/")[2] for r in parse({"xml": path}, SPEC) if isinstance(r, Issue) for word in (*r.locator.split(), r.value)}
    assert [place for n, place in enumerate(places) if f"NEW_{n}" not in told] == []


@editions
def test_few_values_of_an_edition_are_not_understood(read: Callable[[str], Read], edition: str) -> None:
    fields = Counter(i.locator.partition(" ")[2] for i in read(edition).issues)
    assert {*fields} <= {
        "COMMENTS1",
        "ENTITY_ADDRESS/STREET",
        "FIRST_NAME",
        "INDIVIDUAL_ALIAS/ALIAS_NAME",
        "INDIVIDUAL_ALIAS/DATE_OF_BIRTH",
        "INDIVIDUAL_ALIAS/NOTE",
        "INDIVIDUAL_DATE_OF_BIRTH/NOTE",
        "INDIVIDUAL_DOCUMENT/NOTE",
        "INDIVIDUAL_DOCUMENT/NUMBER",
        "NAME_ORIGINAL_SCRIPT",
    }
    assert fields.total() <= 60


def test_an_imo_company_number_is_no_ships(read: Callable[[str], Read]) -> None:
    found = {d.ref: d for d in read("2025-12-10").designations}
    assert found["KPe.020"].ids("imo_company") == ("1790183",)
    assert sum(len(d.ids("imo_company")) for d in found.values()) == 16
    assert not any(d.ids("imo") for d in found.values())


def test_every_dprk_entry_brings_in_its_measures(read: Callable[[str], Read]) -> None:
    freeze, ban = "un/1718#asset-freeze", "un/1718#travel-ban"
    for d in read("2025-12-10").designations:
        expected = {"Person": (freeze, ban), "LegalEntity": (freeze,)}[d.schema] if d.ref.startswith("KP") else ()
        assert d.measures == expected, d.ref


def test_from_november_to_december_2025_one_entry_of_iraq_went_and_nothing_else_changed(read: Callable[[str], Read]) -> None:
    changes = between(read, "2025-11-29", "2025-12-10")
    assert by_program(changes.removed) == {"Iraq": 1}
    assert not replace(changes, removed=())


def test_from_june_2017_to_june_2018(read: Callable[[str], Read]) -> None:
    """Three of the ten removals were published by 2017-07-03, seven after it."""
    changes = between(read, "2017-06-20", "2018-06-07")
    assert (len(changes.added), len(changes.removed), len(changes.changed), changes.relisted) == (84, 10, 30, ())
    assert by_program(changes.added)["DPRK"] == 56
    assert by_program(changes.removed)["DPRK"] == 0
    assert [c.after.ref for c in changes.changed if "DPRK" in c.after.programs] == ["KPe.023", "KPi.016", "KPi.018", "KPi.052"]


def test_irans_listings_were_gone_in_2024_and_back_in_2025(read: Callable[[str], Read]) -> None:
    assert by_program(between(read, "2020-03-20", "2024-09-21").removed)["Iran"] == 84
    assert by_program(between(read, "2025-04-19", "2025-11-29").added)["Iran"] == 121


def test_in_the_malformed_edition_each_bare_ampersand_is_read_and_told(read: Callable[[str], Read]) -> None:
    told = [(i.locator, i.value) for i in read("2024-10-16_malformed").issues if "ampersand" in i.problem]
    assert [locator for locator, _ in told] == [
        "QDe.109 FIRST_NAME",
        "QDe.109 COMMENTS1",
        "IQe.197 ENTITY_ADDRESS/STREET",
        "KPe.070 FIRST_NAME",
        "KPe.055 FIRST_NAME",
        "KPe.028 COMMENTS1",
    ]
    assert not any("\ufdd0" in repr(d) for d in read("2024-10-16_malformed").designations)


def test_a_bare_ampersand_costs_nothing(read: Callable[[str], Read], tmp_path: Path) -> None:
    whole = read("2025-12-10")
    path = tmp_path / "consolidated.xml"
    path.write_bytes(gzip.decompress(whole.path.read_bytes()).replace(b"&amp;", b"&"))
    rows = [*parse({"xml": path}, SPEC)]
    assert tuple(r for r in rows if isinstance(r, Designation)) == whole.designations
    assert len(rows) - len(whole.designations) > len(whole.issues)


def test_a_copy_whose_characters_lost_their_upper_byte_is_refused(read: Callable[[str], Read], tmp_path: Path) -> None:
    text = gzip.decompress(read("2025-12-10").path.read_bytes()).decode()
    path = tmp_path / "consolidated.xml"
    path.write_text("".join(chr(ord(c) & 0xFF) for c in text), encoding="utf-8")
    with pytest.raises(Refused, match=r"line \d+: it holds the control byte"):
        next(parse({"xml": path}, SPEC))


def test_the_list_as_a_web_page_is_refused(shared: Callable[[str], Path]) -> None:
    with pytest.raises(Refused, match="its root element is <html>"):
        next(parse({"xml": shared("lists/un_consolidated/un_consolidated_2025-08_legacyByNAME.html.gz")}, SPEC))


def test_evidence_of_an_edition_is_its_reference_number(read: Callable[[str], Read]) -> None:
    assert all(d.evidence == Evidence("un_consolidated", d.ref, d.name) or ";" in d.evidence.value for d in read("2018-06-07").designations)
