"""Which names share so much with a query that they could reach the threshold: found from its rarest words outward.

If only the words that are not looked up had partners, in a name made of nothing else, the threshold would still be out of reach:
so a name that is alike enough has a partner for one of those that are, and looking these up loses nothing. The names so found
are then looked into for the query's other words.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from inforce.match.alike import INITIAL
from inforce.match.asked import NO_ACRONYM, Asked, Seen, acronym_bits, letter_bit, own_initials, shortest
from inforce.match.bounds import Bounds, Shared
from inforce.match.deletes import distinct, ranges
from inforce.match.file import Array, Arrays
from inforce.match.rarity import bits
from inforce.match.reading import Word
from inforce.match.vocabulary import ROLES, Vocabulary, is_initial
from inforce.match.weighed import CONTENT

_FULL = 1 << 17  # words of queries that are remembered: more, and the memory is begun anew

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
        "name_own_initials": np.array([g for n in names for g in own_initials(n)], np.bool_),
        "word_names": (pairs & 0xFFFFFFFF).astype(np.int32),
        "word_names_at": np.searchsorted(pairs >> 32, np.arange(len(numbers) + 1)).astype(np.int64),
        "word_first_letter": np.array([letter_bit(w.text) for w in numbers], np.int64),
        "word_acronym": np.array([acronym_bits(w.text) for w in numbers], np.int64),
    }


class Postings:
    """Names by the words in them, for queries of one family. What was found out about a word is remembered."""

    def __init__(self, arrays: Arrays, vocabulary: Vocabulary, bounds: Bounds) -> None:
        self._a, self._vocabulary, self._bounds = arrays, vocabulary, bounds
        self._weight = arrays[f"word_weight_{bounds.kind}"]
        self._told = arrays[f"word_told_{bounds.kind}"]
        self._weak_credit = int(bounds.credit[INITIAL])
        words, at = arrays["name_words"], arrays["name_words_at"]
        self._whole = _sums(self._weight[words], at)
        self._counted = _sums(np.isin(arrays["word_role"], [ROLES.index(r) for r in (*CONTENT, "initial")])[words], at)
        self._long = arrays["word_letters"] > 1
        first, owner = arrays["word_first_letter"][words], np.repeat(np.arange(len(at) - 1), np.diff(at))
        self._letters, self._initials = _any(np.where(self._long[words], first, 0), at), _any(np.where(self._long[words], 0, first), at)
        self._short = shortest(arrays["word_acronym"][words], owner, len(at) - 1)
        self._granted = _sums(self._weight[words] * arrays["name_own_initials"], at)
        self._seen: dict[Word, Seen] = {}

    def candidates(self, queries: Sequence[Query], points: int) -> Pairs:
        """Pairs (number of a query, number of a name) that may come to so many points by their words."""
        if len(self._seen) > _FULL:
            self._seen.clear()
        self._learn(list(dict.fromkeys(w for words in queries for w in words if w not in self._seen)))
        by_size: dict[int, list[int]] = defaultdict(list)
        for n, words in enumerate(queries):
            by_size[min(len(words), 6)].append(n)
        found = [self._of_one_size([queries[n] for n in numbers], np.array(numbers), points) for numbers in by_size.values()]
        if not found:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        return np.concatenate([q for q, _ in found]), np.concatenate([names for _, names in found])

    def _of_one_size(self, queries: Sequence[Query], numbers: Array, points: int) -> Pairs:
        """The same for queries of about as many words, which makes their arrays as wide as they must be."""
        asked = Asked([[self._seen[w] for w in words] for words in queries], self._bounds)
        q, names = self._found(asked, points)
        kept = self._bounds.reach(self._shared(asked, q, names, acronyms=False), points)
        others = np.flatnonzero(~kept)
        others = others[self._bounds.reach(self._shared(asked, q[others], names[others], acronyms=True), points)]
        kept[[n for n in others.tolist() if self._acronym(queries[q[n]], int(names[n]))]] = True
        return numbers[q[kept]], names[kept]

    def _acronym(self, query: Query, name: int) -> bool:
        """Whether a word of one of the two is made of the first letters of a run of words of the other."""
        at = self._a["name_words_at"]
        theirs = [self._vocabulary.word(i).text for i in self._a["name_words"][at[name] : at[name + 1]].tolist()]
        ours = [w.text for w in query]
        return any(1 < len(t) < 5 and t in initials for a, b in ((ours, theirs), (theirs, ours)) for initials in (_first(a),) for t in b)

    def _learn(self, words: list[Word]) -> None:
        for word, found in zip(words, self._vocabulary.like(words) if words else (), strict=True):
            free = is_initial(word.text)
            all_ = [(int(i), INITIAL) for i in self._vocabulary.beginning(word.text)] if free else found
            like, points = np.array(all_, np.int64).reshape(-1, 2).T
            weak = ~self._long[like] & (len(word.text) > 1) | free
            order = np.argsort(weak, kind="stable")
            like, points, n = like[order], points[order], int((~weak).sum())
            self._seen[word] = Seen(
                word=word,
                weight=self._bounds.w.weigh(word, self._bounds.kind),
                told=bits(word, self._bounds.kind),
                free=free,
                content=word.role in CONTENT,
                like=like,
                credit=self._bounds.credit[points],
                n_sure=n,
                partner=int(self._weight[like[:n]].max(initial=0)),
                initial=int(self._weight[like[n:]].max(initial=0)),
                initial_told=int(self._told[like[n:]].max(initial=0)),
                cost=int(self._names_of(like[:n])[1].sum()),
            )

    def _names_of(self, words: Array) -> Pairs:
        """Where the names of each word begin, and how many there are."""
        at = self._a["word_names_at"]
        return at[words], at[words + 1] - at[words]

    def _found(self, asked: Asked, points: int) -> Pairs:
        """Every name with a word like one of those that must be looked up, if with all words that were not it could come to so many
        points; where an initial or acronym may count, that is left to a closer look."""
        words, initials = asked.to_look_up(points)
        parts = [(n, slice(None, asked.words[n].n_sure)) for n in words.tolist()]
        parts += [(n, slice(asked.words[n].n_sure, None)) for n in initials.tolist()]
        if not parts:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        like = np.concatenate([asked.words[n].like[part] for n, part in parts])
        credit = np.concatenate([asked.words[n].credit[part] for n, part in parts])
        word = np.repeat([n for n, _ in parts], [len(asked.words[n].like[part]) for n, part in parts])
        at, n = self._names_of(like)
        pairs = np.repeat(asked.q[word], n) << 32 | self._a["word_names"][ranges(at, n)]
        order = np.argsort(pairs, kind="stable")
        pairs, hit = pairs[order], np.repeat(np.arange(len(like)), n)[order]
        first = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1])) if len(pairs) else pairs
        q, names = pairs[first] >> 32, pairs[first] & 0xFFFFFFFF
        each = (asked.weight[word], self._weight[like], (asked.weight[word] + self._weight[like]) * credit, asked.content[word])
        sums = [np.add.reduceat(v.astype(np.int64)[hit], first) for v in each]
        kept = self._bounds.reach(self._with_rest(asked, (q, names), sums, words), points)
        others = np.flatnonzero(~kept)
        kept[others] = self._weakly(asked, q[others], names[others])
        return q[kept], names[kept]

    def _with_rest(self, asked: Asked, pairs: Pairs, sums: Sequence[Array], looked_up: Array) -> Shared:
        """What is shared at most: what was found of the words looked up, and all of those that were not."""
        q, names = pairs
        left = np.ones(len(asked.words), bool)
        left[looked_up] = False
        left &= (asked.partner > 0) | asked.granted
        both = asked.weight + asked.partner
        rest = [asked.sum(v * left)[q] for v in (asked.weight, asked.partner, both * 10_000, asked.content)]
        ours, theirs, credited, common = (a + b for a, b in zip(sums, rest, strict=True))
        granted = self._granted[names]
        whole, counted = self._whole[names], np.maximum(asked.counted[q], self._counted[names])
        enough = np.full(len(q), self._bounds.w.told["enough"])
        ours, theirs = np.minimum(ours, asked.whole[q]), np.minimum(theirs + granted, whole)
        return Shared(ours, asked.whole[q], theirs, whole, credited + granted * 10_000, common, counted, enough)

    def _weakly(self, asked: Asked, q: Array, names: Array) -> Array:
        """Whether an initial or an acronym of one of the two may stand for words of the other."""
        letters = self._letters[names]
        weak = (self._initials[names] & asked.letters[q]) | (asked.initials[q] & letters)
        short = (self._short[names] & ~asked.letters[q][:, None] == 0).any(axis=1)
        found: Array = (weak > 0) | short | (asked.short[q] & ~letters[:, None] == 0).any(axis=1)
        return found

    def _shared(self, asked: Asked, q: Array, names: Array, *, acronyms: bool) -> Shared:
        """What of each query and of each name found for it may have partners; with `acronyms`, words that stand for others too."""
        if not len(q):
            return Shared(*[q] * 8)
        at = self._a["name_words_at"][names]
        n = self._a["name_words_at"][names + 1] - at
        flat = ranges(at, n)
        words, first, owner = self._a["name_words"][flat], np.cumsum(n) - n, np.repeat(np.arange(len(q)), n)
        bit, credit = self._beside(asked, q[owner], words)
        letters = self._a["word_first_letter"][words]
        short = self._a["word_acronym"][words] if acronyms else np.full(len(words), NO_ACRONYM)
        acronym = (short & ~asked.letters[q[owner]]) == 0
        none = np.zeros(len(q), np.int64)
        stood_for = self._stood_for(asked, q, np.bitwise_or.reduceat(letters, first)) if acronyms else none
        weak = acronym | (letters & (asked.initials[q] | stood_for)[owner] != 0)
        credit = np.maximum(credit, np.where(weak, self._weak_credit, 0))
        credit[self._a["name_own_initials"][flat]] = 10_000
        weight, told = self._weight[words], self._told[words] * (credit > 0)
        letters_of_acronyms = np.bitwise_or.reduceat(np.where(acronym, short, 0), first)
        beside = bit, np.where(self._long[words], bit, 0), credit, first
        ours, ours_credited, common = self._ours(asked, q, beside, (letters_of_acronyms, stood_for))
        return Shared(
            ours=ours,
            ours_whole=asked.whole[q],
            theirs=np.add.reduceat(weight * (credit > 0), first),
            theirs_whole=self._whole[names],
            credited=ours_credited + np.add.reduceat(weight * credit, first),
            common=common + 2 * ((letters_of_acronyms | stood_for) > 0),
            longest=np.maximum(asked.counted[q], self._counted[names]),
            told=np.add.reduceat(told, first),
        )

    def _beside(self, asked: Asked, q: Array, words: Array) -> Pairs:
        """For words of names beside queries: which of the query's words are like them, as bits, and what that is credited with."""
        told = [n for n in range(len(asked.words)) if asked.place[n] < 62 and not asked.words[n].free]
        sizes = np.array([len(asked.words[n].like) for n in told], np.int64)
        like = np.concatenate([asked.words[n].like for n in told]) if told else np.empty(0, np.int64)
        credit = np.concatenate([asked.words[n].credit for n in told]) if told else like
        known = np.repeat(asked.q[told], sizes) * len(self._weight) + like
        order = np.argsort(known, kind="stable")
        known, credit = known[order], credit[order]
        bit = np.repeat(np.int64(1) << asked.place[told], sizes)[order]
        first = np.flatnonzero(np.append(True, known[1:] != known[:-1])) if len(known) else known
        row = np.zeros(asked.n * len(self._weight), np.int32)  # a page that nothing is written to costs nothing
        row[known[first]] = np.arange(1, len(first) + 1)
        at = row[q * len(self._weight) + words]
        if not len(known):
            return np.zeros(len(words), np.int64), np.zeros(len(words), np.int64)
        return np.append(0, np.bitwise_or.reduceat(bit, first))[at], np.append(0, np.maximum.reduceat(credit, first))[at]

    def _stood_for(self, asked: Asked, q: Array, letters: Array) -> Array:
        """The letters of those words of each query that may stand for a run of words in the name, which begin with these letters."""
        found = np.zeros(len(q), np.int64)
        for i in range(min(62, int(asked.size.max(initial=0)))):
            short = asked.at(i, asked.acronym)[q]
            found |= np.where((short & ~letters) == 0, short, 0)
        return found

    def _ours(self, asked: Asked, q: Array, beside: tuple[Array, ...], acronyms: Pairs) -> tuple[Array, Array, Array]:
        """For each pair: the query's weight that may have partners, that weight credited, and how many content words are among it
        that are not just like an initial. `acronyms`: the letters of those of the name, and of those of the query."""
        bit, sure, credit, first = beside
        shared, credited, common = (np.zeros(len(q), np.int64) for _ in range(3))
        given = np.where(asked.granted, 10_000, np.where(asked.initial, self._weak_credit, 0))
        for i in range(min(62, int(asked.size.max(initial=0)))):
            weight = asked.at(i, asked.weight)[q]
            best = np.maximum.reduceat(np.where(bit >> i & 1, credit, 0), first)
            stands = (asked.at(i, asked.first)[q] & acronyms[0] != 0) | (asked.at(i, asked.acronym)[q] & ~acronyms[1] == 0)
            best = np.maximum(best, np.maximum(asked.at(i, given)[q], np.where(stands, self._weak_credit, 0)))
            shared += weight * (best > 0)
            credited += weight * best
            common += asked.at(i, asked.content)[q] * (np.bitwise_or.reduceat(sure >> i & 1, first) > 0)
        return shared, credited, common


def _first(words: Sequence[str]) -> str:
    """The first letters of words, a space for an initial."""
    return "".join([w[0] if len(w) > 1 else " " for w in words])


def _any(bits: Array, at: Array) -> Array:
    """The bits of each stretch, none of an empty one."""
    found = np.zeros(len(at) - 1, np.int64)
    full = np.flatnonzero(at[1:] > at[:-1])
    found[full] = np.bitwise_or.reduceat(bits, at[full]) if len(full) else 0
    return found


def _sums(values: Array, at: Array) -> Array:
    """The sum of each stretch of values, 0 of an empty one."""
    upto = np.append(0, np.cumsum(values, dtype=np.int64))
    found: Array = upto[at[1:]] - upto[at[:-1]]
    return found
