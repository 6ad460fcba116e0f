"""UN Comtrade's answer as one JSON document, {"data": [...]}, old or new, read object by object: a million rows are not held."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from inforce.base.errors import InputError
from inforce.read.columns import MOST_COLUMNS
from inforce.read.files import LONGEST_LINE

_BLOCK = 2**20  # characters
_WHOLE = 2**26  # bytes of a document that is laid out in another way, which are read at once
_BLANK = re.compile(r"[ \t\n\r]*")
_LISTS = ("data", "dataset")
_decoder = json.JSONDecoder()


class _OtherwiseError(ValueError):
    """The document is none, or not laid out as UN Comtrade does."""


@dataclass(frozen=True)
class Answer:
    """An answer that was looked through: every key of its rows, in the order of first appearance."""

    path: Path
    columns: list[str]
    held: list[dict[str, Any]] | None = None

    def rows(self) -> Iterator[dict[str, Any]]:
        """Its rows, one by one."""
        if self.held is not None:
            yield from self.held
            return
        with self.path.open(encoding="utf-8") as file:
            yield from _rows(file, {})


def answer(path: Path) -> Answer | None:
    """None for another file. Raises InputError for one that cannot be read, an answer without a row, or with keys without end."""
    try:
        with path.open("rb") as raw:
            if raw.read(1) != b"{":
                return None
        keys: dict[str, None] = {}
        about: dict[str, Any] = {}
        with path.open(encoding="utf-8") as file:
            n = 0
            for n, row in enumerate(_rows(file, about), 1):  # noqa: B007  how many there were
                keys.update(dict.fromkeys(row))
                if len(keys) > MOST_COLUMNS:
                    raise InputError(f"{path} has more than {MOST_COLUMNS:,} different keys. Use the same keys in every row.")
    except OSError as e:
        raise InputError(f"{path} cannot be read: {e.strerror or e}. Check the name and the permissions.") from e
    except (ValueError, RecursionError):
        return _whole(path) if path.stat().st_size <= _WHOLE else None
    if not n and not about.get("error"):
        raise _without_rows(path)
    return Answer(path, list(keys))


def _rows(file: IO[str], about: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The objects of the list, and into `about` whatever else the document says. Raises ValueError where it is no such document."""
    text, lists = _Text(file), 0
    text.take("{")
    while True:
        key = text.value()
        if not isinstance(key, str):
            raise _OtherwiseError
        text.take(":")
        if key in _LISTS:
            lists += 1
            yield from _objects(text)
        else:
            about[key] = text.value()
        if text.take(",}") == "}":
            break
    if lists != 1 or text.next():
        raise _OtherwiseError


def _objects(text: "_Text") -> Iterator[dict[str, Any]]:
    text.take("[")
    if text.next() == "]":
        text.take("]")
        return
    while True:
        row = text.value()
        if not isinstance(row, dict):
            raise _OtherwiseError
        yield row
        if text.take(",]") == "]":
            return


class _Text:
    """The text of a document, of which a block or one value is held."""

    def __init__(self, file: IO[str]) -> None:
        self._file, self._held, self._at, self._ended = file, "", 0, False

    def next(self) -> str:
        """The next character that is not blank; '' at the end."""
        while True:
            self._at = _BLANK.match(self._held, self._at).end()  # type: ignore[union-attr]  # it matches nothing, too
            if self._at < len(self._held) or not self._more():
                return self._held[self._at : self._at + 1]

    def take(self, wanted: str) -> str:
        """The next character, which has to be one of `wanted`."""
        found = self.next()
        if not found or found not in wanted:
            raise _OtherwiseError
        self._at += 1
        return found

    def value(self) -> Any:
        """The next value, whole."""
        self.next()
        while True:
            try:
                found, end = _decoder.raw_decode(self._held, self._at)
                if end < len(self._held) or not self._more():  # a number may go on in the next block
                    self._at = end
                    return found
            except ValueError:
                if len(self._held) - self._at > LONGEST_LINE or not self._more():
                    raise

    def _more(self) -> bool:
        block = "" if self._ended else self._file.read(max(_BLOCK, len(self._held) - self._at))
        self._held, self._at, self._ended = self._held[self._at :] + block, 0, not block
        return bool(block)


def _whole(path: Path) -> Answer | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        return None  # many objects, one on each line
    rows = found.get("data", found.get("dataset"))
    if rows == [] and not found.get("error"):
        raise _without_rows(path)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return None
    return Answer(path, list(dict.fromkeys(name for row in rows for name in row)), rows)


def _without_rows(path: Path) -> InputError:
    return InputError(f"{path} is an answer of UN Comtrade without a row. That says nothing of trade: ask again, or leave it out.")
