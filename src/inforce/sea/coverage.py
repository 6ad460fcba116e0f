"""Where a feed hears anybody at all, told by all ships heard: what lies beyond it says nothing of a ship that is not heard there.

A feed of one region ends somewhere, and ships sail out of it all day. A place is covered where somebody was heard near by, or on all
sides of it: outside the hull of all that was heard about it, nobody can tell silence from distance.
"""

from dataclasses import dataclass
from math import cos, radians

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from inforce.base.rows import Rows
from inforce.sea.sphere import RADIUS_KM

Floats = npt.NDArray[np.float64]

NEAR_KM = 5.0  # from where somebody was heard: between two ships of a thin lane
ABOUT_KM = 75.0  # what is looked at on all sides: about the reach of a coast station
_GRAIN = 50  # positions are kept to a fiftieth of a degree, each once a day
_DAYS = (-1, 0, 1)
_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Way:
    """Where a ship was last (or first) heard and how she went: degrees, epoch seconds, degrees an hour."""

    t: float
    lat: float
    lon: float
    north: float
    east: float

    def at(self, t: float) -> tuple[float, float]:
        """Where she is at that time, if she goes on, or came, as she went."""
        hours = (t - self.t) / 3600
        return max(-90.0, min(90.0, self.lat + self.north * hours)), (self.lon + self.east * hours + 180) % 360 - 180


class Coverage:
    """Asked whether a place was covered about some day; from the rows of the step `hour`. Best in the order of time: few days are held."""

    def __init__(self, hour: Rows) -> None:
        self._hour = hour
        self._days: dict[int, dict[int, Floats]] = {}
        self._found: dict[tuple[int, int, int], Floats] = {}

    def _places(self, day: int) -> dict[int, Floats]:
        """Where anybody was heard on a day: places by square degree (latitude in front)."""
        if day not in self._days:
            rows = self._hour.within("h", day * 24, day * 24 + 24)
            if len(self._days) > 8:
                self._days.clear()
            self._days[day] = _squares(rows) if rows.num_rows else {}
        return self._days[day]

    def holds(self, lat: float, lon: float, t: float) -> bool:
        """Whether, on that day or those next to it, somebody was heard within NEAR_KM, or on all sides within ABOUT_KM."""
        found = self._about(lat, lon, int(t // _DAY_S))
        if not len(found):
            return False
        k = np.pi / 180 * RADIUS_KM
        north, east = (found[:, 0] - lat) * k, ((found[:, 1] - lon + 180) % 360 - 180) * (k * cos(radians(lat)))
        away2 = north * north + east * east
        if away2.min() <= NEAR_KM**2:
            return True
        about = away2 <= ABOUT_KM**2
        bearings = np.sort(np.arctan2(east[about], north[about]))
        return len(bearings) > 2 and bool(np.max(np.diff(bearings, append=bearings[0] + 2 * np.pi)) < np.pi)

    def leaves(self, way: Way, times: list[float]) -> float | None:
        """The first of the times, in their order, at which the way is outside what is covered; None if it never is."""
        return next((t for t in times if not self.holds(*way.at(t), t)), None)

    def _about(self, lat: float, lon: float, day: int) -> Floats:
        """All places of the squares about the point, on the days about that one; a ship asks for the same ones hour after hour."""
        row, column = int(lat // 1), int(lon // 1)
        found = self._found.get((day, row, column))
        if found is None:
            wide = 1 if abs(row + 0.5) < 45 else 2 if abs(row + 0.5) < 70 else 6
            columns = sorted({(column + d + 180) % 360 for d in range(-wide, wide + 1)})
            squares = [r << 10 | c for r in range(row + 89, row + 92) for c in columns]
            days = [self._places(day + d) for d in _DAYS]
            parts = [held[k] for held in days for k in squares if k in held]
            if len(self._found) > 64:
                self._found.clear()
            found = self._found[day, row, column] = np.concatenate(parts) if parts else np.empty((0, 2))
        return found


def _squares(hour: pa.Table) -> dict[int, Floats]:
    lat, lon = (np.concatenate([hour[f"{c}0"].to_numpy(), hour[f"{c}1"].to_numpy()]) for c in ("lat", "lon"))
    north, east = (np.round(v * _GRAIN).astype(np.int64) + d * _GRAIN for v, d in ((lat, 90), (lon, 180)))
    # The square degree in front, then where in it: one sort of one number each.
    square = (north // _GRAIN << 10) | (east // _GRAIN)
    seen = np.sort((square << 12) | (north % _GRAIN << 6) | (east % _GRAIN))
    seen = seen[np.diff(seen, prepend=-1) != 0]
    starts = np.flatnonzero(np.diff(seen >> 12, prepend=-1))
    lats = (seen >> 22) - 90 + (seen >> 6 & 63) / _GRAIN
    lons = (seen >> 12 & 1023) - 180 + (seen & 63) / _GRAIN
    return dict(zip((seen[starts] >> 12).tolist(), np.split(np.stack([lats, lons], axis=1), starts[1:]), strict=True))
