"""What all entries of the talks have in common: sources with their review, days in order, States that are known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from inforce.base.errors import LawError
from inforce.base.fields import Fields
from inforce.base.nouns import Review
from inforce.base.places import countries
from inforce.talks.statements import sources

Entry = tuple[str, date, date | None, tuple[str, ...], "Cited"]


@dataclass(frozen=True, slots=True)
class Cited:
    """How far a fact was checked, by which sources (keys of sources.toml), and what is to be known beside it."""

    review: Review
    sources: tuple[str, ...]
    note: str = ""


def cited(f: Fields) -> Cited:
    """The fields `review`, `sources` and `note` of an entry."""
    return Cited(f.review(), f.texts("sources", ()), f.text("note", ""))


def must_fit(file: str, entries: Iterable[Entry]) -> None:
    """Raises LawError, naming file and entry, for an id given twice, days in the wrong order, a State or source that is not known, and
    a review above memory that cites nothing. An entry is (id, since, until, States, Cited)."""
    seen: set[str] = set()
    before = date.min
    for name, since, until, states, about in entries:
        at = f"{file}, {name}"
        if name in seen:
            raise LawError(f"{at}: the id is given twice. Give each entry an id of its own.")
        if until is not None and until <= since:
            raise LawError(f"{at}: `until` = {until} is not after `since` = {since}. It is the day after the last one: mend one of them.")
        if since < before:
            raise LawError(f"{at}: the entries are not in order of their days. Order them.")
        if unknown := [s for s in states if s not in countries()]:
            raise LawError(f"{at}: {unknown[0]!r} is no State that is known here. Write the two-letter code.")
        if missing := [s for s in about.sources if s not in sources()]:
            raise LawError(f"{at}: `sources` names {missing[0]!r}, which sources.toml does not have. Mend it, or add it there.")
        if about.review is not Review.MEMORY and not about.sources:
            raise LawError(f"{at}: `review` is {about.review}, but `sources` names nothing that was read. Cite it, or say memory.")
        seen.add(name)
        before = since
