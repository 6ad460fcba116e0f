"""Descriptions of goods searched by our own words for each scope. It gives candidates for a person to look at, never a verdict."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inforce.base.nouns import Scope


@dataclass(frozen=True, slots=True)
class Candidate:
    """A scope that a description may be about, with the words of it that were found."""

    scope: Scope
    terms: tuple[str, ...]


def candidates(description: str, scopes: Iterable[Scope]) -> tuple[Candidate, ...]:
    """The scopes of which a term stands in the description, those with more words in common first.

    Words are compared without case, accents and a plural's s; a term of several words must stand together.
    """
    text = f" {' '.join(_words(description))} "
    found = [Candidate(s, terms) for s in scopes if (terms := tuple(t for t in s.terms if f" {' '.join(_words(t))} " in text))]
    return tuple(sorted(found, key=lambda c: (-sum(len(t.split()) for t in c.terms), c.scope.id)))


def _words(text: str) -> Iterator[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    for word in re.findall(r"[a-z0-9]+", plain):
        yield word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
