"""What was published after the known day is seen by no check, and said to be left out."""

from datetime import date

import pyarrow as pa

from inforce.base.tables import SUBJECTS
from inforce.checks import every
from inforce.law import load
from inforce.reference import Reference
from inforce.run.local import run

ROW = {"reporter": "CN", "partner": "KP", "flow": "import", "period": "2018-03", "hs": "270112", "hs_edition": "2017", "unit": "t"}


def told(known: date | None) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    rows = [
        ROW | {"id": "first", "quantity": 5.0, "published_on": date(2018, 4, 25)},
        ROW | {"id": "then", "quantity": 7.0, "published_on": date(2019, 4, 25)},
    ]
    made = run([every()["trade.prohibited"]], {"trade": pa.Table.from_pylist(rows, schema=SUBJECTS["trade"])}, Reference(load(), known))
    return [(f["subject"], f["why"]) for f in made.findings.to_pylist()], made.run.not_checked


def test_a_later_publication_does_not_replace_what_was_known() -> None:
    (found,), left_out = told(date(2018, 12, 31))
    assert found[0] == "first"
    assert "7 t" not in found[1]
    assert left_out == ("trade, 1 row published after 2018-12-31, which nobody knew then: left out",)


def test_without_a_known_day_the_newest_counts_and_nothing_is_left_out() -> None:
    (found,), left_out = told(None)
    assert (found[0], left_out) == ("then", ())


def test_where_nothing_was_known_yet_nothing_is_found() -> None:
    assert told(date(2018, 4, 1))[0] == []
