"""Reads the table of one act: a Designation for each row, which is one party in one annex, in the words of the Official Journal.

Each act is a list of its own, named by its CELEX number in small letters: `eu_journal.32017r1509`. The table is the act's annexes
as consolidated, or what one amending act adds to them. It is a transcription that others made, so its entries' review is secondary.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from inforce.base.ids import clean_bic, clean_imo, clean_lei, clean_mmsi
from inforce.base.nouns import Designation, Evidence, Identifier, Issue, Name, Review
from inforce.lists import markup, prose, tabular
from inforce.lists.naming import name_and_aside, spellings
from inforce.lists.numbers import numbers
from inforce.lists.spec import ListSpec
from inforce.lists.strict import Fields

_NUMBERS = {
    "passportNumber": "passport_number",
    "idNumber": "id_number",
    "taxNumber": "tax_number",
    "innCode": "tax_number",
    "registrationNumber": "registration_number",
    "ogrnCode": "registration_number",
    "okpoCode": "registration_number",
    "kppCode": "registration_number",
}
_CHECKED = {
    "leiCode": ("lei_code", clean_lei),
    "swiftBic": ("swift_bic", clean_bic),
    "imoNumber": ("imo", clean_imo),
    "mmsi": ("mmsi", clean_mmsi),
}
# Columns that have no place of their own in a Designation, as they are called in its remarks.
_REMARKED = {
    "reason": "",
    "notes": "",
    "appearance": "Appearance",
    "ethnicity": "Ethnicity",
    "fatherName": "Father",
    "motherName": "Mother",
    "incorporationDate": "Incorporated",
    "legalForm": "Legal form",
    "sector": "Sector",
    "ticker": "Ticker",
    "phone": "Phone",
    "email": "Email",
    "website": "Website",
}
_COLUMNS = (
    *("programKey", "annex", "measure", "startDate", "recordId", "schema", "name", "alias", "weakAlias", "previousName", "gender"),
    *("country", "nationality", "jurisdiction", "flag", "birthDate", "birthPlace", "position", "address"),
    *(*_NUMBERS, *_CHECKED, *_REMARKED),
)
_ACT = ("celex", "amendmentCelex", "amendedCelex")  # the first in tables of consolidated acts, the others in those of amending ones


def parse(parts: Mapping[str, Path], spec: ListSpec) -> Iterator[Designation | Issue]:
    """The rows of the one file in `parts`, in its order, each followed by its Issues. Raises Refused for another act's table.

    An entry's `ref` is its annex and the number printed there, or its name where none is printed. `programs` are the regime, the
    annex, the measure, and 'UN' where the annex holds what the Security Council or its Committee designated.
    """
    (path,) = parts.values()
    table = tabular.table(path, tabular.csv_lines(path), spec, _COLUMNS, optional=_ACT)
    yield from table.issues
    family, _, member = spec.id.partition(".")
    seen: Counter[str] = Counter()
    for row in table.rows:
        amended = row.one("amendedCelex")
        act = row.one("amendmentCelex") or row.one("celex")
        if act.lower() != member:
            raise markup.refused(path, f"{row.at}: it is of the act {act!r}; add it as {family}.{act.lower() or 'ACT'}")
        row.remarks.extend([f"Amends {amended}"] if amended else [])
        yield from _entry(row, amended or act, seen)
        yield from row.unread()


def _entry(row: Fields, framework: str, seen: Counter[str]) -> Iterator[Designation]:
    annex, number, name = row.one("annex"), row.one("recordId"), row.one("name")
    said = row.one("schema")
    schema = row.spec.lookups["schema"].get(said, "")
    row.at = f"{framework} annex {annex} {number or name}, {row.at}"
    if not (schema and name):
        row.leave_out("schema", f"{said} {name}".strip(), "a row without a name, or about no kind of party that is known here")
        return
    ref = f"{annex}-{number or _slug(name)}"
    seen[ref] += 1
    ref += f"-{seen[ref]}" if seen[ref] > 1 else ""
    by_the_un = row.spec.lookups["annex"].get(f"{framework} {annex}", "")
    measures = row.spec.measures.get(f"{framework} {annex} {schema}", row.spec.measures.get(f"{framework} {annex}", ()))
    designation = Designation(
        id=f"{row.spec.id}/{ref}",
        list_id=row.spec.id,
        ref=ref,
        schema=schema,
        names=tuple(dict.fromkeys(_names(row, name, schema))) or (Name(name),),
        evidence=Evidence(row.spec.id, f"{framework} annex {annex} {number}".strip(), name),
        review=Review.SECONDARY,
        programs=tuple(filter(None, [row.one("programKey"), f"annex {annex}", row.one("measure"), by_the_un])),
        measures=measures,
    )
    yield _described(row, designation)


def _described(row: Fields, bare: Designation) -> Designation:
    described = replace(
        bare,
        listed=prose.day(row, "startDate", started) if (started := row.one("startDate")) else None,
        birth_dates=tuple(dict.fromkeys(prose.dates(row, "birthDate", each(row, "birthDate")))),
        birth_places=each(row, "birthPlace"),
        gender=row.lookup("gender", "gender", said) or "" if (said := row.one("gender").strip(".").casefold()) else "",
        nationalities=prose.countries(row, "nationality", each(row, "nationality")),
        countries=tuple(c for name in ("country", "jurisdiction") for c in prose.countries(row, name, each(row, name))),
        flags=prose.countries(row, "flag", each(row, "flag")),
        addresses=each(row, "address"),
        positions=tuple(p for text in each(row, "position") for p in prose.items(text)),
        identifiers=tuple(dict.fromkeys(_identifiers(row))),
    )
    for name, title in _REMARKED.items():
        row.remarks.extend(": ".join(filter(None, [title, text])) for text in each(row, name, name != "reason"))
    return replace(described, remarks="\n".join(row.remarks))


def _slug(name: str) -> str:
    return re.sub(r"[^\w.]+", "-", name).strip("-")


def each(row: Fields, name: str, several: bool = True) -> tuple[str, ...]:
    """The values of a cell: they stand between semicolons, and in double quotes where they hold one themselves."""
    text = row.one(name)
    values = next(csv.reader([text], delimiter=";", skipinitialspace=True)) if several and text else [text]
    return tuple(v.strip() for v in values if v.strip())


def _names(row: Fields, name: str, schema: str) -> Iterator[Name]:
    if schema == "Vessel":  # 'Chong Bong (Greenlight) (Blue Nouvelle)': the brackets hold what she was called before
        own, *before = (part.strip(" )") for part in name.split("("))
        yield from (Name(text, "former" if n else "primary") for n, text in enumerate([own, *before]) if text)
    else:
        yield from spellings(name, "primary", schema == "Person", row.spec.lookups["no_name"])
    for column, kind in (("alias", "alias"), ("weakAlias", "weak"), ("previousName", "former")):
        for text in (item for value in each(row, column) for item in prose.items(value)):
            other, aside = name_and_aside(text)
            if aside:
                row.remarks.append(f"{other}: {aside}")
            yield from spellings(other, kind, schema == "Person", row.spec.lookups["no_name"])


def _identifiers(row: Fields) -> Iterator[Identifier]:
    for column, kind in _NUMBERS.items():
        texts = each(row, column)
        found = [*numbers(row, column, texts, kind)]
        if tuple(i.value for i in found) != texts:  # there were words around the number
            row.remarks.append(f"{column}: {'; '.join(texts)}")
        yield from found
    for column, (kind, clean) in _CHECKED.items():
        for text in (part for value in each(row, column) for part in value.split(" and ")):
            if said := row.spec.lookups["no_number"].get(text):
                row.remarks.append(f"{column}: {said}")
            elif value := clean(text):
                yield Identifier(kind, value)
            else:
                row.remarks.append(f"{column}: {text}")
                row.issue(column, text, f"is no valid {kind}; it was not mapped.")
