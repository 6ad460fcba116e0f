"""Where many ships lie: anchorages and queues that are on no map, told by the ships themselves."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

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
_HERE_KM = 1.0  # from one ten minutes to the last fix before: lying, or swinging at anchor
_LEAST = 6  # ten minutes of them: an hour
_HELD = 1_000_000  # rows of days that are held

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


@dataclass(frozen=True)
class _Day:
    """Ships that lay on a day, in the order of their cubes: the cube's number, the ship, and km from the Earth's centre."""

    cube: npt.NDArray[np.int64]
    mmsi: npt.NDArray[np.int64]
    at: npt.NDArray[np.float64]


class Lying:
    """The rows of LYING, ready to be asked how many ships lay about a place: best in the order of time, for a few days are held."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._days: dict[int, _Day] = {}

    def about(self, lat: float, lon: float, since: int, until: int) -> int:
        """How many ships lay within ABOUT_KM of the place on the days from since to until (epoch seconds)."""
        here = sphere.point(lat, lon)
        x, y, z = (int(v // ABOUT_KM) for v in here)
        rows = _number(*(np.array(v) for v in zip(*((x + i, y + j, z) for i in (-1, 0, 1) for j in (-1, 0, 1)), strict=True)))
        found: set[int] = set()
        for number in range(since // 86400, until // 86400 + 1):
            day = self._day(number)
            for low, high in zip(np.searchsorted(day.cube, rows - 1), np.searchsorted(day.cube, rows + 1, "right"), strict=True):
                if low < high:
                    away = day.at[low:high] - here
                    found.update(day.mmsi[low:high][np.einsum("ij,ij->i", away, away) <= ABOUT_KM**2].tolist())
        return len(found)

    def _day(self, number: int) -> _Day:
        if number not in self._days:
            rows = self._rows.within("day", number, number + 1)
            metres = [rows[v].to_numpy() for v in "xyz"] if rows.num_rows else [np.empty(0, np.int64)] * 3
            at = (np.stack(metres, axis=1) - _FAR_M) / 1000
            cube = _number(*np.floor(at // ABOUT_KM).astype(np.int64).T)
            order = np.argsort(cube, kind="stable")
            mmsi = rows["mmsi"].to_numpy().astype(np.int64) if rows.num_rows else metres[0]
            while self._days and sum(len(d.cube) for d in self._days.values()) > _HELD:
                del self._days[next(iter(self._days))]
            self._days[number] = _Day(cube[order], mmsi[order], at[order])
        return self._days[number]


def _number(x: npt.NDArray[np.int64], y: npt.NDArray[np.int64], z: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """A cube as one number, neighbours along z next to each other."""
    return (x + 4096) << 26 | (y + 4096) << 13 | (z + 4096)
