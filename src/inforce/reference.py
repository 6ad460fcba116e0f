"""The Reference: law and lists as known on a day, immutable, with a digest. What checks may look things up in."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from inforce.base.dates import Interval
from inforce.base.errors import LawError
from inforce.base.ids import clean_imo
from inforce.base.nouns import Designation, Edition
from inforce.law import Law
from inforce.match import Index

THRESHOLD = 0.70  # the field's customary default (yente's /match); swept again with the matcher


@dataclass(frozen=True)
class Reference:
    """All that checks may look things up in, as known on `known` (None: each list's newest edition held).

    `gaps` names the lists of which no edition was known on that day: what they would say is unknown. `threshold` is the
    score in [0, 1] from which a name match is reported. `cautions` maps a list to what every finding from it must say.
    Equal content gives an equal `digest`.
    """

    law: Law
    known: date | None = None
    designations: tuple[Designation, ...] = ()
    editions: tuple[Edition, ...] = ()
    gaps: tuple[str, ...] = ()
    threshold: float = THRESHOLD
    cautions: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """sha256 over the law's digest, the known day, gaps, threshold and every designation."""
        h = hashlib.sha256()
        cautions = sorted(self.cautions.items())
        for item in (self.law.digest, self.known, self.gaps, self.threshold, cautions, *self.editions, *self.designations):
            h.update(repr(item).encode() + b"\n")
        return h.hexdigest()

    @cached_property
    def names(self) -> Index:
        """Every designation, ready to be searched by name and particulars."""
        return Index(self.designations)

    @cached_property
    def by_imo(self) -> Mapping[str, tuple[Designation, ...]]:
        """Designations of vessels by valid IMO ship number."""
        found: dict[str, list[Designation]] = defaultdict(list)
        for d in self.designations:
            for imo in {clean_imo(v) for v in d.ids("imo")} - {""}:
                found[imo].append(d)
        return {imo: tuple(ds) for imo, ds in found.items()}

    def known_of(self, list_id: str) -> date | None:
        """The day of that list's edition in use; None when it has none."""
        return max((e.known for e in self.editions if e.list_id == list_id), default=None)

    def basis(self, d: Designation, day: date) -> tuple[str, ...]:
        """Ids of the measures in force on `day` that the listing brings in."""
        return tuple(m for m in d.measures if day in Interval(self.law.measures[m].since, self.law.measures[m].until))

    def listing(self, d: Designation, day: date) -> str:
        """How the listing stood on `day`, for a finding's `why`: list and number, since when, and what to be careful about."""
        known = self.known_of(d.list_id)
        since = f"listed since {d.listed}" if d.listed else "listed, the source gives no day"
        notes = [f"{d.ref} on {d.list_id}", since + (f" until {d.delisted}" if d.delisted else "")]
        if known and day > known:
            notes.append(f"list not known after {known}")
        if caution := self.cautions.get(d.list_id):
            notes.append(caution)
        return "; ".join(notes)

    def with_threshold(self, threshold: float) -> "Reference":
        """The same law and lists, matched at another threshold."""
        return replace(self, threshold=threshold)


def resolve(designations: Iterable[Designation], law: Law) -> tuple[Designation, ...]:
    """The designations in order of id, once each listing's measures are known to the law. Raises LawError where one is not."""
    ordered = sorted(designations, key=lambda d: (d.id, d.listed or date.min, d.delisted or date.max))
    for d in ordered:
        if unknown := [m for m in d.measures if m not in law.measures]:
            raise LawError(f"{d.id} is listed under {unknown}, which no law file defines. Mend [measures] in lists/{d.list_id}/list.toml.")
    return tuple(ordered)
