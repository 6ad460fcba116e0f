"""track.encounter"""

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from inforce.base.nouns import Evidence, Finding
from inforce.base.rows import Rows
from inforce.check import check
from inforce.reference import Reference
from inforce.sea import crowds
from inforce.sea.buckets import SPAN, TICK_S, WHO, feed_end
from inforce.sea.crowds import LYING
from inforce.sea.events import at
from inforce.sea.hulls import one_hull
from inforce.sea.meetings import meetings
from inforce.sea.pairs import NEAR
from inforce.sea.said import SAID, Said
from inforce.sea.ships import Fleet, Ship, listings
from inforce.sea.sphere import middle
from inforce.sea.tiers import unknown
from inforce.sea.together import COARSE, TOGETHER
from inforce.sea.told import Event, day_of, position

ID = "track.encounter"
METHOD = "1"
SLOW_KN = 2.0  # Global Fishing Watch: published encounters have a median speed below this
ALONGSIDE_KM = 0.05  # 39 encounters labelled by hand (GFW, JAC Bahia): at most 50 m gives precision 0.90 at recall 0.90, 500 m 0.26 at 1.0
TOGETHER_KM, TOGETHER_TICKS = 0.05, 3  # half an hour under way within 50 m: one hull, or one ship leading the other
BASIS = ("un/2375#ship-to-ship",)
BASIS_LISTED = ("un/2397#vessels-in-port", "un/2397#vessel-information")


@check(ID, of="track", needs=("id", "mmsi", "t", "lat5", "lon5"), steps=(NEAR, TOGETHER, COARSE, LYING, SAID, SPAN, WHO))
def find(rows: Mapping[str, Rows], ref: Reference) -> Iterator[Finding]:
    """Flags two ships that lay side by side at sea: a possible ship-to-ship transfer.

    Positions are put on a grid of ten minutes; two ships within 500 m for two hours or more, with a median speed below 2 knots, met.
    `tier` says how telling it is: *alongside* (median distance up to 50 m, by fixes fine enough to tell), *close*, and *context*, which
    is no alert and undetermined, unless one of the two is listed: among many ships lying at anchor, a craft whose work is to lie beside
    others, or two that also move within 50 m of each other, as in a tow. Two numbers on one hull are no meeting, and nothing is said
    (vessel.identity links them); nor is it in a known port. The basis names what forbids a transfer, where one of the two shows a DPRK
    number or is listed; elsewhere it is empty: a meeting of two foreign ships is no breach.

    Why: goods change hands at sea to hide where they come from or go; the Council forbids it with ships under the DPRK's flag.
    Can be wrong: positions are interpolated between fixes up to an hour apart; a meeting says nothing of what was handed over.
    Innocent explanations: bunkering, pilotage, waiting, weather, repair, crew change, fishing in pairs, a lawful transfer.
    Source: method 1, after Global Fishing Watch's pipe-encounters (0.5 km, two hours, 2 knots, 10 km from port), symmetric and
    across midnight and the antimeridian; sea/pairs.py. Tier *alongside* rests on 39 meetings labelled by hand.
    """
    fleet, lying = Fleet(rows["who"]), crowds.Lying(rows["lying"])
    last = feed_end(rows["span"])
    together = {(r["a"], r["b"]): r for r in _pairs(rows["together"].table())}
    coarse = _coarse(rows["coarse"].table())
    hull = one_hull(rows["together"], Said(rows["said"]).names)
    for m in (m for near in rows["near"].parts("a") for m in _slow(meetings(near))):
        lat, lon = middle([(m["lat_a"], m["lon_a"]), (m["lat_b"], m["lon_b"])])
        if any(p.country != "KP" for p in ref.atlas.at(lat, lon, "port")) or (m["a"], m["b"]) in hull:
            continue
        context = _context(m, (lat, lon), fleet, lying, together)
        still = m["until"] + TICK_S >= last
        rough = bool({m["a"], m["b"]} & coarse)
        yield _finding(m | {"open": still, "rough": rough}, (lat, lon), (fleet[m["a"]], fleet[m["b"]]), context, ref)


