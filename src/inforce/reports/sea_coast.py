"""The coast for a picture: fine where something is drawn, coarse elsewhere, so that a page bears the whole world."""

from functools import cache

import numpy as np
import numpy.typing as npt

from inforce.sea.land import LAND

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

UNIT = 500  # of a degree: what coordinates are counted in, as they lie in the package
COARSE = 0.1  # degrees that a coast far from everything may be off
FINE = (0.0, 0.004, 0.01, 0.02, 0.04)  # and one that is near, as much as the page can bear
MOST = 24_000  # points of the coast on a page


def coast(lat: Floats, lon: Floats, most: int = MOST) -> list[list[int]]:
    """Outlines of land, each as first longitude and latitude and then steps, in five-hundredths of a degree. Within a degree or two of
    the points given they are as fine as `most` points in all allow."""
    xy, starts = _vertices()
    close = _squares(lat, lon)[_square(xy[:, 1], xy[:, 0])]
    for tolerance in FINE:
        kept = _coarse() | (close & _kept(tolerance))
        if np.count_nonzero(kept) <= most:
            break
    rings = (xy[a:b][kept[a:b]] for a, b in zip(starts, [*starts[1:], len(xy)], strict=True))
    return [_steps(ring) for ring in rings if len(ring) > 3]


def _steps(ring: Floats) -> list[int]:
    """From point to point; an island on the antimeridian goes on beyond it. Antarctica alone reaches from edge to edge, along the pole."""
    whole = np.rint(ring * UNIT).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), np.int64))
    if ring[:, 1].min() > -85:
        steps[1:, 0] = (steps[1:, 0] + 180 * UNIT) % (360 * UNIT) - 180 * UNIT
        middle = np.cumsum(steps[:, 0]).mean() / UNIT
        steps[0, 0] -= 360 * UNIT * int(np.floor((middle + 180) / 360))
    return [int(step) for step in steps.ravel()]


def _square(lat: Floats, lon: Floats) -> Ints:
    """The number of the square degree that holds each point."""
    row = np.clip(np.floor(lat) + 90, 0, 179).astype(np.int64)
    found: Ints = row * 360 + np.floor(lon + 180).astype(np.int64) % 360
    return found


def _squares(lat: Floats, lon: Floats) -> Flags:
    """Which square degrees hold one of the points, or lie next to one that does; nearer the poles more of them."""
    held = np.zeros((180, 360), bool)
    held.reshape(-1)[np.unique(_square(lat, lon))] = True
    for row in np.flatnonzero(held.any(axis=1)):
        wide = min(60, int(np.ceil(1 / max(0.02, np.cos(np.radians(row - 89.5))))))
        held[row] = np.any([np.roll(held[row], d) for d in range(-wide, wide + 1)], axis=0)
    up, down = np.zeros_like(held), np.zeros_like(held)
    up[1:], down[:-1] = held[:-1], held[1:]
    found: Flags = (held | up | down).reshape(-1)
    return found


@cache
def _vertices() -> tuple[Floats, list[int]]:
    """All points of all outlines as (lon, lat), and where each outline begins."""
    lengths = [len(r) for r in LAND.rings]
    return np.concatenate(LAND.rings), np.r_[0, np.cumsum(lengths)[:-1]].tolist()


@cache
def _kept(tolerance: float) -> Flags:
    """The points that stay when a coast may be about that many degrees off: time and again, of every few neighbours the one that lies
    nearest to the line between those beside it goes, as long as it lies nearer than that."""
    xy, starts = _vertices()
    fixed = np.zeros(len(xy), bool)
    fixed[starts] = True
    fixed[[*(s - 1 for s in starts[1:]), len(xy) - 1]] = True
    left = np.arange(len(xy))
    while tolerance:
        off = np.where(fixed[left], np.inf, _off(xy[left]))
        before, after = np.r_[np.inf, off[:-1]], np.r_[off[1:], np.inf]
        gone = (off < tolerance) & (off <= before) & (off < after)
        if not gone.any():
            break
        left = left[~gone]
    found = np.zeros(len(xy), bool)
    found[left] = True
    return found


@cache
def _coarse() -> Flags:
    """The points that are always drawn; islands smaller than can be seen from afar have none."""
    xy, starts = _vertices()
    kept = _kept(COARSE).copy()
    for a, b in zip(starts, [*starts[1:], len(xy)], strict=True):
        if np.ptp(xy[a:b], axis=0).max() < 2 * COARSE:
            kept[a:b] = False
    return kept


def _off(xy: Floats) -> Floats:
    """How far each point lies from the line between those beside it, in degrees of latitude."""
    scale = np.cos(np.radians(np.clip(xy[1:-1, 1], -85, 85)))
    ax, ay = (xy[1:-1, 0] - xy[:-2, 0]) * scale, xy[1:-1, 1] - xy[:-2, 1]
    bx, by = (xy[2:, 0] - xy[:-2, 0]) * scale, xy[2:, 1] - xy[:-2, 1]
    length = np.hypot(bx, by)
    off = np.where(length > 0, np.abs(ax * by - ay * bx) / np.where(length > 0, length, 1), np.hypot(ax, ay))
    found: Floats = np.r_[np.inf, off, np.inf]
    return found


def near_points(lat: Floats, lon: Floats, of_lat: Floats, of_lon: Floats) -> Flags:
    """Which of the second points lie in the square degree of one of the first, or next to it."""
    return _squares(lat, lon)[_square(of_lat, of_lon)]
