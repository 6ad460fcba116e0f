"""What changed on a list over time: edition after edition, in substance."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from inforce.base.nouns import Designation, Edition
from inforce.base.tables import designations
from inforce.lists.diff import Changes, compare
from inforce.lists.editions import editions, known_on, table
from inforce.store.archive import Archive


@dataclass(frozen=True, slots=True)
class Step:
    """What turned one edition into the next one held."""

    before: Edition
    after: Edition
    changes: Changes


def steps(archive: Archive, list_id: str, since: date, until: date, program: str = "") -> Iterator[Step]:
    """The steps between the edition known on `since` and the one known on `until`, of one edition for each known day.

    `program` keeps the entries that stand, before or after, under a programme of which it is the name or the beginning ('DPRK'
    for 'DPRK4'). Raises Unknown when no edition was known on either day, and what `load` does.
    """
    first, last = known_on(archive, list_id, since), known_on(archive, list_id, until)
    by_day = {e.known: e for e in editions(archive, list_id) if first.known <= e.known <= last.known}
    before = first
    for edition in (by_day[day] for day in sorted(by_day) if day > first.known):
        yield between(archive, before, edition, program)
        before = edition


def between(archive: Archive, before: Edition, after: Edition, program: str = "") -> Step:
    """What turned one edition into another. Entries that are alike to the letter are never looked at."""
    if before.sha256 == after.sha256:
        return Step(before, after, Changes())
    old, new = table(archive, before), table(archive, after)
    changes = compare(_unlike(old, new), _unlike(new, old))
    return Step(before, after, _of(changes, program) if program else changes)


def _unlike(ours: pa.Table, theirs: pa.Table) -> tuple[Designation, ...]:
    """Those of ours under whose id theirs differ in anything; all that stand under one id are given or none."""
    alike = pc.is_in(ours["print"], theirs["print"].combine_chunks().unique())
    left = {*ours.filter(pc.invert(alike))["id"].to_pylist()}
    gone = pc.is_in(theirs["print"], ours["print"].combine_chunks().unique())
    left |= {*theirs.filter(pc.invert(gone))["id"].to_pylist()}
    return designations(ours.filter(pc.is_in(ours["id"], pa.array(sorted(left), pa.string()))))


def _of(changes: Changes, program: str) -> Changes:
    def under(*entries: Designation) -> bool:
        return any(p.startswith(program) for d in entries for p in d.programs)

    return replace(
        changes,
        added=tuple(d for d in changes.added if under(d)),
        removed=tuple(d for d in changes.removed if under(d)),
        changed=tuple(c for c in changes.changed if under(c.before, c.after)),
        relisted=tuple(c for c in changes.relisted if under(c.before, c.after)),
    )
