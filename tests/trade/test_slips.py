"""Quantities in the wrong unit."""

from typing import Any

from inforce.trade.fit import fit
from inforce.trade.slips import mended, slips


def rows(*quantities: float) -> list[dict[str, Any]]:
    same = {"reporter": "CN", "partner": "KP", "flow": "export", "hs": "271019", "unit": "t", "value_usd": 1000.0}
    return [same | {"id": str(n), "period": f"2018-{n + 1:02}", "quantity": q} for n, q in enumerate(quantities)]


def test_a_thousandfold_quantity_is_found_and_mended_without_changing_the_row() -> None:
    given = rows(10, 11, 9, 10_000, 10, 12)
    assert {i: s.factor for i, s in slips(given).items()} == {"3": 1000}
    assert [r["quantity"] for r in mended(given)] == [10, 11, 9, 10, 10, 12]
    assert given[3]["quantity"] == 10_000


def test_a_thousandth_is_found_too_and_a_tenfold_is_none() -> None:
    assert {i: s.factor for i, s in slips(rows(10, 11, 9, 0.01, 10, 12)).items()} == {"3": 0.001}
    assert not slips(rows(10, 11, 9, 100, 10, 12))


def test_a_single_row_is_held_beside_the_same_goods_with_other_partners() -> None:
    one = {**rows(10_000)[0], "id": "kr", "partner": "KR"}
    assert {i: s.factor for i, s in slips([*rows(10, 11, 9, 10, 12), one]).items()} == {"kr": 1000}


def test_where_only_a_remainder_is_due_it_is_less_sure_how_much() -> None:
    sent = {t: 100.0 + 10 * (t % 5) for t in range(24)} | {12: 0.0}
    found = fit({t: 0.95 * sent[t] + 0.05 * sent.get(t - 1, 0) for t in range(1, 24)}, sent, range(1, 24), -1)
    assert found is not None
    assert found.around(sent, 12) > 3 * found.around(sent, 11)


def test_how_one_record_follows_the_other_is_learned_with_the_lag_and_in_spite_of_gaps() -> None:
    sent = {t: 100.0 + 10 * (t % 5) for t in range(24)}
    came = {t: 0.9 * (0.6 * sent[t] + 0.4 * sent.get(t - 1, 0)) for t in range(1, 24)} | {7: 0.0, 8: 1.0}
    found = fit(came, sent, range(1, 24), -1)
    assert found is not None
    assert (round(found.now, 2), round(found.then, 2)) == (0.54, 0.36)


def test_too_few_periods_teach_nothing() -> None:
    assert fit({1: 1.0}, {1: 1.0}, [1], -1) is None
