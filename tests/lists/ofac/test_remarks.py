"""The language of OFAC's remarks. Every person and number is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inforce.lists import get
from inforce.lists.ofac.remarks import Keys, pieces, unquoted

KEYS = Keys(get("ofac_sdn").lookups["key"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("DOB 1960.", ["DOB 1960"]),
        ("DOB 1960; alt. DOB 1961; POB Nampo.", ["DOB 1960", "DOB 1961", "POB Nampo"]),
        ("a.k.a. 'PAK'; Linked To: SOME BANK.", ["a.k.a. 'PAK'", "Linked To: SOME BANK"]),
        ("Note (one; two); DOB 1960.", ["Note (one; two)", "DOB 1960"]),
        ("Note ((one; two); three; four); DOB 1960.", ["Note ((one; two); three; four)", "DOB 1960"]),
        ("Note (one; two; DOB 1960.", ["Note (one", "two", "DOB 1960"]),
        ("Note) one; DOB 1960.", ["Note) one", "DOB 1960"]),
        ("  DOB   01 Jan\n1960 ;; ", ["DOB 01 Jan 1960"]),
        ("Head of a bank; (Linked To: SOME BANK)", ["Head of a bank", "Linked To: SOME BANK"]),
        ("Passport 900001 (Korea, North); Gender Male.", ["Passport 900001 (Korea, North)", "Gender Male"]),
    ],
)
def test_remarks_come_apart_at_semicolons_outside_brackets(text: str, found: list[str]) -> None:
    assert [*pieces(text)] == found


@given(st.lists(st.text("abc '.,", min_size=1).map(str.strip).filter(lambda t: t and not t.startswith("alt.")), max_size=5))
def test_pieces_put_together_come_apart_again(some: list[str]) -> None:
    assert [*pieces("; ".join(some) + ".")] == [" ".join(p.split()) for p in some]


@given(st.text("();. a", max_size=40))
def test_no_letter_of_remarks_is_lost_whatever_the_brackets(text: str) -> None:
    assert "".join(pieces(text)).count("a") == text.count("a")


@pytest.mark.parametrize(
    ("piece", "key", "value"),
    [
        ("DOB 1960", "DOB", "1960"),
        ("Digital Currency Address - XBT 1abc", "Digital Currency Address -", "XBT 1abc"),
        ("License 12", "License", "12"),
        ("Tax ID No. 12 (China)", "Tax ID No.", "12 (China)"),
        ("Linked To: THE LICENSE COMPANY", "Linked To:", "THE LICENSE COMPANY"),
        ("Website", "Website", ""),
        ("Titleholder of the club", "", "Titleholder of the club"),
        ("Minister of Invented Affairs", "", "Minister of Invented Affairs"),
    ],
)
def test_a_piece_begins_with_the_longest_key_that_is_known(piece: str, key: str, value: str) -> None:
    assert KEYS.split(piece) == (key, value)


def test_quotes_around_a_name_go_and_quotes_in_it_stay() -> None:
    assert [unquoted(q) for q in ("'PAK'", '"PAK"', "'O'PAK'", "'PAK", "''", "PAK'S")] == ["PAK", "PAK", "O'PAK", "'PAK", "''", "PAK'S"]
