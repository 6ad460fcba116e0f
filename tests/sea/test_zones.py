"""Zones that a user brings: named with their claimant or refused; and how far the coast of the DPRK is."""

import json
from datetime import UTC, datetime
from math import inf
from pathlib import Path

import numpy as np
import pytest
from scenarios import track

from inforce.base.errors import InputError
from inforce.checks import every
from inforce.law import load
from inforce.reference import Reference, build
from inforce.run.local import run
from inforce.sea.zones import off_dprk_km, read_zones
from inforce.store.archive import Archive

RING = [[123.0, 35.0], [124.0, 35.0], [124.0, 36.0], [123.0, 36.0], [123.0, 35.0]]
HOLE = [[123.4, 35.4], [123.6, 35.4], [123.6, 35.6], [123.4, 35.6], [123.4, 35.4]]


def collection(properties: dict[str, str], kind: str = "Polygon") -> str:
    shape = {"type": kind, "coordinates": [RING, HOLE] if kind == "Polygon" else [[RING, HOLE]]}
    return json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": properties, "geometry": shape}]})


@pytest.mark.parametrize("kind", ["Polygon", "MultiPolygon"])
def test_a_zone_holds_what_lies_in_it_and_not_in_its_hole(kind: str) -> None:
    (zone,) = read_zones(collection({"name": "Military zone", "claimant": "North Korea"}, kind), "x")
    assert zone.claimant == "KP"
    assert zone.holds(np.array([35.2, 35.5, 37.0, 35.2]), np.array([123.2, 123.5, 123.2, 125.0])).tolist() == [True, False, False, False]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "no GeoJSON"),
        (collection({"name": "EEZ"}), "needs the properties `name` and `claimant`"),
        (collection({"name": "EEZ", "claimant": "KP"}, "Point"), "is no area"),
        (collection({"name": "EEZ", "claimant": "KP"}).replace("123.0", "1230.0"), "Bring degrees"),
        (collection({"name": "x", "claimant": "Atlantis"}), "'Atlantis' is no State known here"),
        ('{"features": [7]}', "no GeoJSON"),
        ('{"features": [{"properties": {"name": "x", "claimant": "KP"}, "geometry": {"type": "Polygon"}}]}', "coordinates that are none"),
        (collection({"name": "x", "claimant": "KP"}).replace("123.0", '"west"', 1), "coordinates that are none"),
        (collection({"name": "x", "claimant": "KP"}).replace("123.0", "NaN", 1), "beyond 180"),
    ],
)
def test_what_is_no_zone_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_zones(text, "zones/x.geojson")


def test_a_zone_in_the_data_directory_is_looked_at_and_named_with_its_claimant(tmp_path: Path) -> None:
    (tmp_path / "zones").mkdir()
    (tmp_path / "zones" / "mine.geojson").write_text(collection({"name": "Military zone", "claimant": "KP"}))
    ref = build(Archive(tmp_path))
    rows = track(
        [{"mmsi": 412000001, "since": datetime(2018, 3, 1, tzinfo=UTC), "until": datetime(2018, 3, 1, 3, tzinfo=UTC), "at": [35.2, 123.2]}]
    )
    (found,) = run([every()["track.zone"]], {"track": rows}, ref).findings.to_pylist()
    assert "in Military zone, as claimed by " in found["why"]
    assert dict(found["facts"])["claimant"] == "KP"
    assert ref.digest != build(Archive(tmp_path / "none")).digest


@pytest.mark.parametrize(
    ("lat", "lon", "least", "most"),
    [
        (38.65, 125.0, 0, 20),
        (39.2, 127.6, 0, 20),
        (42.25, 130.6, 0, 22),
        (37.6, 126.2, inf, inf),
        (38.4, 128.7, inf, inf),
        (38.0, 123.5, inf, inf),
    ],
)
def test_how_far_the_coast_of_the_dprk_is(lat: float, lon: float, least: float, most: float) -> None:
    assert least <= off_dprk_km(lat, lon) <= most


def test_reference_without_zones_has_none() -> None:
    assert Reference(load()).zones == ()
