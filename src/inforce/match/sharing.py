"""How much queries and the names found for them may have in common: roughly, then word by word. `bounds` says what that can come to."""

import numpy as np

from inforce.match.acronyms import NONE
from inforce.match.alike import INITIAL
from inforce.match.asked import Asked
from inforce.match.bounds import Bounds, Shared
from inforce.match.deletes import ranges
from inforce.match.file import Array, Arrays
from inforce.match.vocabulary import ROLES
from inforce.match.weighed import CONTENT

_PLACES = 8  # words of a query that are told apart at the first look; those beyond count as found
_KNOWN = 1 << 11  # places in which the words like a query's are marked; that two fall together costs a closer look


class Sharing:
    """Names of one family, by number, beside queries."""

    def __init__(self, arrays: Arrays, bounds: Bounds) -> None:
        self._a = arrays
        self._weight, self._told = arrays[f"word_weight_{bounds.kind}"], arrays[f"word_told_{bounds.kind}"]
        self._enough = bounds.w.told["enough"]
        self.stands = 0 if bounds.kind == "person" else 2  # content words that an acronym and what it stands for count as
        self._weak_credit = int(bounds.credit[INITIAL])
        words, at = arrays["name_words"], arrays["name_words_at"]
        self._whole = _sums(self._weight[words], at)
        counts = np.array([r in (*CONTENT, "initial") for r in ROLES])
        self._counted = _sums(counts[arrays["word_role"]][words], at)
        self._long = (arrays["word_letters"] > 1) | (arrays["word_first_letter"] == 0)  # a digit is no initial
        self._granted = _sums(self._weight[words] * arrays["name_free"], at)

    def roughly(self, asked: Asked, q: Array, names: Array) -> Shared:
        """What is shared at most if likeness were sameness: initials and what needs no partner have one, and the names are told enough."""
        facts, known = asked.facts, np.zeros(asked.n * _KNOWN, np.uint8)
        place = np.where(asked.place < _PLACES, 1 << np.minimum(asked.place, _PLACES), 0).astype(np.uint8)
        np.bitwise_or.at(known, asked.q[asked.of] * _KNOWN + (asked.like & _KNOWN - 1), place[asked.of])
        flat, first, n = self._words_of(names)
        words = self._a["name_words"][flat]
        bits = known[(q * _KNOWN).repeat(n) + (words & _KNOWN - 1)]
        places = np.bitwise_or.reduceat(bits, first) if len(n) else n
        beyond = asked.place >= _PLACES
        given = asked.initial | asked.granted | beyond
        sure, sure_content, weak = asked.sums(facts.weight * given, facts.content * beyond, facts.weak * asked.initial)[:, q]
        ours = sure + _picked(asked.by_place(facts.weight * ~given), q, places)
        common = sure_content + _picked(asked.by_place(facts.content), q, places)
        theirs = np.add.reduceat(self._weight[words] * (bits > 0), first) if len(n) else n
        theirs = np.minimum(theirs + weak + self._granted[names], self._whole[names])
        longest, enough = np.maximum(asked.counted[q], self._counted[names]), np.full(len(q), self._enough)
        return Shared(ours, asked.whole[q], theirs, self._whole[names], (ours + theirs) * 10_000, common, longest, enough)

    def closely(self, asked: Asked, q: Array, names: Array, standing: Array) -> Shared:
        """What may have partners, word by word; where `standing`, words that stand for others too."""
        if not len(q):
            return Shared(*[q] * 8)
        flat, first, n = self._words_of(names)
        owner, words = np.arange(len(q)).repeat(n), self._a["name_words"][flat]
        bit, credit = _beside(asked, q[owner], words)
        letters = self._a["word_first_letter"][words]
        short = np.where(standing[owner], self._a["word_acronym"][words], NONE)
        acronym = (short & ~asked.letters[q[owner]]) == 0
        stood_for = _stood_for(asked, q, np.bitwise_or.reduceat(letters, first)) * standing
        weak = acronym | (letters & (asked.initials[q] | stood_for)[owner] != 0)
        credit = np.maximum(credit, np.where(weak, self._weak_credit, 0))
        credit[self._a["name_free"][flat]] = 10_000
        weight = self._weight[words] * (credit > 0)
        stands = np.bitwise_or.reduceat(np.where(acronym, short, 0), first)
        ours, ours_credited, common = self._ours(asked, q, (bit, np.where(self._long[words], bit, 0), credit, first), (stands, stood_for))
        return Shared(
            ours=ours,
            ours_whole=asked.whole[q],
            theirs=np.add.reduceat(weight, first),
            theirs_whole=self._whole[names],
            credited=ours_credited + np.add.reduceat(weight * credit, first),
            common=common + self.stands * ((stands | stood_for) > 0),
            longest=np.maximum(asked.counted[q], self._counted[names]),
            told=np.add.reduceat(self._told[words] * (credit > 0), first),
        )

    def _words_of(self, names: Array) -> tuple[Array, Array, Array]:
        """Where the words of names are, all in one; where each name's begin among these; how many each has."""
        at = self._a["name_words_at"]
        start = at[names]
        n = at[names + 1] - start
        return ranges(start, n), n.cumsum() - n, n

    def _ours(self, asked: Asked, q: Array, beside: tuple[Array, ...], acronyms: tuple[Array, Array]) -> Array:
        """For each pair: the query's weight that may have partners, that weight credited, and how many content words are among it
        that are not just like an initial. `acronyms`: the letters of those of the name, and of those of the query."""
        bit, sure, credit, first = beside
        facts, stands = asked.facts, asked.by_place(asked.first)[:, q] & acronyms[0] != 0
        short = asked.by_place(facts.letters)[:, q]
        stands |= short & ~acronyms[1] == 0
        given = np.where(asked.granted, 10_000, np.where(asked.initial, self._weak_credit, 0))
        places = np.arange(len(stands))[:, None]
        best = np.maximum.reduceat(np.where(bit >> places & 1, credit, 0), first, axis=1)
        best = np.maximum(best, np.maximum(asked.by_place(given)[:, q], np.where(stands, self._weak_credit, 0)))
        weight = asked.by_place(facts.weight)[:, q]
        there = np.bitwise_or.reduceat(sure, first) >> places & 1
        return np.stack([v.sum(axis=0) for v in (weight * (best > 0), weight * best, asked.by_place(facts.content)[:, q] * there)])


