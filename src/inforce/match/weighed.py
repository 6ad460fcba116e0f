"""Two names side by side with their words weighed: how much of each has a partner in the other, and what the partners tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from inforce.match.align import Alignment, Pair, align
from inforce.match.rarity import bits
from inforce.match.reading import Reading, Word
from inforce.match.weights import Weights
from inforce.match.words import SERIES

_ABBREVIATED = 4  # letters from which on beginnings of words are an abbreviation
CONTENT = frozenset(("plain", "number", "generic"))


@dataclass(frozen=True, slots=True)
class Named:
    """A name with what each of its words weighs and tells (hundredths of a bit), and whether it is more than a particle or a form."""

    reading: Reading
    words: tuple[Word, ...]
    weights: tuple[int, ...]
    bits: tuple[int, ...]
    content: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two names of a family aligned. `weights` are those of their words in this comparison, `whole` is their sum, and `told` what
    the matched words tell."""

    kind: str
    a: Named
    b: Named
    alignment: Alignment
    weights: tuple[tuple[int, ...], tuple[int, ...]]
    whole: int
    told: int

    def of(self, p: Pair) -> int:
        """The weight of a pair's words, on both sides."""
        ours, theirs = self.weights
        if len(p.ours) == len(p.theirs) == 1:
            return ours[p.ours[0]] + theirs[p.theirs[0]]
        return sum([ours[i] for i in p.ours]) + sum([theirs[j] for j in p.theirs])

    def unmatched(self) -> tuple[int, int]:
        """The share of each name's weight that has no partner, in ten-thousandths."""
        return _share(self.alignment.ours, self.weights[0]), _share(self.alignment.theirs, self.weights[1])


@lru_cache(1 << 14)
def named(r: Reading, kind: str, w: Weights) -> Named:
    """A reading as a name of that family."""
    words = r.words
    return Named(
        r, words, tuple([w.weigh(x, kind) for x in words]), tuple([bits(x, kind) for x in words]), tuple([x.role in CONTENT for x in words])
    )


@lru_cache(1 << 8)  # a hit's names are told apart, and its score is told, just after they were found alike
def weighed(a: Reading, b: Reading, kind: str, w: Weights) -> Weighed:
    """Two names aligned and weighed for that family. What one name says twice, as a word or as its
    initials, and the other once, weighs nothing if it is all that sets them apart; nor do the numbers of one sponsor's funds."""
    x, y, alignment = named(a, kind, w), named(b, kind, w), align(a, b)
    if alignment.ours and alignment.theirs:
        sisters = kind == "entity" and _told_by_number(x, alignment.ours) and _told_by_number(y, alignment.theirs)
        ours, theirs = (_without(x, alignment.ours), _without(y, alignment.theirs)) if sisters else (x.weights, y.weights)
    else:
        ours = _once(x, alignment.ours, kind) if alignment.ours else x.weights
        theirs = _once(y, alignment.theirs, kind) if alignment.theirs else y.weights
    told = sum([min(_told(x.bits, p.ours), _told(y.bits, p.theirs)) for p in alignment.pairs])
    return Weighed(kind, x, y, alignment, (ours, theirs), sum(ours) + sum(theirs), told)


def _once(x: Named, alone: Sequence[int], kind: str) -> tuple[int, ...]:
    """The weights of a name's words, none for a word without partner that its name says again, or that is its initials, or in the name of
    a body the beginnings of its words (KOMID)."""
    paired = [word.text for i, word in enumerate(x.words) if i not in alone]
    initials = "".join([text[0] for text in paired])
    again = [i for i in alone if x.words[i].text in paired or (len(x.words[i].text) > 1 and x.words[i].text in initials)]
    if kind == "entity":
        again += [i for i in alone if len(x.words[i].text) >= _ABBREVIATED and paired and _begins(x.words[i].text, paired)]
    return _without(x, again) if again else x.weights


def _begins(word: str, words: Sequence[str]) -> bool:
    """Whether a word is cut from the beginnings of two or more of these, in order and from the first on."""
    places = {0}  # letters of the word that are told by the words so far
    for n, text in enumerate(words):
        more = {at + length for at in places for length in range(1, len(text) + 1) if word.startswith(text[:length], at)}
        places = places | more if n else more
    return len(word) in places and not words[0].startswith(word)


def _without(x: Named, words: Sequence[int]) -> tuple[int, ...]:
    return tuple([0 if i in words else n for i, n in enumerate(x.weights)])


def _told_by_number(x: Named, alone: Sequence[int]) -> bool:
    """Whether all that a name has for itself are the numbers of a fund or a trust: a sponsor founds one after the other."""
    return {x.words[i].role for i in alone} == {"number"} and in_series(x.words)


def in_series(words: Sequence[Word]) -> bool:
    """Whether a name is one of a fund, a trust or the like, if it has a number."""
    return len(words) > 2 and not SERIES.isdisjoint([w.text for w in words])


def _told(each: Sequence[int], positions: Sequence[int]) -> int:
    return each[positions[0]] if len(positions) == 1 else sum([each[i] for i in positions])


def _share(part: Sequence[int], whole: Sequence[int]) -> int:
    total = sum(whole)
    return sum([whole[i] for i in part]) * 10_000 // total if part and total else 0
