"""Runs checks in this process, table by table, and keeps the record of what was run."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from types import TracebackType
from typing import Any

import pyarrow as pa

from inforce.base.errors import InputError
from inforce.base.ids import content_id
from inforce.base.nouns import Finding, Issue, Outcome, Run
from inforce.base.tables import findings_table
from inforce.check import Check, stamp
from inforce.reference import Reference
from inforce.run import windows
from inforce.run.groups import Group, groups
from inforce.run.pile import Pile, sort_key
from inforce.run.vintages import known_of, unknown_yet
from inforce.run.windows import Engine, Tracks
from inforce.sea.events import rows as event_rows

Found = tuple[int, Finding]
_AT_ONCE = 10_000  # findings


@dataclass(frozen=True)
class Result:
    """Findings in the order of `sort_key` as a table with the schema FINDING, and the record of the run."""

    findings: pa.Table
    run: Run


def run(checks: Sequence[Check], tables: Mapping[str, pa.Table] | Iterable[Mapping[str, pa.Table]], ref: Reference) -> Result:
    """Every check over the rows it is of. `tables` maps a kind ('party') to its rows, or is a series of such maps (batches).

    Raises InputError where a table lacks columns that a check needs, or a row has no id.
    """
    screening = Screening(checks, ref)
    batches = [tables] if isinstance(tables, Mapping) else tables
    found = [f for batch in batches for kind in sorted(batch) for _, f in screening.examine(kind, batch[kind])]
    found += [f for of_kind in screening.finish().values() for _, f in of_kind]
    return Result(findings_table(sorted(found, key=sort_key)), screening.record())


class Screening:
    """Checks under way with one Reference: counts what was seen, so that finding nothing is evidence too.

    Tables come one after another to `examine`. A check with a key must see whole groups of rows, which may lie in any of them: the
    tables of its kind are held until `finish`, which has to be called before `record`. Rows of trade that were published after the
    Reference's known day are seen by no check, and counted in `unknown_yet`.
    """

    def __init__(self, checks: Sequence[Check], ref: Reference) -> None:
        self.checks = tuple(sorted(checks, key=lambda c: c.id))
        self.ref = ref
        self.rows: Counter[str] = Counter()
        self.outcomes: Counter[Outcome] = Counter()
        self.unknown_yet: Counter[str] = Counter()
        self._seen = hashlib.sha256()
        self._held: dict[str, list[pa.Table]] = {}

    def of(self, kind: str) -> tuple[Check, ...]:
        """The checks that look at rows of that kind."""
        return tuple(c for c in self.checks if c.of == kind)

    def waits(self, kinds: Iterable[str]) -> bool:
        """Whether rows of one of these kinds are held for a check with a key, so that findings on them come with `finish`."""
        return any(c.keyed for kind in kinds for c in self.of(kind))

    def examine(self, kind: str, table: pa.Table) -> list[Found]:
        """Findings on the rows of one table, each with the number of its row (from 0), ordered by row, then `sort_key`.

        Those of checks with a key are not among them.
        """
        if table.num_rows == 0:
            return []
        found: list[Found] = []
        for check in self.of(kind):
            check.require(table)
            if not check.keyed:
                places, known = known_of(kind, table, self.ref.known)
                for at, rows in _cuts(kind, known):
                    found.extend((places[at[f.subject]], f) for f in _stamped(check, rows, self.ref))
        self.unknown_yet[kind] += sum(unknown_yet(kind, table, self.ref.known))
        if self.waits([kind]):
            self._held.setdefault(kind, []).append(table)
        self.rows[kind] += table.num_rows
        return self._counted(found)

    def finish(self) -> dict[str, list[Found]]:
        """By kind, the findings of checks with a key on all rows examined, each with the number of its row over all tables of
        that kind (from 0), ordered as by `examine`. What was held is let go."""
        found: dict[str, list[Found]] = {}
        for kind in sorted(self._held.keys() - {"event"}):
            found[kind] = self._of_held(kind)
            if (events := event_rows(f for _, f in found[kind])).num_rows:
                found["event"] = self.examine("event", events)
        if "event" in self._held:
            found["event"] = [*found.get("event", []), *self._of_held("event")]
        return found

    def _of_held(self, kind: str) -> list[Found]:
        table = pa.concat_tables(self._held.pop(kind), promote_options="permissive")
        places, known = known_of(kind, table, self.ref.known)
        return self._counted([(places[i], f) for i, f in (*self._of_groups(kind, known), *self._of_windows(kind, known))])

    def follow(self, tracks: Tracks, pile: Pile, engine: Engine | None = None) -> None:
        """Piles up what checks of tracks find on tracks that are not held in memory, and then checks of events on that; rows are not
        counted."""
        events = [event_rows(())]
        found = windows.find(self.of("track"), tracks, self.ref, engine)
        while some := list(islice(found, _AT_ONCE)):
            pile.add(some)
            events.append(event_rows(some))
        for number, outcome in pile.ids():
            self._count(number, outcome)
        of_events = self.examine("event", pa.concat_tables(events))
        pile.add(f for _, f in (*of_events, *(self._of_held("event") if "event" in self._held else [])))

    def _of_groups(self, kind: str, table: pa.Table) -> Iterator[Found]:
        for check in self.of(kind):
            if check.key:
                for group in groups(table, check.key):
                    yield from self._of_group(check, group)

    def _of_windows(self, kind: str, table: pa.Table) -> Iterator[Found]:
        """Findings of checks made of steps, each on the first row of its subject."""
        checks = [c for c in self.of(kind) if c.steps]
        if checks:
            ids = _ids(kind, table)
            first = {name: i for i, name in reversed(list(enumerate(ids)))}
            yield from ((first[f.subject], f) for f in windows.find(checks, windows.Held(table), self.ref))

    def _of_group(self, check: Check, group: Group) -> Iterator[Found]:
        """The check's findings on one group, each on the first of its rows that has the finding's subject and day, or else its subject."""
        places, rows = group
        of_subject: dict[Any, int] = {}
        days = rows["day"].to_pylist() if "day" in rows.column_names else [None] * rows.num_rows
        for place, name, day in zip(places, _ids(check.of, rows), days, strict=True):
            of_subject.setdefault(name, place)
            of_subject.setdefault((name, day), place)
        for f in _stamped(check, rows, self.ref):
            yield of_subject.get((f.subject, f.day), of_subject[f.subject]), f

    def _counted(self, found: list[Found]) -> list[Found]:
        found.sort(key=lambda x: (x[0], sort_key(x[1])))
        for _, f in found:
            self._count(f.id, f.outcome)
        return found

    def _count(self, number: str, outcome: Outcome) -> None:
        self.outcomes[outcome] += 1
        self._seen.update(number.encode())

    def record(
        self, issues: Iterable[Issue] = (), inputs: Iterable[tuple[str, str]] = (), failed: int = 0, left_out: Iterable[str] = ()
    ) -> Run:
        """The Run so far. `left_out` are ids of checks that somebody chose not to run; the face adds `started_at`."""
        run = Run(
            id="",
            reference=self.ref.digest,
            known=self.ref.known,
            law=self.ref.law.digest,
            profile=self.ref.profile,
            weights=self.ref.weights.digest,
            threshold=self.ref.threshold,
            checks=tuple(c.id for c in self.checks if self.rows[c.of]),
            rows=tuple(sorted(self.rows.items())),
            findings=self.outcomes.total(),
            inputs=tuple(inputs),
            failed=failed,
            lists=tuple(f"{e.list_id}@{e.known} {e.id}" for e in self.ref.editions),
            issues=tuple(issues),
            not_checked=(*self._not_checked(), *(f"{c}: left out of this run" for c in left_out)),
        )
        return replace(run, id=content_id(asdict(run), self._seen.hexdigest()))

    def _not_checked(self) -> Iterator[str]:
        if self.ref.assumed:
            yield f"the law as it stands: this run answers what would be permitted under {self.ref.assumed}"
        yield from (f"{g}: no edition of this list was known" for g in self.ref.gaps)
        for e in self.ref.editions:
            if e.missing:
                yield f"{e.list_id}: the edition known on {e.known} lacks {', '.join(e.missing)}; what these hold is unknown"
        for kind, n in sorted(self.unknown_yet.items()):
            if n:
                yield f"{kind}, {n} row{'s' * (n != 1)} published after {self.ref.known}, which nobody knew then: left out"
        yield from (f"{kind}, {n} rows: no check of {kind} was run" for kind, n in sorted(self.rows.items()) if not self.of(kind))


def _stamped(check: Check, rows: pa.Table, ref: Reference) -> list[Finding]:
    """The check's findings on rows, as they leave a run; where an id comes twice, its first row tells what it is part of."""
    part_of: dict[str, str] = {}
    if "part_of" in rows.column_names:
        part_of = dict(zip(rows["id"].to_pylist()[::-1], rows["part_of"].to_pylist()[::-1], strict=True))
    with _NamingRow(check, rows, ref):
        return [stamp(f, {"part_of": part_of.get(f.subject)}, ref, check.innocent) for f in check.find(rows, ref)]


