"""A ship's positions as lines to draw: hops sailed, silent and impossible told apart, longitudes unwound, thinned to what a page bears."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from inforce.sea.jumps import LEAP_KM, LEAP_KN
from inforce.sea.sphere import KN, RADIUS_KM

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

SILENT_S = 3_600  # as in track.encounter: over a longer stretch nobody fills in positions
MOST = 4_000  # points drawn of one track
_KM = RADIUS_KM * np.pi / 180
SAILED, SILENT, LEPT = 0, 1, 2


@dataclass(frozen=True)
class Line:
    """What is drawn of one number's positions. `t` epoch seconds, `lat` and `lon` degrees, lon unwound and so beyond 180 where it
    crosses the antimeridian; `sog10` tenths of knots, -1 not known; `hops` says of each point but the first how it was reached: SAILED,
    SILENT (over an hour without a position between) or LEPT (no ship does that). `of` positions there were; none left out lies more
    than `off_km` from the line."""

    mmsi: int
    t: Ints
    lat: Floats
    lon: Floats
    sog10: Ints
    hops: Ints
    of: int
    off_km: float


def line(fixes: pa.Table, around: float | None = None, most: int = MOST) -> Line:
    """The positions (schema FIX) of one number in order of time, at most `most` of them. `around` is a longitude near which to begin."""
    order = np.lexsort([fixes[c].to_numpy() for c in ("lon5", "lat5", "t")])
    t, lat5, lon5 = (fixes[c].to_numpy().astype(np.int64)[order] for c in ("t", "lat5", "lon5"))
    sog = fixes["sog10"].fill_null(-1).to_numpy().astype(np.int64)[order]
    lat, lon = lat5 / 1e5, lon5 / 1e5
    hops = _hops(t, lat, lon)
    lon = _unwound(lon, hops, around)
    kept, off_km = thinned(lat, lon, _ends(hops), most)
    return Line(
        int(fixes["mmsi"][0].as_py()) if len(t) else 0,
        t[kept],
        lat[kept],
        lon[kept],
        sog[kept],
        _worst(hops, kept),
        len(t),
        off_km,
    )


def _hops(t: Ints, lat: Floats, lon: Floats) -> Ints:
    """How each position but the first was reached from the one before."""
    seconds, km = np.diff(t), _km(lat[:-1], lon[:-1], lat[1:], lon[1:])
    hops = np.where(seconds > SILENT_S, SILENT, SAILED)
    hops[(km > LEAP_KM) & (km * 1000 > LEAP_KN * KN * seconds)] = LEPT
    return hops


def _km(lat: Floats, lon: Floats, lat2: Floats, lon2: Floats) -> Floats:
    a, b = np.radians(lat), np.radians(lat2)
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(lon2 - lon) / 2) ** 2
    found: Floats = 2 * RADIUS_KM * np.arcsin(np.minimum(1, np.sqrt(half)))
    return found


def _unwound(lon: Floats, hops: Ints, around: float | None) -> Floats:
    """Longitudes that go on beyond 180 instead of springing to the other edge; after a leap they begin again near where all began."""
    if not len(lon):
        return lon
    first = lon[0] if around is None else near(float(lon[0]), around)
    turns = (np.diff(lon) + 180) % 360 - 180
    starts = np.r_[0, np.flatnonzero(hops == LEPT) + 1]
    run = np.repeat(np.arange(len(starts)), np.diff(np.r_[starts, len(lon)]))
    gone = np.r_[0, np.cumsum(turns)]
    base = first + ((lon[starts] - first + 180) % 360 - 180)
    found: Floats = base[run] + gone - gone[starts][run]
    return np.round(found, 5)


def near(lon: float, around: float) -> float:
    """The longitude, whole turns away, that lies within half a turn of `around`."""
    return round(around + ((lon - around + 180) % 360 - 180), 5)


def _ends(hops: Ints) -> Ints:
    """The points between which nothing but sailing lies: the first, the last, and both sides of every other hop."""
    cuts = np.flatnonzero(hops != SAILED)
    return np.unique(np.r_[0, cuts, cuts + 1, len(hops)])


def thinned(lat: Floats, lon: Floats, ends: Ints, most: int) -> tuple[Ints, float]:
    """Which points to draw, and how many kilometres off the line the worst of the others lies. Douglas and Peucker's way, the worst first:
    of all stretches the one whose points lie farthest off is split there, until there are `most`. The `ends` are kept, if they are
    not too many themselves."""
    if len(lat) <= most:
        return np.arange(len(lat)), 0.0
    given = ends if len(ends) <= most else np.array([0, len(lat) - 1])
    kept: set[int] = set(given.tolist())
    waiting: list[tuple[float, int, int, int]] = []
    for a, b in zip(given[:-1].tolist(), given[1:].tolist(), strict=True):
        _offer(waiting, lat, lon, a, b)
    while waiting and len(kept) < most:
        _, at, a, b = heapq.heappop(waiting)
        kept.add(at)
        _offer(waiting, lat, lon, a, at)
        _offer(waiting, lat, lon, at, b)
    return np.array(sorted(kept)), -waiting[0][0] if waiting else 0.0


def _offer(waiting: list[tuple[float, int, int, int]], lat: Floats, lon: Floats, a: int, b: int) -> None:
    if b - a > 1:
        off = _off_km(lat[a : b + 1], lon[a : b + 1])
        at = int(off.argmax())
        heapq.heappush(waiting, (-float(off[at]), a + at, a, b)) if off[at] > 0 else None


def _off_km(lat: Floats, lon: Floats) -> Floats:
    """How far the points lie from the straight line between the first and the last."""
    scale = np.cos(np.radians(lat[0]))
    x, y = (lon - lon[0]) * scale * _KM, (lat - lat[0]) * _KM
    length = x[-1] ** 2 + y[-1] ** 2
    along = np.clip((x * x[-1] + y * y[-1]) / length, 0, 1) if length else np.zeros(len(x))
    off: Floats = np.hypot(x - along * x[-1], y - along * y[-1])
    off[[0, -1]] = 0
    return off


def _worst(hops: Ints, kept: Ints) -> Ints:
    """Of the hops from one drawn point to the next, the least certain."""
    return np.maximum.reduceat(hops, kept[:-1]) if len(kept) > 1 else np.empty(0, np.int64)


def lines(fixes: pa.Table, ships: Sequence[int], most: int = MOST) -> list[Line]:
    """A line for each of the numbers that has positions; they lie in one another's neighbourhood, whole turns aside."""
    found: list[Line] = []
    mmsi = fixes["mmsi"].to_numpy()
    for ship in ships:
        own = fixes.filter(pa.array(mmsi == ship))
        if own.num_rows:
            found.append(line(own, float(found[0].lon[0]) if found else None, max(2, most // len(ships))))
    return found
