"""Pairs of ships near each other: where each ship was at every ten minutes, and who was near whom then.

After Global Fishing Watch's pipe-encounters (Apache-2.0; commit df93ee4), whose thresholds are kept: positions on a grid of ten
minutes, 0.5 km, runs of an hour joined when less than four hours lie between. Changed: the grid crosses midnight and the
antimeridian, nothing is extrapolated, and a run breaks where either ship is not heard.
"""

import math
from dataclasses import dataclass
from itertools import combinations

from inforce.base.steps import Step
from inforce.sea import sphere
from inforce.sea.buckets import BUCKET, CHAIN, SEEN_S, TICK_S


@dataclass(frozen=True)
class Meeting:
    """How near, how long, how slow: the parameters and where each comes from.

    `bridge_s`: positions are interpolated over less than this (GFW: 1 h). `impossible_kn`: over a stretch that would need
    more, two hulls share a number, and nothing is interpolated. `under_way_kn`: a ship that makes more is passing, and looks
    for nobody (three times GFW's greatest median). `apart_h`: runs of a pair with less between are one meeting.
    """

    near_km: float = 0.5
    run_min: int = 60
    whole_min: int = 120
    apart_h: float = 4
    bridge_s: int = 3_600
    impossible_kn: float = 60
    under_way_kn: float = 6


GFW = Meeting()
SIDES = 2  # times near_km: the side of the cubes. Larger ones hold more ships apart, smaller ones send more positions to the cubes beyond
_SHIFTS = (("x", 30), ("y", 15), ("z", 0))  # where the numbers of a cube stand in sphere.cell


def grid(m: Meeting = GFW, name: str = "grid", among: str = "", reads: tuple[Step, ...] = (BUCKET, CHAIN), before_s: int = 0) -> Step:
    """Each ship's position at every ten minutes that lie between two of its fixes, (before, after]; or on a fix. `density` is GFW's
    count of fixes that a position stands for; x, y, z are km from the centre of the Earth; `place` is the cube about it and the tick.
    `among` may narrow the ships by a condition on mmsi; `before_s` of what lies before the core is given too."""
    if m.bridge_s > SEEN_S:
        raise ValueError(f"bridge_s is {m.bridge_s}; no more than {SEEN_S} s are seen about a window")
    t0, t1 = f"(pb * {TICK_S} + {sphere.seconds_of('p')})", f"(b * {TICK_S} + {sphere.seconds_of('a')})"
    lat0, lon0, lat1, lon1 = sphere.lat_of("p"), sphere.lon_of("p"), sphere.lat_of("a"), sphere.lon_of("a")
    degrees_s = min(m.impossible_kn, m.under_way_kn) * sphere.KN / (sphere.RADIUS_KM * 1000) * 180 / math.pi
    only = f"AND {among}" if among else ""
    return Step(
        name,
        f"""
        WITH stretch AS (
            SELECT mmsi, pb + 1 AS first, b AS last, {t0} AS t0, {t1} AS t1, {lat0} AS lat0, {lon0} AS lon0, {lat1} AS lat1,
                   {sphere.turn(f"({lon1} - {lon0})")} AS dlon
            FROM chain WHERE pb IS NOT NULL AND pb >= b - {m.bridge_s // TICK_S + 1} {only}
                  AND abs({sphere.lat5_of("a")} - {sphere.lat5_of("p")}) <= {math.ceil(degrees_s * 1e5)} * ({t1} - {t0}) + 1
        ), slow AS (
            SELECT * FROM stretch
            WHERE t1 - t0 < {m.bridge_s} AND (lat1 - lat0) * (lat1 - lat0) + dlon * dlon * cos(radians(lat0)) * cos(radians(lat0))
                  <= {sphere.num(degrees_s**2)} * (t1 - t0) * (t1 - t0)
        ), spread AS (
            SELECT mmsi, CAST(last AS BIGINT) AS tick, t0, t1, lat0, lon0, lat1, dlon FROM slow WHERE first = last
            UNION ALL
            SELECT mmsi, CAST(unnest(range(first, last + 1)) AS BIGINT) AS tick, t0, t1, lat0, lon0, lat1, dlon
            FROM slow WHERE first < last
        ), placed AS (
            SELECT mmsi, tick, lat0 + (lat1 - lat0) * (tick * {TICK_S} - t0) / (t1 - t0) AS lat,
                   lon0 + dlon * (tick * {TICK_S} - t0) / (t1 - t0) AS lon,
                   round({TICK_S} / CAST(CASE WHEN t1 - t0 > {TICK_S} THEN t1 - t0 ELSE {TICK_S} END AS DOUBLE), 2) AS density
            FROM spread WHERE tick * {TICK_S} >= :since - {before_s} AND tick * {TICK_S} < :until
            UNION ALL
            SELECT mmsi, CAST(b AS BIGINT) AS tick, {lat1} AS lat, {lon1} AS lon, 1e0 AS density
            FROM chain
            WHERE {sphere.seconds_of("a")} = 0 AND (pb IS NULL OR {t1} - {t0} >= {m.bridge_s})
                  AND b * {TICK_S} >= :since - {before_s} AND b * {TICK_S} < :until {only}
        ), turned AS (
            SELECT mmsi, tick, lat, CASE WHEN lon >= 180 THEN lon - 360 WHEN lon < -180 THEN lon + 360 ELSE lon END AS lon, density,
                   {sphere.num(sphere.RADIUS_KM)} * cos(radians(lat)) * cos(radians(lon)) AS x,
                   {sphere.num(sphere.RADIUS_KM)} * cos(radians(lat)) * sin(radians(lon)) AS y,
                   {sphere.num(sphere.RADIUS_KM)} * sin(radians(lat)) AS z
            FROM placed
        )
        SELECT *, ((tick - (:since - {before_s}) // {TICK_S}) << 45) | {sphere.cell("x", "y", "z", SIDES * m.near_km)} AS place FROM turned
        """,
        reads,
    )