def _picked(values: Array, q: Array, places: Array) -> Array:
    """The sum of each query's values at those places (bits); `values` has one row for each place, one column for each query."""
    values = values[:_PLACES]
    choices = np.arange(1 << len(values))[:, None] >> np.arange(len(values)) & 1
    found: Array = (choices @ values)[places & (1 << len(values)) - 1, q]
    return found


def _beside(asked: Asked, q: Array, words: Array) -> tuple[Array, Array]:
    """For words of names beside queries: which of the query's words are like them, as bits, and what that is credited with."""
    known, bits, credit = asked.marked
    if not len(known):
        return np.zeros(len(words), np.int64), np.zeros(len(words), np.int64)
    wanted = q << 32 | words
    at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    there = known[at] == wanted
    return bits[at] * there, credit[at] * there


def _stood_for(asked: Asked, q: Array, letters: Array) -> Array:
    """The letters of those words of each query that may stand for a run of words in the name, which begin with these letters."""
    short = asked.by_place(asked.facts.letters)[:, q]
    found: Array = np.bitwise_or.reduce(np.where(short & ~letters == 0, short, 0), axis=0)
    return found


def _sums(values: Array, at: Array) -> Array:
    """The sum of each stretch of values, 0 of an empty one."""
    upto = np.append(0, np.cumsum(values, dtype=np.int64))
    found: Array = upto[at[1:]] - upto[at[:-1]]
    return found
