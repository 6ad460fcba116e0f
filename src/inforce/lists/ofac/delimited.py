"""OFAC's delimited and fixed-width files: names, other names, addresses, and what ran over in the remarks, joined by ent_num."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from inforce.base.nouns import Designation, Issue
from inforce.lists.ofac.entry import ADVANCED_ALONE, Entry, Party, keys_of
from inforce.lists.ofac.remarks import Keys, pieces
from inforce.lists.ofac.rows import rows
from inforce.lists.spec import ListSpec
from inforce.lists.strict import Fields, Row

_CUT = 1000  # characters at which remarks are cut; what is left stands in the comments
# What the remarks fill: of an entry whose comments are missing, more may be there.
_FROM_REMARKS = (
    *("names/weak", "identifiers", "birth_dates", "birth_places", "gender", "nationalities", "countries", "flags"),
    *("vessel_type", "associates", "positions", "measures"),
)
_VESSEL = {
    "call_sign": "Vessel Call Sign",
    "vess_type": "Vessel Type",
    "tonnage": "Vessel Tonnage",
    "grt": "Vessel Gross Registered Tonnage",
    "vess_flag": "Vessel Flag",
    "vess_owner": "Vessel Owner",
}
_FROM = {"alt": ("names/alias", "names/former"), "add": ("addresses", "countries")}

Tables = Mapping[str, Mapping[str, list[Row]]]


def read(parts: Mapping[str, Path], spec: ListSpec, main: str) -> Iterator[Designation | Issue]:
    """The entries in the order of the part `main`, each followed by its Issues; then rows that belong to no entry.

    Raises Refused, as `rows` does, before anything is yielded.
    """
    tables: dict[str, dict[str, list[Row]]] = {}
    issues: list[Issue] = []
    for part, path in parts.items():
        table = "main" if part == main else part.partition("_")[0]
        tables[table], told = _by_number(path, spec, part, table)
        issues += told
    incomplete = (*ADVANCED_ALONE, *(field for table, fields in _FROM.items() if table not in tables for field in fields))
    keys = keys_of(spec)
    for ref, same in tables["main"].items():
        for row in same:
            fields = Fields({**row, **_joined(tables, ref)}, spec, ref)
            yield from _designation(fields, keys, incomplete, _remarks(fields, tables, ref))
            yield from fields.unread()
    yield from issues
    yield from _orphans(tables, spec)


def _by_number(path: Path, spec: ListSpec, part: str, table: str) -> tuple[dict[str, list[Row]], list[Issue]]:
    """The rows of a table by ent_num, each once, and an Issue for each that is no row of it or is there again."""
    found: dict[str, list[Row]] = defaultdict(list)
    issues = []
    for line, row in rows(path, spec.format_of(part), table):
        at = f"{part} line {line}"
        if isinstance(row, list):
            what = "a header, which the publisher does not write: somebody changed this copy" if line == 1 else f"no row of {part}"
            issues.append(Issue(spec.id, at, " | ".join(row)[:200], f"is {what}; it was not read."))
            continue
        ref = str(dict(row).pop("ent_num")).strip()
        rest = {name: value for name, value in row.items() if name != "ent_num"}
        if rest in found[ref]:
            issues.append(Issue(spec.id, at, ref, "is there twice, word for word; somebody changed this copy."))
        else:
            found[ref].append(rest)
    return found, issues


def _joined(tables: Tables, ref: str) -> Row:
    return {table: tables[table].get(ref, []) for table in ("alt", "add") if table in tables}


def _designation(fields: Fields, keys: Keys, incomplete: tuple[str, ...], remarks: "Remarks") -> Iterator[Designation]:
    schema = fields.lookup("schema", "type", fields.one("type")) or "LegalEntity"
    entry = Entry(Party(fields.at, schema, fields.one("name")), fields, keys)
    if not entry.party.name:
        fields.issue("name", "", "an entry without a name cannot be listed: it is left out.")
        return
    entry.programs(fields.one("program").split("] ["))
    for position in fields.one("title").split("; "):
        entry.add("position", position, "title")
    _vessel(entry)
    for piece in remarks.pieces:
        entry.piece(piece, "remarks")
    _other_names(entry)
    _addresses(entry)
    yield entry.designation(tuple(dict.fromkeys((*incomplete, *_FROM_REMARKS))) if remarks.cut else incomplete)


def _vessel(entry: Entry) -> None:
    for column, key in _VESSEL.items():
        if value := entry.fields.one(column):
            entry.piece(f"{key} {value}", column)


def _other_names(entry: Entry) -> None:
    for other in entry.fields.each("alt"):
        kind = other.lookup("name", "alt_type", other.one("alt_type"))
        entry.name(other.one("alt_name"), kind or "alias")
        entry.prose(other.one("alt_remarks"), "alt_remarks")


def _addresses(entry: Entry) -> None:
    for block in entry.fields.each("add"):
        entry.address([block.one("address"), block.one("city")], block.one("country"), "add/country")
        entry.prose(block.one("add_remarks"), "add_remarks")


@dataclass(frozen=True, slots=True)
class Remarks:
    """The pieces of an entry's remarks that are whole, and whether the rest of them is missing."""

    pieces: tuple[str, ...]
    cut: bool


def _remarks(fields: Fields, tables: Tables, ref: str) -> Remarks:
    """The remarks with what ran over, which continues them without anything between."""
    text = fields.raw("remarks")
    more = "".join(str(c.get("comment", "")) for c in tables.get("comments", {}).get(ref, ()))
    if more and len(text) < _CUT - 20:
        fields.issue("comments", more[:80], f"continues remarks that were not cut at {_CUT} characters; both were read.")
    found = tuple(pieces(text.ljust(_CUT) + more if more else text))
    if more or len(text) < _CUT or ("comments" in tables and text.endswith(".")):
        return Remarks(found, cut=False)
    fields.issue("remarks", found[-1], f"cut at {_CUT} characters, and the comments that continue it are missing; it was not mapped.")
    return Remarks(found[:-1], cut=True)


def _orphans(tables: Tables, spec: ListSpec) -> Iterator[Issue]:
    for table in sorted({*tables} - {"main"}):
        for ref in tables[table].keys() - tables["main"].keys():
            yield Issue(spec.id, f"{table} {ref}", ref, "stands beside an entry that the list does not have; it was not mapped.")
