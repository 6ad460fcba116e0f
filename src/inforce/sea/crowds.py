"""Where many ships lie: anchorages and queues that are on no map, told by the ships themselves."""

from collections import defaultdict

import pyarrow as pa

from inforce.base.steps import Step
from inforce.sea import sphere
from inforce.sea.buckets import BUCKET, CHAIN, TICK_S

ABOUT_KM = 10  # of a cube and its neighbours on every side: some 5 to 15 km from the ship
MANY = 6  # others; the smallest queue that is called one. Five is still a convoy at a transfer, and stays an alert
_SIDE_KM = 5.0
_HERE_KM = 1.0  # from one ten minutes to the last fix before: lying, or swinging at anchor
_LEAST = 6  # ten minutes of them: an hour

# Which ships lay for an hour or more in which cube.
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
    ), cubed AS (SELECT mmsi, b * {TICK_S} // 86400 AS day, {sphere.cell("x", "y", "z", _SIDE_KM)} AS place FROM placed)
    SELECT place, mmsi, day FROM cubed GROUP BY place, mmsi, day HAVING count(*) >= {_LEAST}
    """,
    (BUCKET, CHAIN),
)


class Lying:
    """The rows of LYING, ready to be asked how many ships lay about a place."""

    def __init__(self, rows: pa.Table) -> None:
        self._by: dict[tuple[int, int], set[int]] = defaultdict(set)
        for place, mmsi, day in zip(*(rows[name].to_pylist() for name in ("place", "mmsi", "day")), strict=True):
            self._by[place, day].add(mmsi)

    def about(self, lat: float, lon: float, since: int, until: int) -> int:
        """How many ships lay in the cube of the place and those next to it, on the days from since to until (epoch seconds)."""
        x, y, z = (v + 16384 for v in sphere.cell_of(lat, lon, _SIDE_KM))
        cubes = [((x + i) << 30) | ((y + j) << 15) | (z + k) for i in (-1, 0, 1) for j in (-1, 0, 1) for k in (-1, 0, 1)]
        return len({m for day in range(since // 86400, until // 86400 + 1) for c in cubes for m in self._by.get((c, day), ())})
