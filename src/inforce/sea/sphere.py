"""Distances on the sphere, in Python and as SQL; no plane degrees, so that the antimeridian and the poles are places like others.

The sphere has a radius of 6,371 km (Global Fishing Watch's, so that distances agree with theirs to the last digit).
"""

from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
RADIUS_KM = 6371.0
KN = 0.5144444444444445  # metres per second: a nautical mile of 1,852 m in an hour
_LAT, _LON = 9_000_000, 18_000_000  # 1e-5 degrees, added so that what is packed is never negative


def distance_km(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great-circle distance (haversine), all in degrees."""
    a = sin(radians(lat2 - lat) / 2) ** 2 + cos(radians(lat)) * cos(radians(lat2)) * sin(radians(lon2 - lon) / 2) ** 2
    return 2 * RADIUS_KM * asin(min(1.0, sqrt(a)))


def km_between(lat: Floats, lon: Floats, lat2: Floats, lon2: Floats) -> Floats:
    """As `distance_km`, of arrays."""
    a = (
        np.sin(np.radians(lat2 - lat) / 2) ** 2
        + np.cos(np.radians(lat)) * np.cos(np.radians(lat2)) * np.sin(np.radians(lon2 - lon) / 2) ** 2
    )
    found: Floats = 2 * RADIUS_KM * np.arcsin(np.minimum(1.0, np.sqrt(a)))
    return found


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The mean position (lat, lon) of some points: latitudes by their mean, longitudes round the circle."""
    lon = degrees(atan2(sum(sin(radians(p[1])) for p in points), sum(cos(radians(p[1])) for p in points)))
    return sum(p[0] for p in points) / len(points), lon


def between(a: tuple[float, float], b: tuple[float, float], share: float) -> tuple[float, float]:
    """The point (lat, lon) at that share of the way from a to b, straight in latitude and longitude, the short way round."""
    d = (b[1] - a[1] + 180) % 360 - 180
    return a[0] + (b[0] - a[0]) * share, (a[1] + d * share + 180) % 360 - 180


def point(lat: float, lon: float) -> tuple[float, float, float]:
    """Kilometres from the centre of the Earth."""
    return (
        RADIUS_KM * cos(radians(lat)) * cos(radians(lon)),
        RADIUS_KM * cos(radians(lat)) * sin(radians(lon)),
        RADIUS_KM * sin(radians(lat)),
    )


def cell_of(lat: float, lon: float, side_km: float) -> tuple[int, int, int]:
    """The cube of that side, in a lattice about the centre of the Earth, that holds the point."""
    x, y, z = (
        RADIUS_KM * v / side_km for v in (cos(radians(lat)) * cos(radians(lon)), cos(radians(lat)) * sin(radians(lon)), sin(radians(lat)))
    )
    return int(x // 1), int(y // 1), int(z // 1)


def off_line_km(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """How far a point lies from the straight line a to b, near enough for some tens of kilometres."""
    k = RADIUS_KM * radians(1)
    px, py = ((point[1] - a[1] + 180) % 360 - 180) * cos(radians(a[0])) * k, (point[0] - a[0]) * k
    bx, by = ((b[1] - a[1] + 180) % 360 - 180) * cos(radians(a[0])) * k, (b[0] - a[0]) * k
    length = hypot(bx, by)
    return hypot(px, py) if length == 0 else abs(px * by - py * bx) / length


def num(value: float) -> str:
    """SQL: a number with a point as DOUBLE; written plainly it would be a DECIMAL, which overflows and rounds."""
    return f"{float(value):.17e}"


def packed(seconds: str) -> str:
    """SQL: `seconds` (0 to 599), lat5 and lon5 in one BIGINT, so that min and max pick a whole fix, ties settled by place."""
    return f"(CAST({seconds} AS BIGINT) << 51) | (CAST(lat5 + {_LAT} AS BIGINT) << 26) | CAST(lon5 + {_LON} AS BIGINT)"


def pack(seconds: Ints, lat5: Ints, lon5: Ints) -> Ints:
    """As `packed`, of arrays."""
    return seconds.astype(np.int64) << 51 | (lat5.astype(np.int64) + _LAT) << 26 | (lon5.astype(np.int64) + _LON)


def seconds_of(pack: str) -> str:
    """SQL: the seconds of a packed fix."""
    return f"CAST(({pack}) >> 51 AS INTEGER)"


def lat5_of(pack: str) -> str:
    """SQL: the latitude of a packed fix in 1e-5 degrees, counted from 90 south."""
    return f"((({pack}) >> 26) & 33554431)"


def lon5_of(pack: str) -> str:
    """SQL: the longitude of a packed fix in 1e-5 degrees, counted from 180 west."""
    return f"(({pack}) & 67108863)"


def degrees5_of(coordinate: str, pack: str) -> str:
    """SQL: the latitude ('lat') or longitude ('lon') of a packed fix in 1e-5 degrees."""
    return f"({lat5_of(pack)} - {_LAT})" if coordinate == "lat" else f"({lon5_of(pack)} - {_LON})"


def lat_of(pack: str) -> str:
    """SQL: the latitude of a packed fix in degrees."""
    return f"(CAST({lat5_of(pack)} AS DOUBLE) - {_LAT}) / 1e5"


def lon_of(pack: str) -> str:
    """SQL: the longitude of a packed fix in degrees."""
    return f"(CAST({lon5_of(pack)} AS DOUBLE) - {_LON}) / 1e5"


def km(lat: str, lon: str, lat2: str, lon2: str) -> str:
    """SQL: great-circle distance (haversine) between two points in degrees."""
    a = (
        f"sin(radians({lat2} - {lat}) / 2) * sin(radians({lat2} - {lat}) / 2) "
        f"+ cos(radians({lat})) * cos(radians({lat2})) * sin(radians({lon2} - {lon}) / 2) * sin(radians({lon2} - {lon}) / 2)"
    )
    return f"({num(2 * RADIUS_KM)} * asin(CASE WHEN {a} > 1 THEN 1 ELSE sqrt({a}) END))"


def turn(degrees: str) -> str:
    """SQL: a difference of longitudes the short way round: -180 to 180."""
    return f"(CASE WHEN {degrees} > 180 THEN {degrees} - 360 WHEN {degrees} < -180 THEN {degrees} + 360 ELSE {degrees} END)"


def cell(x: str, y: str, z: str, side_km: float) -> str:
    """SQL: the cube of that side (0.4 km or more) about a point of the sphere in km, as one BIGINT of 45 bits."""
    one = "CAST(floor({0} / {1}) AS BIGINT) + 16384"
    a, b, c = (one.format(v, num(side_km)) for v in (x, y, z))
    return f"((({a}) << 30) | (({b}) << 15) | ({c}))"


def face(v: str, side_km: float, reach_km: float) -> str:
    """SQL: -1 or 1 where a coordinate in km lies within reach of the lower or upper face of its cube, else 0."""
    inside = f"({v} - {num(side_km)} * floor({v} / {num(side_km)}))"
    near = reach_km * (1 + 1e-6)  # a hair more, so that no rounding loses a pair
    return f"CASE WHEN {inside} < {num(near)} THEN -1 WHEN {inside} > {num(side_km - near)} THEN 1 ELSE 0 END"


def around() -> tuple[int, ...]:
    """What to add to a cell for the 13 of its 26 neighbours that, with those of the others, meet each pair of cells once."""
    return tuple((dx << 30) + (dy << 15) + dz for dx in (-1, 0, 1) for dy in (-1, 0, 1) for dz in (-1, 0, 1) if (dx, dy, dz) > (0, 0, 0))
