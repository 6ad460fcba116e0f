"""A text cut into paragraphs, sentences, quotations and tokens, all as spans of it; rules of our own, after the habits of newspapers."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from inforce.base.news import Span

_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"), " ")
_SHADOW = str.maketrans({**{chr(k): v for k, v in _SPACES.items()}, "’": "'", "‘": "'", "‛": "'", "„": "“", "«": "“", "»": "”", "–": "—"})
_ABBREVIATED = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|gen|lt|col|maj|capt|sgt|cpl|adm|gov|sen|rep|rev|hon|st|jr|sr|vs|no|nos|inc|corp|co|ltd|bros|dept|est|fig"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tue|wed|thu|fri|approx|etc|cf|al|ambassador-at-lg)|\b[a-z](?:\.[a-z])*)\.$",
    re.IGNORECASE,
)
_ALWAYS_INSIDE = re.compile(
    r"\b(?:mr|mrs|ms|dr|prof|gen|lt|col|maj|capt|sgt|cpl|adm|gov|sen|rep|rev|hon|st|vs|no|nos|dept)\.$", re.IGNORECASE
)
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)|[.!?…]+[\"”’')\]]*$")
_TITLES = r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Gov|Sen|Rep|Rev|Hon|St|Jr|Sr|Inc|Corp|Co|Ltd)\.|[A-Z]\.(?= [A-Z])"
_TOKEN = re.compile(
    rf"[a-z]+(?=[ ,])|\b(?:{_TITLES})|[$€£¥]?\d[\d,.]*\d%?|\d%?|[^\W\d_](?:\.[^\W\d_])+\.?|[^\W\d_]{{2,}}(?:\.[a-z]{{2,}})+\b"
    r"|[^\W_]+(?:[-'&][^\W_]+)*'?(?=\s|$)|[^\W_]+(?:[-'&][^\W_]+)*|[^\w\s]|_"
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: `span` with its marks, `inner` without; `open_end` when no mark closes it in its paragraph."""

    span: Span
    inner: Span
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or several that one quotation holds together, with the number of its paragraph."""

    span: Span
    paragraph: int


def shadow(text: str) -> str:
    """The text for matching, character for character: odd spaces are spaces, curly apostrophes straight."""
    return text.translate(_SHADOW)


def paragraphs(text: str) -> list[Span]:
    """Spans of the lines that hold something: a line is a paragraph, unless the text is wrapped by hand (see `_wrapped`)."""
    pattern = r"\S(?:[^\n]|\n(?!\s*\n))*" if _wrapped(text) else r"\S[^\n]*"
    return [(m.start(), m.start() + len(m[0].rstrip())) for m in re.finditer(pattern, text)]


def _wrapped(text: str) -> bool:
    """Whether lines end in the midst of sentences: most lines that are followed by one end without a mark, and are long."""
    rows = text.split("\n")
    lines = [row.strip() for row, after in pairwise(rows) if row.strip() and after.strip()]
    return len(lines) >= 5 and sum(len(line) > 50 and line[-1].isalnum() | (line[-1] in ",;") for line in lines) > 0.6 * len(lines)


def quotes(text: str, paragraph: Span) -> list[Quote]:
    """The quotations of one paragraph of shadow text, nested ones not; curly marks say which way they go, straight ones take turns."""
    found: list[Quote] = []
    opened: Span | None = None
    marks = [(paragraph[0] + m.start(), paragraph[0] + m.end()) for m in re.finditer(r"[\"“”]|''|``", text[slice(*paragraph)])]
    odd = len(marks) % 2 == 1
    for start, end in marks:
        mark = text[start:end]
        straight = mark in ('"', "''")
        if opened is None and (mark == "”" or (straight and odd and _closes(text, start, end, paragraph))):
            continue  # it closes what nobody opened
        if mark in "“``" or (straight and (opened is None or _opens(text, start, end, paragraph))):
            if opened:  # the one before was never closed: it ends where this one begins
                found.append(Quote((opened[0], start), (opened[1], start), open_end=True))
            opened = (start, end)
        elif opened:
            found.append(Quote((opened[0], end), (opened[1], start)))
            opened = None
    if opened:
        found.append(Quote((opened[0], paragraph[1]), (opened[1], paragraph[1]), open_end=True))
    return [q for q in found if q.inner[1] > q.inner[0]]


def _closes(text: str, start: int, end: int, paragraph: Span) -> bool:
    """Whether a straight mark looks as if it closed: after a letter or mark, and before a space or the end."""
    before = text[start - 1] if start > paragraph[0] else " "
    after = text[end] if end < paragraph[1] else " "
    return not before.isspace() and before not in "([—" and after.isspace()


def _opens(text: str, start: int, end: int, paragraph: Span) -> bool:
    """Whether a straight mark that should close looks as if it opened: after a space or bracket and before a letter."""
    before = text[start - 1] if start > paragraph[0] else " "
    after = text[end] if end < paragraph[1] else " "
    return before in " ([—" and not after.isspace() and after not in ".,;:!?)" and text.count('"', end, paragraph[1]) % 2 == 1


def sentences(text: str, paragraph: Span) -> list[Span]:
    """The sentences of one paragraph of shadow text."""
    start, found = paragraph[0], []
    for m in _END.finditer(text, *paragraph):
        if _breaks(text, m.start(), m.end(), paragraph[1]):
            found.append((start, m.end()))
            start = m.end() + len(text[m.end() : paragraph[1]]) - len(text[m.end() : paragraph[1]].lstrip())
    return [*found, (start, paragraph[1])] if start < paragraph[1] else found


def _breaks(text: str, mark: int, end: int, last: int) -> bool:
    rest = text[end : min(end + 60, last)].lstrip()
    if not rest:
        return True
    if rest[0].islower() or rest[0] in ",;)" or (rest[0] in "—-" and rest[1:2] == " "):
        return False
    before = text[max(0, mark - 24) : mark + 1]
    if text[mark] == "." and (_ALWAYS_INSIDE.search(before) or re.search(r"(?:^|[\s(])[A-Z]\.$", before)):
        return False
    if text[mark] == "." and _ABBREVIATED.search(before):  # U.S. Tokyo: only a word that begins sentences tells
        return re.match(r"[\"“]|(?:The|In|On|A|An|It|He|She|They|But|And|This|That|At|For|Mr|If|We|As|However)\b", rest) is not None
    return not (text[mark] == "…" or text[mark : mark + 3] == "..." or text[mark - 1 : mark + 2] == "[.") or rest[0].isupper()


def units(text: str, paragraph: Span, number: int, inside: list[Quote]) -> list[Unit]:
    """The sentences of a paragraph, those that a quotation spans joined."""
    made: list[Span] = []
    for start, end in sentences(text, paragraph):
        if made and any(q.span[0] < made[-1][1] and start < q.span[1] for q in inside):
            made[-1] = (made[-1][0], end)
        else:
            made.append((start, end))
    return [Unit(span, number) for span in made]


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of the shadow text. `quoted` is the quotation that it stands in, by number, or -1."""

    start: int
    end: int
    text: str
    low: str
    quoted: int = -1


def tokens(text: str, span: Span, inside: list[Quote]) -> list[Token]:
    """The tokens of a span, with marks of their own for quotation marks; "'s" is split off."""
    starts, made = [q.span[0] for q in inside], []
    for m in _TOKEN.finditer(text, *span):
        n = bisect_right(starts, m.start()) - 1
        quoted = n if n >= 0 and m.start() < inside[n].span[1] else -1
        cut = m.end() - 2 if m[0].endswith("'s") and len(m[0]) > 2 else m.end() - 1 if m[0].lower().endswith("s'") else m.end()
        for a, b in ((m.start(), cut), (cut, m.end())):
            if a < b:
                made.append(Token(a, b, text[a:b], text[a:b].lower(), quoted))
    return made
