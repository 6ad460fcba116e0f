"""read/values.py: a cell is read strictly or not at all."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inforce.read import values
from inforce.read.values import UnreadableError


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2019-10-16", date(2019, 10, 16)),
        (" 16.10.2019 ", date(2019, 10, 16)),
        ("16/10/2019", date(2019, 10, 16)),
        ("10/16/2019", date(2019, 10, 16)),
        ("4/4/2018", date(2018, 4, 4)),
        ("16 Oct 2019", date(2019, 10, 16)),
        ("2019-10-16T23:30:00Z", date(2019, 10, 16)),
        ("2019-10-16 23:30", date(2019, 10, 16)),
        (date(2019, 10, 16), date(2019, 10, 16)),
        (datetime(2019, 10, 16, 23, tzinfo=UTC), date(2019, 10, 16)),
        ("", None),
    ],
)
def test_a_day_is_read_from_what_can_mean_one_day_only(written: object, day: date | None) -> None:
    assert values.day(written, "") == day


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("03/04/2018", "could be day/month or month/day"),
        ("3-4-2018", "could be day/month or month/day"),
        ("2018", "no single day"),
        ("2018-04", "no single day"),
        ("circa 2018-04-03", "no single day"),
        ("00/00/1980", "no single day"),
        ("31.2.2018", "no date"),
        ("43754", "no date"),
        ("16.10.19", "no date"),
        ("soon", "no date"),
        (43754, "no date"),
    ],
)
def test_what_may_mean_several_days_or_none_is_not_read(written: object, told: str) -> None:
    with pytest.raises(UnreadableError, match=told):
        values.day(written, "")


def test_the_mapping_says_how_a_date_between_slashes_is_meant() -> None:
    assert values.day("03/04/2018", "day-first") == date(2018, 4, 3)
    assert values.day("03/04/2018", "month-first") == date(2018, 3, 4)
    assert values.day("16/10/2019", "month-first") == date(2019, 10, 16)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("circa 1965", "~1965"),
        ("00/00/1980", "1980"),
        ("Apr 1978", "1978-04"),
        ("1962 to 1964", "1962/1964"),
        (date(1978, 4, 9), "1978-04-09"),
    ],
)
def test_a_birth_date_keeps_its_precision(written: object, read: str) -> None:
    assert values.birth(written, "") == read


@pytest.mark.parametrize(("written", "code"), [("North Korea", "KP"), ("DPRK", "KP"), ("kp", "KP"), (" China ", "CN"), ("", "")])
def test_a_country_is_read_by_code_or_name(written: str, code: str) -> None:
    assert values.place(written) == code


@pytest.mark.parametrize("written", ["Korea", "Atlantis", "N/A", "-"])
def test_what_names_no_one_country_is_not_read(written: str) -> None:
    with pytest.raises(UnreadableError, match="ISO 3166"):
        values.place(written)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1200.5", 1200.5),
        ("1,234,567", 1234567.0),
        ("1,200.50", 1200.5),
        ("1e3", 1000.0),
        (7, 7.0),
        (0.5, 0.5),
        (1e300, 1e300),
        (float("nan"), None),
        ("", None),
    ],
)
def test_a_number_is_read_from_what_can_mean_one_number_only(written: object, read: float | None) -> None:
    assert values.number(written) == read


@pytest.mark.parametrize("written", ["1,200", "1.200,50", "12 t", "1 200", "nan", "inf", "-5", -5, float("inf"), True, "1e999"])
def test_what_may_mean_several_numbers_or_none_is_not_read(written: object) -> None:
    with pytest.raises(UnreadableError):
        values.number(written)


@pytest.mark.parametrize(
    ("written", "read"), [("2701.12", "270112"), ("27", "27"), (270112, "270112"), (" 2701 12 00 ", "27011200"), ("", "")]
)
def test_an_hs_code_is_its_digits(written: object, read: str) -> None:
    assert values.hs(written) == read


@pytest.mark.parametrize(
    ("written", "told"), [(30617, "leading zero"), ("30617", "leading zero"), ("coal", "no HS code"), ("2.7E+05", "no HS code")]
)
def test_an_hs_code_that_lost_a_digit_is_not_repaired(written: object, told: str) -> None:
    with pytest.raises(UnreadableError, match=told):
        values.hs(written)


@pytest.mark.parametrize(
    ("given", "read"),
    [(9314650, "9314650"), (9314650.0, "9314650"), (["x"], "x"), ([], ""), (" x ", "x"), (0.5, "0.5"), (float("nan"), "")],
)
def test_text_may_come_as_a_number_or_a_list_of_one(given: object, read: str) -> None:
    assert values.text(given) == read


@pytest.mark.parametrize("given", [True, b"x", {"a": 1}, ["a", "b"]])
def test_what_is_no_text_is_not_read(given: object) -> None:
    with pytest.raises(UnreadableError):
        values.text(given)


def test_a_party_row_holds_no_vessel() -> None:
    assert (values.schema("LegalEntity"), values.schema("")) == ("LegalEntity", "")
    with pytest.raises(UnreadableError, match="no party"):
        values.schema("Vessel")


def read(column: Callable[..., list[Any]], cells: list[object], convert: values.Convert) -> tuple[list[Any], list[tuple[int, object]]]:
    heard: list[tuple[int, object]] = []
    return column(cells, convert, lambda i, value, problem: heard.append((i, value))), heard


def test_an_unreadable_cell_is_empty_and_heard_of_each_time() -> None:
    assert read(values.column, ["KP", "x", None, "", "x", "KP", " "], values.place) == (
        ["KP", None, None, None, None, "KP", None],
        [(1, "x"), (4, "x")],
    )


def test_in_a_list_only_what_cannot_be_read_is_left_out() -> None:
    assert read(values.lists, ["KP; x ;China;kp", "", ["CN", "KP"]], values.place) == ([["KP", "CN"], None, ["CN", "KP"]], [(0, " x ")])


ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates() | st.binary(max_size=3)
ANYTHING |= st.lists(st.text(max_size=3), max_size=2) | st.dictionaries(st.text(max_size=2), st.integers(), max_size=1)


@given(
    ANYTHING,
    st.sampled_from(
        [("day", pa.date32()), ("hs", pa.string()), ("birth_date", pa.string()), ("flag", pa.string()), ("quantity", pa.float64())]
    ),
)
def test_whatever_comes_is_read_or_complained_of(cell: object, column: tuple[str, pa.DataType]) -> None:
    name, kind = column
    for one in (values.column, values.lists):
        found, heard = read(one, [cell], values.converter(name, kind, ""))
        assert len(found) == 1
        if one is values.column:
            assert not heard or found == [None]
            pa.array(found, kind)
