"""In which edition codes without one were written."""

from inforce.trade.written import told_by_codes

OLD, NEW, EVERY = "293131", "854921", "270112"  # of 2017 alone, of 2022 alone, of every edition
JANUARY = 2022 * 12


def test_a_code_of_one_edition_alone_tells_and_later_periods_follow() -> None:
    found = told_by_codes({JANUARY: [EVERY], JANUARY + 1: [NEW, EVERY], JANUARY + 2: [EVERY]}, "month")
    assert found == {JANUARY: {"2017", "2022"}, JANUARY + 1: {"2022"}, JANUARY + 2: {"2022"}}


def test_a_period_before_one_in_the_older_edition_was_in_it_too() -> None:
    assert told_by_codes({JANUARY: [EVERY], JANUARY + 1: [OLD]}, "month") == {JANUARY: {"2017"}, JANUARY + 1: {"2017"}}


def test_an_edition_that_was_not_out_or_was_long_out_of_use_is_none() -> None:
    assert told_by_codes({2021: [EVERY]}, "year") == {2021: {"2017"}}
    assert told_by_codes({2018: [EVERY]}, "year") == {2018: {"2012", "2017"}}


def test_codes_that_contradict_each_other_leave_it_open_and_those_of_no_edition_say_nothing() -> None:
    assert told_by_codes({2022: [OLD, NEW]}, "year") == {2022: {"2012", "2017", "2022"}}
    assert told_by_codes({2023: ["999999", NEW]}, "year") == {2023: {"2022"}}
