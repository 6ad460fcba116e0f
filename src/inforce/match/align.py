"""Which words of two names belong together: each word has one partner at most, or a run of words is one longer word."""

from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from inforce.match.alike import INITIAL, LIMIT, alike
from inforce.match.reading import Reading, Word, sounding

JOINED = 8_500  # from here on a run of words is taken for one word written apart
MIRRORED = 8_000  # from here on a word is taken for another's letters in reverse
_MIRROR = 5  # letters of such a word
_RUN = 4  # words that are tried as one
_LEAST = 4  # letters of what is tried as one word, unless both are spelt the same

Span = tuple[int, ...]  # positions of words in their name


class Pair(NamedTuple):
    """Words of one name and those of the other that they are taken for. `kind` is word, initial, joined, acronym, backwards or
    syllables (all of a Korean or Chinese name)."""

    ours: Span
    theirs: Span
    alike: int
    kind: str = "word"


class Alignment(NamedTuple):
    """Two names side by side: the pairs, in order of ours, and what was left alone on either side."""

    pairs: tuple[Pair, ...]
    ours: Span
    theirs: Span


def align(a: Reading, b: Reading) -> Alignment:
    """Takes the most alike words first, then runs of what is left. `align(b, a)` is the same with sides changed."""
    if len(a.words) > len(b.words) or (len(a.words) == len(b.words) and [w.text for w in b.words] < [w.text for w in a.words]):
        found = align(b, a)
        turned = sorted([Pair(p.theirs, p.ours, p.alike, p.kind) for p in found.pairs], key=_place)
        return Alignment(tuple(turned), found.theirs, found.ours)
    if a.words != b.words and (sure := sounding(a, b)):
        return Alignment((Pair(_all(a), _all(b), sure, "syllables"),), (), ())
    left, right = list(range(len(a.words))), list(range(len(b.words)))
    pairs = _words(a.words, b.words, left, right)
    while left and right and (p := _run(a.words, b.words, left, right)):
        pairs.append(p)
        _strike(p, left, right)
    if left or right:
        pairs = [_extended(a.words, b.words, p, left, right) for p in pairs]
    if left and right:
        pairs += _backwards(a.words, b.words, left, right)
    kinds = {p.kind for p in pairs}
    if "initial" in kinds and kinds <= _LETTERS:
        return Alignment((), _all(a), _all(b))  # "K" may begin any word: letters alone make no name
    return Alignment(tuple(sorted(pairs, key=_place)), tuple(left), tuple(right))


_place = attrgetter("ours")
_LETTERS = frozenset(("initial", "acronym"))


def _all(r: Reading) -> Span:
    return tuple(range(len(r.words)))


def _strike(p: Pair, left: list[int], right: list[int]) -> None:
    """Takes a pair's words from those that have no partner."""
    for i in p.ours:
        left.remove(i)
    for j in p.theirs:
        right.remove(j)


def _extended(a: Sequence[Word], b: Sequence[Word], p: Pair, left: list[int], right: list[int]) -> Pair:
    """The pair, or what becomes more alike with a neighbour that has no partner, on one side, or on both where one of the two is a
    particle: "Pricewaterhouse Coopers" beside "PricewaterhouseCoopers", "xal-Assad" beside "al-Assad"."""
    if p.alike == 10_000 and not (left and right):
        return p
    for ours, theirs in _wider(p, left, right):
        both = len(ours) > len(p.ours) and len(theirs) > len(p.theirs)
        if both and "particle" not in (a[ours[0]].role, b[theirs[0]].role):
            continue
        least = 0 if both else p.alike
        if least < 10_000 and (alike := _written_apart(a, b, ours, theirs)) > least:
            left[:], right[:] = [i for i in left if i not in ours], [j for j in right if j not in theirs]
            return Pair(ours, theirs, alike, "joined")
    return p


def _backwards(a: Sequence[Word], b: Sequence[Word], left: list[int], right: list[int]) -> list[Pair]:
    """Words left alone that are a partner's letters from last to first, as writing from right to left is at times copied."""
    found = [(-s, i, j) for i in left for j in right if (s := _mirrored(a[i].text, b[j].text)) >= MIRRORED]
    pairs = []
    for _, i, j in sorted(found):
        if i in left and j in right:
            pairs.append(Pair((i,), (j,), LIMIT, "backwards"))
            _strike(pairs[-1], left, right)
    return pairs


def _mirrored(x: str, y: str) -> int:
    return alike(Word(x[::-1], x[::-1]), Word(y, y)) if min(len(x), len(y)) >= _MIRROR and not x.isdigit() else 0


def _wider(p: Pair, left: list[int], right: list[int]) -> list[tuple[Span, Span]]:
    """The pair's runs with the word before or after, where that has no partner."""
    ours, theirs = [p.ours], [p.theirs]
    for runs, run, alone in ((ours, p.ours, left), (theirs, p.theirs, right)):
        if run[0] - 1 in alone:
            runs.append((run[0] - 1, *run))
        if run[-1] + 1 in alone:
            runs.append((*run, run[-1] + 1))
    return [(x, y) for x in ours for y in theirs][1:]


