"""Birth dates in the shapes that the list has."""

import pytest

from inforce.lists import get
from inforce.lists.strict import Fields
from inforce.lists.un_consolidated.births import dates, one_line

SPEC = get("un_consolidated")


def read(kind: str, **said: str) -> tuple[list[str], list[str], list[str]]:
    row = {"TYPE_OF_DATE": [kind], **{name: [text] for name, text in said.items()}}
    entry = Fields({"INDIVIDUAL_DATE_OF_BIRTH": [row]}, SPEC, "KPi.901")
    return [*dates(entry)], [i.value for i in entry.unread()], entry.remarks


@pytest.mark.parametrize(
    ("kind", "said", "expected"),
    [
        ("EXACT", {"DATE": "1964-07-17"}, "1964-07-17"),
        ("EXACT", {"DATE": "1960-01-01-05:00"}, "1960-01-01"),
        ("EXACT", {"YEAR": "1971"}, "1971"),
        ("EXACT", {"NOTE": "Nov. 1973 "}, "1973-11"),
        ("APPROXIMATELY", {"YEAR": "1965"}, "~1965"),
        ("BETWEEN", {"FROM_YEAR": "1962", "TO_YEAR": "1964"}, "1962/1964"),
        ("BETWEEN", {"TO_YEAR": "1964", "FROM_YEAR": "1962", "NOTE": "Approximately"}, "~1962/1964"),
    ],
)
def test_a_birth_date(kind: str, said: dict[str, str], expected: str) -> None:
    found, issues, _ = read(kind, **said)
    assert (found, issues) == ([expected], [])


def test_a_month_beside_the_year_makes_it_precise() -> None:
    assert read("EXACT", YEAR="1958", NOTE="Sep.") == (["1958-09"], [], ["Birth: 1958 Sep."])


def test_a_note_that_says_more_than_a_date_is_told_and_kept() -> None:
    note = "from false passport"
    assert read("EXACT", DATE="1979-03-03", NOTE=note) == (["1979-03-03"], [note], [f"Birth: 1979-03-03 {note}"])


@pytest.mark.parametrize("note", ["29 years old", "24/06/1402 (Hijri Calendar)", "Between Aug. and Sep. 1977"])
def test_a_note_that_is_no_date_gives_none(note: str) -> None:
    assert read("EXACT", NOTE=note) == ([], [note], [f"Birth: {note}"])


@pytest.mark.parametrize(
    ("kind", "said"),
    [("EXACT", {}), ("EXACT", {"FROM_YEAR": "1962"}), ("BETWEEN", {"YEAR": "1962"}), ("CIRCA", {"YEAR": "1962"}), ("", {"YEAR": "1962"})],
)
def test_a_shape_that_is_not_known_gives_no_date(kind: str, said: dict[str, str]) -> None:
    assert read(kind, **said) == ([], [kind], [])


def test_an_empty_element_is_no_birth() -> None:
    assert read("") == ([], [], [])


def test_a_place_in_one_line() -> None:
    assert one_line(["", "Nampo", "Korea"]) == ("Nampo, Korea",)
    assert one_line(["Nampo"], "at birth") == ("Nampo (at birth)",)
    assert one_line(["Nampo"], "(at birth)") == ("Nampo (at birth)",)
    assert one_line(["", ""], "Branch 2: Nampo") == ("Branch 2: Nampo",)
    assert one_line(["", ""]) == ()
