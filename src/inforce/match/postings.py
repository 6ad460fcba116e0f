"""Which names share so much with a query that they could reach the threshold: found from its rarest words outward.

If only the words that are not looked up had partners, in a name made of nothing else, the threshold would still be out of reach:
so a name that is alike enough has a partner for one of those that are, and looking these up loses nothing. The names so found
are then looked into for the query's other words.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from inforce.match import acronyms
from inforce.match.acronyms import letter_bit, letters
from inforce.match.asked import BITS, Asked, free
from inforce.match.bounds import Bounds
from inforce.match.deletes import distinct
from inforce.match.file import Array, Arrays
from inforce.match.reading import Word
from inforce.match.seen import Seen
from inforce.match.sharing import Sharing
from inforce.match.vocabulary import Vocabulary

Pairs = tuple[Array, Array]
Query = tuple[Word, ...]


def packed(names: Sequence[Query], numbers: dict[Word, int]) -> dict[str, Array]:
    """The arrays of names made of the words that have these numbers."""
    sizes = np.array([len(n) for n in names], np.int64)
    flat = np.array([numbers[w] for n in names for w in n], np.int64)
    pairs = distinct(flat << 32 | np.repeat(np.arange(len(names)), sizes))
    at = np.zeros(len(names) + 1, np.int64)
    np.cumsum(sizes, out=at[1:])
    return {
        "name_words": flat.astype(np.int32),
        "name_words_at": at,
        "name_free": np.array([g for n in names for g in free(n)], np.bool_),
        "word_names": (pairs & 0xFFFFFFFF).astype(np.int32),
        "word_names_at": np.searchsorted(pairs >> 32, np.arange(len(numbers) + 1)).astype(np.int64),
        "word_first_letter": np.array([letter_bit(w.text) for w in numbers], np.int64),
        "word_acronym": np.array([letters(w) for w in numbers], np.int64),
        **acronyms.packed(names, numbers),
    }


class Postings:
    """Names by the words in them, for queries of one family. What was found out about a word is remembered."""

    def __init__(self, arrays: Arrays, vocabulary: Vocabulary, bounds: Bounds) -> None:
        self._a, self._bounds = arrays, bounds
        self._seen, self._sharing = Seen(arrays, vocabulary, bounds), Sharing(arrays, bounds)

    def candidates(self, queries: Sequence[Query], points: int) -> Pairs:
        """Pairs (number of a query, number of a name) that may come to so many points by their words."""
        self._seen.numbers([w for words in queries for w in words])  # all at once
        by_size: dict[int, list[int]] = defaultdict(list)
        for n, words in enumerate(queries):
            by_size[3 if len(words) < 4 else 6 if len(words) < 7 else BITS].append(n)
        found = [self._of_one_size([queries[n] for n in numbers], np.array(numbers), points) for numbers in by_size.values()]
        if not found:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        return np.concatenate([q for q, _ in found]), np.concatenate([names for _, names in found])

    def _of_one_size(self, queries: Sequence[Query], numbers: Array, points: int) -> Pairs:
        """The same for queries of about as many words, which makes their arrays as wide as they must be."""
        asked = Asked(queries, self._seen, self._bounds)
        q, names = asked.look_up(points)
        pairs = distinct(q << 32 | names)
        others, theirs = acronyms.candidates((asked.q, np.where(asked.initial, 0, asked.facts.letter), asked.facts.code), self._a)
        q, names = np.concatenate([pairs >> 32, others]), np.concatenate([pairs & 0xFFFFFFFF, theirs])
        standing = np.arange(len(q)) >= len(pairs)  # one side may stand for words of the other
        shared = self._sharing.roughly(asked, q, names)
        likely = np.where(standing, shared.common + self._sharing.stands > 0, self._bounds.reach(shared, points))
        q, names, standing = q[likely], names[likely], standing[likely]
        kept = self._bounds.reach(self._sharing.closely(asked, q, names, standing), points)
        return numbers[q[kept]], names[kept]
