"""Gaps between two records of one trade, month by month."""

from collections.abc import Mapping
from typing import Any

from inforce.trade.book import book
from inforce.trade.mirror import Gap, Mirror

MONTHS = range(36)
STEADY = {n: 100.0 + 7 * (n * 5 % 4) for n in MONTHS}


def rows(reporter: str, partner: str, flow: str, tonnes: Mapping[int, float], hs: str = "290511") -> list[dict[str, Any]]:
    same = {"reporter": reporter, "partner": partner, "flow": flow, "hs": hs, "unit": "t", "source": reporter, "hs_edition": "2017"}
    return [
        {**same, "id": f"{reporter}-{partner}-{n}", "period": f"{2018 + n // 12}-{n % 12 + 1:02}", "quantity": v}
        for n, v in tonnes.items()
        if v
    ]


def gaps(sent: Mapping[int, float], came: Mapping[int, float], *more: list[dict[str, Any]]) -> list[Gap]:
    others = [r for given in more for r in given]
    told = [*rows("VN", "AU", "import", STEADY, "270112"), *rows("CN", "AU", "export", STEADY, "270112")]
    return list(Mirror(book([*rows("CN", "VN", "export", sent), *rows("VN", "CN", "import", came), *told, *others])).gaps())


def test_months_that_did_not_come_are_a_gap() -> None:
    (gap,) = gaps(STEADY, STEADY | dict.fromkeys((10, 11, 12), 10.0))
    assert (gap.first["id"], gap.standing, gap.unclear) == ("CN-VN-10", False, False)


def test_a_trade_that_the_importer_never_recorded_is_standing_and_one_that_begins_is_not() -> None:
    assert [g.standing for g in gaps(STEADY, {})] == [True]
    assert [g.standing for g in gaps({n: STEADY[n] for n in range(12, 20)}, {})] == [False]


def test_a_small_year_is_measured_by_what_was_under_way_then() -> None:
    sent = {n: v / 4 if 8 <= n < 16 else v for n, v in STEADY.items()}
    (gap,) = gaps(sent, sent | {n: sent[n] * 0.1 for n in (10, 11, 12)})
    assert gap.first["id"] == "CN-VN-10"


def test_what_so_often_lacks_when_as_little_is_sent_is_no_gap() -> None:
    low = {n for n in MONTHS if n % 6 in (3, 4, 5)}
    sent = {n: 20.0 if n in low else v for n, v in STEADY.items()}
    assert not gaps(sent, {n: 0.0 if n in low else v for n, v in sent.items()})


def test_another_sellers_surplus_that_comes_and_goes_all_the_time_explains_nothing() -> None:
    came = STEADY | dict.fromkeys((10, 11, 12), 10.0)
    often = rows("VN", "HK", "import", {n: 500.0 if n // 3 % 2 else 300.0 for n in MONTHS})
    once = rows("VN", "HK", "import", {n: 400.0 if n in (10, 11, 12) else 300.0 for n in MONTHS})
    hub = rows("HK", "AU", "import", STEADY, "270112")
    assert [g.first["id"] for g in gaps(STEADY, came, often, hub)] == ["CN-VN-10"]
    assert not gaps(STEADY, came, once, hub)


def firsts(found: list[Gap]) -> list[str]:
    return [str(g.first["id"]) for g in found if g.line.partner == "VN"]


def test_another_sellers_month_is_no_surplus_where_what_it_sent_the_month_before_is_not_known() -> None:
    came = STEADY | {n: 0.4 * STEADY[n] for n in (10, 11, 12)}
    sent = {n: v for n, v in STEADY.items() if n not in (9, 11)}
    arrives = {n: 0.4 * STEADY[n] + 0.6 * STEADY.get(n - 1, 0.0) for n in MONTHS}
    assert firsts(gaps(STEADY, came, rows("HK", "VN", "export", sent), rows("VN", "HK", "import", arrives))) == ["CN-VN-10"]


def test_what_another_buyer_never_recorded_explains_nothing_when_it_is_not_sent_either() -> None:
    came = STEADY | dict.fromkeys((10, 11, 12), 10.0)
    pause = {n: v for n, v in STEADY.items() if n not in (10, 11, 12)}
    assert firsts(gaps(STEADY, came, rows("CN", "HK", "export", pause), rows("HK", "AU", "export", STEADY))) == ["CN-VN-10"]


def test_a_gap_counts_the_month_in_which_what_was_sent_before_still_came() -> None:
    came = {n: 0.2 * STEADY[n] * (n not in (10, 11, 12)) + 0.8 * STEADY.get(n - 1, 0.0) * (n not in (11, 12, 13)) for n in MONTHS}
    assert firsts(gaps(STEADY, came)) == ["CN-VN-10"]


def test_goods_that_a_third_state_passed_on_from_the_same_seller_count_as_come() -> None:
    through = {n: 25.0 * (n * 7 % 5) for n in MONTHS}  # China writes Viet Nam, Australia writes China
    sent = {n: STEADY[n] + through[n] for n in MONTHS}
    passed_on = rows("AU", "CN", "import", {n: through[n] + 1 for n in MONTHS})
    assert firsts(gaps(sent, STEADY | dict.fromkeys((20, 21, 22), 10.0), passed_on)) == ["CN-VN-20"]
    assert not firsts(gaps(sent, STEADY, passed_on))
