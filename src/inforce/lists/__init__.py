"""The official lists: which there are, what their files are, and the editions held of them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from inforce.base.nouns import Edition
from inforce.lists.adding import Filed, Given, file
from inforce.lists.editions import current, editions, every, known_on, load
from inforce.lists.reading import Parsed, outside, read, source_of
from inforce.lists.registry import get, ids
from inforce.lists.spec import ListSpec
from inforce.store.archive import Archive

__all__ = [
    "Filed",
    "Given",
    "ListSpec",
    "Parsed",
    "add",
    "current",
    "editions",
    "every",
    "file",
    "get",
    "ids",
    "known_on",
    "load",
    "outside",
    "read",
    "source_of",
]


def add(archive: Archive, list_id: str, files: Sequence[Path], known: date, accept: str = "") -> Edition:
    """Files them as the edition known on that day; see `file`, which also says what became of them."""
    return file(archive, list_id, Given(files, known, accept=accept)).edition
