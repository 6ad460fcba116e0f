"""Meetings against Global Fishing Watch's own cases, and where theirs go wrong; and planted ones, at any seed and density."""

import json
from collections.abc import Callable
from datetime import timedelta
from math import floor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import START, Planted, Sea, plant

from inforce.base.nouns import Finding
from inforce.base.tables import SUBJECTS
from inforce.check import Check
from inforce.checks import every
from inforce.law import load
from inforce.reference import Reference
from inforce.run.windows import Engine, Held, find, series
from inforce.sea.meetings import meetings, runs
from inforce.sea.pairs import Meeting, near

GFW = Meeting(bridge_s=4_200, run_min=30, whole_min=0, apart_h=24, under_way_kn=60)
REF = Reference(load(), places=())  # a made-up sea is on no map
ENCOUNTER = every()["track.encounter"]


def fixes(rows: list[tuple[int, float, float, float]]) -> pa.Table:
    """(mmsi, t, lat, lon) as positions."""
    names = ("mmsi", "t", "lat5", "lon5")
    made = [(m, int(t), floor(lat * 1e5 + 0.5), floor(lon * 1e5 + 0.5)) for m, t, lat, lon in rows]
    return pa.table({n: pa.array([r[i] for r in made], pa.int32()) for i, n in enumerate(names)})


def near_rows(positions: pa.Table, m: Meeting) -> pa.Table:
    check = Check("track.x", "track", (), ENCOUNTER.find, steps=(near(m),))
    return series([check], Held(positions), REF, Engine(threads=1))["near"].table()


@pytest.fixture(scope="module")
def cases(shared: Callable[[str], Path]) -> dict[str, Any]:
    return json.loads(shared("ais/fixtures/gfw_encounters.json").read_text())["cases"]


def of_case(case: dict[str, Any]) -> list[dict[str, Any]]:
    positions = fixes([(int(r["id"]), r["t"], r["lat"], r["lon"]) for r in case["input"]])
    return runs(near_rows(positions, GFW), GFW).to_pylist()


@pytest.mark.parametrize("name", ["simple", "multi", "dateline", "fastsep"])
def test_each_side_of_a_run_has_the_fields_of_global_fishing_watch(cases: dict[str, Any], name: str) -> None:
    found = {}
    for r in of_case(cases[name]):
        for one, other in ("ab", "ba"):
            found[str(r[one]), str(r[other])] = r, one, other
    expected = {(e["vessel_1_seg_id"], e["vessel_2_seg_id"]): e for e in cases[name]["expected_raw"]}
    assert set(found) == set(expected)
    for pair, e in expected.items():
        r, one, other = found[pair]
        assert (r["since"], r["until"]) == (e["start_time"], e["end_time"])
        assert (r[f"points_{one}"], r[f"points_{other}"]) == (e["vessel_1_point_count"], e["vessel_2_point_count"])
        places = {"lat": "mean_latitude", "lon": "mean_longitude", "start_lat": "start_lat", "start_lon": "start_lon"}
        for ours, theirs in {**places, "end_lat": "end_lat", "end_lon": "end_lon"}.items():
            assert r[f"{ours}_{one}"] == pytest.approx(e[theirs], abs=1e-5)  # positions at rest have 1e-5 degrees
        assert r["km"] == pytest.approx(e["median_distance_km"], abs=2e-3)
        assert r[f"kn_{one}"] == pytest.approx(e["median_speed_knots"], abs=5e-3)


def test_the_real_meeting_is_one_and_both_ways_alike_and_ends_where_one_falls_silent(cases: dict[str, Any]) -> None:
    (run,) = of_case(cases["real"])
    # Theirs lasts 2.5 h seen from one ship and 12.5 h from the other, through ten hours in which one of the two was not heard.
    assert {(e["end_time"] - e["start_time"]) / 3600 for e in cases["real"]["expected_raw"]} == {2.5, 12.5}
    assert (run["until"] - run["since"]) / 3600 == 2.5
    swapped = [
        {**r, "id": {"441910000": "2", "563418000": "1"}[r["id"]]} for r in cases["real"]["input"] if r["id"] in ("441910000", "563418000")
    ]
    (other,) = of_case({"input": swapped})
    assert (other["since"], other["until"], other["km"]) == (run["since"], run["until"], run["km"])
    assert (other["kn_a"], other["lat_b"], other["points_a"]) == (run["kn_b"], run["lat_a"], run["points_b"])


