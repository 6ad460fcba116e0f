"""The part of the demo's page on reading the news: an invented article as statements, each with who says it and who tells of it."""

from collections.abc import Iterator
from datetime import date
from importlib.resources import files

from inforce.base.news import Article, Realis
from inforce.base.nouns import Statement
from inforce.read.article import read_article

SOURCE, DAY = "Harbour Gazette", date(2019, 10, 16)


def told() -> Iterator[tuple[str, str]]:
    """Pairs of a label and a text."""
    text = (files("inforce.cli.example") / "article.txt").read_text(encoding="utf-8")
    a = read_article(text, day=DAY, source=SOURCE)
    yield "article", f"of the {a.source}, {DAY}, from {a.dateline}: {a.title}. An invented outlet, invented speakers"
    for relay in a.relays:
        yield "relay", f"{relay.outlet} passes on what {relay.of} said: it is no speaker, and its copies are no second source"
    for s in a.statements:
        yield _day(s), _said(s)
    yield "events", _events(a)
    yield "left out", f"{len(a.dropped)} lines of the site, such as: {a.dropped[0]}"


def _day(s: Statement) -> str:
    return str(s.day) if s.day else "no day"


def _said(s: Statement) -> str:
    kind = {"non_compliance": "claim of non-compliance", "compliance": "claim of compliance"}.get(s.kind, s.kind)
    short = s.quote if len(s.quote) < 90 else f"{s.quote[:84].rsplit(' ', 1)[0]} …"
    return f"{s.speaker}{f' ({s.role})' if s.role else ''}, {kind}, by the word {s.cue!r}: {short} [as told by {s.asserted_by}]"


def _events(a: Article) -> str:
    real = [e for e in a.events if e.realis in (Realis.HAPPENED, Realis.ONGOING)]
    rest = "the rest are claimed, demanded or possible"
    return f"{len(a.events)} deeds are named; {len(real)} of them happened by the article's own words, {rest}"
