"""The statements of a whole text, before anybody is named: the rules of one sentence, and what goes on from sentence to sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from inforce.base.news import Span
from inforce.read.news.clauses import QUOTE, is_word
from inforce.read.news.found import Found, Sentence, sentence
from inforce.read.news.rules import find
from inforce.read.news.sentences import Quote, paragraphs, quotes, units


@dataclass(slots=True)
class Attributed:
    """The sentences of a text, what was found in them in order, and the places where a quotation mark is never closed."""

    sentences: list[Sentence]
    found: list[Found]
    unclosed: list[int]


def attributed(text: str, leave_out: Sequence[Span] = ()) -> Attributed:
    """All statements of shadow text; `leave_out` are the spans of dateline and date, which no sentence has a part in."""
    sentences: list[Sentence] = []
    found: list[Found] = []
    unclosed: list[int] = []
    whole = [p for p in (_after(p, leave_out) for p in paragraphs(text)) if p[0] < p[1]]
    inside = [quotes(text, p) for p in whole]
    for n, (paragraph, qs) in enumerate(zip(whole, inside, strict=True)):
        unclosed += [
            q.span[0] for q in qs if q.open_end and not _continued(text, q, inside[n + 1] if n + 1 < len(inside) else [], paragraph)
        ]
        for unit in units(text, paragraph, n, qs):
            s = sentence(text, unit, len(sentences), qs)
            sentences.append(s)
            _add(found, sentences, find(s))
    found[:] = [f for f in found if f.pieces]
    return Attributed(sentences, found, unclosed)


def _after(paragraph: Span, leave_out: Sequence[Span]) -> Span:
    start = max([b for a, b in leave_out if a <= paragraph[0] < b], default=paragraph[0])
    return min(start, paragraph[1]), paragraph[1]


def _continued(text: str, q: Quote, following: list[Quote], paragraph: Span) -> bool:
    """A quotation over several paragraphs: each begins with a mark, only the last ends with one."""
    return bool(following) and not text[paragraph[1] : following[0].span[0]].strip() and q.span[1] == paragraph[1]


def _add(found: list[Found], sentences: list[Sentence], new: list[Found]) -> None:
    """Adds what was found in the last sentence, and gives its quotations that nobody there says to who spoke last."""
    s = sentences[-1]
    taken = {piece for f in new for piece in f.pieces}
    for q in sorted(s.quotes):
        span = s.quotes[q].span
        if any(a <= span[0] and span[1] <= b for a, b in taken):
            continue
        goes_on = _goes_on(found, sentences, s)
        if goes_on is None:
            continue
        if (
            goes_on.unit >= 0
            and sentences[goes_on.unit].unit.paragraph == s.unit.paragraph
            and goes_on.quoted
            and goes_on.pieces
            and goes_on.pieces[-1][1] <= span[0]
        ):
            goes_on.pieces.append(span)
        elif _announced(sentences, s) and goes_on.unit == s.number - 1 and not goes_on.quoted:
            goes_on.pieces, goes_on.quoted, goes_on.rule = [span], True, "Q7"
        else:
            new.append(Found(None, "", frozenset(), goes_on.speaker, goes_on.how, [span], "Q5", s.number, quoted=True))
    found += sorted(new, key=lambda f: f.cue or f.pieces[0])
    empty = [f for f in found if not f.pieces and f.unit < s.number - 1]
    found[:] = [f for f in found if f not in empty]


def _announced(sentences: list[Sentence], s: Sentence) -> bool:
    """Whether the sentence before ends in a colon or in the cue itself: what it announces follows."""
    before = sentences[s.number - 1] if s.number else None
    return bool(before and before.ts and before.ts[-1].text in ":,")


def _goes_on(found: list[Found], sentences: list[Sentence], s: Sentence) -> Found | None:
    """The statement that a quotation without a speaker goes on with: of the sentences just before."""
    alone = sum(is_word(t) for t in s.ts if t.text != QUOTE) <= 3 or any(t.text == QUOTE for t in s.ts[:1])
    if not found or not alone:
        return None
    last = next(f for f in reversed(found) if not _nested(f, found))
    here = s.unit.paragraph - sentences[last.unit].unit.paragraph
    if here <= 1 and s.number - last.unit <= 2:
        return last
    return None


def _nested(f: Found, found: list[Found]) -> bool:
    """Whether a statement stands in another's words ('she noted the findings show …'): what follows goes on with the outer one."""
    at = f.cue or (f.pieces[0] if f.pieces else None)
    others = [o for o in found[-6:] if o is not f and o.unit == f.unit]
    return at is not None and any(a <= at[0] and at[1] <= b for o in others for a, b in o.pieces)
