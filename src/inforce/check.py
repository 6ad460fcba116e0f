"""What a check is: rows of one kind of subject and a Reference in, Findings out."""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from inforce.base.errors import InputError
from inforce.base.ids import content_id
from inforce.base.nouns import Designation, Evidence, Finding, Outcome, Review
from inforce.base.steps import Step
from inforce.match import Hit
from inforce.reference import Reference

Find = Callable[[pa.Table, Reference], Iterator[Finding]]  # a mapping of name to Rows in the place of the table where there are `steps`
Key = tuple[str, ...] | Callable[[Mapping[str, Any]], Hashable]


@dataclass(frozen=True, slots=True)
class Check:
    """A check by its id ('vessel.designated'), the kind of subject it is `of`, and the columns it `needs`.

    `key` names the columns whose rows must arrive together (a vessel's track), or is a function of a row, defined by name in a
    module, whose equal values do so; empty when rows stand alone. `margin` is how much time around a window it must see.
    `find` is pure: no file, network, database or clock. Its docstring is its page.

    A track does not come whole. Its check has `steps`, which the run makes of every window (a UTC day with the margin about it),
    and `find` gets, by their names, those steps' Rows of all windows (base/rows.py) in place of the rows of the table. They may be more
    than memory holds: it asks for ships or times, range after range.
    """

    id: str
    of: str
    needs: tuple[str, ...]
    find: Find
    key: Key = ()
    margin: timedelta = timedelta(0)
    steps: tuple[Step, ...] = ()

    @property
    def keyed(self) -> bool:
        """Whether its rows must arrive in whole groups, or all of them."""
        return self.key != () or self.steps != ()

    @property
    def innocent(self) -> str:
        """What its page says would explain a finding innocently; '' where it says nothing."""
        return section(self.find.__doc__ or "", "Innocent explanations")

    def require(self, rows: pa.Table) -> None:
        """Raises InputError naming the columns that `rows` lacks and what to do."""
        lacking = [c for c in self.needs if c not in rows.column_names]
        if lacking:
            names = " and ".join(f"`{c}`" for c in lacking)
            raise InputError(
                f"{self.id} needs columns {lacking}; the {self.of} table has {rows.column_names}. "
                f"Add {names} (empty if unknown), or leave {self.id} out of this run with --without {self.id}."
            )


def check(
    id: str,
    *,
    of: str,
    needs: tuple[str, ...],
    key: Key = (),
    margin: timedelta = timedelta(0),
    steps: tuple[Step, ...] = (),
) -> Callable[[Find], Check]:
    """Makes a function a Check. Its id reads well after "we found"; its module is checks/<of>_<what>.py. What a track tells of the
    vessel herself, not of where she went, may be called 'vessel.<what>'."""
    rooms = (of, "vessel") if of == "track" else (of,)
    if not re.fullmatch(rf"({'|'.join(rooms)})\.[a-z_]+", id):
        raise ValueError(f"the id of a check of {of!r} is '{of}.<what>', not {id!r}")
    return lambda find: Check(id, of, needs, find, key, margin, steps)


def section(page: str, heading: str) -> str:
    """The paragraph of a check's page that begins with the heading; '' where there is none."""
    lines = "\n".join(line.strip() for line in page.splitlines())
    found = re.search(rf"^{heading}: (.*?)(?=^[A-Z][a-z ]+: |^$|\Z)", lines, re.MULTILINE | re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def all_rows(row: Mapping[str, Any]) -> None:
    """The key of a check that must see every row of its kind at once: what a State left out shows only beside all it published."""


def stamp(finding: Finding, row: dict[str, Any], ref: Reference, innocent: str = "") -> Finding:
    """The finding as it leaves a run: with what it is part of, the Reference's known day and digest, the lowest review
    among its own and those of the measures in its basis, the package that the law is laid under, and an id made from all of that.
    A red flag carries what would explain it innocently, `innocent`, unless its own words do."""
    if innocent and finding.outcome is Outcome.RED_FLAG and "innocent explanations" not in finding.why:
        finding = replace(finding, facts=(*finding.facts, ("innocent_explanations", innocent)))
    reviews = [ref.law.measures[m].review for m in finding.basis]
    whole = replace(
        finding,
        why=f"under {ref.assumed}, which is not the law: {finding.why}" if ref.assumed else finding.why,
        part_of=str(row.get("part_of") or ""),
        known=ref.known,
        reference=ref.digest,
        review=Review.lowest(finding.review, *reviews),
    )
    seen = [whole.check_id, whole.subject, whole.part_of, whole.day, whole.outcome, whole.basis, whole.why, whole.facts, whole.reference]
    return replace(whole, id=content_id(*seen))


def undetermined(check_id: str, row: dict[str, Any], day: date | None, question: str, basis: tuple[str, ...] = ()) -> Finding:
    """The finding for a subject that lacks what the check needs; `question` names the missing fact and what to supply."""
    seen = Evidence("subject", str(row["id"]), "")
    return Finding(check_id, str(row["id"]), day, Outcome.UNDETERMINED, question, basis=basis, evidence=(seen,))


def listed(
    check_id: str, row: dict[str, Any], d: Designation, outcome: Outcome, why: str, ref: Reference, hit: Hit | None = None
) -> Finding:
    """The finding that `row` is, or may be, designation `d`; `hit` carries the score when a name led there.

    Where it is not known whether `d` was already, or still, on its list that day, the finding is a `match` at most. The fact
    `also_listed_as` names the other listings of the same subject that may have stood on that day.
    """
    also = dict.fromkeys(other.id for other in ref.subject(d) if other.id != d.id and ref.stands(other, row["day"]))
    facts = {"designation": d.id, "listed": str(d.listed or ""), "delisted": str(d.delisted or ""), "also_listed_as": "; ".join(also)}
    return Finding(
        check_id=check_id,
        subject=str(row["id"]),
        day=row["day"],
        outcome=Outcome.MATCH if d.doubt(row["day"]) else outcome,
        why=f"{why}; {ref.listing(d, row['day'])}",
        basis=ref.basis(d, row["day"]),
        evidence=(d.evidence,),
        score=hit.comparison.score if hit else None,
        parts=hit.comparison.parts if hit else (),
        facts=tuple(facts.items()),
        review=d.review,
    )


def unlisted(check_id: str, row: dict[str, Any], ref: Reference) -> Iterator[Finding]:
    """Nothing when every list could be looked in; else one `undetermined` naming the lists of which no edition was known."""
    if ref.gaps:
        lists = ", ".join(ref.gaps)
        question = f"no edition of {lists} was known on {ref.known}: whether this one was listed is unknown, not clear; add an edition"
        yield undetermined(check_id, row, row["day"], question)
