import pytest

from inforce.match.chinese import PINYIN, _class, key, parse, points, sounds, wade


@pytest.mark.parametrize(
    ("pinyin", "wade_giles"),
    [("xi", "hsi"), ("zhang", "chang"), ("zhou", "chou"), ("ren", "jen"), ("guo", "kuo"), ("luo", "lo"), ("zi", "tzu")],
)
def test_wade_giles(pinyin: str, wade_giles: str) -> None:
    assert wade(pinyin) == wade_giles
    assert pinyin in sounds(wade_giles)


def test_what_can_be_one_has_one_coarse_key() -> None:
    for spelt in {*PINYIN, *map(wade, PINYIN)}:
        assert len({_class(p) for p in sounds(spelt)}) == 1, spelt


def test_names_in_two_systems_are_one() -> None:
    a, b = parse(["mao", "zedong"])[0], parse(["mao", "tse", "tung"])[0]
    assert points(a, b) >= 9_000
    assert key(a) == key(b)


def test_another_syllable_is_another_name() -> None:
    assert points(("zhang", "wei"), ("zhang", "wen")) == points(("li", "qiang"), ("li", "ke", "qiang")) == 0


def test_what_is_not_wholly_chinese_is_not() -> None:
    assert parse(["john", "lee"]) == parse(["wang"]) == parse(["hong", "kong", "electronics"]) == []
