"""Two ships near each other for some time: the steps, and the runs made of them. The same for A with B as for B with A.

After Global Fishing Watch's pipe-encounters (Apache-2.0; commit df93ee4), whose thresholds are kept: positions on a grid of ten
minutes, 0.5 km, runs of an hour joined when less than four hours lie between. Changed: the grid crosses midnight and the
antimeridian, nothing is extrapolated, and a run breaks where either ship is not heard.
"""

import math
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from inforce.base.rows import Rows
from inforce.base.steps import Step
from inforce.sea import sphere
from inforce.sea.buckets import BUCKET, CHAIN, SEEN_S, TICK_S

if TYPE_CHECKING:
    import duckdb


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
_DAY = 86_400 // TICK_S
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

# Of those that were near others the ships that can have been under way: their fixes lie further apart, in 1e-5 degrees of latitude and
# longitude together, than 3 knots make in ten minutes. Most lie in port all day.
_ROAMING = Step(
    "roaming",
    f"""
    SELECT mmsi FROM (
        SELECT mmsi, {sphere.lat5_of("a")} AS lat, {sphere.lon5_of("a")} AS lon FROM bucket
        WHERE mmsi IN (SELECT a FROM near UNION SELECT b FROM near)
        UNION ALL
        SELECT mmsi, {sphere.lat5_of("z")} AS lat, {sphere.lon5_of("z")} AS lon FROM bucket
        WHERE mmsi IN (SELECT a FROM near UNION SELECT b FROM near)) AS fixes
    GROUP BY mmsi HAVING max(lat) - min(lat) + max(lon) - min(lon) >= 800
    """,
    (BUCKET, NEAR),
)
_COORDINATES = [f"abs({sphere.degrees5_of(c, end)})" for end in ("a", "z") for c in ("lat", "lon")]


def _on_tenths(degrees5: str) -> str:
    """SQL: whether 1e-5 degrees, not negative, are tenths of a minute, rounded."""
    return f"({degrees5} * 600 + 300) % 100000 <= 600"


# Of ships that were near another: in how many ten minutes they were heard, and in how many of these the first and the last fix lay on
# whole tenths of minutes, as message 27 (long range, by satellite) gives them: to some 185 m, so that two ships may seem to be in one
# place.
COARSE = Step(
    "coarse",
    f"""
    SELECT f.mmsi, count(*) AS n, count(*) FILTER (WHERE {" AND ".join(map(_on_tenths, _COORDINATES))}) AS rough
    FROM bucket AS f JOIN (SELECT a AS mmsi FROM near UNION SELECT b AS mmsi FROM near) AS p ON f.mmsi = p.mmsi
    WHERE f.b * {TICK_S} >= :since AND f.b * {TICK_S} < :until GROUP BY f.mmsi
    """,
    (BUCKET, NEAR),
)

# On which days pairs of them were near for `run_min` within the day, which is the same in whatever windows it is looked at.
_PAIR = Step(
    "pair",
    f"""
    SELECT DISTINCT a, b, day FROM (
        SELECT a, b, tick, tick // {_DAY} AS day, tick - row_number() OVER (PARTITION BY a, b ORDER BY tick) AS run FROM near
        WHERE a IN (SELECT mmsi FROM roaming) AND b IN (SELECT mmsi FROM roaming)) AS runs
    GROUP BY a, b, day, run HAVING (max(tick) - min(tick)) * {TICK_S} >= {GFW.run_min * 60}
    """,
    (NEAR, _ROAMING),
)
_COURSE = grid(
    Meeting(under_way_kn=Meeting.impossible_kn),
    "course",
    "mmsi IN (SELECT a FROM pair UNION SELECT b FROM pair)",
    (BUCKET, CHAIN, _PAIR),
    TICK_S,
)

# Of pairs that were near each other, on those days: at how many grid positions both were under way (3 knots or more), and at how many
# of these
# within 50 m. A hull with two transponders sails with herself; two ships that met do not.
TOGETHER = Step(
    "together",
    f"""
    WITH moved AS (
        SELECT mmsi, tick, lat, lon, lag(lat) OVER (PARTITION BY mmsi ORDER BY tick) AS plat,
               lag(lon) OVER (PARTITION BY mmsi ORDER BY tick) AS plon, lag(tick) OVER (PARTITION BY mmsi ORDER BY tick) AS before
        FROM course
    ), going AS (
        SELECT mmsi, tick, lat, lon FROM moved
        WHERE before = tick - 1 AND tick * {TICK_S} >= :since
              AND {sphere.km("plat", "plon", "lat", "lon")} * 1000 >= {sphere.num(3 * sphere.KN * TICK_S)}
    )
    SELECT p.a, p.b, CAST(count(*) AS BIGINT) AS ticks,
           CAST(sum(CASE WHEN {sphere.km("l.lat", "l.lon", "r.lat", "r.lon")} <= {sphere.num(0.05)} THEN 1 ELSE 0 END) AS BIGINT) AS close
    FROM pair AS p JOIN going AS l ON l.mmsi = p.a JOIN going AS r ON r.mmsi = p.b AND r.tick = l.tick AND l.tick // {_DAY} = p.day
    GROUP BY p.a, p.b
    """,
    (_COURSE,),
)


