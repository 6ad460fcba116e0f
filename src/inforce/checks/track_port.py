"""track.port"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from inforce.base.nouns import Designation, Evidence, Finding, Outcome, Review
from inforce.base.rows import Rows
from inforce.check import check
from inforce.reference import Reference
from inforce.sea.buckets import WHO, feed_end
from inforce.sea.events import at, facts, number
from inforce.sea.places import Place
from inforce.sea.ships import Fleet, Ship, in_force, listings
from inforce.sea.visits import STEPS, Visit, calls

ID = "track.port"
METHOD = "1"
BASIS = ("us/31-cfr-510#visiting-craft", "un/2397#vessel-information")


@check(ID, of="track", needs=("id", "mmsi", "t", "lat5", "lon5"), steps=(*STEPS, WHO))
def find(rows: Mapping[str, Rows], ref: Reference) -> Iterator[Finding]:
    """Flags a possible call at a port or anchorage of the DPRK, with a confidence from 1 to 4.

    A ship enters where it comes into the circle about a port, and leaves where it is a kilometre outside it; in between it stops
    (0.2 knots or less) or falls silent for four hours. Confidence 4: a stop or a silence between an entry and an exit; 3: with
    one of the two; 2: with neither; 1: an entry or an exit alone, which may be a ship that passed. `tier` is that number. Ships go
    dark before they call, so that 2 and 3 are what most calls look like.

    Why: a ship that called there is shut out of US ports for 180 days, and cargo from there is prohibited nearly whole.
    Can be wrong: a circle is no boundary, and a port's position is known to the arc-minute; a position may be false (track.jump).
    Innocent explanations: food and medicine under an exemption, coal of Russian origin through Rason, shelter from weather, distress,
    a ship of the DPRK at home.
    Source: method 1: events, thresholds and confidence after Global Fishing Watch's pipe-anchorages; the ports are those of places.toml.
    """
    fleet = Fleet(rows["who"])
    places = tuple(p for p in ref.places if p.country == "KP" and p.kind in ("port", "anchorage"))
    by_id = {p.id: p for p in places}
    for mmsi, visit in calls(rows["port_fix"], rows["hour"], feed_end(rows["span"]), places):
        yield _finding(visit, [by_id[i] for i in dict.fromkeys(e.place for e in visit.events)], fleet[mmsi], ref)


def _finding(v: Visit, places: list[Place], ship: Ship, ref: Reference) -> Finding:
    day = datetime.fromtimestamp(v.since, UTC).date()
    listed = listings(ship, ref.by_imo, day)
    left = v.events[-1].kind == "exit"
    named = " and ".join(p.name for p in places)
    steps = ", ".join(
        f"{e.kind.replace('_', ' ')} {at(e.t)}" for e in (v.events if len(v.events) <= 6 else (*v.events[:3], *v.events[-3:]))
    )
    return Finding(
        check_id=ID,
        subject=number(ship.mmsi),
        day=day,
        outcome=Outcome.RED_FLAG,
        why=f"{ship} possibly called at {named} (DPRK), confidence {v.confidence} of 4: {steps}"
        + ("" if left else "; no exit seen")
        + ref.also_listed(listed, day),
        basis=in_force((*BASIS, *(m for d in listed for m in ref.basis(d, day))), ref.law.measures, day),
        evidence=_evidence(v, places, ship, listed),
        facts=facts(ID, (ship.mmsi,), (v.since, v.until if left else None), (places[0].lat, places[0].lon), _metrics(v, places, ship)),
        review=Review.lowest(*(p.review for p in places)),
    )


def _metrics(v: Visit, places: list[Place], ship: Ship) -> dict[str, Any]:
    return {
        "tier": str(v.confidence),
        "imo": ship.imo,
        "ports": "; ".join(p.id for p in places),
        "duration_h": (v.until - v.since) / 3600,
        "events": len(v.events),
        "method": METHOD,
    }


def _evidence(v: Visit, places: list[Place], ship: Ship, listed: tuple[Designation, ...]) -> tuple[Evidence, ...]:
    ends = dict.fromkeys((v.events[0], v.events[-1]))
    return (
        *(Evidence("AIS", f"MMSI {number(ship.mmsi)} at {at(e.t)}", f"{e.kind} {e.place}") for e in ends),
        *(Evidence("places", p.id, p.source) for p in places),
        *(d.evidence for d in listed),
    )
