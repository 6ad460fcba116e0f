"""An article as a page: its text with each statement in the colour and under the number of its speaker, details on hover and focus, and
beside it the statements as a table. One file, no script; what was given as text stays text."""

from collections.abc import Iterator
from dataclasses import asdict
from html import escape
from importlib.resources import files
from itertools import pairwise
from typing import Any

from inforce.base.news import Article
from inforce.base.nouns import Statement
from inforce.reports.html import STYLE

COLOURS = 8


def as_object(a: Article) -> dict[str, Any]:
    """The article for JSON: all that was read, with offsets into its text; days as ISO texts, `realis` and the rest as words."""
    return asdict(a)


def page(a: Article) -> str:
    """The whole page."""
    style = STYLE + (files("inforce.reports") / "article.css").read_text(encoding="utf-8")
    title = a.title or "An article"
    speakers = list(dict.fromkeys(s.speaker for s in a.statements))
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}: who said what</title><style>{style}</style></head><body><main>",
        *_head(a, speakers),
        '<div class="sides"><article class="text">',
        *_text(a, speakers),
        "</article><div>",
        *_statements(a, speakers),
        *_events(a),
        "</div></div></main><footer><p>A statement is what somebody is reported to have said, and no finding. Found by rule, checked "
        "by nobody unless the table says so.</p></footer></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _head(a: Article, speakers: list[str]) -> Iterator[str]:
    yield f"<p><b>{escape(a.source)}</b>, day: {escape(_day(a))}. {len(a.statements)} statements by {len(speakers)} speakers.</p>"
    for relay in a.relays:
        of = escape(relay.of or "whom it does not say")
        yield f"<p class='note'>In part taken over from <b>{escape(relay.outlet)}</b>, which has it of {of}.</p>"
    for left_open in a.undetermined:
        yield f"<p class='note'>Not determined: {escape(left_open)}.</p>"
    items = (f'<li><span class="s{n % COLOURS}">{n + 1} {escape(name or "not told")}</span></li>' for n, name in enumerate(speakers))
    yield f'<ul class="key" aria-label="Speakers">{"".join(items)}</ul>' if speakers else ""


def _day(a: Article) -> str:
    if a.day is None:
        return "not known"
    days = [str(d) for d in dict.fromkeys((a.day.first, a.day.last))]
    return f"{' to '.join(days)} ({a.day.how})"


def _text(a: Article, speakers: list[str]) -> Iterator[str]:
    at = 0
    shown: set[str] = set()
    for line in a.text.split("\n"):
        if line.strip():
            tag = "h1" if line.strip() == a.title.strip() and at < 200 else "p"
            yield f"<{tag}>{''.join(_pieces(a, speakers, at, at + len(line), shown))}</{tag}>"
        at += len(line) + 1


def _pieces(a: Article, speakers: list[str], start: int, end: int, shown: set[str]) -> Iterator[str]:
    """One paragraph cut at every border of a statement; each piece belongs to the innermost statement that it stands in."""
    spans = [span for s in a.statements for span in (*s.spans, *(x for x in (s.cue_span, s.speaker_span) if x))]
    cuts = sorted({start, end, *(x for span in spans for x in span if start < x < end)})
    for x, y in pairwise(cuts):
        words = escape(a.text[x:y])
        around = [s for s in a.statements if any(p <= x and y <= q for p, q in s.spans)]
        for kind in ("who", "cue"):
            named = [s.speaker_span if kind == "who" else s.cue_span for s in a.statements]
            if any(span and span[0] <= x and y <= span[1] for span in named):
                words = f'<span class="{kind}">{words}</span>'
        if not around:
            yield words
            continue
        s = min(around, key=lambda s: sum(q - p for p, q in s.spans))
        yield _mark(s, words, speakers, s.id not in shown, a)
        shown.add(s.id)


def _mark(s: Statement, words: str, speakers: list[str], first: bool, a: Article) -> str:
    n = speakers.index(s.speaker)
    number = f'<sup><a href="#{s.id}" aria-describedby="tip-{s.id}">{_number(a, s)}</a></sup>' if first else ""
    tip = f'<span class="tip" role="tooltip"{f" id={chr(34)}tip-{s.id}{chr(34)}" if first else ""}>{_tip(s)}</span>'
    return f'<mark class="s{n % COLOURS}">{words}{number}{tip}</mark>'


def _number(a: Article, s: Statement) -> int:
    return a.statements.index(s) + 1


_FAIR = {"compliance": "claim of compliance", "non_compliance": "claim of non-compliance"}


def _kinds(s: Statement) -> str:
    return ", ".join(_FAIR.get(kind, kind) for kind in (s.kind, *s.also))


def _tip(s: Statement) -> str:
    facts = (
        ("", s.role),
        ("for ", s.on_behalf_of),
        ("perhaps ", s.likely),
        ("", _kinds(s)),
        ("cue: ", s.cue),
        ("to ", s.addressee),
        ("at ", s.venue),
        ("on ", str(s.day or "")),
        ("told by ", s.asserted_by),
        ("rule ", s.rule),
        ("", s.checked),
    )
    return f"<b>{escape(s.speaker or 'not told who')}</b>" + "".join(
        f"<span>{before}{escape(value)}</span>" for before, value in facts if value
    )


def _statements(a: Article, speakers: list[str]) -> Iterator[str]:
    heads = ("", "speaker", "what it is", "reported", "day", "told by", "checked")
    yield '<section id="statements"><h2>Statements</h2><div class="scroll"><table><thead><tr>'
    yield "".join(f'<th scope="col">{h}</th>' for h in heads) + "</tr></thead><tbody>"
    for n, s in enumerate(a.statements, start=1):
        colour = speakers.index(s.speaker) % COLOURS
        who = escape(s.speaker or "not told") + "".join(f"<br><small>{escape(x)}</small>" for x in (s.role, s.on_behalf_of) if x)
        cells = (_kinds(s), s.quote, str(s.day or "not given"), s.asserted_by, s.checked or "no")
        rest = "".join(f"<td>{escape(c)}</td>" for c in cells)
        yield f'<tr id="{s.id}"><td class="s{colour}">{n}</td><th scope="row">{who}</th>{rest}</tr>'
    yield "</tbody></table></div></section>"


def _events(a: Article) -> Iterator[str]:
    if not a.events:
        return
    yield '<section><h2>Events</h2><p class="note">Types and modes of PLOVER. Only "happened" and "ongoing" are told as real by the'
    yield ' article itself; "claimed" is what a speaker says.</p><div class="scroll"><table><thead><tr>'
    yield "".join(f'<th scope="col">{h}</th>' for h in ("words", "realis", "type", "from", "to", "day", "told by")) + "</tr></thead><tbody>"
    for e in a.events:
        cells = (str(e.realis), f"{e.type} {e.mode}".strip(), e.source, e.target, str(e.day or ""), e.asserted_by)
        rest = "".join(f"<td>{escape(c)}</td>" for c in cells)
        yield f'<tr><th scope="row">{escape(a.text[slice(*e.span)])}</th>{rest}</tr>'
    yield "</tbody></table></div></section>"
