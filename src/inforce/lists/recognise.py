"""What a file is, before anything is read of it: which part of which list, whether it is whole, the day it gives as its own."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path

from inforce.base.dates import PartialDate
from inforce.base.errors import Refused, UsageError
from inforce.lists.registry import get, ids
from inforce.lists.spec import ListSpec

_HEAD = 64 << 10  # bytes looked at; every list's root element or header line stands in the first few hundred
_TAIL = 4 << 10
_ZIP = b"PK\x03\x04"
_PACKED = {  # kinds of archives and how they begin: where, and with what
    "tar": (257, b"ustar"),
    "7z": (0, b"7z\xbc\xaf\x27\x1c"),
    "rar": (0, b"Rar!\x1a\x07"),
    "bzip2": (0, b"BZh"),
    "zstd": (0, b"\x28\xb5\x2f\xfd"),
}
_ZIPPED = ("ods", "xlsx")  # formats that are zip archives themselves
_PAGE = re.compile(rb"<!doctype html|<html", re.IGNORECASE)
_HTML_END = rb"(?i)</html\s*>$"


def parts_of(spec: ListSpec, files: Iterable[tuple[str, Path]]) -> dict[str, Path]:
    """Which part of the list each file (the name it was given under -> its unpacked bytes) is.

    Raises Refused for a file that is empty, a web page, cut short or another list's, and UsageError when two files are the
    same part or a file may be several.
    """
    found: dict[str, Path] = {}
    for name, path in files:
        head = _head(path)
        if not _text(head):
            raise Refused(f"{name} is empty.")
        if packed := next((kind for kind, (at, magic) in _PACKED.items() if head[at:].startswith(magic)), ""):
            raise Refused(f"{name} is an archive of several files ({packed}): take out those that are in it and add them.")
        if head.startswith(_ZIP) and not any(spec.format_of(p) in _ZIPPED for p in spec.parts):
            raise Refused(f"{name} is a zip archive, not {spec.format}: take out the file that is in it.")
        part = _part(spec, name, head)
        _whole(spec.format_of(part), name, path)
        if part in found:
            raise UsageError(f"{name} and another file are both the part {part!r} of {spec.id}. Give one of each: {list(spec.parts)}.")
        found[part] = path
    return found


def published(spec: ListSpec, parts: Mapping[str, Path]) -> str:
    """The latest day or UTC instant that the files give as their own, in ISO form; '' where list.toml names none to look for.

    Raises Refused for a day that is none.
    """
    found = [re.search(pattern.encode(), _head(parts[part])) for part, pattern in spec.recognise.items() if part in parts]
    said = [{name: value.decode(errors="replace") for name, value in m.groupdict().items() if value} for m in found if m]
    return max((_moment(groups) for groups in said if groups), default="")


def _head(path: Path) -> bytes:
    with path.open("rb") as f:
        return f.read(_HEAD)


def _whole(format: str, name: str, path: Path) -> None:
    text = _text(_head(path))
    if text.startswith(_ZIP) != (format in _ZIPPED):
        raise Refused(f"{name} is no {format}: it begins {text[:20]!r}.")
    ends = {"xml": _xml_end(text), "html": _HTML_END, "json": rb"[\]}]$", "jsonl": rb"\}$"}.get(format)
    if ends and not re.search(ends, _without_comments(_tail(path)).rstrip()):
        raise Refused(f"{name} is cut short: it does not end as {format} does. Download it again.")


def _text(head: bytes) -> bytes:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def _xml_end(head: bytes) -> bytes | None:
    root = re.search(rb"<([A-Za-z_][\w.:-]*)", _without_comments(head))
    return rb"</" + re.escape(root[1]) + rb"\s*>$" if root else None


def _without_comments(xml: bytes) -> bytes:
    """By hand, because a regular expression for this takes for ever on a file that was made to be slow."""
    before, *rest = xml.split(b"<!--")
    return before + b"".join(piece.partition(b"-->")[2] for piece in rest)


def _tail(path: Path) -> bytes:
    with path.open("rb") as f:
        f.seek(max(0, path.stat().st_size - _TAIL), os.SEEK_SET)
        return f.read()


def _part(spec: ListSpec, name: str, head: bytes) -> str:
    """The one part that a file can be, by what it looks like and then by its name."""
    looks = [p for p in spec.parts if p not in spec.recognise or _matches(spec.recognise[p], head)]
    if _PAGE.match(_text(head)) and not any(spec.format_of(p) == "html" for p in looks):
        raise Refused(f"{name} is a web page (HTML), not {spec.format}: the address answered with a page instead of the list.")
    sure = [p for p in looks if p in spec.recognise]
    if not sure and (other := next(_others(spec, head), None)):
        raise Refused(f"{name} looks like {other.id} ({other.title}), not like {spec.id}. Add it to {other.id}.")
    if not looks:
        raise Refused(f"{name} is not {spec.id} as far as can be seen; it begins {head[:60]!r}.")
    named = [p for p in looks if any(fnmatch(name.lower(), pattern.lower()) for pattern in spec.parts[p])]
    for choice in (sure, named, looks):
        if len(choice) == 1:
            return choice[0]
    raise UsageError(f"{name} may be any of the parts {looks} of {spec.id}. Name it like {[n for p in looks for n in spec.parts[p]]}.")


def _others(spec: ListSpec, head: bytes) -> Iterator[ListSpec]:
    for other in map(get, ids()):
        if other.id != spec.id and any(_matches(pattern, head) for pattern in other.recognise.values()):
            yield other


def _matches(pattern: str, head: bytes) -> bool:
    return re.search(pattern.encode(), head) is not None


def _moment(groups: Mapping[str, str]) -> str:
    text = groups.get("published") or "{year}-{month:0>2}-{day:0>2}".format(**groups)
    try:
        words = PartialDate.parse(text) if re.search("[A-Za-z]{3}", text) else None  # '2 August 2025', '13-Feb-2026'
        if words and words.precision == "day":
            return words.first.isoformat()
        instant = datetime.fromisoformat(text)
        return instant.astimezone(UTC).isoformat() if instant.tzinfo else instant.date().isoformat()
    except (ValueError, OverflowError) as e:
        raise Refused(f"The file gives {text!r} as its own day, which is none.") from e