class _NamingRow:
    """Where a check breaks down, notes on the exception at which row it did: one bug in a million rows can then be found."""

    def __init__(self, check: Check, rows: pa.Table, ref: Reference) -> None:
        self.check, self.rows, self.ref = check, rows, ref

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None or not isinstance(error, Exception):
            return
        if self.check.keyed:
            first, n = self.rows.slice(0, 1).to_pylist()[0], self.rows.num_rows
            error.add_note(f"{self.check.id} broke down at the group of {n} {self.check.of} rows whose first is {first}")
            return
        if self.rows.num_rows == 1:
            error.add_note(f"{self.check.id} broke down at the {self.check.of} row {self.rows.to_pylist()[0]}")
            return
        for i in range(self.rows.num_rows):
            _stamped(self.check, self.rows.slice(i, 1), self.ref)


def _cuts(kind: str, table: pa.Table) -> Iterator[tuple[dict[str, int], pa.Table]]:
    """The table cut so that no id occurs twice in a cut, each with the place of every id in the whole table.

    A finding names its subject by id alone, while one customer may stand in many payments: only so does each finding reach
    the row, and with it the payment, that it is about.
    """
    ids = _ids(kind, table)
    if len(set(ids)) == len(ids):
        yield {name: i for i, name in enumerate(ids)}, table
        return
    seen: Counter[str] = Counter()
    cuts: list[dict[str, int]] = []
    for i, name in enumerate(ids):
        if seen[name] == len(cuts):
            cuts.append({})
        cuts[seen[name]][name] = i
        seen[name] += 1
    for at in cuts:
        yield at, table.take(list(at.values()))


def _ids(kind: str, table: pa.Table) -> list[str]:
    ids: list[Any] = table["id"].to_pylist()
    if None in ids:
        raise InputError(f"Row {ids.index(None) + 1} of the {kind} table has no `id`. Give every row an id, unique for what it names.")
    return ids
