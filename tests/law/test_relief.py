from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from inforce.base.errors import LawError
from inforce.law import load
from inforce.law.relief import FILE, Terms, read_terms, terms

SHIPPED = (Path(__file__).parents[2] / "src/inforce/law" / FILE).read_text(encoding="utf-8")
HANOI = date(2019, 2, 27)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str], Terms]:
    def read(old: str, new: str) -> Terms:
        assert old in SHIPPED
        path = tmp_path / FILE
        path.write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
        return read_terms(path, load())

    return read


def test_the_selections_count_what_the_days_of_hanoi_had_in_force() -> None:
    ours = [m for m in load().in_force(HANOI) if m.instrument.startswith("un/") and m.target == "KP"]
    counts = {s.id: sum(s.picks(m, load()) for m in ours) for s in terms().selections.values()}
    assert (counts["civilian-goods"], counts["duties"]) == (16, 78)
    assert counts["everything"] == len(ours)


def test_arms_weapons_items_and_luxury_goods_are_no_civil_trade() -> None:
    civilian = terms().selections["civilian-goods"]
    for measure in ("un/1718#arms-exports", "un/1718#luxury-goods", "un/2375#listed-items", "un/2270#catch-all-conventional"):
        assert not civilian.picks(load().measures[measure], load())


def test_lifting_takes_a_resolution_that_five_can_stop_and_so_does_going_back() -> None:
    act = terms().act("un", "lift")
    assert act is not None
    assert len(act.vetoes) == len(act.back_vetoes) == 5


def test_most_criteria_of_a_suspension_are_not_nuclear() -> None:
    act = terms().act("us", "suspend")
    assert act is not None
    criteria = [c for m in act.rests_on for c in load().measures[m].conditions]
    assert (len(criteria), len(act.nuclear), act.longest_days, act.renewal_days) == (6, 1, 365, 180)


def test_every_figure_says_of_which_year_and_from_where() -> None:
    assert all(f.year and f.sources for f in terms().trade)
    subjects = [(s, f.direction) for f in terms().trade for s in f.subjects]
    assert len({*subjects}) == len(subjects)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('without = ["arms"', 'without = ["arm"', "`without` names 'arm'"),
        ('modalities = ["prohibit", "cap"]', 'modalities = ["forbid"]', "must be among prohibit"),
        ('issuer = "un"', 'issuer = "uno"', "`issuer` names 'uno'"),
        ('"un/2397#review"', '"un/2397#revue"', "`rests_on` names"),
        ("nuclear = [", 'nuclear = ["peace", ', "`nuclear` names 'peace'"),
        ('subjects = ["coal"]', 'subjects = ["coals"]', "`subjects` names 'coals'"),
        ("low_usd = 400_000_000", "low_usd = 900_000_000", "must not be above"),
        ('id = "us-suspension"', 'id = "us-termination"', "act is given twice"),
        ('sources = ["VOV-2397"]', "", "`sources` must say what was read"),
    ],
)
def test_terms_that_are_not_clear_are_refused(written: Callable[[str, str], Terms], old: str, new: str, complaint: str) -> None:
    with pytest.raises(LawError, match=complaint):
        written(old, new)
