"""What a Reference's digest says of its designations and of who is one subject."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from inforce.base.ids import clean_imo
from inforce.base.nouns import Designation


def digest_of(items: Iterable[Any]) -> str:
    """sha256 over what each of them is, in order."""
    h = hashlib.sha256()
    for item in items:
        h.update(repr(item).encode("utf-8", "backslashreplace") + b"\n")
    return h.hexdigest()


def imos(entries: Sequence[Designation]) -> dict[str, list[int]]:
    """The places of designations of vessels by valid IMO ship number."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, d in enumerate(entries):
        for imo in sorted({clean_imo(v) for v in d.ids("imo")} - {""}):
            found[imo].append(place)
    return dict(found)


def places(entries: Sequence[Designation]) -> dict[str, list[int]]:
    """The places of designations by id."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, d in enumerate(entries):
        found[d.id].append(place)
    return dict(found)
