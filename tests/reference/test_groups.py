"""Listings become groups: in any order the same, whole unless a judgement or facts keep them apart."""

from dataclasses import replace
from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from inforce.base.nouns import Part
from inforce.reference.groups import Apart, Groups, Link, group
from inforce.store.judgements import Judgement, standing

STRENGTH = ("judgement", "imo", "name")
IDS = tuple("abcdef")


def link(a: str, b: str, by: str = "imo", points: int = 0) -> Link:
    return Link(a, b, by, f"{a} is {b}", (Part("name", a, b, 0, points),) if points else ())


def said(a: str, b: str, verdict: str, at: str = "2020-01-01T00:00:00+00:00") -> Judgement:
    return Judgement(a, b, verdict, "because", "officer", at)


def peace(a: str, b: str) -> str:
    return ""


def grouped(links: list[Link], judgements: list[Judgement] | tuple[Judgement, ...] = (), clash=peace) -> Groups:  # type: ignore[no-untyped-def]
    return group(links, standing(judgements), STRENGTH, clash)


def parts(groups: Groups) -> set[tuple[str, ...]]:
    return {*groups.members.values()}


def test_what_is_linked_over_another_is_one() -> None:
    found = grouped([link("a", "b"), link("b", "c"), link("d", "e")])
    assert parts(found) == {("a", "b", "c"), ("d", "e")}
    assert (found.of("a"), found.of("z")) == (("a", "b", "c"), ("z",))


def test_two_judged_different_are_never_one_whatever_links_them() -> None:
    found = grouped([link("a", "b"), link("b", "c"), link("a", "c")], [said("a", "c", "different")])
    assert parts(found) == {("a", "b")}
    assert found.apart[0] == Apart("a", "c", "judgement", "judged different by officer on 2020-01-01: because")
    assert "not joined although b is c: a and c judged different" in found.apart[-1].why


def test_who_is_unsure_keeps_apart_too() -> None:
    assert not grouped([link("a", "b")], [said("a", "b", "unsure")]).members


def test_a_judgement_joins_without_any_link() -> None:
    found = grouped([], [said("a", "b", "same")])
    assert parts(found) == {("a", "b")}
    assert [(x.by, x.why) for x in found.links] == [("judgement", "judged same by officer on 2020-01-01: because")]


def test_what_was_said_last_of_two_holds() -> None:
    first, second = said("a", "b", "same"), said("a", "b", "different", "2020-01-02T00:00:00+00:00")
    assert not grouped([], [first, second]).members
    assert parts(grouped([], [replace(first, at="2020-01-03T00:00:00+00:00"), second][::-1])) == {("a", "b")}


def test_what_is_withdrawn_was_never_said() -> None:
    taken_back = said("a", "b", "withdrawn", "2020-01-02T00:00:00+00:00")
    assert parts(grouped([link("a", "b")], [said("a", "b", "different"), taken_back])) == {("a", "b")}


def test_of_judgements_in_a_circle_the_newer_hold_and_the_oldest_is_told_as_overruled() -> None:
    old = said("a", "b", "same", "2020-01-01T00:00:00+00:00")
    newer = [said("b", "c", "same", "2020-01-02T00:00:00+00:00"), said("a", "c", "different", "2020-01-03T00:00:00+00:00")]
    found = grouped([], [old, *newer])
    assert parts(found) == {("b", "c")}
    assert [(x.a, x.b, x.by) for x in found.apart] == [("a", "b", "overruled"), ("a", "c", "judgement")]


def test_different_is_overruled_by_newer_judgements_that_make_them_one() -> None:
    old = said("a", "c", "different", "2020-01-01T00:00:00+00:00")
    newer = [said("a", "b", "same", "2020-01-02T00:00:00+00:00"), said("b", "c", "same", "2020-01-03T00:00:00+00:00")]
    found = grouped([], [old, *newer])
    assert parts(found) == {("a", "b", "c")}
    assert [(x.a, x.b, x.by) for x in found.apart] == [("a", "c", "overruled")]


def test_facts_that_contradict_each_other_are_never_joined_not_even_over_a_third() -> None:
    def hulls(a: str, b: str) -> str:
        return "two hulls" if {a, b} == {"a", "c"} else ""

    found = grouped([link("a", "b"), link("b", "c", "name", 9_000)], clash=hulls)
    assert parts(found) == {("a", "b")}
    assert found.apart == (Apart("b", "c", "clash", "not joined although b is c: two hulls"),)


def test_a_person_may_join_what_facts_contradict() -> None:
    assert parts(grouped([], [said("a", "c", "same")], clash=lambda a, b: "two hulls")) == {("a", "c")}


def test_the_strongest_evidence_joins_first() -> None:
    def clash(a: str, b: str) -> str:
        return "no" if {a, b} == {"b", "c"} else ""

    weak, strong = link("a", "b", "name", 9_900), link("a", "c", "imo")
    assert parts(grouped([weak, strong], clash=clash)) == {("a", "c")}
    likely, likelier = link("a", "b", "name", 9_000), link("a", "c", "name", 9_500)
    assert parts(grouped([likely, likelier], clash=clash)) == {("a", "c")}


pairs = st.sampled_from([*combinations(IDS, 2)])
some_links = st.lists(st.builds(lambda p, by, n: link(*p, by, n), pairs, st.sampled_from(["imo", "name"]), st.integers(0, 3)), max_size=8)
days = st.integers(1, 9).map(lambda n: f"2020-01-0{n}T00:00:00+00:00")
judged = st.lists(
    st.builds(lambda p, v, at: said(*p, v, at), pairs, st.sampled_from(["same", "different", "unsure", "withdrawn"]), days),
    max_size=6,
    unique_by=lambda j: (j.a, j.b),
)
hostile = st.sets(pairs, max_size=4)


@given(some_links, judged, hostile, st.integers())
def test_order_changes_nothing(links: list[Link], said: list[Judgement], enemies: set[tuple[str, str]], seed: int) -> None:
    def clash(a: str, b: str) -> str:
        return "enemies" if tuple(sorted((a, b))) in enemies else ""

    mixed = Random(seed).sample([*dict.fromkeys(links)], len({*links}))
    if len({j.at for j in said}) == len(said):
        assert grouped(mixed, Random(seed).sample(said, len(said)), clash) == grouped([*dict.fromkeys(links)], said, clash)
    assert grouped(mixed, said, clash) == grouped([*dict.fromkeys(links)], said, clash)


@given(some_links, judged, hostile)
def test_groups_part_the_ids_and_hold_nothing_that_is_kept_apart(
    links: list[Link], said: list[Judgement], enemies: set[tuple[str, str]]
) -> None:
    found = grouped(links, said, lambda a, b: "enemies" if tuple(sorted((a, b))) in enemies else "")
    assert all(found.members[j] == members for members in found.members.values() for j in members)
    judged_same = {(x.a, x.b) for x in found.links if x.by == "judgement"}
    for x in found.apart:
        if x.by == "judgement" and (x.a, x.b) in {(j.a, j.b) for j in said if j.verdict in ("different", "unsure")}:
            assert x.b not in found.of(x.a)
    if not judged_same:
        assert not any(b in found.of(a) for a, b in enemies)


@given(some_links)
def test_without_judgement_or_clash_a_group_is_all_that_can_be_reached(links: list[Link]) -> None:
    found = grouped(links)
    for a, b in combinations(IDS, 2):
        reached = {a}
        for _ in IDS:
            reached |= {end for x in links if {x.a, x.b} & reached for end in (x.a, x.b)}
        assert (b in found.of(a)) == (b in reached)