def lying(mmsi: int, at: tuple[float, float], since: float, until: float, every_s: float = 300) -> list[tuple[int, float, float, float]]:
    return [(mmsi, since + i * every_s, *at) for i in range(int((until - since) / every_s) + 1)]


@pytest.mark.parametrize("lon", [179.9999, -180.0, 0.0, 45.0, -120.00001])
@pytest.mark.parametrize("lat", [0.0, 36.0, -79.99999])
def test_a_meeting_lies_across_whole_degrees_and_the_antimeridian(lat: float, lon: float) -> None:
    other = (lon + 0.0006 + 180) % 360 - 180
    positions = fixes(lying(1, (lat, lon), START, START + 9_000) + lying(2, (lat, other), START + 60, START + 9_000))
    (found,) = meetings(near_rows(positions, Meeting())).to_pylist()
    assert found["km"] < 0.08
    assert abs((found["lon_a"] - lon + 180) % 360 - 180) < 1e-4


def test_between_two_fixes_about_the_antimeridian_a_ship_is_not_at_greenwich() -> None:
    crossing = [(1, START + i * 1_500, 10.0, (179.99 + i * 0.005 + 180) % 360 - 180) for i in range(8)]
    positions = fixes(crossing + lying(2, (10.0, 180.0), START, START + 10_500))
    found = near_rows(positions, Meeting(run_min=0)).to_pylist()
    assert found
    assert all(abs(r["lon_a"]) > 179.9 for r in found)


def test_a_meeting_across_midnight_is_one() -> None:
    """23:20 to 01:35: Global Fishing Watch, day by day, finds none."""
    midnight = START + 86_400
    positions = fixes(
        lying(1, (35.0, 123.0), midnight - 2_400, midnight + 5_700) + lying(2, (35.001, 123.0), midnight - 2_400, midnight + 5_700)
    )
    (found,) = find([ENCOUNTER], Held(positions), REF)
    assert (dict(found.facts)["since_at"], dict(found.facts)["duration_h"]) == ("2020-01-01T23:20:00Z", "2.16667")


def test_nobody_is_moved_beyond_the_last_fix() -> None:
    """Global Fishing Watch reckons an hour ahead, and a ship that heads east goes north."""
    east = [(1, START + i * 600, 35.0, 123.0 + i * 0.01) for i in range(4)]
    still = lying(2, (35.167, 123.03), START, START + 14_400) + lying(3, (35.0, 123.2), START, START + 14_400)
    assert near_rows(fixes(east + still), Meeting(run_min=0)).num_rows == 0


def test_two_hulls_on_one_number_are_not_drawn_together() -> None:
    """Between fixes of two hulls nothing is interpolated, so that no ghost meets a ship half way."""
    hulls = [(1, START + i * 300, *((35.0, 123.0) if i % 2 else (36.0, 124.0))) for i in range(60)]
    positions = fixes(hulls + lying(2, (35.5, 123.5), START, START + 18_000))
    assert near_rows(positions, Meeting()).num_rows == 0


def alerts(planted: Planted, ref: Reference = REF) -> tuple[list[Finding], set[tuple[int, int]]]:
    found = list(find([ENCOUNTER], Held(planted.positions), ref, Engine(threads=1)))
    told = {(int(f.subject), int(dict(f.facts)["other_mmsi"])) for f in found if dict(f.facts)["tier"] != "context"}
    return found, told


@settings(max_examples=8)
@given(seed=st.integers(0, 10**6), every_s=st.sampled_from([60.0, 180.0, 420.0]), days=st.sampled_from([1, 2]))
def test_every_planted_meeting_is_found_and_no_other_away_from_ports(seed: int, every_s: float, days: int) -> None:
    planted = plant(Sea(seed=seed, ships=180, every_s=every_s, days=days, ports=3, meetings=20, queue=12))
    found, told = alerts(planted)
    assert told == {(a, b) for a, b, _, _ in planted.meetings}
    by_pair = {(int(f.subject), int(dict(f.facts)["other_mmsi"])): dict(f.facts) for f in found}
    for a, b, since, until in planted.meetings:
        assert abs(float(by_pair[a, b]["duration_h"]) * 3600 - (until - since)) < 2_400


