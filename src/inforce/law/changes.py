"""The law in time: what begins, ends, falls asleep or wakes between two days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from inforce.base.nouns import Measure
from inforce.law.book import Law


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a measure on a legal day: begins, ends, falls asleep (another supersedes it) or wakes."""

    day: date
    what: str
    measure: Measure


def changes(law: Law, since: date, until: date) -> Iterator[Change]:
    """What changed after `since` and up to `until`, that day included, in order of day, then id of the measure."""
    for day in law.boundaries:
        if since < day <= until:
            yield from _on(law, day)


def _on(law: Law, day: date) -> Iterator[Change]:
    before, after = _states(law, day.fromordinal(day.toordinal() - 1)), _states(law, day)
    for measure_id in sorted({*before, *after}):
        was, now = before.get(measure_id), after.get(measure_id)
        if was != now:
            what = "ends" if now is None else "falls asleep" if now == "asleep" else "wakes" if was == "asleep" else "begins"
            yield Change(day, what, law.measures[measure_id])


def _states(law: Law, day: date) -> dict[str, str]:
    return {m.id: "asleep" if law.above(m.id, day) else "awake" for m in law.in_force(day)}