def _slow(found: pa.Table) -> list[dict[str, Any]]:
    """Those in which neither made any way, in the order of time."""
    slow = found.filter(pc.less(pc.max_element_wise(found["kn_a"], found["kn_b"]), SLOW_KN))
    rows: list[dict[str, Any]] = slow.sort_by([("since", "ascending")]).to_pylist()
    return rows


def _coarse(rows: pa.Table) -> set[int]:
    """Ships of which half the fixes or more are so coarse that nothing tells whether another is alongside."""
    summed = rows.group_by("mmsi").aggregate([("n", "sum"), ("rough", "sum")]).to_pylist()
    return {r["mmsi"] for r in summed if 2 * r["rough_sum"] >= r["n_sum"]}


def _pairs(together: pa.Table) -> list[dict[str, Any]]:
    """Of each pair, over all windows: grid positions of both under way, and how many of them within 50 m."""
    summed = together.group_by(["a", "b"]).aggregate([("ticks", "sum"), ("close", "sum")])
    return [{"a": r["a"], "b": r["b"], "ticks": r["ticks_sum"], "close": r["close_sum"]} for r in summed.to_pylist()]


def _context(m: dict[str, Any], place: tuple[float, float], fleet: Fleet, lying: crowds.Lying, together: Mapping[Any, Any]) -> str:
    """Why the meeting is no alert; '' where nothing says so."""
    pair = together.get((m["a"], m["b"]))
    if pair and pair["close"] >= TOGETHER_TICKS and pair["close"] >= 0.5 * pair["ticks"]:
        return "they also move within 50 m of each other: one leads the other, or they are one hull"
    if served := [s for s in (fleet[m["a"]], fleet[m["b"]]) if s.serves]:
        return f"{served[0].kind}: lying beside others is its work"
    others = lying.about(*place, m["since"], m["until"]) - 2
    return f"{others} other ships lay within {crowds.ABOUT_KM} km: an anchorage or a queue" if others >= crowds.MANY else ""


def _finding(m: dict[str, Any], place: tuple[float, float], ships: tuple[Ship, Ship], context: str, ref: Reference) -> Finding:
    day = day_of(m["since"])
    tier = "context" if context else "alongside" if m["km"] <= ALONGSIDE_KM and not m["rough"] else "close"
    listed = tuple(dict.fromkeys(d for s in ships for d in listings(s, ref.by_imo, day)))
    basis = BASIS if any(s.dprk for s in ships) or listed else ()
    hours, areas = (m["until"] - m["since"]) / 3600, ref.atlas.at(*place, "transfer_area")
    notes = [f"in {areas[0].name}, known for transfers"] if areas else []
    notes += [f"{d.name} is listed: {ref.listing(d, day)}" for d in listed]
    notes += [context] if context else []
    more = {
        "imo": ships[0].imo,
        "other_imo": ships[1].imo,
        "duration_h": hours,
        "median_distance_m": m["km"] * 1000,
        "median_speed_kn": m["kn_a"],
        "other_median_speed_kn": m["kn_b"],
        "fixes": m["points_a"],
        "other_fixes": m["points_b"],
        "transfer_area": areas[0].id if areas else "",
        "context": context,
    }
    return Event(
        check_id=ID,
        method=METHOD,
        ships=(m["a"], m["b"]),
        span=(m["since"], None if m["open"] else m["until"]),
        place=place,
        tier=tier,
        why=f"{ships[0]} and {ships[1]} lay a median of {m['km'] * 1000:.0f} m from each other for {hours:.1f} h from {at(m['since'])}"
        f"{' and still do' if m['open'] else ''}, "
        f"at {place[0]:.3f} {place[1]:.3f}: a possible transfer, to be weighed" + "".join(f"; {n}" for n in notes) + unknown(ID, tier),
        seen=tuple(_seen(m, side, when) for side in "ab" for when in ("since", "until")),
        metrics=more,
        basis=(*basis, *BASIS_LISTED) if listed else basis,
        listed=listed,
    ).finding(ref.law.measures)


def _seen(m: dict[str, Any], side: str, when: str) -> Evidence:
    which = "start" if when == "since" else "end"
    return position(m[side], m[when], m[f"{which}_lat_{side}"], m[f"{which}_lon_{side}"])
