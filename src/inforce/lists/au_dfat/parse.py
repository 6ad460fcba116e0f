"""Reads Australia's consolidated list, in which the rows 1113, 1113a and 1113b are one subject: letters mark its other names.

The list gives the day of listing, and passports, in sentences: only what they name as such is read, and the sentences are kept.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from inforce.base.dates import PartialDate
from inforce.base.nouns import Designation, Evidence, Identifier, Issue, Name
from inforce.lists import prose, sheets, tabular
from inforce.lists.folding import folded
from inforce.lists.naming import spellings
from inforce.lists.numbers import ship_numbers
from inforce.lists.spec import ListSpec
from inforce.lists.strict import Fields

_NAME = "Name of Individual or Entity"
_COLUMNS = (
    *("Reference", _NAME, "Type", "Name Type", "Date of Birth", "Place of Birth", "Citizenship", "Address", "Additional Information"),
    *("Listing Information", "Committees", "Control Date"),
)
# From 2025 on.
_SANCTIONS = ("Targeted Financial Sanction", "Travel Ban", "Arms Embargo", "Maritime Restriction")
_SOME = ("Alias Strength", "IMO Number", "Instrument of Designation", *_SANCTIONS)
_ENTRY = "(entry)"
_BLOCKS = {"(name)": ("Reference", _NAME, "Name Type", "Alias Strength")}
_DATE = r"(\d{1,2}\s+[A-Za-z]{3,9}\.?\s+\d{4})"
_LISTED = re.compile(rf"\b(?:listed|designated|designation)\b[^;\n]{{0,80}}?\bon:?\s+{_DATE}", re.IGNORECASE)
_AMENDED = re.compile(r"\bamended(?: on)?([^()]{0,200})", re.IGNORECASE)
_PASSPORT = re.compile(
    r"(?:([A-Z]\w{2,20}) )?[Pp]assport(?: +(?:[Nn]o|[Nn]umber|[Ii]nformation))?[.:]*\s+((?:[A-Z]{1,2}-?)?\d{4,}[A-Z0-9]*)\b"
)


def parse(parts: Mapping[str, Path], spec: ListSpec) -> Iterator[Designation | Issue]:
    """The subjects of the one sheet in `parts`, in order of their first rows, each followed by its Issues.

    An entry's `ref` is the number of its rows without their letters. `programs` are the committees, the UN's and Australia's own,
    and each kind of sanction where the edition tells them. `listed` is the first day that its sentences give.
    """
    (path,) = parts.values()
    table = tabular.table(path, _with_entry(sheets.lines(path)), spec, (*_COLUMNS, _ENTRY), optional=_SOME, ragged=True)
    yield from table.issues
    for row in folded(table.rows, _ENTRY, _BLOCKS):
        yield from () if row.left_out else _entry(row)
        yield from row.unread()


def _with_entry(lines: Iterator[tabular.Line]) -> Iterator[tabular.Line]:
    """The lines with a column before all others: the number that the rows of one subject have in common."""
    at, header = next(lines, (1, ()))
    yield at, [_ENTRY, *header]
    where = next((n for n, name in enumerate(header) if name.strip() == "Reference"), 0)
    for number, cells in lines:
        found = re.match(r"\s*(\d+)[a-z]*\d*\s*$", cells[where]) if where < len(cells) else None
        yield number, [found[1] if found else "", *cells]


def _entry(row: Fields) -> Iterator[Designation]:
    kind = " ".join(dict.fromkeys(text.casefold() for text in row.many("Type")))
    schema = row.spec.lookups["schema"].get(kind)
    names = [*_names(row, kind)]
    if not (schema and names):
        row.leave_out("Type", kind, "a subject without a name, or of no kind, or of several, that is known here")
        return
    committees = [text for text in row.many("Committees") if text]
    sanctions = [name for name in _SANCTIONS if row.lookup("flag", name, " ".join(row.many(name)).casefold() or "false")]
    listed, amended = _days(row)
    more = row.many("Additional Information")
    row.remarks.extend([*more, *(f"Instrument: {text}" for text in row.many("Instrument of Designation"))])
    yield Designation(
        id=f"{row.spec.id}/{row.at}",
        list_id=row.spec.id,
        ref=row.at,
        schema=schema,
        names=tuple(dict.fromkeys(names)),
        evidence=Evidence(row.spec.id, f"Reference {row.at}", names[0].text),
        programs=tuple(dict.fromkeys([*committees, *sanctions])),
        measures=tuple(dict.fromkeys(m for c in committees for m in row.spec.measures.get(f"{c} {schema}", ()))),
        listed=listed,
        amended=amended,
        birth_dates=tuple(dict.fromkeys(prose.dates(row, "Date of Birth", _given(row, "Date of Birth")))),
        birth_places=tuple(dict.fromkeys(item for text in _given(row, "Place of Birth") for item in prose.items(text))),
        nationalities=prose.countries(row, "Citizenship", _given(row, "Citizenship")),
        addresses=tuple(dict.fromkeys(item for text in _given(row, "Address") for item in prose.items(text))),
        identifiers=tuple(dict.fromkeys(_identifiers(row, more))),
        remarks="\n".join(row.remarks),
    )


def _names(row: Fields, kind: str) -> Iterator[Name]:
    found: list[Name] = []
    for block in row.each("(name)"):
        block.one("Reference")
        text, said, strength = map(block.one, (_NAME, "Name Type", "Alias Strength"))
        called = block.lookup("name", "Name Type", f"{said} {strength}".strip().casefold()) or "alias"
        found += spellings(text, called, kind == "individual", block.spec.lookups["no_name"])
    yield from sorted(found, key=lambda name: name.kind != "primary")


def _given(row: Fields, name: str) -> tuple[str, ...]:
    """The texts of a column, without those that say that there is none."""
    return tuple(text for text in row.many(name) if text.casefold() not in row.spec.lookups["none"])


def _identifiers(row: Fields, more: tuple[str, ...]) -> Iterator[Identifier]:
    for text in row.many("IMO Number"):
        yield from ship_numbers(row, "IMO Number", text if "IMO" in text.upper() else f"IMO {text}")
    for text in more:
        yield from ship_numbers(row, "Additional Information", text.replace("IMO Identification Number", "IMO"))
        yield from (Identifier("passport_number", m[2], prose.one_country(m[1] or "")) for m in _PASSPORT.finditer(text))


def _days(row: Fields) -> tuple[date | None, tuple[date, ...]]:
    """The first day of listing, and the days on which the entry was amended."""
    listed, amended = [], []
    for text in row.many("Listing Information"):
        row.remarks.append(text)
        found = _LISTED.search(text)
        listed += _read(found[1] if found else text)
        amended += [day for said in _AMENDED.findall(text) for each in re.findall(_DATE, said) for day in _read(each)]
    amended += (day for text in row.many("Control Date") if (day := prose.day(row, "Control Date", text)))
    return min(listed, default=None), tuple(sorted({*amended}))


def _read(text: str) -> list[date]:
    try:
        said = PartialDate.parse(text)
    except ValueError:
        return []
    return [said.first] if said.precision == "day" else []
