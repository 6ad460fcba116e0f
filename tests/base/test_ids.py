"""Identifiers hold by their check digits, and nothing is repaired."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inforce.base.ids import clean_bic, clean_imo, clean_imo_company, clean_lei, clean_mmsi, clean_number, content_id


@pytest.mark.parametrize(("text", "number"), [("9187629", "9187629"), ("IMO 9187629", "9187629"), ("imo: 8914934", "8914934")])
def test_ship_numbers(text: str, number: str) -> None:
    assert clean_imo(text) == number


@pytest.mark.parametrize("text", ["0000000", "9187628", "918762", "91876290", "IMO", "", None, "9187629 or 9187630"])
def test_no_ship_numbers(text: str | None) -> None:
    assert clean_imo(text) == ""


def test_company_numbers() -> None:
    assert clean_imo_company("IMO Number: 1790183") == "1790183"
    assert clean_imo_company("9187629") == ""


def test_a_number_can_hold_as_both_so_its_source_must_say_which() -> None:
    assert clean_imo("1790183") == clean_imo_company("1790183")


@given(st.integers(100000, 999999), st.integers(0, 9))
def test_one_check_digit_in_ten_holds(head: int, digit: int) -> None:
    valid = [d for d in range(10) if clean_imo(f"{head}{d}")]
    assert len(valid) == 1
    assert (digit in valid) == bool(clean_imo(f"{head}{digit}"))


def test_mmsi() -> None:
    assert clean_mmsi("445 123 000") == "445123000"
    assert clean_mmsi("045123000") == ""
    assert clean_mmsi("4451230") == ""


def test_lei() -> None:
    assert clean_lei("5493001KJTIIGC8Y1R12") == "5493001KJTIIGC8Y1R12"
    assert clean_lei("5493001KJTIIGC8Y1R13") == ""


def test_bic_of_a_head_office_has_one_form() -> None:
    assert clean_bic("DEUTDEFFXXX") == clean_bic("deutdeff") == "DEUTDEFF"
    assert clean_bic("DEUTDEFF500") == "DEUTDEFF500"
    assert clean_bic("DEUT1") == ""


def test_numbers_compare_without_punctuation() -> None:
    assert clean_number("ab-12 345") == "AB12345"
    assert clean_number("123") == ""


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    for clean in (clean_imo, clean_imo_company, clean_mmsi, clean_lei, clean_bic, clean_number):
        assert clean(clean(text)) == clean(text)


@given(st.lists(st.text(), max_size=3))
def test_equal_content_has_an_equal_id(parts: list[str]) -> None:
    assert content_id(*parts) == content_id(*parts)
    assert content_id(*parts, "x") != content_id(*parts)
