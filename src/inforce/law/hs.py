"""The Harmonized System in its editions of 2012, 2017 and 2022: which codes there are, and what became of them.

Numbers alone: the codes as UN Comtrade lists them, the correlations as the UN Statistics Division publishes them.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

EDITIONS = ("2012", "2017", "2022")
DIGITS = 6  # the system ends here; what follows is each customs territory's own


def edition_of(year: str) -> str:
    """The edition in force in that year ('2018' -> '2017'); '' before the first one known here."""
    return max((e for e in EDITIONS if e <= year), default="")


def exists(digits: str, edition: str) -> bool:
    """Whether the chapter, heading or subheading that the first 2, 4 or 6 of `digits` name is one of that edition."""
    return any(True for _ in subheadings(digits, edition))


def subheadings(digits: str, edition: str) -> Iterator[str]:
    """The six-digit codes of that edition which `digits` names or holds; none where it is no code."""
    prefix, codes = digits[:DIGITS], _codes(edition)
    at = bisect_left(codes, prefix)
    while at < len(codes) and codes[at].startswith(prefix):
        yield codes[at]
        at += 1


@lru_cache(maxsize=65536)
def bridge(subheading: str, edition: str, to: str) -> frozenset[str]:
    """The subheadings of edition `to` which hold the goods of this one, wholly or in part."""
    held, at, end = frozenset([subheading]), EDITIONS.index(edition), EDITIONS.index(to)
    step = 1 if end > at else -1
    for here in range(at, end, step):
        table = _moved(EDITIONS[here], EDITIONS[here + step])
        held = frozenset(code for old in held for code in table.get(old, (old,)))
    return held


MOST_ANCESTORS = 4  # 8549 of 2022 (electrical waste) took goods from hundreds of codes: through it, all machinery would be one family


@cache
def _families(since: str) -> Mapping[str, str]:
    parent: dict[str, str] = {}

    def root(code: str) -> str:
        while (above := parent.get(code, code)) != code:
            code = above
        return code

    for old, new in pairwise(e for e in EDITIONS if e >= since):
        for code, ancestors in _moved(new, old).items():
            for ancestor in ancestors if len(ancestors) <= MOST_ANCESTORS else ():
                one, other = sorted((root(code), root(ancestor)))
                parent[other] = one
    return {code: root(code) for code in list(parent)}


def family(code: str, since: str = EDITIONS[0]) -> str:
    """The least of all six-digit codes that editions exchanged goods with, this one included: counted together, they are comparable
    whichever edition each was written in, from `since` on; older ones join goods that no later one does. Codes that were made of more
    than MOST_ANCESTORS others join no family."""
    return _families(since).get(code[:DIGITS], code[:DIGITS])


@cache
def scattered(code: str, among: frozenset[str] = frozenset(EDITIONS), since: str = EDITIONS[0]) -> bool:
    """Whether one of these editions gave the goods of this subheading, in whole or in part, to or from codes outside its `family`."""
    own, homes = family(code, since), [e for e in among if code[:DIGITS] in _codes(e)]
    return any(family(c, since) != own for e in homes for to in among for c in bridge(code[:DIGITS], e, to))


@cache
def editions_of(code: str) -> frozenset[str]:
    """The editions that have this six-digit code; none where it is no code of any."""
    return frozenset(e for e in EDITIONS if code[:DIGITS] in _codes(e))


@cache
def _codes(edition: str) -> tuple[str, ...]:
    lines = (line.split() for line in _lines(edition))
    return tuple(sorted(heading + ending for heading, *endings in lines for ending in endings))


@cache
def _moved(edition: str, to: str) -> Mapping[str, tuple[str, ...]]:
    """Subheadings of `edition` that are not one and the same one of `to`, its neighbour."""
    if edition < to:
        return _turned(_moved(to, edition), _codes(edition), _codes(to))
    codes = _codes(to)
    table = {}
    for line in _lines(f"{edition}-{to}"):
        code, *spans = line.split()
        table[code] = tuple(c for first, _, last in (s.partition("-") for s in spans) for c in _between(codes, first, last or first))
    return table


def _turned(table: Mapping[str, tuple[str, ...]], older: tuple[str, ...], newer: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The same correlations read from the older side: a code that stayed itself may also have given goods to new ones."""
    found: dict[str, list[str]] = defaultdict(list)
    for new, olds in table.items():
        for old in olds:
            found[old].append(new)
    stayed = {*older} & ({*newer} - {*table})
    return {old: tuple(sorted({*news, *([old] if old in stayed else [])})) for old, news in found.items()}


def _between(codes: tuple[str, ...], first: str, last: str) -> tuple[str, ...]:
    return codes[bisect_left(codes, first) : bisect_right(codes, last)]


def _lines(name: str) -> list[str]:
    text = (files("inforce.law") / "hs" / f"{name}.txt").read_text(encoding="ascii")
    return [line for line in text.splitlines() if not line.startswith("#")]
