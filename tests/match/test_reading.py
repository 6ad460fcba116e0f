import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import inforce.match
from inforce.match import compare
from inforce.match.key import key
from inforce.match.reading import MOST, Reading, read, sounding, unread

HERE = Path(inforce.match.__file__).parent
SCHEMAS = ("Person", "Company", "Vessel", "Airplane", "LegalEntity", "?")


def texts(name: str, schema: str = "Person", way: int = 0) -> list[str]:
    return [w.text for w in read(name, schema)[way].words]


def roles(name: str, schema: str = "Person") -> list[str]:
    return [w.role for w in read(name, schema)[0].words]


def one(a: str, b: str) -> int | None:
    """The surest that any two readings can be one Korean or Chinese name."""
    found = [s for x in read(a) for y in read(b) if (s := sounding(x, y)) is not None]
    return max(found, default=None)


def test_case_accents_and_punctuation_fold_away() -> None:
    assert texts("KIM, Jong-Un") == texts("Kim Jong  Un") == ["kim", "jong", "un"]
    assert texts("RI U'n-so'ng") == ["ri", "un", "song"]
    assert texts("Łódź Straße") == ["lodz", "strasse"]


def test_a_name_in_another_script_keeps_it() -> None:
    found = read("Владимир Путин")[0]
    assert (found.script, found.native) == ("cyrillic", "владимирпутин")
    assert texts("Владимир Путин") == ["vladimir", "putin"]
    assert read("Vladimir Putin")[0].native == ""
    assert read("金铁三")[0].native == read("金鐵三")[0].native


@pytest.mark.parametrize(
    "other", ["Kim Chŏng-ŭn", "Gim Jeong-eun", "Kim Jung Eun", "Jong-un KIM", "김정은", "김 정은", "金正恩", "Ким Чен Ын"]
)
def test_one_korean_name_in_many_spellings(other: str) -> None:
    assert (one("KIM Jong Un", other) or 0) >= 9_000


@pytest.mark.parametrize(
    "other", ["Kim Jong Il", "Kim Jong Nam", "김정일", "金正日", "Ким Чен Ир", "Kim Jong", "Pak Jong Un", "Kim Yong Un"]
)
def test_another_korean_name_is_another(other: str) -> None:
    assert one("KIM Jong Un", other) == 0


def test_north_and_south_write_one_surname_differently() -> None:
    assert one("리영호", "이영호") == one("RI Yong Ho", "Lee Young-ho") == 10_000
    assert one("로두철", "노두철") == 10_000


def test_custom_costs_a_little() -> None:
    assert one("KIM Yong Chol", "Kim Young Chul") == 9_500


@pytest.mark.parametrize(("a", "b"), [("习近平", "Hsi Chin-p'ing"), ("Mao Zedong", "Mao Tse-tung"), ("張偉", "Zhang Wei")])
def test_one_chinese_name_in_two_systems(a: str, b: str) -> None:
    assert (one(a, b) or 0) >= 9_000


def test_other_names_are_not_called_korean_or_chinese() -> None:
    for name in ("John Smith", "Vladimir Putin", "Usama bin Laden", "Ho Chi Minh City", "Kim Kardashian", "Bruce Lee"):
        assert read(name)[0].korean == read(name)[0].chinese == ""


def test_a_name_given_twice_is_read_twice() -> None:
    assert list(dict.fromkeys(r.script for r in read("KIM Kwang Yon 김광연"))) == ["latin", "hangul"]


def test_company_words_are_translated() -> None:
    assert texts("조선백호무역회사", "Company") == ["korea", "paekho", "trading", "company"]
    assert texts("丹東鴻祥實業發展有限公司", "Company") == ["dandong", "hongxiang", "industries", "development", "ltd"]
    assert texts("ПАО Газпром", "Company") == ["pao", "gazprom"]


def test_russian_companies_are_read_translated_and_as_they_sound() -> None:
    ways = [" ".join(w.text for w in r.words) for r in read("«Казанский вертолетный завод»", "Company")]
    assert ways == ["kazanskiy helicopter factory", "kazan helicopter factory", "kazanskiy vertoletnyy factory"]


def test_a_syllable_behind_a_hyphen_is_no_title() -> None:
    assert one("HUANG, Wang Ken", "HUANG, Wang-gen") == 9_500
    assert one("Gen. Kim Jong-gak", "Kim Jong Gak") == 10_000


