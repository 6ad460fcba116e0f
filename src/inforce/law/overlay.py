"""The law with measures put aside: what relief would do to it, on which days. The law itself is never changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from inforce.base.dates import Interval
from inforce.base.errors import LawError, UsageError
from inforce.base.nouns import Measure
from inforce.law.book import Law
from inforce.law.folder import digest


def lift(law: Law, ids: Iterable[str], day: date) -> Law:
    """The law in which these measures are no law from `day` on; what they superseded wakes, exemptions they closed open again.

    One that is suspended on `day` may be lifted, and does not come back then. Raises LawError, naming the measure, for one
    that is not there, is no law on `day`, or was lifted before.
    """
    return put(law, [Change("lift", tuple(ids), Interval(day, None))])


def suspend(law: Law, ids: Iterable[str], days: Interval) -> Law:
    """The law in which these measures are no law on `days`, and law again after them.

    Raises LawError, naming the measure, for one that is not there or is no law on some of these days anyway, and for days
    without a beginning or an end.
    """
    return put(law, [Change("suspend", tuple(ids), days)])


def snap_back(law: Law, ids: Iterable[str], day: date) -> Law:
    """The law in which these measures, put aside before, are law again from `day` on. On one day it undoes a lifting whole.

    Raises LawError, naming the measure, for one that is not there or is not put aside on `day`.
    """
    return put(law, [Change("snap_back", tuple(ids), Interval(day, None))])


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to measures: 'lift' or 'snap_back' from the first of `days` on, 'suspend' on all of them.

    `ids` None: all that are put aside on that day. `where` goes before the message of an error.
    """

    deed: str
    ids: tuple[str, ...] | None
    days: Interval
    where: str = ""


def put(law: Law, changes: Iterable[Change]) -> Law:
    """The law after the changes, one after the other. Raises LawError as `lift`, `suspend` and `snap_back` do."""
    measures = dict(law.measures)
    for change in changes:
        since = change.days.since or date.min
        ids = change.ids if change.ids is not None else [m.id for m in measures.values() if any(since in gap for gap in m.off)]
        for measure_id in ids:
            try:
                measures[measure_id] = _changed(measures, measure_id, change)
            except LawError as e:
                raise LawError(f"{change.where}{e}") from e
    changed = replace(law, measures=measures)
    return replace(changed, digest=digest(changed))


def _changed(measures: Mapping[str, Measure], measure_id: str, change: Change) -> Measure:
    if measure_id not in measures:
        raise LawError(f"There is no measure {measure_id!r} to put aside. `inforce law at DAY` lists the measures.")
    m, since = measures[measure_id], change.days.since or date.min
    if change.deed == "suspend":
        return _suspended(m, change.days)
    return _lifted(m, since) if change.deed == "lift" else _back(m, since)


def named(law: Law, ids: Iterable[str], day: date) -> tuple[Measure, ...]:
    """The measures in force on `day` that `ids` name, each one or all of an instrument ('un/2397'). Raises UsageError for no such id."""
    found: dict[str, Measure] = {}
    for each in ids:
        ours = [m for m in law.in_force(day) if each in (m.id, m.instrument)]
        if not ours:
            raise UsageError(f"{each!r} is neither a measure nor an instrument with measures in force on {day}.")
        found |= {m.id: m for m in ours}
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Effect:
    """What putting measures aside does to one: goes, wakes (it slept beneath one that goes), or an exemption of it opens."""

    what: str
    measure: Measure
    because: str


def effects(law: Law, ids: Iterable[str], day: date) -> tuple[Effect, ...]:
    """What goes, wakes and opens on `day` without the measures and instruments named."""
    gone = named(law, ids, day)
    return between(law, lift(law, [m.id for m in gone], day), day)


def between(law: Law, after: Law, day: date) -> tuple[Effect, ...]:
    """What goes, wakes and opens on `day` from the law as it stands to the law `after` relief, in that order, then by id."""
    gone = [m for m in law.in_force(day) if not after.measures[m.id].in_force(day)]
    awake = {m.id for m in law.operative(day)}
    found = [Effect("goes", m, "put aside") for m in gone]
    for m in after.operative(day):
        if m.id not in awake:
            found.append(Effect("wakes", m, ", ".join(a.id for a in law.above(m.id, day))))
        found += [Effect("exemption opens", m, e) for e in sorted(law.closed(m, day) - after.closed(m, day))]
    return tuple(found)


def _lifted(m: Measure, day: date) -> Measure:
    if day not in Interval(m.since, m.until):
        raise LawError(f"{m.id} is no law on {day}, so it cannot be lifted from then on.")
    if any(gap.until is None for gap in m.off):
        raise LawError(f"{m.id} is lifted already, so it cannot be lifted again on {day}.")
    return _off(m, [*(gap for gap in m.off if _starts_before(gap, day)), Interval(day, None)])


def _suspended(m: Measure, days: Interval) -> Measure:
    if days.since is None or days.until is None or not days:
        raise LawError(f"{m.id} is to be suspended from {days.since} to {days.until}: a suspension needs both days, in that order.")
    if (days & Interval(m.since, m.until)) != days or any(days & gap for gap in m.off):
        raise LawError(f"{m.id} is no law on some day from {days.since} to {days.until} anyway, so it cannot be suspended for all of them.")
    return _off(m, [*m.off, days])


def _back(m: Measure, day: date) -> Measure:
    if not any(day in gap for gap in m.off):
        raise LawError(f"{m.id} is not put aside on {day}, so there is nothing to bring back.")
    return _off(m, [gap & Interval(None, day) for gap in m.off if _starts_before(gap, day)])


def _starts_before(gap: Interval, day: date) -> bool:
    return gap.since is None or gap.since < day


def _off(m: Measure, gaps: Iterable[Interval]) -> Measure:
    """The measure with these days put aside, each run of days as one: two ways to the same days give the same law."""
    runs: list[Interval] = []
    for gap in sorted(gaps, key=lambda g: g.since or date.min):
        last = runs[-1] if runs else None
        if last and (last.until is None or (gap.since or date.min) <= last.until):
            ends = (last.until, gap.until)
            runs[-1] = Interval(last.since, None if None in ends else max(d for d in ends if d))
        else:
            runs.append(gap)
    return replace(m, off=tuple(runs))
