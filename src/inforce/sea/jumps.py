"""Positions that no ship can have sailed: leaps, signs the wrong way round, places on land, positions that stand still, circles.

Such positions come from the ship's own doing, from a second hull on its number, or from interference with satellite navigation over
a whole area: what tells them apart is how many others it befell at the same time and place.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute

from inforce.base.rows import FEW, Rows
from inforce.base.steps import Step
from inforce.sea import sphere
from inforce.sea.buckets import BUCKET, CHAIN, TICK_S
from inforce.sea.land import LAND, tile

LEAP_KN, LEAP_KM = 60.0, 10.0  # faster and further than this between two fixes; no ship of commerce makes 40
SAILED_KN = 40.0  # with one sign turned round, the leap becomes a passage
UNDER_WAY_KN = 3.0
_LONGEST_S = 8 * 86_400  # of a leap: half round the Earth at LEAP_KN
SHARED = 3  # ships, that one among them, to which it happened in one hour within 100 km: an area's doing (circles: two)
ACROSS_KM = 5.0  # nearer than this to one line are leaps along a course
MISDATED, FAR_KM = 5, 500  # ships that leapt to or from one second with her, so far away: rows that a feed dated wrongly
_T0, _T1, _TZ = (f"({i} * {TICK_S} + {sphere.seconds_of(c)})" for i, c in (("pb", "p"), ("b", "a"), ("b", "z")))
_P, _A, _Z = ((sphere.lat_of(c), sphere.lon_of(c)) for c in "paz")

# Leaps from one ten minutes to the next and within ten minutes.
LEAP = Step(
    "leap",
    f"""
    WITH leg AS (
        SELECT mmsi, {_T0} AS t0, {_P[0]} AS lat0, {_P[1]} AS lon0, {_T1} AS t1, {_A[0]} AS lat1, {_A[1]} AS lon1 FROM chain
        WHERE pb IS NOT NULL
        UNION ALL
        SELECT mmsi, {_T1} AS t0, {_A[0]} AS lat0, {_A[1]} AS lon0, {_TZ} AS t1, {_Z[0]} AS lat1, {_Z[1]} AS lon1 FROM chain WHERE a <> z
    ), long AS (
        SELECT * FROM leg WHERE t1 >= :since AND t1 < :until
            AND (abs(lat1 - lat0) > {sphere.num(LEAP_KM / 2 / 111.2)} OR abs(lon1 - lon0) > {sphere.num(LEAP_KM / 2 / 111.2)})
    )
    SELECT * FROM (SELECT *, {sphere.km("lat0", "lon0", "lat1", "lon1")} AS km FROM long) AS measured
    WHERE km > {sphere.num(LEAP_KM)} AND km * 1000 > {sphere.num(LEAP_KN * sphere.KN)} * (t1 - t0)
    """,
    (BUCKET, CHAIN),
)

# Hours under way, by what the ship says of her speed, in which her position did not change by a metre.
FROZEN = Step(
    "frozen",
    f"""
    SELECT mmsi, t // 3600 AS h, count(*) AS n, min(t) AS t0, max(t) AS t1, min(lat5) / 1e5 AS lat, min(lon5) / 1e5 AS lon
    FROM fix WHERE t >= :since AND t < :until AND sog10 >= {UNDER_WAY_KN * 10:.0f}
    GROUP BY mmsi, t // 3600
    HAVING count(*) >= 10 AND min(lat5) = max(lat5) AND min(lon5) = max(lon5) AND max(t) - min(t) >= 2400
    """,
)

# Hours under way in which every fix lay on one circle. Longitudes are counted from 0 to 360 where that keeps them together.
CIRCLE = Step(
    "circle",
    f"""
    WITH moving AS (
        SELECT mmsi, t // 3600 AS h, lat5, lon5, CASE WHEN lon5 < 0 THEN lon5 + 36000000 ELSE lon5 END AS lon5e
        FROM fix WHERE t >= :since AND t < :until AND sog10 >= {UNDER_WAY_KN * 10:.0f}
    ), small AS (
        SELECT mmsi, h, avg(lat5) AS lat, avg(lon5e) AS lone
        FROM moving GROUP BY mmsi, h
        HAVING count(*) >= 20 AND max(lat5) - min(lat5) BETWEEN 200 AND 20000 AND max(lon5e) - min(lon5e) BETWEEN 200 AND 40000
    ), radius AS (
        SELECT m.mmsi, m.h, s.lat / 1e5 AS lat, s.lone / 1e5 AS lone,
               sqrt(power((m.lat5 - s.lat), 2) + power((m.lon5e - s.lone) * cos(radians(s.lat / 1e5)), 2)) / 1e5 * 111.195 AS km
        FROM moving AS m JOIN small AS s ON m.mmsi = s.mmsi AND m.h = s.h
    )
    SELECT mmsi, h, count(*) AS n, max(lat) AS lat, CASE WHEN max(lone) >= 180 THEN max(lone) - 360 ELSE max(lone) END AS lon,
           avg(km) AS radius_km, stddev_pop(km) / avg(km) AS spread
    FROM radius GROUP BY mmsi, h HAVING stddev_pop(km) < 0.1 * avg(km)
    """,
)

# In which quarter degrees a ship was, how many ten minutes, and where first.
TILES = Step(
    "tiles",
    f"""
    SELECT mmsi, tile, count(*) AS n, min(t) AS t0, max(t) AS t1, min_by(lat, t) AS lat, min_by(lon, t) AS lon FROM (
        SELECT mmsi, {_T1} AS t, {_A[0]} AS lat, {_A[1]} AS lon, {tile(*_A)} AS tile FROM bucket
        WHERE b * {TICK_S} >= :since AND b * {TICK_S} < :until) AS placed
    GROUP BY mmsi, tile, t // 86400
    """,
    (BUCKET,),
)

STEPS = (LEAP, FROZEN, CIRCLE, TILES)


@dataclass(frozen=True, slots=True)
class Odd:
    """What one ship's positions did on one UTC day. `sort`: leap, flip, land, frozen, circle; since and until in epoch seconds; a
    position; `n` how often or how many fixes; `shared` how many other ships it befell, `at_once` how many did so to or from
    the same second far away; `told` says it in words."""

    sort: str
    mmsi: int
    since: int
    until: int
    lat: float
    lon: float
    n: int
    told: str
    shared: int = 0
    at_once: int = 0
    to_and_fro: bool = False


def odd(rows: Mapping[str, Rows]) -> Iterator[Odd]:
    """All that is odd in the rows of STEPS."""
    leapt: set[tuple[int, int]] = set()
    for o in leaps(rows["leap"]):
        leapt.add((o.mmsi, o.since // 86_400))
        yield o
    for part in rows["frozen"].few("mmsi"):
        yield from _frozen(part)
    for part in (rows["circle"].within("h", *cut) for cut in rows["circle"].cuts("h", FEW, whole=24)):
        yield from _circles(part)
    yield from _on_land((r for block in rows["tiles"].blocks() for r in _inland(block)), leapt)


def leaps(leap: Rows) -> Iterator[Odd]:
    """Leaps and flips, from the rows of LEAP: some whole days of them at once."""
    for low, high in leap.cuts("t1", FEW, whole=86_400):
        yield from _leaps(leap.within("t1", low, high), leap.within("t1", low - _LONGEST_S, high + _LONGEST_S))


def _leaps(leap: pa.Table, company: pa.Table) -> Iterator[Odd]:
    legs = sorted(leap.to_pylist(), key=lambda r: (r["mmsi"], r["t1"], r["t0"]))
    about = _Company([(t, r["mmsi"], lat, lon) for r in company.to_pylist() for t, lat, lon in _ends(r)])
    by: dict[tuple[int, int, str], list[dict[str, float]]] = defaultdict(list)
    for r in legs:
        by[r["mmsi"], r["t1"] // 86400, "flip" if _flips(r) else "leap"].append(r)
    for (mmsi, _, sort), found in by.items():
        first, most = found[0], max(found, key=lambda r: (r["km"], -r["t1"]))
        told = (
            f"{len(found)} time{'s' * (len(found) != 1)} a leap of up to {most['km']:,.0f} km in {(most['t1'] - most['t0']) / 60:.0f} min"
        )
        told += ", undone by turning the sign of one coordinate, or exchanging the two" if sort == "flip" else ""
        shared = max(about.others(r["t1"], mmsi, r["lat1"], r["lon1"]) for r in found)
        at_once = min(max(about.far(mmsi, *end) for end in _ends(r)) for r in found)
        yield Odd(
            sort, mmsi, int(first["t0"]), int(found[-1]["t1"]), first["lat1"], first["lon1"], len(found), told, shared, at_once,
            _to_and_fro(found),
        )  # fmt: skip


def _to_and_fro(legs: list[dict[str, float]]) -> bool:
    """Whether three leaps or more lead forth and back along one line, on which she sails on meanwhile: clocks that differ."""
    ends = [end[1:] for r in legs for end in _ends(r)]
    a = max(ends, key=lambda p: sphere.distance_km(*ends[0], *p))
    b = max(ends, key=lambda p: sphere.distance_km(*a, *p))
    if len(legs) < 3 or max(sphere.off_line_km(p, a, b) for p in ends) > ACROSS_KM:
        return False
    ways = ([], [])  # type: tuple[list[tuple[float, float]], list[tuple[float, float]]]
    for r in legs:
        since, until = (sphere.distance_km(*a, *end[1:]) for end in _ends(r))
        ways[until > since].append((r["t0"], since))
    sailed = [(w[-1][1] - w[0][1]) * 1000 / (w[-1][0] - w[0][0]) / sphere.KN for w in ways if len(w) > 1 and w[-1][0] > w[0][0]]
    return (
        bool(ways[0] and ways[1] and sailed)
        and all(UNDER_WAY_KN <= abs(kn) <= SAILED_KN for kn in sailed)
        and len({kn > 0 for kn in sailed}) == 1
    )


def _ends(r: dict[str, float]) -> tuple[tuple[float, float, float], ...]:
    return (r["t0"], r["lat0"], r["lon0"]), (r["t1"], r["lat1"], r["lon1"])


def _flips(r: dict[str, float]) -> bool:
    """Whether the leap is a passage once the sign of a latitude or longitude at one end is turned round, or the two are exchanged."""
    reach = SAILED_KN * 1.852 * max(r["t1"] - r["t0"], 60) / 3600
    a, b = (r["lat0"], r["lon0"]), (r["lat1"], r["lon1"])
    turned = ((a, (b[0], -b[1])), (a, (-b[0], b[1])), *([(a, (b[1], b[0]))] if abs(b[1]) <= 90 else []))
    return any(sphere.distance_km(*p, *q) < reach for p, q in turned)


class Mirrored:
    """Where ships were that had leapt by a sign turned round or coordinates exchanged, until they leapt back; from the rows of LEAP."""

    def __init__(self, leap: Rows) -> None:
        self._by: dict[int, list[dict[str, float]]] = defaultdict(list)
        for part in leap.few("mmsi"):
            for r in sorted(part.to_pylist(), key=lambda r: (r["t1"], r["t0"])):
                if _flips(r):
                    self._by[r["mmsi"]].append(r)

    def holds(self, mmsi: int, t: float, lat: float, lon: float) -> bool:
        """Whether she had leapt so an odd number of times, and is nearer to where the last leap led than to where it began."""
        before = [r for r in self._by.get(mmsi, ()) if r["t1"] <= t]
        if len(before) % 2 == 0:
            return False
        (_, *origin), (_, *end) = _ends(before[-1])
        return sphere.distance_km(lat, lon, *end) < sphere.distance_km(lat, lon, *origin)


def _frozen(frozen: pa.Table) -> Iterator[Odd]:
    """Two such hours or more in a row at one place."""
    run: list[dict[str, float]] = []
    for r in [*sorted(frozen.to_pylist(), key=lambda r: (r["mmsi"], r["h"])), None]:
        last = run[-1] if run else None
        if last and (r is None or (r["mmsi"], r["h"], r["lat"], r["lon"]) != (last["mmsi"], last["h"] + 1, last["lat"], last["lon"])):
            if len(run) > 1:
                n = int(sum(x["n"] for x in run))
                told = f"{n} fixes at {UNDER_WAY_KN:.0f} kn or more without moving a metre"
                yield Odd("frozen", int(last["mmsi"]), int(run[0]["t0"]), int(last["t1"]), last["lat"], last["lon"], n, told)
            run = []
        if r is not None:
            run.append(r)


def _circles(circle: pa.Table) -> Iterator[Odd]:
    rows = sorted(circle.to_pylist(), key=lambda r: (r["mmsi"], r["h"]))
    about = _Company([(r["h"] * 3600, r["mmsi"], r["lat"], r["lon"]) for r in rows])
    by: dict[tuple[int, int], list[dict[str, float]]] = defaultdict(list)
    for r in rows:
        by[r["mmsi"], r["h"] // 24].append(r)
    for (mmsi, _), found in by.items():
        r, n = found[0], int(sum(x["n"] for x in found))
        told = f"{n} fixes on a circle of {r['radius_km']:.2f} km about one point, off it by {r['spread']:.0%}"
        shared = max(about.others(int(x["h"]) * 3600, mmsi, x["lat"], x["lon"]) for x in found)
        yield Odd("circle", mmsi, int(r["h"]) * 3600, int(found[-1]["h"]) * 3600 + 3600, r["lat"], r["lon"], n, told, shared)


def _inland(tiles: pa.Table) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tiles.filter(
        pa.compute.is_in(tiles["tile"], pa.array(sorted(LAND.inland), tiles["tile"].type))
    ).to_pylist()
    return found


def _on_land(tiles: Iterable[dict[str, Any]], leapt: set[tuple[int, int]]) -> Iterator[Odd]:
    """Half an hour far inland, on a day on which she leapt: who did not sails a lake. In a quarter degree where three ships or
    more were, there is water that the map lacks."""
    rows = list(tiles)
    seen: dict[int, set[int]] = defaultdict(set)
    for r in rows:
        seen[r["tile"]].add(r["mmsi"])
    by: dict[tuple[int, int], list[dict[str, float]]] = defaultdict(list)
    for r in sorted(rows, key=lambda r: (r["mmsi"], r["t0"], r["tile"])):
        if len(seen[r["tile"]]) < SHARED and (r["mmsi"], r["t0"] // 86400) in leapt:
            by[r["mmsi"], r["t0"] // 86400].append(r)
    for (mmsi, _), found in by.items():
        n, r = int(sum(x["n"] for x in found)), found[0]
        if n >= 3:
            km = min(LAND.coast_km(r["lat"], r["lon"]), 1_000.0)  # no farther is looked
            told = f"{n} times ten minutes on land, {km:,.0f} km from any coast"
            yield Odd("land", mmsi, int(r["t0"]), int(max(x["t1"] for x in found)), r["lat"], r["lon"], n, told)


class _Company:
    """Who had something happen when and where: (epoch seconds, mmsi, lat, lon)."""

    def __init__(self, seen: Iterable[tuple[float, int, float, float]]) -> None:
        self._by: dict[tuple[int, tuple[int, int, int]], list[tuple[int, float, float]]] = defaultdict(list)
        self._at: dict[float, list[tuple[int, float, float]]] = defaultdict(list)
        for t, mmsi, lat, lon in seen:
            self._by[int(t) // 3600, sphere.cell_of(lat, lon, 100)].append((mmsi, lat, lon))
            self._at[t].append((mmsi, lat, lon))

    def others(self, t: float, mmsi: int, lat: float, lon: float) -> int:
        """How many other ships in that hour within 100 km."""
        x, y, z = sphere.cell_of(lat, lon, 100)
        cubes = [(x + i, y + j, z + k) for i in (-1, 0, 1) for j in (-1, 0, 1) for k in (-1, 0, 1)]
        near = (s for c in cubes for s in self._by.get((int(t) // 3600, c), ()))
        return len({m for m, la, lo in near if m != mmsi and sphere.distance_km(lat, lon, la, lo) <= 100})

    def far(self, mmsi: int, t: float, lat: float, lon: float) -> int:
        """How many other ships in that very second farther than FAR_KM."""
        there = self._at.get(t, ())
        if len(there) < MISDATED:
            return 0
        return len({m for m, la, lo in there if m != mmsi and sphere.distance_km(lat, lon, la, lo) > FAR_KM})


def no_ships_doing(o: Odd) -> tuple[str, str] | None:
    """The tier and the words of what befell so many at once that it is no ship's own doing; None of anything else."""
    if o.at_once >= MISDATED:
        return "clock", f"{o.at_once} ships far away leapt at the very same second: rows that the feed dated wrongly, not this ship's doing"
    if o.to_and_fro:
        return "clock", "forth and back along one course, on which she sails on: receivers whose clocks differ, not this ship's doing"
    if o.shared + 1 >= (2 if o.sort == "circle" else SHARED):
        return "area", f"{o.shared} other ships within 100 km in the same hour: interference over an area, not this ship's doing"
    return None


def days_of_others(leap: Rows) -> set[tuple[int, int]]:
    """Ships and UTC days (since the epoch) on which they leapt and it was no ship's doing; from the rows of LEAP."""
    return {(o.mmsi, o.since // 86_400) for o in leaps(leap) if no_ships_doing(o)}