@pytest.mark.parametrize(
    ("a", "b"), [("CHOE CHUN YONG", "Chun Yong Choe"), ("KO TAE HUN", "Tae Hun Ko"), ("Huang Wan Ken", "Wan Ken Huang")]
)
def test_a_name_that_may_begin_or_end_with_the_surname_is_read_both_ways(a: str, b: str) -> None:
    assert one(a, b) == 10_000
    assert len(read(b)) == 2


def test_capitals_a_comma_or_a_hyphen_tell_the_surname() -> None:
    for name in ("KO Tae Hun", "KO, Tae Hun", "Ko Tae-hun", "Tae-hun Ko"):
        assert [r.syllables[0].lower() for r in read(name)] == ["ko"]


def test_capitals_at_the_end_tell_nothing() -> None:
    """The United Kingdom's list prints the last word in capitals, whichever it is."""
    assert {r.syllables[0].lower() for r in read("Tae Hun KO")} == {"tae", "ko"}
    assert compare("Ri Su YONG", "Lee Su-yong").score > 0.85
    assert compare("Ri Su YONG", "리수용").score > 0.85
    assert compare("Kim Tong CHOL", "Kim Yong Chol").score < 0.6
    assert one("CHANG Ha Chol", "Ha Chol CHANG") == 10_000
    assert one("KIM Jong Un", "Un Jong Kim") == 0


def test_where_the_spaces_are_makes_no_other_person() -> None:
    assert one("Kim Jongun", "Kimjong Un") is None
    assert one("김종은", "김정은") == one("Kim Jong Un", "Kim Un Jong") == 0


def test_arabic_and_persian_names_stand_in_customary_spelling() -> None:
    assert texts("بشار الأسد") == ["bashar", "assad"]
    assert texts("محمدجواد ظریف") == ["muhammad", "jawad", "zarif"]
    assert texts("فرناندو بيريز", way=1)[1] == "piriz"


@pytest.mark.parametrize(
    ("name", "read_as"),
    [("ប៉ុល ពត", "pol pot"), ("ทักษิณ", "thaksin"), ("नरेन्द्र मोदी", "narendra modi"), ("მიხეილ სააკაშვილი", "mikheil saakashvili"),
     ("Σωκράτης", "sokratis"), ("きっちょう", "kitcho"), ("Нурсұлтан", "nursultan"), ("Володимир", "volodimir"),
     ("สมชาย วงศ์สวัสดิ์", "somchai wongsawat"), ("မင်းအောင်လှိုင်", "min aung hlaing"), ("ခင်ညွန့်", "khin nyunt"), ("ဦးနု", "u nu"),
     ("ሙላቱ ተሾመ", "mulatu teshome"), ("መንግሥቱ", "mengistu"), ("ហ៊ុន ម៉ាណែត", "hun manet"), ("ທອງລຸນ", "thongloun")],
)  # fmt: skip
def test_other_scripts_become_latin(name: str, read_as: str) -> None:
    assert " ".join(texts(name)) == read_as


def test_thai_is_read_as_spoken_and_as_written() -> None:
    ways = [" ".join(w.text for w in r.words) for r in read("นเรนทร โมที")]
    assert ways == ["narenthon mothi", "narendra modi", "narentra moti"]


def test_a_dot_between_words_in_katakana_is_a_space() -> None:
    assert texts("ムハンマド・フセイン") == ["muhammad", "hussein"]
    assert texts("バッシャール・アル＝アサド") == ["bashar", "al", "asad"]


def test_a_foreign_word_in_katakana_is_read_with_l_and_with_r_and_as_japanese() -> None:
    assert [[w.text for w in r.words] for r in read("ロゴジン")] == [["logojin"], ["rogojin"]]
    assert texts("セルゲイ・ラブロフ") == ["sergei", "lavrov"]
    assert ["suzuki"] in [[w.text for w in r.words] for r in read("スズキ")]


def test_roles() -> None:
    assert roles("Sheikh Isa bin J. Tarif") == ["title", "plain", "particle", "initial", "plain"]
    assert roles("Petrel Trading Co., Ltd.", "Company") == ["plain", "generic", "legal"]
    assert roles("CHO Il U") == ["plain", "plain", "plain"]  # a syllable, no initial


def test_legal_forms_of_several_words_are_one() -> None:
    keys = {read(f"Romashka {form}", "Company")[0].words[1:] for form in ("LLC", "L.L.C.", "Limited Liability Company")}
    assert {(w.key, w.role) for (w,) in keys} == {("llc", "legal")}


@pytest.mark.parametrize("name", ["PETREL 8", "PETREL8", "M/V Petrel VIII", "PETREL No. 08", "Petrel Eight"])
def test_numbers_of_ships(name: str) -> None:
    assert [w.text for w in read(name, "Vessel")[0].words if w.role != "generic"] == ["petrel", "8"]


