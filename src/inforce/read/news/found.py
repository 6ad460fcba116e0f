"""A sentence made ready for the rules that find statements, and what they find in it, before anybody is named."""

from dataclasses import dataclass, field

from inforce.base.news import Span
from inforce.read.news.clauses import QUOTE
from inforce.read.news.sentences import Quote, Token, Unit, tokens


@dataclass(slots=True)
class Found:
    """A statement as found: spans of cue and speaker, the pieces reported, and by which rule.

    `how` is how its speaker stands there (see clauses.Subject), or 'again' where it is that of the statement before. `verb` is the
    base form of the cue, `tables` those of cues.toml; `unit` is the number of its sentence.
    """

    cue: Span | None
    verb: str
    tables: frozenset[str]
    speaker: Span | None
    how: str
    pieces: list[Span]
    rule: str
    unit: int
    addressee: Span | None = None
    quoted: bool = False
    outlet: Span | None = None


@dataclass(slots=True)
class Sentence:
    """A unit as tokens, each whole quotation one token; `quotes` holds them by the number of their token."""

    unit: Unit
    number: int
    ts: list[Token]
    quotes: dict[int, Quote] = field(default_factory=dict)

    def span(self, first: int, last: int) -> Span:
        """The characters of the tokens from `first` to `last` (not included)."""
        return self.ts[first].start, self.ts[last - 1].end


def sentence(text: str, unit: Unit, number: int, inside: list[Quote]) -> Sentence:
    """The unit of shadow text with its quotations; short ones in the midst of a clause stay words."""
    mine = [q for q in inside if q.span[0] < unit.span[1] and unit.span[0] < q.span[1]]
    whole = [q for q in mine if _stands_alone(text, q, unit)]
    made, quotes, seen = [], {}, set()
    for t in tokens(text, unit.span, whole):
        if t.quoted < 0:
            made.append(t)
        elif t.quoted not in seen:
            seen.add(t.quoted)
            q = whole[t.quoted]
            quotes[len(made)] = q
            made.append(Token(q.span[0], q.span[1], QUOTE, QUOTE, t.quoted))
    return Sentence(unit, number, made, quotes)


def _stands_alone(text: str, q: Quote, unit: Unit) -> bool:
    """Whether a quotation is somebody's sentence, and no word or phrase taken into the narrator's."""
    words = text[slice(*q.inner)].split()
    before = text[unit.span[0] : q.span[0]].rstrip()
    if not before or before.endswith((":", "—")):
        return len(words) > 1 or q.span[1] >= unit.span[1] - 1
    ends = text[q.inner[1] - 1] in ".,!?…;" if words else False
    after = text[q.span[1] : q.span[1] + 1]
    if before.endswith(",") and (ends or len(words) >= 4 or after in ",."):
        return len(words) >= 2
    return len(words) >= 5 and (ends or text[q.inner[0] : q.inner[0] + 2].strip("[")[:1].isupper())
