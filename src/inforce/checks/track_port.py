"""track.port"""

from collections.abc import Iterator, Mapping

from inforce.base.nouns import Evidence, Finding, Review
from inforce.base.rows import Rows
from inforce.check import check
from inforce.reference import Reference
from inforce.sea.buckets import WHO, feed_end
from inforce.sea.events import at
from inforce.sea.places import Place
from inforce.sea.ships import Fleet, Ship, listings
from inforce.sea.told import Event, ais, day_of
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
    day = day_of(v.since)
    listed = listings(ship, ref.by_imo, day)
    left = v.events[-1].kind == "exit"
    named = " and ".join(p.name for p in places)
    steps = ", ".join(
        f"{e.kind.replace('_', ' ')} {at(e.t)}" for e in (v.events if len(v.events) <= 6 else (*v.events[:3], *v.events[-3:]))
    )
    return Event(
        check_id=ID,
        method=METHOD,
        ships=(ship.mmsi,),
        span=(v.since, v.until if left else None),
        place=(places[0].lat, places[0].lon),
        tier=str(v.confidence),
        why=f"{ship} possibly called at {named} (DPRK), confidence {v.confidence} of 4: {steps}"
        + ("" if left else "; no exit seen")
        + ref.also_listed(listed, day),
        seen=(
            *(ais(ship.mmsi, e.t, f"{e.kind} {e.place}") for e in dict.fromkeys((v.events[0], v.events[-1]))),
            *(Evidence("places", p.id, p.source) for p in places),
        ),
        metrics={
            "imo": ship.imo,
            "ports": "; ".join(p.id for p in places),
            "duration_h": (v.until - v.since) / 3600,
            "events": len(v.events),
        },
        basis=BASIS,
        listed=listed,
        review=Review.lowest(*(p.review for p in places)),
    ).finding(ref.law.measures)
