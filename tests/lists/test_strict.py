"""Reading strictly: what is taken is used, what is left is told."""

from inforce.base.nouns import Issue
from inforce.lists import get
from inforce.lists.strict import MENDED, Fields, Row, unread

SPEC = get("un_consolidated")


def left(fields: Fields) -> list[tuple[str, str]]:
    return [(i.locator, i.value) for i in fields.unread()]


def fields(row: Row) -> Fields:
    return Fields(row, SPEC, "KPi.901")


def test_what_is_left_of_a_flat_row_is_told_unless_it_is_named_as_ignored() -> None:
    found = [*unread({"hair": "grey", "eyes": "", "hat": "none"}, source="a_list", at="line 7", ignore=("hair",))]
    assert [(i.source, i.locator, i.value) for i in found] == [("a_list", "line 7 eyes", ""), ("a_list", "line 7 hat", "none")]


def test_ignoring_a_field_does_not_hide_what_is_beneath_it() -> None:
    row: Row = {"SORT_KEY": ["x", {"DEEP": ["y"]}]}
    assert [i.locator for i in unread(row, source="a_list", at="1", ignore=("SORT_KEY",))] == ["1 SORT_KEY/DEEP"]


def test_a_text_is_taken_once_and_trimmed() -> None:
    entry = fields({"NAME": ["  PAK \n YE\N{NO-BREAK SPACE}SI "]})
    assert (entry.one("NAME"), entry.one("NAME")) == ("PAK YE SI", "")
    assert left(entry) == []


def test_a_second_text_is_left() -> None:
    entry = fields({"NAME": ["", "A", "B"]})
    assert entry.one("NAME") == "A"
    assert left(entry) == [("KPi.901 NAME", "B")]


def test_a_field_that_repeats_gives_all_its_texts() -> None:
    assert fields({"VALUE": ["A", "", "B"]}).many("VALUE") == ("A", "B")


def test_rows_where_a_text_was_due_are_left() -> None:
    entry = fields({"NAME": ["A", {"PART": ["B"]}]})
    assert entry.one("NAME") == "A"
    assert left(entry) == [("KPi.901 NAME/PART", "B")]


def test_a_text_where_rows_were_due_is_left() -> None:
    entry = fields({"ALIAS": ["", "loose", {"NAME": ["A"]}]})
    assert [alias.one("NAME") for alias in entry.each("ALIAS")] == ["A"]
    assert left(entry) == [("KPi.901 ALIAS", "loose")]


def test_what_is_left_below_is_told_with_its_path_even_when_nobody_looked() -> None:
    entry = fields({"ALIAS": [{"NAME": ["A"], "DEEP": [{"DEEPER": [""]}]}]})
    entry.each("ALIAS")
    assert left(entry) == [("KPi.901 ALIAS/NAME", "A"), ("KPi.901 ALIAS/DEEP/DEEPER", "")]


def test_issues_of_rows_below_come_with_those_of_the_entry() -> None:
    entry = fields({"ALIAS": [{"QUALITY": ["Middling"]}]})
    (alias,) = entry.each("ALIAS")
    assert alias.lookup("quality", "QUALITY", alias.one("QUALITY")) is None
    assert left(entry) == [("KPi.901 ALIAS/QUALITY", "Middling")]


def test_a_lookup_that_says_nothing_is_known() -> None:
    entry = fields({})
    assert entry.lookup("gender", "GENDER", "Unknown") == ""
    assert left(entry) == []


def test_a_mended_and_a_damaged_text_are_given_and_told() -> None:
    entry = fields({"NAME": [f"A &{MENDED} B"], "TITLE": ["C\N{REPLACEMENT CHARACTER}D"]})
    assert (entry.one("NAME"), entry.one("TITLE")) == ("A & B", "C\N{REPLACEMENT CHARACTER}D")
    assert left(entry) == [("KPi.901 NAME", "A & B"), ("KPi.901 TITLE", "C\N{REPLACEMENT CHARACTER}D")]


def test_an_issue_names_its_list() -> None:
    entry = fields({})
    entry.issue("NAME", "x", "is no name.")
    assert [*entry.unread()] == [Issue("un_consolidated", "KPi.901 NAME", "x", "is no name.")]
