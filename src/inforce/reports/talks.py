"""The talks on a day and over time: what each side says it wants, rounds with each side's account, promises to hold back, and the
packages of relief that lay on the table. What is said stands beside what was done; neither is weighed."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from inforce.law.package import Package
from inforce.reports.document import Cell, Document, Table, table
from inforce.reports.talks_picture import picture
from inforce.talks.entries import Cited
from inforce.talks.halts import Halt, halts
from inforce.talks.positions import Position, held, positions
from inforce.talks.rounds import Round, review_of, rounds

FOOT = (
    "A position is what was said, by whom and when; it says nothing of what is meant or of who is right.",
    "Each entry carries its review: memory, or secondary for what a report or an unofficial text says. None rests on an official text.",
)
ON_THE_TABLE = ("offer", "demand", "proposal", "record")


def document(day: date, packages: Iterable[Package]) -> Document:
    """All of it as known to these files, with the positions and promises as they stood on `day`."""
    told = (held_on(day), halts_on(day), deeds(halts()), told_rounds(rounds()), tables_laid(packages, day))
    return Document(f"The talks, as they stood on {day}", tuple(lead(day)), told, (("Rounds, promises and deeds", picture(day)),), FOOT)


def lead(day: date) -> Iterator[str]:
    """The day in sentences: the round before it, the promises, and how long since a deed that one of them names."""
    if before := [r for r in rounds() if r.since <= day]:
        last = before[-1]
        yield f"The last round up to {day}: {last.place}, {_days(last)} ({', '.join(last.parties)}); {last.outcome}."
    for h in halts():
        deed = h.last(day)
        since = f" The last deed that it names: {deed.what}, {deed.day}, {(day - deed.day).days} days before." if deed else ""
        if h.state(day) != "not yet":
            yield f"The promise of {h.actor} on {h.covers}, given on {h.announced}: {h.state(day)}.{since}"


def held_on(day: date) -> Table:
    """The positions that hold on `day`, matter by matter, so that each side's stand beside the other's."""
    found = sorted(held(positions(), day), key=lambda p: (p.matter, p.actor))
    columns = ("matter", "who", "what", "since", "said by", "where", "review", "sources")
    note = "The newest of each actor in each matter. Where somebody is missing under a matter, no position of theirs is recorded here."
    return table("positions", f"What each side says it wants, {day}", columns, map(_position, found), note)


def halts_on(day: date) -> Table:
    """Each promise and how it stood on `day`."""
    columns = ("promise", "who", "covers", "announced", "said by", "state", "in doubt since", "why", "ended", "how", "review", "sources")
    rows = ((*_halt(h, day), h.cited.review, h.cited.sources) for h in halts())
    return table(
        "halts", f"Promises to hold back, {day}", columns, rows, "In doubt: one side said that it, or the other, is no longer bound."
    )


def deeds(found: Iterable[Halt]) -> Table:
    """What was done before, during and after each promise, and whether the promise names it."""
    columns = ("promise", "day", "what", "named by the promise", "review", "sources", "note")
    rows = ((h.id, str(d.day), d.what, d.within, d.cited.review, d.cited.sources, d.cited.note) for h in found for d in h.deeds)
    return table(
        "deeds", "Deeds beside the promises", columns, rows, "Of all years. Disputed: the sides say different things of what it was."
    )


def told_rounds(found: Iterable[Round]) -> Table:
    """Each round, with each side's account where they differ."""
    columns = ("round", "days", "place", "who", "level", "left behind", "what", "accounts", "review", "sources")
    return table("rounds", "Rounds", columns, map(_round, found))


def tables_laid(packages: Iterable[Package], day: date) -> Table:
    """The packages of relief that somebody had asked for, offered or proposed by `day`: what they would do is in their own pages."""
    found = [p for p in packages if p.status in ON_THE_TABLE and p.day <= day]
    columns = ("package", "status", "day", "title", "reading", "measures it puts aside", "review")
    rows = ((p.id, p.status, str(p.day), p.title, p.reading, len(p.lifted()), p.review) for p in found)
    return table("packages", "Packages of relief by then", columns, rows, "inforce relief PACKAGE says what would be permitted under one.")


def _position(p: Position) -> tuple[Cell, ...]:
    who = ", ".join((p.actor, *p.together))
    return p.matter, who, p.what, str(p.since), p.said_by, p.place, p.cited.review, p.cited.sources


def _halt(h: Halt, day: date) -> tuple[Cell, ...]:
    doubted = str(h.doubted_on) if h.doubted_on and h.doubted_on <= day else ""
    ended = str(h.ended) if h.ended and h.ended <= day else ""
    why, how = h.doubt if doubted else "", h.end if ended else ""
    return h.id, h.actor, h.covers, str(h.announced), h.said_by, h.state(day), doubted, why, ended, how


def _round(r: Round) -> tuple[Cell, ...]:
    accounts = tuple(f"{a.of}: {a.what}" for a in r.accounts)
    return r.id, _days(r), r.place, ", ".join(r.parties), r.level, r.outcome, r.what, accounts, review_of(r), _sources(r)


def _sources(r: Round) -> tuple[str, ...]:
    cited: tuple[Cited, ...] = (r.cited, *(a.cited for a in r.accounts))
    return tuple(dict.fromkeys(s for c in cited for s in c.sources))


def _days(r: Round) -> str:
    last = r.until - timedelta(1)
    return str(r.since) if last == r.since else f"{r.since} to {last}"
