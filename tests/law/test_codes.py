from dataclasses import replace

import pytest

from inforce.base.clauses import Codes
from inforce.base.nouns import Review, Scope
from inforce.law.codes import Code, Lies, place, read_code
from inforce.law.hs import EDITIONS, subheadings


def scope(*lines: Codes, nomenclature: str = "CN") -> Scope:
    return Scope("eu/x", "goods", "things", "x", Review.MEMORY, by="eu/1", nomenclature=nomenclature, edition="2017", codes=lines)


def code(hs: str, edition: str = "") -> Code:
    read = read_code(hs, edition)
    assert isinstance(read, Code)
    return read


def line(first: str, last: str = "", ex: bool = False) -> Codes:
    return Codes(first, last or first, ex)


@pytest.mark.parametrize(
    ("hs", "edition", "code"),
    [
        ("2701", None, Code("2701", "", EDITIONS)),
        ("2701.12", "", Code("270112", "", EDITIONS)),
        (" 2701 12 90 ", "CN 2019", Code("27011290", "CN", ("2017",))),
        ("0101210000", "hs-2022", Code("0101210000", "HS", ("2022",))),
        ("010121", "2012", Code("010121", "", ("2012",))),
        ("8806.21", None, Code("880621", "", ("2022",))),
    ],
)
def test_a_code_is_read_as_it_stands(hs: str, edition: str | None, code: Code) -> None:
    assert read_code(hs, edition) == code


@pytest.mark.parametrize("hs", [None, "", "  ", "coal", "27", "270", "10121", "1012100", "101210000", "270112901012", "27-01", "２７０１"])
def test_what_is_no_code_becomes_a_question(hs: str | None) -> None:
    assert "`hs`" in str(read_code(hs, None))


@pytest.mark.parametrize(("hs", "edition"), [("270199", None), ("7701", None), ("8806.21", "2017"), ("2518.30", "2022")])
def test_what_is_no_code_of_its_edition_becomes_a_question(hs: str, edition: str | None) -> None:
    assert "is no code of HS" in str(read_code(hs, edition))


@pytest.mark.parametrize("edition", ["last year", "17", "2017 CN 8", "2007", "latest"])
def test_an_edition_that_is_none_becomes_a_question(edition: str) -> None:
    assert "`hs_edition`" in str(read_code("2701", edition))


@pytest.mark.parametrize(
    ("digits", "lines", "lies"),
    [
        ("270112", [line("2701")], Lies.WITHIN),
        ("270112", [line("27")], Lies.WITHIN),
        ("280110", [line("2701")], Lies.OUTSIDE),
        ("2701", [line("270112")], Lies.ASK),
        ("270112", [line("2701", ex=True)], Lies.ASK),
        ("270112", [line("2701", ex=True), line("270112")], Lies.WITHIN),
        ("72041000", [line("72041000")], Lies.WITHIN),
        ("720410", [line("72041000")], Lies.WITHIN),
        ("270900", [line("27090010")], Lies.ASK),
        ("27090010", [line("27090010")], Lies.ASK),
        ("27101245", [line("27101231", "27101259")], Lies.ASK),
        ("27101999", [line("27101231", "27101259")], Lies.OUTSIDE),
        ("2710129900", [line("27101231", "27101259")], Lies.ASK),
        ("271012", [line("27101231", "27101259")], Lies.ASK),
        ("271019", [line("27101231", "27101259")], Lies.OUTSIDE),
    ],
)
def test_how_a_code_lies_to_a_scope(digits: str, lines: list[Codes], lies: Lies) -> None:
    assert place(code(digits), scope(*lines), "2017").lies is lies


@pytest.mark.parametrize(
    ("digits", "lies"),
    [("27090010", Lies.WITHIN), ("2709001090", Lies.WITHIN), ("27090090", Lies.OUTSIDE), ("27090000", Lies.ASK), ("270900", Lies.ASK)],
)
def test_digits_after_the_sixth_count_in_their_own_nomenclature_alone(digits: str, lies: Lies) -> None:
    assert place(code(digits, "CN 2017"), scope(line("27090010")), "2017").lies is lies


@pytest.mark.parametrize(
    ("hs", "edition", "lines", "lies"),
    [
        ("251830", "2017", [line("25")], Lies.ASK),  # the same goods are 381600 today
        ("381600", "2022", [line("25")], Lies.ASK),
        ("381600", "", [line("25")], Lies.ASK),
        ("852411", "2022", [line("85")], Lies.ASK),
        ("852411", "2022", [line("84", "95")], Lies.WITHIN),
        ("880621", "2022", [line("88")], Lies.ASK),
        ("880621", "2022", [line("85"), line("88")], Lies.WITHIN),
        ("670420", "", [line("50", "63")], Lies.OUTSIDE),
    ],
)
def test_goods_that_changed_their_code_are_asked_about(hs: str, edition: str, lines: list[Codes], lies: Lies) -> None:
    assert place(code(hs, edition), replace(scope(*lines), dynamic=True), "2022").lies is lies


@pytest.mark.parametrize(("hs", "lies"), [("251830", Lies.WITHIN), ("381600", Lies.OUTSIDE)])
def test_until_the_edition_changes_nothing_has_moved(hs: str, lies: Lies) -> None:
    assert place(code(hs, "2017"), replace(scope(line("25")), dynamic=True), "2017").lies is lies


def test_lines_that_make_up_a_subheading_hold_it_whole() -> None:
    two = scope(line("38260010"), line("38260090"))
    assert place(code("382600"), two, "2017").lies is Lies.ASK
    assert place(code("382600"), replace(two, whole=(line("382600"),)), "2017").lies is Lies.WITHIN


def test_nineteen_subheadings_of_2022_straddle_the_block_of_machinery_vehicles_and_metals() -> None:
    block = replace(scope(line("72", "89"), nomenclature="HS"), dynamic=True)
    asked = [hs for hs in all_of("2022") if place(code(hs, "2022"), block, "2022").lies is Lies.ASK]
    assert len(asked) == 19
    assert {"852411", "853951", "854921", "902110"} <= {*asked}


def all_of(edition: str) -> list[str]:
    return [hs for chapter in range(1, 98) for hs in subheadings(f"{chapter:02}", edition)]
