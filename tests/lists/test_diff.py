"""What changed between two editions, in substance."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inforce.base.nouns import Designation, Evidence, Identifier, Name
from inforce.lists.diff import Change, Changes, FieldChange, compare


def entry(ref: str = "KPi.901", **facts: object) -> Designation:
    return replace(
        Designation(f"a_list/{ref}", "a_list", ref, "Person", (Name("PAK YE SI"),), Evidence("a_list", ref, "PAK YE SI")), **facts
    )


def fields(before: Designation, after: Designation) -> tuple[FieldChange, ...]:
    changes = compare([before], [after])
    return changes.changed[0].fields if changes.changed else ()


def test_the_same_entries_are_no_change() -> None:
    assert compare([entry(), entry("KPi.902")], [entry("KPi.902"), entry()]) == Changes()


def test_who_came_and_who_went() -> None:
    changes = compare([entry("KPi.901"), entry("KPi.902")], [entry("KPi.902"), entry("KPi.903")])
    assert changes == Changes(added=(entry("KPi.903"),), removed=(entry("KPi.901"),))
    assert changes


@pytest.mark.parametrize(
    "facts",
    [
        {"remarks": "in other words"},
        {"evidence": Evidence("a_list@2018-06-07", "line 9", "Pak Ye Si")},
        {"names": (Name("Pak Yesi"),)},
        {"names": (Name("PAK, YE-SI "),)},
        {"names": (Name("PAK YE SI"), Name("PAK YE SI"))},
    ],
)
def test_what_is_only_written_in_another_way_is_no_change(facts: dict[str, object]) -> None:
    assert fields(entry(), entry(**facts)) == ()


def test_an_address_written_in_another_way_is_no_change() -> None:
    before = entry(addresses=("P.O. Box 1, Pyongyang, Korea", "Dandong"))
    assert fields(before, entry(addresses=("DANDONG", "PO Box 1; Pyongyang  (Korea)"))) == ()


def test_each_change_says_which_field_and_both_values() -> None:
    before = entry(names=(Name("PAK YE SI"), Name("Old Pak", "weak")), birth_dates=("1960",), listed=date(2017, 8, 5))
    after = entry(names=(Name("PAK YE SI"), Name("Old Pak", "alias")), birth_dates=("1960", "~1961"), listed=date(2017, 8, 6))
    assert fields(before, after) == (
        FieldChange("names", ("Old Pak (weak)",), ("Old Pak (alias)",)),
        FieldChange("birth_dates", (), ("~1961",)),
        FieldChange("listed", ("2017-08-05",), ("2017-08-06",)),
    )


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"schema": "LegalEntity"}, "schema"),
        ({"programs": ("DPRK",)}, "programs"),
        ({"measures": ("un/1718#asset-freeze",)}, "measures"),
        ({"listed": date(2017, 8, 5)}, "listed"),
        ({"delisted": date(2017, 8, 5)}, "delisted"),
        ({"amended": (date(2017, 8, 5),)}, "amended"),
        ({"birth_places": ("Nampo",)}, "birth_places"),
        ({"gender": "female"}, "gender"),
        ({"nationalities": ("KP",)}, "nationalities"),
        ({"countries": ("KP",)}, "countries"),
        ({"flags": ("KP",)}, "flags"),
        ({"vessel_type": "tanker"}, "vessel_type"),
        ({"positions": ("Colonel",)}, "positions"),
        ({"associates": ("a_list/KPe.901",)}, "associates"),
        ({"identifiers": (Identifier("passport_number", "900 001", "KP"),)}, "identifiers"),
    ],
)
def test_a_fact_that_is_new_or_gone_is_a_change(facts: dict[str, object], field: str) -> None:
    assert [f.field for f in fields(entry(), entry(**facts))] == [field]
    assert [f.field for f in fields(entry(**facts), entry())] == [field]


def test_an_identifier_is_its_kind_its_signs_and_its_country() -> None:
    before = entry(identifiers=(Identifier("passport_number", "900-001", "KP"),))
    assert fields(before, entry(identifiers=(Identifier("passport_number", "900 001", "KP"),))) == ()
    assert fields(before, entry(identifiers=(Identifier("passport_number", "900001"),)))
    assert fields(before, entry(identifiers=(Identifier("id_number", "900001", "KP"),)))


def vessel(ref: str, imo: str = "9999993") -> Designation:
    return entry(ref, schema="Vessel", identifiers=(Identifier("imo", imo),))


def test_a_hull_under_another_reference_number_is_listed_anew() -> None:
    changes = compare([vessel("1"), vessel("2", "1111117")], [vessel("3"), vessel("4", "2222224")])
    assert changes == Changes(
        added=(vessel("4", "2222224"),), removed=(vessel("2", "1111117"),), relisted=(Change(vessel("1"), vessel("3"), ()),)
    )


def test_what_is_listed_anew_tells_what_changed_with_it() -> None:
    (again,) = compare([vessel("1")], [replace(vessel("2"), flags=("TG",))]).relisted
    assert again.fields == (FieldChange("flags", (), ("TG",)),)


def test_an_identifier_that_two_entries_share_proves_nothing() -> None:
    changes = compare([vessel("1")], [vessel("2"), vessel("3")])
    assert (len(changes.removed), len(changes.added), changes.relisted) == (1, 2, ())


def test_a_person_and_a_company_with_the_same_number_are_two() -> None:
    number = (Identifier("registration_number", "900001"),)
    changes = compare([entry("1", identifiers=number)], [entry("2", identifiers=number, schema="Company")])
    assert (len(changes.removed), len(changes.added)) == (1, 1)


def test_the_facts_of_entries_under_one_id_count_together() -> None:
    first, second = entry(listed=date(2017, 10, 3)), entry(listed=date(2018, 3, 30))
    assert fields(first, first) == ()
    assert not compare([first, second], [second, first])
    assert compare([first, second], [first]).changed[0].fields == (FieldChange("listed", ("2018-03-30",), ()),)


names = st.lists(st.builds(Name, st.text(min_size=1, max_size=6), st.sampled_from(["alias", "weak", "former"])), min_size=1, max_size=4)
designations = st.lists(st.builds(lambda ref, names: entry(f"KPi.{ref}", names=tuple(names)), st.integers(1, 9), names), max_size=6)


@given(designations, st.randoms(use_true_random=False))
def test_order_is_no_change(some: list[Designation], order) -> None:  # type: ignore[no-untyped-def]
    others = [replace(d, names=tuple(order.sample(d.names, len(d.names)))) for d in order.sample(some, len(some))]
    assert not compare(some, others)


@given(designations, designations)
def test_there_and_back_is_the_same_change_reversed(some: list[Designation], others: list[Designation]) -> None:
    there, back = compare(some, others), compare(others, some)
    assert (there.added, there.removed) == (back.removed, back.added)
    assert [tuple((f.field, f.after, f.before) for f in c.fields) for c in there.changed] == [
        tuple((f.field, f.before, f.after) for f in c.fields) for c in back.changed
    ]