def near(m: Meeting = GFW) -> Step:
    """Every pair of ships within `near_km` at every ten minutes, in runs that last `run_min` or touch the window's edge.

    a < b; the cube about each position is packed with the tick into one number, so that one equality finds all who share a cube. A
    position that lies near faces of its cube is looked for also in the cubes beyond them: of any two cubes, from the lower one.
    """
    chord = f"(l.x - r.x) * (l.x - r.x) + (l.y - r.y) * (l.y - r.y) + (l.z - r.z) * (l.z - r.z) <= {sphere.num(m.near_km**2)}"
    pair = "CASE WHEN l.mmsi < r.mmsi THEN l.{0} ELSE r.{0} END AS {0}_a, CASE WHEN l.mmsi < r.mmsi THEN r.{0} ELSE l.{0} END AS {0}_b"
    columns = ", ".join(pair.format(c) for c in ("mmsi", "lat", "lon", "density"))
    faces = ", ".join(f"CAST({sphere.face(v, SIDES * m.near_km, m.near_km)} AS BIGINT) * {1 << s} AS to_{v}" for v, s in _SHIFTS)
    beyond = "\n            UNION ALL ".join(
        f"SELECT *, place + {' + '.join(axes)} AS other, 0 AS home FROM faced WHERE {axes[0]} > 0"
        + "".join(f" AND {axis} <> 0" for axis in axes[1:])
        for n in (1, 2, 3)
        for axes in combinations(("to_x", "to_y", "to_z"), n)
    )
    return Step(
        "near",
        f"""
        WITH faced AS (SELECT *, {faces} FROM grid),
        beside AS (
            SELECT *, place AS other, 1 AS home FROM faced
            UNION ALL {beyond}
        ), found AS (
            SELECT l.tick, {columns} FROM beside AS r JOIN grid AS l ON l.place = r.other
            WHERE (l.mmsi < r.mmsi OR (r.home = 0 AND l.mmsi > r.mmsi)) AND {chord}
        ), runs AS (
            SELECT *, tick - row_number() OVER (PARTITION BY mmsi_a, mmsi_b ORDER BY tick) AS run FROM found
        ), kept AS (
            SELECT mmsi_a, mmsi_b, run FROM runs GROUP BY mmsi_a, mmsi_b, run
            HAVING (max(tick) - min(tick)) * {TICK_S} >= {m.run_min * 60}
                   OR min(tick) = :since // {TICK_S} OR max(tick) = :until // {TICK_S} - 1
        )
        SELECT r.mmsi_a AS a, r.mmsi_b AS b, tick, lat_a, lon_a, lat_b, lon_b, density_a, density_b,
               {sphere.km("lat_a", "lon_a", "lat_b", "lon_b")} AS km
        FROM runs AS r JOIN kept AS k ON r.mmsi_a = k.mmsi_a AND r.mmsi_b = k.mmsi_b AND r.run = k.run
        """,
        (grid(m),),
    )


NEAR = near()
