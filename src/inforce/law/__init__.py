"""The law as data: instruments and measures, loaded strictly, with a digest. `docs/law.md` explains the files."""

from functools import cache
from importlib.resources import files

from inforce.law.book import Law, Source
from inforce.law.folder import read_law

__all__ = ["Law", "Source", "load", "read_law"]


@cache
def load() -> Law:
    """The law that comes with the package. Raises LawError where a file does not say one clear thing."""
    return read_law(files("inforce.law"))
