"""One package of relief laid over the law of one day: what would go, stay, wake and open, and for which goods and services."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from inforce.base.clauses import ANYONE
from inforce.base.errors import UsageError
from inforce.base.nouns import Instrument, Measure, Modality, Scope
from inforce.law.book import Law
from inforce.law.overlay import Effect, between
from inforce.law.package import Package, label, under
from inforce.law.relief import Figure, Terms
from inforce.reports.document import NOT_KNOWN


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    def __str__(self) -> str:
        return f"{self.part} of {self.whole}"


@dataclass(frozen=True, slots=True)
class Reopened:
    """A matter on which a measure that binds everyone would go: goods in one direction, or a service (without one).

    `left` are those that would still bind everyone on it, `national` those of single States.
    """

    subject: str
    title: str
    kind: str
    direction: str
    left: tuple[Measure, ...]
    national: tuple[Measure, ...]

    @property
    def outcome(self) -> str:
        """What the Council's measures would say of it then."""
        if not self.left:
            return "permitted"
        return "capped" if all(m.modality == Modality.CAP for m in self.left) else "still banned"


@dataclass(frozen=True)
class Laid:
    """`package` on `day`: the law `before`, and `after` the steps `done` (None: all that are not for a failure)."""

    before: Law
    package: Package
    day: date
    terms: Terms
    done: Collection[str] | None = None

    @property
    def name(self) -> str:
        """The package and the last step done, as the command line takes it."""
        return label(self.package, self.done)

    @cached_property
    def after(self) -> Law:
        """The law as it would stand."""
        return under(self.before, self.package, self.done)

    @cached_property
    def regime(self) -> tuple[Measure, ...]:
        """What is law on the day about the target, before."""
        return tuple(m for m in self.before.in_force(self.day) if m.target == self.package.target)

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """What goes, wakes and opens."""
        return between(self.before, self.after, self.day)

    @cached_property
    def gone(self) -> tuple[Measure, ...]:
        """What would be no law on the day."""
        return tuple(e.measure for e in self.effects if e.what == "goes")

    def of_everyone(self) -> tuple[Measure, ...]:
        """Those of the regime that bind everyone: the Council's."""
        return tuple(m for m in self.regime if m.binds == (ANYONE,))

    def selected(self, selection_id: str) -> Share:
        """How many of the Council's measures of that selection would go."""
        ours = [m for m in self.of_everyone() if self.terms.selections[selection_id].picks(m, self.before)]
        return Share(sum(m in self.gone for m in ours), len(ours))

    @cached_property
    def resolutions(self) -> tuple[tuple[Instrument, Share], ...]:
        """The Council's resolutions that answered a test or a launch and have measures in force, each with how many of them go."""
        ours = [i for i in self.before.instruments.values() if i.trigger and i.target == self.package.target]
        counts = [(i, [m for m in self.of_everyone() if m.instrument == i.id]) for i in ours]
        return tuple((i, Share(sum(m in self.gone for m in ms), len(ms))) for i, ms in counts if ms)

    @property
    def whole_resolutions(self) -> Share:
        """How many of those resolutions would go with every measure of theirs."""
        return Share(sum(s.part == s.whole for _, s in self.resolutions), len(self.resolutions))

    @property
    def touched_resolutions(self) -> Share:
        """How many of those resolutions would lose some measure, or all."""
        return Share(sum(s.part > 0 for _, s in self.resolutions), len(self.resolutions))

    @cached_property
    def reopened(self) -> tuple[Reopened, ...]:
        """The matters of trade and service on which a ban or a cap that binds everyone would go, in order of kind and name."""
        found: dict[tuple[str, str, str], Scope] = {}
        for m in self.gone:
            if self._is_duty(m) and m.binds == (ANYONE,):
                goods = [s for s in _scopes(m, self.before) if s.kind == "goods"]
                found |= {("goods", s.subject, m.direction): s for s in goods}
                found |= {("service", s.subject, ""): s for s in _scopes(m, self.before) if s.kind == "service"}
        return tuple(self._reopened(s, direction) for (_, _, direction), s in sorted(found.items()))

    @cached_property
    def duties_left(self) -> tuple[Measure, ...]:
        """The prohibitions, duties and caps about the target that would be left to obey."""
        return tuple(m for m in self.after.operative(self.day) if self._is_duty(m) and m.target == self.package.target)

    @property
    def whatever_the_goods(self) -> tuple[Measure, ...]:
        """Those of them that bind everyone and take in goods of any kind, by their use."""
        return tuple(
            m for m in self.duties_left if m.binds == (ANYONE,) and any(_general(s) and s.kind == "goods" for s in _scopes(m, self.after))
        )

    def _is_duty(self, m: Measure) -> bool:
        return self.terms.selections["duties"].picks(m, self.before)

    def _reopened(self, scope: Scope, direction: str) -> Reopened:
        left = [m for m in self.duties_left if not direction or _ways(m.direction) & _ways(direction)]
        same = [m for m in left if any(s.subject == scope.subject for s in _scopes(m, self.after))]
        general = [m for m in left if any(_general(s) and s.kind == scope.kind for s in _scopes(m, self.after))]
        return Reopened(
            scope.subject,
            scope.title,
            scope.kind,
            direction,
            tuple(m for m in same if m.binds == (ANYONE,)),
            tuple(m for m in dict.fromkeys((*same, *general)) if m.binds != (ANYONE,)),
        )

    def trade(self) -> tuple[tuple[Figure, ...], tuple[tuple[str, str], ...]]:
        """The figures of the goods that would be permitted or only capped, and the goods (subject, direction) without a figure."""
        open_ = {(r.subject, r.direction) for r in self.reopened if r.kind == "goods" and r.outcome != "still banned"}
        figures = [f for f in self.terms.trade if all((s, f.direction) in open_ for s in f.subjects)]
        with_figure = {(s, f.direction) for f in figures for s in f.subjects}
        return tuple(figures), tuple(sorted(open_ - with_figure))

    def trade_told(self) -> str:
        """What the figures add up to, sold and bought, between their bounds, and how many goods are without one."""
        figures, without = self.trade()
        told = [
            f"{_sum(f for f in figures if f.direction == d)} {way(d)}" for d in ("from", "to") if any(f.direction == d for f in figures)
        ]
        more = [f"{NOT_KNOWN} for {len(without)} kind{'s' * (len(without) > 1)} of goods"] if without else []
        return "; ".join((*told, *more)) or "none"


