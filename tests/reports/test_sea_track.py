"""Tracks as lines: what is dashed, what crosses the antimeridian, and how far a thinned line may lie off."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sea_pages import fixes

from inforce.reports.sea_track import LEPT, SAILED, SILENT, line, thinned


def test_over_an_hour_unheard_is_silent_and_a_leap_is_a_leap() -> None:
    drawn = line(fixes([(0, 35, 123), (600, 35.01, 123), (9000, 35.3, 123), (9600, 45, 140)]))
    assert drawn.hops.tolist() == [SAILED, SILENT, LEPT]


def test_a_track_over_the_antimeridian_goes_on_beyond_180() -> None:
    drawn = line(fixes([(n * 600, 50, (179.9 + n * 0.05 + 180) % 360 - 180) for n in range(5)]))
    assert np.allclose(drawn.lon, [179.9, 179.95, 180.0, 180.05, 180.1])


def test_the_other_way_too_and_back_again() -> None:
    lon = [-179.95, 179.98, 179.9, -179.97]
    drawn = line(fixes([(n * 900, 50, x) for n, x in enumerate(lon)]))
    assert np.allclose(drawn.lon, [-179.95, -180.02, -180.1, -179.97])


def test_leaps_around_the_world_do_not_carry_the_line_away() -> None:
    drawn = line(fixes([(n * 60, 10, x) for n, x in enumerate([0, 120, -120, 0, 120, -120, 0])]))
    assert drawn.lon.tolist() == [0, 120, -120, 0, 120, -120, 0]


def test_a_second_number_is_drawn_near_the_first() -> None:
    assert line(fixes([(0, 50, -179.9)]), around=179.9).lon.tolist() == [180.1]


def test_no_position_no_line() -> None:
    drawn = line(fixes([]))
    assert (drawn.of, len(drawn.t)) == (0, 0)


def test_rows_come_in_any_order() -> None:
    points = [(n * 600, 35 + n / 100, 123) for n in range(9)]
    assert line(fixes(points[::-1])).t.tolist() == line(fixes(points)).t.tolist()


def test_a_million_positions_become_what_a_page_bears() -> None:
    n = np.arange(1_000_000)
    lat, lon = 35 + np.sin(n / 5e4) + n / 1e6, 123 + np.cos(n / 7e4)
    kept, off_km = thinned(lat, lon, np.array([0, len(n) - 1]), 4_000)
    assert len(kept) == 4_000
    assert off_km < 0.2


def test_the_ends_of_silences_stay() -> None:
    points = [(n * 60 + (n // 100) * 7200, 35 + n / 1000, 123) for n in range(1000)]
    drawn = line(fixes(points), most=50)
    assert (drawn.hops == SILENT).sum() == 9
    assert {int(t) for t in drawn.t} >= {1_519_862_400 + points[n][0] for n in (0, 99, 100, 899, 900, 999)}


@given(st.lists(st.tuples(st.floats(34, 36), st.floats(122, 124)), min_size=12, max_size=80))
def test_what_is_left_out_lies_as_near_as_is_said(points: list[tuple[float, float]]) -> None:
    lat, lon = np.array(points).T
    kept, off_km = thinned(lat, lon, np.array([0, len(lat) - 1]), 10)
    scale = np.array([np.cos(np.radians(35)), 1.0]) * 111.195
    for a, b in pairwise(kept):
        start, end = (np.array([lon[i], lat[i]]) * scale for i in (a, b))
        for i in range(a + 1, b):
            p = np.array([lon[i], lat[i]]) * scale
            along = np.clip(np.dot(p - start, end - start) / max(np.dot(end - start, end - start), 1e-12), 0, 1)
            assert np.hypot(*(p - start - along * (end - start))) <= off_km * 1.03 + 0.01
