"""The 115 DPRK hulls that others counted over five lists come out of the real lists as 115 vessels, none merged with another."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from inforce.base.errors import Refused
from inforce.base.ids import clean_imo
from inforce.lists import Filed
from inforce.reference import Reference, build
from inforce.store.archive import Archive

LISTS = ("embedded", "eu_journal.32017r1509", "ofac_sdn", "uk_ofsi", "uk_sanctions", "un_consolidated")


@pytest.fixture(scope="module")
def ref(held: tuple[Archive, dict[str, Filed | Refused]]) -> Reference:
    return build(held[0], lists=LISTS)


@pytest.fixture(scope="module")
def crosslist(shared: Callable[[str], Path]) -> dict[str, dict[str, str]]:
    with shared("vessels/dprk_vessels_crosslist_by_imo.csv").open(encoding="utf-8", newline="") as f:
        return {row["imo"]: row for row in csv.DictReader(f)}


def imos(ref: Reference, group: tuple[str, ...]) -> set[str]:
    return {clean_imo(v) for i in group for d in ref.by_id[i] for v in d.ids("imo")} - {""}


def test_each_hull_is_one_vessel_with_all_its_listings(ref: Reference, crosslist: dict[str, dict[str, str]]) -> None:
    subjects = {imo: {ref.groups.of(d.id) for d in ref.by_imo[imo]} for imo in crosslist}
    assert len(crosslist) == 115
    assert {imo: groups for imo, groups in subjects.items() if len(groups) != 1} == {}
    assert len({group for groups in subjects.values() for group in groups}) == 115


def test_no_vessel_holds_two_hulls(ref: Reference) -> None:
    assert [group for group in {*ref.groups.members.values()} if len(imos(ref, group)) > 1] == []


def test_each_hull_stands_on_the_lists_that_the_crosslist_has_her_on(ref: Reference, crosslist: dict[str, dict[str, str]]) -> None:
    for imo, row in crosslist.items():
        (group,) = {ref.groups.of(d.id) for d in ref.by_imo[imo]}
        numbers = {number for column in row if column.startswith("ofac") for number in re.findall(r"\[(\d+);", row[column])}
        assert {f"ofac_sdn/{number}" for number in numbers} <= {*group}, imo
        assert bool(row["eu_2017_1509"]) == any(i.startswith("eu_journal") for i in group), imo


def test_a_ship_of_the_uk_that_is_linked_is_linked_to_her_own_hull(ref: Reference, crosslist: dict[str, dict[str, str]]) -> None:
    """The summary of the UK's list gives no IMO numbers, so that few of its ships can be linked; none may be linked wrongly."""
    hull_of = {found[1]: imo for imo, row in crosslist.items() if (found := re.search(r"\[(DPR\d+)\]", row["uk_2026-05"]))}
    linked = {number: imos(ref, group) for number in hull_of if len(group := ref.groups.of(f"uk_sanctions/{number}")) > 1}
    assert {number: found for number, found in linked.items() if found != {hull_of[number]}} == {}


def test_one_hull_under_two_names_is_one_vessel_with_both(ref: Reference) -> None:
    subject = ref.subject(ref.by_imo["8914934"][0])
    assert {d.name for d in subject} == {"EVER BRIGHT 88", "FAN KE"}
    assert {d.list_id for d in subject} == {"embedded", "eu_journal.32017r1509", "ofac_sdn"}
