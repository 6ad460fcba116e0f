"""Texts searched by small lists of our own words. What is found is a candidate for a person to look at, never a verdict."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache


def folded(text: str) -> str:
    """The words of a text without case, accents and a plural's s, each with a space on either side."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return f" {' '.join(map(_singular, re.findall(r'[a-z0-9]+', plain)))} "


def standing(terms: Iterable[str], text: str) -> tuple[str, ...]:
    """Those of the terms that stand in a folded text; the words of a term must stand together."""
    return tuple(t for t in terms if _term(t) in text)


@lru_cache(maxsize=4096)
def _term(term: str) -> str:
    return folded(term)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
