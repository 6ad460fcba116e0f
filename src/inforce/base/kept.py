"""What was made of files that ship with the package, kept beside Python's byte code and by its rules.

It is made anew when one of the files is another, and written nowhere where Python writes no byte code (PYTHONDONTWRITEBYTECODE, a folder
that may not be written to). It is JSON: reading TOML takes fifty times as long.
"""

import hashlib
import json
import secrets
import sys
import tomllib
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from importlib.resources.abc import Traversable
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
_DAY = "\0day"  # the one key of an object that stands for a day


def toml(file: Traversable) -> dict[str, Any]:
    """What the file says. Raises OSError, UnicodeDecodeError, tomllib.TOMLDecodeError."""
    return kept([file], lambda: tomllib.loads(file.read_bytes().decode("utf-8").replace("\r\n", "\n")))


def kept(sources: Sequence[Traversable], make: Callable[[], T]) -> T:
    """What `make` makes of these files: dicts with text for keys, lists, text, numbers and days. It is kept under the name of the first
    of them. Raises what `make` raises, and OSError for a file that cannot be read."""
    read = hashlib.sha256(b"".join(hashlib.sha256(s.read_bytes()).digest() for s in sources)).hexdigest().encode()
    place = _place(sources[0])
    if place and (found := _found(place, read)):
        made: T = json.loads(found, object_hook=_days)
        return made
    made = make()
    if place and not sys.dont_write_bytecode:
        _write(place, read, json.dumps(made, ensure_ascii=False, separators=(",", ":"), default=_plain).encode())
    return made


def _place(source: Traversable) -> Path | None:
    if not isinstance(source, Path):
        return None  # in an archive: there is no folder beside it
    return Path(cache_from_source(str(source.with_suffix(".py")))).with_name(f"{source.name}.kept")


def _found(place: Path, read: bytes) -> bytes:
    """What is kept there, if it was made of what was read and is whole."""
    try:
        of, digest, content = place.read_bytes().split(b"\n", 2)
    except (OSError, ValueError):
        return b""
    return content if of == read and digest == hashlib.sha256(content).hexdigest().encode() else b""


def _write(place: Path, read: bytes, content: bytes) -> None:
    half = place.with_name(f"{place.name}.{secrets.token_hex(8)}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(b"\n".join((read, hashlib.sha256(content).hexdigest().encode(), content)))
        half.replace(place)
    except OSError:  # as with byte code: whoever may not write here goes without
        with suppress(OSError):
            half.unlink()


def _plain(value: object) -> dict[str, str]:
    if type(value) is not date:
        raise TypeError(f"{value!r} cannot be kept: only text, numbers, lists, tables and days can.")
    return {_DAY: value.isoformat()}


def _days(table: dict[str, Any]) -> Any:
    return date.fromisoformat(table[_DAY]) if _DAY in table else table
