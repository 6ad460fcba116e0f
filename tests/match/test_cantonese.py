"""A Chinese name as Hong Kong spells it."""

from collections import defaultdict

import pytest

from inforce.base.nouns import Designation, Evidence, Name
from inforce.match import Index, cantonese, compare
from inforce.match.scripts import han

OFFICIALS = [  # of Hong Kong, as its government and Xinhua spell them
    ("Tsang Yam-kuen", "Zeng Yinquan"),
    ("Leung Chun-ying", "Liang Zhenying"),
    ("Lee Ka-chiu", "Li Jiachao"),
    ("Tang Ping-keung", "Deng Bingqiang"),
    ("CHAN, Mo-po", "Chen Maobo"),
    ("Kwok Ka-ki", "GUO, Jiaqi"),
    ("Cheung Kin-chung", "Zhang Jianzong"),
    ("Wong Chi-fung", "Huang Zhifeng"),
]


@pytest.mark.parametrize(("hong_kong", "pinyin"), OFFICIALS)
def test_one_person_in_hong_kong_and_in_beijing(hong_kong: str, pinyin: str) -> None:
    assert 0.7 <= compare(hong_kong, pinyin).score == compare(pinyin, hong_kong).score < 0.85


@pytest.mark.parametrize("other", ["Zeng Yinqiang", "Deng Yinquan", "Zeng Quanyin", "Zeng Yin"])
def test_another_syllable_is_another_person(other: str) -> None:
    assert compare("Tsang Yam-kuen", other).score < 0.7


def test_two_spellings_of_hong_kong_are_one() -> None:
    assert compare("Chan Tsz Keung", "Chan Chi Keung").score >= 0.7
    assert compare("Chow Wai Hung", "Chau Wai-hung").score >= 0.7


@pytest.mark.parametrize(("a", "b"), [("Ye Hang", "Ye Xing"), ("Kim Jong Un", "Jin Zongren"), ("Ko Chi Ho", "Ko Chi Ha")])
def test_what_pinyin_or_korean_decides_stays_decided(a: str, b: str) -> None:
    assert compare(a, b).score < 0.7


def test_either_is_found_by_the_other() -> None:
    for listed, asked in (OFFICIALS[0], OFFICIALS[0][::-1], ("Chan Tsz Keung", "Chan Chi Keung")):
        found = Index([Designation("x/1", "x", "1", "Person", (Name(listed),), Evidence("x", "1", listed))]).search([asked], 0.7)
        assert [h.name.text for h in found[0]] == [listed]


def test_every_syllable_is_spelt_and_read() -> None:
    assert set(cantonese._table("given")) == {j for found in cantonese._table("sounds").values() for j in found}
    assert "ci" in cantonese.sounds("chi")
    assert "zi" in cantonese.sounds("tsz")


def test_the_table_is_that_of_the_common_characters() -> None:
    readings: dict[str, set[str]] = defaultdict(set)
    for character, (mandarin, _, jyutping, *_) in han._table().items():
        if jyutping and _common(character):
            readings[jyutping].add({"lv": "lu", "nv": "nu"}.get(mandarin, mandarin))
    assert {j: set(found) for j, found in cantonese._table("given").items()} == readings


def _common(character: str) -> bool:
    """Whether it is of GB 2312's first level or among Big5's frequently used characters."""
    simple, traditional = (character.encode(name, "ignore") for name in ("gb2312", "big5"))
    return simple[:1] not in (b"", *(bytes([n]) for n in range(0xD8, 0x100))) or b"\xa4\x40" <= traditional <= b"\xc6\x7e"
