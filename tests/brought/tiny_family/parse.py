"""Reads one list of the tiny family."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from inforce.base.nouns import Designation, Evidence, Issue, Name
from inforce.lists.spec import ListSpec


def parse(parts: Mapping[str, Path], spec: ListSpec) -> Iterator[Designation | Issue]:
    """One designation for each row."""
    for row in csv.DictReader(parts["list"].read_text("utf-8").splitlines()):
        ref, name = row["ref"], Name(row["name"])
        yield Designation(f"{spec.id}/{ref}", spec.id, ref, "Vessel", (name,), Evidence(spec.id, ref, name.text))