@pytest.mark.parametrize(
    "name",
    ["V1adimir Putin", "Vlаdimir Рutin", "Vladimir Рutіn", "Vla\u200bdimir Putin", "Ｖｌａｄｉｍｉｒ Ｐｕｔｉｎ", "VLADIMIR\tPUTIN\x00"],
)
def test_what_only_looks_different_is_read_alike(name: str) -> None:
    assert texts(name) == ["vladimir", "putin"]


def test_given_names_of_neighbouring_languages_share_a_key() -> None:
    assert key("siarhei") == key("serhii") == key("sergey") != key("andrei")
    assert key("uladzimiravich") == key("vladimirovich")
    assert key("lukashenkau") == key("lukashenkov")
    assert key("pyatrou") == key("petrov")
    assert key("guseinov") == key("huseynov")
    assert key("ramanava") == key("romanova") != key("romanov")


def test_no_spelling_stands_for_two_names() -> None:
    lines = (HERE / "given.csv").read_text(encoding="utf-8").splitlines()[1:]
    words = [w for line in lines for w in line.replace(",", " ").split()]
    assert sorted(words) == sorted(set(words))


def test_the_table_of_characters_is_whole() -> None:
    with (HERE / "scripts/han.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) > 12_000
    assert all(len(row) == 5 and len(row[0]) == 1 for row in rows[1:])
    assert [row[0] for row in rows[1:]] == sorted(row[0] for row in rows[1:])


@given(st.text(), st.sampled_from(SCHEMAS))
def test_any_text_is_read(text: str, schema: str) -> None:
    whole(read(text, schema))


HOSTILE = st.lists(
    st.sampled_from(
        [*"aа αא ا金김कก\u200b\u202e\u0301\x00\x1b🙂-.,'’/0８Ⅷ ", "Ltd", "bin", "No.", "Kim", "金正恩", "ﷺ", "ﬃ", "İ", "\ud7ff"]
    ),
    max_size=60,
).map("".join)


@given(HOSTILE, st.sampled_from(SCHEMAS))
def test_hostile_text_is_read(text: str, schema: str) -> None:
    whole(read(text, schema))


BLOCKS = ((0x590, 0x6FF), (0xE00, 0xEFF), (0x1000, 0x109F), (0x1200, 0x139F), (0x1780, 0x17FF), (0x3000, 0x30FF), (0x4E00, 0x4EFF))
SIGNS = st.one_of(*(st.characters(min_codepoint=first, max_codepoint=last) for first, last in BLOCKS), st.sampled_from("kim・' -"))


@given(st.text(SIGNS, max_size=30), st.sampled_from(SCHEMAS))
def test_signs_out_of_place_are_read(text: str, schema: str) -> None:
    whole(read(text, schema))


def whole(readings: tuple[Reading, ...]) -> None:
    assert 1 <= len(readings) <= 4
    for reading in readings:
        assert all(w.text.isascii() and w.text.isalnum() and w.key and w.text == w.text.lower() for w in reading.words)
        assert len(reading.words) <= 2 * MOST
        assert bool(reading.korean) == bool(reading.syllables)
        assert bool(reading.chinese) == bool(reading.pinyin)


@given(HOSTILE)
def test_a_name_is_its_own_equal(text: str) -> None:
    for reading in read(text):
        assert sounding(reading, reading) in (None, 10_000)


@pytest.mark.parametrize("text", ["", " ", "...", "🙂🙂", "\u200b\u202e", "\x00", "'", "-", "，、。"])
def test_nothing_to_read_gives_no_word(text: str) -> None:
    assert read(text) == (Reading(()),)


@pytest.mark.parametrize(
    ("text", "why"),
    [("?!", "no letter"), ("🙂", "no letter"), ("K", "initials alone"), ("J. K.", "initials alone"), ("kim " * 200, "800 characters")],
)
def test_what_cannot_be_compared_is_asked(text: str, why: str) -> None:
    assert why in unread(text)


@pytest.mark.parametrize("text", ["Kim Jong Un", "김정은", "3M", "J. Smith", "محمد", "Zenit Ltd"])
def test_what_can_be_compared_is_not_asked(text: str) -> None:
    assert unread(text) == ""


def test_ten_thousand_characters_are_cut() -> None:
    for text in ("a" * 10_000, "a " * 5_000, "김" * 10_000, "金 " * 5_000, "kim jong " * 1_000, "\u0301" * 10_000, "ا" * 10_000):
        whole(read(text))
        whole(read(text, "Company"))
