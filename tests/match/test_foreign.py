"""Names in other scripts: who is found in which, by comparing and by searching."""

import csv
from pathlib import Path

import pytest

from inforce.base.nouns import Designation, Evidence, Name
from inforce.match import Index, compare
from inforce.match.reading import read

PAIRS = Path(__file__).parents[2] / "benchmarks/quality/scripts_pairs.csv"
ROWS = list(csv.DictReader(PAIRS.read_text(encoding="utf-8").splitlines()))
LEAST = 0.7  # the default profile's threshold

KIM_JONG_UN = [
    "Kim 정은", "Kim정은", "김정은(Kim Jong-un)", "김 Jong Un", "金 Jong Un", "정은 Kim", "Ким 정은",
    "キム・ジョンウン", "キム ジョンウン", "كيم جونغ أون", "کیم جونگ اون",
    "קים ג'ונג און", "קים ג׳ונג און", "คิม จองอึน", "คิม จอง-อึน",
]  # fmt: skip


def listing(*names: str) -> list[Designation]:
    return [Designation(f"x/{n}", "x", str(n), "Person", (Name(name),), Evidence("x", str(n), "")) for n, name in enumerate(names)]


def found(asked: str, *listed: str) -> list[str]:
    return [hit.name.text for hit in Index(listing(*listed)).search([asked], LEAST)[0]]


@pytest.mark.parametrize("name", KIM_JONG_UN)
def test_a_korean_in_letters_from_abroad_is_that_one_and_no_other(name: str) -> None:
    assert compare(name, "Kim Jong Un").score > 0.8
    for other in ("Kim Jong Nam", "Kim Jong Il", "Kim Jong Chol", "Kim Yo Jong", "Pak Jong Un", "김정일", "Ким Чен Ир"):
        assert compare(name, other).score <= 0.55


def test_no_spelling_of_a_korean_makes_him_another() -> None:
    for name, other in (("パク・ポンジュ", "Pak Pong Chol"), ("كيم جونغ إيل", "Kim Jong Im"), ("קים ג'ונג איל", "Kim Jong Ik")):
        assert all(r.syllables for r in read(name))
        assert compare(name, other).score <= 0.55


@pytest.mark.parametrize("name", KIM_JONG_UN)
def test_he_is_found_from_either_side(name: str) -> None:
    assert found(name, "Kim Jong Un", "Kim Jong Nam", "Kim Yong Un") == ["Kim Jong Un"]
    assert found("Kim Jong Un", name, "キム・ジョンナム", "كيم جونغ نام", "Kim 정남") == [name]
    assert found("김정은", name, "Kim 정일") == [name]


def test_a_name_half_in_latin_letters_is_one_name() -> None:
    assert read("Xi 近平")[0].pinyin == ("xi", "jin", "ping")
    assert [w.text for w in read("Владимир Putin")[0].words] == ["vladimir", "putin"]
    assert {r.script for r in read("KIM Kwang Yon 김광연")} == {"latin", "hangul"}


def test_half_a_name_is_not_read_alone_but_where_it_may_be_the_whole_again() -> None:
    assert [r.syllables for r in read("Kim 일성")] == [("kim", "일", "성")]
    assert compare("Kim 일성", "Hyon Song Il").score < LEAST
    assert compare("Kim 김철", "Kim Chol").score > 0.8
    assert compare("Li 李强", "Li Qiang").score > 0.8


def test_names_that_are_not_wholly_korean_are_not() -> None:
    for name in ("علي حسن", "יוסי כהן", "キム・カーダシアン", "สมชาย วงศ์", "مين"):
        assert not any(r.syllables for r in read(name)), name


@pytest.mark.parametrize(
    ("name", "latin", "others"),
    [
        ("ウラジーミル・プーチン", "Vladimir Putin", ("Vladimir Medvedev", "Igor Putin", "Vladimir Kozhin")),
        ("ハサン・ロウハニ", "Hassan Rouhani", ("Hossein Rouhani", "Hassan Firouzabadi")),
        ("ロゴジン・ドミトリー", "Dmitry Rogozin", ("Dmitry Peskov", "Alexei Rogozin")),
        ("שלמה רוזנברג", "Shlomo Rosenberg", ("Moshe Rosenberg", "Shlomo Rosenthal")),
        ("အောင်ဆန်းစုကြည်", "Aung San Suu Kyi", ("Aung San Oo", "Aung San", "Khin Suu Kyi Win")),
        ("မင်းအောင်လှိုင်", "Min Aung Hlaing", ("Min Aung Htun", "Zaw Min Aung")),
        ("ኃይለ ማርያም", "Haile Mariam", ("Haile Selassie", "Tekle Mariam")),
        ("นเรนทร โมที", "Narendra Modi", ("Lalit Modi", "Narendra Nath")),
        ("สมชาย วงศ์สวัสดิ์", "Somchai Wongsawat", ("Somchai Leekpai", "Chinnicha Wongsawat")),
        ("ហ៊ុន សែន", "Hun Sen", ("Hun Manet", "Son Sen")),
        ("ທອງລຸນ ສີສຸລິດ", "Thongloun Sisoulith", ("Thongsing Thammavong", "Bounnhang Sisoulith")),
        ("מחמוד אחמדינג'אד", "Mahmoud Ahmadinejad", ("Mahmoud Abbas", "Davoud Ahmadinejad")),
    ],
)
def test_who_is_found_and_who_is_kept_apart(name: str, latin: str, others: tuple[str, ...]) -> None:
    assert found(name, latin, *others) == [latin]


@pytest.mark.parametrize("script", sorted({r["script"] for r in ROWS}))
def test_searching_finds_what_comparing_finds(script: str) -> None:
    pairs = [(r["own"], r["latin"]) for r in ROWS if r["script"] == script]
    own, latin = (list(dict.fromkeys(names)) for names in zip(*pairs, strict=True))
    latin += [r["other"] for r in ROWS if r["script"] == script and r["other"] not in latin]
    for asked, listed in ((own, latin), (latin, own)):
        for name, hits in zip(asked, Index(listing(*listed)).search(asked, LEAST), strict=True):
            there = {h.name.text for h in hits}
            assert there <= {other for other in listed if compare(name, other).score >= LEAST}, name
            of_one = {other for a, b in pairs for x, other in ((a, b), (b, a)) if x == name and other in listed}
            assert {other for other in of_one if compare(name, other).score >= LEAST} <= there, name
