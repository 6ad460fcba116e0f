"""The sources on the ledger's page: keys that link to a list, and the list with what stands behind each key."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape

from inforce.reports.ledger_sources import Cited, cited, parts

_KEYS = re.compile(r"\[source: (?!not named)([^\]]*)\]")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def links(keys: Iterable[str]) -> str:
    """The keys of a claim or a piece of evidence, each linked to its place in the list."""
    told = [f'<a href="#{one.anchor}">{escape(one.key)}</a>' for one in map(cited, keys)]
    return f"source: {', '.join(told) or 'not named'}"


def linked(text: str) -> str:
    """A text with the keys at the end of its parts ("[source: A; B]") linked to the list."""
    return _KEYS.sub(lambda m: f"[{links(map(unescape, parts(m[1])))}]", escape(text))


def listed(found: Sequence[Cited]) -> Iterator[str]:
    """The list of sources: key, what it is and of whom, and its address where one is held."""
    if not found:
        yield '<p class="soft">Nothing is cited on this page.</p>'
        return
    yield '<p class="soft">Keys are those of the evidence and claims above. Of an outlet that is only named, no address is held here.</p>'
    yield '<ul class="sources">'
    for one in found:
        where = _ADDRESS.sub(lambda m: f'<a href="{m[0]}">{m[0]}</a>', escape(one.url)) if one.url else "no address is held"
        yield f'<li id="{one.anchor}"><strong>{escape(one.key)}</strong>: {escape(one.title)}{", " if one.title else ""}{where}</li>'
    yield "</ul>"
