"""What was documented of a State: attributed, with its reservations, and refused where it does not say one clear thing."""

from datetime import date
from pathlib import Path

import pytest

from inforce.base.dates import Interval
from inforce.base.errors import LawError
from inforce.law import load
from inforce.law.documented import documented, read_documented

ENTRY = """
[[documented]]
id = "a"
class = "E5"
bearing = "at odds"
by = "a court"
states = ["CN"]
measures = ["un/2371#coal-and-iron"]
since = 2019-01-01
until = 2019-02-01
summary = "Something."
upstream = "the court"
published = 2019-03-01
review = "memory"
"""


def test_the_panel_stands_with_its_reservations() -> None:
    panel = next(d for d in documented() if d.id == "panel-2020-coal")
    assert panel.kind == "E5"
    assert "corroboration" in panel.reservations
    assert panel.of("CN", "un/2371#coal-and-iron", Interval(date(2019, 8, 31), date(2020, 1, 1)))
    assert not panel.of("CN", "un/2371#coal-and-iron", Interval(date(2019, 9, 1), date(2020, 1, 1)))
    assert not panel.of("RU", "un/2371#coal-and-iron", Interval())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("un/2371#coal-and-iron", "un/2371#coal-and-irn"), "Did you mean"),
        (("until = 2019-02-01", "until = 2019-01-01"), "is not after"),
        (('class = "E5"', 'class = "E6"'), "must be one of"),
        (('review = "memory"', 'review = "secondary"'), "sources"),
        (('upstream = "the court"\n', ""), "`upstream` is missing"),
    ],
)
def test_a_record_that_is_not_clear_is_refused(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    (tmp_path / "documented.toml").write_text(ENTRY.replace(*change), encoding="utf-8")
    with pytest.raises(LawError, match=says):
        read_documented(tmp_path / "documented.toml", load())


def test_an_id_is_given_once(tmp_path: Path) -> None:
    (tmp_path / "documented.toml").write_text(ENTRY + ENTRY, encoding="utf-8")
    with pytest.raises(LawError, match="given twice"):
        read_documented(tmp_path / "documented.toml", load())
