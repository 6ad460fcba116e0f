"""XML that is too large to hold at once: its entries one after another, as rows for `lists.strict`, in bounded memory.

As strict as `lists.markup`: no entity is resolved, no DTD read, nothing fetched; what is not well-formed is refused with its
line, but for a bare `&`. Names are local names, because publishers change their namespaces and nothing else.
"""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from inforce.lists.markup import BARE, CONTROL, CUT, ENCODING, opened, refused
from inforce.lists.strict import MENDED, Row

LARGEST_BYTES = 1 << 30  # the largest list known so has some 120 MB
MOST_ELEMENTS = 500_000  # in one entry; the largest known, a table of values, has some thousand
_CHUNK = 1 << 18  # characters


def entries(path: Path, root: str, depth: int) -> Iterator[tuple[str, Row]]:
    """Each element at that depth below the root (1: its children) as (its path without the root, 'A/B'; its row).

    An element that has no children and no attributes is its text; any other is a row: children by name, attributes as '@name',
    text as '#text'. What stands above the entries, attributes and loose text, comes as a row of its own when its element ends,
    the root's under ''. Raises Refused, saying where and why, when it comes upon what cannot be trusted.
    """
    target = _Target(path, root, depth)
    parser = etree.XMLParser(
        target=target, encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        for text in _mended(_texts(path)):
            parser.feed(text.encode())
            yield from target.take()
        parser.close()
    except etree.XMLSyntaxError as e:
        raise refused(path, f"line {e.lineno}: no well-formed XML ({(e.msg or '').strip()})") from None
    yield from target.take()


class _Target:
    """What the parser calls at each start, text and end; keeps the entries that are finished until they are taken."""

    def __init__(self, path: Path, root: str, depth: int) -> None:
        self._path, self._root, self._depth = path, root, depth
        self._open: list[tuple[str, dict[str, Any], list[str]]] = []
        self._done: list[tuple[str, Row]] = []
        self._elements = 0

    def take(self) -> list[tuple[str, Row]]:
        done, self._done = self._done, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if not self._open and name != self._root:
            raise refused(self._path, f"its root element is <{name}>, not <{self._root}>")
        self._elements = self._elements + 1 if len(self._open) > self._depth else 0
        if self._elements > MOST_ELEMENTS:
            raise refused(self._path, f"one {self._where()} in it holds more than {MOST_ELEMENTS:,} elements")
        self._open.append((name, {f"@{key.rpartition('}')[2]}": [value] for key, value in attributes.items()}, []))

    def data(self, text: str) -> None:
        self._open[-1][2].append(text)

    def end(self, tag: str) -> None:
        where, level = self._where(), len(self._open) - 1
        name, row, texts = self._open.pop()
        text = "".join(texts)
        if level > self._depth:
            held = {**row, "#text": [text]} if row and text.strip() else row or text
            self._open[-1][1].setdefault(name, []).append(held)
        else:
            row = {**row, "#text": [text]} if text.strip() else row
            if row or level == self._depth:
                self._done.append((where, row))

    def close(self) -> None:
        """The parser is done."""

    def _where(self) -> str:
        return "/".join(name for name, _, _ in self._open[1 : self._depth + 1])


def _texts(path: Path) -> Iterator[str]:
    """The file's text in pieces, each looked at for what no list holds."""
    decode = codecs.getincrementaldecoder("utf-8-sig")()
    line, size, tail = 1, 0, ""
    with opened(path) as f:
        while raw := f.read(_CHUNK):
            size += len(raw)
            try:
                text = decode.decode(raw)
            except UnicodeDecodeError:
                raise refused(path, f"line {line} or soon after: its bytes are no UTF-8") from None
            if size > LARGEST_BYTES:
                raise refused(path, f"it is larger than {LARGEST_BYTES:,} bytes")
            if line == 1 and (said := ENCODING.match(text)) and said[1].upper() not in ("UTF-8", "UTF8"):
                raise refused(path, f"line 1: it says that its encoding is {said[1]!r}, and is expected in UTF-8")
            if control := CONTROL.search(text):
                raise refused(path, f"line {line + text.count(chr(10), 0, control.start())}: {CUT.format(ord(control[0]))}")
            if "<!DOCTYPE" in tail + text:
                raise refused(path, f"line {line} or soon after: it declares a document type, which no list does; web pages and attacks do")
            line, tail = line + text.count("\n"), (tail + text)[-8:]
            yield text
    if not size:
        raise refused(path, "it is empty")
    if decode.getstate()[0]:
        raise refused(path, "its last character is cut short")


def _mended(texts: Iterator[str]) -> Iterator[str]:
    """The pieces with bare ampersands mended, cut where no reference and no CDATA section's start is cut in two."""
    rest, plain = "", True
    for text in texts:
        text = rest + text
        at = max(text.rfind("&", -40), text.rfind("<", -12))
        text, rest = (text[:at], text[at:]) if at >= 0 else (text, "")
        plain = plain and "<![CDATA[" not in text and MENDED not in text  # there an ampersand stands for itself: the parser decides
        yield BARE.sub(f"&amp;{MENDED}", text) if plain else text
    yield BARE.sub(f"&amp;{MENDED}", rest) if plain else rest
