"""The Reference: law and lists as known on a day, immutable, with a digest. What checks may look things up in."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from inforce.base.clauses import ANYONE
from inforce.base.errors import LawError, UsageError
from inforce.base.ids import clean_imo
from inforce.base.nouns import Designation, Edition
from inforce.law import Law, load
from inforce.law.account import Account, account
from inforce.law.goods import Goods
from inforce.law.package import Package, label
from inforce.law.package import under as law_under
from inforce.law.services import Services
from inforce.law.supplies import Supply, embedded
from inforce.lists import current, editions, get, ids
from inforce.lists import load as load_edition
from inforce.match import Index
from inforce.store.archive import Archive

THRESHOLD = 0.70  # the field's customary default (yente's /match); swept again with the matcher


@dataclass(frozen=True)
class Reference:
    """All that checks may look things up in, as known on `known` (None: each list's newest edition held).

    `gaps` names the lists of which no edition was known on that day: what they would say is unknown. `threshold` is the
    score in [0, 1] from which a name match is reported. `cautions` maps a list to what every finding from it must say. `bound`
    are those whose national law is applied in full (country codes, 'EU'). `supplies` are what States reported under the caps.
    `assumed` names the package of relief, if any, that `law` is laid under: it is then not the law as it stands.
    Equal content gives an equal `digest`.
    """

    law: Law
    known: date | None = None
    designations: tuple[Designation, ...] = ()
    editions: tuple[Edition, ...] = ()
    gaps: tuple[str, ...] = ()
    threshold: float = THRESHOLD
    cautions: Mapping[str, str] = field(default_factory=dict)
    bound: tuple[str, ...] = ()
    supplies: tuple[Supply, ...] = ()
    assumed: str = ""

    @cached_property
    def digest(self) -> str:
        """sha256 over the law's digest, the known day, gaps, threshold, whom it binds, every designation and every report."""
        h = hashlib.sha256()
        cautions = sorted(self.cautions.items())
        for item in (
            self.law.digest,
            self.known,
            self.gaps,
            self.threshold,
            cautions,
            self.bound,
            self.assumed,
            *self.editions,
            *self.designations,
            *self.supplies,
        ):
            h.update(repr(item).encode() + b"\n")
        return h.hexdigest()

    @cached_property
    def names(self) -> Index:
        """Every designation, ready to be searched by name and particulars."""
        return Index(self.designations)

    @cached_property
    def goods(self) -> Goods:
        """The measures on goods, ready to be asked."""
        return Goods(self.law, "goods.prohibited", self.bound)

    @cached_property
    def services(self) -> Services:
        """The measures on services, ready to be asked."""
        return Services(self.law, "service.prohibited", self.bound)

    def account(self, measure_id: str, day: date) -> Account | None:
        """The cap's window that holds `day`, as reported and known; None where it has no figure or no reports are held."""
        if not self.supplies or not any(c.limits and c.window(day) for c in self.law.measures[measure_id].caps):
            return None
        if (measure_id, day) not in self._accounts:
            self._accounts[measure_id, day] = account(self.law, measure_id, day, self.supplies, known=self.known)
        return self._accounts[measure_id, day]

    @cached_property
    def _accounts(self) -> dict[tuple[str, date], Account]:
        return {}

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

    def stands(self, d: Designation, day: date) -> bool:
        """Whether the listing stood on `day` and brings anything in: one whose every measure relief puts aside does not."""
        away = [any(day in gap for gap in self.law.measures[m].off) for m in d.measures]
        return d.listed_on(day) and not (away and all(away))

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

    def bound_to(self, codes: Iterable[str]) -> "Reference":
        """The same with the national law of those countries ('EU' for the Union) applied in full. Raises UsageError where none is here."""
        known = {code for m in self.law.measures.values() for code in self.law.members(m.binds, date.max)} - {ANYONE}
        bound = tuple(sorted({code.strip().upper() for code in codes}))
        if unknown := [code for code in bound if code not in known]:
            raise UsageError(f"No national law of {', '.join(unknown)} is known here. There is that of {', '.join(sorted(known))}.")
        return replace(self, bound=bound)

    def with_threshold(self, threshold: float) -> "Reference":
        """The same law and lists, matched at another threshold."""
        return replace(self, threshold=threshold)

    def under(self, package: Package, steps: Collection[str] | None = None) -> "Reference":
        """The same lists with the law as it would stand once these steps of the package are done (None: all not for a failure).

        Raises UsageError for a step that is not there, and for a Reference that is laid under a package already.
        """
        if self.assumed:
            raise UsageError(f"This Reference is laid under {self.assumed} already; begin from one that is not.")
        return replace(self, law=law_under(self.law, package, steps), assumed=label(package, steps))


def build(
    archive: Archive, known: date | None = None, lists: Sequence[str] = (), threshold: float = THRESHOLD, law: Law | None = None
) -> Reference:
    """The Reference of what was known on `known`; without a day, of each list's newest edition held.

    `lists` are the ids to use; none means every list of which an edition is held, and where none is held of a list, the entries
    that ship to stand for it. A list of which no edition was known by then is a gap. Raises UsageError for an unknown list,
    Damaged for an edition whose bytes changed, LawError when a listing rests on a measure that no law file defines.
    """
    law = law or load()
    used = lists or _in_use(archive)
    histories = {list_id: _history(archive, list_id, known) for list_id in used}
    found = [d for list_id, (_, ds) in histories.items() for d in ds if not _superseded(d.schema, list_id, used)]
    return Reference(
        law=law,
        known=known,
        designations=_resolved(found, law),
        editions=tuple(edition for edition, _ in histories.values() if edition),
        gaps=tuple(list_id for list_id, (edition, _) in histories.items() if not edition),
        threshold=threshold,
        cautions={list_id: caution for list_id in histories if (caution := get(list_id).caution)},
        supplies=embedded(),
    )


def _in_use(archive: Archive) -> tuple[str, ...]:
    held = [list_id for list_id in ids() if editions(archive, list_id)]
    return tuple(list_id for list_id in held if not (get(list_id).stands_for and {*get(list_id).stands_for} <= {*held}))


def _superseded(schema: str, list_id: str, used: Sequence[str]) -> bool:
    """Whether entries of that schema only stand in for those of a list that is itself in use."""
    return any(schema in schemas and other in used for other, schemas in get(list_id).stands_for.items())


def _history(archive: Archive, list_id: str, known: date | None) -> tuple[Edition | None, tuple[Designation, ...]]:
    """The edition in use, and every entry of it and of the editions before it: one that vanished was delisted when it did."""
    used = current(archive, list_id, known)
    if used is None:
        return None, ()
    if get(list_id).compiled:
        return _shipped(used, load_edition(archive, used).designations, known)
    earlier = [e for e in editions(archive, list_id) if e.known < used.known]
    standing: dict[str, Designation] = {}
    gone: list[Designation] = []
    for edition in (*earlier, used):
        now = {d.id: d for d in load_edition(archive, edition).designations}
        gone += [replace(d, delisted=d.delisted or edition.known) for i, d in standing.items() if i not in now]
        standing = now
    return used, (*gone, *standing.values())


def _shipped(edition: Edition, entries: Sequence[Designation], known: date | None) -> tuple[Edition, tuple[Designation, ...]]:
    """A list that ships with the package, as it stood on a day before it was compiled: without what was listed later."""
    if known is None or known >= edition.known:
        return edition, tuple(entries)
    return replace(edition, known=known), tuple(d for d in entries if d.listed and d.listed <= known)


def _resolved(designations: Iterable[Designation], law: Law) -> tuple[Designation, ...]:
    """The designations in order of id, once each listing's measures are known to the law."""
    ordered = sorted(designations, key=lambda d: (d.id, d.listed or date.min, d.delisted or date.max))
    for d in ordered:
        if unknown := [m for m in d.measures if m not in law.measures]:
            raise LawError(f"{d.id} is listed under {unknown}, which no law file defines. Mend [measures] in lists/{d.list_id}/list.toml.")
    return tuple(ordered)
