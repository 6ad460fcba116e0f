"""The package as Python sees it: `import inforce`."""

import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import inforce
from inforce.base.errors import InputError, UsageError
from inforce.base.tables import FINDING
from inforce.reference import Reference

LISTED, CLEAN = "7640378", "9074729"  # Tan Chon, in the annex of 2270; a number that no listed hull has
ROWS = [{"id": "a", "imo": LISTED, "name": "Tan Chon"}, {"id": "b", "imo": CLEAN}, {"id": "c", "imo": ""}]


@pytest.fixture(scope="module")
def ref(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return inforce.as_known("2018-06-01", home=tmp_path_factory.mktemp("none"))


def outcomes(table: pa.Table) -> list[tuple[str, str]]:
    return [(f["subject"], f["outcome"]) for f in table.to_pylist()]


def test_rows_tables_and_files_give_the_same_findings(ref: Reference, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    found = [inforce.screen(rows, ref) for rows in (ROWS, pa.Table.from_pylist(ROWS), path, str(path))]
    assert outcomes(found[0]) == [("a", "prohibited"), ("c", "undetermined")]
    assert all(f.to_pylist() == found[0].to_pylist() for f in found)


def test_the_table_has_the_schema_of_findings_and_holds_the_record_of_the_run(ref: Reference) -> None:
    table = inforce.screen(ROWS, ref)
    assert table.schema.equals(FINDING)
    assert json.loads(table.schema.metadata[b"inforce.run"])["rows"] == {"vessel": 3}


def test_the_day_is_that_of_the_row_then_that_given_then_the_known_day(ref: Reference) -> None:
    row = {"id": "a", "imo": LISTED}
    days = [
        inforce.screen([{**row, "day": "2017-01-01"}], ref, day="2016-01-01"),
        inforce.screen([row], ref, day="2018-01-01"),
        inforce.screen([row], ref),
        inforce.screen([row], ref, day=date(2010, 1, 1)),
    ]
    assert [[f["day"] for f in found.to_pylist()] for found in days] == [[date(2017, 1, 1)], [date(2018, 1, 1)], [date(2018, 6, 1)], []]


def test_what_could_not_be_read_is_warned_of(ref: Reference) -> None:
    with pytest.warns(UserWarning, match="row 1, column flag: 'Atlantis'"):
        inforce.screen([{"id": "a", "imo": CLEAN, "flag": "Atlantis"}], ref)


def test_what_cannot_be_screened_is_refused(ref: Reference) -> None:
    with pytest.raises(UsageError, match="int cannot be screened"):
        inforce.screen(7, ref)
    with pytest.raises(InputError, match="which kind of rows"):
        inforce.screen([{"id": "a", "name": "Zed"}], ref)


def test_nothing_to_screen_finds_nothing(ref: Reference) -> None:
    assert inforce.screen([], ref, of="vessel").num_rows == 0


def test_a_profile_brings_its_threshold_and_stands_in_the_record_of_the_run(tmp_path: Path) -> None:
    known = inforce.as_known("2018-06-01", home=tmp_path, profile="payment")
    run = json.loads(inforce.screen(ROWS, known).schema.metadata[b"inforce.run"])
    assert (run["profile"], run["threshold"], run["weights"]) == ("payment", 0.72, known.weights.digest)
    assert inforce.as_known("2018-06-01", home=tmp_path, profile="payment", threshold=0.9).threshold == 0.9
    with pytest.raises(UsageError, match=r"no profile 'mine'. There are customer, payment, investigator, ofac"):
        inforce.as_known(home=tmp_path, profile="mine")


def test_names_are_compared_with_their_parts() -> None:
    found = inforce.compare("Kim Jong Un", "Kim Jong Un")
    assert found.score == sum(p.score for p in found.parts) / 10_000


def test_import_reads_no_table_and_no_list() -> None:
    code = "import sys, inforce; sys.exit(bool({'pyarrow', 'typer', 'inforce.reference'} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": "src"}, cwd=Path(__file__).parents[1], check=False).returncode == 0
    )


def test_there_is_nothing_else_in_the_package() -> None:
    with pytest.raises(AttributeError, match="no attribute 'scren'"):
        inforce.scren  # noqa: B018


VESSEL = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["a", "b", "c"]),
        "imo": st.sampled_from([LISTED, "8018900", CLEAN, "", "123"]),
        "name": st.sampled_from(["Tan Chon", "ZED", ""]),
        "part_of": st.sampled_from(["", "s1", "s2"]),
        "day": st.sampled_from(["2010-01-01", "2018-01-01", "soon", ""]),
    }
)


@pytest.mark.filterwarnings("ignore::UserWarning")
@given(st.lists(VESSEL, min_size=1, max_size=5))
def test_row_by_row_and_in_one_batch_give_the_same_findings(ref: Reference, rows: list[dict[str, str]]) -> None:
    apart = sorted(str(f) for row in rows for f in inforce.screen([row], ref).to_pylist())
    assert apart == sorted(map(str, inforce.screen(rows, ref).to_pylist()))


def test_bytes_that_are_no_text_are_told_and_the_rest_is_screened(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("id,name,nationality\n1,José,ES\n2,José,ES\n".encode() + b"3,Jos\xe9,ES\n")
    with pytest.warns(UserWarning, match="no text in the encoding"):
        found = inforce.screen(path, inforce.as_known(lists=["embedded"]), of="party", day="2019-01-01")
    assert json.loads(found.schema.metadata[b"inforce.run"])["failed"] == 1


def test_rows_in_memory_may_hold_anything() -> None:
    rows = [{"id": "a", "name": "Kim \ud800", "nationality": "KP", "note \ud800": "\ud800", 7: "x"}]
    with pytest.warns(UserWarning, match="3 such remarks"):
        found = inforce.screen(rows, inforce.as_known(lists=["embedded"]), day="2019-01-01").to_pylist()
    assert [f["outcome"] for f in found] == ["undetermined"]


@pytest.mark.parametrize("threshold", [float("nan"), 5, -1, "a", "0.7"])
def test_a_threshold_with_which_nothing_would_be_found_is_refused(threshold: Any) -> None:
    with pytest.raises(UsageError, match="no score"):
        inforce.as_known(lists=["embedded"], threshold=threshold)


def test_nothing_can_have_been_known_on_a_day_that_has_not_come() -> None:
    with pytest.raises(UsageError, match="lies in the future"):
        inforce.as_known("9999-12-31")


def test_days_may_be_those_of_python() -> None:
    days = [date(2026, 1, 2), datetime(2026, 1, 2, 23, 59), "2026-01-02"]
    assert {inforce.as_known(day, lists="embedded").known for day in days} == {date(2026, 1, 2)}
    with pytest.raises(UsageError, match="is no day"):
        inforce.as_known(20260102)  # type: ignore[arg-type]


def test_a_reference_is_shown_in_a_line() -> None:
    assert repr(inforce.as_known(lists=["embedded"])).startswith("<Reference known=None lists=[embedded@2025-12-10] designations=215")


def test_positions_in_python_are_refused_with_the_way_to_screen_them(ref: Reference) -> None:
    with pytest.raises(UsageError, match="--of track"):
        inforce.screen([{"mmsi": "445000001"}], ref, of="track")
