"""Of ships that were near each other: whether they also sail together, and whether their fixes are fine enough to tell."""

from inforce.base.steps import Step
from inforce.sea import sphere
from inforce.sea.buckets import BUCKET, CHAIN, TICK_S
from inforce.sea.pairs import GFW, NEAR, Meeting, grid

_DAY = 86_400 // TICK_S

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
