"""Claims beside evidence: what a speaker says of how a duty was kept, and what is shown of it, always in two columns.

The same rule for either side. A claim that duties were kept is contradicted by one cell that is documented, and supported where
every cell it speaks of is in line; a claim that they were not, the other way round. A contested cell decides neither, because the
sources themselves disagree. All else is not assessable, and so is what asserts no conduct: a demand, an offer, a forecast.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import pyarrow as pa

from inforce.base.nouns import Review, Statement
from inforce.base.places import countries, country
from inforce.reports.document import Document, Table, table
from inforce.reports.ledger import SINCE, Cell, ledger
from inforce.reports.ledger_conduct import Held
from inforce.reports.ledger_sources import cited, named, of_showing, shown
from inforce.reports.ledger_status import Status
from inforce.talks import Claim
from inforce.talks.statements import SLANTED

_S, _L, _D = pa.string(), pa.list_(pa.string()), pa.date32()
CLAIMS = pa.schema(
    [
        *((n, _S) for n in ("id", "speaker", "for", "kind", "claim", "beside", "why", "review")),
        ("day", _D),
        *((n, _L) for n in ("of", "matters", "evidence", "sources")),
        ("cells", pa.int32()),
        ("not_assessable", pa.int32()),
    ]
)
TARGET = "KP"  # the State that the measures are about keeps none of them, it is what they are about
IN_LINE = (Status.CONSISTENT, Status.WITHIN_CAP)


class Beside(StrEnum):
    """What the evidence does to a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_ASSESSABLE = "not assessable"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim with the cells it speaks of, what the evidence does to it, and why."""

    claim: Claim
    cells: tuple[Cell, ...]
    beside: Beside
    why: str

    @property
    def evidence(self) -> tuple[str, ...]:
        """What is shown of those cells, each with its class."""
        return tuple(f"{c.measure.id}, {c.period}: {c.judgement.words}. {s.kind}: {shown(s)}" for c in self.cells for s in c.showings)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the sources of the claim and of that evidence."""
        return tuple(dict.fromkeys((*self.claim.sources, *(key for c in self.cells for s in c.showings for key in of_showing(s)))))


def weighed(held: Held, claims: Iterable[Claim], day: date, state: str = "") -> tuple[Weighed, ...]:
    """The claims made up to `day`, by that State or about it (any, where none is named), each beside the evidence held."""
    chosen = [c for c in claims if c.day is None or c.day <= day]
    return tuple(weigh(held, c, day) for c in chosen if held.known_by(c.day) and (not state or state in (c.speaks_for, *c.of)))


def weigh(held: Held, claim: Claim, day: date) -> Weighed:
    """One claim beside the evidence that is held of the conduct it is about, up to the day it was made and no later than `day`."""
    if claim.kind not in SLANTED:
        return Weighed(claim, (), Beside.NOT_ASSESSABLE, _asserts_nothing(claim))
    states = claim.of or ((claim.speaks_for,) if claim.speaks_for else ())
    last = min(claim.until - timedelta(1) if claim.until else claim.day or day, day)
    cells = tuple(c for s in states for c in ledger(held, s, last, claim.since or SINCE, claim.matters).cells)
    if not cells:
        return Weighed(claim, (), Beside.NOT_ASSESSABLE, "It names no State whose cells could be looked at.")
    return Weighed(claim, cells, *_verdict(claim, cells))


def _asserts_nothing(claim: Claim) -> str:
    if claim.kind == "claim":
        return "It names no State, so no State's cells can bear it out or contradict it."
    return f"It asserts no conduct: it is a {claim.kind}."


