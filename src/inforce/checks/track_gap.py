"""track.gap"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from inforce.base.nouns import Finding
from inforce.base.rows import Rows
from inforce.check import check
from inforce.reference import Reference
from inforce.sea.buckets import WHO
from inforce.sea.events import at
from inforce.sea.jumps import LEAP_KM, LEAP_KN
from inforce.sea.land import LAND
from inforce.sea.places import Place, near
from inforce.sea.reception import judged
from inforce.sea.ships import Fleet, Ship, listings
from inforce.sea.silences import DEFAULT, OFF_KP_KM, SILENCES
from inforce.sea.sphere import distance_km
from inforce.sea.tiers import unknown
from inforce.sea.told import Event, day_of, position

ID = "track.gap"
METHOD = "2"
STILL_KM = 2.0  # between the last fix before and the first after: nothing tells that she moved
COAST_KM, SLOW_KN = 2.0, 5.0  # as near a coast as harbours that are on no list of ports; speed there of a ship that came in
NEAR_KP_KM = 50.0  # of a port or anchorage of the DPRK, where falling silent off the coast is what is looked for
LEFT = "as she went, she left the waters where this feed hears anybody: was she heard beyond? Add a feed that covers them"
BASIS = ("un/2397#ais-manipulation",)


@check(ID, of="track", needs=("id", "mmsi", "t", "lat5", "lon5"), steps=(*SILENCES, WHO), margin=timedelta(hours=12))
def find(rows: Mapping[str, Rows], ref: Reference) -> Iterator[Finding]:
    """Flags a ship that was not heard for six hours or more while ships about her were.

    Reception is told by the feed itself: the ships known to be about in an hour, because they are heard before and after it, and
    the share of them that was heard. Where at least three others were about and it would be a chance of one in a thousand or less
    to miss her all along, the silence is her own. Where all about fell silent with her, it is the feed's, and nothing is said.
    Where nobody was about to tell, and she had been well heard (14 fixes in the twelve hours before) and was heard again, it is
    undetermined. A ship that falls silent in a known port, outside the DPRK, is not looked at, nor is a mark, an
    aircraft or a net's buoy.

    `tier` *moved*: heard again over 2 km away; *open*: not heard again so far. No alerts, and undetermined, are: *still*, heard again
    where she was, or last heard slow within 2 km of a coast (off the DPRK that excuses nothing, nor does it a listed ship); and *left*:
    as she went before, and came after, she was outside all that the feed hears, for a ship that fell silent at that edge looks the same.
    Within 100 nautical miles of a port of the DPRK that is no excuse either: nobody else is heard there because nobody else goes there.

    Why: ships go dark before they load, unload or meet; the Council voices concern at it.
    Can be wrong: her own set may be weak where stronger ones are heard (ships of class B are judged by such, but sets differ too); ships
    about means within 50 to 150 km of where she would be; one that left the waters that the feed covers looks silent if she turned on
    the way, as does one whose harbour is on no list and more than 2 km from the coast as the map has it.
    Innocent explanations: a broken set or antenna, power saved at anchor, fear of pirates, naval duty, crowded radio channels, a gap
    in the feed for her kind of set.
    Source: method 2; the plain rule and the fourteen fixes are Global Fishing Watch's (pipe-gaps; Welch et al. 2022); judging by
    peers in place of a distance from shore is ours (sea/reception.py), since that distance covers both coasts of Korea.
    """
    fleet, kp = Fleet(rows["who"]), [p for p in ref.places if p.country == "KP"]
    for g in judged(rows):
        if fleet[g["mmsi"]].station:
            continue
        ports = ref.atlas.at(g["lat0"], g["lon0"], "port")
        if ports and ports[0].country != "KP":
            continue
        own = g["peers"] >= DEFAULT.peers and g["chance"] <= DEFAULT.chance
        if own or (not g["hours"] and g["t1"] is not None and (g["n"] or 0) >= DEFAULT.well_heard):
            if _two_hulls(g):
                continue
            moved_km = None if g["t1"] is None else distance_km(g["lat0"], g["lon0"], g["lat1"], g["lon1"])
            tier = _tier(g, moved_km, kp)
            yield _finding(g | {"tier": tier, "moved_km": moved_km}, fleet[g["mmsi"]], own and tier != "left", ref)


def _two_hulls(g: dict[str, Any]) -> bool:
    """Whether no ship can have come from where it was last heard to where it was heard again: a leap, which track.jump tells."""
    km = 0.0 if g["t1"] is None else distance_km(g["lat0"], g["lon0"], g["lat1"], g["lon1"])
    return km > LEAP_KM and km / 1.852 > LEAP_KN * (g["t1"] - g["t0"]) / 3600


def _tier(g: dict[str, Any], moved_km: float | None, kp: list[Place]) -> str:
    """Where she was before and after: see the page. The coast is asked for where it decides alone, since that takes long."""
    here = (g["lat0"], g["lon0"])
    left = g["left"] and not near(kp, *here, OFF_KP_KM)
    still = (g["sog10"] or 0) <= SLOW_KN * 10 if moved_km is None else moved_km <= STILL_KM
    if still and ((moved_km is not None and not left) or _off_a_coast(here, kp)):
        return "still"
    return "left" if left else "open" if moved_km is None else "moved"


def _off_a_coast(here: tuple[float, float], kp: list[Place]) -> bool:
    return not near(kp, *here, NEAR_KP_KM) and LAND.coast_km(*here, COAST_KM) <= COAST_KM


def _finding(g: dict[str, Any], ship: Ship, own: bool, ref: Reference) -> Finding:
    day = day_of(g["t0"])
    closed, hours, moved_km, tier = g["t1"] is not None, (g["t_end"] - g["t0"]) / 3600, g["moved_km"], g["tier"]
    listed = listings(ship, ref.by_imo, day)
    until = f"to {at(g['t1'])}, heard again {moved_km:.0f} km away" if closed else "and not heard again so far"
    heard = (
        f"of up to {g['peers']} ships about {g['heard']:.0%} were heard in the {g['hours']} hours looked at, so that reception alone "
        f"explains it with a chance of {g['chance']:.1g}"
        if own
        else LEFT
        if tier == "left"
        else "nobody else was about: was there reception at all? Add a second source of positions"
    )
    more = {
        "imo": ship.imo,
        "duration_h": hours,
        "moved_km": moved_km,
        "implied_speed_kn": moved_km / 1.852 / hours if moved_km is not None else None,
        "until_lat": g["lat1"],
        "until_lon": g["lon1"],
        "fixes_12h_before": g["n"],
        "peers": g["peers"],
        "peers_heard_share": g["heard"],
        "hours_judged": g["hours"],
        "chance_of_reception": g["chance"],
    }
    ends = [("lat0", "lon0", "t0"), *([("lat1", "lon1", "t1")] if closed else [])]
    return Event(
        check_id=ID,
        method=METHOD,
        ships=(ship.mmsi,),
        span=(g["t0"], g["t1"]),
        place=(g["lat0"], g["lon0"]),
        tier=tier,
        why=f"{ship} was not heard for {hours:.1f} h from {at(g['t0'])} {until}; {heard}"
        + (unknown(ID, tier) if own else "")
        + ref.also_listed(listed, day),
        seen=tuple(position(ship.mmsi, g[t], g[lat], g[lon]) for lat, lon, t in ends),
        metrics=more,
        basis=BASIS,
        listed=listed,
        judged=own,
    ).finding(ref.law.measures)
