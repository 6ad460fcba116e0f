"""OpenSanctions' table of targets, `targets.simple.csv`: a line for each, several values of a cell between semicolons."""

import csv
from collections.abc import Iterator
from pathlib import Path

from inforce.base import ids
from inforce.base.dates import PartialDate
from inforce.base.nouns import Designation, Evidence, Identifier, Issue, Name, Review
from inforce.base.places import country
from inforce.lists import tabular
from inforce.lists.naming import foreign_runs
from inforce.lists.spec import ListSpec
from inforce.lists.strict import Fields

_COLUMNS = ("id", "schema", "name", "aliases", "birth_date", "countries", "addresses", "identifiers", "sanctions")
_LATER = ("phones", "emails", "program_ids", "dataset")
_TITLES = {"sanctions": "Sanction", "phones": "Phone", "emails": "Email", "dataset": "Dataset"}
# The table does not have these, or does not tell them from others: that other editions have them is no change.
_INCOMPLETE = (
    *("names/weak", "names/former", "names/original", "listed", "birth_places", "gender", "nationalities", "flags", "vessel_type"),
    *("positions", "associates", "identifiers"),
)


def read(path: Path, spec: ListSpec) -> Iterator[Designation | Issue]:
    """The lines in their order, each followed by its Issues. Raises Refused for what is no such table."""
    table = tabular.table(path, tabular.csv_lines(path), spec, _COLUMNS, optional=_LATER)
    yield from table.issues
    for row in table.rows:
        yield from _entry(row)
        yield from row.unread()


def _entry(row: Fields) -> Iterator[Designation]:
    ref, said, name = row.one("id"), row.one("schema"), row.one("name")
    schema = row.spec.lookups["schema"].get(said, "")
    row.at = f"{row.at} {ref}"
    if not (ref and name and schema):
        row.leave_out("schema", f"{said} {name}".strip(), "no id, no name, or about no kind of party that is known here")
        return
    others = (Name(text, "original" if foreign_runs(text) else "alias") for text in _each(row, "aliases"))
    countries = tuple(dict.fromkeys(code for text in _each(row, "countries") for code in _code(row, text)))
    for column, title in _TITLES.items():
        row.remarks.extend(f"{title}: {text}" for text in _each(row, column))
    yield Designation(
        id=f"{row.spec.id}/{ref}",
        list_id=row.spec.id,
        ref=ref,
        schema=schema,
        names=tuple(dict.fromkeys((Name(name), *others))),
        evidence=Evidence(row.spec.id, ref, name),
        review=Review.SECONDARY,
        programs=_each(row, "program_ids"),
        birth_dates=tuple(dict.fromkeys(_dates(row))),
        countries=countries,
        addresses=_each(row, "addresses"),
        identifiers=tuple(dict.fromkeys(_identifier(schema, text) for text in _each(row, "identifiers"))),
        remarks="\n".join(row.remarks),
        incomplete=_INCOMPLETE,
    )


def _each(row: Fields, name: str) -> tuple[str, ...]:
    """The values of a cell: between semicolons, in double quotes where they hold one themselves."""
    values = next(csv.reader([row.one(name)], delimiter=";", skipinitialspace=True), [])
    return tuple(dict.fromkeys(v.strip() for v in values if v.strip()))


def _dates(row: Fields) -> Iterator[str]:
    for text in _each(row, "birth_date"):
        try:
            yield str(PartialDate.parse(text))
        except ValueError:
            row.issue("birth_date", text, "is no date; it was not mapped.")


def _code(row: Fields, text: str) -> list[str]:
    code = country(text)
    return [code] if code else (row.lookup("country", "countries", text) or "").split()


def _identifier(schema: str, text: str) -> Identifier:
    """A number of which the table does not tell the kind: by its check digit where it has one, else what it most likely is."""
    checked = (("imo", ids.clean_imo), ("mmsi", ids.clean_mmsi)) if schema == "Vessel" else (("lei_code", ids.clean_lei),)
    for kind, clean in checked:
        if value := clean(text):
            return Identifier(kind, value)
    return Identifier("id_number" if schema == "Person" else "registration_number", text)
