"""Descriptions of goods searched by our own words for each scope. It gives candidates for a person to look at, never a verdict."""

from collections.abc import Iterable
from dataclasses import dataclass

from inforce.base.nouns import Scope
from inforce.base.terms import folded, standing


@dataclass(frozen=True, slots=True)
class Candidate:
    """A scope that a description may be about, with the words of it that were found."""

    scope: Scope
    terms: tuple[str, ...]


def candidates(description: str, scopes: Iterable[Scope]) -> tuple[Candidate, ...]:
    """The scopes of which a term stands in the description, those with more words in common first.

    Words are compared without case, accents and a plural's s; a term of several words must stand together.
    """
    text = folded(description)
    found = [Candidate(s, terms) for s in scopes if (terms := standing(s.terms, text))]
    return tuple(sorted(found, key=lambda c: (-sum(len(t.split()) for t in c.terms), c.scope.id)))
