"""Packages of relief: who does what, step by step, what it does to the law, and how each step is recorded to stand.

A package is laid over the law by `under`; the law itself stays as it is. `docs/law.md` explains the files.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from inforce.base.dates import Interval
from inforce.base.errors import UsageError
from inforce.base.nouns import Review
from inforce.law.book import Law
from inforce.law.overlay import Change, put

STATES = ("due", "claimed", "verified", "disputed", "lapsed")
STATUSES = ("offer", "demand", "proposal", "example", "record")


@dataclass(frozen=True, slots=True)
class Event:
    """What was recorded of a step on a day: the state that it put the step in, and who says so."""

    day: date
    state: str
    who: str
    what: str
    review: Review
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relief:
    """What a step does to measures from `since` on: 'lift', 'suspend' (for `days`) or 'snap_back'. `words` is how the file says it."""

    deed: str
    measures: tuple[str, ...]
    since: date
    words: tuple[str, ...] = ()
    days: int | None = None

    @property
    def until(self) -> date | None:
        """The first day after a suspension."""
        return self.since + timedelta(self.days) if self.days else None


@dataclass(frozen=True, slots=True)
class Step:
    """One deed of one actor. It comes `after` those steps, at once with `together`; with `if_fails` only where that one is not kept.

    `undo` says what it takes to undo the deed where no relief says it; '' where nobody has said.
    """

    id: str
    actor: str
    deed: str
    verified_by: str
    evidence: str
    due: str
    otherwise: str
    review: Review
    after: tuple[str, ...] = ()
    together: str = ""
    if_fails: str = ""
    notice_days: int | None = None
    relief: tuple[Relief, ...] = ()
    events: tuple[Event, ...] = ()
    undo: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""

    def state(self, day: date) -> tuple[str, Event | None]:
        """How the step is recorded to stand on `day`, and the record: 'due' until something is. No clock makes it lapse."""
        told = [e for e in self.events if e.day <= day]
        return (told[-1].state, told[-1]) if told else ("due", None)


@dataclass(frozen=True, slots=True)
class Package:
    """Steps towards `target` and by it. `day` is the first legal day on which relief without a day of its own would stand."""

    id: str
    title: str
    status: str
    target: str
    day: date
    reading: str
    review: Review
    steps: tuple[Step, ...]
    sources: tuple[str, ...] = ()
    note: str = ""

    def through(self, step_id: str = "") -> tuple[str, ...]:
        """The steps up to that one in the order of the file, it included; without it all. Those for a failure only where named.

        Raises UsageError for a step that is not there.
        """
        ids = [s.id for s in self.steps]
        if step_id and step_id not in ids:
            raise UsageError(f"{self.id} has no step {step_id!r}. Its steps are {', '.join(ids)}.")
        upto = self.steps[: ids.index(step_id) + 1] if step_id else self.steps
        return tuple(s.id for s in upto if not s.if_fails or s.id == step_id)

    def lifted(self, done: Collection[str] | None = None) -> frozenset[str]:
        """The measures that the steps `done` lift or suspend on some day; all steps where it is None."""
        given = [r for s in self.steps if done is None or s.id in done for r in s.relief]
        return frozenset(m for r in given if r.deed != "snap_back" for m in r.measures)


def under(law: Law, package: Package, done: Collection[str] | None = None) -> Law:
    """The law once the steps `done` are done, in the order of the file; None: all but those for a failure.

    Raises UsageError for a step that is not there; LawError, naming step and measure, where a step puts aside what is not
    there, twice, or brings back what was never put aside.
    """
    chosen = package.through() if done is None else done
    if unknown := sorted({*chosen} - {s.id for s in package.steps}):
        package.through(unknown[0])
    done_in_order = [(s.id, r) for s in package.steps if s.id in chosen for r in s.relief]
    return put(law, [_change(r, f"packages/{package.id}.toml, {step_id}: ") for step_id, r in done_in_order])


def _change(r: Relief, where: str) -> Change:
    every = r.deed == "snap_back" and not r.measures
    return Change(r.deed, None if every else r.measures, Interval(r.since, r.until), where)


def label(package: Package, done: Iterable[str] | None) -> str:
    """The package and the last step done, as `find` reads it: 'PACKAGE' where all that is not for a failure is done."""
    chosen = None if done is None else tuple(done)
    if chosen is None or {*chosen} == {*package.through()}:
        return package.id
    last = next((s.id for s in package.steps if {*package.through(s.id)} == {*chosen}), None)
    return f"{package.id}:{last or '+'.join(chosen)}"
