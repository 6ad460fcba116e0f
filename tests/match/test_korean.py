import pytest

from inforce.match.korean import key, parse, points, surname


@pytest.mark.parametrize("text", ["kim jong un", "jong un kim", "jongun kim", "kim jongun"])
def test_the_surname_stands_at_either_end(text: str) -> None:
    assert parse(text.split())[0] == ("kim", "jong", "un")


def test_the_writing_may_tell_which_word_is_the_surname() -> None:
    assert parse(["song", "min", "kim"], "first")[0][0] == "song"
    assert parse(["song", "min", "kim"], "last")[0][0] == "kim"


def test_a_surname_that_is_a_given_syllable_too_gives_way() -> None:
    assert parse(["song", "rim"]) == [("rim", "song"), ("song", "rim")]


def test_a_surname_of_two_syllables() -> None:
    assert parse(["남궁민"]) == [("남궁", "민")]


def test_a_misprinted_surname_is_mended_where_only_one_can_be_meant() -> None:
    assert parse(["촤찬일"]) == [("최", "찬", "일")]
    assert parse(["뷁찬일"]) == []


def test_north_and_south_and_custom_are_one_surname() -> None:
    assert surname("ri") == surname("yi") == surname("lee") == surname("rhee") == surname("리") == surname("이") == {"_i_"}
    assert surname("ro") & surname("noh") == {"no_"}
    assert surname("park") == surname("pak") == surname("bak") == surname("пак")
    assert not surname("smith")


@pytest.mark.parametrize("text", ["kim", "john smith", "kim kardashian", "kim jong un ill", "лев толстой"])
def test_what_is_not_wholly_korean_is_not(text: str) -> None:
    assert parse(text.split()) == []


def test_every_syllable_must_be_able_to_be_the_same() -> None:
    un = ("kim", "jong", "un")
    assert points(un, ("김", "정", "은")) == 10_000
    assert points(un, ("kim", "jung", "un")) == 9_500
    assert points(un, ("kim", "jong", "il")) == points(un, ("kim", "jong")) == points(un, ("pak", "jong", "un")) == 0
    assert key(un) == key(("김", "정", "은"))
