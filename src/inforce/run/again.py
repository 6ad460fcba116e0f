"""What a new edition of a list touches of what was done with the old one: subjects, findings, and pairs that were judged or cleared.

Additions, changes and removals all count: a customer may have become a match, a finding may have lost its ground, and a pair that
somebody cleared may stand on other facts than it was cleared on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from inforce.check import Check
from inforce.lists import get
from inforce.lists.changes import between
from inforce.lists.diff import Change
from inforce.reference import Groups, Reference
from inforce.run.local import Screening
from inforce.store.archive import Archive
from inforce.store.judgements import Judgement


@dataclass(frozen=True, slots=True)
class Edit:
    """What became of one listing between two editions: 'added', 'removed', 'changed', or 'relisted' under another number.

    `was` and `now` are its ids before and after (None where it stood on one side alone), `fields` the facts that differ.
    """

    change: str
    was: str | None
    now: str | None
    name: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Touched:
    """One thing that an edit touches. what: 'subject', 'finding', 'cleared' (a pair of subject and listing that somebody cleared) or
    'judgement' (of two listings). `id` is the finding's, or that of the other listing of a judgement; `before` and `after` are what a
    screening said and says, or '' where it says nothing."""

    what: str
    id: str
    subject: str
    part_of: str
    check_id: str
    listing: str
    edit: Edit
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Pair:
    """That somebody cleared a subject of being a listing: the subject's id and the designation's."""

    subject: str
    listing: str


Edits = Mapping[str, Edit]  # by each id that a listing had or has


def edits(archive: Archive, before: Reference, after: Reference) -> dict[str, Edit]:
    """What became of every listing between two References of the archive. Raises what `load` does.

    A list that only one of the two knows came, or went, whole; so do entries that ship with the package when the list that they stand in
    for is filed.
    """
    old, new = ({e.list_id: e for e in ref.editions} for ref in (before, after))
    made: list[Edit] = []
    for list_id in sorted({*old} | {*new}):
        if list_id not in old or list_id not in new or get(list_id).compiled:
            made += _whole(
                *({d.id: d.name for d in ref.designations if d.list_id == list_id and not d.delisted} for ref in (before, after))
            )
        elif old[list_id].id != new[list_id].id:
            changes = between(archive, old[list_id], new[list_id]).changes
            made += [Edit("added", None, d.id, d.name) for d in changes.added]
            made += [Edit("removed", d.id, None, d.name) for d in changes.removed]
            made += [_edit("changed", c) for c in changes.changed] + [_edit("relisted", c) for c in changes.relisted]
    return {i: edit for edit in made for i in (edit.was, edit.now) if i}


def _whole(old: Mapping[str, str], new: Mapping[str, str]) -> list[Edit]:
    gone, come = sorted({*old} - {*new}), sorted({*new} - {*old})
    return [*(Edit("removed", i, None, old[i]) for i in gone), *(Edit("added", None, i, new[i]) for i in come)]


def _edit(change: str, c: Change) -> Edit:
    return Edit(change, c.before.id, c.after.id, c.after.name, tuple(f.field for f in c.fields))


def subjects(
    tables: Iterable[Mapping[str, pa.Table]], checks: Sequence[Check], references: tuple[Reference, Reference], made: Edits
) -> Iterator[Touched]:
    """The subjects that a screening against the touched listings alone finds, before or after; in order of their rows.

    `tables` are maps of a kind ('party') to its rows; `references` are of what was known before and after. Raises what checks do.
    """
    sides = [Screening(checks, _of_those(ref, made)) for ref in references]
    for batch in tables:
        for kind in sorted(batch):
            found = [_said(side, kind, batch[kind]) for side in sides]
            for key in sorted({*found[0]} | {*found[1]}):
                yield _subject(key, found[0].get(key, ""), found[1].get(key, ""), made)


def _subject(key: "Key", before: str, after: str, made: Edits) -> Touched:
    _, check_id, subject, part_of, listing = key
    edit = made[listing]
    if not before:
        why = f"a new edition makes it one: {told(edit)}"
    else:
        why = f"it still is one, on other facts: {told(edit)}" if after else f"it is one no more: {told(edit)}"
    return Touched("subject", subject, subject, part_of, check_id, listing, edit, before, after, why)


Key = tuple[int, str, str, str, str]


def _of_those(ref: Reference, made: Edits) -> Reference:
    return replace(ref, designations=tuple(d for d in ref.designations if d.id in made))


def _said(side: Screening, kind: str, table: pa.Table) -> dict[Key, str]:
    """What is found on which row by which check of which listing, in words."""
    found: dict[Key, str] = {}
    for row, f in side.examine(kind, table):
        facts = dict(f.facts)
        if listing := facts.get("designation"):
            days = f", until {facts['delisted']}" if facts.get("delisted") else ""
            found[row, f.check_id, f.subject, f.part_of, listing] = f"{f.outcome}{'' if f.score is None else f' {f.score:.2f}'}{days}"
    return found


def told(edit: Edit) -> str:
    """What became of a listing, in words to paste."""
    facts = f"; different: {', '.join(edit.fields)}" if edit.fields else ""
    return {
        "added": f"{edit.now} ({edit.name}) was added",
        "removed": f"{edit.was} ({edit.name}) was removed",
        "changed": f"{edit.now} ({edit.name}) was changed{facts}",
        "relisted": f"{edit.was} ({edit.name}) stands as {edit.now} now{facts}",
    }[edit.change]


def findings(rows: Iterable[Mapping[str, Any]], made: Edits) -> Iterator[Touched]:
    """The findings (rows with the columns of FINDING) whose listing, or another one of the same subject, was touched."""
    for row in rows:
        facts = dict(row.get("facts") or {})
        listings = [facts.get("designation", ""), *str(facts.get("also_listed_as") or "").split("; ")]
        for n, listing in enumerate(listings):
            if edit := made.get(listing):
                own = "the listing that it rests on" if not n else "another listing of the same subject"
                subject, part_of, check_id, said = (str(row.get(name) or "") for name in ("subject", "part_of", "check_id", "outcome"))
                number = str(row.get("id") or row.get("finding_id") or "")
                why = f"{own} was touched: {told(edit)}"
                yield Touched("finding", number, subject, part_of, check_id, listing, edit, said, "", why)


def cleared(pairs: Iterable[Pair], made: Edits, groups: Groups) -> Iterator[Touched]:
    """The cleared pairs whose listing was touched, or whose listing's subject (`groups`, of what is known after) was listed anew.

    A pair stays cleared for the facts it was cleared on: after a change, or under a new number, somebody has to look again.
    """
    for pair in pairs:
        if edit := made.get(pair.listing):
            why = "nothing is left to clear" if edit.change == "removed" else "it was cleared on other facts; look again"
            yield _pair(pair, pair.listing, edit, f"{told(edit)}: {why}")
        for other in groups.of(pair.listing):
            if other != pair.listing and (edit := made.get(other)) and edit.change in ("added", "relisted"):
                why = f"and is one subject with {pair.listing}: the clearing does not reach it; look again"
                yield _pair(pair, other, edit, f"{told(edit)}, {why}")


def _pair(pair: Pair, listing: str, edit: Edit, why: str) -> Touched:
    return Touched("cleared", f"{pair.subject} {pair.listing}", pair.subject, "", "", listing, edit, "cleared", "", why)


def judged(judgements: Iterable[Judgement], made: Edits) -> Iterator[Touched]:
    """The judgements that two listings are, or are not, one subject, of which one was touched."""
    for j in judgements:
        for listing, other in ((j.a, j.b), (j.b, j.a)):
            if edit := made.get(listing):
                said = f"judged {j.verdict} by {j.by} on {j.at[:10]}: {j.why}"
                yield Touched("judgement", other, "", "", "", listing, edit, j.verdict, "", f"{told(edit)}; {said}")


def looks_at_lists(checks: Iterable[Check]) -> tuple[Check, ...]:
    """The checks whose findings rest on listings, by their ids: party.designated, vessel.designated."""
    return tuple(c for c in checks if c.id.endswith(".designated"))
