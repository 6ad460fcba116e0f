"""Areas at sea by distance from the coast, and zones that the user brings, each named with who claims it: never a boundary of ours.

The coast of the DPRK is Natural Earth's between the mouths of the Amnok and the Imjin in the west and from the military demarcation line to
the mouth of the Tuman in the east, cut by hand. It is a distance and no claim: whose waters they are is not said.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from inforce.base.errors import InputError
from inforce.base.places import countries, country
from inforce.sea.land import LAND, to_segments

Floats = npt.NDArray[np.float64]

NEAR_KM = 22.224  # 12 nautical miles, the breadth that the law of the sea allows for a territorial sea (UNCLOS article 3)
_WEST, _EAST = (37.6, 40.0, 124.15, 126.75), (38.615, 42.4, 127.0, 130.7)  # lat and lon from and to
_SOUTHERN = ((37.0, 38.0, 124.0, 124.9), (37.0, 37.72, 125.5, 125.85), (37.0, 37.83, 126.1, 127.0))  # islands and shores not theirs
BOX = (37.0, 43.0, 123.5, 131.5)  # holds all that is within NEAR_KM of it


@dataclass(frozen=True)
class Zone:
    """An area that somebody brought: what it is called, who claims it (alpha-2), its outer and inner rings of (lon, lat) in degrees, each
    closed, and where it was read."""

    name: str
    claimant: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    source: str

    @property
    def digest(self) -> str:
        """Says what it is."""
        return hashlib.sha256(repr((self.name, self.claimant, self.rings)).encode()).hexdigest()

    @property
    def claimed_by(self) -> str:
        """Its claimant in words."""
        return countries().get(self.claimant, self.claimant)

    def holds(self, lat: Floats, lon: Floats) -> npt.NDArray[np.bool_]:
        """Which of the points lie in it: by how often a line eastwards crosses its rings."""
        inside = np.zeros(len(lat), bool)
        for ring in self.rings:
            for (x0, y0), (x1, y1) in pairwise(ring):
                if y0 != y1:
                    inside ^= ((y0 > lat) != (y1 > lat)) & (lon < x0 + (lat - y0) / (y1 - y0) * (x1 - x0))
        return inside


def read_zones(text: str, source: str) -> tuple[Zone, ...]:
    """The zones of a GeoJSON file in degrees (WGS 84): polygons, each with the properties `name` and `claimant` (a State's code or name).
    Raises InputError for anything else."""
    try:
        features = [(f["properties"] or {}, f["geometry"] or {}) for f in json.loads(text)["features"]]
    except (ValueError, KeyError, TypeError) as e:
        raise InputError(f"{source} is no GeoJSON FeatureCollection ({e}). Save the zones as one.") from e
    return tuple(_zone(*f, n, source) for n, f in enumerate(features, 1))


def _zone(said: dict[str, Any], shape: dict[str, Any], n: int, source: str) -> Zone:
    claimant = country(str(said.get("claimant") or ""))
    if not said.get("name") or not said.get("claimant"):
        raise InputError(
            f"{source}, feature {n}: a zone needs the properties `name` and `claimant`, the State that claims it; it has {sorted(said)}. "
            "Add them: no zone is shown without saying whose claim it is."
        )
    if not claimant:
        raise InputError(f"{source}, feature {n}: the claimant {said['claimant']!r} is no State known here. Write its ISO 3166 code.")
    if shape.get("type") not in ("Polygon", "MultiPolygon"):
        raise InputError(f"{source}, feature {n}: {shape.get('type')} is no area. Bring a Polygon or MultiPolygon in degrees.")
    try:
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        rings = tuple(tuple((float(p[0]), float(p[1])) for p in ring) for polygon in polygons for ring in polygon)
    except (KeyError, TypeError, IndexError, ValueError) as e:
        raise InputError(f"{source}, feature {n}: coordinates that are none ({e!r}). Save the zone as GeoJSON.") from e
    if not all(abs(x) <= 180 and abs(y) <= 90 for ring in rings for x, y in ring):
        raise InputError(f"{source}, feature {n}: coordinates beyond 180 or 90. Bring degrees of WGS 84, longitude first.")
    return Zone(str(said["name"]), claimant, rings, source)


@cache
def _dprk_coast() -> Floats:
    """Segments (lon, lat, lon, lat) of the coast of the DPRK."""
    s = LAND.segments
    lon, lat = (s[:, 0] + s[:, 2]) / 2, (s[:, 1] + s[:, 3]) / 2

    def inside(box: Sequence[float]) -> npt.NDArray[np.bool_]:
        held: npt.NDArray[np.bool_] = (lat >= box[0]) & (lat <= box[1]) & (lon >= box[2]) & (lon <= box[3])
        return held

    west = inside(_WEST) & (lon >= 124.15 + (lat - 39.6) / 2) & ~np.any([inside(b) for b in _SOUTHERN], axis=0)
    found: Floats = s[west | inside(_EAST)]
    return found


@cache
def _tiles() -> frozenset[tuple[int, int]]:
    """Quarter degrees in reach of that coast."""
    ends = np.floor(_dprk_coast()[:, :2] * 4).astype(int).tolist()
    return frozenset((x + i, y + j) for x, y in ends for i in (-2, -1, 0, 1, 2) for j in (-1, 0, 1))


def off_dprk_km(lat: float, lon: float) -> float:
    """How far the coast of the DPRK is, where it is the nearest and within NEAR_KM; else inf."""
    if (int(lon * 4 // 1), int(lat * 4 // 1)) not in _tiles():
        return float("inf")
    km = float(to_segments(lat, lon, _dprk_coast()).min())
    return km if km <= NEAR_KM and km <= LAND.coast_km(lat, lon, NEAR_KM) + 0.1 else float("inf")
