"""What is doubtful about who ships say they are: numbers that are none, shared or given up, names that change where they should not.

Each doubt is told once for a ship, or a pair, with a tier. Which tiers are alerts stands on the check's page; the others are context,
what also happens to honest ships every day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

import pyarrow.compute as pc

from inforce.base.ids import clean_imo
from inforce.base.rows import Rows
from inforce.sea import sphere
from inforce.sea.events import at
from inforce.sea.flags import country, flag, no_ships
from inforce.sea.hulls import Shared
from inforce.sea.meetings import met, runs
from inforce.sea.places import Atlas
from inforce.sea.said import Change, Said, alternates
from inforce.sea.ships import Fleet
from inforce.sea.where import Seen, Where, in_port

SWIFT_S = 86_400  # a change that took longer may have happened anywhere
ABOUT_S = 86_400  # before and after a meeting
BESIDE_KM, APART_KM = 5.0, 50.0  # one hull heard twice within half an hour; more than a ship makes in it
LONG_M = 60  # cargo ships and tankers from about here on have the 300 gross tons that make an IMO number a duty (SOLAS XI-1/3)
DEFAULT_OF = 5  # ships or more under one IMO number: typed by who had none
WORDS = {"imo": "IMO number", "name": "name", "call_sign": "call sign"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """`sort` and `tier` as on the check's page; one or two ships; from when to when (epoch seconds); where (lat, lon), None where no
    position is known; in words; what was seen (MMSI, time, value); the IMO numbers concerned."""

    sort: str
    tier: str
    ships: tuple[int, ...]
    since: int
    until: int
    place: tuple[float, float] | None
    told: str
    seen: tuple[tuple[int, int, str], ...] = ()
    imos: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What doubts are looked for in: what was said, ships, where they were, ports, pairs that are one hull, numbers that two hulls bear,
    and the rows of the step `near`."""

    said: Said
    fleet: Fleet
    where: Where
    atlas: Atlas
    links: Mapping[tuple[int, int], tuple[int, int]]
    shared: Mapping[int, Shared]
    near: Rows


def doubts(k: Known) -> Iterator[Doubt]:
    """All of them."""
    ships = [m for m in k.said.ships() if m not in k.shared and not k.fleet[m].station]
    yield from _two_hulls(k)
    yield from _links(k)
    deeds = {m: list(k.said.together(m)) for m in ships}
    found_met = met(k.near, {m for m, d in deeds.items() if d})
    for mmsi, found in deeds.items():
        yield from _changed(k, mmsi, found, found_met.get(mmsi, []))
    yield from _numbers(k)
    yield from _imos(k)


def _two_hulls(k: Known) -> Iterator[Doubt]:
    for m, s in k.shared.items():
        names = " and ".join(k.said.names(m)[:3])
        told = f"{s.tracks} tracks up to {s.km:,.0f} km from each other bore the number at once" + (
            f", by the names {names}" if names else ""
        )
        tier = "number" if no_ships(m) else "two_hulls"
        ends = tuple((m, s.since, f"{lat:.3f} {lon:.3f}") for lat, lon in s.places)
        yield Doubt("two_hulls", tier, (m,), s.since, s.until, s.places[0], told, ends)


def _links(k: Known) -> Iterator[Doubt]:
    for a, b in k.links:  # how often hangs by a few on where windows end, so it is not told
        beside = k.near.within("a", a, a + 1)
        seen = runs(beside.filter(pc.equal(beside["b"], b))).to_pylist()
        if not seen:  # shorter ones are there by where a window ends
            continue
        told = "two numbers on one hull: under way, too, they keep within 50 m of each other"
        place = (seen[0]["start_lat_a"], seen[0]["start_lon_a"])
        yield Doubt("link", "link", (a, b), seen[0]["since"], seen[-1]["until"], place, told)


def _changed(k: Known, mmsi: int, deeds: list[list[Change]], meetings: list[tuple[int, int, int]]) -> Iterator[Doubt]:
    every = [c for deed in deeds for c in deed]
    if alternates(every):
        values = {f: list(dict.fromkeys(v for c in every if c.field == f for v in (c.before, c.after))) for f in WORDS}
        told = "; ".join(f"{WORDS[f]} {', '.join(v[:4])}" for f, v in values.items() if v)
        place = k.where.at(mmsi, every[0].until)
        told = f"{len(every)} times one thing gave way to another and came back: {told}"
        ends = tuple((mmsi, t, v) for t, v in ((every[0].since, every[0].before), (every[0].until, every[0].after)))
        yield Doubt("alternating", "alternating", (mmsi,), every[0].since, every[-1].until, place and place[1:], told, ends)
        return
    for deed in deeds:
        yield _deed(k, mmsi, deed, meetings)


def _deed(k: Known, mmsi: int, deed: list[Change], meetings: list[tuple[int, int, int]]) -> Doubt:
    since, until = max(c.since for c in deed), max(c.until for c in deed)
    tier, place = _tier(k, mmsi, min(c.since for c in deed), until)
    told = "; ".join(f"{WORDS[c.field]} {c.before} became {c.after}" for c in deed)
    about = [x for x in meetings if x[0] - ABOUT_S <= until and since <= x[1] + ABOUT_S] if until - since <= SWIFT_S else []
    if about:
        tier, other = "meeting", about[0][2]
        taken = [c.after for c in deed if c.after in {r.value for r in k.said.runs.get((other, c.field), [])}]
        told += f", within a day of a meeting with {k.fleet[other]}" + (f", which had borne {taken[0]} herself" if taken else "")
    elif any(c.field == "imo" for c in deed):
        tier = "hull"
    seen = tuple((mmsi, t, f"{WORDS[c.field]} {v}") for c in deed for t, v in ((c.since, c.before), (c.until, c.after)))
    imos = tuple(v for c in deed if c.field == "imo" for v in (c.before, c.after))
    return Doubt("changed", tier, (mmsi,), min(c.since for c in deed), until, place, told, seen, imos)


