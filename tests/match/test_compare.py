import pytest
from hypothesis import given
from hypothesis import strategies as st

from inforce.base.errors import InputError, UsageError
from inforce.match import compare


def test_equal_names_score_high_but_not_one() -> None:
    assert 0.9 <= compare("KIM Jong Un", "Kim Jong-un").score < 1.0


def test_different_names_score_low() -> None:
    assert compare("Usama bin Laden", "Shaikh Isa Bin Tarif").score < 0.7


def test_a_shared_identifier_makes_it_one() -> None:
    a, b = {"name": "A LTD", "registration_number": "12-345"}, {"name": "Quite Other", "registration_number": "12345"}
    assert compare(a, b, schema="Company").score == 1.0


def test_another_birth_year_lowers_and_is_named() -> None:
    a, b = {"name": "Ri Yong Ho", "birth_date": "1954"}, {"name": "Ri Yong Ho", "birth_date": "1980-02-01"}
    found = compare(a, b)
    assert found.score < 0.8
    assert [(p.ours, p.theirs) for p in found.parts if p.name == "birth date" and p.score < 0] == [("1954", "1980-02-01")]


def test_nothing_to_compare_is_zero() -> None:
    for text in ("", "  ", "...", "\u200b\u200b", "\x00\x07", "🙂"):
        assert compare(text, text).score == 0.0


@pytest.mark.parametrize("wrong", [None, 1, ["Kim"], b"Kim"])
def test_what_is_no_name_says_so(wrong: object) -> None:
    with pytest.raises(InputError, match="neither a name nor a mapping"):
        compare(wrong, "Kim")  # type: ignore[arg-type]


@given(st.text(), st.text())
def test_any_text_gives_a_score_that_its_parts_add_up_to(a: str, b: str) -> None:
    found = compare(a, b)
    assert 0 <= found.points <= 10_000
    assert found.points == sum(p.score for p in found.parts)


WORDS = st.lists(
    st.sampled_from(["kim", "kin", "jong", "a", "b", "ab", "un", "ltd", "8", "abc", "acb", "kimjong", "jongun", "al"]), max_size=4
).map(" ".join)


@given(WORDS, WORDS, st.sampled_from(["Person", "Company", "Vessel"]))
def test_it_does_not_matter_which_comes_first(a: str, b: str, schema: str) -> None:
    assert compare(a, b, schema).points == compare(b, a, schema).points


@pytest.mark.parametrize(("a", "b"), [("王毅", "王沂"), ("张伟", "张薇"), ("马晓红", "马小红")])
def test_characters_tell_apart_chinese_names_that_sound_alike(a: str, b: str) -> None:
    found = compare(a, b)
    assert found.score == 0.65
    assert [(p.ours, p.theirs) for p in found.parts if p.name == "limit: original script"] == [(a, b)]


def test_the_characters_of_a_korean_are_often_guessed() -> None:
    assert compare("金正恩", "金正銀").score == 0.75
    assert compare("리수용", "이수용").score > 0.85


@pytest.mark.parametrize(("a", "b"), [("BH", "BANDO, Haji"), ("EA", "EBRAHIMI, Ayatollah"), ("JFK", "John Fitzgerald Kennedy")])
def test_letters_alone_make_no_person(a: str, b: str) -> None:
    assert compare(a, b).score < 0.55


def test_what_lifts_a_sum_below_nothing_is_no_limit() -> None:
    parts = compare("Sergei Lavrov", "Mikhail Lavrentiev").parts
    assert sum(p.score for p in parts) == 0 or not any(p.name.startswith("limit") and p.score > 0 for p in parts)


def test_a_schema_that_is_none_is_refused_and_capitals_do_not_matter() -> None:
    for rows in (("Kim", "Kim", "Nonsense"), ({"name": "Kim", "schema": "Nonsense"}, "Kim", "Person")):
        with pytest.raises(UsageError, match="There are Person, Organization, Company, LegalEntity, PublicBody, Vessel, Airplane"):
            compare(*rows)
    assert compare("Petrel 8", "Petrel 9", "vessel").points == compare("Petrel 8", "Petrel 9", "Vessel").points


def test_spaces_before_a_name_are_no_part_of_it() -> None:
    plain = compare("Kim Yong Chol", "Kim Yong Chol").points
    assert compare(" " * 401 + "Kim Yong Chol", "Kim Yong Chol").points == plain
    assert compare({"name": "Kim Yong Chol"}, {"name": ["\n" * 500 + "Kim Yong Chol"]}).points == plain


@pytest.mark.parametrize(("number", "least", "most"), [("472310168", 0.9, 1.0), ("A2463775", 0.9, 1.0), ("4723101", 0.0, 0.1)])
def test_a_number_is_one_in_another_column_if_it_is_long_enough(number: str, least: float, most: float) -> None:
    ours = {"name": "Ivan Petrov", "passport_number": number}
    assert least <= compare(ours, {"name": "QASEMI, Rostam", "id_number": number}).score <= most
