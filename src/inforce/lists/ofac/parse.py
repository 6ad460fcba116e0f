"""Reads either of OFAC's lists, in whichever of its formats the edition came."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from inforce.base.errors import Refused
from inforce.base.nouns import Designation, Issue
from inforce.lists.ofac import advanced, delimited, sdn_xml
from inforce.lists.spec import ListSpec


def read(parts: Mapping[str, Path], spec: ListSpec, main: str) -> Iterator[Designation | Issue]:
    """The entries of an edition; `main` begins the name of the delimited part that holds the entries: 'sdn', 'sdn_del', ….

    Raises Refused where that part is missing, or where a file cannot be trusted.
    """
    if "xml" in parts:
        return sdn_xml.read(parts["xml"], spec)
    if "advanced" in parts:
        return advanced.read(parts["advanced"], spec)
    if entries := next((part for part in parts if part.partition("_")[0] == main), ""):
        return delimited.read(parts, spec, entries)
    raise Refused(f"The part that holds the entries ({main}) is missing: {sorted(parts)} say nothing without it.")
