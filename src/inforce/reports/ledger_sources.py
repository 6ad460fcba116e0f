"""Where each claim and each piece of evidence was read: keys, and what stands behind a key, for every form of the ledger.

A key is that of `law/sources.toml` or `talks/sources.toml`; reports to the Committee name the outlet that quoted them, of which no
address is held. What a user files is named by its file.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from inforce.base.ids import content_id
from inforce.law import load
from inforce.reports.ledger import Cell
from inforce.reports.ledger_cap import own_left_out
from inforce.reports.ledger_status import Showing
from inforce.talks import Claim
from inforce.talks.statements import sources


@dataclass(frozen=True, slots=True)
class Cited:
    """A source by its key: `title` says what it is and of whom, `url` where it was found; '' where that is not held."""

    key: str
    title: str = ""
    url: str = ""

    @property
    def line(self) -> str:
        """The source in one text."""
        return f"{self.key}: {', '.join(filter(None, (self.title, self.url))) or 'no address is held'}"

    @property
    def anchor(self) -> str:
        """Its name on a page."""
        return f"s-{content_id(self.key)}"


GIVEN = (
    Cited("trade", "the sums of trade observations that were given with --sums"),
    Cited("trade.mirror_gap", "the findings of that check that were given with --findings"),
)


@cache
def _shipped() -> Mapping[str, Cited]:
    found = {key: Cited(key, s.what, s.url) for key, s in load().sources.items()}
    return found | {key: Cited(key, place.what, place.url) for key, place in sources().items()} | {one.key: one for one in GIVEN}


def cited(key: str) -> Cited:
    """What stands behind a key; the key alone where nothing is held of it."""
    return _shipped().get(key) or Cited(key)


def parts(text: str) -> tuple[str, ...]:
    """The keys in a text that joins several by semicolons."""
    return tuple(filter(None, (part.strip() for part in text.split(";"))))


def of_showing(s: Showing) -> tuple[str, ...]:
    """The keys that the evidence rests on."""
    return tuple(dict.fromkeys(key for e in s.evidence for key in parts(e.source)))


def shown(s: Showing) -> str:
    """A piece of evidence in one text: what, by whom, whose figures, the keys of its sources."""
    return f"{s.told} [by {s.by}; figures of {s.upstream}] {named(of_showing(s))}"


def claimed(c: Claim) -> str:
    """A claim in one text: who, when, what, in our words, and the keys of its sources."""
    return f"{c.statement.speaker}, {c.day}: {c.summary} {named(c.sources)}"


def named(found: Iterable[str]) -> str:
    """Keys as they stand at the end of a text: "[source: A; B]"."""
    return f"[source: {'; '.join(found) or 'not named'}]"


def keys(c: Cell) -> tuple[str, ...]:
    """The keys of everything in a cell: its evidence, its claims, the reports of all States that count beside it, and its own others."""
    aside = [key for s, _ in own_left_out(c.account, c.state) for key in parts(s.source)] if c.account else []
    told = [*(key for s in c.showings for key in of_showing(s)), *(key for one in c.claims for key in one.sources)]
    return tuple(dict.fromkeys((*told, *of_total(c), *aside)))


def of_total(c: Cell) -> tuple[str, ...]:
    """The keys of the reports of all States that count in a cap's total."""
    return tuple(dict.fromkeys(key for line in c.account.lines for key in parts(line.supply.source))) if c.account else ()


def every(cells: Iterable[Cell], further: Iterable[str] = ()) -> tuple[Cited, ...]:
    """The sources of these cells, and those behind further keys, each once, in order of their keys."""
    found = {key for c in cells for key in keys(c)} | {*further}
    return tuple(cited(key) for key in sorted(found, key=str.casefold))


def evidence_rows(cells: Iterable[Cell]) -> Iterator[dict[str, object]]:
    """Every piece of evidence with the cell that it is of, for programs."""
    for c in cells:
        for s in c.showings:
            told = {"class": s.kind.value, "bearing": s.bearing.value, "told": s.told, "by": s.by, "upstream": s.upstream, "day": s.day}
            seen = [{"source": e.source, "locator": e.locator, "value": e.value} for e in s.evidence]
            yield {"measure": c.measure.id, "period": c.period, **told, "seen": seen, "sources": list(map(_row, of_showing(s)))}


def claim_rows(cells: Iterable[Cell]) -> Iterator[dict[str, object]]:
    """Every claim with the cell that it is on, for programs."""
    for c in cells:
        for one in c.claims:
            told = {"speaker": one.statement.speaker, "day": one.day, "summary": one.summary, "kind": one.kind, "review": str(one.review)}
            yield {"measure": c.measure.id, "period": c.period, **told, "sources": list(map(_row, one.sources))}


def _row(key: str) -> dict[str, str]:
    found = cited(key)
    return {"key": found.key, "title": found.title, "url": found.url}


def source_rows(found: Iterable[Cited]) -> list[dict[str, str]]:
    """The list of sources, for programs."""
    return [_row(one.key) for one in found]
