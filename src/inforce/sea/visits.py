"""Calls at ports: the events of a ship about a port, and visits with a confidence from 1 to 4.

The events, their thresholds and the confidence are Global Fishing Watch's (pipe-anchorages, Apache-2.0; commit e1db7c8): entry and exit
with a margin between them, stops, silences of four hours, visits that end at an exit, at a new entry, or at a leap. Theirs hang
on anchorages learned from ships at rest, of which there is none where ships go dark; ours on circles about named ports.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from inforce.base.rows import Rows
from inforce.base.steps import Step
from inforce.sea import sphere
from inforce.sea.buckets import BUCKET, HOUR, SPAN, TICK_S
from inforce.sea.places import Place

ORDER = ("entry", "gap_begin", "gap_end", "stop_begin", "stop_end", "exit")
STOP_KN, START_KN = 0.2, 0.5  # GFW's: a stop begins at or below the one and ends at or above the other
GAP_H = 4.0  # GFW's
OUT_KM = 1.0  # beyond the circle before a ship has left: GFW's 4 km against 3 km
LEAP_NM = 60.0  # GFW's: events further apart on different tracks are different visits
_ABOUT_KM = 20.0  # what is seen beyond a circle


def fixes(country: str) -> Step:
    """The first and last fix of every ten minutes within 20 km of the circles of that country's ports and anchorages."""
    dlon = sphere.turn("(f.lon - p.lon)")
    reach = f"(p.radius_km + {sphere.num(_ABOUT_KM)}) / {sphere.num(111.19)}"
    return Step(
        "port_fix",
        f"""
        WITH f AS (
            SELECT mmsi, b * {TICK_S} + {sphere.seconds_of("a")} AS t, {sphere.lat_of("a")} AS lat, {sphere.lon_of("a")} AS lon FROM bucket
            UNION
            SELECT mmsi, b * {TICK_S} + {sphere.seconds_of("z")} AS t, {sphere.lat_of("z")} AS lat, {sphere.lon_of("z")} AS lon FROM bucket
        )
        SELECT DISTINCT f.mmsi, f.t, f.lat, f.lon
        FROM f JOIN place AS p ON p.country = '{country}' AND p.kind IN ('port', 'anchorage')
             AND abs(f.lat - p.lat) <= {reach} AND abs({dlon}) * cos(radians(p.lat)) <= {reach}
        WHERE f.t >= :since AND f.t < :until
        """,
        (BUCKET,),
    )


STEPS = (fixes("KP"), HOUR, SPAN)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a ship did about a port: `kind` of ORDER, when (epoch s), at which place (its id and position in degrees); `track`
    names the track that it is on, where a number has several."""

    kind: str
    t: float
    place: str
    lat: float
    lon: float
    track: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """Events of one call. `confidence` 4: a stop or a silence between an entry and an exit; 3: with one of these; 2: neither; 1: an
    entry or exit alone, which may be a ship passing."""

    events: tuple[Event, ...]
    confidence: int

    @property
    def since(self) -> float:
        """When its first event was."""
        return self.events[0].t

    @property
    def until(self) -> float:
        """When its last event was."""
        return self.events[-1].t


def visits(events: Iterable[Event]) -> list[Visit]:
    """Events of one ship, in any order, grouped into visits."""
    groups: list[list[Event]] = []
    for event in sorted(events, key=lambda e: (e.t, ORDER.index(e.kind), e.place)):
        before = groups[-1][-1] if groups else None
        if before is None or event.kind == "entry" or before.kind == "exit" or _leaps(before, event):
            groups.append([])
        groups[-1].append(event)
    return [Visit(tuple(g), _confidence({e.kind for e in g})) for g in groups]


def _leaps(a: Event, b: Event) -> bool:
    return a.track != b.track and sphere.distance_km(a.lat, a.lon, b.lat, b.lon) / 1.852 > LEAP_NM


def _confidence(kinds: set[str]) -> int:
    rested, ends = any("_" in k for k in kinds), len(kinds & {"entry", "exit"})
    return 2 + ends if rested else 1


Fix = tuple[int, float, float]


def calls(port_fix: Rows, hour: Rows, last: int, places: Sequence[Place]) -> Iterator[tuple[int, Visit]]:
    """MMSI and visit, from the rows of STEPS: what each ship did about the places, seen with where else she was heard. `last` is when
    the feed ends (epoch seconds)."""
    for part in port_fix.few("mmsi"):
        near: dict[int, list[Fix]] = {}
        for mmsi, t, lat, lon in zip(*(part[c].to_pylist() for c in ("mmsi", "t", "lat", "lon")), strict=True):
            near.setdefault(mmsi, []).append((t, lat, lon))
        elsewhere = _elsewhere(hour, near)
        for m in sorted(near):
            yield from ((m, v) for v in visits(_events(sorted({*near[m], *elsewhere.get(m, [])}), places, last)))


def _elsewhere(hour: Rows, ships: Iterable[int]) -> dict[int, list[Fix]]:
    """The first and last fix of every hour, of those ships."""
    found: dict[int, list[Fix]] = {}
    for r in hour.among("mmsi", ships).to_pylist():
        found.setdefault(r["mmsi"], []).extend([(r["t0"], r["lat0"], r["lon0"]), (r["t1"], r["lat1"], r["lon1"])])
    return found


def _events(track: list[Fix], places: Sequence[Place], last: float) -> list[Event]:
    """What a ship did, fix after fix. A silence of four hours after a fix in port counts also where nothing was heard since."""
    events: list[Event] = []
    place: Place | None = None
    stopped = False
    before: Fix | None = None
    for fix in track:
        if place and before and fix[0] - before[0] >= GAP_H * 3600:
            events += [_event("gap_begin", before[0], place), _event("gap_end", fix[0], place)]
        inside = _inside(fix, places)
        if place is None and inside:
            place, stopped = inside, False
            if before:
                events.append(_event("entry", fix[0], place))
        elif place and not inside and _off_km(fix, places) > OUT_KM:
            events += [_event("stop_end", fix[0], place)] if stopped else []
            events.append(_event("exit", fix[0], place))
            place, stopped = None, False
        elif place and before and fix[0] > before[0]:
            place = inside or place
            kn = sphere.distance_km(*before[1:], *fix[1:]) / 1.852 / ((fix[0] - before[0]) / 3600)
            if (not stopped and kn <= STOP_KN) or (stopped and kn >= START_KN):
                events.append(_event("stop_end" if stopped else "stop_begin", fix[0], place))
                stopped = not stopped
        before = fix
    if place and before and last - before[0] >= GAP_H * 3600:
        events.append(_event("gap_begin", before[0], place))
    return events


def _event(kind: str, t: float, place: Place) -> Event:
    return Event(kind, t, place.id, place.lat, place.lon)


def _inside(fix: Fix, places: Sequence[Place]) -> Place | None:
    """The place whose circle holds the fix, that with the nearest centre."""
    return min((p for p in places if p.holds(*fix[1:])), key=lambda p: (p.km(*fix[1:]), p.id), default=None)


def _off_km(fix: Fix, places: Sequence[Place]) -> float:
    return min(p.km(*fix[1:]) - p.radius_km for p in places)
