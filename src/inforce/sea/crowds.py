"""Where many ships lie: anchorages and queues that are on no map, told by the ships themselves."""

from collections import defaultdict
from math import dist

from inforce.base.rows import Rows
from inforce.base.steps import Step
from inforce.sea import sphere
from inforce.sea.buckets import BUCKET, CHAIN, TICK_S

# From a ship to those that make a queue with her. Global Fishing Watch leaves out 10 km about an anchorage; ships lie some kilometres about
# its middle, so that from 5 km on others are those of a port that two ships at sea are merely near.
ABOUT_KM = 5
MANY = 6  # others; the smallest queue that is called one. Five is still a convoy at a transfer, and stays an alert
_SIDE_KM = 5.0
_FAR_M = 7_000_000  # added to metres from the Earth's centre, so that none is negative
_HERE_KM = 1.0  # from the last fix of one ten minutes to that of the next: lying, or swinging at anchor
_LEAST = 6  # ten minutes of them: an hour
_HELD = 200_000  # rows of days that are held

# Which ships lay for an hour or more in which cube, and where in the mean (metres from the centre of the Earth, and _FAR_M).
LYING = Step(
    "lying",
    f"""
    WITH still AS (
        SELECT mmsi, b, {sphere.lat_of("a")} AS lat, {sphere.lon_of("a")} AS lon,
               {sphere.lat_of("p")} AS plat, {sphere.lon_of("p")} AS plon, {sphere.lat_of("z")} AS zlat, {sphere.lon_of("z")} AS zlon
        FROM chain WHERE pb IS NOT NULL AND b - pb <= 6 AND b * {TICK_S} >= :since AND b * {TICK_S} < :until
              AND abs({sphere.lat5_of("z")} - {sphere.lat5_of("p")}) <= {_HERE_KM / 111.2 * 1e5:.0f}
    ), placed AS (
        SELECT mmsi, b, {sphere.num(sphere.RADIUS_KM)} * cos(radians(lat)) * cos(radians(lon)) AS x,
               {sphere.num(sphere.RADIUS_KM)} * cos(radians(lat)) * sin(radians(lon)) AS y,
               {sphere.num(sphere.RADIUS_KM)} * sin(radians(lat)) AS z
        FROM still
        WHERE abs(zlat - plat) + abs({sphere.turn("(zlon - plon)")}) * cos(radians(lat)) < {sphere.num(_HERE_KM / 111.2)}
    ), cubed AS (
        SELECT mmsi, b * {TICK_S} // 86400 AS day, {sphere.cell("x", "y", "z", _SIDE_KM)} AS place,
               {", ".join(f"CAST(floor({v} * 1000) AS BIGINT) + {_FAR_M} AS {v}" for v in "xyz")} FROM placed)
    SELECT place, mmsi, day, {", ".join(f"CAST(sum({v}) AS BIGINT) // count(*) AS {v}" for v in "xyz")}
    FROM cubed GROUP BY place, mmsi, day HAVING count(*) >= {_LEAST}
    """,
    (BUCKET, CHAIN),
)


_Point = tuple[float, float, float]
_Cubes = dict[tuple[int, int, int], list[tuple[int, _Point]]]


class Lying:
    """The rows of LYING, ready to be asked how many ships lay about a place: best in the order of time, for a few days are held."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._days: dict[int, _Cubes] = {}
        self._held = 0

    def about(self, lat: float, lon: float, since: int, until: int) -> int:
        """How many ships lay within ABOUT_KM of the place on the days from since to until (epoch seconds)."""
        here = sphere.point(lat, lon)
        x, y, z = (int(v // ABOUT_KM) for v in here)
        cubes = [(x + i, y + j, z + k) for i in (-1, 0, 1) for j in (-1, 0, 1) for k in (-1, 0, 1)]
        days = (self._day(d) for d in range(since // 86400, until // 86400 + 1))
        return len({m for day in days for c in cubes if c in day for m, there in day[c] if dist(here, there) <= ABOUT_KM})

    def _day(self, number: int) -> _Cubes:
        if number not in self._days:
            if self._held > _HELD:
                self._days.clear()
                self._held = 0
            rows = self._rows.within("day", number, number + 1)
            by: _Cubes = defaultdict(list)
            for mmsi, *metres in zip(*(rows[c].to_pylist() for c in ("mmsi", "x", "y", "z")), strict=True) if rows.num_rows else ():
                x, y, z = ((v - _FAR_M) / 1000 for v in metres)
                by[int(x // ABOUT_KM), int(y // ABOUT_KM), int(z // ABOUT_KM)].append((mmsi, (x, y, z)))
            self._days[number] = by
            self._held += rows.num_rows
        return self._days[number]
