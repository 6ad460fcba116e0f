"""Reads the Committee's table of designated vessels: a line for each ship, a column for each provision she is designated under.

Several values of a cell are numbered (`1: HAO FAN 6 2: …`). A ship designated on several days is listed since the first; the later
days amended her listing. Her number on the list is her IMO number, which stays hers whatever line she stands in.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from inforce.base import ids
from inforce.base.nouns import Designation, Evidence, Identifier, Issue, Name
from inforce.lists import prose, tabular
from inforce.lists.spec import ListSpec
from inforce.lists.strict import Fields

_NUMBERED = re.compile(r"(?<!\S)\d{1,2}: ")
_SHORT_YEAR = re.compile(r"(\d{1,2}-[A-Za-z]{3}-)(\d\d)")
_CHECKED: dict[str, Callable[[str], str]] = {"imo": ids.clean_imo, "mmsi": ids.clean_mmsi, "call_sign": ids.clean_call_sign}
_COLUMNS = ("number", "name", *_CHECKED, "flag", "type", "owner", "remarks", "listed")


def parse(parts: Mapping[str, Path], spec: ListSpec) -> Iterator[Designation | Issue]:
    """The ships in the order of the table, each followed by her Issues. Raises Refused for what is no such table."""
    path = parts["table"]
    table = tabular.table(path, _renamed(tabular.csv_lines(path), spec), spec, (*_COLUMNS, *spec.measures))
    yield from table.issues
    seen: Counter[str] = Counter()
    for row in table.rows:
        yield from _entry(row, seen)
        yield from row.unread()


def _renamed(lines: Iterator[tabular.Line], spec: ListSpec) -> Iterator[tabular.Line]:
    at, header = next(lines, (1, ()))
    plain = (re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_") for name in header)
    yield at, [spec.lookups["column"].get(word, name) for word, name in zip(plain, header, strict=True)]
    yield from lines


def _entry(row: Fields, seen: Counter[str]) -> Iterator[Designation]:
    number, names = row.one("number"), _each(row, "name")
    row.at = f"{row.at}, {number} {next(iter(names), '')}".strip()
    if not names:
        row.leave_out("name", "", "a line without a vessel's name")
        return
    identifiers = tuple(i for kind in _CHECKED for i in _identifiers(row, kind))
    ref = next((f"IMO{i.value}" for i in identifiers if i.kind == "imo"), re.sub(r"\W+", "-", names[0]).strip("-"))
    seen[ref] += 1
    ref += f"-{seen[ref]}" if seen[ref] > 1 else ""
    days = [d for text in _each(row, "listed") if (d := prose.day(row, "listed", _SHORT_YEAR.sub(r"\g<1>20\2", text)))]
    under = tuple(said for said in row.spec.measures if _each(row, said))
    if not under:
        row.issue("(provisions)", names[0], "she is designated under none; the listing brings in no measure.")
    yield Designation(
        id=f"{row.spec.id}/{ref}",
        list_id=row.spec.id,
        ref=ref,
        schema="Vessel",
        names=(Name(names[0]), *(Name(other, "alias") for other in dict.fromkeys(names[1:]) if other != names[0])),
        evidence=Evidence(row.spec.id, f"No. {number}" if number else ref, names[0]),
        programs=("DPRK", *under),
        measures=tuple(dict.fromkeys(m for said in under for m in row.spec.measures[said])),
        listed=min(days, default=None),
        amended=tuple(sorted({*days})[1:]),
        flags=prose.countries(row, "flag", _each(row, "flag")),
        vessel_type=" / ".join(_each(row, "type")),
        identifiers=identifiers,
        associates=_each(row, "owner"),
        remarks="\n".join([*_each(row, "remarks"), *row.remarks]),
    )


def _each(row: Fields, name: str) -> tuple[str, ...]:
    """The values of a cell, each once and without those that say that there is none."""
    pieces = (piece.strip(" ;,") for piece in _NUMBERED.split(row.one(name)))
    return tuple(dict.fromkeys(p for p in pieces if p and p.casefold() not in row.spec.lookups["none"]))


def _identifiers(row: Fields, kind: str) -> Iterator[Identifier]:
    for text in _each(row, kind):
        if value := _CHECKED[kind](text):
            yield Identifier(kind, value)
        else:
            row.remarks.append(f"{kind}: {text}")
            row.issue(kind, text, f"is no valid {kind}; it was not mapped and is in the remarks.")
