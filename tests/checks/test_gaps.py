"""Where no edition of a list was known, the answer is unknown and never clear; where something was found, it is told all the same."""

from datetime import date

import pyarrow as pa
import pytest

from inforce.base.tables import SUBJECTS
from inforce.checks import every
from inforce.law import load
from inforce.reference import Reference
from inforce.run.local import run

ROWS = {
    "party": {"id": "p", "name": "Somebody Else", "day": date(2010, 1, 1)},
    "vessel": {"id": "v", "imo": "9000003", "day": date(2010, 1, 1)},
}


@pytest.mark.parametrize("kind", ROWS)
def test_a_gap_makes_silence_undetermined(kind: str) -> None:
    ref = Reference(load(), known=date(2010, 1, 1), gaps=("un_consolidated",))
    rows = pa.Table.from_pylist([ROWS[kind]], schema=SUBJECTS[kind])
    result = run([every()[f"{kind}.designated"]], {kind: rows}, ref)
    (finding,) = result.findings.to_pylist()
    assert finding["outcome"] == "undetermined"
    assert "no edition of un_consolidated was known on 2010-01-01" in finding["why"]
    assert result.run.not_checked
