"""Reads OFAC's consolidated non-SDN list."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from inforce.base.nouns import Designation, Issue
from inforce.lists.ofac.parse import read
from inforce.lists.spec import ListSpec


def parse(parts: Mapping[str, Path], spec: ListSpec) -> Iterator[Designation | Issue]:
    """The entries of an edition in any of its formats; see `inforce.lists.ofac`."""
    return read(parts, spec, "prim")
