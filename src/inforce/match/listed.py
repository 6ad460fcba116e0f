"""Listed names as arrays: which entry each is of, how it is read, and everything that it can be found by."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from inforce.base.nouns import Designation
from inforce.match import exact, grams, postings, vocabulary
from inforce.match.file import Array, Arrays, Texts
from inforce.match.reading import Reading, read
from inforce.match.score import side_of
from inforce.match.weights import Weights, load

KINDS = ("primary", "alias", "weak", "former", "original")
AS = {"Person": 1, "Company": 2, "Vessel": 4, "Airplane": 8}  # how a name is read: a bit for each


def read_as(schema: str) -> str:
    """The schema that a name of that schema is read by."""
    return schema if schema in AS else "Company"


class Listed(NamedTuple):
    """A reading of a listed name: the number of the name, the bits of AS that read it so, the reading."""

    name: int
    bits: int
    reading: Reading


def weighing(w: Weights) -> str:
    """What the weights of words depend on; the rest of a profile is no part of the arrays."""
    return repr((sorted(w.roles.items()), w.rare))


def packed(entries: Sequence[Designation], w: Weights | None = None) -> Arrays:
    """The arrays of those entries, in their order, with words weighed by `w`, the default profile's weights unless given."""
    w = w or load()
    names = [(n, name) for n, d in enumerate(entries) for name in d.names]
    sides = [side_of(d) for d in entries]
    listed = [x for i, (n, name) in enumerate(names) for x in _readings(i, name.text, entries[n].schema)]
    words = [x.reading.words for x in listed]
    numbers, found = vocabulary.packed({w for name in words for w in name}, w)
    keys = exact.packed([exact.of_reading(x.reading) for x in listed])
    identifiers = exact.packed([exact.of_identifiers(s.identifiers) for s in sides])
    text, text_at = Texts.packed([name.text for _, name in names])
    return Arrays(
        {"weights": weighing(w), "entries": len(entries)},
        found
        | postings.packed(words, numbers)
        | grams.packed(words)
        | {
            "listed_text": text,
            "listed_text_at": text_at,
            "listed_entry": _numbers([n for n, _ in names]),
            "name_listed": _numbers([x.name for x in listed]),
            "name_as": np.array([x.bits for x in listed], np.uint8),
            "entry_as": np.array([_family(d.schema) for d in entries], np.uint8),
            "key_hash": keys[0],
            "key_name": keys[1],
            "identifier_hash": identifiers[0],
            "identifier_entry": identifiers[1],
        },
    )


def _numbers(values: list[int]) -> Array:
    return np.array(values, np.int32)


def _family(schema: str) -> int:
    """The bits of those that an entry is compared with: a ship with ships, an aircraft with aircraft, everyone else with everyone."""
    return AS[schema] if schema in ("Vessel", "Airplane") else AS["Person"] | AS["Company"]


def _readings(name: int, text: str, schema: str) -> Iterator[Listed]:
    """Every reading of a name by whoever may be compared with it, each once."""
    found: dict[Reading, int] = {}
    for other, bit in AS.items():
        if _family(schema) & bit:
            for reading in read(text, other):
                found[reading] = found.get(reading, 0) | bit
    return (Listed(name, bits, reading) for reading, bits in found.items() if reading.words)