def _words(a: Sequence[Word], b: Sequence[Word], left: list[int], right: list[int]) -> list[Pair]:
    """Greedy: the most alike first; of equals, those nearer to the same place in their names, then those further to the front. What
    they take is struck from `left` and `right`."""
    same = [(-10_000, abs(i - j), i + j, i, j) for i, x in enumerate(a) for j, y in enumerate(b) if x.text == y.text]
    pairs = _take(same, a, b, left, right)
    if len(left) > 1 and len(right) > 1:
        for p in _moved(a, b, left, right):
            pairs.append(p)
            _strike(p, left, right)
    near = [(-s, abs(i - j), i + j, i, j) for i in left for j in right if (s := alike(a[i], b[j])) >= LIMIT]
    return pairs + _take(near, a, b, left, right)


def _moved(a: Sequence[Word], b: Sequence[Word], left: Sequence[int], right: Sequence[int]) -> list[Pair]:
    """Two neighbours that are spelt as two of the other name but for the place of the space: "Arefullaha Ref" beside "Aref Ullaharef"."""
    found: list[Pair] = []
    places = {a[i].text + a[i + 1].text: i for i, after in pairwise(left) if after == i + 1}
    for j, after in pairwise(right):
        i = places.get(b[j].text + b[after].text) if after == j + 1 else None
        if i is not None and not any(i in (p.ours[0] - 1, *p.ours) or j in p.theirs for p in found):
            found.append(Pair((i, i + 1), (j, j + 1), 10_000, "joined"))
    return found


def _take(
    found: list[tuple[int, int, int, int, int]], a: Sequence[Word], b: Sequence[Word], left: list[int], right: list[int]
) -> list[Pair]:
    found.sort()
    pairs = []
    for negative, _, _, i, j in found:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            initial = negative != -10_000 and (len(a[i].text) == 1 or len(b[j].text) == 1)
            pairs.append(Pair((i,), (j,), -negative, "initial" if initial else "word"))
    return pairs


def _run(a: Sequence[Word], b: Sequence[Word], left: list[int], right: list[int]) -> Pair | None:
    """The best of what becomes alike when neighbours are written as one word."""
    best: Pair | None = None
    others = _distinct(b, right)
    for ours in _distinct(a, left):
        for theirs in others:
            if (len(ours) > 1 or len(theirs) > 1) and (p := _joined(a, b, ours, theirs)) and (best is None or _order(p) > _order(best)):
                best = p
    return best


def _order(p: Pair) -> tuple[int, int, int]:
    return p.alike, -len(p.ours) - len(p.theirs), -p.ours[0] - p.theirs[0]


def _distinct(words: Sequence[Word], left: list[int]) -> list[Span]:
    """The runs of neighbours; of those that say the same the first alone, which is the one that would be taken."""
    runs = _runs(left)
    if len(left) <= _RUN:
        return runs
    return sorted({tuple([words[i] for i in run]): run for run in reversed(runs)}.values())


def _runs(left: list[int]) -> list[Span]:
    """Runs of neighbours, of one to four words."""
    found = []
    for n, first in enumerate(left):
        for m in range(n, min(n + _RUN, len(left))):
            if left[m] - first != m - n:
                break
            found.append(tuple(left[n : m + 1]))
    return found


def _joined(a: Sequence[Word], b: Sequence[Word], ours: Span, theirs: Span) -> Pair | None:
    if alike := _written_apart(a, b, ours, theirs):
        return Pair(ours, theirs, alike, "joined")
    acronym = min(len(ours), len(theirs)) == 1 and _acronym(a, b, ours, theirs)
    return Pair(ours, theirs, INITIAL, "acronym") if acronym else None


def _written_apart(a: Sequence[Word], b: Sequence[Word], ours: Span, theirs: Span) -> int:
    """How alike two runs are, each written as one word: JOINED or more, or else 0."""
    x, y = "".join([a[i].text for i in ours]), "".join([b[j].text for j in theirs])
    if x == y:
        return 10_000
    shorter, longer = (len(x), len(y)) if len(x) < len(y) else (len(y), len(x))
    if shorter < _LEAST or 4 * shorter < 3 * longer:
        return 0
    likeness = alike(Word(x, x), Word(y, y))
    return likeness if likeness >= JOINED else 0


def _acronym(a: Sequence[Word], b: Sequence[Word], ours: Span, theirs: Span) -> bool:
    one, words, run = (a[ours[0]], b, theirs) if len(ours) == 1 else (b[theirs[0]], a, ours)
    if one.role == "particle" or not 1 < len(one.text) == len(run):
        return False
    return all(len(words[i].text) > 1 and words[i].text[0] == c for i, c in zip(run, one.text, strict=True))
