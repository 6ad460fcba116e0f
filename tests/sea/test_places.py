"""The gazetteer and the coast."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inforce.sea import sphere
from inforce.sea.land import LAND
from inforce.sea.places import Atlas, gazetteer


def test_every_place_says_who_names_it_and_the_dprk_has_its_ports() -> None:
    assert all(p.source and p.names and -90 <= p.lat <= 90 and -180 <= p.lon <= 180 for p in gazetteer())
    assert len({p.id for p in gazetteer()}) == len(gazetteer())
    assert len([p for p in gazetteer() if p.country == "KP" and p.kind == "port"]) == 10


def test_the_circle_that_holds_a_point() -> None:
    atlas = Atlas(gazetteer())
    assert [p.id for p in atlas.at(38.71, 125.41)] == ["kp/nampo"]
    assert atlas.at(35.1, 129.03, "port")[0].name == "Busan"
    assert atlas.at(30.5, 124.5)[0].id == "sea/east-china-sea"
    assert atlas.at(0.0, -30.0) == ()


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(-89, 89), st.floats(-180, 180))
def test_nearest_places_are_those_that_a_walk_over_all_finds(lat: float, lon: float, lat2: float, lon2: float) -> None:
    atlas = Atlas(gazetteer())
    assert {p.id for p in atlas.at(lat, lon)} == {p.id for p in gazetteer() if p.holds(lat, lon)}
    assert sphere.distance_km(lat, lon, lat2, lon2) == pytest.approx(sphere.distance_km(lat2, lon2, lat, lon))


@pytest.mark.parametrize(
    ("lat", "lon", "land", "least", "most"),
    [
        (39.03, 125.75, True, 25, 45),  # Pyongyang
        (36.0, 123.5, False, 100, 170),  # Yellow Sea
        (0.0, -160.0, False, 35, 50),  # Jarvis Island is near
        (30.0, 32.58, True, 0, 3),  # the Suez Canal
        (-17.0, 179.9, False, 0, 5),  # Fiji, at the antimeridian
        (89.0, 0.0, False, 500, 700),
    ],
)
def test_land_and_how_far_the_coast_is(lat: float, lon: float, land: bool, least: float, most: float) -> None:
    assert LAND.holds(lat, lon) is land
    assert least <= LAND.coast_km(lat, lon) <= most


def test_inland_is_land_with_no_coast_near() -> None:
    assert math.floor((46.9 + 90) * 4) * 1440 + math.floor((103.8 + 180) * 4) in LAND.inland  # Mongolia
    assert math.floor((39.03 + 90) * 4) * 1440 + math.floor((125.4 + 180) * 4) not in LAND.inland
    assert math.floor((36.0 + 90) * 4) * 1440 + math.floor((123.5 + 180) * 4) not in LAND.inland
