"""The law with measures put aside: what relief would do to it, on which days. The law itself is never changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from inforce.base.dates import Interval
from inforce.base.errors import UsageError
from inforce.base.nouns import Measure
from inforce.law.book import Law
from inforce.law.folder import digest


def put_aside(law: Law, aside: Iterable[tuple[str, Interval]]) -> Law:
    """The law in which each measure is no law on the days given with it; an interval without `until` lifts it for good.

    What it superseded wakes on those days, exemptions that it closed open again. Raises UsageError for an id that is no
    measure, and for days on which the measure is no law anyway: relief cannot lift what is not there.
    """
    off: dict[str, list[Interval]] = defaultdict(list)
    for measure_id, days in aside:
        m = law.measures.get(measure_id)
        if m is None:
            raise UsageError(f"There is no measure {measure_id!r} to put aside. `inforce law at DAY` lists the measures.")
        if not days or not days & Interval(m.since, m.until) or any(_inside(days, gap) for gap in (*m.off, *off[measure_id])):
            raise UsageError(f"{measure_id} is no law from {days.since} to {days.until}: there is nothing to put aside on those days.")
        off[measure_id].append(days)
    measures = {i: replace(m, off=(*m.off, *off[i])) if i in off else m for i, m in law.measures.items()}
    changed = replace(law, measures=measures)
    return replace(changed, digest=digest(changed))


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
    after = put_aside(law, [(m.id, Interval(day, None)) for m in gone])
    found = [Effect("goes", m, "named") for m in gone]
    awake = {m.id for m in law.operative(day)}
    for m in after.operative(day):
        if m.id not in awake:
            found.append(Effect("wakes", m, ", ".join(a.id for a in law.above(m.id, day))))
        for e in sorted(law.closed(m, day) - after.closed(m, day)):
            found.append(Effect("exemption opens", m, e))
    return tuple(found)


def _inside(days: Interval, gap: Interval) -> bool:
    return (days & gap) == days
