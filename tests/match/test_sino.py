"""A Korean's name as China reads its characters."""

import pytest

from inforce.base.nouns import Designation, Evidence, Name
from inforce.match import Index, compare, sino
from inforce.match.reading import read, sounding
from inforce.match.scripts import han
from inforce.match.syllables import NAMED


@pytest.mark.parametrize(
    ("korean", "chinese"),
    [
        ("KIM Jong Un", "Jin Zhengen"),
        ("Kim Il Sung", "Jin Richeng"),
        ("Choe Ryong Hae", "Cui Longhai"),
        ("Pak Pong Ju", "Piao Fengzhu"),
        ("김정은", "Jin Zhengen"),
    ],
)
def test_one_person_in_korea_and_in_china(korean: str, chinese: str) -> None:
    assert 0.7 <= compare(korean, chinese).score == compare(chinese, korean).score < 0.85


@pytest.mark.parametrize("other", ["Jin Richeng", "Jin Zhengnan", "Li Zhengen", "Jin Zheng"])
def test_another_syllable_is_another_person(other: str) -> None:
    assert compare("Kim Jong Un", other).score < 0.7


def test_a_name_that_both_peoples_bear_is_still_compared_as_spelt() -> None:
    assert max(sounding(a, b) or 0 for a in read("Han Song") for b in read("Han Song")) == 10_000


def test_either_is_found_by_the_other() -> None:
    for listed, asked in (("RI, Hong-il", "Li Hongri"), ("LI, Hongri", "Ri Hong Il"), ("LI, Hongri", "리홍일")):
        found = Index([Designation("x/1", "x", "1", "Person", (Name(listed),), Evidence("x", "1", listed))]).search([asked], 0.7)
        assert [h.name.text for h in found[0]] == [listed]


def test_the_table_is_that_of_the_characters() -> None:
    readings: dict[str, set[str]] = {}
    for mandarin, hangul, *_ in han._table().values():
        for syllable in hangul:
            readings.setdefault(syllable, set()).add({"lv": "lu", "nv": "nu"}.get(mandarin, mandarin))
    for row in (han.Path(sino.__file__).parent / "sino.csv").read_text(encoding="utf-8").splitlines()[1:]:
        role, syllable, pinyin = row.split(",")
        assert role == "family" or (syllable in NAMED and set(pinyin.split()) == readings[syllable])
