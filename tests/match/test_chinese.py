import pytest

from inforce.match import compare
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


@pytest.mark.parametrize(("a", "b"), [("HAN JANG SU", "Chang-Su Han"), ("Jo Kun Sun", "Cho Kun Sun"), ("An Jung Chan", "An Chung Chan")])
def test_a_name_that_only_wade_giles_makes_chinese_is_korean(a: str, b: str) -> None:
    """Jang is rang to Giles and 장 to Seoul; with that a listed Korean was two persons to us."""
    assert compare(a, b).score > 0.85


@pytest.mark.parametrize(("a", "b"), [("Jang Min", "Chung Min"), ("Li Rong", "Li Chung"), ("Zhang Wei Jung", "Chang Wei Chung")])
def test_what_is_korean_to_nobody_stays_apart(a: str, b: str) -> None:
    assert compare(a, b).score < 0.7


@pytest.mark.parametrize(
    ("a", "b"), [("Zeng Qinghong", "Tseng Ching-hung"), ("Bo Xilai", "Po Hsi-lai"), ("Rui Chenggang", "Jui Cheng-kang")]
)
def test_rarer_surnames_are_read_too(a: str, b: str) -> None:
    assert compare(a, b).score > 0.85
