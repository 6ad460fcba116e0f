"""What is looked up whole: identifiers, Korean and Chinese names by their syllables, names in their original script."""

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np

from inforce.match import evidence, sino
from inforce.match.deletes import filed, found
from inforce.match.file import Array
from inforce.match.reading import ACROSS, Reading


def packed(keys: Sequence[Iterable[str]]) -> tuple[Array, Array]:
    """The hashes of keys in order, and the number of whom each is a key of."""
    owners = [n for n, own in enumerate(keys) for _ in own]
    return filed(_hashes(key for own in keys for key in own), np.array(owners, np.int64))


def owners(keys: Sequence[Iterable[str]], hashes: Array, numbers: Array) -> tuple[Array, Array]:
    """Pairs (who asks, who has it), in order, of those with a key in common. Two keys that share a hash by accident, as one pair in
    2^64 does, make a pair that is compared in vain."""
    asked = [tuple(own) for own in keys]
    who = np.repeat(np.arange(len(asked)), [len(own) for own in asked])
    pairs = found(_hashes(key for own in asked for key in own), who, hashes, numbers)
    return pairs >> 32, pairs & 0xFFFFFFFF


def of_reading(reading: Reading) -> list[str]:
    """The keys of a name read so: whoever has one of them in common may be one, whatever the letters."""
    keys = ("korean", reading.korean), ("chinese", reading.chinese), ("native", reading.native)
    found = [f"{kind} {key}" for kind, key in keys if key]
    if reading.script in ACROSS:
        found += [f"sino {key}" for key in sino.keys(reading.syllables, reading.pinyin, reading.canton)]
    return found


def of_identifiers(identifiers: Iterable[tuple[str, str]]) -> list[str]:
    """The keys of identifiers, as they are cleaned."""
    return evidence.keys(identifiers)


def _hashes(keys: Iterable[str]) -> Array:
    raw = b"".join(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest() for key in keys)
    return np.frombuffer(raw, "<u8")
