"""Reads the UK Sanctions List: the full table, which has a line for each name of a subject, or its summary with one line each.

The full table (CSV) and the summary (a spreadsheet) are two forms of one list, with the same unique ids. The summary has no aliases,
numbers or births, and no IMO numbers of its ships: what it does not say is unknown.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import dropwhile
from pathlib import Path

from inforce.base.nouns import Designation, Evidence, Identifier, Issue, Name
from inforce.lists import prose, sheets, tabular
from inforce.lists.folding import folded
from inforce.lists.naming import spellings
from inforce.lists.numbers import numbers, ship_numbers
from inforce.lists.spec import ListSpec
from inforce.lists.strict import Fields

_SUMMARY = ("Unique ID", "OFSI Group ID", "Name", "Regime Name", "Type", "Designation source", "Date Designated", "Sanctions Imposed")
_NAME = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")  # the family name is in the last
_NAMES = (*_NAME, "Name type", "Alias strength", "Name non-latin script")
_ADDRESS = (*(f"Address Line {n}" for n in range(1, 7)), "Address Postal Code", "Address Country")
_BIRTHPLACE = ("Town of birth", "Country of birth")
_ID = ("National Identifier number", "National Identifier additional information")
_PASSPORT = ("Passport number", "Passport additional information")
# Columns that have no place of their own in a Designation, as they are called in its remarks.
_REMARKED = {
    "Other Information": "",
    "UK Statement of Reasons": "",
    "Phone number": "Phone",
    "Website": "Website",
    "Email address": "Email",
    "Type of entity": "Type of entity",
    "Previous flags": "Previous flags",
    "Tonnage of ship": "Tonnage",
    "Length of ship": "Length",
    "Year Built": "Built",
    "Hull identification number (HIN)": "Hull identification number",
}
_ASSOCIATES = {
    "Subsidiaries": "subsidiary",
    "Parent company": "parent company",
    "Current owner/operator (s)": "owner or operator",
    "Previous owner/operator (s)": "former owner or operator",
}
_FULL = (
    *("Unique ID", "Last Updated", "UN Reference Number", "Title", "Regime Name", "Designation Type", "Designation source"),
    *("Sanctions Imposed", "Date Designated", "D.O.B", "Nationality(/ies)", "Position", "Gender", "Business registration number (s)"),
    *("IMO number", "Current believed flag of ship", "Type of ship"),
    *("OFSI Group ID", *_NAMES, *_ADDRESS, *_BIRTHPLACE, *_ID, *_PASSPORT, *_REMARKED, *_ASSOCIATES),
)
_BLOCKS = {"(name)": _NAMES, "(address)": _ADDRESS, "(birthplace)": _BIRTHPLACE, "(id)": _ID, "(passport)": _PASSPORT}
_REGULATIONS = re.compile(r"(?:The )?(.*?)(?: ?\((?:Sanctions|United Nations Sanctions)\))?(?: ?\(EU Exit\))? Regulations \d{4}")


def parse(parts: Mapping[str, Path], spec: ListSpec) -> Iterator[Designation | Issue]:
    """The subjects of the one file in `parts`, in its order, each followed by its Issues.

    An entry's `ref` is its unique id. `programs` are the regime, each sanction imposed, and 'UN' or 'UK', or both, for who designated.
    """
    (part, path), *_ = parts.items()
    if part == "summary":
        table = tabular.table(path, sheets.lines(path), spec, _SUMMARY, ragged=True)
        rows = folded(table.rows, "Unique ID", {})
    else:
        # The first line says when the list was made; list.toml recognises it.
        lines = dropwhile(lambda line: "Unique ID" not in line[1], tabular.csv_lines(path, ("utf-8-sig", "cp1252")))
        table = tabular.table(path, lines, spec, _FULL)
        rows = folded(table.rows, "Unique ID", _BLOCKS)
    yield from table.issues
    for row in rows:
        yield from () if row.left_out else _entry(row, part == "summary")
        yield from row.unread()


def _entry(row: Fields, summary: bool) -> Iterator[Designation]:
    kind = row.one("Type" if summary else "Designation Type")
    schema = row.spec.lookups["schema"].get(kind)
    names = [*_summary_names(row, kind)] if summary else [*_full_names(row, kind)]
    if not (schema and names):
        row.leave_out("Type" if summary else "Designation Type", kind, "a subject without a name, or of no kind that is known here")
        return
    regime = _regime(row.one("Regime Name"))
    imposed = [w for text in row.many("Sanctions Imposed") for w in _words(text)]
    sources = [w for text in row.many("Designation source") for w in text.split("|")]
    measures = (m for w in imposed for m in row.spec.measures.get(f"{regime} {kind} {w}", ()) if "UN" in sources)
    designation = Designation(
        id=f"{row.spec.id}/{row.at}",
        list_id=row.spec.id,
        ref=row.at,
        schema=schema,
        names=tuple(dict.fromkeys(names)),
        evidence=Evidence(row.spec.id, row.at, names[0].text),
        programs=tuple(dict.fromkeys([regime, *imposed, *sources])),
        measures=tuple(dict.fromkeys(measures)),
        listed=min(_days(row, "Date Designated"), default=None),
    )
    if not summary:
        designation = _described(row, designation)
    _remark(row, _REMARKED)
    groups = tuple(Identifier("ofsi_group", text) for text in dict.fromkeys(row.many("OFSI Group ID")))
    yield replace(designation, identifiers=(*designation.identifiers, *groups), remarks="\n".join(row.remarks))


def _described(row: Fields, bare: Designation) -> Designation:
    countries, addresses = _addresses(row)
    return replace(
        bare,
        amended=tuple(sorted({*_days(row, "Last Updated")})),
        birth_dates=tuple(dict.fromkeys(prose.dates(row, "D.O.B", row.many("D.O.B")))),
        birth_places=tuple(", ".join(filter(None, map(block.one, _BIRTHPLACE))) for block in row.each("(birthplace)")),
        gender=next((g for text in row.many("Gender") if (g := row.lookup("gender", "Gender", text))), ""),
        nationalities=prose.countries(row, "Nationality(/ies)", row.many("Nationality(/ies)")),
        countries=countries,
        addresses=addresses,
        flags=prose.countries(row, "Current believed flag of ship", row.many("Current believed flag of ship")),
        vessel_type=", ".join(row.many("Type of ship")),
        positions=tuple(dict.fromkeys(p for name in ("Title", "Position") for text in row.many(name) for p in prose.items(text))),
        identifiers=tuple(dict.fromkeys(_identifiers(row))),
        associates=tuple(f"{what}: {item}" for name, what in _ASSOCIATES.items() for t in row.many(name) for item in prose.items(t)),
    )


def _summary_names(row: Fields, kind: str) -> Iterator[Name]:
    for text in row.many("Name"):
        yield from spellings(text, "primary", kind == "Individual")


def _full_names(row: Fields, kind: str) -> Iterator[Name]:
    found = []
    for block in row.each("(name)"):
        text, said, strength, original = (*(" ".join(filter(None, map(block.one, _NAME))),), *map(block.one, _NAMES[6:]))
        kinds = block.lookup("name", "Name type", f"{said} {strength}".strip()) or "alias"
        found += [n for t, k in ((text, kinds), (original, "original")) if t for n in spellings(t, k, kind == "Individual")]
    yield from sorted(found, key=lambda name: name.kind != "primary")


def _addresses(row: Fields) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the countries that the addresses are in, and the addresses, each in one line as published."""
    countries: list[str] = []
    addresses: list[str] = []
    for block in row.each("(address)"):
        lines = [*map(block.one, _ADDRESS)]
        countries.extend(prose.countries(block, "Address Country", [lines[-1]]))
        addresses.append(", ".join(filter(None, lines)))
    return tuple(dict.fromkeys(countries)), tuple(dict.fromkeys(addresses))


