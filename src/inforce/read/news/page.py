"""What is given, bytes or text or HTML, as the text of the article alone."""

import codecs
import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.resources import files

from inforce.base.errors import InputError
from inforce.base.news import Span

MOST = 2_000_000  # characters: a hundred times a long article; more is no article, and says so
_HTML = re.compile(r"\s*<(?:!doctype|html|head|body|article|div|p|!--|main|section)\b|<(?:html|body|!doctype html)\b", re.IGNORECASE)
_UNSEEN = re.compile("[\ufeff\u200b-\u200d\u2060\u00ad\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]")
_PUBLISHED = re.compile(r'(?:article:published_time|datePublished|"date"|itemprop="datePublished")[^>]{0,80}?(\d{4}-\d{2}-\d{2})')


@dataclass(frozen=True, slots=True)
class Page:
    """The original text, the spans of it that are kept and the lines that are not; of HTML also title and day where it gives them."""

    original: str
    pieces: tuple[Span, ...]
    dropped: tuple[str, ...]
    title: str = ""
    published: str = ""

    @property
    def text(self) -> str:
        """What is kept."""
        return "".join(self.original[a:b] for a, b in self.pieces)


def open_page(raw: str | bytes) -> Page:
    """Reads what was given. Bytes are in the encoding that their first bytes or the page itself name, else UTF-8, else Windows-1252.
    Raises InputError for more than 2 million characters."""
    text = raw if isinstance(raw, str) else _decoded(raw)
    if len(text) > MOST:
        raise InputError(f"the article has {len(text):,} characters, more than {MOST:,}: cut out the article and read that")
    if _HTML.match(text) or _HTML.search(text, 1, 5000):
        return _of_html(text)
    return kept(text)


def _decoded(raw: bytes) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode(_named(raw) or "cp1252", errors="replace")


def _named(raw: bytes) -> str:
    """The encoding that a page names in its head; '' where it names none that is known."""
    named = re.search(rb"<meta[^>]{0,200}?charset=[\"']?([\w-]{2,20})", raw[:4096], re.IGNORECASE)
    try:
        return codecs.lookup(named[1].decode("ascii")).name if named else ""
    except LookupError:
        return ""


def _of_html(html: str) -> Page:
    """By trafilatura, which is imported only here because it takes longer than all the rest; without comments, scripts and tables."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is told by its result
    body = trafilatura.extract(html, include_comments=False, include_tables=False, include_formatting=False) or _all_text(html)
    found = trafilatura.extract_metadata(html)
    title, said = (found.title or "" if found else ""), _PUBLISHED.search(html)
    lines = "\n\n".join(line for line in body.split("\n") if line.strip())
    whole = lines if not title or lines.startswith(title) else f"{title}\n\n{lines}" if lines else title
    page = kept(whole)
    return Page(page.original, page.pieces, page.dropped, title, said[1] if said else "")


def _all_text(html: str) -> str:
    """The paragraphs of a page in which no article was found."""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        tree = lxml_html.document_fromstring(html)
    except (etree.ParserError, ValueError):
        return ""
    for node in tree.xpath("//script|//style|//nav|//noscript|//template"):
        node.drop_tree()
    return "\n".join(" ".join(p.text_content().split()) for p in tree.xpath("//h1|//h2|//p|//li")) or _bare(html)


def _bare(html: str) -> str:
    """All words of a page without paragraphs, or nested too deeply for a parser."""
    told = re.sub(r"(?is)<(script|style|noscript|template)\b.*?(?:</\1\s*>|$)", " ", html)
    return unescape("\n".join(" ".join(line.split()) for line in re.sub(r"<[^<>]*>", "\n", told).split("\n") if line.strip()))


def kept(text: str) -> Page:
    """The text without characters that are not seen and without lines that belong to a site and not to the article."""
    cuts: list[Span] = [m.span() for m in _UNSEEN.finditer(text)]
    dropped = []
    for m in re.finditer(r"[^\n]+\n?", text):
        line = _UNSEEN.sub("", m[0]).strip()
        if line and _furniture().search(line) and len(line) < 200:
            cuts.append(m.span())
            dropped.append(line)
    return Page(text, tuple(_without(len(text), sorted(cuts))), tuple(dropped))


def _without(size: int, cuts: list[Span]) -> list[Span]:
    at, pieces = 0, []
    for a, b in cuts:
        if a > at:
            pieces.append((at, a))
        at = max(at, b)
    return [*pieces, (at, size)] if at < size else pieces


@cache
def _furniture() -> re.Pattern[str]:
    lines = (files("inforce.read.news") / "furniture.txt").read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(f"(?:{line})" for line in lines if line and not line.startswith("#")), re.IGNORECASE)
