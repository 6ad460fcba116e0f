"""track.draught"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pyarrow as pa

from inforce.base.nouns import Finding
from inforce.base.rows import Rows
from inforce.base.steps import Step
from inforce.check import check
from inforce.reference import Reference
from inforce.sea.buckets import HOUR, WHO
from inforce.sea.events import at
from inforce.sea.meetings import met
from inforce.sea.pairs import NEAR
from inforce.sea.said import Change, alternates, runs
from inforce.sea.ships import Fleet, Ship, listings
from inforce.sea.tiers import unknown
from inforce.sea.told import Event, ais, day_of, position
from inforce.sea.where import Seen, Where, in_port

ID = "track.draught"
METHOD = "1"
STEPS_M = ((0, 1.0), (240, 1.5), (270, 2.0), (300, 3.0))  # from that length on, metres of draught that a change must have
SILENT_S = 6 * 3_600  # as track.gap: unheard for longer she may have called anywhere
LONG_S = 7 * 86_400  # between two reports: further apart nothing ties the change to the sea
BASIS = ("un/2375#ship-to-ship",)
KINDS = ("tanker", "cargo ship", "other", "")

# Each draught that a ship said on a day: when first and last. 0 is "not known", 25.5 is "that or more".
DRAUGHT = Step(
    "draught",
    """
    SELECT mmsi, t // 86400 AS day, draught10, min(t) AS t0, max(t) AS t1 FROM report
    WHERE t >= :since AND t < :until AND draught10 BETWEEN 1 AND 254 GROUP BY mmsi, t // 86400, draught10
    """,
)


@check(ID, of="track", needs=("id", "mmsi", "t", "lat5", "lon5"), steps=(DRAUGHT, HOUR, NEAR, WHO))
def find(rows: Mapping[str, Rows], ref: Reference) -> Iterator[Finding]:
    """Flags a ship whose reported draught changed by a metre or more while she was not seen in any port.

    Tankers, cargo ships and ships of no known kind; longer ones must change by more (1.5 m from 240 m of length, 2 m from 270 m, 3 m from
    300 m). `tier` *meeting*: a meeting within 500 m for two hours lies between the two reports; *sea*: positions all along, none of them
    in a port or within 2 km of a coast; *unseen*: she was silent for six hours or more between them and may have called anywhere, which
    is no alert and undetermined, unless she is listed. Draughts that go to and fro are several ships on one number, or a hand that plays,
    and are not told.

    Why: a ship rides higher after she gave cargo away, and deeper after she took it.
    Can be wrong: draught is typed by hand, late, or never: alone it proves nothing, beside a meeting or a silence it bears it out.
    Innocent explanations: ballast taken or let out, a report mended after the voyage began, fuel burnt, lightering that is lawful.
    Source: method 1: a metre or more, by the size of the ship, after RadianceFleet (Apache-2.0; commit dec5ab1), whose steps go by
    deadweight; length stands in for it here, which is ours.
    """
    fleet = Fleet(rows["who"])
    changes = _changes(rows["draught"], fleet)
    where, meetings = Where(rows["hour"]), met(rows["near"], set(changes))
    for mmsi, found in changes.items():
        for change in found:
            seen = where.between(mmsi, change.since, change.until)
            around = [e for t in (change.since, change.until) if (e := where.at(mmsi, t))]
            if not around or change.until - change.since > LONG_S or any(in_port(ref.atlas, *s[1:]) for s in (*seen, *around)):
                continue
            beside = [o for since, until, o in meetings.get(mmsi, ()) if since <= change.until and change.since <= until]
            yield _finding(change, _tier(change, seen, beside), around[-1], (fleet[mmsi], fleet[beside[0]] if beside else None), ref)


def _changes(draught: Rows, fleet: Fleet) -> dict[int, list[Change]]:
    """Changes that are big enough for the ship, by ship."""
    return {m: c for part in draught.few("mmsi") for m, c in _of_ships(part, fleet).items() if c and not alternates(c)}


def _of_ships(draught: pa.Table, fleet: Fleet) -> dict[int, list[Change]]:
    said: dict[int, set[tuple[int, str]]] = {}
    for r in draught.to_pylist():
        said.setdefault(r["mmsi"], set()).update({(r["t0"], str(r["draught10"])), (r["t1"], str(r["draught10"]))})
    found: dict[int, list[Change]] = {}
    for mmsi, values in sorted(said.items()):
        ship = fleet[mmsi]
        if ship.kind in KINDS and not ship.station:
            found[mmsi] = [
                Change(mmsi, "draught10", a.value, b.value, a.until, b.since)
                for a, b in pairwise(runs(sorted(values)))
                if abs(int(b.value) - int(a.value)) >= 10 * _least_m(ship)
            ]
    return found


def _least_m(ship: Ship) -> float:
    return max(m for length, m in STEPS_M if (ship.length or 0) >= length)


def _tier(change: Change, seen: list[Seen], beside: list[int]) -> str:
    if beside:
        return "meeting"
    times = [change.since, *(s[0] for s in seen), change.until]
    return "unseen" if max(b - a for a, b in pairwise(times)) > SILENT_S else "sea"


def _finding(c: Change, tier: str, here: Seen, ships: tuple[Ship, Ship | None], ref: Reference) -> Finding:
    ship, other = ships
    day = day_of(c.since)
    listed = listings(ship, ref.by_imo, day)
    before, after = int(c.before) / 10, int(c.after) / 10
    said = {
        "meeting": f"with a meeting between, with {other}",
        "sea": "and was in no port in between, as her positions tell",
        "unseen": "and was in no port that was seen, but silent for hours in between",
    }
    more: dict[str, Any] = {
        "imo": ship.imo,
        "draught_before_m": before,
        "draught_after_m": after,
        "change_m": round(after - before, 1),
        "between_h": (c.until - c.since) / 3600,
    }
    return Event(
        check_id=ID,
        method=METHOD,
        ships=(ship.mmsi, other.mmsi) if other else (ship.mmsi,),
        span=(c.since, c.until),
        place=here[1:],
        tier=tier,
        why=f"{ship} reported a draught of {before:.1f} m until {at(c.since)} and of {after:.1f} m from {at(c.until)}, {said[tier]}: "
        f"a possible transfer, to be weighed" + unknown(ID, tier) + ref.also_listed(listed, day),
        seen=(
            *(ais(ship.mmsi, t, f"draught {m:.1f} m") for t, m in ((c.since, before), (c.until, after))),
            position(ship.mmsi, *here),
        ),
        metrics=more,
        basis=BASIS if listed or ship.dprk or (other and other.dprk) else (),
        listed=listed,
    ).finding(ref.law.measures)