def _summary(by: str) -> str:
    """SQL: what a group of ticks says, of the pair and of each side."""
    side = (
        "avg(lat_{0}) AS lat_{0}, degrees(atan2(avg(sin(radians(lon_{0}))), avg(cos(radians(lon_{0}))))) AS lon_{0}, "
        "median(kn_{0}) AS kn_{0}, CAST(round(sum(CAST(round(density_{0} * 100) AS INTEGER)) / 1e2) AS INTEGER) AS points_{0}, "
        "arg_min(lat_{0}, tick) AS start_lat_{0}, arg_min(lon_{0}, tick) AS start_lon_{0}, "
        "arg_max(lat_{0}, tick) AS end_lat_{0}, arg_max(lon_{0}, tick) AS end_lon_{0}"
    )
    return (
        f"SELECT {by}, min(tick) * {TICK_S} AS since, max(tick) * {TICK_S} AS until, median(km) AS km, {side.format('a')}, "
        f"{side.format('b')}"
    )


def runs(near: pa.Table, m: Meeting = GFW) -> pa.Table:
    """Unbroken runs of a pair, `run_min` or longer. Columns: a, b (MMSI, a < b), since, until (epoch s), km (median distance) and for
    each side mean position, median implied speed `kn_`, fixes `points_`, first and last position; ordered by a, b, since."""
    with _over(near) as con:
        return con.execute(
            f"{_summary('a, b')} FROM ticks GROUP BY a, b, run "
            f"HAVING (max(tick) - min(tick)) * {TICK_S} >= {m.run_min * 60} ORDER BY a, b, since"
        ).to_arrow_table()


def meetings(near: pa.Table, m: Meeting = GFW) -> pa.Table:
    """Runs of a pair with less than `apart_h` between them are one meeting, kept from `whole_min` on. Columns as in `runs`."""
    with _over(near) as con:
        con.execute(f"""
            CREATE TEMP TABLE kept AS
            SELECT a, b, run, min(tick) AS s, max(tick) AS e FROM ticks GROUP BY a, b, run
            HAVING (max(tick) - min(tick)) * {TICK_S} >= {m.run_min * 60}""")
        con.execute(f"""
            CREATE TEMP TABLE whole AS
            SELECT a, b, run, sum(fresh) OVER (PARTITION BY a, b ORDER BY s) AS meeting FROM (
                SELECT *, CASE WHEN (s - lag(e) OVER (PARTITION BY a, b ORDER BY s)) * {TICK_S} < {m.apart_h * 3600} THEN 0 ELSE 1 END
                          AS fresh FROM kept)""")
        return con.execute(f"""
            {_summary("a, b")} FROM ticks JOIN whole USING (a, b, run) GROUP BY a, b, meeting
            HAVING (max(tick) - min(tick)) * {TICK_S} >= {m.whole_min * 60} ORDER BY a, b, since""").to_arrow_table()


def met(near: Rows, ships: set[int]) -> dict[int, list[tuple[int, int, int]]]:
    """Meetings of those ships, by ship: (since, until, the other); times in epoch seconds."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    for part in near.parts("a") if ships else ():
        wanted = pa.array(sorted(ships), part["a"].type)
        rows = part.filter(pc.or_(pc.is_in(part["a"], wanted), pc.is_in(part["b"], wanted)))
        for r in meetings(rows).select(["a", "b", "since", "until"]).to_pylist() if rows.num_rows else ():
            for own, other in ((r["a"], r["b"]), (r["b"], r["a"])):
                if own in ships:
                    found.setdefault(own, []).append((r["since"], r["until"], other))
    return found


def _over(near: pa.Table) -> "duckdb.DuckDBPyConnection":
    import duckdb  # slow to import, and needed for tracks alone

    con = duckdb.connect()
    con.execute("SET threads = 1")  # medians and means of the same rows in the same order: the same bytes
    con.register("ticks", _ticks(near))
    return con


def _ticks(near: pa.Table) -> pa.Table:
    """The rows in the order of pair and tick, with the number of the unbroken `run` that each is of, and from its second tick on the speed
    of either ship since the tick before (`kn_a`, `kn_b`)."""
    order = np.lexsort([near[c].to_numpy() for c in ("tick", "b", "a")])
    rows = near.take(pa.array(order))
    a, b, tick = (rows[c].to_numpy() for c in ("a", "b", "tick"))
    on = (np.diff(a, prepend=-1) == 0) & (np.diff(b, prepend=-1) == 0) & (np.diff(tick, prepend=-1) == 1)
    rows = rows.append_column("run", pa.array(np.cumsum(~on)))
    for side in "ab":
        lat, lon = (rows[f"{c}_{side}"].to_numpy() for c in ("lat", "lon"))
        km = sphere.km_between(np.roll(lat, 1), np.roll(lon, 1), lat, lon)
        rows = rows.append_column(f"kn_{side}", pa.array(km * (1000 / TICK_S / sphere.KN), mask=~on))
    return rows
