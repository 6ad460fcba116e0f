"""The second channel: names whose letters, written without spaces, share most of their trigrams, wherever the spaces stand.

It finds words written as one or apart ("Aref Ullaharef", "Kim Jongun"), which no list of words can foresee. Two names of n and m trigrams
that share c of them have one in common among the n - c + 1 rarest of the one and the m - c + 1 rarest of the other, so only these are
filed and looked up (prefix filtering: S. Chaudhuri and others, 2006).
"""

from collections.abc import Sequence

import numpy as np

from inforce.match.deletes import distinct, ranges
from inforce.match.file import Array, Arrays
from inforce.match.reading import Word

SHARE = 60  # of 100 trigrams of the longer name: below that, names that differ by spaces and a slip in six letters are not lost
_SIGNS = 37  # a-z, 0-9, any other
_END = 255
_KNOWN = 1 << 11  # places in which a query's trigrams are marked; that two fall together is rare and costs a needless comparison


def packed(names: Sequence[Sequence[Word]]) -> dict[str, Array]:
    """The arrays of these names, each the words of one reading; trigrams are numbered from the rarest on."""
    owner, grams = _grams(names)
    rank = np.empty(_SIGNS**3, np.uint16)
    rank[np.argsort(np.bincount(grams, minlength=_SIGNS**3), kind="stable")] = np.arange(_SIGNS**3)
    owner, grams, size = _ranked(owner, rank[grams], len(names))
    rare = np.flatnonzero(ranges(np.zeros(len(names), np.int64), size) < _rarest(size)[owner])
    filed = np.sort(grams[rare] << 32 | owner[rare])
    at = np.zeros(len(names) + 1, np.int64)
    np.cumsum(size, out=at[1:])
    return {
        "gram_rank": rank,
        "name_grams": grams.astype(np.uint16),
        "name_grams_at": at,
        "name_gram_marks": _marks(grams, at),
        "gram_names": (filed & 0xFFFFFFFF).astype(np.int32),
        "gram_names_at": np.searchsorted(filed >> 32, np.arange(_SIGNS**3 + 1)).astype(np.int64),
    }


class Grams:
    """Names by their trigrams."""

    def __init__(self, arrays: Arrays) -> None:
        self._a = arrays
        self._sizes = np.diff(arrays["name_grams_at"]).astype(np.uint16)

    def candidates(self, queries: Sequence[Sequence[Word]]) -> tuple[Array, Array]:
        """Pairs (number of a query, number of a name), in order, that share so many trigrams."""
        owner, grams = _grams(queries)
        q, grams, size = _ranked(owner, self._a["gram_rank"][grams], len(queries))
        rare = np.flatnonzero(ranges(np.zeros(len(queries), np.int64), size) < _rarest(size)[q])
        at = self._a["gram_names_at"]
        start, n = at[grams[rare]], at[grams[rare] + 1] - at[grams[rare]]
        filed, own = self._a["gram_names"][ranges(start, n)], size[q[rare]]
        sizes = self._sizes[filed]
        least, most = _least(own).astype(np.uint16).repeat(n), (own * 100 // SHARE).astype(np.uint16).repeat(n)
        fit = np.flatnonzero((sizes >= least) & (sizes <= most))
        asked, names = q[rare].repeat(n)[fit], filed[fit].astype(np.int64)
        pairs = distinct((asked << 32 | names)[self._likely(_marks(grams, np.append(0, np.cumsum(size)))[asked], size[asked], names)])
        asked, names = pairs >> 32, pairs & 0xFFFFFFFF
        kept = self._fit(self._shared(q, grams, asked, names), size[asked], self._sizes[names])
        return asked[kept], names[kept]

    def _likely(self, marks: Array, size: Array, names: Array) -> Array:
        """Whether names may share so many: a mark that only one of two has stands for a trigram that the other has not."""
        theirs = self._a["name_gram_marks"][names]
        shared = np.minimum(size - np.bitwise_count(marks & ~theirs), self._sizes[names] - np.bitwise_count(theirs & ~marks))
        return self._fit(shared, size, self._sizes[names])

    def _fit(self, shared: Array, ours: Array, theirs: Array) -> Array:
        found: Array = shared * 100 >= SHARE * np.maximum(ours, theirs)
        return found

    def _shared(self, q: Array, grams: Array, asked: Array, names: Array) -> Array:
        """How many trigrams each pair has in common, or a few more."""
        there = np.zeros((int(q.max(initial=0)) + 1) * _KNOWN, np.bool_)
        there[q * _KNOWN + (grams & _KNOWN - 1)] = True
        n = self._sizes[names].astype(np.int64)
        theirs = self._a["name_grams"][ranges(self._a["name_grams_at"][names], n)] & _KNOWN - 1
        marked = there[np.repeat(asked * _KNOWN, n) + theirs]
        found: Array = np.add.reduceat(marked.astype(np.int64), np.cumsum(n) - n) if len(n) else n
        return found


def _rarest(size: Array) -> Array:
    """How many of so many trigrams two names that share SHARE must have one in common of."""
    return size - _least(size) + 1


def _least(size: Array) -> Array:
    """How many of so many trigrams are SHARE of them or more."""
    found: Array = -(-size * SHARE // 100)
    return found


def _marks(grams: Array, at: Array) -> Array:
    """64 bits for each stretch of trigrams: each trigram sets one."""
    found = np.zeros(len(at) - 1, np.uint64)
    full = np.flatnonzero(at[1:] > at[:-1])
    if len(full):
        found[full] = np.bitwise_or.reduceat(np.uint64(1) << (grams % 64).astype(np.uint64), at[full])
    return found


def _ranked(owner: Array, ranks: Array, n: int) -> tuple[Array, Array, Array]:
    """Owners in order, the ranks of their trigrams from the rarest on, and how many each of n owners has."""
    both = distinct(owner << 16 | ranks)
    return both >> 16, both & 0xFFFF, np.bincount(both >> 16, minlength=n)


def _grams(names: Sequence[Sequence[Word]]) -> tuple[Array, Array]:
    """The trigrams of names written without spaces, as numbers: whose each is, and which."""
    texts = ["".join([w.text for w in words]) for words in names]
    signs = _SIGN[np.frombuffer("\n".join(texts).encode("ascii", "replace") + b"\n\n", np.uint8)].astype(np.int64)
    owner = np.repeat(np.arange(len(texts)), np.array([len(t) + 1 for t in texts], np.int64))
    a, b, c = signs[: len(owner)], signs[1 : len(owner) + 1], np.append(signs[2:], _END)[: len(owner)]
    whole = np.maximum(np.maximum(a, b), c) < _END
    return owner[whole], (_SIGNS * (_SIGNS * a + b) + c)[whole]


_SIGN = np.full(256, 36, np.uint8)
_SIGN[[ord(c) for c in "abcdefghijklmnopqrstuvwxyz0123456789"]] = range(36)
_SIGN[ord("\n")] = _END
