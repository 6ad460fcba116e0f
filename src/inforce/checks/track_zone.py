"""track.zone"""

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa

from inforce.base.nouns import Evidence, Finding
from inforce.base.rows import Rows
from inforce.check import check
from inforce.reference import Reference
from inforce.sea.buckets import HOUR, SPAN, WHO, feed_end
from inforce.sea.events import at
from inforce.sea.ships import Fleet, Ship, listings
from inforce.sea.told import Event, day_of, position
from inforce.sea.zones import BOX, NEAR_KM, off_dprk_km

ID = "track.zone"
METHOD = "1"
APART_S = 6 * 3_600  # not heard for longer: another stay
BASIS_LISTED = ("un/2397#vessel-information",)

_Fix = tuple[int, int, float, float]


@check(ID, of="track", needs=("id", "mmsi", "t", "lat5", "lon5"), steps=(HOUR, SPAN, WHO))
def find(rows: Mapping[str, Rows], ref: Reference) -> Iterator[Finding]:
    """Tells when a ship was within 12 nautical miles of the coast of the DPRK, or in a zone that you brought.

    `tier` *coast*: that coast was the nearest and within 12 nautical miles; *zone*: in an area of a file `zones/*.geojson` in the data
    directory, named with the State that claims it. One finding for each stay; six hours without a position end one. Ships that bear a DPRK
    number are told only where they are listed. The first and last positions of every hour are looked at.

    Why: ships that trade with the DPRK pass close to it; who was there is where questions begin.
    Can be wrong: the coast is Natural Earth's, to some kilometres; positions may be false (track.jump).
    Innocent explanations: passage, which the law of the sea lets every ship have; fishing under a licence; shelter, distress; trade that is
    exempt or was never prohibited.
    Source: method 1: 12 nautical miles after UNCLOS article 3 as a distance, not as anybody's territorial sea: baselines, and the line
    that is disputed in the west, are not drawn here (sea/zones.py).
    """
    fleet, last = Fleet(rows["who"]), feed_end(rows["span"])
    for hour in rows["hour"].parts("mmsi"):
        yield from _of_ships(_fixes(hour), fleet, last, ref)


def _of_ships(fixes: dict[str, np.ndarray], fleet: Fleet, last: int, ref: Reference) -> Iterator[Finding]:
    near = [f for f in _within(fixes, BOX) if off_dprk_km(*f[2:]) <= NEAR_KM]
    areas = [("coast", "within 12 nautical miles of the coast of the DPRK", "", "coast by Natural Earth", near)]
    for z in ref.zones:
        held = z.holds(fixes["lat"], fixes["lon"])
        words = f"in {z.name}, as claimed by {z.claimed_by}"
        areas.append(("zone", words, z.claimant, z.source, _rows(fixes, held)))
    for tier, words, claimant, source, found in areas:
        for stay in _stays(found):
            ship = fleet[stay[0][0]]
            if not ship.dprk or listings(ship, ref.by_imo, day_of(stay[0][1])):
                yield _finding((tier, words, claimant, source), stay, ship, last, ref)


def _fixes(hour: pa.Table) -> dict[str, np.ndarray]:
    columns = ("t", "lat", "lon")
    both = {c: np.concatenate([hour[f"{c}0"].to_numpy(), hour[f"{c}1"].to_numpy()]) for c in columns}
    return {"mmsi": np.concatenate([hour["mmsi"].to_numpy()] * 2), **both}


def _within(fixes: dict[str, np.ndarray], box: tuple[float, float, float, float]) -> list[_Fix]:
    lat, lon = fixes["lat"], fixes["lon"]
    return _rows(fixes, (lat >= box[0]) & (lat <= box[1]) & (lon >= box[2]) & (lon <= box[3]))


def _rows(fixes: dict[str, np.ndarray], held: np.ndarray) -> list[_Fix]:
    return list(zip(*(fixes[c][held].tolist() for c in ("mmsi", "t", "lat", "lon")), strict=True))


def _stays(found: list[_Fix]) -> Iterator[list[_Fix]]:
    """Fixes of one ship with no more than six hours between them."""
    stay: list[_Fix] = []
    for fix in sorted(set(found)):
        if stay and (fix[0] != stay[-1][0] or fix[1] - stay[-1][1] > APART_S):
            yield stay
            stay = []
        stay.append(fix)
    if stay:
        yield stay


def _finding(area: tuple[str, str, str, str], stay: list[_Fix], ship: Ship, last: int, ref: Reference) -> Finding:
    tier, words, claimant, source = area
    (_, since, lat, lon), (_, until, *_) = stay[0], stay[-1]
    day = day_of(since)
    listed = listings(ship, ref.by_imo, day)
    nearest = min((off_dprk_km(f[2], f[3]) for f in stay), default=0.0) if tier == "coast" else None
    more = {
        "imo": ship.imo,
        "zone": words,
        "claimant": claimant,
        "duration_h": (until - since) / 3600,
        "nearest_km": nearest,
        "fixes": len(stay),
    }
    return Event(
        check_id=ID,
        method=METHOD,
        ships=(ship.mmsi,),
        span=(since, None if until + APART_S >= last else until),
        place=(lat, lon),
        tier=tier,
        why=f"{ship} was {words} from {at(since)} to {at(until)}, {len(stay)} positions, first at {lat:.3f} {lon:.3f}; "
        "presence is no breach" + ref.also_listed(listed, day),
        seen=(*(position(*f) for f in dict.fromkeys((stay[0], stay[-1]))), Evidence("zone", words, source)),
        metrics=more,
        basis=BASIS_LISTED if listed else (),
        listed=listed,
        sort=words,
    ).finding(ref.law.measures)
