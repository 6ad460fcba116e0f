"""Places at sea: ports, anchorages, areas known for transfers; the gazetteer that ships, and how near a point is to one."""

import csv
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import overload

from inforce.base.kept import toml
from inforce.base.nouns import Review
from inforce.sea.sphere import distance_km

_PORT_KM = 10.0  # Global Fishing Watch leaves out meetings nearer than this to an anchorage


@dataclass(frozen=True, slots=True)
class Place:
    """A circle at sea. `kind`: port, anchorage, transfer_area or zone; `country` alpha-2, of a zone its claimant, '' where it is nobody's;
    lat and lon in degrees. `source` says who names it, `review` how far that was looked up. It is no boundary."""

    id: str
    kind: str
    country: str
    names: tuple[str, ...]
    lat: float
    lon: float
    radius_km: float
    source: str
    review: Review = Review.MEMORY

    @property
    def name(self) -> str:
        """The name it goes by."""
        return self.names[0]

    def km(self, lat: float, lon: float) -> float:
        """How far its centre is."""
        return distance_km(self.lat, self.lon, lat, lon)

    def holds(self, lat: float, lon: float) -> bool:
        """Whether the point lies in the circle."""
        return self.km(lat, lon) <= self.radius_km


def near(places: Iterable[Place], lat: float, lon: float, km: float) -> bool:
    """Whether the centre of one of them is that near."""
    return any(p.km(lat, lon) <= km for p in places)


class Gazetteer(Sequence[Place]):
    """The places that ship, read when one is asked for; `digest` is that of the files they lie in."""

    def __len__(self) -> int:
        return len(_shipped())

    @overload
    def __getitem__(self, at: int) -> Place: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Place]: ...
    def __getitem__(self, at: int | slice) -> Place | Sequence[Place]:
        return _shipped()[at]

    @cached_property
    def digest(self) -> str:
        """sha256 of the files."""
        h = hashlib.sha256()
        for name in ("places.toml", "ports.csv"):
            h.update((files("inforce.sea") / name).read_bytes())
        return h.hexdigest()


@cache
def gazetteer() -> Gazetteer:
    """The places that ship: those of places.toml, made by hand, then the ports of the World Port Index (NGA, public domain)."""
    return Gazetteer()


@cache
def _shipped() -> tuple[Place, ...]:
    entries = toml(files("inforce.sea") / "places.toml")["places"]
    ours = [Place(**{**e, "names": tuple(e["names"]), "review": Review(e["review"])}) for e in entries]
    with (files("inforce.sea") / "ports.csv").open(encoding="utf-8") as f:
        ports = [
            Place(
                id=f"wpi/{row['number']}",
                kind="port",
                country=row["country"],
                names=(row["name"],),
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                radius_km=_PORT_KM,
                source=f"World Port Index, NGA Pub. 150, number {row['number']}",
                review=Review.SECONDARY,
            )
            for row in csv.DictReader(f)
        ]
    return (*ours, *ports)


class Atlas:
    """Places, ready to be asked what holds a point: by squares of one degree, so that an answer looks at a few of them."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        self._wide = [p for p in self.places if p.radius_km > 20]
        self._by: dict[tuple[int, int], list[Place]] = {}
        for p in self.places:
            if p.radius_km <= 20:
                self._by.setdefault((int(p.lat // 1), int(p.lon // 1)), []).append(p)

    def at(self, lat: float, lon: float, kind: str = "") -> tuple[Place, ...]:
        """The places that hold the point, the nearest first; those of a kind, if it is named."""
        found = [p for p in (*self._near(lat, lon), *self._wide) if (not kind or p.kind == kind) and p.holds(lat, lon)]
        return tuple(sorted(found, key=lambda p: (p.km(lat, lon), p.id)))

    def _near(self, lat: float, lon: float) -> Iterable[Place]:
        wide = 1 if abs(lat) < 75 else 3 if abs(lat) < 84 else 180  # degrees of longitude that 20 km may be
        columns = {(int((lon + d) // 1) + 180) % 360 - 180 for d in range(-wide, wide + 1)}
        for row in (-1, 0, 1):
            for column in sorted(columns):
                yield from self._by.get((int(lat // 1) + row, column), ())
