"""event.association"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pyarrow as pa

from inforce.base.nouns import Designation, Evidence, Finding, Outcome
from inforce.check import all_rows, check
from inforce.reference import Reference
from inforce.sea.events import facts
from inforce.sea.flags import DPRK, flag
from inforce.sea.ships import in_force

ID = "event.association"
METHOD = "1"
HOPS, DAYS = 3, 30.0
BASIS = ("un/2397#vessel-information",)


@check(ID, of="event", needs=("id", "kind", "mmsi", "other_mmsi", "since_at", "until_at"), key=all_rows)
def find(rows: pa.Table, ref: Reference) -> Iterator[Finding]:
    """Flags a ship that met one that is listed or bears a DPRK number, or met one that did, up to three meetings away.

    Meetings are the events of track.encounter that are more than context; numbers that vessel.identity links are one ship. From each
    meeting with a ship on a list, or with a number of the DPRK, meetings are followed from ship to ship, each within 30 days of the
    one before. `tier` is how many: *1* met the ship herself, *2* and *3* through others. Each ship is told once for each
    such ship, by the shortest way, and of those by the one with the least time between.

    Why: cargo is passed from ship to ship so that the last one never meets the first.
    Can be wrong: a meeting says nothing of what was handed over, nor in which direction; a tanker that bunkers many is near to all.
    Innocent explanations: bunkering, supplies, repair, crew change: a ship that serves many meets many.
    Source: method 1: three meetings and 30 days are ours, and no rule of law. The Panel of Experts describes such chains.
    """
    table = rows.to_pylist()
    ships = _Ships(table)
    meetings = [m for r in table if (m := _meeting(r, ships)) and m.tier != "context"]
    by_ship: dict[str, list[_Meeting]] = defaultdict(list)
    for m in meetings:
        by_ship[m.ships[0]].append(m)
        by_ship[m.ships[1]].append(m)
    for ship, why in sorted((s, w) for s in by_ship if (w := ships.suspect(s, by_ship[s], ref))):
        for chain in _chains(ship, by_ship):
            yield _finding(chain, ship, why, ships, ref)


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Two ships (by the least of each one's MMSIs), from when to when (epoch seconds), where, and the event that tells of it."""

    ships: tuple[str, str]
    since: float
    until: float
    place: tuple[float, float] | None
    event: str
    tier: str

    def other(self, ship: str) -> str:
        """The one that is not that ship."""
        return self.ships[1] if self.ships[0] == ship else self.ships[0]


class _Ships:
    """Which numbers are one ship, and the IMO number of each as events tell it."""

    def __init__(self, table: list[dict[str, Any]]) -> None:
        self._of: dict[str, str] = {}
        self.imo: dict[str, str] = {}
        for r in table:
            if r["kind"] == "vessel.identity" and r.get("tier") == "link":
                self._join(r["mmsi"], r["other_mmsi"])
        for r in table:
            own = ((r["mmsi"], r.get("imo")), (r["other_mmsi"], dict(r.get("metrics") or ()).get("other_imo")))
            self.imo |= {self.one(m): imo for m, imo in own if m and imo}

    def one(self, mmsi: str) -> str:
        """The number by which the ship goes here."""
        while mmsi in self._of:
            mmsi = self._of[mmsi]
        return mmsi

    def _join(self, a: str, b: str) -> None:
        a, b = sorted((self.one(a), self.one(b)))
        if a != b:
            self._of[b] = a

    def listed(self, ship: str, day: date, ref: Reference) -> tuple[Designation, ...]:
        """The listings of her IMO number that may have stood on the day."""
        return tuple(d for d in ref.by_imo.get(self.imo.get(ship, ""), ()) if d.listed_on(day))

    def suspect(self, ship: str, meetings: list[_Meeting], ref: Reference) -> str:
        """Why meetings with her are looked at: her listing on the day of one, or her digits; '' for any other ship."""
        for m in meetings:
            if listed := self.listed(ship, _day(m), ref):
                return f"{listed[0].name}, listed: {ref.listing(listed[0], _day(m))}"
        return "a ship that bears a number of the DPRK" if flag(int(ship)) == DPRK else ""

    def __getitem__(self, ship: str) -> str:
        return f"IMO {imo}, MMSI {ship}" if (imo := self.imo.get(ship)) else f"MMSI {ship}"


def _meeting(r: dict[str, Any], ships: _Ships) -> _Meeting | None:
    if r["kind"] != "track.encounter" or not r["other_mmsi"]:
        return None
    since = datetime.fromisoformat(r["since_at"]).timestamp()
    until = datetime.fromisoformat(r["until_at"]).timestamp() if r["until_at"] else since
    place = (r["lat"], r["lon"]) if r.get("lat") is not None and r.get("lon") is not None else None
    return _Meeting((ships.one(r["mmsi"]), ships.one(r["other_mmsi"])), since, until, place, r["id"], r.get("tier") or "")


def _chains(target: str, by_ship: dict[str, list[_Meeting]]) -> Iterator[tuple[_Meeting, ...]]:
    """For every ship within HOPS meetings, the way to her from the target: fewest meetings, then least time between them."""
    best: dict[str, tuple[_Meeting, ...]] = {}
    ends: list[tuple[str, tuple[_Meeting, ...]]] = [(target, ())]
    for _ in range(HOPS):
        found: dict[str, tuple[_Meeting, ...]] = {}
        for ship, way in ends:
            for m in by_ship[ship]:
                other = m.other(ship)
                if other == target or other in best or (way and _apart(way[-1], m) > DAYS):
                    continue
                longer = (*way, m)
                if other not in found or _cost(longer) < _cost(found[other]):
                    found[other] = longer
        best |= found
        ends = sorted(found.items())
    yield from (best[ship] for ship in sorted(best))


def _apart(a: _Meeting, b: _Meeting) -> float:
    """Days between two meetings; 0 where they overlap."""
    return max(0.0, max(a.since, b.since) - min(a.until, b.until)) / 86_400


def _cost(way: tuple[_Meeting, ...]) -> tuple[float, float, str]:
    return sum(_apart(a, b) for a, b in pairwise(way)), way[0].since, way[-1].event


def _day(m: _Meeting) -> date:
    return datetime.fromtimestamp(m.since, UTC).date()


def _finding(way: tuple[_Meeting, ...], target: str, why: str, ships: _Ships, ref: Reference) -> Finding:
    steps, ship = [], target
    for m in way:
        steps.append(f"{ships[ship]} and {ships[m.other(ship)]} on {_day(m)}")
        ship = m.other(ship)
    last, first = way[-1], way[0]
    listed = ships.listed(target, _day(first), ref)
    more = {
        "tier": str(len(way)),
        "imo": ships.imo.get(ship, ""),
        "mmsi": ship,
        "hops": len(way),
        "days_between": float(sum(_apart(a, b) for a, b in pairwise(way))),
        "first_event": first.event,
        "method": METHOD,
    }
    return Finding(
        check_id=ID,
        subject=last.event,
        day=_day(last),
        outcome=Outcome.RED_FLAG,
        why=f"{ships[ship]} is {len(way)} meeting{'s' * (len(way) > 1)} from {ships[target]}, {why}: " + "; ".join(reversed(steps)),
        basis=in_force(BASIS if listed else (), ref.law.measures, _day(last)),
        evidence=(*(Evidence("event", m.event, step) for m, step in zip(way, steps, strict=True)), *(d.evidence for d in listed)),
        facts=facts(ID, (int(ship), int(target)), (last.since, last.until), last.place, more),
    )
