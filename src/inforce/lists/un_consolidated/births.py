"""When and where a person was born, as the list says it: exactly, approximately, between two years, or beside an alias."""

import re
from collections.abc import Iterable, Iterator

from inforce.base.dates import PartialDate
from inforce.lists.strict import Fields

_YEARS = re.compile(r"(\d{4}) ?- ?(\d{4})")  # beside an alias, in 2024: "1958 - 1964"
_READ_NOTES = ("", "Approximately")
# TYPE_OF_DATE -> the fields that it comes with.
_SHAPES = {"EXACT": ({"DATE"}, {"YEAR"}), "APPROXIMATELY": ({"DATE"}, {"YEAR"}), "BETWEEN": ({"FROM_YEAR", "TO_YEAR"},)}


def dates(entry: Fields) -> Iterator[str]:
    """One text that PartialDate reads for each INDIVIDUAL_DATE_OF_BIRTH that gives a date. Notes go to the remarks."""
    for birth in entry.each("INDIVIDUAL_DATE_OF_BIRTH"):
        kind, note = birth.one("TYPE_OF_DATE"), birth.one("NOTE")
        said = {name: birth.one(name) for name in ("DATE", "YEAR", "FROM_YEAR", "TO_YEAR")}
        given = {name: text for name, text in said.items() if text}
        if note not in _READ_NOTES:
            birth.remarks.append(f"Birth: {' '.join((*given.values(), note))}")
        if given or note or kind:
            yield from _date(birth, kind, given, note)


def date(fields: Fields, name: str, text: str) -> Iterator[str]:
    """The date in canonical form; an Issue where it is none."""
    years = _YEARS.fullmatch(text)
    try:
        yield str(PartialDate.parse(f"{years[1]}/{years[2]}" if years else text))
    except ValueError:
        fields.issue(name, text.removeprefix("~"), "is no date; the birth date was not mapped.")


def places(entry: Fields) -> Iterator[str]:
    """Each INDIVIDUAL_PLACE_OF_BIRTH in one line, as published."""
    for place in entry.each("INDIVIDUAL_PLACE_OF_BIRTH"):
        parts = [place.one(name) for name in ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY")]
        yield from one_line(parts, place.one("NOTE"))


def one_line(parts: Iterable[str], note: str = "") -> tuple[str, ...]:
    """The parts of a place that are given, with commas, and its note in brackets; the note alone when only that is given."""
    line = ", ".join(filter(None, parts))
    behind = note if note.startswith("(") else f"({note})"
    return tuple(filter(None, [f"{line} {behind}" if line and note else line or note]))


def _date(birth: Fields, kind: str, given: dict[str, str], note: str) -> Iterator[str]:
    circa = "~" if kind == "APPROXIMATELY" or note == "Approximately" else ""
    if kind in _SHAPES and note and not given:
        yield from date(birth, "NOTE", circa + note)  # "Nov. 1973"
    elif {*given} not in _SHAPES.get(kind, ()):
        birth.issue("TYPE_OF_DATE", kind, f"does not go with {sorted(given)}; the birth date was not mapped.")
    elif [*given] == ["YEAR"] and _is_date(with_month := f"{note} {given['YEAR']}"):
        yield from date(birth, "NOTE", circa + with_month)  # "Sep." beside 1958
    else:
        if note not in _READ_NOTES:
            birth.issue("NOTE", note, "was not mapped; it is in the remarks.")
        yield from date(birth, "DATE", circa + "/".join(given.values()))


def _is_date(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True
