"""Ships that dawdle: hours in which hardly any way is made, one after the other.

After Global Fishing Watch's pipe-loitering (Apache-2.0): hours of the clock in which the sum of metres over the sum of hours is
below 2 knots, joined where they follow each other. Changed: a silent hour ends a stretch, and days do not.
"""

from dataclasses import dataclass

import pyarrow as pa

from inforce.base.steps import Step
from inforce.sea import sphere
from inforce.sea.buckets import BUCKET, CHAIN, TICK_S

SLOW_KN = 2.0  # GFW's
NEXT_KM = 20.0  # from one hour to the next: further only by a leap
LEAST_H = 4  # GFW's study of carriers
_T0, _T1 = f"(pb * {TICK_S} + {sphere.seconds_of('p')})", f"(b * {TICK_S} + {sphere.seconds_of('a')})"
_TZ = f"(b * {TICK_S} + {sphere.seconds_of('z')})"

# The slow hours of the core: way made between fixes no further apart than an hour, against the time between them.
SLOW_HOUR = Step(
    "slow_hour",
    f"""
    WITH leg AS (
        SELECT mmsi, b // 6 AS h, n, {_TZ} - {_T0} AS seconds, {sphere.lat_of("p")} AS plat, {sphere.lon_of("p")} AS plon,
               {sphere.lat_of("a")} AS lat, {sphere.lon_of("a")} AS lon, {sphere.lat_of("z")} AS zlat, {sphere.lon_of("z")} AS zlon
        FROM chain WHERE pb IS NOT NULL AND {_T1} - {_T0} <= 3600 AND b * {TICK_S} >= :since AND b * {TICK_S} < :until
    ), near AS (
        SELECT * FROM leg WHERE abs(zlat - plat) * 111.2 <= {sphere.num(SLOW_KN * 1.852 * 2)}
    )
    SELECT mmsi, h, CAST(sum(n) AS INTEGER) AS n, CAST(sum(seconds) AS INTEGER) AS seconds, sum(metres) AS metres, avg(lat) AS lat,
           avg(cos(radians(lon))) AS lon_x, avg(sin(radians(lon))) AS lon_y
    FROM (SELECT *, ({sphere.km("plat", "plon", "lat", "lon")} + {sphere.km("lat", "lon", "zlat", "zlon")}) * 1000 AS metres
          FROM near) AS legs
    GROUP BY mmsi, h HAVING sum(seconds) >= 1800 AND sum(metres) < {sphere.num(SLOW_KN * sphere.KN)} * sum(seconds)
    """,
    (BUCKET, CHAIN),
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Slow hours in a row: hours of the clock since <= h < until (hours since the epoch), mean position in degrees, mean speed."""

    mmsi: int
    since: int
    until: int
    lat: float
    lon: float
    speed_kn: float
    fixes: int


def stretches(slow_hour: pa.Table, least_h: int = LEAST_H) -> list[Stretch]:
    """Slow hours of a ship joined where they follow each other, from `least_h` on; ordered by ship and time."""
    import duckdb  # slow to import, and needed for tracks alone

    with duckdb.connect() as con:
        con.execute("SET threads = 1")
        con.register("slow_hour", slow_hour)
        rows = con.execute(f"""
            WITH hour AS (
                SELECT *, degrees(atan2(lon_y, lon_x)) AS lon, lag(h) OVER w AS ph, lag(lat) OVER w AS plat,
                       degrees(atan2(lag(lon_y) OVER w, lag(lon_x) OVER w)) AS plon
                FROM slow_hour WINDOW w AS (PARTITION BY mmsi ORDER BY h)
            ), island AS (
                SELECT *, sum(CASE WHEN ph = h - 1 AND {sphere.km("plat", "plon", "lat", "lon")} <= {sphere.num(NEXT_KM)} THEN 0 ELSE 1 END)
                       OVER (PARTITION BY mmsi ORDER BY h) AS i FROM hour)
            SELECT mmsi, min(h), max(h) + 1, avg(lat), degrees(atan2(avg(lon_y), avg(lon_x))),
                   sum(metres) / sum(seconds) / {sphere.num(sphere.KN)}, CAST(sum(n) AS BIGINT)
            FROM (SELECT * FROM island ORDER BY mmsi, h) AS ordered
            GROUP BY mmsi, i HAVING count(*) >= {least_h} ORDER BY mmsi, min(h)""").fetchall()
    return [Stretch(*row) for row in rows]
