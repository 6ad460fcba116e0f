"""track.jump"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from inforce.base.nouns import Evidence, Finding
from inforce.base.rows import Rows
from inforce.check import check
from inforce.reference import Reference
from inforce.sea.buckets import WHO
from inforce.sea.events import at, number
from inforce.sea.hulls import LEAPER, shared
from inforce.sea.jumps import STEPS, Odd, no_ships_doing, odd
from inforce.sea.ships import Fleet, Ship, listings
from inforce.sea.tiers import unknown
from inforce.sea.told import Event, day_of

ID = "track.jump"
METHOD = "4"


@check(ID, of="track", needs=("id", "mmsi", "t", "lat5", "lon5"), steps=(*STEPS, LEAPER, WHO))
def find(rows: Mapping[str, Rows], ref: Reference) -> Iterator[Finding]:
    """Flags positions that no ship can have sailed, once for each ship, day and sort.

    *leap*: over 60 knots and 10 km between two fixes; *flip*: a leap that is undone by turning the sign of a latitude or longitude, or by
    exchanging the two, an error of a receiver more often than a lie; *land*: half an hour far inland, after a leap; *frozen*: two hours
    of positions that do not change by a metre while she says that she makes 3 knots or more; *circle*: an hour of fixes under way on one
    circle. `tier` is the sort, or *area* where it befell three ships or more (circles: two) in the same hour within 100 km: that is
    interference with satellite navigation; or *clock* where five ships or more, anywhere, leapt to or from the very same second, as where
    a feed stamps old positions with the hour of its file, or where three leaps or more lead forth and back along one course, on which she
    sails on: receivers whose clocks differ; or *hulls* where the leaps lead to and fro between tracks that two ships with one number can
    have sailed at the same time: vessel.identity tells that. These three are no alerts, and undetermined, unless she is listed.

    Why: false positions hide where a ship really was.
    Can be wrong: ten minutes' first and last fixes are compared; two hulls on one number that were never heard in turns look like one that
    leapt.
    Innocent explanations: interference, a bad antenna or receiver, receivers whose clocks differ (leaps to and fro along one course),
    a number typed wrong, a dredger or survey ship going in circles.
    Source: method 4: 60 knots and 10 km are ours (a segmenter of Global Fishing Watch uses 25 knots, RadianceFleet 50 within an
    hour); circles after SkyTruth's reports on rings of false positions at Dalian and Shanghai; coast by Natural Earth, 1 to 10 million.
    """
    fleet, hulls = Fleet(rows["who"]), shared(rows["leaper"])
    for o in odd(rows):
        two, others = hulls.get(o.mmsi), no_ships_doing(o)
        if others:
            yield _finding(replace(o, told=f"{o.told}; {others[1]}"), others[0], fleet[o.mmsi], ref)
        elif two and o.sort in ("leap", "land", "flip") and two.since <= o.until and o.since <= two.until:
            told = f"{o.told}; {two.tracks} tracks bore the number at once: between hulls, not of one"
            yield _finding(replace(o, told=told), "hulls", fleet[o.mmsi], ref)
        else:
            yield _finding(o, o.sort, fleet[o.mmsi], ref)


def _finding(o: Odd, tier: str, ship: Ship, ref: Reference) -> Finding:
    day = day_of(o.since)
    listed = listings(ship, ref.by_imo, day)
    more = {
        "imo": ship.imo,
        "sort": o.sort,
        "count": o.n,
        "others_within_100_km": o.shared,
        "duration_h": (o.until - o.since) / 3600,
    }
    return Event(
        check_id=ID,
        method=METHOD,
        ships=(ship.mmsi,),
        span=(o.since, o.until),
        place=(o.lat, o.lon),
        tier=tier,
        why=f"{ship}: {o.told}, from {at(o.since)} to {at(o.until)}, first at {o.lat:.3f} {o.lon:.3f}"
        + unknown(ID, tier)
        + ref.also_listed(listed, day),
        seen=(Evidence("AIS", f"MMSI {number(ship.mmsi)}, {at(o.since)} to {at(o.until)}", f"{o.sort} at {o.lat:.5f} {o.lon:.5f}"),),
        metrics=more,
        listed=listed,
        sort=o.sort,
    ).finding(ref.law.measures)
