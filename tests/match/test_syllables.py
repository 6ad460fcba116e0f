from itertools import product

import pytest

from inforce.match import korean
from inforce.match.abroad import ARABIC, CYRILLIC, HEBREW, THAI
from inforce.match.scripts.kana import _MORAE, _SMALL
from inforce.match.syllables import _HEADS, _SURE, _TAILS, NAMED, sounds, splits


@pytest.mark.parametrize(
    "spelt", ["jong", "chong", "jeong", "jung", "чен", "чон", "정", "ジョン", "チョン", "جونغ", "تشونغ", "جونگ", "ג'ונג", "จอง"]
)
def test_spellings_of_one_syllable_share_a_sound(spelt: str) -> None:
    assert "cvN" in sounds(spelt)


def test_custom_is_told_from_rule() -> None:
    assert sounds("jung") == {"cuN": 0, "cxN": 0, "cvN": 1}
    assert sounds("chul")["cvl"] == 1
    assert sounds("sun") == {"sun": 0, "svn": 1}  # 선희 is Sun-hee to the press: Choe Son Hui
    assert "kvn" not in sounds("kun")  # but 근 is not 건


def test_what_no_korean_name_has_is_no_syllable() -> None:
    assert not any(map(sounds, ("john", "ich", "str", "jim1", "guang", "q", "ё1")))


def test_a_word_is_cut_at_known_syllables() -> None:
    assert splits("yongchol")[0] == ("yong", "chol")
    assert splits("jongun") == (("jong", "un"), ("jon", "gun"))
    assert splits("america") == ()


def test_what_can_be_one_has_one_coarse_key() -> None:
    """Retrieval relies on it: every sound of a spelling is in one class."""
    latin = ("".join(p) for p in product(_HEADS, _SURE, _TAILS))
    abroad = ("".join(p) for a in (CYRILLIC, ARABIC, HEBREW, THAI) for p in product(a.heads, {**a.vowels, **a.opening}, a.tails))
    kana = ("".join(p) for p in product(_MORAE, ("", *_SMALL), ("", *"ンムクルプットツ")))
    for spelt in {s for s in (*latin, *abroad, *kana, *NAMED) if s and sounds(s)}:
        assert len({korean.key(("김", c)) for c in NAMED if not sounds(c).keys().isdisjoint(sounds(spelt))}) == 1, spelt


@pytest.mark.parametrize(
    ("joined", "apart"),
    [("クネ", ("クン", "ヘ")), ("ホニョン", ("ホン", "ヨン")), ("ソンニョル", ("ソク", "ヨル")), ("ソニ", ("ソン", "ヒ"))],
)
def test_katakana_writes_what_speech_has_joined(joined: str, apart: tuple[str, str]) -> None:
    assert apart in splits(joined)


def test_a_syllable_in_katakana_ends_where_a_mora_does() -> None:
    assert splits("ジョンウン") == (("ジョン", "ウン"),)
    assert sounds("ョン") == sounds("ンウン") == {}
