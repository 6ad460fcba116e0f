"""The Reference itself: immutable, with a digest."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from inforce.base.ids import clean_imo
from inforce.base.nouns import Designation, Edition
from inforce.law import Law
from inforce.law.goods import Goods
from inforce.match import Index
from inforce.reference.groups import Groups

THRESHOLD = 0.70  # the field's customary default (yente's /match); swept again with the matcher


@dataclass(frozen=True)
class Reference:
    """All that checks may look things up in, as known on `known` (None: each list's newest edition held).

    `gaps` names the lists of which no edition was known on that day: what they would say is unknown. `threshold` is the
    score in [0, 1] from which a name match is reported. `cautions` maps a list to what every finding from it must say.
    `groups` say which designations are one subject, and why. Equal content gives an equal `digest`.
    """

    law: Law
    known: date | None = None
    designations: tuple[Designation, ...] = ()
    editions: tuple[Edition, ...] = ()
    gaps: tuple[str, ...] = ()
    threshold: float = THRESHOLD
    cautions: Mapping[str, str] = field(default_factory=dict)
    groups: Groups = field(default_factory=Groups)

    @cached_property
    def digest(self) -> str:
        """sha256 over the law's digest, the known day, gaps, threshold, every designation and which are one subject."""
        h = hashlib.sha256()
        cautions = sorted(self.cautions.items())
        said = (self.law.digest, self.known, self.gaps, self.threshold, cautions, self.groups, *self.editions, *self.designations)
        for item in said:
            h.update(repr(item).encode() + b"\n")
        return h.hexdigest()

    @cached_property
    def names(self) -> Index:
        """Every designation, ready to be searched by name and particulars."""
        return Index(self.designations)

    @cached_property
    def goods(self) -> Goods:
        """The measures on goods, ready to be asked."""
        return Goods(self.law, "goods.prohibited")

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
        return tuple(m for m in d.measures if self.law.measures[m].in_force(day))

    def same(self, d: Designation) -> tuple[Designation, ...]:
        """The other designations of the same subject, in order of id."""
        ids = {i for i in self.groups.of(d.id) if i != d.id}
        return tuple(other for i in sorted(ids) for other in self.by_id.get(i, ()))

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Designation, ...]]:
        """Designations by id; several where an entry went from its list and came back."""
        found: dict[str, list[Designation]] = defaultdict(list)
        for d in self.designations:
            found[d.id].append(d)
        return {i: tuple(ds) for i, ds in found.items()}

    def listing(self, d: Designation, day: date) -> str:
        """How the listing stood on `day`, for a finding's `why`: list and number, since when, and what to be careful about."""
        known = self.known_of(d.list_id)
        notes = [f"{d.ref} on {d.list_id}", _since(d, day)]
        if known and day > known:
            notes.append(f"list not known after {known}")
        if caution := self.cautions.get(d.list_id):
            notes.append(caution)
        return "; ".join(notes)

    def with_threshold(self, threshold: float) -> "Reference":
        """The same law and lists, matched at another threshold."""
        return replace(self, threshold=threshold)


def _since(d: Designation, day: date) -> str:
    """Since when it is listed and until when, as far as the source and the editions held tell."""
    if doubt := d.doubt(day):
        return f"{doubt}, so whether it stood there on {day} is not known"
    if d.listed and not (d.absent_on and d.listed <= d.absent_on):
        since = f"listed since {d.listed}"
    elif d.absent_on and d.first_seen == d.absent_on + timedelta(1):
        since = f"listed under this number from {d.first_seen}, before that under another"
    elif d.absent_on:
        since = f"listed between {d.absent_on} and {d.first_seen}"
    else:
        since = f"listed by {d.first_seen} at the latest" if d.first_seen else "listed"
    return (since if d.listed else f"{since}, the source gives no day") + (f" until {d.delisted}" if d.delisted else "")
