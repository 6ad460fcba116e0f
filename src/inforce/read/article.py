"""An article, text or HTML, read into names, days, statements and events; rules of our own, each output with the rule that gave it.

English only: another language is said to be one, and nothing is read out of it. Nothing here is a judgement of anybody: a statement
is what somebody is reported to have said.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

import pyarrow as pa

from inforce.base.ids import content_id
from inforce.base.news import Article, DocDay
from inforce.base.nouns import Statement
from inforce.base.tables import STATEMENT, SUBJECTS
from inforce.read.news.attributed import attributed
from inforce.read.news.events import events
from inforce.read.news.masthead import inferred, masthead
from inforce.read.news.mentions import Actors, mentions
from inforce.read.news.page import Page, open_page
from inforce.read.news.people import People
from inforce.read.news.realis import Scene
from inforce.read.news.sentences import paragraphs, quotes, shadow, tokens, units
from inforce.read.news.statements import Setting, statements
from inforce.read.news.when import times
from inforce.read.news.words import words

_ENGLISH = words("english")


def read_article(raw: str | bytes, *, day: date | None = None, source: str = "", names: Mapping[str, str] | None = None) -> Article:
    """Reads one article. `day` is its day where the caller knows it, `source` who published it, `names` further names to find -> id
    (of listed parties, say). Empty and foreign texts give an Article that says so. Raises InputError for more than 2 million characters."""
    page = open_page(raw)
    text, source = page.text, source or "the article"
    if not text.strip():
        return _nothing(page, source, "", "there is no text in it")
    if not _english(text):
        return _nothing(page, source, "", "it is not in English, or too short to tell: only English is read")
    return _read(page, text, day, source, names or {})


def article_rows(articles: Iterable[Article]) -> pa.Table:
    """Articles as subjects: the columns of SUBJECTS["article"], for checks that may read no file.
    `day` and `published_on` are empty where the article's day is an interval."""
    return pa.Table.from_pylist([_row(a) for a in articles], schema=SUBJECTS["article"])


def read_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a row with a text and without `statements` says once it is read: its `text` without what is no part of the article (all spans
    are places in that), `statements` and `mentions`, and, where the row has none, its `title` and `day`. Raises InputError as read_article.
    """
    day = row.get("day") or row.get("published_on")
    found = _row(read_article(row["text"], day=day, source=row.get("source") or ""))
    kept = {"day": day or found["day"], "title": row.get("title") or found["title"]}
    return {**{name: found[name] for name in ("text", "statements", "mentions")}, **kept}


def statement_rows(a: Article) -> pa.Table:
    """The statements of an article, a row each, with the fields of Statement."""
    return pa.Table.from_pylist([asdict(s) for s in a.statements], schema=pa.schema(list(STATEMENT)))


def _row(a: Article) -> dict[str, object]:
    day = a.day.first if a.day and a.day.first == a.day.last else None
    row = {"id": a.id, "day": day, "title": a.title, "text": a.text, "published_on": day, "source": a.source}
    return {**row, "statements": [asdict(s) for s in a.statements], "mentions": [asdict(m) for m in a.mentions]}


def _read(page: Page, text: str, day: date | None, source: str, names: Mapping[str, str]) -> Article:
    plain = shadow(text)
    lines = paragraphs(plain)
    head = masthead(plain, lines, day, page.published)
    whole = tokens(plain, (0, len(plain)), [])
    found = mentions(plain, whole, head.day.first if head.day else None, names)
    when = head.day or inferred(plain, found)
    sentences = [u.span for n, p in enumerate(lines) for u in units(plain, p, n, quotes(plain, p))]
    dates = times(plain, sentences, when)
    said = attributed(plain, head.aside)
    made = content_id(text)
    setting = Setting(text, made, source, found, dates)
    actors = Actors(found)
    spoken, relays = statements(said, People(plain, whole, actors), setting)
    done = events(Scene(plain, said.sentences, actors, dates, spoken, made, source, head.title))
    return Article(
        id=made,
        source=source,
        title=text[slice(*head.title)] if head.title else page.title,
        dateline=text[slice(*head.dateline)].strip(" –—-") if head.dateline else "",
        day=when,
        language="en",
        text=text,
        pieces=page.pieces,
        dropped=page.dropped,
        sentences=tuple(sentences),
        relays=tuple(relays),
        mentions=tuple(found),
        times=tuple(dates),
        statements=tuple(spoken),
        events=tuple(done),
        undetermined=tuple(_open(when, said.unclosed, spoken)),
    )


def _nothing(page: Page, source: str, language: str, why: str) -> Article:
    return Article(content_id(page.text), source, page.title, "", None, language, page.text, page.pieces, page.dropped, undetermined=(why,))


def _english(text: str) -> bool:
    """Whether enough of its words are the commonest of English: six in a hundred, which no other language reaches."""
    words = re.findall(r"[^\W\d_]+", text[:20_000].lower())
    common = sum(w in _ENGLISH for w in words)
    letters = re.findall(r"[^\W\d_]", text[:20_000])
    latin = sum("a" <= c.lower() <= "z" for c in letters)
    return len(words) >= 4 and latin > 0.8 * len(letters) and common >= 0.06 * len(words)


def _open(day: DocDay | None, unclosed: list[int], spoken: list[Statement]) -> list[str]:
    told = []
    if day is None:
        told.append("the day of the article: it gives none, and nothing in it bounds one; weekdays and the like are left unresolved")
    elif day.first != day.last:
        told.append(f"the day of the article: some day from {day.first} to {day.last}, because {day.words}; weekdays are left unresolved")
    told += [f"where the quotation that begins at character {at} ends: no mark closes it" for at in unclosed]
    if nobody := sum(not s.speaker for s in spoken):
        told.append(f"who said {nobody} of {len(spoken)} statements: the text does not tell")
    return told
