"""What two aligned names have in common and what sets them apart, as small numbers that weights are looked up by."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from inforce.match.align import Alignment, Pair
from inforce.match.reading import Reading, Word
from inforce.match.weights import Weights

SHARES = (0, 500, 1_200, 2_000, 2_800, 3_600, 4_500)  # ten-thousandths of a name's weight: a share's class is how many it exceeds
CONTENT = ("plain", "number")


@dataclass(frozen=True, slots=True)
class Weighed:
    """An alignment with the weight of each word and of each name."""

    alignment: Alignment
    ours: tuple[int, ...]
    theirs: tuple[int, ...]

    @property
    def whole(self) -> int:
        """The weight of both names; 0 when neither has a word."""
        return sum(self.ours) + sum(self.theirs)

    def of(self, p: Pair) -> int:
        """The weight of a pair's words, on both sides."""
        return sum(self.ours[i] for i in p.ours) + sum(self.theirs[j] for j in p.theirs)

    def unmatched(self) -> tuple[int, int]:
        """The share of each name's weight that has no partner, in ten-thousandths."""
        a, b = self.alignment.ours, self.alignment.theirs
        return _share([self.ours[i] for i in a], self.ours), _share([self.theirs[j] for j in b], self.theirs)


def weighed(a: Reading, b: Reading, alignment: Alignment, kind: str, w: Weights) -> Weighed:
    """The alignment with its words weighed for that family."""
    return Weighed(alignment, tuple(w.weigh(x, kind) for x in a.words), tuple(w.weigh(x, kind) for x in b.words))


def traits(a: Reading, b: Reading, x: Weighed) -> dict[str, int]:
    """Each trait's class, by the name of its table."""
    least, most = sorted(x.unmatched())
    pairs = x.alignment.pairs
    return {
        "unmatched on both sides": _class(least),
        "one side says more": 0 if least else _class(most),
        "few words in common": _few(a, b, pairs),
        "order of words": _order(a, b, pairs),
        "Korean syllables": _korean(a.korean, b.korean),
        "original script": _native(a, b),
        "numbers": _numbers(a, b, x.alignment),
        "legal forms": _legal(a, b, x.alignment),
    }


def _share(part: Sequence[int], whole: Sequence[int]) -> int:
    return sum(part) * 10_000 // sum(whole) if part else 0


def _class(share: int) -> int:
    return sum(share > s for s in SHARES)


def _few(a: Reading, b: Reading, pairs: Sequence[Pair]) -> int:
    """0: two content words or more have partners, or both names have one only. 1: one of two. 2: one of three. 3: one of more. 4: none."""
    common = sum(a.words[i].role in CONTENT for p in pairs if p.kind != "initial" for i in p.ours)
    longest = max(sum(w.role in (*CONTENT, "initial") for w in r.words) for r in (a, b))
    if common > 1 or longest < 2:
        return 0
    return min(longest - 1, 3) if common else 4


def _order(a: Reading, b: Reading, pairs: Sequence[Pair]) -> int:
    """0: kept. 1: kept but for moving some first words to the end. 2: another."""
    places = [p.theirs[0] for p in pairs if a.words[p.ours[0]].role not in ("particle", "title", "legal")]
    falls = sum(after < before for before, after in pairwise(places))
    return 0 if not falls else 1 if falls == 1 and places[-1] < places[0] else 2


def _korean(a: str, b: str) -> int:
    """0: not both are Korean names. 1: equal. 2: one syllable differs. 3: more do. 4: the surname does."""
    if not a or not b:
        return 0
    if a == b:
        return 1
    x, y = a.split("|"), b.split("|")
    if x[0] != y[0]:
        return 4
    return 2 if len(x) == len(y) and sum(s != t for s, t in zip(x, y, strict=True)) == 1 else 3


def _native(a: Reading, b: Reading) -> int:
    """0: not both in one script of signs for syllables or words. 1: equal. 2: one sign differs. 3: more do."""
    if not a.native or a.script != b.script or a.script not in ("han", "hangul", "kana"):
        return 0
    if a.native == b.native:
        return 1
    return 2 if len(a.native) == len(b.native) and sum(x != y for x, y in zip(a.native, b.native, strict=True)) == 1 else 3


def _numbers(a: Reading, b: Reading, alignment: Alignment) -> int:
    """0: none is left alone. 1: on one side. 2: on both."""
    return _left(a.words, alignment.ours, "number") + _left(b.words, alignment.theirs, "number")


def _legal(a: Reading, b: Reading, alignment: Alignment) -> int:
    """1: each has a legal form that the other has not."""
    return int(_left(a.words, alignment.ours, "legal") and _left(b.words, alignment.theirs, "legal"))


def _left(words: Sequence[Word], alone: Sequence[int], role: str) -> bool:
    return any(words[i].role == role for i in alone)
