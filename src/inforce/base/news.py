"""What is read out of an article: who is named, when things were, who said what, and what is said to have happened."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inforce.base.nouns import Statement

Span = tuple[int, int]  # half-open character offsets into Article.text


class Realis(StrEnum):
    """Whether an event is real: only `happened` and `ongoing` are, in the article's own words; `claimed` is in a speaker's."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    CLAIMED = "claimed"
    DEMANDED = "demanded"
    INTENDED = "intended"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. kind: state, government (a capital that stands for one), place, organ, person, instrument, outlet, listed.

    `code` is an actor code ('CHNGOV'), for an instrument its id ('un/2397'), for a name handed in by the caller the id it came with.
    """

    kind: str
    span: Span
    text: str
    code: str
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Time:
    """A date expression, resolved against the article's day: from `first` to `last`, both meant."""

    span: Span
    text: str
    first: date
    last: date
    rule: str


@dataclass(frozen=True, slots=True)
class DocDay:
    """When the article is from, `first` to `last`, and how that is known: given, dateline, page or inferred; `words` say by what."""

    first: date
    last: date
    how: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Relay:
    """An outlet that passes on what it took from `of` ('' where the text does not say): a link in the chain, never a speaker."""

    outlet: str
    of: str
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, in the types and modes of PLOVER (2021); `source` and `target` are actor codes, `span` is the trigger.

    `statement` is the id of the Statement it stands in, '' where the article itself tells it.
    """

    id: str
    article: str
    type: str
    mode: str
    source: str
    target: str
    place: str
    day: date | None
    realis: Realis
    span: Span
    statement: str
    rule: str
    asserted_by: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read. `text` is what was given without what is no part of it: `pieces` are the spans of the original that it joins,
    `dropped` the lines left out. `language` is 'en', or '' where it is another, and then nothing was read out of it.
    `undetermined` says in words what could not be determined."""

    id: str
    source: str
    title: str
    dateline: str
    day: DocDay | None
    language: str
    text: str
    pieces: tuple[Span, ...]
    dropped: tuple[str, ...] = ()
    sentences: tuple[Span, ...] = ()
    relays: tuple[Relay, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    undetermined: tuple[str, ...] = ()

    def original(self, offset: int) -> int:
        """Where a character of `text` stands in what was given (for HTML, in the text taken out of it)."""
        for start, end in self.pieces:
            if offset < end - start:
                return start + offset
            offset -= end - start
        return self.pieces[-1][1] if self.pieces else 0
