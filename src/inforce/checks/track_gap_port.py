"""track.gap_port"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from inforce.base.nouns import Evidence, Finding
from inforce.base.rows import Rows
from inforce.check import check
from inforce.reference import Reference
from inforce.sea.buckets import WHO
from inforce.sea.events import at
from inforce.sea.places import Place, near
from inforce.sea.reception import judged
from inforce.sea.ships import Fleet, Ship, listings
from inforce.sea.silences import DEFAULT, OFF_KP_KM, SILENCES
from inforce.sea.told import Event, day_of, position

ID = "track.gap_port"
METHOD = "1"
LONG_H = 720.0  # thirty days: after a longer silence any port of the region was in reach, and nothing is said by it
STAY_H = 6.0  # in port, at least, to load or unload anything
FAST_KN, USUAL_KN = 25.0, 12.0  # Global Fishing Watch's bound on what a ship does; what a small tanker or freighter does
BASIS = ("un/2397#ais-manipulation", "un/2397#vessel-information")


@check(ID, of="track", needs=("id", "mmsi", "t", "lat5", "lon5"), steps=(*SILENCES, WHO), margin=timedelta(hours=12))
def find(rows: Mapping[str, Rows], ref: Reference) -> Iterator[Finding]:
    """Flags a silence long enough to reach a DPRK port, stay six hours and come back to where the ship was next heard.

    For each silence that the ships about her show to be her own (see track.gap) and each port and anchorage of the DPRK, the speed
    that such a call takes is worked out. `tier` *usual*: 12 knots or less would do; *fast*: up to 25 knots. The nearest port is named,
    and how many others were in reach. A silence that no ship about can judge, or in which she left
    the waters that the feed covers, is `undetermined` where 12 knots would do. Silences
    that are still open are looked at once the ship is heard again, and those of more than thirty days not at all: any port was in reach.

    Why: a ship that trades with the DPRK goes dark before it calls there and is heard again outside.
    Can be wrong: distances are great circles, across land where need be, so that more is in reach than a ship could do; that a port
    could be reached says nothing of whether it was.
    Innocent explanations: those of track.gap; waters near Korea and China are full of ships that pass within reach on their way.
    Source: method 1: 25 knots after Global Fishing Watch's segmenter, six hours' stay and 12 knots are ours; ports from places.toml.
    """
    fleet = Fleet(rows["who"])
    ports = [p for p in ref.places if p.country == "KP" and p.kind in ("port", "anchorage")]
    for g in judged(rows):
        if g["t1"] is None or not STAY_H < (g["t1"] - g["t0"]) / 3600 <= LONG_H or fleet[g["mmsi"]].station:
            continue
        reach = sorted((kn, p.id, p) for p in ports if (kn := _needed_kn(g, p)) <= FAST_KN)
        left = g["left"] and not near(ports, g["lat0"], g["lon0"], OFF_KP_KM)
        own = g["peers"] >= DEFAULT.peers and g["chance"] <= DEFAULT.chance and not left
        unknown = (not g["hours"] or left) and reach and reach[0][0] <= USUAL_KN
        if reach and (own or unknown):
            yield _finding(g, [(kn, p) for kn, _, p in reach], fleet[g["mmsi"]], own, ref)


def _needed_kn(g: dict[str, Any], port: Place) -> float:
    """The speed that a call there takes, from the edge of the port's circle and back to it."""
    there, back = (max(0.0, port.km(g[f"lat{i}"], g[f"lon{i}"]) - port.radius_km) for i in (0, 1))
    hours: float = (g["t1"] - g["t0"]) / 3600 - STAY_H
    return (there + back) / 1.852 / hours


def _finding(g: dict[str, Any], reach: list[tuple[float, Place]], ship: Ship, own: bool, ref: Reference) -> Finding:
    day = day_of(g["t0"])
    (kn, port), hours = reach[0], (g["t1"] - g["t0"]) / 3600
    listed = listings(ship, ref.by_imo, day)
    judged_by = (
        f"of up to {g['peers']} ships about {g['heard']:.0%} were heard meanwhile"
        if own
        else "nobody was heard where she would have been: was there reception at all? Add a second source of positions"
    )
    more = {
        "imo": ship.imo,
        "port": port.id,
        "needed_speed_kn": kn,
        "ports_in_reach": len(reach),
        "duration_h": hours,
        "from_km": port.km(g["lat0"], g["lon0"]),
        "back_km": port.km(g["lat1"], g["lon1"]),
        "peers": g["peers"],
        "chance_of_reception": g["chance"],
    }
    return Event(
        check_id=ID,
        method=METHOD,
        ships=(ship.mmsi,),
        span=(g["t0"], g["t1"]),
        place=(g["lat0"], g["lon0"]),
        tier="usual" if kn <= USUAL_KN else "fast",
        why=f"{ship} was not heard for {hours:.1f} h from {at(g['t0'])} to {at(g['t1'])}, long enough for a call at {port.name} of "
        f"{STAY_H:.0f} h at {kn:.1f} kn there and back; {judged_by}; that it could is no sign that it did" + ref.also_listed(listed, day),
        seen=(*(position(ship.mmsi, g[f"t{i}"], g[f"lat{i}"], g[f"lon{i}"]) for i in (0, 1)), Evidence("places", port.id, port.source)),
        metrics=more,
        basis=BASIS,
        listed=listed,
        judged=own,
        review=port.review,
    ).finding(ref.law.measures)