def _tier(k: Known, mmsi: int, since: int, until: int) -> tuple[str, tuple[float, float] | None]:
    """Where she was when something changed: 'sea', 'port', or 'unknown'."""
    ends = [e for t in (since, until) if (e := k.where.at(mmsi, t))]
    place = ends[-1][1:] if ends else None
    if until - since > SWIFT_S or not ends:
        return "unknown", place
    return "port" if any(in_port(k.atlas, *e[1:]) for e in ends) else "sea", place


def _numbers(k: Known) -> Iterator[Doubt]:
    """MMSIs and IMO numbers that are none."""
    for mmsi in k.said.ships():
        ship = k.fleet[mmsi]
        runs = [r for f in WORDS for r in k.said.runs.get((mmsi, f), [])]
        told = list(k.said.raw.get(mmsi, {}).values())
        since, until = min((*(r.since for r in runs), *told)), max((*(r.until for r in runs), *told))
        if no_ships(mmsi) and mmsi not in k.shared:
            yield _plain(k, "number", mmsi, since, until, "a number that no State gives to a ship")
        raw = {v: t for v, t in k.said.raw.get(mmsi, {}).items() if v.strip("0 IMO")}
        if ship.station:
            continue
        if raw:
            value, t = min(raw.items(), key=lambda x: (x[1], x[0]))
            why = f"IMO number {value} is none: " + ("its check digit is wrong" if len(value) == 7 else "it does not have seven digits")
            yield _plain(k, "imo_wrong", mmsi, t, t, why if clean_imo(value) == "" else f"IMO number {value} is nobody's", value)
        elif (mmsi, "imo") not in k.said.runs and ship.kind in ("cargo ship", "tanker") and (ship.length or 0) >= LONG_M:
            yield _plain(k, "imo_missing", mmsi, since, until, f"a {ship.kind} {ship.length} m long that sends no IMO number")


def _plain(k: Known, sort: str, mmsi: int, since: int, until: int, told: str, value: str = "") -> Doubt:
    place = k.where.at(mmsi, since)
    return Doubt(sort, sort, (mmsi,), since, until, place and place[1:], told, ((mmsi, since, value or told),))


def _imos(k: Known) -> Iterator[Doubt]:
    """IMO numbers that more than one MMSI bore."""
    for imo, ships in k.said.by_imo().items():
        by_time = sorted(ships, key=lambda m: (ships[m], m))
        if len(ships) >= DEFAULT_OF:
            told = f"IMO number {imo} is borne by {len(ships)} numbers: typed by who had none"
            yield Doubt("imo_shared", "shared", (by_time[0],), *ships[by_time[0]], None, told, imos=(imo,))
            continue
        if len(ships) == 2 and (by_time[0] in k.shared or by_time[1] in k.shared):
            continue
        yield from _pairs(k, imo, ships, by_time)


def _pairs(k: Known, imo: str, ships: Mapping[int, tuple[int, int]], by_time: list[int]) -> Iterator[Doubt]:
    seen = tuple((m, ships[m][0], f"IMO number {imo}") for m in by_time)
    for a, b in combinations(by_time, 2):
        if ships[b][0] > ships[a][1] and (a, b) in pairwise(by_time):
            tier, place = _tier(k, a, ships[a][1], ships[b][0])
            flags = "" if flag(a) == flag(b) else f", from the digits of {country(a) or 'no State'} to those of {country(b) or 'no State'}"
            told = f"IMO number {imo} went from MMSI {a:09} to {b:09}{flags}"
            doubt = Doubt("renumbered", tier, (a, b), ships[a][1], ships[b][0], place, told, seen, (imo,))
            yield replace(doubt, tier="flag") if flags and tier in ("unknown", "port") else doubt
        elif ships[b][0] <= ships[a][1]:
            since, until = max(ships[a][0], ships[b][0]), min(ships[a][1], ships[b][1])
            tier, place, told = _beside(k, a, b, since, until)
            pair = (min(a, b), max(a, b))
            if pair not in k.links:
                yield Doubt("imo_shared", tier, pair, since, until, place, f"IMO number {imo} on two numbers at once: {told}", seen, (imo,))


def _beside(k: Known, a: int, b: int, since: int, until: int) -> tuple[str, tuple[float, float] | None, str]:
    """Whether two numbers were in one place at one time."""
    both = [(x, y) for x in k.where.between(a, since - 43_200, until + 43_200) if (y := k.where.at(b, x[0], 1_800))]
    if not both:
        place = k.where.at(a, since)
        return "shared", place and place[1:], "whether they were in one place was not seen"
    x, y = max(both, key=lambda p: (_km(*p), -p[0][0]))
    km = _km(x, y)
    if km > APART_KM:
        return "apart", x[1:], f"{km:,.0f} km from each other about {at(x[0])}: one of them says what is not so"
    if km <= BESIDE_KM:
        return "link", x[1:], f"within {km:.1f} km of each other in {len(both)} hours: two transponders on one ship"
    return "shared", x[1:], f"up to {km:.0f} km from each other"


def _km(a: Seen, b: Seen) -> float:
    return sphere.distance_km(a[1], a[2], b[1], b[2])


def of_one_imo(said: Said) -> set[int]:
    """The ships that share an IMO number with some others: which are looked at two by two."""
    return {m for ships in said.by_imo().values() if 1 < len(ships) < DEFAULT_OF for m in ships}
