"""What changed on a list over time: edition after edition, in substance."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from inforce.base.nouns import Designation, Edition
from inforce.base.tables import designations
from inforce.lists.diff import Changes, compare, same_subject
from inforce.lists.editions import editions, known_on, table
from inforce.store.archive import Archive

# What tells that two entries are one subject, beside what every entry has.
_TOLD_BY = ("id", "list_id", "ref", "schema", "names", "evidence", "identifiers", "birth_dates")


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
    """What turned one edition into another. Entries that are alike to the letter are never looked at, and of a programme's those alone
    that stand under it, before or after, or under another number of the same subject."""
    if before.sha256 == after.sha256:
        return Step(before, after, Changes())
    columns = ("id", "print", *(["programs"] if program else []))
    old, new = table(archive, before, columns), table(archive, after, columns)
    ids, again = _unlike(old, new), None
    if program:
        gone, come = (ids.filter(pc.invert(pc.is_in(ids, t["id"].combine_chunks()))) for t in (new, old))
        told = (designations(table(archive, e, _TOLD_BY, _at(t["id"], i))) for e, t, i in ((before, old, gone), (after, new, come)))
        again = [*same_subject(*({d.id: d for d in reversed(ds)} for ds in told))]
        under = {*pa.concat_arrays([_under(old, program), _under(new, program)]).to_pylist()}
        both = {i for pair in again if {*pair} & under for i in pair}
        ids = ids.filter(pc.is_in(ids, pa.array(sorted(under | both), pa.string())))
    was, now = (designations(table(archive, e, at=_at(t["id"], ids))) for e, t in ((before, old), (after, new)))
    changes = compare(was, now, again)
    return Step(before, after, _of(changes, program) if program else changes)


def _unlike(ours: pa.Table, theirs: pa.Table) -> pa.Array:
    """The ids under which one of the two differs in anything from the other."""
    found = [a["id"].filter(pc.invert(pc.is_in(a["print"], b["print"].combine_chunks()))) for a, b in ((ours, theirs), (theirs, ours))]
    return pa.chunked_array([chunk for ids in found for chunk in ids.chunks], pa.string()).unique()


def _under(entries: pa.Table, program: str) -> pa.Array:
    """The ids of entries under a programme of which that is the name or the beginning."""
    programs = entries["programs"].combine_chunks()
    starts = pc.starts_with(programs.flatten(), program)
    return entries["id"].combine_chunks().take(pc.list_parent_indices(programs).filter(starts)).unique()


def _at(ids: pa.ChunkedArray, wanted: pa.Array) -> pa.Array:
    """The places of all entries of these ids."""
    return pc.indices_nonzero(pc.is_in(ids, wanted))


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
