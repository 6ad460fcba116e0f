"""The closed classes of words in words.toml."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, str]:
    return tomllib.loads((files("inforce.read.news") / "words.toml").read_text(encoding="utf-8"))


def words(name: str) -> frozenset[str]:
    """The words of one class, in lower case. Raises KeyError for a class that is none."""
    return frozenset(_table()[name].split())
