from dataclasses import replace

import pytest

from inforce.reports.toy import BASE, GRID, ORDERS, Toy, settings


def test_splitting_makes_the_largest_share_left_unanswered_small_and_moves_no_patience() -> None:
    assert [round(replace(BASE, steps=n).exposure()[0], 2) for n in (1, 3, 10)] == [1.0, 0.33, 0.1]
    assert {replace(BASE, steps=n).patience() for n in (1, 3, 10)} == {(0.91, 0.635)}


def test_who_begins_is_who_is_exposed() -> None:
    exposed = [tuple(round(e, 2) for e in replace(BASE, order=order).exposure()) for order in ORDERS]
    assert exposed == [(0.33, 0.0), (0.0, 0.33), (0.0, 0.0)]


def test_slow_notice_asks_for_more_patience() -> None:
    assert replace(BASE, lag=8).patience() == (0.98, 0.895)


def test_where_deeds_cannot_be_undone_relief_does_not_hold_itself_in_any_order_or_number() -> None:
    for order in ORDERS:
        for n in (1, 3, 10):
            assert replace(BASE, steps=n, order=order, undo_deeds=0.0).patience()[1] is None


def test_where_relief_cannot_come_back_deeds_do_not_hold_themselves() -> None:
    assert replace(BASE, order="relief first", undo_relief=0.0).patience()[0] is None
    assert replace(BASE, undo_relief=0.0).patience()[0] is None


@pytest.mark.parametrize(("name", "toy"), settings())
def test_what_is_enough_patience_stays_enough(name: str, toy: Toy) -> None:
    for side, least in enumerate(toy.patience()):
        keeps = [toy._keeps_on(side, p) for p in GRID]
        assert keeps == [least is not None and p >= least for p in GRID]


def test_in_one_go_the_threshold_is_what_the_lag_makes_of_the_cost() -> None:
    toy = replace(BASE, steps=1)
    for needed, cost in zip(toy.patience(), (toy.cost_deeds, toy.cost_relief), strict=True):
        assert needed is not None
        assert needed - 0.005 < cost ** (1 / toy.lag) <= needed
