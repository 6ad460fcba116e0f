"""What a check of tracks saw, in the one shape of which a finding is made that is an event too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from inforce.base.nouns import Designation, Evidence, Finding, Measure, Outcome, Review
from inforce.sea.events import at, facts, number
from inforce.sea.ships import in_force
from inforce.sea.tiers import outcome


@dataclass(frozen=True, slots=True)
class Event:
    """`ships`, `span` and `place` as in events.facts; the first ship is the finding's subject, and it began on the finding's day.

    `basis` are measures that may bear on it, beside those that the listings in `listed` bring in; of both, those stand in the finding
    that are law on the day. `seen` is the evidence beside those listings. `metrics` are the facts that follow `tier`. `sort` tells apart
    what one check may say of the same ship from the same second on. Where `judged` is false, nobody can tell whether it is a sign of
    anything, and the finding is undetermined.
    """

    check_id: str
    method: str
    ships: tuple[int, ...]
    span: tuple[float, float | None]
    place: tuple[float, float] | None
    tier: str
    why: str
    seen: tuple[Evidence, ...]
    metrics: Mapping[str, object]
    basis: tuple[str, ...] = ()
    listed: tuple[Designation, ...] = ()
    sort: str = ""
    judged: bool = True
    review: Review = Review.OFFICIAL

    def finding(self, law: Mapping[str, Measure]) -> Finding:
        """The finding of the check, under that law."""
        day, made = day_of(self.span[0]), f"{self.check_id}.{self.sort}" if self.sort else self.check_id
        basis = dict.fromkeys((*self.basis, *(m for d in self.listed for m in d.measures)))
        return Finding(
            check_id=self.check_id,
            subject=number(self.ships[0]),
            day=day,
            outcome=outcome(self.check_id, self.tier, bool(self.listed)) if self.judged else Outcome.UNDETERMINED,
            why=self.why,
            basis=in_force(basis, law, day),
            evidence=(*self.seen, *(d.evidence for d in self.listed)),
            facts=facts(made, self.ships, self.span, self.place, {"tier": self.tier, **self.metrics, "method": self.method}),
            review=self.review,
        )


def day_of(t: float) -> date:
    """The day in UTC of epoch seconds."""
    return datetime.fromtimestamp(t, UTC).date()


def ais(mmsi: int, t: float, value: str) -> Evidence:
    """What the ship was heard to say at epoch seconds `t`."""
    return Evidence("AIS", f"MMSI {number(mmsi)} at {at(t)}", value)


def position(mmsi: int, t: float, lat: float, lon: float) -> Evidence:
    """Where the ship was heard at epoch seconds `t`; degrees."""
    return ais(mmsi, t, f"{lat:.5f} {lon:.5f}")
