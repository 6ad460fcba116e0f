"""Trade with both Koreas held beside each other, and beside South Korea's own record of it."""

from collections.abc import Mapping
from typing import Any

from inforce.trade.odds import density, together
from inforce.trade.quarantine import quarantined

MONTHS = range(24)
STEADY = {n: 100.0 + 7 * (n * 5 % 4) for n in MONTHS}


def rows(reporter: str, partner: str, flow: str, tonnes: Mapping[int, float]) -> list[dict[str, Any]]:
    same = {"reporter": reporter, "partner": partner, "flow": flow, "hs": "290511", "unit": "t", "source": reporter, "hs_edition": "2017"}
    return [
        {**same, "id": f"{reporter}-{partner}-{n}", "period": f"{2018 + n // 12}-{n % 12 + 1:02}", "quantity": v, "value_usd": 300 * v}
        for n, v in tonnes.items()
        if v
    ]


def aside(north: Mapping[int, float], south: Mapping[int, float], theirs: Mapping[int, float]) -> dict[str, list[str]]:
    """What is set aside of Germany's exports to the North, with the names of the reasons; `theirs` are South Korea's imports."""
    given = [*rows("DE", "KP", "export", north), *rows("DE", "KR", "export", south), *rows("KR", "DE", "import", theirs)]
    other = rows("DE", "VN", "export", STEADY)  # Germany published every month
    return {i: [p.name for p in parts if p.score > 0] for i, parts in quarantined([*given, *other]).items()}


def test_a_month_that_the_south_lacks_and_its_own_record_holds_is_set_aside_with_the_reasons() -> None:
    found = aside({9: STEADY[9]}, STEADY | {9: 0.0}, STEADY)
    assert set(found) == {"DE-KP-9"}
    assert {"falls in the South", "South Korea's own figures hold it"} <= set(found["DE-KP-9"])


def test_a_run_of_months_beside_a_true_small_trade_with_the_north_is_set_aside_and_that_trade_is_not() -> None:
    north = {n: 2.0 + n % 3 for n in MONTHS} | {n: STEADY[n] + 2 for n in (8, 9, 10)}
    assert set(aside(north, STEADY | dict.fromkeys((8, 9, 10), 0.0), STEADY)) == {"DE-KP-8", "DE-KP-9", "DE-KP-10"}


def test_a_fall_in_the_south_that_lasts_while_the_north_is_as_ever_is_none() -> None:
    north = {n: 20.0 + n % 3 for n in MONTHS if n % 4}
    assert not aside(north, STEADY | dict.fromkeys(range(8, 16), 12.0), STEADY)


def test_a_consignment_for_which_south_koreas_record_leaves_no_room_is_the_norths() -> None:
    assert not aside({9: 100.0}, STEADY, STEADY)


def test_goods_of_which_south_korea_recorded_none_from_there_were_not_the_souths() -> None:
    north = dict.fromkeys(range(5), 20.0)
    others = [*rows("CN", "KP", "export", {0: 1.0}), {**rows("KR", "CN", "import", {0: 1.0})[0], "hs": "310210"}]
    given = [*rows("DE", "KP", "export", north), *others]
    assert "DE-KP-1" in quarantined(given)
    assert "DE-KP-1" not in quarantined([*given, *rows("KR", "CN", "import", STEADY)])


def test_figures_that_no_account_explains_speak_for_none() -> None:
    assert density(20, 0.1) == density(40, 0.1) or abs(density(20, 0.1) / density(40, 0.1) - 1) < 0.01


def test_one_month_speaks_for_the_next_and_a_fall_that_is_there_without_the_north_speaks_against() -> None:
    quiet = dict.fromkeys(range(5), 0.0)
    alone, beside = together({2: 3.0}, quiet), together({1: 6.0, 2: 3.0}, quiet)
    assert beside[2] > alone[2] + 1
    assert together({2: 3.0}, quiet | {1: 4.0, 2: 3.0, 3: 4.0})[2] < alone[2] - 1


def bought(north: Mapping[int, float], south: Mapping[int, float], theirs: Mapping[int, float]) -> set[str]:
    """What is set aside of Germany's imports from the North; `theirs` are South Korea's exports to Germany."""
    given = [*rows("DE", "KP", "import", north), *rows("DE", "KR", "import", south), *rows("KR", "DE", "export", theirs)]
    other = [*rows("DE", "VN", "export", STEADY), *rows("KR", "VN", "export", STEADY)]  # both published every month
    return set(quarantined([*given, *other]))


def test_part_of_the_souths_goods_on_top_of_a_usual_trade_with_the_north_is_set_aside() -> None:
    usual = {n: 60.0 + 9 * (n * 3 % 5) for n in MONTHS if n % 5}
    slipped = (11, 12, 13, 14)
    south = STEADY | {n: 0.2 * STEADY[n] for n in slipped}
    north = usual | {n: usual.get(n, 0.0) + 0.8 * STEADY[n] for n in slipped}
    assert bought(north, south, STEADY) == {f"DE-KP-{n}" for n in slipped}


def test_goods_hidden_from_the_souths_trade_while_the_norths_is_as_ever_are_no_confusion() -> None:
    usual = {n: 60.0 + 9 * (n * 3 % 5) for n in MONTHS if n % 5}
    assert not bought(usual, STEADY | {n: 0.2 * STEADY[n] for n in (11, 12, 13, 14)}, STEADY)


def test_months_in_which_south_korea_sent_none_hold_nothing_to_confuse() -> None:
    pause = range(10, 15)
    some = {n: v for n, v in STEADY.items() if n not in pause}
    north = {n: 50.0 + 9 * (n * 3 % 5) for n in MONTHS} | {12: 120.0, 13: 95.0}
    assert not bought(north, some, some)


def test_a_remainder_that_is_recorded_with_the_north_is_set_aside() -> None:
    sent = STEADY | dict.fromkeys((5, 9, 13, 17), 0.0)
    came = {n: 0.9 * sent[n] + 0.1 * sent.get(n - 1, 0.0) for n in MONTHS}
    assert bought({13: came[13]}, came | {13: 0.0}, sent) == {"DE-KP-13"}
    assert not bought({13: 80.0}, came, sent)


def test_a_record_of_many_more_goods_than_were_ever_sent_says_nothing_of_a_slip() -> None:
    passing = {n: 900.0 if n % 4 else 300.0 for n in MONTHS}  # goods of others, by way of Germany
    small = {n: 5.0 + n % 3 for n in MONTHS if n % 4 != 2}
    assert not aside({n: 30.0 + n % 7 for n in MONTHS if n % 3}, small, passing)
