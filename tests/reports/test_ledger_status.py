"""From showings to a status: breach words on own data or official findings alone, copies once, silence not assessable."""

import pytest
from ledgers import showing

from inforce.reports.ledger_status import Status, judge


@pytest.mark.parametrize(
    ("shown", "status"),
    [
        ((), Status.NOT_ASSESSABLE),
        (("E3",), Status.INCONSISTENT),
        (("E4",), Status.INCONSISTENT),
        (("E3", "E4"), Status.INDICATED),
        (("E5",), Status.DOCUMENTED),
        (("E1",), Status.DOCUMENTED),
        (("E2",), Status.NOT_ASSESSABLE),
        (("E6",), Status.NOT_ASSESSABLE),
        (("E6", "E4"), Status.INCONSISTENT),
        (("E2", "E4"), Status.INCONSISTENT),
    ],
)
def test_what_each_class_may_support(shown: tuple[str, ...], status: Status) -> None:
    assert judge(showing(kind, upstream=kind) for kind in shown).status is status


def test_a_copy_does_not_make_two() -> None:
    assert judge([showing("E3", upstream="x"), showing("E4", upstream="x")]).status is Status.INCONSISTENT
    assert judge([showing("E4", upstream="x"), showing("E4", upstream="y")]).status is Status.INCONSISTENT


def test_the_words_carry_whose_they_are() -> None:
    assert judge([showing("E5", by="the Panel")]).words == "documented by the Panel"
    assert judge([showing("E5", by="the Panel")], "Ruritania").words == "contested (the Panel says so, Ruritania says not)"


def test_own_figures_oppose_an_official_finding_and_words_do_not_undo_own_figures() -> None:
    within = showing("E1", "within the cap", "own", "reports of RU")
    assert judge([showing("E5", by="the Panel"), within]).status is Status.CONTESTED
    assert judge([showing("E1")], "Ruritania").status is Status.DOCUMENTED


@pytest.mark.parametrize(
    ("bearing", "status"),
    [("in line", Status.CONSISTENT), ("within the cap", Status.WITHIN_CAP), ("late", Status.LATE), ("open", Status.NOT_ASSESSABLE)],
)
def test_what_the_state_itself_shows(bearing: str, status: Status) -> None:
    assert judge([showing("E1", bearing)]).status is status
    assert judge([showing("E4", bearing)]).status is Status.NOT_ASSESSABLE
