"""The Reference itself: immutable, with a digest."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from inforce.base.clauses import ANYONE
from inforce.base.errors import UsageError
from inforce.base.nouns import Designation, Edition
from inforce.base.terms import folded
from inforce.law import Law
from inforce.law.supplies import Supply
from inforce.match import Index
from inforce.match.weights import DEFAULT, Weights
from inforce.match.weights import load as weights_of
from inforce.read.news.offices import Office, Official, officials
from inforce.reference.content import digest_of, imos, places
from inforce.reference.entries import ById, Entries
from inforce.reference.groups import Groups, KeptGroups
from inforce.sea.places import Atlas, Gazetteer, Place, gazetteer
from inforce.sea.zones import Zone
from inforce.talks.positions import Position, held, positions

if TYPE_CHECKING:  # what few checks ask for is imported when they do, so that a first answer comes soon
    from inforce.law.account import Account
    from inforce.law.goods import Goods
    from inforce.law.package import Package
    from inforce.law.services import Services

THRESHOLD = 0.70  # the field's customary default (yente's /match); swept again with the matcher


@dataclass(frozen=True, repr=False)
class Reference:
    """All that checks may look things up in, as known on `known` (None: each list's newest edition held).

    `gaps` names the lists of which no edition was known on that day: what they would say is unknown. `threshold` is the
    score in [0, 1] from which a name match is reported. `cautions` maps a list to what every finding from it must say. `bound`
    are those whose national law is applied in full (country codes, 'EU'). `supplies` are what States reported under the caps.
    `assumed` names the package of relief, if any, that `law` is laid under: it is then not the law as it stands.
    `profile` names the weights that names are compared with (`inforce.match.weights`).
    `groups` say which designations are one subject, and why; `places` are ports, anchorages and areas at sea, `zones` areas that the user
    brought; `positions` are those that sides of the talks took, `officials` the offices that people held.
    Equal content gives an equal `digest`.
    """

    law: Law
    known: date | None = None
    designations: Sequence[Designation] = ()
    editions: tuple[Edition, ...] = ()
    gaps: tuple[str, ...] = ()
    threshold: float = THRESHOLD
    profile: str = DEFAULT
    cautions: Mapping[str, str] = field(default_factory=dict)
    bound: tuple[str, ...] = ()
    supplies: tuple[Supply, ...] = ()
    assumed: str = ""
    groups: Groups = field(default_factory=Groups)
    places: Sequence[Place] = field(default_factory=gazetteer)
    zones: tuple[Zone, ...] = ()
    positions: tuple[Position, ...] = field(default_factory=positions)
    officials: tuple[Official, ...] = field(default_factory=officials)

    def __repr__(self) -> str:
        lists = ", ".join(f"{e.list_id}@{e.known}" for e in self.editions)
        return f"<Reference known={self.known} lists=[{lists}] designations={len(self.designations)} profile={self.profile}>"

    @cached_property
    def digest(self) -> str:
        """sha256 over the law's digest, the known day, gaps, weights, threshold, whom it binds, every designation, which are one, every
        report, place, position and office."""
        cautions = sorted(self.cautions.items())
        said = (self.law.digest, self.known, self.gaps, self.threshold, cautions, self.bound, self.assumed, _digest(self.groups))
        beside = (*self.supplies, *self.positions, *self.officials, *(z.digest for z in self.zones))
        return digest_of([*said, self.weights.digest, _digest(self.places), *self.editions, _digest(self.designations), *beside])

    @cached_property
    def atlas(self) -> Atlas:
        """The places, ready to be asked what holds a point."""
        return Atlas(self.places)

    @cached_property
    def names(self) -> Index:
        """Every designation, ready to be searched by name and particulars."""
        kept = self.designations.arrays if isinstance(self.designations, Entries) else None
        return Index(self.designations, kept, self.weights)

    @property
    def weights(self) -> Weights:
        """What names are compared with."""
        return weights_of(self.profile)

    @cached_property
    def goods(self) -> "Goods":
        """The measures on goods, ready to be asked."""
        from inforce.law.goods import Goods

        return Goods(self.law, "goods.prohibited", self.bound)

    @cached_property
    def services(self) -> "Services":
        """The measures on services, ready to be asked."""
        from inforce.law.services import Services

        return Services(self.law, "service.prohibited", self.bound)

    def position(self, actor: str, matter: str, day: date) -> Position | None:
        """What that State (alpha-2), alone or with others, said it wants in a matter of the talks, as it held on `day`; None where no
        position is recorded."""
        theirs = (p for p in held(self.positions, day) if p.matter == matter and actor in (p.actor, *p.together))
        return max(theirs, key=lambda p: (p.since, p.actor == actor), default=None)

    def office(self, name: str, day: date) -> Office | None:
        """The office that a person of that name, however it is accented or hyphened, held on `day`; None where none is recorded."""
        return self._offices[folded(name)].on(day) if folded(name) in self._offices else None

    @cached_property
    def _offices(self) -> dict[str, Official]:
        return {folded(form): o for o in self.officials for form in o.forms}

    def account(self, measure_id: str, day: date) -> "Account | None":
        """The cap's window that holds `day`, as reported and known; None where it has no figure or no reports are held."""
        if not self.supplies or not any(c.limits and c.window(day) for c in self.law.measures[measure_id].caps):
            return None
        if (measure_id, day) not in self._accounts:
            from inforce.law.account import account

            self._accounts[measure_id, day] = account(self.law, measure_id, day, self.supplies, known=self.known)
        return self._accounts[measure_id, day]

    @cached_property
    def _accounts(self) -> "dict[tuple[str, date], Account]":
        return {}

    @cached_property
    def by_imo(self) -> Mapping[str, tuple[Designation, ...]]:
        """Designations of vessels by valid IMO ship number."""
        kept = self.designations
        return ById(kept, kept.imos if isinstance(kept, Entries) else imos(kept))

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

    def subject(self, d: Designation) -> tuple[Designation, ...]:
        """Every designation of the subject that `d` is about, that one included, in order of id and time."""
        return tuple(one for i in self.groups.of(d.id) for one in self.by_id.get(i, ()))

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Designation, ...]]:
        """Designations by id; several where an entry went from its list and came back."""
        kept = self.designations
        return ById(kept, kept.places if isinstance(kept, Entries) else places(kept))

    def listing(self, d: Designation, day: date) -> str:
        """How the listing stood on `day`, for a finding's `why`: list and number, since when, and what to be careful about."""
        known = self.known_of(d.list_id)
        notes = [f"{d.ref} on {d.list_id}", _since(d, day)]
        if known and day > known:
            notes.append(f"list not known after {known}")
        if caution := self.cautions.get(d.list_id):
            notes.append(caution)
        return "; ".join(notes)

    def also_listed(self, found: Iterable[Designation], day: date) -> str:
        """What a `why` says at its end of ships or parties that stand on lists: "; NAME is listed: …" for each, '' for none."""
        return "".join(f"; {d.name} is listed: {self.listing(d, day)}" for d in found)

    def bound_to(self, codes: Iterable[str]) -> "Reference":
        """The same with the national law of those countries ('EU' for the Union) applied in full. Raises UsageError where none is here."""
        known = {code for m in self.law.measures.values() for code in self.law.members(m.binds, date.max)} - {ANYONE}
        bound = tuple(sorted({code.strip().upper() for code in codes}))
        if unknown := [code for code in bound if code not in known]:
            raise UsageError(f"No national law of {', '.join(unknown)} is known here. There is that of {', '.join(sorted(known))}.")
        return replace(self, bound=bound)

    def with_threshold(self, threshold: float) -> "Reference":
        """The same law and lists, matched at another threshold. Raises UsageError for one that is no number from 0 to 1."""
        if not isinstance(threshold, int | float) or not 0 <= threshold <= 1:
            raise UsageError(f"The threshold {threshold!r} is no score: with it nothing might be found. Give a number from 0 to 1.")
        return replace(self, threshold=threshold)

    def with_profile(self, profile: str) -> "Reference":
        """The same law and lists, matched by that profile at the threshold it is meant for. Raises UsageError for one that is none."""
        return replace(self, profile=profile, threshold=weights_of(profile).threshold / 10_000)

    def under(self, package: "Package", steps: Collection[str] | None = None) -> "Reference":
        """The same lists with the law as it would stand once these steps of the package are done (None: all not for a failure).

        Raises UsageError for a step that is not there, and for a Reference that is laid under a package already.
        """
        from inforce.law.package import label, under

        if self.assumed:
            raise UsageError(f"This Reference is laid under {self.assumed} already; begin from one that is not.")
        return replace(self, law=under(self.law, package, steps), assumed=label(package, steps))


def _digest(content: Sequence[Designation] | Sequence[Place] | Groups) -> str:
    """The digest that was kept with it, or else is made now."""
    if isinstance(content, Entries | KeptGroups | Gazetteer):
        return content.digest
    return digest_of([content] if isinstance(content, Groups) else content)


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
