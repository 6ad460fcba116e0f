"""Paper: the acts by which a State took a measure into its own law, when, how long after, and what they leave out.

An act says what is forbidden on paper. It says nothing of what happens at sea, and no status of conduct rests on it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from inforce.base.nouns import Instrument, Measure, Review
from inforce.law.book import Law


@dataclass(frozen=True, slots=True)
class Act:
    """A national act that carries a measure out, by its measure `national`; `since` is the first day on which it is law, `lag_days`
    the days from the adoption of the resolution to that day, each in its issuer's own calendar. `took_over` is an older act whose
    place it took and whose measures are not known here: the lag is then an upper bound."""

    instrument: Instrument
    national: Measure
    since: date
    lag_days: int
    took_over: str = ""

    @property
    def lag(self) -> str:
        """The lag in words."""
        if self.took_over:
            return f"at most {self.lag_days} days: it took the place of {self.took_over}, whose measures are not known here"
        return f"{self.lag_days} days"


@dataclass(frozen=True, slots=True)
class Paper:
    """The acts of one State for one measure, and the goods or services of the measure that no act of it known here names.

    `drawn` are those whose list of codes is another than the one by which the measure is read here, or is not known.
    `whole` are acts that carry the resolution out, while none of their measures known here is this one. No act and no whole: not
    known here, which is not the same as none.
    """

    acts: tuple[Act, ...]
    missing: tuple[str, ...] = ()
    drawn: tuple[str, ...] = ()
    whole: tuple[Instrument, ...] = ()

    @property
    def review(self) -> Review:
        """The weakest review of what it rests on."""
        return Review.lowest(*(a.national.review for a in self.acts), *(a.instrument.review for a in self.acts))


@dataclass(frozen=True, slots=True)
class Lag:
    """How long after a resolution, adopted on a day of New York, the first act under it was law on a day of its issuer."""

    resolution: str
    adopted: date
    act: Act

    @property
    def review(self) -> Review:
        """The weaker review of the act and of its measure."""
        return Review.lowest(self.act.instrument.review, self.act.national.review)


def issuers_of(law: Law, state: str, day: date) -> tuple[str, ...]:
    """Who issues law for that State on `day`: itself, and the Union while it is a member."""
    return tuple(i for i, issuer in law.issuers.items() if state in law.members(issuer.binds, day) and i != "un")


def paper(law: Law, measure: Measure, state: str, day: date) -> Paper:
    """What the acts known here do for that measure in that State, up to `day`."""
    ours = set(issuers_of(law, state, day))
    acts = [a for a in _acts(law, measure) if a.instrument.issuer in ours and a.since <= day]
    named = {law.scopes[s].subject for a in acts for s in a.national.covers}
    missing = [law.scopes[s].subject for s in measure.covers if law.scopes[s].subject not in named] if acts else []
    whole = [] if acts else [i for i in _carrying(law, measure.instrument) if i.issuer in ours and i.adopted <= day]
    return Paper(tuple(acts), tuple(dict.fromkeys(missing)), tuple(dict.fromkeys(_drawn(law, measure, acts))), tuple(whole))


def _drawn(law: Law, measure: Measure, acts: Iterable[Act]) -> Iterator[str]:
    for theirs in (law.scopes[s] for a in acts for s in a.national.covers):
        same = [law.scopes[s] for s in measure.covers if law.scopes[s].subject == theirs.subject and law.scopes[s].codes]
        if theirs.kind == "goods" and same and not any({*s.codes} == {*theirs.codes} for s in same):
            known = "its list is not known here" if theirs.like or not theirs.codes else f"its list is not that of {same[0].by}"
            yield f"{theirs.subject}: {known}"


def lags(law: Law, issuer: str) -> Iterator[Lag]:
    """For each resolution that an act of that issuer carries out, the first of its measures to be law, in order of adoption."""
    first: dict[str, Measure] = {}
    for m in sorted((m for m in law.measures.values() if law.instruments[m.instrument].issuer == issuer), key=lambda m: (m.since, m.id)):
        for r in m.relations:
            if r.kind == "implements":
                first.setdefault(law.measures[r.to].instrument, m)
    for resolution, m in sorted(first.items(), key=lambda item: law.instruments[item[0]].adopted):
        yield Lag(resolution, law.instruments[resolution].adopted, _act(law, m, resolution))


def _acts(law: Law, measure: Measure) -> Iterator[Act]:
    for m in sorted(law.related("implements", measure.id), key=lambda m: (m.since, m.id)):
        yield _act(law, m, measure.instrument)


def _act(law: Law, national: Measure, resolution: str) -> Act:
    instrument = law.instruments[national.instrument]
    ours = [i for i in law.instruments.values() if i.issuer == instrument.issuer and i.id != instrument.id]
    older = [i.id for i in ours if any(span.until == instrument.adopted for span in i.spans)]
    return Act(instrument, national, national.since, (national.since - law.instruments[resolution].adopted).days, ", ".join(older))


def _carrying(law: Law, resolution: str) -> Iterable[Instrument]:
    return (i for _, i in sorted(law.instruments.items()) if resolution in i.implements)