def _sum(figures: Iterable[Figure]) -> str:
    known = list(figures)
    low, high = (round(sum(bounds) / 1e6) for bounds in ([f.low_usd for f in known], [f.high_usd for f in known]))
    return f"{low:,} million US dollars" if low == high else f"{low:,} to {high:,} million US dollars"


def lay(law: Law, package: Package, terms: Terms, day: date | None = None, done: Collection[str] | None = None) -> Laid:
    """The package on `day`, or on its own. Raises UsageError for a day before relief begins: it would change nothing then."""
    on = day or package.day
    if on < package.day:
        raise UsageError(f"Relief under {package.id} begins on {package.day}; on {on} it changes nothing. Choose a day from then on.")
    return Laid(law, package, on, terms, done)


def by_issuer(measures: Iterable[Measure], law: Law) -> Iterator[tuple[str, tuple[Measure, ...]]]:
    """The measures by who issued them, in the order of the issuers' file."""
    every = list(measures)
    for issuer in law.issuers:
        ours = tuple(m for m in every if law.instruments[m.instrument].issuer == issuer)
        if ours:
            yield issuer, ours


def _scopes(m: Measure, law: Law) -> list[Scope]:
    return [law.scopes[s] for s in m.covers]


def _ways(direction: str) -> set[str]:
    return {"from", "to"} if direction == "both" else {direction}


def way(direction: str) -> str:
    """A direction as the target sees it."""
    return {"from": "sold", "to": "bought", "both": "both ways"}.get(direction, direction)


def _general(scope: Scope) -> bool:
    """Whether the scope takes in all goods or all services: its codes run from the first chapter to the last, or its word says so."""
    return scope.subject.startswith("any-") or any(c.first[:2] == "01" and c.last[:2] == "97" for c in scope.codes)
