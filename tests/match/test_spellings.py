import pytest

from inforce import compare
from inforce.match.reading import read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abdel Fattah as-Sisi", "Abdel Fattah al-Sisi"),
        ("Muqtada as-Sadr", "Muqtada al-Sadr"),
        ("Salah ud-Din", "Salah al-Din"),
        ("Ayman adh-Dhawahiri", "Ayman al-Dhawahiri"),
        ("Nikita Chruschtschow", "Nikita Khrushchev"),
        ("Egor Ligatschow", "Yegor Ligachev"),
        ("Sergej Jerschow", "Sergei Yershov"),
        ("Alexandre Douguine", "Alexander Dugin"),
        ("Vladimir Poutine", "Vladimir Putin"),
        ("Evgueni Prigojine", "Yevgeny Prigozhin"),
        ("Mahmoud Ahmadi Nezhad", "Mahmoud Ahmadinejad"),
        ("Reza Hosseininezhad", "Reza Hosseini Nejad"),
        ("Khalifa Hifter", "Khalifa Haftar"),
        ("Mohammed al-Dayf", "Muhammad Deif"),
        ("Abu Mohammad al-Golani", "Abu Muhammad al-Jawlani"),
        ("Mohamed Ould Taya", "Mohamed Wuld Taya"),
        ("محمدباقر قالیباف", "Mohammad Bagher Ghalibaf"),
        ("خلیفه حفتر", "Khalifa Hifter"),
    ],
)
def test_languages_spell_one_name_in_their_ways(one: str, other: str) -> None:
    assert compare(one, other).score > 0.75


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim An Na", "Kim Al Na"),
        ("Kim Un Nam", "Kim Al Nam"),
        ("Hassan Hafter", "Hassan Jafar"),
        ("Khalid Dayf", "Khalid Daoud"),
        ("Ali Sadr", "Ali Nasr"),
        ("Igor Chruschtschow", "Igor Kruglov"),
    ],
)
def test_others_stay_apart(one: str, other: str) -> None:
    assert compare(one, other).score < 0.7


@pytest.mark.parametrize(
    ("name", "bank"),
    [
        ("بانک سپه", "Bank Sepah"),
        ("بانک صادرات ایران", "Bank Saderat Iran"),
        ("بانک ملت", "Bank Mellat"),
        ("بانک کشاورزی", "Bank Keshavarzi"),
    ],
)
def test_the_banks_of_iran_are_called_by_their_names(name: str, bank: str) -> None:
    assert compare(name, bank, schema="Company").score > 0.85
    assert compare(name, "Bank Maskan", schema="Company").score < 0.7


def test_the_article_of_a_company_has_a_hyphen() -> None:
    assert [w.text for w in read("AS Silmet", "Company")[0].words] == ["as", "silmet"]
    assert [w.text for w in read("Jabhat an-Nusra", "Company")[0].words] == ["jabhat", "al", "nusra"]
    assert [w.text for w in read("An Nguyen")[0].words] == ["an", "nguyen"]
