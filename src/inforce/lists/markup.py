"""XML from outside, read whole or not at all, into rows for `lists.strict`.

No entity is resolved, no DTD is read, nothing is fetched, and size and number of elements are bounded, so a hostile file is
refused in little memory. A file that is not well-formed is refused with its line, but for one mend that loses nothing: a `&`
that starts no reference can only be an ampersand. Each value mended so becomes an Issue.
"""

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from lxml import etree

from inforce.base.errors import Refused
from inforce.lists.strict import MENDED, Row

LARGEST_BYTES = 32 * 1024 * 1024  # the largest list read so has 2.2 MB
MOST_ELEMENTS = 1_000_000  # the largest list read so has 66,000

BARE = re.compile(r"&(?!#|[A-Za-z_:][\w:.-]*;|(?:amp|lt|gt|quot|apos)\b)")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
ENCODING = re.compile(r"""\A<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)["']""")


@dataclass(frozen=True, slots=True)
class Document:
    """`about` holds what stands outside the entries (attributes of the root, loose text); `sections` the names of the root's
    children; `entries` each child of a section: (section, name, row)."""

    about: Row
    sections: frozenset[str]
    entries: tuple[tuple[str, str, Row], ...]


def read(path: Path, root: str) -> Document:
    """The document in `path` (gzipped or not), whose root element is called `root`. Raises Refused, saying where and why."""
    events = _events(_mend(_text(path)))
    try:
        return _document(path, root, events)
    except etree.XMLSyntaxError:
        first = events.error_log[0]
        raise refused(path, f"line {first.line}: no well-formed XML ({first.message.strip()})") from None


def refused(path: Path, why: str) -> Refused:
    """The error for a file that cannot be trusted; `why` says what is wrong and in which line."""
    return Refused(f"{path.name} was not read, {why}. Take the file from its publisher again; nothing of it was loaded.")


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes, gzipped or not. Raises Refused where it is gzipped and that is broken."""
    with path.open("rb") as f:
        zipped = f.read(2) == b"\x1f\x8b"
    try:
        with gzip.open(path) if zipped else path.open("rb") as f:
            yield cast(BinaryIO, f)
    except (gzip.BadGzipFile, EOFError, zlib.error) as e:
        raise refused(path, f"its compression is broken ({e})") from None


def _text(path: Path) -> str:
    raw = _bytes(path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = raw[: e.start].count(b"\n") + 1
        raise refused(path, f"line {line}: its bytes are no UTF-8") from None
    if not text.strip():
        raise refused(path, "it is empty")
    if (said := ENCODING.match(text)) and said[1].upper() not in ("UTF-8", "UTF8"):
        raise refused(path, f"line 1: it says that its encoding is {said[1]!r}, and is expected in UTF-8")
    if (at := text.find("<!DOCTYPE")) >= 0:
        raise refused(path, f"line {_line(text, at)}: it declares a document type, which no list does; web pages and attacks do")
    if control := CONTROL.search(text):
        raise refused(path, f"line {_line(text, control.start())}: {CUT.format(ord(control[0]))}")
    return text


# Seen in a copy of August 2025: ’ (U+2019) had become 0x19 and – (U+2013) 0x13, but so had Cyrillic Г (U+0413), and Arabic
# names had become Latin letters and signs. What such a byte stood for cannot be told, and most of the damage shows no byte.
CUT = (
    "it holds the control byte 0x{:02x}, as XML may not. Copies like that are known in which every character beyond U+00FF has "
    "lost its upper byte, names in other scripts among them, and no mend brings those back"
)


def _bytes(path: Path) -> bytes:
    with opened(path) as f:
        raw = f.read(LARGEST_BYTES + 1)
    if len(raw) > LARGEST_BYTES:
        raise refused(path, f"it is larger than {LARGEST_BYTES} bytes")
    return raw


def _mend(text: str) -> str:
    # In a comment or a CDATA section an ampersand stands for itself; where there are any, the parser decides.
    if "<!--" in text or "<![CDATA[" in text or MENDED in text:
        return text
    return BARE.sub(f"&amp;{MENDED}", text)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _document(path: Path, root: str, events: Any) -> Document:
    entries: list[tuple[str, str, Row]] = []
    depth = 0
    top: Any = None
    for seen, (event, element) in enumerate(events):
        if event == "start":
            top = element if top is None else top
            depth += 1
            if top.tag != root:
                raise refused(path, f"line {element.sourceline}: its root element is <{top.tag}>, not <{root}>")
            if seen > 2 * MOST_ELEMENTS:
                raise refused(path, f"line {element.sourceline}: it holds more than {MOST_ELEMENTS} elements")
        else:
            depth -= 1
            if depth == 2:
                entries.append((element.getparent().tag, element.tag, _row(element)))
                element.clear(keep_tail=True)
    return Document(_about(top), frozenset(section.tag for section in top), tuple(entries))


def _events(text: str) -> Any:
    return etree.iterparse(
        io.BytesIO(text.encode()),
        events=("start", "end"),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _row(element: Any) -> Row:
    """The children of an element as fields; attributes as '@name' (of a child without children: 'CHILD@name'), loose text
    between children as '#text'."""
    row = _attributes(element, "@")
    for child in element:
        row.setdefault(child.tag, []).append(_row(child) if len(child) else child.text or "")
        if not len(child):
            row.update(_attributes(child, f"{child.tag}@"))
    if loose := _loose(element):
        row["#text"] = [loose]
    return row


def _about(root: Any) -> Row:
    about = _attributes(root, "@")
    for section in root:
        about.update(_attributes(section, f"{section.tag}@"))
        if loose := _loose(section):
            about[section.tag] = [loose]
    if loose := _loose(root):
        about["#text"] = [loose]
    return about


def _attributes(element: Any, before: str) -> dict[str, list[str | Row]]:
    return {before + name: [value] for name, value in element.attrib.items()}


def _loose(element: Any) -> str:
    return " ".join(" ".join([element.text or "", *(child.tail or "" for child in element)]).split())
