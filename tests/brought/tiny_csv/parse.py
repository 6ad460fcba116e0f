"""Reads the tiny CSV list."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from inforce.base.nouns import Designation, Evidence, Issue, Name
from inforce.lists.spec import ListSpec


def parse(parts: Mapping[str, Path], spec: ListSpec) -> Iterator[Designation | Issue]:
    """One designation for each row of main, with its aliases from alt."""
    aliases: dict[str, list[str]] = {}
    for row in csv.DictReader(parts["alt"].read_text("utf-8").splitlines()) if "alt" in parts else ():
        aliases.setdefault(row["ref"], []).append(row["alias"])
    for row in csv.DictReader(parts["main"].read_text("utf-8").splitlines()[1:]):
        ref = row.pop("ref")
        names = (Name(row.pop("name")), *(Name(a, "alias") for a in aliases.get(ref, ())))
        yield Designation(f"{spec.id}/{ref}", spec.id, ref, "Vessel", names, Evidence(spec.id, ref, names[0].text))
