import pytest

from inforce import compare
from inforce.match import chinese
from inforce.match.palladius import parse, spelt
from inforce.match.reading import read


@pytest.mark.parametrize(
    ("cyrillic", "pinyin"),
    [
        ("Си Цзиньпин", "Xi Jinping"),
        ("Жэнь Чжэнфэй", "Ren Zhengfei"),
        ("Ма Сяохун", "Ma Xiaohong"),
        ("Ли Кэцян", "Li Keqiang"),
        ("Цзиньпин Си", "Xi Jinping"),
        ("Оуян Сю", "Ouyang Xiu"),
        ("Сыма Цянь", "Sima Qian"),
        ("Мао Цзэ-дун", "Mao Zedong"),
        ("Мао Цзедун", "Mao Zedong"),
        ("Сі Цзіньпін", "Xi Jinping"),
        ("Ван Чанъань", "Wang Chang'an"),
        ("Ван Чан’ань", "Wang Chang'an"),
        ("Люй Цзянь", "Lü Jian"),
        ("Сюй Цзыи", "Xu Ziyi"),
        ("Хуэй Лянъюй", "Hui Liangyu"),
    ],
)
def test_a_chinese_name_in_cyrillic_is_its_pinyin(cyrillic: str, pinyin: str) -> None:
    assert compare(cyrillic, pinyin).score > 0.85


@pytest.mark.parametrize(
    ("cyrillic", "pinyin"),
    [
        ("Ма Сяохун", "Ma Xiaohui"),
        ("Ли Цян", "Li Keqiang"),
        ("Чжан Вэй", "Zhang Wen"),
        ("Сунь Ли", "Song Li"),
        ("Ким Чен Ын", "Jin Zhengen"),
    ],
)
def test_another_is_not(cyrillic: str, pinyin: str) -> None:
    assert compare(cyrillic, pinyin).score < 0.7


@pytest.mark.parametrize(
    "name",
    ["Иван Ли", "Ли Лина", "Ли Инна", "Нина Ван", "Анна Ким", "Ян Гус", "Али Хан", "Ван Дам", "Мин Чен Хо Су", "Владимир Путин", "Лия Ан"],
)
def test_no_name_of_russia_is_chinese(name: str) -> None:
    assert not any(r.pinyin for r in read(name))


def test_a_korean_is_korean_first() -> None:
    assert [bool(r.syllables) for r in read("Ким Чен Ын")] == [True]
    assert read("Хан Ду Сун")[0].syllables


def test_the_system_spells_every_syllable_apart_but_for_few() -> None:
    found = [spelt(s) for s in chinese.PINYIN]
    assert all("Ѐ" < c < "Ԁ" for word in found for c in word)
    assert len(set(found)) == len(found)


def test_the_surname_stands_last_only_where_syllables_are_plainly_chinese() -> None:
    assert parse(["чжунвэнь", "ли"]) == [("li", "zhong", "wen")]
    assert parse(["вана", "ли"]) == []
