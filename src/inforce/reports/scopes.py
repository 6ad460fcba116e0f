"""Who draws which list of goods: the Council, the Union, China and the United States beside each other, by what the goods are.

A cell without a source says so: what another regime's list holds is not guessed from this one's.
"""

from collections.abc import Iterator

from inforce.base.nouns import Measure, Review, Scope
from inforce.law.book import Law
from inforce.reports.document import NOT_KNOWN, Cell, Table, table

ISSUERS = ("un", "eu", "cn", "us")


def differences(law: Law) -> Table:
    """One row per kind of goods and direction, one column per issuer: its codes or words, since when, and by which measures."""
    titles = tuple(law.issuers[i].title for i in ISSUERS)
    rows = (_row(subject, direction, law) for subject, direction in matters(law))
    note = (
        "Codes are those of the nomenclature and year named; ex: only a part of what the code holds. The Council names most goods in "
        f"words. {NOT_KNOWN}: no source was read; that is not the same as no ban."
    )
    return table("scopes", "The same goods on four lists", ("goods", "direction", *titles, "lists of codes known"), rows, note)


def matters(law: Law) -> list[tuple[str, str]]:
    """The goods of single lists, in the directions in which some measure speaks of them; what takes in all goods is no list."""
    found = set()
    for m in law.measures.values():
        for s in (law.scopes[s] for s in m.covers):
            if s.kind == "goods" and not takes_in_all(s) and not s.subject.startswith("any-"):
                found |= {(s.subject, d) for d in _ways(m.direction)}
    return sorted(found)


def _row(subject: str, direction: str, law: Law) -> tuple[Cell, ...]:
    drawn = {frozenset(s.codes) for s in law.scopes.values() if s.subject == subject and s.codes}
    known = f"{len(drawn)}, drawn differently" if len(drawn) > 1 else "one" if drawn else "none"
    return subject.replace("-", " "), direction, *(_cell(issuer, subject, direction, law) for issuer in ISSUERS), known


def _cell(issuer: str, subject: str, direction: str, law: Law) -> Cell:
    measures = [m for m in law.measures.values() if law.instruments[m.instrument].issuer == issuer and direction in _ways(m.direction)]
    ours = [m for m in measures if any(law.scopes[s].subject == subject for s in m.covers)]
    if not ours:
        everything = [m for m in measures if any(takes_in_all(law.scopes[s]) and _sourced(law.scopes[s]) for s in m.covers)]
        return tuple(f"all goods: {m.id}" for m in everything) or NOT_KNOWN
    told = [_told(s, issuer, law) for s in (*_covered(ours, subject, law), *_working_lists(issuer, subject, law))]
    return (*dict.fromkeys(told), f"since {min(m.since for m in ours)}: {', '.join(m.id for m in ours)}")


def _covered(measures: list[Measure], subject: str, law: Law) -> Iterator[Scope]:
    yield from (law.scopes[s] for m in measures for s in m.covers if law.scopes[s].subject == subject)


def _working_lists(issuer: str, subject: str, law: Law) -> Iterator[Scope]:
    """Lists of that issuer's on the goods that no measure rests on."""
    used = {s for m in law.measures.values() for s in m.covers}
    yield from (s for s in law.scopes.values() if s.subject == subject and s.by and s.id not in used and s.by.startswith(f"{issuer}/"))


def _told(s: Scope, issuer: str, law: Law) -> str:
    if s.by and law.instruments[s.by].issuer != issuer:
        return "named in words" if issuer == "un" else f"the list of {s.by}"
    told = f"{s.nomenclature} {s.edition}: {_codes(s)}" if s.codes else "named in words"
    if not _sourced(s):
        return f"{NOT_KNOWN}; from memory, {s.place or s.by}: {told}"
    return f"{told}; the codes are {NOT_KNOWN}" if s.like else told


def _codes(s: Scope) -> str:
    return " ".join(f"{'ex ' if c.ex else ''}{c.first}{f'-{c.last}' if c.last != c.first else ''}" for c in s.codes)


def _sourced(s: Scope) -> bool:
    return s.review is not Review.MEMORY


def _ways(direction: str) -> tuple[str, ...]:
    return ("from", "to") if direction == "both" else (direction,)


def takes_in_all(scope: Scope) -> bool:
    """Whether the scope's codes run from the first chapter to the last."""
    return any(c.first[:2] == "01" and c.last[:2] == "97" for c in scope.codes)
