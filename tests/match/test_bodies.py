import pytest

from inforce import compare
from inforce.base.nouns import Designation, Evidence, Name
from inforce.match import Index
from inforce.match.roles import HERE, place


def score(one: str, other: str) -> float:
    return compare(one, other, schema="Company").score


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("KOMID", "Korea Mining Development Trading Corporation"),
        ("Korea Mining Development Trading Corporation (KOMID)", "Korea Mining Development Trading Corporation"),
        ("I.R.I.S.L.", "Islamic Republic of Iran Shipping Lines"),
        ("PDVSA", "Petróleos de Venezuela S.A."),
        ("TCB", "Tanchon Commercial Bank"),
        ("SSRC", "Scientific Studies and Research Center"),
        ("MODAFL", "Ministry of Defense and Armed Forces Logistics"),
        ("VTB Bank", "Vneshtorgbank"),
        ("COSCO", "China Ocean Shipping Company"),
        ("Da'esh", "Islamic State of Iraq and the Levant"),
        ("ISIS", "ISIL"),
        ("IRGC", "Sepah-e Pasdaran"),
    ],
)
def test_a_listed_body_is_its_abbreviation(short: str, full: str) -> None:
    assert score(short, full) > 0.85


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TCB Technologies LLC", "Tanchon Commercial Bank"),
        ("Isis Pharmaceuticals", "Islamic State of Iraq and the Levant"),
        ("Costco", "COSCO"),
        ("VTB Bank", "VEB Bank"),
        ("Kodim Ltd", "KOMID"),
    ],
)
def test_others_are_not(one: str, other: str) -> None:
    assert score(one, other) < 0.7


@pytest.mark.parametrize(
    ("native", "full"),
    [
        ("조선광선은행", "Korea Kwangson Banking Corp"),
        ("朝鮮光鮮銀行", "Korea Kwangson Bank"),
        ("丹东至诚金属材料有限公司", "Dandong Zhicheng Metallic Material Co"),
        ("中国远洋运输公司", "China Ocean Shipping Company"),
        ("제2자연과학원", "Second Academy of Natural Sciences"),
        ("第39号局", "Bureau 39"),
        ("住友商事株式会社", "Sumitomo Corporation"),
        ("조선광업개발무역회사", "KOMID"),
        ("ИГИЛ", "ISIL"),
        ("Банк ВТБ", "Vneshtorgbank"),
        ("บริษัท อัลฟา เทรดดิ้ง จำกัด", "Alfa Trading Co., Ltd."),
    ],
)
def test_a_body_is_its_name_in_its_own_script(native: str, full: str) -> None:
    assert score(native, full) > 0.75


@pytest.mark.parametrize(
    ("native", "other"),
    [
        ("朝鲜光明银行", "Korea Kwangson Bank"),
        ("丹东至诚金属材料有限公司", "Dandong Hongxiang Metal Material Co"),
        ("제2자연과학원", "Third Academy of Natural Sciences"),
        ("第39号局", "Bureau 35"),
        ("住友商事株式会社", "Mitsubishi Corporation"),
        ("บริษัท อัลฟา จำกัด", "Beta Co., Ltd."),
    ],
)
def test_another_in_that_script_is_not(native: str, other: str) -> None:
    assert score(native, other) < 0.7


def test_a_screening_finds_the_body_by_its_abbreviation() -> None:
    names = (Name("Korea Mining Development Trading Corporation"),)
    listed = Designation("un/a", "un", "a", "Organization", names, Evidence("un", "a", ""))
    found = Index([listed]).search(
        ["KOMID", "KOMID Trading", "Korea Mining Development Trading Corporation (KOMID)"], 0.7, schema="Company"
    )
    assert [len(hits) for hits in found] == [1, 1, 1]


def test_what_a_names_own_words_explain_is_nothing_more() -> None:
    name = "Korea Ryonbong General Corporation"
    assert score(f"{name} (KORGEN)", name) > score(f"{name} (KORPON)", name)
    assert score("Gazprom Neft PJSC (GAZNEFT)", "Gazprom Neft PJSC") > 0.85
    assert compare("Marina Annabel Marianna", "Marina Annabel").score < 0.85  # a person has no abbreviation


def test_the_longest_abbreviation_is_read_first() -> None:
    assert place(["vtb", "bank"], 0) == (2, "vneshtorgbank")


def test_no_body_has_two_names() -> None:
    lines = (HERE / "bodies.csv").read_text(encoding="utf-8").splitlines()[1:]
    phrases = [p.removeprefix("=") for line in lines for p in line.split(",")[1].split("|")]
    assert sorted(phrases) == sorted(set(phrases))
