"""Where many ships lie: anchorages and queues that are on no map, told by the ships themselves."""

from collections import defaultdict
from math import dist

import pyarrow as pa

from inforce.base.steps import Step
from inforce.sea import sphere
from inforce.sea.buckets import BUCKET, CHAIN, TICK_S

# From a ship to those that make a queue with her. Global Fishing Watch leaves out 10 km about an anchorage; ships lie some kilometres about
# its middle, so that from 5 km on others are those of a port that two ships at sea are merely near.
ABOUT_KM = 5
MANY = 6  # others; the smallest queue that is called one. Five is still a convoy at a transfer, and stays an alert
_SIDE_KM = 5.0
_FAR_M = 7_000_000  # added to metres from the Earth's centre, so that none is negative
_HERE_KM = 1.0  # from one ten minutes to the last fix before: lying, or swinging at anchor
_LEAST = 6  # ten minutes of them: an hour

# Which ships lay for an hour or more in which cube, and where in the mean (metres from the centre of the Earth, and _FAR_M).
LYING = Step(
    "lying",
    f"""
    WITH still AS (
        SELECT mmsi, b, {sphere.lat_of("a")} AS lat, {sphere.lon_of("a")} AS lon, {sphere.lat_of("p")} AS plat, {sphere.lon_of("p")} AS plon
        FROM chain WHERE pb IS NOT NULL AND b - pb <= 6 AND b * {TICK_S} >= :since AND b * {TICK_S} < :until
    ), placed AS (
        SELECT mmsi, b, {sphere.num(sphere.RADIUS_KM)} * cos(radians(lat)) * cos(radians(lon)) AS x,
               {sphere.num(sphere.RADIUS_KM)} * cos(radians(lat)) * sin(radians(lon)) AS y,
               {sphere.num(sphere.RADIUS_KM)} * sin(radians(lat)) AS z
        FROM still
        WHERE abs(lat - plat) + abs({sphere.turn("(lon - plon)")}) * cos(radians(lat)) < {sphere.num(_HERE_KM / 111.2)}
    ), cubed AS (
        SELECT mmsi, b * {TICK_S} // 86400 AS day, {sphere.cell("x", "y", "z", _SIDE_KM)} AS place,
               {", ".join(f"CAST(floor({v} * 1000) AS BIGINT) + {_FAR_M} AS {v}" for v in "xyz")} FROM placed)
    SELECT place, mmsi, day, {", ".join(f"CAST(sum({v}) AS BIGINT) // count(*) AS {v}" for v in "xyz")}
    FROM cubed GROUP BY place, mmsi, day HAVING count(*) >= {_LEAST}
    """,
    (BUCKET, CHAIN),
)


_Point = tuple[float, float, float]


class Lying:
    """The rows of LYING, ready to be asked how many ships lay about a place."""

    def __init__(self, rows: pa.Table) -> None:
        self._by: dict[tuple[int, int, int, int], list[tuple[int, _Point]]] = defaultdict(list)
        columns = (rows[name].to_pylist() for name in ("mmsi", "day", "x", "y", "z"))
        for mmsi, day, *metres in zip(*columns, strict=True):
            x, y, z = ((v - _FAR_M) / 1000 for v in metres)
            self._by[int(x // ABOUT_KM), int(y // ABOUT_KM), int(z // ABOUT_KM), day].append((mmsi, (x, y, z)))

    def about(self, lat: float, lon: float, since: int, until: int) -> int:
        """How many ships lay within ABOUT_KM of the place on the days from since to until (epoch seconds)."""
        here = sphere.point(lat, lon)
        x, y, z = (int(v // ABOUT_KM) for v in here)
        days = range(since // 86400, until // 86400 + 1)
        cubes = ((x + i, y + j, z + k, d) for d in days for i in (-1, 0, 1) for j in (-1, 0, 1) for k in (-1, 0, 1))
        return len({m for c in cubes for m, there in self._by.get(c, ()) if dist(here, there) <= ABOUT_KM})
