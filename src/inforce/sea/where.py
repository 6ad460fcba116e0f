"""Where ships were at some time, from their hours: what checks need that do not look at positions themselves."""

from bisect import bisect_left
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from inforce.base.rows import Rows
from inforce.sea.land import LAND
from inforce.sea.places import Atlas

NEAR_S = 10_800  # a position that far from a time still says where she was
COAST_KM = 2.0  # nearer than this she may lie in a harbour that is on no list
_ENDS = ("mmsi", "t0", "lat0", "lon0", "t1", "lat1", "lon1")

Seen = tuple[int, float, float]


class Where:
    """First and last fixes of every hour: (epoch seconds, lat, lon). Ships are best asked about in the order of their numbers, for those
    of a range are held at once; but for `at_random`, which are held all along."""

    def __init__(self, hour: Rows, at_random: Iterable[int] = ()) -> None:
        self._hour = hour
        self._cuts = hour.cuts("mmsi")
        self._random = set(at_random)
        self._always = _Fixes(hour.among("mmsi", self._random))
        self._range, self._some = (0, 0), _Fixes(hour.within("mmsi", 0, 0))
        self._last: tuple[int, list[Seen]] = (0, [])

    def at(self, mmsi: int, t: int, within_s: int = NEAR_S) -> Seen | None:
        """The fix nearest in time; None where there is none within that many seconds."""
        seen = self._seen(mmsi)
        i = bisect_left(seen, (t, -91.0, -181.0))
        found = [s for s in seen[max(0, i - 1) : i + 1] if abs(s[0] - t) <= within_s]
        return min(found, key=lambda s: (abs(s[0] - t), s[0]), default=None)

    def between(self, mmsi: int, since: int, until: int) -> list[Seen]:
        """The fixes of since <= t <= until, in order."""
        seen = self._seen(mmsi)
        return seen[bisect_left(seen, (since, -91.0, -181.0)) : bisect_left(seen, (until + 1, -91.0, -181.0))]

    def _seen(self, mmsi: int) -> list[Seen]:
        if self._last[0] != mmsi:
            self._last = (mmsi, (self._always if mmsi in self._random else self._about(mmsi)).of(mmsi))
        return self._last[1]

    def _about(self, mmsi: int) -> "_Fixes":
        if not self._range[0] <= mmsi < self._range[1]:
            self._range = next((c for c in self._cuts if c[0] <= mmsi < c[1]), (mmsi, mmsi + 1))
            self._some = _Fixes(self._hour.within("mmsi", *self._range))
        return self._some


class _Fixes:
    """Both ends of hours, by ship and time."""

    def __init__(self, hour: pa.Table) -> None:
        mmsi, *ends = (hour[c].to_numpy() if hour.num_rows else np.empty(0) for c in _ENDS)
        both = [np.concatenate(v) for v in ((mmsi, mmsi), *zip(ends[:3], ends[3:], strict=True))]
        order = np.lexsort(both[::-1])
        self._columns: list[npt.NDArray[np.float64]] = [v[order] for v in both]

    def of(self, mmsi: int) -> list[Seen]:
        """Those of one ship, each once."""
        low, high = np.searchsorted(self._columns[0], (mmsi, mmsi + 1))
        return list(dict.fromkeys(zip(*(v[low:high].tolist() for v in self._columns[1:]), strict=True)))


def in_port(atlas: Atlas, lat: float, lon: float) -> bool:
    """Whether the point is in a port's circle, or so near a coast that it may be a harbour that is on no list."""
    return bool(atlas.at(lat, lon, "port")) or LAND.coast_km(lat, lon, COAST_KM) <= COAST_KM