def test_tows_twins_and_queues_are_no_alert() -> None:
    planted = plant(Sea(seed=7, ships=160, ports=3, meetings=0, tows=6, twins=6, queue=24))
    found, told = alerts(planted)
    assert not told
    assert not {(int(f.subject), int(dict(f.facts)["other_mmsi"])) for f in found} & {*planted.tows, *planted.twins}
    links = list(find([every()["vessel.identity"]], Held(planted.positions), REF, Engine(threads=1)))
    assert {(int(f.subject), int(dict(f.facts)["other_mmsi"])) for f in links if dict(f.facts)["tier"] == "link"} == set(planted.twins)


def test_the_order_of_rows_doubled_rows_and_several_receivers_change_nothing() -> None:
    planted = plant(Sea(seed=3, ships=120, ports=3, meetings=10))
    rows = planted.positions
    doubled = pa.concat_tables([rows.slice(0, 5_000), rows]).take(list(range(rows.num_rows + 4_999, -1, -1)))
    assert list(find([ENCOUNTER], Held(doubled), REF)) == list(find([ENCOUNTER], Held(rows), REF))


def test_a_day_that_comes_later_closes_what_was_open_and_ids_stay() -> None:
    planted = plant(Sea(seed=5, ships=120, ports=3, days=2, meetings=12))
    rows = planted.positions
    first = rows.filter(pa.compute.less(rows["t"], START + 86_400))
    before = {dict(f.facts)["event"]: dict(f.facts) for f in find([ENCOUNTER], Held(first), REF)}
    after = {dict(f.facts)["event"]: dict(f.facts) for f in find([ENCOUNTER], Held(rows), REF)}
    still = [i for i, f in before.items() if not f["until_at"]]
    assert still
    assert set(still) <= set(after)
    alert = [i for i in still if before[i]["tier"] != "context"]
    assert alert
    assert all(after[i]["until_at"] > "2020-01-02" for i in alert)


def test_more_seen_about_a_window_changes_nothing() -> None:
    rows = plant(Sea(seed=9, ships=100, ports=3, days=2, meetings=8)).positions
    tables = []
    for margin in (timedelta(0), timedelta(hours=20)):
        check = Check("track.x", "track", (), ENCOUNTER.find, steps=ENCOUNTER.steps, margin=margin)
        tables.append({n: r.table() for n, r in series([check], Held(rows), REF, Engine(threads=1)).items()})
    assert tables[0] == tables[1]


def test_a_meeting_is_an_event_that_a_later_check_can_look_at() -> None:
    from inforce.sea.events import rows

    found, _ = alerts(plant(Sea(seed=5, ships=60, ports=2, meetings=3)))
    events = rows(found)
    assert events.schema == SUBJECTS["event"]
    assert events["kind"].unique().to_pylist() == ["track.encounter"]


def test_a_meeting_eight_kilometres_off_a_crowded_anchorage_is_an_alert_and_one_among_it_is_none() -> None:
    """Ships that lie about a port scatter some kilometres; who meets outside that is merely near."""
    anchored = [
        x for i in range(12) for x in lying(412000100 + i, (35.0 + 0.008 * (i % 4), 123.0 + 0.008 * (i // 4)), START, START + 28_800)
    ]
    near_by = lying(412000001, (35.1, 123.0), START + 3_600, START + 18_000) + lying(
        412000002, (35.101, 123.0), START + 3_600, START + 18_000
    )
    among = lying(412000003, (35.004, 123.004), START + 3_600, START + 18_000) + lying(
        412000004, (35.005, 123.004), START + 3_600, START + 18_000
    )
    found = list(find([ENCOUNTER], Held(fixes(anchored + near_by + among)), REF))
    tiers = {(int(f.subject), int(dict(f.facts)["other_mmsi"])): dict(f.facts)["tier"] for f in found}
    assert tiers[412000001, 412000002] == "close"
    assert tiers[412000003, 412000004] == "context"
