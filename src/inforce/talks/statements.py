"""Statements that ship: who said what, for whom and when, in our own summary, with where it was read. No text of an article."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from inforce.base.errors import LawError
from inforce.base.fields import Fields, read_toml, whole
from inforce.base.nouns import Review, Statement
from inforce.base.places import countries, country

KINDS = ("compliance", "non_compliance", "denial", "demand", "offer", "threat", "condition", "forecast", "claim")
SLANTED = frozenset({"compliance", "denial", "non_compliance"})  # those that say how a duty was kept, so that evidence can bear on them
STATEMENTS, SOURCES = "statements.toml", "sources.toml"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement was read: `url` may be empty for what has none."""

    url: str
    what: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement, its `kind` one of KINDS, with what it is about; `summary` is our own.

    `of` are the States whose conduct it is about (alpha-2; empty: it names none), `matters` subjects of scopes ('coal'; empty: the
    measures as a whole), `since` and `until` the days of the conduct (None: not said). `answers` is the id of the claim or of the
    documented finding it replies to. `review` is how far the wording, the speaker and the day were checked.
    """

    statement: Statement
    summary: str
    review: Review
    of: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    answers: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""

    @property
    def kind(self) -> str:
        """What the statement does; of several kinds the one that says how a duty was kept."""
        s = self.statement
        return next((k for k in (s.kind, *s.also) if k in SLANTED), s.kind)

    @property
    def speaks_for(self) -> str:
        """The State it was said for (alpha-2), from the actor's code ('CHNGOV'); '' for none or several."""
        return country(self.statement.on_behalf_of[:3])

    @property
    def day(self) -> date | None:
        """When it was said."""
        return self.statement.day


@cache
def sources() -> Mapping[str, Place]:
    """What was read, by the keys that entries cite. Raises LawError where the file does not say one clear thing."""
    return read_sources(files("inforce.talks") / SOURCES)


@cache
def statements() -> tuple[Claim, ...]:
    """Those that come with inforce, oldest first. Raises LawError where the file does not say one clear thing."""
    return read_statements(files("inforce.talks") / STATEMENTS, sources())


def read_sources(file: Traversable) -> dict[str, Place]:
    """Tables of `url` and `what` by key."""
    return {
        key: whole(Fields(table, f"{SOURCES}, {key}"), lambda f: Place(f.text("url", ""), f.text("what"))) for key, table in _tables(file)
    }


def read_statements(file: Traversable, known: Mapping[str, Place]) -> tuple[Claim, ...]:
    """Those in `file`, in order of their days; every source cited is among `known`. Raises LawError, naming the entry."""
    found = whole(Fields(read_toml(file), STATEMENTS), lambda f: f.tables("statements", _claim, "id"))
    ids = [c.statement.id for c in found]
    for c in found:
        at = f"{STATEMENTS}, {c.statement.id}"
        if c.review is not Review.MEMORY and not c.sources:
            raise LawError(f"{at}: `review` is {c.review}, but `sources` names nothing that was read. Cite it, or say memory.")
        _among(at, "sources", c.sources, known)
        _among(at, "of", c.of, countries())
        if ids.count(c.statement.id) > 1:
            raise LawError(f"{at}: the id is given twice. Give each statement an id of its own.")
    if list(found) != sorted(found, key=lambda c: c.day or date.min):
        raise LawError(f"{STATEMENTS}: the entries are not in order of their days. Order them.")
    return found


def _claim(f: Fields) -> Claim:
    summary = f.text("summary")
    statement = Statement(
        id=f.text("id"),
        speaker=f.text("speaker"),
        on_behalf_of=f.text("on_behalf_of"),
        addressee=f.text("addressee", ""),
        about=summary,
        quote="",  # our summary ships, never the words of an article
        day=f.day("day"),
        article="",
        kind=f.one_of("kind", KINDS),
    )
    return Claim(
        statement,
        summary,
        f.review(),
        f.texts("of", ()),
        f.texts("matters", ()),
        f.day_or_none("since"),
        f.day_or_none("until"),
        f.text("answers", ""),
        f.texts("sources", ()),
        f.text("note", ""),
    )


def _among(at: str, name: str, values: Iterable[str], known: Iterable[str]) -> None:
    if unknown := [v for v in values if v not in known]:
        raise LawError(f"{at}: `{name}` names {unknown[0]!r}, which is not known here. Mend it, or add it where it belongs.")


def _tables(file: Traversable) -> Iterable[tuple[str, Mapping[str, object]]]:
    for key, table in read_toml(file).items():
        if not isinstance(table, dict):
            raise LawError(f"{SOURCES}: `{key}` is no table. Write [{key}] with `url` and `what`.")
        yield key, table
