"""Reads a whole name as one surname and one or two given syllables, the surname first or last: how Korea and China name people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

Names = tuple[str, ...]  # spelt syllables, the surname first


@dataclass(frozen=True, slots=True)
class Custom:
    """How a people names its own: the surnames that a word may be, how a word cuts into given syllables, and the surnames that are
    everyday given syllables too, so that at the end of a name they give way to a better one."""

    surname: Callable[[str], frozenset[str]]
    splits: Callable[[str], tuple[Names, ...]]
    weak: frozenset[str] = frozenset()


def parse(words: Sequence[str], custom: Custom, order: str = "") -> list[Names]:
    """The ways to read two to four words as a whole name, the likelier first; at most two, [] for none. `order` is 'first' or 'last'
    where the writing tells which word is the surname (a comma, a hyphen, capitals)."""
    if not 2 <= len(words) <= 3:
        return []
    first = _given(words[0], words[1:], custom) if order != "last" else []
    last = _given(words[-1], words[:-1], custom) if order != "first" else []
    if not first or not last:
        return first or last
    if len(words) == 2 and len(first[0]) != len(last[0]):
        return max(first, last, key=lambda names: len(names[0]))  # "Jongun Kim": the word of one syllable is the surname
    weak = custom.surname(words[0]) <= custom.weak and not custom.surname(words[-1]) <= custom.weak
    return [last[0], first[0]] if weak else [first[0], last[0]]


def _given(family: str, rest: Sequence[str], custom: Custom) -> list[Names]:
    if not custom.surname(family):
        return []
    cuts = [custom.splits(word) for word in rest]
    if not all(cuts):
        return []
    found = [sum(way, ()) for way in product(*cuts)]
    return [(family, *given) for given in found if 1 <= len(given) <= 2][:2]


def cut(word: str, known: Callable[[str], object], longest: int) -> tuple[Names, ...]:
    """The ways to cut a word into one to three known syllables of at most `longest` letters: fewest first, then longest first."""
    found: list[Names] = []
    if len(word) <= 3 * longest:
        _cut(word, (), found, known, longest)
    return tuple(sorted(found, key=len))[:4]


def _cut(rest: str, before: Names, found: list[Names], known: Callable[[str], object], longest: int) -> None:
    for n in range(min(longest, len(rest)), 0, -1):
        if known(rest[:n]):
            if n == len(rest):
                found.append((*before, rest))
            elif len(before) < 2:
                _cut(rest[n:], (*before, rest[:n]), found, known, longest)