def _verdict(claim: Claim, cells: Sequence[Cell]) -> tuple[Beside, str]:
    found = [c for c in cells if c.status is Status.DOCUMENTED]
    kept = claim.kind != "non_compliance"
    if found:
        told = "; ".join(f"{c.measure.id}, {c.period}: {c.judgement.words}" for c in found)
        return (Beside.CONTRADICTED if kept else Beside.SUPPORTED), f"{told}."
    if all(c.status in IN_LINE for c in cells):
        return (Beside.SUPPORTED if kept else Beside.CONTRADICTED), f"All {len(cells)} cells are in line, as reported."
    silent = sum(c.status is Status.NOT_ASSESSABLE for c in cells)
    parts = [f"{silent} of {len(cells)} cells it speaks of cannot be assessed"]
    parts += [f"{c.measure.id}, {c.period} is {c.judgement.words}" for c in cells if c.status is Status.CONTESTED]
    return Beside.NOT_ASSESSABLE, "; ".join(parts) + "."


def of_statement(s: Statement, source: str, printed: date | None = None) -> Claim:
    """A claim from a statement that was read in an article: its words stand for the summary, and are the reader's own copy.

    `printed` is the article's last possible day: what has no day of its own looks back from there.
    A claim to have kept a duty is about the State that makes it; any other is about the States that it names in `about`, but for
    the speaker's and the one that the measures are about.
    """
    until = printed + timedelta(1) if printed and not s.day else None
    claim = Claim(s, s.quote or s.about, Review.SECONDARY, until=until, sources=(source,) if source else ())
    if claim.kind in ("compliance", "denial"):
        return replace(claim, of=(claim.speaks_for,) if claim.speaks_for else ())
    named = dict.fromkeys(code for word in s.about.split(", ") if (code := country(word.strip())))
    return replace(claim, of=tuple(code for code in named if code not in (claim.speaks_for, TARGET)))


def rows(told: Iterable[Weighed]) -> pa.Table:
    """One row per claim, schema CLAIMS."""
    return pa.Table.from_pylist([_row(w) for w in told], schema=CLAIMS)


def beside_each_other(told: Sequence[Weighed]) -> Table:
    """Claims on the left, what is shown on the right."""
    note = "A claim is a claim, whoever makes it. The right column is the evidence that is held of what the left one is about."
    return table("claims", "Claims beside evidence", ("said", "shown"), ((_left(w), _right(w)) for w in told), note)


def document(told: Sequence[Weighed]) -> Document:
    """The claims as a report."""
    n = len(told)
    lead = [f"{sum(w.beside is b for w in told)} of {n} {b.value}" for b in reversed(Beside)]
    return Document("Claims beside evidence", (f"{n} claims: {', '.join(lead)}.",), (beside_each_other(told),))


def _left(w: Weighed) -> tuple[str, ...]:
    c = w.claim
    sources = f"Source: {'; '.join(cited(key).line for key in c.sources) or 'none'}; review: {c.review}."
    return (f"{c.statement.speaker}, {c.day or 'day not known'}", c.summary, *([c.note] if c.note else []), sources)


def _right(w: Weighed) -> tuple[str, ...]:
    behind = [cited(key).line for key in w.keys if key not in w.claim.sources]
    return (w.beside.value, w.why, *w.evidence, *(f"Source: {line}" for line in behind))


def _row(w: Weighed) -> dict[str, object]:
    c = w.claim
    names = {"for": countries().get(c.speaks_for, c.statement.on_behalf_of), "kind": c.kind, "of": c.of, "matters": c.matters}
    silent = sum(cell.status is Status.NOT_ASSESSABLE for cell in w.cells)
    counts = {"cells": len(w.cells), "not_assessable": silent, "sources": [cited(key).line for key in w.keys], "review": str(c.review)}
    said = {"id": c.statement.id, "day": c.day, "speaker": c.statement.speaker, "claim": c.summary}
    return {**said, **names, **counts, "beside": w.beside.value, "why": w.why, "evidence": w.evidence}


def on_page(told: Iterable[Weighed]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Both columns of each claim, for a page that lists its sources."""
    for w in told:
        c = w.claim
        left = (f"{c.statement.speaker}, {c.day or 'day not known'}", f"{c.summary} {named(c.sources)}", *([c.note] if c.note else []))
        yield (*left, f"Review: {c.review}."), (w.beside.value, w.why, *w.evidence)
