"""run/local.py: rows in, findings and the record of the run out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inforce.base.errors import InputError
from inforce.base.nouns import Edition, Finding, Issue, Outcome
from inforce.check import Check, check
from inforce.law import Law
from inforce.reference import Reference
from inforce.run.groups import groups
from inforce.run.local import Screening, run

DAY = date(2019, 10, 16)
REF = Reference(Law({}, {}, "law"), known=date(2019, 1, 1))


@check("vessel.numbered", of="vessel", needs=("id", "imo"))
def numbered(rows: pa.Table, ref: Reference) -> Iterator[Finding]:
    """Finds every vessel with a number; breaks down at the number 'bug'."""
    for row in rows.to_pylist():
        if row["imo"] == "bug":
            raise ZeroDivisionError("a real bug")
        if row["imo"]:
            yield Finding("vessel.numbered", row["id"], DAY, Outcome.RED_FLAG, f"it has the number {row['imo']}")


@check("party.never", of="party", needs=("id", "name"))
def never(rows: pa.Table, ref: Reference) -> Iterator[Finding]:
    """Finds nothing."""
    yield from ()


def vessels(*rows: tuple[str, str, str]) -> pa.Table:
    return pa.table({"id": [r[0] for r in rows], "imo": [r[1] for r in rows], "part_of": [r[2] for r in rows]})


def screened(*rows: tuple[str, str, str], checks: tuple[Check, ...] = (numbered,)) -> list[tuple[str, str]]:
    return [(f["part_of"], f["why"]) for f in run(checks, {"vessel": vessels(*rows)}, REF).findings.to_pylist()]


def test_a_finding_carries_its_shipment_the_known_day_and_the_reference() -> None:
    (f,) = run((numbered,), {"vessel": vessels(("a", "1", "shipment 7"))}, REF).findings.to_pylist()
    assert (f["subject"], f["part_of"], f["known"], f["reference"]) == ("a", "shipment 7", date(2019, 1, 1), REF.digest)
    assert len(f["id"]) == 16


def test_one_vessel_in_two_shipments_is_found_in_both() -> None:
    assert screened(("a", "1", "s2"), ("b", "", "s2"), ("a", "1", "s1")) == [("s1", "it has the number 1"), ("s2", "it has the number 1")]


def test_findings_stand_in_the_same_order_whatever_the_order_of_the_rows() -> None:
    rows = [("b", "2", "s1"), ("a", "1", "s2"), ("c", "3", "s1")]
    assert screened(*rows) == screened(*reversed(rows))


def test_a_screening_that_finds_nothing_is_recorded() -> None:
    done = run((never, numbered), {"party": pa.table({"id": ["a", "b"], "name": ["x", "y"]})}, REF)
    assert done.findings.num_rows == 0
    assert (done.run.rows, done.run.checks, done.run.reference) == ((("party", 2),), ("party.never",), REF.digest)


def test_rows_that_no_check_looked_at_are_named() -> None:
    done = run((never,), {"vessel": vessels(("a", "1", ""))}, REF)
    assert done.run.not_checked == ("vessel, 1 rows: no check of vessel was run",)


def test_a_list_without_an_edition_is_named_as_not_checked() -> None:
    done = run((never,), {}, Reference(Law({}, {}, "law"), gaps=("un_consolidated",)))
    assert "un_consolidated" in done.run.not_checked[0]


def test_an_edition_that_lacks_parts_is_named_as_not_checked_in_full() -> None:
    partial = Edition("0123456789abcdef", "ofac_sdn", date(2019, 1, 4), "", (("sdn", ""),), missing=("alt", "add"))
    record = run((numbered,), {"vessel": vessels(("a", "1", ""))}, replace(REF, editions=(partial,))).run
    assert record.not_checked == ("ofac_sdn: the edition known on 2019-01-04 lacks alt, add; what these hold is unknown",)


def test_a_missing_column_is_named_with_what_to_do() -> None:
    with pytest.raises(InputError, match=r"--without vessel\.numbered"):
        run((numbered,), {"vessel": pa.table({"id": ["a"]})}, REF)


def test_a_row_without_id_is_refused_by_its_number() -> None:
    with pytest.raises(InputError, match="Row 2 of the vessel table has no `id`"):
        run((numbered,), {"vessel": pa.table({"id": ["a", None], "imo": ["1", "2"]})}, REF)


def test_a_bug_in_a_check_names_the_row_it_broke_down_at() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        run((numbered,), {"vessel": vessels(("a", "1", ""), ("b", "bug", ""), ("c", "3", ""))}, REF)
    assert caught.value.__notes__ == ["vessel.numbered broke down at the vessel row {'id': 'b', 'imo': 'bug', 'part_of': ''}"]


def test_the_runs_id_tells_its_content_and_not_its_time() -> None:
    def made(rows: pa.Table, *issues: Issue) -> str:
        screening = Screening((numbered,), REF)
        screening.examine("vessel", rows)
        return screening.record(issues).id

    a, b = vessels(("a", "1", "")), vessels(("a", "2", ""))
    assert made(a) == made(a)
    assert len({made(a), made(b), made(a, Issue("f", "line 2", "x", "no date"))}) == 3


@check("vessel.twice", of="vessel", needs=("id", "imo"), key=("imo",))
def twice(rows: pa.Table, ref: Reference) -> Iterator[Finding]:
    """Finds every vessel whose number another row bears too; breaks down at the number 'bug'."""
    assert len(set(rows["imo"].to_pylist())) == 1
    if rows["imo"][0].as_py() == "bug":
        raise ZeroDivisionError("a real bug")
    for name in dict.fromkeys(rows["id"].to_pylist()) if rows.num_rows > 1 else ():
        yield Finding("vessel.twice", name, DAY, Outcome.RED_FLAG, f"{rows.num_rows} rows bear the number {rows['imo'][0]}")


def odd(row: Mapping[str, Any]) -> bool:
    return int(row["imo"]) % 2 == 1


def test_rows_of_one_key_arrive_together_whatever_batch_they_came_in() -> None:
    batches = [{"vessel": vessels(("a", "1", "s1"))}, {"vessel": vessels(("b", "2", "s2"), ("c", "1", "s3"))}]
    found = run((twice,), batches, REF).findings.to_pylist()
    assert [(f["subject"], f["part_of"], f["why"]) for f in found] == [
        ("a", "s1", "2 rows bear the number 1"),
        ("c", "s3", "2 rows bear the number 1"),
    ]


def test_findings_on_groups_come_when_all_was_seen_each_with_its_row() -> None:
    screening = Screening((twice, numbered), REF)
    assert [place for place, _ in screening.examine("vessel", vessels(("a", "1", "")))] == [0]
    screening.examine("vessel", vessels(("b", "2", ""), ("c", "1", "")))
    assert [(place, f.subject) for place, f in screening.finish()["vessel"]] == [(0, "a"), (2, "c")]
    assert screening.finish() == {}
    assert screening.record().findings == 5


def test_an_id_that_comes_twice_in_a_group_has_its_findings_on_the_row_of_that_day() -> None:
    rows = pa.table({"id": ["a", "a"], "imo": ["1", "1"], "day": [date(2019, 1, 1), DAY]})
    screening = Screening((twice,), REF)
    screening.examine("vessel", rows)
    assert [place for place, _ in screening.finish()["vessel"]] == [1]


def test_tables_with_other_columns_are_held_together() -> None:
    plain, named = vessels(("a", "1", "")), pa.table({"id": ["b"], "imo": ["1"], "name": ["x"]})
    assert run((twice,), [{"vessel": plain}, {"vessel": named}], REF).findings.num_rows == 2


def test_a_key_may_be_a_function_of_a_row_and_a_null_is_a_value() -> None:
    table = pa.table({"id": ["a", "b", "c"], "imo": ["1", "3", "2"], "flag": [None, "PA", None]})
    assert [places for places, _ in groups(table, odd)] == [[0, 1], [2]]
    assert [(places, rows["id"].to_pylist()) for places, rows in groups(table, ("flag",))] == [([0, 2], ["a", "c"]), ([1], ["b"])]
    assert [places for places, _ in groups(table, ())] == [[0, 1, 2]]
    assert list(groups(table.slice(0, 0), ("flag",))) == []


def test_a_bug_in_a_check_of_groups_names_the_group() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        run((twice,), {"vessel": vessels(("a", "1", ""), ("b", "bug", ""), ("c", "bug", ""))}, REF)
    assert caught.value.__notes__ == [
        "vessel.twice broke down at the group of 2 vessel rows whose first is {'id': 'b', 'imo': 'bug', 'part_of': ''}"
    ]


ROWS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["", "1", "2"]), st.sampled_from(["", "s1", "s2"])), max_size=8)


@given(ROWS, st.integers(1, 8))
def test_batches_of_any_size_give_the_findings_of_one_table(rows: list[tuple[str, str, str]], size: int) -> None:
    table = vessels(*rows)
    batches = [{"vessel": table.slice(i, size)} for i in range(0, len(rows), size)]
    ours = (numbered, twice)
    assert run(ours, batches, REF).findings == run(ours, {"vessel": table}, REF).findings
