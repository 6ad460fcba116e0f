"""Land and its coast: Natural Earth's, scale 1 to 10 million (public domain), to some hundred metres; lakes and rivers are land.

coast.bin holds the rings of version 4's land, packed with zlib: the number of rings, the number of points of each, then longitudes
and latitudes of all points in five-hundredths of a degree, each ring's first as it is and the others as differences, zigzag, in
groups of seven bits.
"""

import zlib
from functools import cached_property
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from inforce.sea.sphere import RADIUS_KM

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_UNIT = 500  # of a degree
TILE = 4  # tiles to a degree, of those that lie wholly inland
_FAR_KM = 1_000.0
_KM = RADIUS_KM * np.pi / 180


class Land:
    """Asked where land is. It is read when first asked; every answer about the coast is to the nearest of its segments."""

    @cached_property
    def packed(self) -> bytes:
        """The bytes that all answers rest on."""
        return (files("inforce.sea") / "coast.bin").read_bytes()

    @cached_property
    def rings(self) -> list[Floats]:
        """Every outline and island as an array of (lon, lat) in degrees, closed."""
        numbers = _numbers(np.frombuffer(zlib.decompress(self.packed), np.uint8))
        n = int(numbers[0])
        lengths, rest = numbers[1 : n + 1], numbers[n + 1 :]
        steps = ((rest >> 1) ^ -(rest & 1)).reshape(2, -1)
        ends = np.cumsum(lengths)
        return [np.cumsum(steps[:, a:b], axis=1).T / _UNIT for a, b in zip(ends - lengths, ends, strict=True)]

    @cached_property
    def segments(self) -> Floats:
        """Every segment of the coast as lon, lat, lon, lat; where land is cut along the antimeridian there is no coast."""
        all_ = np.concatenate([np.hstack([r[:-1], r[1:]]) for r in self.rings])
        cut = (np.abs(all_[:, 0]) >= 179.99) & (np.abs(all_[:, 2]) >= 179.99)
        kept: Floats = all_[~cut & (all_[:, 1] > -89.9)]
        return kept

    @cached_property
    def _by_row(self) -> list[Floats]:
        """Segments of whole rings by the degrees of latitude that they cross, from the south pole on."""
        all_ = np.concatenate([np.hstack([r[:-1], r[1:]]) for r in self.rings])
        low = np.clip(np.floor(np.minimum(all_[:, 1], all_[:, 3])) + 90, 0, 179).astype(int)
        high = np.clip(np.floor(np.maximum(all_[:, 1], all_[:, 3])) + 90, 0, 179).astype(int)
        return [all_[(low <= row) & (high >= row)] for row in range(180)]

    def holds(self, lat: float, lon: float) -> bool:
        """Whether the point (degrees) is on land, by how often a line eastwards crosses the coast."""
        s = self._by_row[min(179, max(0, int(lat // 1) + 90))]
        across = (s[:, 1] > lat) != (s[:, 3] > lat)
        x0, y0, x1, y1 = s[across].T
        return bool(np.count_nonzero(x0 + (lat - y0) / (y1 - y0) * (x1 - x0) > lon) % 2)

    @cached_property
    def _by_square(self) -> dict[tuple[int, int], Ints]:
        """Numbers of segments by the square degrees that hold one of their ends."""
        s = self.segments
        ends = [(np.floor(s[:, i + 1]).astype(np.int64) + 90) * 360 + (np.floor(s[:, i]).astype(np.int64) + 180) % 360 for i in (0, 2)]
        other = np.flatnonzero(ends[0] != ends[1])
        keys, numbers = np.concatenate([ends[0], ends[1][other]]), np.concatenate([np.arange(len(s)), other])
        order = np.argsort(keys, kind="stable")
        squares, starts = np.unique(keys[order], return_index=True)
        parts = np.split(numbers[order], starts[1:])
        return {(k // 360 - 90, k % 360 - 180): part for k, part in zip(squares.tolist(), parts, strict=True)}

    def coast_km(self, lat: float, lon: float, far_km: float = _FAR_KM) -> float:
        """How far the nearest coast is, from land or sea, up to `far_km` (at most 1,000); inf beyond."""
        best = np.inf
        for reach in range(1, 12):
            near = self._near(lat, lon, reach)
            if len(near):
                best = min(best, float(to_segments(lat, lon, near).min()))
            if min(best, far_km) <= (reach - 0.99) * _KM or (reach > 9 and best < np.inf):
                break
        return best if best <= far_km else np.inf

    def _near(self, lat: float, lon: float, reach: int) -> Floats:
        """Segments with an end in the square degrees about the point, as many rows of them as `reach` on every side."""
        rows = range(int(lat // 1) - reach, int(lat // 1) + reach + 1)
        wide = min(180, int(np.ceil(reach / max(0.02, np.cos(np.radians(min(89.0, abs(lat) + reach)))))))
        columns = sorted({(int(lon // 1) + d + 180) % 360 - 180 for d in range(-wide, wide + 1)})
        found = [self._by_square[r, c] for r in rows for c in columns if (r, c) in self._by_square]
        return self.segments[np.unique(np.concatenate(found))] if found else np.empty((0, 4))

    @cached_property
    def inland(self) -> frozenset[int]:
        """Tiles of a quarter degree on land with no coast in them or in the eight about them, numbered as by `tile`: a ship is not there
        unless there is a lake or a river."""
        coast = np.zeros((180 * TILE, 360 * TILE), bool)
        s = self.segments
        for share in np.linspace(0, 1, 9):
            lon, lat = s[:, 0] + (s[:, 2] - s[:, 0]) * share, s[:, 1] + (s[:, 3] - s[:, 1]) * share
            coast[np.clip(((lat + 90) * TILE).astype(int), 0, 180 * TILE - 1), ((lon + 180) * TILE).astype(int) % (360 * TILE)] = True
        for axis in (0, 1):
            coast = coast | np.roll(coast, 1, axis) | np.roll(coast, -1, axis)
        rows, columns = np.nonzero(self._filled() & ~coast)
        return frozenset((rows * 360 * TILE + columns).tolist())

    def _filled(self) -> npt.NDArray[np.bool_]:
        """Which tiles have their middle on land: along each row of them, between one crossing of the coast and the next."""
        filled = np.zeros((180 * TILE, 360 * TILE), bool)
        middles = (np.arange(360 * TILE) + 0.5) / TILE - 180
        for row in range(180 * TILE):
            lat = (row + 0.5) / TILE - 90
            s = self._by_row[row // TILE]
            x0, y0, x1, y1 = s[(s[:, 1] > lat) != (s[:, 3] > lat)].T
            crossings = np.sort(x0 + (lat - y0) / (y1 - y0) * (x1 - x0))
            filled[row] = np.searchsorted(crossings, middles) % 2 == 1
        return filled


def tile(lat: str, lon: str) -> str:
    """SQL: the number of the quarter degree that holds a point in degrees; counted as by `Land.inland`."""
    return f"CAST(floor(({lat} + 90) * {TILE}) AS INTEGER) * {360 * TILE} + CAST(floor(({lon} + 180) * {TILE}) AS INTEGER)"


def _numbers(raw: npt.NDArray[np.uint8]) -> Ints:
    """Numbers written in groups of seven bits, the lowest first, the eighth bit set on all groups but the last."""
    last = np.flatnonzero(raw < 128)
    first = np.r_[0, last[:-1] + 1]
    value = np.zeros(len(last), np.int64)
    for k in range(int((last - first).max()) + 1):
        at = first + k
        inside = at <= last
        value[inside] |= (raw[at[inside]].astype(np.int64) & 127) << (7 * k)
    return value


def to_segments(lat: float, lon: float, s: Floats) -> Floats:
    """Kilometres to segments, on the plane that touches the sphere at the point."""
    scale = np.cos(np.radians(lat))
    x0, x1 = (((s[:, i] - lon + 180) % 360 - 180) * scale for i in (0, 2))
    y0, y1 = s[:, 1] - lat, s[:, 3] - lat
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy
    along = np.clip(-(x0 * dx + y0 * dy) / np.where(length == 0, 1, length), 0, 1)
    found: Floats = np.hypot(x0 + along * dx, y0 + along * dy) * _KM
    return found


LAND = Land()
