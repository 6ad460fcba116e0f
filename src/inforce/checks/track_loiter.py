"""track.loiter"""

from collections import Counter
from collections.abc import Iterator, Mapping

from inforce.base.nouns import Evidence, Finding
from inforce.base.rows import Rows
from inforce.check import check
from inforce.reference import Reference
from inforce.sea import crowds
from inforce.sea.buckets import SPAN, WHO, feed_end
from inforce.sea.crowds import LYING
from inforce.sea.events import at, number
from inforce.sea.jumps import LEAP, Mirrored
from inforce.sea.land import LAND
from inforce.sea.loiters import SLOW_HOUR, Stretch, stretches
from inforce.sea.ships import Fleet, Ship, listings
from inforce.sea.sphere import cell_of
from inforce.sea.tiers import unknown
from inforce.sea.told import Event, day_of

ID = "track.loiter"
METHOD = "2"
OFF_KM = 20.0  # from the coast: nearer, ships wait, fish and anchor everywhere. GFW publishes beyond 20 nautical miles
HABIT, HABIT_KM = 10, 100.0  # as often in the same waters, a ship works there, or lies there for a living
KINDS = ("tanker", "cargo ship", "other", "")


@check(ID, of="track", needs=("id", "mmsi", "t", "lat5", "lon5"), steps=(SLOW_HOUR, LYING, LEAP, SPAN, WHO))
def find(rows: Mapping[str, Rows], ref: Reference) -> Iterator[Finding]:
    """Flags a ship that dawdled at sea for four hours or more at less than 2 knots: she may have met one that was not heard.

    Looked at are tankers, cargo ships and ships of no known kind, 20 km or more from the coast and outside ports; within the areas known
    for transfers and the anchorages of the DPRK at any distance. `tier` *area*: in such an area; *tanker*: a tanker elsewhere; *plain*:
    another. No alerts, and undetermined, are *habit*: the ship did so ten times or more within some hundred kilometres, as where she
    fishes; and *mirrored*: she got there by a leap that turning a sign, or exchanging latitude and longitude, undoes, so that she may
    have been elsewhere. Where six or more others lie about, it is an anchorage or a queue, and outside those areas nothing is said.
    Whether somebody heard was beside her is track.encounter's to tell.

    Why: where one of two ships hides, the other is seen waiting for nothing.
    Can be wrong: the coast is Natural Earth's, to some kilometres; drifting for orders looks the same.
    Innocent explanations: waiting for a berth or for orders, bunkering, repair, weather, fishing, survey work.
    Source: method 2: hours of the clock below 2 knots after Global Fishing Watch's pipe-loitering, four hours after their study of
    carriers; the rest is ours. Of loitering they write that some seven in ten may be true transshipments: it proves none.
    """
    fleet, lying = Fleet(rows["who"]), crowds.Lying(rows["lying"])
    last, mirrored = feed_end(rows["span"]), Mirrored(rows["leap"])
    for s, times in (x for part in rows["slow_hour"].parts("mmsi") for x in _often(stretches(part))):
        ship = fleet[s.mmsi]
        if ship.serves or ship.kind not in KINDS or any(p.country != "KP" for p in ref.atlas.at(s.lat, s.lon, "port")):
            continue
        areas = [p for p in ref.atlas.at(s.lat, s.lon) if p.kind == "transfer_area" or (p.kind == "anchorage" and p.country == "KP")]
        if not areas:
            others = lying.about(s.lat, s.lon, s.since * 3600, s.until * 3600 - 1) - 1
            if others >= crowds.MANY or LAND.coast_km(s.lat, s.lon, OFF_KM) < OFF_KM:
                continue
        false = mirrored.holds(s.mmsi, (s.since + s.until) * 1800, s.lat, s.lon)
        yield _finding(s, ship, areas[0].id if areas else "", (s.until * 3600 >= last, times, false), ref)


def _often(found: list[Stretch]) -> list[tuple[Stretch, int]]:
    """Each with how many stretches of the same ship lie in the hundred kilometres about it; in the order of time."""
    by: dict[tuple[int, tuple[int, int, int]], int] = Counter((s.mmsi, cell_of(s.lat, s.lon, HABIT_KM)) for s in found)
    near = [(i, j, k) for i in (-1, 0, 1) for j in (-1, 0, 1) for k in (-1, 0, 1)]
    cells = {s: cell_of(s.lat, s.lon, HABIT_KM) for s in found}
    often = {s: sum(by[s.mmsi, (x + i, y + j, z + k)] for i, j, k in near) for s, (x, y, z) in cells.items()}
    return sorted(often.items(), key=lambda x: x[0].since)


def _finding(s: Stretch, ship: Ship, area: str, when: tuple[bool, int, bool], ref: Reference) -> Finding:
    still, times, false = when
    tier = "mirrored" if false else "area" if area else "habit" if times >= HABIT else "tanker" if ship.kind == "tanker" else "plain"
    day = day_of(s.since * 3600)
    listed = listings(ship, ref.by_imo, day)
    since, until = s.since * 3600, s.until * 3600
    more = {
        "times_hereabouts": times,
        "imo": ship.imo,
        "duration_h": s.until - s.since,
        "mean_speed_kn": s.speed_kn,
        "fixes": s.fixes,
        "area": area,
    }
    return Event(
        check_id=ID,
        method=METHOD,
        ships=(ship.mmsi,),
        span=(since, None if still else until),
        place=(s.lat, s.lon),
        tier=tier,
        why=f"{ship} made {s.speed_kn:.1f} kn for {s.until - s.since} h from {at(since)} about {s.lat:.3f} {s.lon:.3f}"
        + (f", in {area}" if area else "")
        + ": it may have waited for a ship that was not heard"
        + unknown(ID, tier)
        + ref.also_listed(listed, day),
        seen=(Evidence("AIS", f"MMSI {number(ship.mmsi)}, {at(since)} to {at(until)}", f"{s.fixes} fixes, {s.lat:.5f} {s.lon:.5f}"),),
        metrics=more,
        listed=listed,
    ).finding(ref.law.measures)
