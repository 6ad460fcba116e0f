"""Reads the consolidated list (ConList) of asset freeze targets, in which lines of one Group ID are one subject.

A group has a line for each combination of name, birth date and address; what they repeat is taken once. A ship has no kind of her
own there: an entity whose text gives an IMO number that is a ship's by its check digit is read as a vessel.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import dropwhile
from pathlib import Path

from inforce.base.nouns import Designation, Evidence, Identifier, Issue, Name
from inforce.lists import prose, tabular
from inforce.lists.folding import folded
from inforce.lists.naming import spellings
from inforce.lists.numbers import numbers, ship_numbers
from inforce.lists.spec import ListSpec
from inforce.lists.strict import Fields

_NAME = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")  # the family name, or that of an entity, is in the last
_ADDRESS = (*(f"Address {n}" for n in range(1, 7)), "Post/Zip Code", "Country")
_COLUMNS = (
    *(*_NAME, "Alias Type", *_ADDRESS, "Title", "DOB", "Town of Birth", "Country of Birth", "Nationality", "Passport Details"),
    *("Position", "Other Information", "Group Type", "Regime", "Listed On", "Last Updated", "Group ID"),
)
# The older editions give identity numbers as NI Number; the newer ones, from 2021 on, have the rest besides.
_SOME = (
    *("NI Number", "National Identification Number", "National Identification Details", "Passport Number", "Alias Quality"),
    *("Name Non-Latin Script", "UK Sanctions List Date Designated"),
)
_PASSPORT = ("Passport Number", "Passport Details")  # the older editions have both in the second
_ID = ("National Identification Number", "National Identification Details")
_BLOCKS = {
    "(name)": (*_NAME, "Alias Type", "Alias Quality", "Name Non-Latin Script"),
    "(address)": _ADDRESS,
    "(birthplace)": ("Town of Birth", "Country of Birth"),
    "(passport)": _PASSPORT,
    "(id)": _ID,
    "(ni)": ("NI Number",),
}
_UN_REFERENCE = re.compile(r"\bUN\.? ?R+ef\w*[.: ]*(?:no[.: ]*)?([A-Z]{2})([ei])\.? ?(\d{3})\b", re.IGNORECASE)
_UN_LISTING = re.compile(r"(?<!not )\bUN listing\b(?! ?not)", re.IGNORECASE)


def parse(parts: Mapping[str, Path], spec: ListSpec) -> Iterator[Designation | Issue]:
    """The groups of the one file in `parts`, in order of their first lines, each followed by its Issues.

    An entry's `ref` is its Group ID. `programs` are its regimes, and 'UN' where its text says that the UN lists it. `listed` is the
    first of its days of listing.
    """
    (path,) = parts.values()
    # The first line says when the list was made; list.toml recognises it.
    lines = dropwhile(lambda line: "Group ID" not in line[1], tabular.csv_lines(path, ("utf-8-sig", "cp1252")))
    table = tabular.table(path, lines, spec, _COLUMNS, optional=_SOME)
    yield from table.issues
    for row in folded(table.rows, "Group ID", _BLOCKS):
        yield from () if row.left_out else _entry(row)
        yield from row.unread()


def _entry(row: Fields) -> Iterator[Designation]:
    kind, said = row.one("Group Type"), " ".join(row.many("Other Information"))
    schema = row.spec.lookups["schema"].get(kind)
    names = [*_names(row, kind)]
    if not (schema and names):
        row.leave_out("Group Type", kind, "a group without a name, or of no kind that is known here")
        return
    ships = [*ship_numbers(row, "Other Information", said)]
    schema = "Vessel" if schema != "Person" and any(i.kind == "imo" for i in ships) else schema
    references = [Identifier("un_reference", f"{m[1].upper()}{m[2].lower()}.{m[3]}") for m in _UN_REFERENCE.finditer(said)]
    un = ["UN"] if references or _UN_LISTING.search(said) else []
    programs = tuple(dict.fromkeys([*row.many("Regime"), *un]))
    row.remarks.extend([said] if said else [])
    countries, addresses = _addresses(row)
    yield Designation(
        id=f"{row.spec.id}/{row.at}",
        list_id=row.spec.id,
        ref=row.at,
        schema=schema,
        names=tuple(dict.fromkeys(names)),
        evidence=Evidence(row.spec.id, f"Group ID {row.at}", names[0].text),
        programs=programs,
        measures=tuple(m for p in programs if un for m in row.spec.measures.get(f"{p} {schema}", ())),
        listed=min(_days(row, "Listed On"), default=None),
        amended=tuple(sorted({*_days(row, "Last Updated"), *_days(row, "UK Sanctions List Date Designated")})),
        birth_dates=tuple(dict.fromkeys(prose.dates(row, "DOB", row.many("DOB")))),
        birth_places=tuple(", ".join(filter(None, map(b.one, _BLOCKS["(birthplace)"]))) for b in row.each("(birthplace)")),
        nationalities=prose.countries(row, "Nationality", row.many("Nationality")),
        countries=countries,
        addresses=addresses,
        positions=tuple(dict.fromkeys(p for name in ("Title", "Position") for text in row.many(name) for p in prose.items(text))),
        identifiers=tuple(dict.fromkeys([*references, *ships, *_identifiers(row)])),
        remarks="\n".join(row.remarks),
    )


def _names(row: Fields, kind: str) -> Iterator[Name]:
    found = []
    for block in row.each("(name)"):
        text = " ".join(filter(None, map(block.one, _NAME)))
        said, quality, original = map(block.one, ("Alias Type", "Alias Quality", "Name Non-Latin Script"))
        called = block.lookup("name", "Alias Type", f"{said} {quality}".strip()) or "alias"
        found += [n for t, k in ((text, called), (original, "original")) if t for n in spellings(t, k, kind == "Individual")]
    yield from sorted(found, key=lambda name: name.kind != "primary")


def _addresses(row: Fields) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the countries that the addresses are in, and the addresses, each in one line as published."""
    countries: list[str] = []
    addresses: list[str] = []
    for block in row.each("(address)"):
        lines = [*map(block.one, _ADDRESS)]
        countries.extend(prose.countries(block, "Country", [lines[-1]]))
        addresses.append(", ".join(filter(None, lines)))
    return tuple(dict.fromkeys(countries)), tuple(dict.fromkeys(addresses))


def _identifiers(row: Fields) -> Iterator[Identifier]:
    for block, kind in (("(passport)", "passport_number"), ("(id)", "id_number"), ("(ni)", "id_number")):
        for fields in row.each(block):
            number, *details = filter(None, map(fields.one, _BLOCKS[block]))
            text = f"{number} ({details[0]})" if details else number
            found = [*numbers(fields, _BLOCKS[block][-1], [text], kind)]
            if [i.value for i in found] != [text]:  # there are words around the number
                row.remarks.append(f"{_BLOCKS[block][-1]}: {text}")
            yield from found


def _days(row: Fields, name: str) -> Iterator[date]:
    return (day for text in row.many(name) if (day := prose.day(row, name, text)))
