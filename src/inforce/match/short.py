"""Short and everyday forms of given names: Bill is William. A table of our own."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from inforce.match.key import key


def equivalents(text: str) -> frozenset[str]:
    """The words, folded, that may be the same given name though spelt quite otherwise; empty for nearly every word."""
    return _table().get(text, frozenset())


@cache
def _table() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in (files("inforce.match") / "short.txt").read_text(encoding="utf-8").splitlines():
        full, *others = line.split()
        if full != "#":
            for short in others:
                if key(short) != key(full):
                    found[full].add(short)
                    found[short].add(full)
    return {text: frozenset(words) for text, words in found.items()}
