import csv
from pathlib import Path

import pytest

import inforce.match
from inforce.match import compare
from inforce.match.japanese import spelt
from inforce.match.reading import read

TABLE = Path(inforce.match.__file__).parent / "japanese.csv"


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("山田太郎", "yamada taro"),
        ("横田めぐみ", "yokota megumi"),
        ("佐々木健二", "sasaki kenji"),
        ("林芳正", "hayashi yoshimasa"),
        ("渡辺美智雄", "watanabe michio"),
        ("やまもといちろう", "yamamoto ichiro"),
        ("アベシンゾウ", "abe shinzo"),
    ],
)
def test_the_surname_is_cut_off_and_kanji_are_read(name: str, first: str) -> None:
    assert spelt([name])[0] == first
    assert any(" ".join(w.text for w in r.words) == first for r in read(name))


def test_the_surname_may_stand_last() -> None:
    assert spelt(["太郎", "山田"]) == spelt(["山田", "太郎"]) == ["yamada taro"]


def test_what_the_table_has_not_is_not_guessed() -> None:
    assert spelt(["習近平"]) == spelt(["山田龘"]) == spelt(["山"]) == spelt([]) == spelt(["ウラジーミル"]) == []


def test_readings_from_chinese_go_with_their_like() -> None:
    assert spelt(["高橋浩一"])[0] == "takahashi koichi"
    assert spelt(["高橋浩之"])[0] == "takahashi hiroyuki"


@pytest.mark.parametrize(
    ("a", "b"), [("林明", "林章"), ("林浩", "林博"), ("金子文", "金子史"), ("高木健二", "高木賢治"), ("李明", "林明"), ("原田博", "原田浩")]
)
def test_two_names_in_han_characters_are_two_though_japan_may_read_them_alike(a: str, b: str) -> None:
    assert compare(a, b).score <= 0.55


def test_a_name_of_kanji_is_read_as_chinese_and_korean_too() -> None:
    ways = read("林明")
    assert {r.script for r in ways} == {"han", "kanji"}
    assert any(r.pinyin for r in ways)
    assert any(r.syllables for r in ways)
    for latin in ("Lin Ming", "Akira Hayashi"):
        assert compare("林明", latin).score > 0.8


@pytest.mark.parametrize(
    ("name", "same", "other"),
    [
        ("すが よしひで", "Yoshihide Suga", "Yoshimi Suga"),
        ("大平正芳", "Masayoshi Ohira", "Masatoshi Ohira"),
        ("伊藤博文", "Ito Hirofumi", "Ito Hirofuto"),
        ("安倍晋三", "ABE Shinzou", "Abe Shintaro"),
        ("やまもと いちろう", "Ichirō Yamamoto", "Jiro Yamamoto"),
        ("すが よしひで", "すがよしひで", "すが よしみ"),
    ],
)
def test_long_vowels_and_voicing_alone_make_no_other_name(name: str, same: str, other: str) -> None:
    assert compare(name, same).score > 0.8
    assert compare(name, other).score <= 0.65


def test_one_name_in_kanji_and_in_either_kana_is_one() -> None:
    for other in ("あべしんぞう", "アベシンゾウ", "安倍しんぞう", "あべ しんぞう"):
        assert compare("安倍晋三", other).score > 0.8


def test_the_table_says_nothing_twice() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [(row["role"], row["signs"]) for row in csv.DictReader(file)]
    assert len(rows) == len(set(rows))
