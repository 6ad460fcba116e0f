"""Where ships were at some time, from their hours: what checks need that do not look at positions themselves."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from inforce.sea.land import LAND
from inforce.sea.places import Atlas

NEAR_S = 10_800  # a position that far from a time still says where she was
COAST_KM = 2.0  # nearer than this she may lie in a harbour that is on no list

Seen = tuple[int, float, float]


class Where:
    """First and last fixes of every hour, of the ships asked about: (epoch seconds, lat, lon)."""

    def __init__(self, hour: pa.Table, ships: Iterable[int]) -> None:
        own = hour.filter(pc.is_in(hour["mmsi"], pa.array(sorted(set(ships)), hour["mmsi"].type)))
        seen: dict[int, set[Seen]] = defaultdict(set)
        columns = ("mmsi", "t0", "lat0", "lon0", "t1", "lat1", "lon1")
        for mmsi, t0, lat0, lon0, t1, lat1, lon1 in zip(*(own[c].to_pylist() for c in columns), strict=True):
            seen[mmsi] |= {(t0, lat0, lon0), (t1, lat1, lon1)}
        self._seen = {m: sorted(s) for m, s in seen.items()}

    def at(self, mmsi: int, t: int, within_s: int = NEAR_S) -> Seen | None:
        """The fix nearest in time; None where there is none within that many seconds."""
        seen = self._seen.get(mmsi, [])
        i = bisect_left(seen, (t, -91.0, -181.0))
        found = [s for s in seen[max(0, i - 1) : i + 1] if abs(s[0] - t) <= within_s]
        return min(found, key=lambda s: (abs(s[0] - t), s[0]), default=None)

    def between(self, mmsi: int, since: int, until: int) -> list[Seen]:
        """The fixes of since <= t <= until, in order."""
        seen = self._seen.get(mmsi, [])
        return seen[bisect_left(seen, (since, -91.0, -181.0)) : bisect_left(seen, (until + 1, -91.0, -181.0))]


def in_port(atlas: Atlas, lat: float, lon: float) -> bool:
    """Whether the point is in a port's circle, or so near a coast that it may be a harbour that is on no list."""
    return bool(atlas.at(lat, lon, "port")) or LAND.coast_km(lat, lon, COAST_KM) <= COAST_KM
