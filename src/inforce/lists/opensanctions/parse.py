"""Reads a dataset in either of OpenSanctions' formats, made from what its publisher has in FollowTheMoney's words.

`entities` are JSON lines of FollowTheMoney, whole (`entities.ftm.json`) or nested in their targets (`targets.nested.json`);
`simple` is the table `targets.simple.csv`, which does not tell the kinds of numbers, nor days of listing. What a sanction says of its
programme and days goes to the party that it is of, and so do addresses, documents, wallets and the names of whom it is linked to.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from inforce.base.nouns import Designation, Issue
from inforce.lists.opensanctions import entities, simple
from inforce.lists.spec import ListSpec


def parse(parts: Mapping[str, Path], spec: ListSpec) -> Iterator[Designation | Issue]:
    """The listed parties in the order of the file, each followed by its Issues. Raises Refused for what is no such file."""
    return simple.read(parts["simple"], spec) if "simple" in parts else entities.read(parts["entities"], spec)
