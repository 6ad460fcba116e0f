"""Reading an edition's files with its list's own parser, strictly, and counting what came out."""

import csv
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from inforce.base.errors import ConfigError, Refused
from inforce.base.nouns import Designation, Edition, Issue
from inforce.lists.spec import ListSpec

_MOST = 1_000_000  # entries where list.toml expects no number, and Issues


@dataclass(frozen=True, slots=True)
class Parsed:
    """What an edition says: its designations in the order of the file, what could not be read, and how many there are of
    each: 'entries', 'issues', each schema ('Person'), each programme ('program/DPRK')."""

    designations: tuple[Designation, ...]
    issues: tuple[Issue, ...]
    counts: Mapping[str, int]


def _xml_error() -> type[Exception]:
    from lxml import etree  # slow to import, and not needed where what was read is kept

    error: type[Exception] = etree.LxmlError
    return error


def source_of(edition: Edition) -> str:
    """How evidence names an edition: 'un_consolidated@2018-06-07'."""
    return f"{edition.list_id}@{edition.known.isoformat()}"


def read(spec: ListSpec, parts: Mapping[str, Path], source: str) -> Parsed:
    """Reads the files (a part's name -> its file) of one edition. `source` is what evidence and issues name it by.

    Raises Refused when the files cannot be trusted as a whole: then nothing of them is given.
    """
    try:
        rows = list(_bounded(import_module(f"{spec.package}.parse").parse(parts, spec), spec))
    except (LookupError, ValueError, csv.Error, zipfile.BadZipFile, _xml_error()) as e:
        # A reader meets a field that was renamed, or bytes that are no text: the publisher's format changed, or the file is broken.
        raise Refused(f"The reader of {spec.id} cannot make sense of the file: {type(e).__name__}: {e}.") from e
    found = tuple(_sound(replace(r, evidence=replace(r.evidence, source=source)), spec) for r in rows if isinstance(r, Designation))
    issues = tuple(replace(r, source=source) for r in rows if isinstance(r, Issue))
    issues += tuple(Issue(source, d_id, d_id, f"{n} entries bear this id") for d_id, n in Counter(d.id for d in found).items() if n > 1)
    return Parsed(found, issues, _counts(found, issues))


def _bounded(rows: Iterable[Designation | Issue], spec: ListSpec) -> Iterator[Designation | Issue]:
    """The rows, as long as there are no more than the list can have: what is held in memory stays within that."""
    entries = spec.expect.get("entries", (0, _MOST))[1]
    left = {Designation: entries, Issue: _MOST}
    for row in rows:
        left[type(row)] -= 1
        if left[type(row)] < 0:
            what = f"more than {entries:,} entries" if isinstance(row, Designation) else "too much to read"
            raise Refused(f"It holds {what}; no edition of {spec.id} does.")
        yield row


def outside(spec: ListSpec, counts: Mapping[str, int]) -> list[str]:
    """What list.toml expects of the counts and they do not keep, in words; empty when all is well."""
    return [
        f"{name}: {counts.get(name, 0):,}, expected {low:,} to {high:,}"
        for name, (low, high) in spec.expect.items()
        if not low <= counts.get(name, 0) <= high
    ]


def _sound(d: Designation, spec: ListSpec) -> Designation:
    if not d.names or d.id != f"{d.list_id}/{d.ref}" or d.list_id != spec.id:
        raise ConfigError(
            f"The reader of {spec.id} gave {d.id!r}, which has no name or is not '{spec.id}/{d.ref}'. Report it to whoever wrote it."
        )
    return d


def _counts(found: Iterable[Designation], issues: Iterable[Issue]) -> dict[str, int]:
    counts = Counter({"entries": 0, "issues": len(tuple(issues))})
    for d in found:
        counts.update(["entries", d.schema, *(f"program/{p}" for p in d.programs)])
    return dict(sorted(counts.items()))
