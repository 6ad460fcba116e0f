"""Where a feed hears anybody at all, told by all ships heard: what lies beyond it says nothing of a ship that is not heard there.

A feed of one region ends somewhere, and ships sail out of it all day. A place is covered where somebody was heard near by, or on all
sides of it: outside the hull of all that was heard about it, nobody can tell silence from distance.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from inforce.sea.sphere import RADIUS_KM

Floats = npt.NDArray[np.float64]

NEAR_KM = 5.0  # from where somebody was heard: between two ships of a thin lane
ABOUT_KM = 75.0  # what is looked at on all sides: about the reach of a coast station
_SIDE_DEG = 1.0
_GRAIN = 50  # positions are kept to a fiftieth of a degree, each once a day
_DAYS = (-1, 0, 1)


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
    """Asked whether a place was covered about some day; from the rows of the step `hour`."""

    def __init__(self, hour: pa.Table) -> None:
        columns = [np.concatenate([hour[f"{c}0"].to_numpy(), hour[f"{c}1"].to_numpy()]) for c in ("t", "lat", "lon")]
        day, lat, lon = columns[0] // 86_400, np.round(columns[1] * _GRAIN), np.round(columns[2] * _GRAIN)
        seen = np.unique(np.stack([day, lat, lon], axis=1).astype(np.int64), axis=0)
        self._places: dict[tuple[int, int, int], Floats] = {}
        lats, lons = seen[:, 1] / _GRAIN, seen[:, 2] / _GRAIN
        keys = np.stack([seen[:, 0], np.floor(lats / _SIDE_DEG), np.floor(lons / _SIDE_DEG)], axis=1).astype(np.int64)
        order = np.lexsort(keys.T[::-1])
        cuts = np.flatnonzero(np.any(np.diff(keys[order], axis=0) != 0, axis=1)) + 1
        for part in (p for p in np.split(order, cuts) if len(p)):
            self._places[tuple(keys[part[0]].tolist())] = np.stack([lats[part], lons[part]], axis=1)

    def holds(self, lat: float, lon: float, t: float) -> bool:
        """Whether, on that day or those next to it, somebody was heard within NEAR_KM, or on all sides within ABOUT_KM."""
        found = self._about(lat, lon, int(t // 86_400))
        if not len(found):
            return False
        k = np.pi / 180 * RADIUS_KM
        north, east = (found[:, 0] - lat) * k, ((found[:, 1] - lon + 180) % 360 - 180) * k * np.cos(np.radians(lat))
        away = np.hypot(north, east)
        if away.min() <= NEAR_KM:
            return True
        bearings = np.sort(np.arctan2(east, north)[away <= ABOUT_KM])
        return len(bearings) > 2 and bool(np.max(np.diff(bearings, append=bearings[0] + 2 * np.pi)) < np.pi)

    def leaves(self, way: Way, times: list[float]) -> float | None:
        """The first of the times, in their order, at which the way is outside what is covered; None if it never is."""
        return next((t for t in times if not self.holds(*way.at(t), t)), None)

    def _about(self, lat: float, lon: float, day: int) -> Floats:
        wide = 1 if abs(lat) < 45 else 2 if abs(lat) < 70 else 6
        rows = range(int(lat // _SIDE_DEG) - 1, int(lat // _SIDE_DEG) + 2)
        columns = {(int(lon // _SIDE_DEG) + d + 180) % 360 - 180 for d in range(-wide, wide + 1)}
        keys = ((day + d, r, c) for d in _DAYS for r in rows for c in sorted(columns))
        found = [self._places[k] for k in keys if k in self._places]
        return np.concatenate(found) if found else np.empty((0, 2))
