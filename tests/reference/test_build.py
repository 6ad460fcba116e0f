"""A Reference holds what was known on its day, and its digest is that of its content."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inforce import lists
from inforce.base.errors import LawError, UsageError
from inforce.base.nouns import Designation, Evidence, Identifier, Name
from inforce.checks import every
from inforce.law import load
from inforce.law.packages import find
from inforce.reference import Reference, build
from inforce.run.local import run
from inforce.store.archive import Archive

FIRST, SECOND = "lists/un_consolidated/un_consolidated_2017-06-20.xml.gz", "lists/un_consolidated/un_consolidated_2018-06-07.xml.gz"


def entry(ref: str, **particulars: object) -> Designation:
    whole = {"id": f"made/{ref}", "list_id": "made", "ref": ref, "schema": "Vessel", "names": (Name(f"VESSEL {ref}"),)}
    return Designation(**{**whole, "evidence": Evidence("made@2020-01-01", ref, ref), **particulars})  # type: ignore[arg-type]


entries = st.lists(
    st.builds(entry, st.text("abc", min_size=1, max_size=3), listed=st.none() | st.dates(), gender=st.sampled_from(["", "female"])),
    max_size=4,
    unique_by=lambda d: d.id,
)


@given(entries, entries)
def test_digest_differs_exactly_when_content_does(a: list[Designation], b: list[Designation]) -> None:
    def one(ds: list[Designation]) -> Reference:
        return Reference(load(), designations=tuple(ds))

    assert (one(a).digest == one(b).digest) == (a == b)


def test_digest_knows_threshold_day_gaps_and_cautions() -> None:
    ref = Reference(load())
    others = [
        ref.with_threshold(0.8),
        ref.with_profile("ofac"),
        replace(ref, known=date(2020, 1, 1)),
        replace(ref, gaps=("made",)),
        replace(ref, cautions={"made": "made up"}),
    ]
    assert len({r.digest for r in (ref, *others)}) == 6


def test_by_imo_holds_valid_ship_numbers_alone() -> None:
    ships = [entry("a", identifiers=(Identifier("imo", "8914934"),)), entry("b", identifiers=(Identifier("imo", "0000000"),))]
    assert set(Reference(load(), designations=tuple(ships)).by_imo) == {"8914934"}


def test_the_embedded_register_stands_where_nothing_is_held(tmp_path: Path) -> None:
    ref = build(Archive(tmp_path))
    assert [e.list_id for e in ref.editions] == ["embedded"]
    assert "pull the official list" in ref.cautions["embedded"]


def test_hulls_stay_when_a_list_that_names_no_vessels_takes_the_place_of_the_rest(tmp_path: Path) -> None:
    used = ["embedded", "un_consolidated"]
    assert {d.schema for d in build(Archive(tmp_path), lists=used).designations} == {"Vessel"}
    assert {d.schema for d in build(Archive(tmp_path)).designations} == {"Person", "LegalEntity", "Vessel"}


def test_the_register_holds_on_a_day_what_was_listed_by_then(tmp_path: Path) -> None:
    ref = build(Archive(tmp_path), date(2016, 1, 1))
    assert ref.designations
    assert all(d.listed and d.listed <= date(2016, 1, 1) for d in ref.designations)
    assert ref.known_of("embedded") == date(2016, 1, 1)


def test_before_the_first_listing_the_answer_is_unknown(tmp_path: Path) -> None:
    assert build(Archive(tmp_path), date(2005, 1, 1)).gaps == ("embedded",)


def test_a_list_asked_for_and_not_held_is_a_gap(tmp_path: Path) -> None:
    assert build(Archive(tmp_path), lists=["un_consolidated"]).gaps == ("un_consolidated",)


def test_a_listing_under_a_measure_of_no_law_file_is_refused(tmp_path: Path) -> None:
    law = replace(load(), measures={})
    with pytest.raises(LawError, match="no law file defines"):
        build(Archive(tmp_path), law=law)


@pytest.fixture
def archive(tmp_path: Path, shared) -> Archive:  # type: ignore[no-untyped-def]
    held = Archive(tmp_path)
    lists.add(held, "un_consolidated", [shared(SECOND)], date(2018, 6, 7))
    lists.add(held, "un_consolidated", [shared(FIRST)], date(2017, 6, 20))
    return held


def test_what_was_listed_between_two_editions_is_known_from_the_second_on(archive: Archive) -> None:
    before, after = build(archive, date(2017, 6, 20)), build(archive, date(2018, 6, 7))
    dprk = [{d.ref for d in ref.designations if d.ref.startswith("KP")} for ref in (before, after)]
    assert (len(dprk[0]), len(dprk[1])) == (99, 155)
    assert [e.list_id for e in after.editions] == ["embedded", "un_consolidated"]


@pytest.mark.parametrize(("known", "outcomes"), [(date(2017, 6, 20), []), (date(2018, 6, 7), ["match"])])
def test_a_party_listed_in_between_is_found_by_who_knew_the_second_edition(archive: Archive, known: date, outcomes: list[str]) -> None:
    party = pa.table({"id": ["a"], "schema": ["Company"], "name": ["Mansudae Overseas Project Group"], "day": [date(2018, 6, 1)]})
    found = run([every()["party.designated"]], {"party": party}, build(archive, known)).findings
    assert found["outcome"].to_pylist() == outcomes


def test_before_the_first_edition_held_the_list_is_a_gap(archive: Archive) -> None:
    ref = build(archive, date(2017, 6, 19))
    assert ref.gaps == ("un_consolidated",)
    assert {d.schema for d in ref.designations} == {"Vessel"}


def test_an_entry_that_vanished_was_delisted_when_it_was_first_absent(archive: Archive) -> None:
    gone = [d for d in build(archive).designations if d.delisted]
    assert len(gone) == 10
    assert {d.delisted for d in gone} == {date(2018, 6, 7)}


def test_a_reference_laid_under_a_package_says_so_and_is_another() -> None:
    ref = Reference(load())
    package, steps = find("annex-v-like:implementation")
    laid = ref.under(package, steps)
    assert laid.assumed == "annex-v-like:implementation"
    assert laid.digest != ref.digest
    assert laid.law.digest != ref.law.digest
    assert ref.under(package, package.through("snapback")).digest != ref.digest
    with pytest.raises(UsageError, match="laid under annex-v-like:implementation already"):
        laid.under(package)


def test_a_listing_stands_while_any_measure_it_brings_in_does() -> None:
    day = date(2019, 2, 27)
    one = entry("a", measures=("un/2371#vessel-port-ban",), listed=date(2018, 3, 30))
    both = entry("b", measures=("un/2371#vessel-port-ban", "un/1718#asset-freeze"), listed=date(2018, 3, 30))
    none = entry("c", listed=date(2018, 3, 30))
    laid = Reference(load(), designations=(one, both, none)).under(find("hanoi-by-resolutions")[0])
    assert [laid.stands(d, day) for d in (one, both, none)] == [False, True, True]
    assert laid.basis(both, day) == ("un/1718#asset-freeze",)
    assert laid.stands(one, date(2019, 2, 26))
