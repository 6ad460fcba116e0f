"""The law as one whole: what was loaded, and what can be asked of it on a day."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from inforce.base.dates import Interval
from inforce.base.nouns import Instrument, Measure, Scope
from inforce.law.barrels import Conversion, Observed
from inforce.law.entries import Issuer


@dataclass(frozen=True)
class Source:
    """Where a fact was read: `url` may be empty for a source that has none."""

    url: str
    what: str


@dataclass(frozen=True)
class Law:
    """Instruments, measures and scopes by id, and the sha256 of what they say. `sources` are by the key that
    entries cite, `conversions` tables of factors, `observed` what States made of a tonne."""

    instruments: Mapping[str, Instrument]
    measures: Mapping[str, Measure]
    digest: str
    scopes: Mapping[str, Scope] = field(default_factory=dict)
    issuers: Mapping[str, Issuer] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    conversions: Mapping[str, Conversion] = field(default_factory=dict)
    observed: tuple[Observed, ...] = ()

    def in_force(self, day: date) -> tuple[Measure, ...]:
        """The measures that are law on that legal day, in order of id; those asleep beneath another one too."""
        return tuple(m for _, m in sorted(self.measures.items()) if m.in_force(day))

    def operative(self, day: date) -> tuple[Measure, ...]:
        """Those in force on `day` that no other one in force supersedes: what one must obey."""
        return tuple(m for m in self.in_force(day) if not self.above(m.id, day))

    def above(self, measure_id: str, day: date) -> tuple[Measure, ...]:
        """The measures in force on `day` that supersede this one; it wakes when they are lifted."""
        return tuple(m for m in self.related("supersedes", measure_id) if m.in_force(day))

    def beneath(self, measure_id: str, day: date) -> tuple[Measure, ...]:
        """The measures in force on `day` that this one supersedes: what would wake if it were lifted."""
        under = (self.measures[r.to] for r in self.measures[measure_id].relations if r.kind == "supersedes")
        return tuple(m for m in under if m.in_force(day))

    def closed(self, measure: Measure, day: date) -> frozenset[str]:
        """The ids of its exemptions that another measure, in force on `day`, has closed."""
        return frozenset(e.id for e in measure.exemptions if e.closed_by and self.measures[e.closed_by].in_force(day))

    def as_it_stands(self, measure: Measure, day: date) -> Measure:
        """The measure without exemptions that another one, in force on `day`, has closed, and without what it has answered."""
        closed = self.closed(measure, day)
        open_ = tuple(e for e in measure.exemptions if e.id not in closed)
        asks = tuple(a for a in measure.asks if not (a.answered_by and self.measures[a.answered_by].in_force(day)))
        return replace(measure, exemptions=open_, asks=asks) if (open_, asks) != (measure.exemptions, measure.asks) else measure

    def members(self, binds: tuple[str, ...], day: date) -> frozenset[str]:
        """The countries whose persons `binds` means on `day`: those it names, and the members of a union that it names."""
        gone = tuple(state for state, since in self._left if day >= since)
        if (binds, gone) not in self._members:
            states = {s for i in self.issuers.values() if {*i.binds} & {*binds} for s in i.members if s not in i.left or day < i.left[s]}
            self._members[binds, gone] = frozenset({*binds, *states})
        return self._members[binds, gone]

    def related(self, kind: str, measure_id: str) -> tuple[Measure, ...]:
        """The measures whose relation of that kind is to `measure_id` ('exempts': what exempts from it), in order of id."""
        return self._related.get((kind, measure_id), ())

    def stretches(self, check_id: str) -> "Stretches":
        """The measures which that check applies, by stretches of days in which none of them changes."""
        applied = [m for _, m in sorted(self.measures.items()) if check_id in m.applied_by]
        starts = (date.min, *self.boundaries)
        obeyed = [[self.as_it_stands(m, day) for m in applied if m.in_force(day) and not self.above(m.id, day)] for day in starts]
        return Stretches(self.boundaries, obeyed)

    @cached_property
    def powers(self) -> tuple[Measure, ...]:
        """The measures by which a committee may exempt anything."""
        return tuple(m for m in self.measures.values() if m.general_power)

    @cached_property
    def boundaries(self) -> tuple[date, ...]:
        """Every day on which some measure begins, ends, is put aside or comes back: between two of them the law stands still."""
        days = {d for m in self.measures.values() for span in (Interval(m.since, m.until), *m.off) for d in (span.since, span.until)}
        return tuple(sorted(d for d in days if d))

    @cached_property
    def _left(self) -> tuple[tuple[str, date], ...]:
        return tuple(left for i in self.issuers.values() for left in i.left.items())

    @cached_property
    def _members(self) -> dict[tuple[tuple[str, ...], tuple[str, ...]], frozenset[str]]:
        return {}

    @cached_property
    def _related(self) -> Mapping[tuple[str, str], tuple[Measure, ...]]:
        found: dict[tuple[str, str], list[Measure]] = defaultdict(list)
        for _, m in sorted(self.measures.items()):
            for r in m.relations:
                found[r.kind, r.to].append(m)
        return {key: tuple(ms) for key, ms in found.items()}


@dataclass(frozen=True)
class Stretches:
    """Measures to be obeyed, each as it stands, between two days on which the law moves."""

    bounds: tuple[date, ...]
    obeyed: list[list[Measure]]

    def number(self, day: date) -> int:
        """Which stretch holds that legal day."""
        return bisect_right(self.bounds, day)
