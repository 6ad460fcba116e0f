import pytest

from inforce.match.lexicon import chinese, korean, russian
from inforce.match.roles import HERE
from inforce.match.words import split


def texts(name: str, schema: str) -> list[str]:
    return [text for text, _, _ in split(name.lower().replace(".", " ").replace("/", " ").split(), name, schema)]


@pytest.mark.parametrize(
    ("name", "schema", "words"),
    [
        ("I.R.I.S.L. Group", "Company", ["irisl", "group"]),
        ("I R I S L Group", "Company", ["irisl", "group"]),
        ("A B Trading", "Company", ["a", "b", "trading"]),
        ("J.F. Kennedy", "Person", ["j", "f", "kennedy"]),
        ("P U T I N", "Person", ["putin"]),
        ("M/V Rason", "Vessel", ["mv", "rason"]),
        ("Second Academy", "Company", ["2", "academy"]),
        ("39th Bureau", "Company", ["39", "bureau"]),
        ("Star V", "Vessel", ["star", "5"]),
        ("Blackstone Partners V L.P.", "Company", ["blackstone", "partners", "5", "lp"]),
        ("Twenty First Century", "Company", ["21", "century"]),
        ("Vitamin V", "Company", ["vitamin", "v"]),
        ("V l a d i m i r Putin", "Person", ["vladimir", "putin"]),
        ("R0bert 5mith", "Person", ["robert", "smith"]),
        ("Muhammad Abd al Rahman", "Person", ["muhammad", "abdul", "rahman"]),
        ("Abdurrahman", "Person", ["abdul", "rahman"]),
        ("Abdullah", "Person", ["abdullah"]),
        ("Abedlmalek", "Person", ["abdul", "malek"]),
        ("Noureddine", "Person", ["nour", "din"]),
    ],
)
def test_tokens_become_words(name: str, schema: str, words: list[str]) -> None:
    assert texts(name, schema) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("volvo aktiebolag", "volvo ab"),
        ("cemex sociedad anonima bursatil de capital variable", "cemex sab de cv"),
        ("bosch gesellschaft mit beschraenkter haftung", "bosch gmbh"),
        ("obshchestvo s ogranichennoi otvetstvennostyu sgm", "sgm ooo"),
        ("bank of the united states of america", "bank of the usa"),
        ("embassy of the democratic peoples republic of korea", "embassy of the dprk"),
        ("siemens deutschland", "siemens germany"),
        ("korea telecom", "korea telecommunications"),
    ],
)
def test_a_form_or_a_country_is_one_in_full_and_abbreviated(one: str, other: str) -> None:
    def keys(name: str) -> set[str]:
        return {key for _, key, _ in split(name.split(), name, "Company")} - {"co", "ab"}

    assert keys(one) == keys(other)


def test_no_phrase_stands_for_two() -> None:
    for file in ("forms.csv", "places.csv"):
        lines = (HERE / file).read_text(encoding="utf-8").splitlines()[1:]
        phrases = [p for line in lines for p in line.split(",")[1].split("|")]
        assert sorted(phrases) == sorted(set(phrases))


def test_a_name_may_begin_like_a_legal_form() -> None:
    assert texts("S A Trading", "Company")[-1] == "trading"


def test_company_words_are_translated_and_the_rest_is_spelt() -> None:
    assert korean("조선릉라도무역총회사") == "korea rungrado trading corporation"
    assert chinese("丹东鸿祥实业发展有限公司") == "dandong hongxiang industry development ltd"
    assert russian("завод уралмаш") == "factory уралмаш"
    assert korean("") == chinese("") == russian("") == ""
