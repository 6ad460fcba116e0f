"""Which names share so much with a query that they could reach the threshold: found from its rarest words outward.

If only the words that are not looked up had partners, in a name made of nothing else, the threshold would still be out of reach:
so a name that is alike enough has a partner for one of those that are, and looking these up loses nothing. The names so found
are then looked into for the query's other words.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from inforce.match import acronyms
from inforce.match.acronyms import NONE, letter_bit, letters
from inforce.match.alike import INITIAL
from inforce.match.asked import BITS, Asked, Seen, own_initials
from inforce.match.bounds import Bounds, Shared
from inforce.match.deletes import distinct, ranges
from inforce.match.file import Array, Arrays
from inforce.match.rarity import bits
from inforce.match.reading import Word
from inforce.match.vocabulary import ROLES, Vocabulary, is_initial
from inforce.match.weighed import CONTENT

_FULL = 1 << 17  # words of queries that are remembered: more, and the memory is begun anew

_PLACES = 8  # words of a query that are told apart at the first look; those beyond count as found
_PLAIN = 1 << 40  # a bit of names that hold no initial
_KNOWN = 1 << 11  # places in which the words like a query's are marked; that two fall together costs a closer look

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
        "word_acronym": np.array([letters(w) for w in numbers], np.int64),
        **acronyms.packed(names, numbers),
    }


class Postings:
    """Names by the words in them, for queries of one family. What was found out about a word is remembered."""

    def __init__(self, arrays: Arrays, vocabulary: Vocabulary, bounds: Bounds) -> None:
        self._a, self._vocabulary, self._bounds = arrays, vocabulary, bounds
        self._weight = arrays[f"word_weight_{bounds.kind}"]
        self._told = arrays[f"word_told_{bounds.kind}"]
        self._stands = 0 if bounds.kind == "person" else 2  # content words that an acronym and what it stands for count as
        self._weak_credit = int(bounds.credit[INITIAL])
        words, at = arrays["name_words"], arrays["name_words_at"]
        self._whole = _sums(self._weight[words], at)
        self._counted = _sums(np.isin(arrays["word_role"], [ROLES.index(r) for r in (*CONTENT, "initial")])[words], at)
        self._long = arrays["word_letters"] > 1
        first = arrays["word_first_letter"][words]
        self._letters, self._initials = _any(np.where(self._long[words], first, 0), at), _any(np.where(self._long[words], 0, first), at)
        self._plain = np.where(self._initials > 0, 0, _PLAIN)  # what puts names without initials behind those with them
        self._granted = _sums(self._weight[words] * arrays["name_own_initials"], at)
        self._seen: dict[Word, Seen] = {}

    def candidates(self, queries: Sequence[Query], points: int) -> Pairs:
        """Pairs (number of a query, number of a name) that may come to so many points by their words."""
        if len(self._seen) > _FULL:
            self._seen.clear()
        self._learn(list(dict.fromkeys(w for words in queries for w in words if w not in self._seen)))
        by_size: dict[int, list[int]] = defaultdict(list)
        for n, words in enumerate(queries):
            by_size[3 if len(words) < 4 else 6 if len(words) < 7 else BITS].append(n)
        found = [self._of_one_size([queries[n] for n in numbers], np.array(numbers), points) for numbers in by_size.values()]
        if not found:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        return np.concatenate([q for q, _ in found]), np.concatenate([names for _, names in found])

    def _of_one_size(self, queries: Sequence[Query], numbers: Array, points: int) -> Pairs:
        """The same for queries of about as many words, which makes their arrays as wide as they must be."""
        asked = Asked([[self._seen[w] for w in words] for words in queries], self._bounds)
        (q, names), (others, theirs) = (
            self._found(asked, points),
            acronyms.candidates((asked.q, np.where(asked.initial, 0, asked.letter), asked.code), self._a),
        )
        n = len(q)
        likely, common = self._roughly(asked, np.append(q, others), np.append(names, theirs), points)
        q, names = q[likely[:n]], names[likely[:n]]
        kept = self._bounds.reach(self._shared(asked, q, names, standing=False), points)
        if not self._stands:
            others, theirs = others[common[n:] > 0], theirs[common[n:] > 0]
        more = self._bounds.reach(self._shared(asked, others, theirs, standing=True), points)
        return numbers[np.append(q[kept], others[more])], np.append(names[kept], theirs[more])

    def _learn(self, words: list[Word]) -> None:
        """Finds out about words, for all of them at once; what is found is cut up among them."""
        if not words:
            return
        free = np.array([is_initial(w.text) for w in words])
        found = [
            [(i, INITIAL) for i in self._vocabulary.beginning(w.text).tolist()] if f else like
            for w, f, like in zip(words, free.tolist(), self._vocabulary.like(words), strict=True)
        ]
        who = np.repeat(np.arange(len(words)), [len(f) for f in found])
        like, points = np.array([p for f in found for p in f], np.int64).reshape(-1, 2).T
        weak = ~self._long[like] & np.array([len(w.text) > 1 for w in words])[who] | free[who]
        order = np.argsort(who * 2 + weak, kind="stable")
        who, like, credit, weak = who[order], like[order], self._bounds.credit[points[order]], weak[order]
        weight, told = self._weight[like], self._told[like]
        most = [_greatest(v * sure, who, len(words)) for v, sure in ((weight, ~weak), (weight, weak), (told, weak))]
        names, n_names, n_initials = self._names(who[~weak], like[~weak], len(words))
        ends, name_ends = np.cumsum(np.bincount(who, minlength=len(words))).tolist(), np.cumsum(n_names).tolist()
        n_sure = np.bincount(who[~weak], minlength=len(words)).tolist()
        start = name_start = 0
        for n, word in enumerate(words):
            end, name_end = ends[n], name_ends[n]
            self._seen[word] = Seen(
                word=word,
                weight=self._bounds.w.weigh(word, self._bounds.kind),
                told=bits(word, self._bounds.kind),
                free=is_initial(word.text),
                content=word.role in CONTENT,
                like=like[start:end],
                credit=credit[start:end],
                n_sure=n_sure[n],
                partner=most[0][n],
                initial=most[1][n],
                initial_told=most[2][n],
                names=names[name_start:name_end],
                n_initials=n_initials[n],
                letter=acronyms.letter(word.text),
                code=acronyms.code(word),
                letters=letters(word),
            )
            start, name_start = end, name_end

    def _names(self, who: Array, words: Array, n: int) -> tuple[Array, Array, list[int]]:
        """For each of n who ask, the names that one of its words is in, those that hold an initial first; how many of both."""
        start, each = self._names_of(words)
        names = self._a["word_names"][ranges(start, each)].astype(np.int64)
        pairs = distinct(np.repeat(who << 41, each) | self._plain[names] | names)
        asked = pairs >> 41
        initials = np.bincount(asked[pairs & _PLAIN == 0], minlength=n)
        return pairs & 0xFFFFFFFF, np.bincount(asked, minlength=n), initials.tolist()

    def _names_of(self, words: Array) -> Pairs:
        """Where the names of each word begin, and how many there are."""
        at = self._a["word_names_at"]
        return at[words], at[words + 1] - at[words]

    def _found(self, asked: Asked, points: int) -> Pairs:
        """Every name with a word like one of those that must be looked up."""
        words, further, initials = asked.to_look_up(points)
        names = [asked.words[i].names for i in words.tolist()]
        names += [s.names[: s.n_initials] for s in (asked.words[i] for i in further.tolist())]
        for s in (asked.words[i] for i in initials.tolist()):
            weak = s.like[s.n_sure :]
            names.append(self._names(np.zeros(len(weak), np.int64), weak, 1)[0])
        q = np.repeat(asked.q[np.concatenate([words, further, initials])], np.array([len(n) for n in names], np.int64))
        pairs = distinct(q << 32 | np.concatenate([np.empty(0, np.int64), *names]))
        return pairs >> 32, pairs & 0xFFFFFFFF

    def _roughly(self, asked: Asked, q: Array, names: Array, points: int) -> Pairs:
        """Which names may come to so many points if likeness were sameness, and how many content words each shares with its query."""
        a, known = self._a, np.zeros(asked.n * _KNOWN, np.uint8)
        place = np.where(asked.place < _PLACES, 1 << np.minimum(asked.place, _PLACES), 0).astype(np.uint8)
        np.bitwise_or.at(known, asked.q[asked.of] * _KNOWN + asked.like % _KNOWN, place[asked.of])
        start, n = a["name_words_at"][names], a["name_words_at"][names + 1] - a["name_words_at"][names]
        flat, first, owner = ranges(start, n), np.cumsum(n) - n, np.repeat(q, n)
        words = a["name_words"][flat]
        bits = known[owner * _KNOWN + words % _KNOWN]
        mine = (bits > 0) | a["name_own_initials"][flat] | (a["word_first_letter"][words] & asked.initials[owner] > 0)
        theirs = np.add.reduceat(self._weight[words] * mine, first) if len(n) else n
        places = np.bitwise_or.reduceat(bits, first) if len(n) else n
        ours, common = np.zeros(len(q), np.int64), np.zeros(len(q), np.int64)
        given = asked.initial | asked.granted | (asked.place >= _PLACES)
        for i in range(min(_PLACES, int(asked.size.max(initial=0)))):
            there = places >> i & 1
            ours += asked.at(i, asked.weight * ~given)[q] * there
            common += asked.at(i, asked.content)[q] * there
        ours += asked.sum(asked.weight * given)[q]
        common += asked.sum(asked.content * (asked.place >= _PLACES))[q]
        longest, enough = np.maximum(asked.counted[q], self._counted[names]), np.full(len(q), self._bounds.w.told["enough"])
        rough = Shared(ours, asked.whole[q], theirs, self._whole[names], (ours + theirs) * 10_000, common, longest, enough)
        return self._bounds.reach(rough, points), common

    def _shared(self, asked: Asked, q: Array, names: Array, *, standing: bool) -> Shared:
        """What of each query and of each name found for it may have partners; with `standing`, words that stand for others too."""
        if not len(q):
            return Shared(*[q] * 8)
        at = self._a["name_words_at"][names]
        n = self._a["name_words_at"][names + 1] - at
        flat = ranges(at, n)
        words, first, owner = self._a["name_words"][flat], np.cumsum(n) - n, np.repeat(np.arange(len(q)), n)
        bit, credit = self._beside(asked, q[owner], words)
        letters = self._a["word_first_letter"][words]
        short = self._a["word_acronym"][words] if standing else np.full(len(words), NONE)
        acronym = (short & ~asked.letters[q[owner]]) == 0
        none = np.zeros(len(q), np.int64)
        stood_for = self._stood_for(asked, q, np.bitwise_or.reduceat(letters, first)) if standing else none
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
            common=common + self._stands * ((letters_of_acronyms | stood_for) > 0),
            longest=np.maximum(asked.counted[q], self._counted[names]),
            told=np.add.reduceat(told, first),
        )

    def _beside(self, asked: Asked, q: Array, words: Array) -> Pairs:
        """For words of names beside queries: which of the query's words are like them, as bits, and what that is credited with."""
        known = asked.q[asked.of] * len(self._weight) + asked.like
        order = np.argsort(known)
        known, credit = known[order], asked.credit[order]
        bit = (np.int64(1) << asked.place[asked.of])[order]
        first = np.flatnonzero(np.append(True, known[1:] != known[:-1])) if len(known) else known
        if not len(known):
            return np.zeros(len(words), np.int64), np.zeros(len(words), np.int64)
        wanted, known = q * len(self._weight) + words, known[first]
        at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        there = known[at] == wanted
        return np.bitwise_or.reduceat(bit, first)[at] * there, np.maximum.reduceat(credit, first)[at] * there

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


def _greatest(values: Array, who: Array, n: int) -> list[int]:
    """The greatest value of each of n, 0 for none."""
    found = np.zeros(n, np.int64)
    np.maximum.at(found, who, values)
    numbers: list[int] = found.tolist()
    return numbers
