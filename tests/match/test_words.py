import pytest

from inforce.match.lexicon import chinese, korean, of_korea, russian, thai
from inforce.match.reading import read
from inforce.match.roles import HERE
from inforce.match.words import split


def texts(name: str, schema: str) -> list[str]:
    return [text for text, _, _ in split(name.lower().replace(".", " ").replace("/", " ").split(), name, schema)]


@pytest.mark.parametrize(
    ("name", "schema", "words"),
    [
        ("G.P.A.C. Group", "Company", ["gpac", "group"]),
        ("G P A C Group", "Company", ["gpac", "group"]),
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
        ("alfa spolka z ograniczona odpowiedzialnoscia", "alfa sp. z o.o."),
        ("alfa spol. s r.o.", "alfa s.r.o."),
        ("cong ty co phan hoang long", "hoang long jsc"),
        ("cong ty tnhh hoang long", "hoang long llc"),
        ("al nour est.", "al nour establishment"),
        ("bemo s.a.l.", "bemo sal"),
    ],
)
def test_a_form_or_a_country_is_one_in_full_and_abbreviated(one: str, other: str) -> None:
    def keys(name: str) -> set[str]:
        return {key for _, key, _ in split(name.replace(".", " ").split(), name, "Company")} - {"co", "ab"}

    assert keys(one) == keys(other)


def test_no_phrase_stands_for_two() -> None:
    for file in ("forms.csv", "places.csv"):
        lines = (HERE / file).read_text(encoding="utf-8").splitlines()[1:]
        phrases = [p for line in lines for p in line.split(",")[1].split("|")]
        assert sorted(phrases) == sorted(set(phrases))


def test_a_name_may_begin_like_a_legal_form() -> None:
    assert texts("S A Trading", "Company")[-1] == "trading"


@pytest.mark.parametrize(
    ("name", "role"),
    [("banque grand est trading", "plain"), ("grand est", "legal"), ("ou est", "plain"), ("sal oil", "plain"), ("nordea ou", "legal")],
)
def test_a_short_form_stands_at_its_place(name: str, role: str) -> None:
    words = split(name.split(), name, "Company")
    assert next(r for text, _, r in words if text in ("est", "ou", "sal", "llc", "jsc")) == role


@pytest.mark.parametrize(
    "name",
    [
        "Tan Sri Mokhtar Hassan",
        "Dipl.-Ing. Mokhtar Hassan",
        "Mokhtar Hassan, Ph.D.",
        "Rev. Dr. Mokhtar Hassan",
        "Mokhtar Hassan CBE",
        "Dato' Seri Mokhtar Hassan",
        "Mokhtar Hassan Esq.",
    ],
)
def test_honours_are_titles(name: str) -> None:
    assert {w.text for w in read(name)[0].words if w.role == "plain"} == {"mokhtar", "hassan"}


def test_what_titles_are_made_of_is_a_name_elsewhere() -> None:
    assert [w.role for name in ("Tan Wei Ling", "Sri Mulyani", "Ing Yoong", "Prince Johnson") for w in read(name)[0].words] == ["plain"] * 9


def test_company_words_are_translated_and_the_rest_is_spelt() -> None:
    assert korean("조선릉라도무역총회사") == "korea rungrado trading corporation"
    assert chinese("丹东鸿祥实业发展有限公司") == "dandong hongxiang industry development ltd"
    assert russian("завод уралмаш") == "factory уралмаш"
    assert thai("บริษัทอัลฟาเทรดดิ้ง").split() == ["company", "อัลฟา", "trading"]
    assert korean("제2자연과학원") == "2 academy of natural sciences"
    assert korean("39호실") == korean("제39호실") == "39 office"
    assert chinese("第39号局") == "39 bureau"
    assert [chinese(f"第{n}研究所") for n in ("二", "十", "十二", "二十一", "7")] == [f"{n} research institute" for n in (2, 10, 12, 21, 7)]
    assert chinese("大连市远洋运输公司") == "dalian ocean shipping company"
    assert of_korea("朝鲜光鲜银行") == "korea kwangson bank"
    assert of_korea("丹东光鲜贸易") == ""
    assert korean("정찰총국") == "reconnaissance general bureau"
    assert korean("") == chinese("") == russian("") == ""
