"""Symmetric deletes: which words are within a few edits of one, without comparing it with each.

Two texts that differ by at most d edits (insert, delete, replace, swap of neighbours) become equal when at most d letters are struck
from each. So each text is filed under the hashes of all that is left of it after such strokes, and looked up in the same way
(the idea is that of W. Garbe's SymSpell, 2012). The hash is a polynomial over 2^64, so all hashes of a text are one product of
its letters with a table of powers; that two texts share one by accident costs a needless comparison and nothing else.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import combinations

import numpy as np

from inforce.match.file import Array

LONGEST = 32  # letters that are read: an edit costs at most one stroke within them, so none within reach is lost
_BASE = 0x9E3779B97F4A7C15  # odd: 2^64 over the golden ratio


def hashed(texts: Sequence[str], strokes: Sequence[int], salt: int = 0) -> tuple[Array, Array]:
    """Every hash of every text, struck at most so many times each, and the number of the text it is of. Texts under another `salt`
    are of another kind: their hashes are others."""
    alike: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, (text, d) in enumerate(zip(texts, strokes, strict=True)):
        alike[min(len(text), LONGEST), d].append(i)
    hashes, owners = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    for (n, d), numbers in alike.items():
        powers = _powers(n, d)
        letters = np.array([[ord(c) + salt for c in texts[i][:n]] for i in numbers], np.uint64).reshape(len(numbers), n)
        hashes.append((letters @ powers).ravel())
        owners.append(np.repeat(np.array(numbers, np.int64), powers.shape[1]))
    return np.concatenate(hashes), np.concatenate(owners)


@cache
def _powers(n: int, strokes: int) -> Array:
    """For n letters: one column for each choice of at most so many letters to strike, with the power that each letter left stands by."""
    base = np.array([pow(_BASE, k, 1 << 64) for k in range(n + 1)], np.uint64)
    struck = [c for d in range(strokes + 1) for c in combinations(range(n), d)]
    kept = np.ones((len(struck), n), bool)
    for row, choice in zip(kept, struck, strict=True):
        row[list(choice)] = False
    after = kept[:, ::-1].cumsum(axis=1)[:, ::-1] - kept
    return np.ascontiguousarray(np.where(kept, base[after], np.uint64(0)).T)


def filed(hashes: Array, owners: Array) -> tuple[Array, Array]:
    """Hashes in order, each pair of hash and owner once: what `found` looks things up in."""
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    first = np.ones(len(hashes), bool)
    first[1:] = (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1])
    return hashes[first], owners[first].astype(np.int32)


def found(wanted: Array, who: Array, hashes: Array, owners: Array) -> Array:
    """For hashes wanted by `who`: each pair of one who wants and an owner who has it once, in order, as who << 32 | owner."""
    return distinct(matches(wanted, who, hashes, owners))


def matches(wanted: Array, who: Array, hashes: Array, owners: Array) -> Array:
    """The same pairs as often as they have a hash in common, in no order."""
    start = np.searchsorted(hashes, wanted, "left")
    there = np.flatnonzero(hashes[np.minimum(start, len(hashes) - 1)] == wanted) if len(hashes) else start[:0]
    start, wanted, who = start[there], wanted[there], who[there]
    n = np.searchsorted(hashes, wanted, "right") - start
    return who.repeat(n) << 32 | owners[ranges(start, n)].astype(np.int64)


def distinct(numbers: Array) -> Array:
    """Each number once, in order. (`numpy.unique` takes ten times as long since it goes by hashes.)"""
    ordered = np.sort(numbers)
    once: Array = ordered[beginnings(ordered)]
    return once


def beginnings(ordered: Array) -> Array:
    """Where in them each of some numbers in order first stands."""
    first = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return first.nonzero()[0]


def ranges(starts: Array, lengths: Array) -> Array:
    """start, start+1, … for each start, as many as its length says, one behind the other."""
    ends = lengths.cumsum()
    found: Array = (starts - (ends - lengths)).repeat(lengths)
    found += np.arange(len(found))
    return found