def _identifiers(row: Fields) -> Iterator[Identifier]:
    for text in row.many("UN Reference Number"):
        yield from (Identifier("un_reference", ref) for ref in re.split(r"[;,\s]+", text) if ref)
    for text in row.many("IMO number"):
        yield from ship_numbers(row, "IMO number", text if "IMO" in text.upper() else f"IMO {text}")
    for columns, kind in ((_PASSPORT, "passport_number"), (_ID, "id_number")):
        for block in row.each("(passport)" if columns is _PASSPORT else "(id)"):
            number, said = map(block.one, columns)
            text = f"{number} ({said})" if number and said else number or said
            yield from numbers(block, columns[0], [text], kind)
            row.remarks.extend([f"{columns[0]}: {text}"] if text != number else [])
    for text in row.many("Business registration number (s)"):
        yield from numbers(row, "Business registration number (s)", [text], "registration_number")
        row.remarks.append(f"Business registration: {text}")


def _remark(row: Fields, columns: Mapping[str, str]) -> None:
    for name, title in columns.items():
        row.remarks.extend(": ".join(filter(None, [title, text])) for text in row.many(name))


def _regime(text: str) -> str:
    """'The Russia (Sanctions) (EU Exit) Regulations 2019' is the regime 'Russia'."""
    found = _REGULATIONS.fullmatch(text)
    return found[1] if found else text


def _words(imposed: str) -> Iterator[str]:
    """The summary parts the sanctions with commas, the full table with bars; '-' stands for none."""
    each = (word.strip() for word in re.split(r"\||, ", imposed))
    return (word for word in each if word not in ("", "-"))


def _days(row: Fields, name: str) -> Iterator[date]:
    return (day for text in row.many(name) if (day := prose.day(row, name, text)))
