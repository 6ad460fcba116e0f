"""Reads the tiny XML list."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from inforce.base.dates import PartialDate
from inforce.base.nouns import Designation, Evidence, Issue, Name
from inforce.lists.spec import ListSpec


def parse(parts: Mapping[str, Path], spec: ListSpec) -> Iterator[Designation | Issue]:
    """One designation for each INDIVIDUAL and ENTITY; an issue for a day of listing that is none."""
    root = etree.parse(parts["list"], etree.XMLParser(resolve_entities=False)).getroot()
    for record in root.iter("INDIVIDUAL", "ENTITY"):
        ref, name, listed = (record.findtext(tag) for tag in ("REFERENCE_NUMBER", "FIRST_NAME", "LISTED_ON"))
        try:
            day = PartialDate.parse(listed).first if listed else None
        except ValueError:
            day = None
            yield Issue(spec.id, f"{ref} LISTED_ON", listed, "no day")
        schema = {"INDIVIDUAL": "Person", "ENTITY": "Organization"}[record.tag]
        yield Designation(
            id=f"{spec.id}/{ref}",
            list_id=spec.id,
            ref=ref,
            schema=schema,
            names=(Name(name),),
            evidence=Evidence(spec.id, ref, name),
            programs=("DPRK",),
            measures=spec.measures[record.tag],
            listed=day,
        )
