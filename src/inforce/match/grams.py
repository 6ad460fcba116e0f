"""The second channel: names whose letters, written without spaces, share most of their trigrams, wherever the spaces stand.

It finds words written as one or apart ("Aref Ullaharef", "Kim Jongun"), which no list of words can foresee. A name that shares c of a
query's n trigrams has one of its n - c + 1 rarest, so only these are looked up.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from inforce.match.deletes import distinct, ranges
from inforce.match.file import Array, Arrays
from inforce.match.reading import Word

SHARE = 60  # of 100 trigrams of the longer name: below that, names that differ by spaces and a slip in six letters are not lost
_SIGNS = 37  # a-z, 0-9, any other


def packed(names: Sequence[Sequence[Word]]) -> dict[str, Array]:
    """The arrays of these names, each the words of one reading."""
    grams = _grams(names)
    sizes = np.array([len(g) for g in grams], np.int64)
    flat = np.concatenate([np.empty(0, np.int64), *grams])
    order = np.argsort(flat, kind="stable")
    at = np.zeros(len(names) + 1, np.int64)
    np.cumsum(sizes, out=at[1:])
    return {
        "name_grams": flat.astype(np.uint16),
        "name_grams_at": at,
        "gram_names": np.repeat(np.arange(len(names), dtype=np.int32), sizes)[order],
        "gram_names_at": np.searchsorted(flat[order], np.arange(_SIGNS**3 + 1)).astype(np.int64),
    }


class Grams:
    """Names by their trigrams."""

    def __init__(self, arrays: Arrays) -> None:
        self._a = arrays
        self._sizes = np.diff(arrays["name_grams_at"])

    def candidates(self, queries: Sequence[Sequence[Word]]) -> tuple[Array, Array]:
        """Pairs (number of a query, number of a name), in order, that share so many trigrams."""
        grams = _grams(queries)
        size = np.array([len(g) for g in grams], np.int64)
        flat, q = np.concatenate([np.empty(0, np.int64), *grams]), np.repeat(np.arange(len(queries)), size)
        at = self._a["gram_names_at"]
        n = at[flat + 1] - at[flat]
        order = np.lexsort((n, q))
        place = ranges(np.zeros(len(queries), np.int64), size)
        rarest = order[place <= (size - -(-size * SHARE // 100))[q]]
        names = self._a["gram_names"][ranges(at[flat[rarest]], n[rarest])].astype(np.int64)
        asked = np.repeat(q[rarest], n[rarest])
        fit = self._fit(np.minimum(size[asked], self._sizes[names]), size[asked], self._sizes[names])
        pairs = distinct(asked[fit] << 32 | names[fit])
        asked, names = pairs >> 32, pairs & 0xFFFFFFFF
        kept = self._fit(self._shared(flat + q * _SIGNS**3, asked, names), size[asked], self._sizes[names])
        return asked[kept], names[kept]

    def _fit(self, shared: Array, ours: Array, theirs: Array) -> Array:
        return shared * 100 >= SHARE * np.maximum(ours, theirs)

    def _shared(self, known: Array, q: Array, names: Array) -> Array:
        """How many trigrams each pair has in common."""
        there = np.zeros((int(q.max(initial=0)) + 1) * _SIGNS**3, np.bool_)  # a page that nothing is written to costs nothing
        there[known[known < len(there)]] = True
        at = self._a["name_grams_at"][names]
        n = self._sizes[names]
        found = there[np.repeat(q, n) * _SIGNS**3 + self._a["name_grams"][ranges(at, n)]]
        return np.add.reduceat(found.astype(np.int64), np.cumsum(n) - n) if len(n) else n


def _grams(names: Iterable[Sequence[Word]]) -> list[Array]:
    """The trigrams of each name written without spaces, as numbers, each once."""
    return [np.array(sorted({*_numbers("".join([w.text for w in words]))}), np.int64) for words in names]


def _numbers(text: str) -> Iterable[int]:
    signs = [_SIGN.get(c, 36) for c in text]
    return (_SIGNS * (_SIGNS * a + b) + c for a, b, c in zip(signs, signs[1:], signs[2:], strict=False))


_SIGN = {c: i for i, c in enumerate("abcdefghijklmnopqrstuvwxyz0123456789")}
