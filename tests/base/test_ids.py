"""Identifiers hold by their check digits, and nothing is repaired."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inforce.base.ids import (
    clean_bic,
    clean_call_sign,
    clean_imo,
    clean_imo_company,
    clean_lei,
    clean_mmsi,
    clean_number,
    clean_wallet,
    content_id,
)


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
    for clean in (clean_imo, clean_imo_company, clean_mmsi, clean_lei, clean_bic, clean_number, clean_call_sign, clean_wallet):
        assert clean(clean(text)) == clean(text)


@given(st.lists(st.text(), max_size=3))
def test_equal_content_has_an_equal_id(parts: list[str]) -> None:
    assert content_id(*parts) == content_id(*parts)
    assert content_id(*parts, "x") != content_id(*parts)


TYPED = {
    clean_imo: (
        "9562233",
        "956 2233",
        "9562233.0",
        "IMO-9562233",
        "IМО 9562233",
        "９５６２２３３",
        "٩٥٦٢٢٣٣",
        "956\u200b2233",
        "IMO No. 9562233",
    ),
    clean_mmsi: ("445123000", "445-123-000", "MMSI: 445 123 000", "445123000.0"),
    clean_bic: ("FTBDKPPY", "ftbd-kp-py", "FТBDKPPY", "BIC: FTBDKPPYXXX", "FTBD KP PY XXX"),
    clean_lei: ("54930084UKLVMY22DS16", "LEI: 5493-0084-UKLV-MY22-DS16", "54930084UКLVМY22DS16"),
    clean_number: ("AF133955", "АF133955", "af-133 955", "ＡＦ１３３９５５", "AF١٣٣٩٥٥", "AF\u200b133955", "AF–133.955"),
    clean_call_sign: ("5IM316", "5im-316", "5IМ316"),
    clean_wallet: (
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "BTC: 1A1zP1eP5QGefi2DMPTf TL5SLmv7DivfNa",
    ),
}


@pytest.mark.parametrize(("clean", "text"), [(clean, text) for clean, texts in TYPED.items() for text in texts])
def test_how_it_is_typed_does_not_matter(clean: Callable[[str], str], text: str) -> None:
    assert clean(text) == TYPED[clean][0]  # type: ignore[index]


def test_an_address_in_hexadecimal_needs_no_prefix() -> None:
    assert clean_wallet("098B716B8AAF21512996DC57EB0615E2383E2F96") == clean_wallet("0x098b716b8aaf21512996dc57eb0615e2383e2f96") != ""


@pytest.mark.parametrize("clean", TYPED)
@pytest.mark.parametrize("text", ["UNKNOWN", "none", "N/A", "-", "0000000", "XXXX", "TBD", "1111", "222222222", "n/a n/a", "Not available"])
def test_what_only_fills_the_field_is_no_identifier(clean: Callable[[str], str], text: str) -> None:
    assert clean(text) == clean(text * 2) == ""
