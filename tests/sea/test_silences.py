"""Silences against Global Fishing Watch's twenty cases, and judged by peers on planted ones."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import START, Sea, plant

from inforce.check import Check
from inforce.checks import every
from inforce.law import load
from inforce.reference import Reference
from inforce.run.windows import Engine, Held, find, series
from inforce.sea.silences import SILENCES, gaps

REF = Reference(load(), places=())  # a made-up sea is on no map
GAP = every()["track.gap"]


def of(messages: list[dict[str, Any]], threshold: float, end: int) -> list[dict[str, Any]]:
    rows = pa.table(
        {
            "mmsi": pa.array([int(m["ssvid"]) for m in messages], pa.int32()),
            "t": pa.array([int(m["timestamp"]) for m in messages], pa.int32()),
            "lat5": pa.array([round(m["lat"] * 1e5) for m in messages], pa.int32()),
            "lon5": pa.array([0] * len(messages), pa.int32()),
            "receiver": [m["receiver_type"] for m in messages],
        }
    )
    check = Check("track.x", "track", (), GAP.find, steps=SILENCES, margin=timedelta(hours=12))
    made = series([check], Held(rows), REF, Engine(threads=1))
    return gaps(made["silence"], made["hour"], threshold, end).to_pylist()


def midnight(t: float) -> int:
    """The end of that UTC day: theirs count a silence that is still open to there."""
    return (int(t) // 86_400 + 1) * 86_400


def instant(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


def cases(shared: Callable[[str], Path]) -> dict[str, dict[str, Any]]:
    groups = json.loads(shared("ais/fixtures/gfw_gaps.json").read_text())["groups"]
    return {c["id"]: c for group in groups.values() for c in group}


IDS = [
    "different_ssvid_zero_gaps", "same_ssvid_two_gaps", "same_ssvid_zero_gaps",
    "different_ssvid_three_gaps", "different_ssvid_two_open_gaps",
    "one_ssvid_no_open_gap", "one_open_gap_one_closed_gap", "input_message_with_same_ssvid_and_timestamp", "one_ssvid_without_open_gap",
    "one_ssvid_with_open_gaps", "period_1_day", "period_1_day_for_3_days", "period_1_day_no_duplicated_open_gap",
    "period_1_day_no_duplicated_closed_gap", "period_1_day_no_duplicated_closed_gap_2", "period_30_days",
    "period_180_days_gap_after_6_pm_in_last_window", "period_180_days_gap_after_6_pm_in_middle_window", "one_ssvid",
    "gap_after_6_pm_with_end_after_tomorrow",
]  # fmt: skip


def test_all_twenty_are_here(shared: Callable[[str], Path]) -> None:
    assert set(IDS) == set(cases(shared))


@pytest.mark.parametrize("name", IDS[:-1])
def test_the_gaps_of_global_fishing_watch(shared: Callable[[str], Path], name: str) -> None:
    case = cases(shared)[name]
    messages, threshold = list(case["messages"]), case["threshold"]
    for gap in case.get("open_gaps") or []:  # what an earlier run of theirs left open: its last fix, and those it counted before
        first = {
            "ssvid": gap["ssvid"],
            "timestamp": gap["start_timestamp"],
            "lat": gap["start_lat"],
            "receiver_type": gap["start_receiver_type"],
        }
        if not any(m["timestamp"] == first["timestamp"] for m in messages):
            messages.append(first)
        messages += [{**first, "timestamp": first["timestamp"] - 60 * i} for i in range(1, gap.get("positions_hours_before", 1))]
    begin, end = map(instant, case["date_range"]) if case.get("date_range") else (0, 0)
    found: list[dict[str, Any]] = []
    for ship in sorted({m["ssvid"] for m in messages}):
        own = [m for m in messages if m["ssvid"] == ship]
        last = end or midnight(max(m["timestamp"] for m in own))
        found += of(own, threshold, last)
    closed = [g for g in found if g["t1"] is not None and g["t1"] >= begin]
    # Open ones are asked for where theirs evaluate the last message; one that passed the threshold before the days asked for is old.
    asks_open = case.get("eval_last") or (name.endswith(("open_gaps", "open_gap")) and not name.startswith("one_ssvid_without"))
    open_ = [g for g in found if asks_open and g["t1"] is None and g["t0"] + threshold * 3600 >= begin]
    told = sorted([*closed, *open_], key=lambda g: g["t0"])
    if isinstance(case["expected_gaps"], int):
        assert len(told) == case["expected_gaps"]
        assert {str(float(g["t0"])): g["t1"] for g in told}.items() >= case.get("expected_dt", {}).items()
    else:
        counts = [
            {"positions_hours_before": g["n"], **{f"positions_hours_before_{r}": g[f"n_{r}"] for r in ("ter", "sat", "dyn")}} for g in told
        ]
        assert counts == case["expected_gaps"]


def test_day_after_day_an_open_gap_closes_and_keeps_its_start(shared: Callable[[str], Path]) -> None:
    case = cases(shared)[IDS[-1]]
    seen: list[dict[str, Any]] = []
    told: dict[tuple[float, float | None], None] = {}
    for day, messages in sorted(case["messages"].items()):
        seen += messages
        if day not in case["dates"] and messages == []:
            continue
        for g in of(seen, case["threshold"], instant(day) + 86_400) if seen else []:
            told[float(g["t0"]), None if g["t1"] is None else float(g["t1"])] = None
    assert {(a, b) for a, b in told} >= {(a, b) for a, b in case["expected_gaps"]}
    closed = {a for a, b in told if b is not None}
    assert all(a in closed for a, b in told if b is None and a != max(a for a, _ in told))


@settings(max_examples=6)
@given(seed=st.integers(0, 10**6), every_s=st.sampled_from([60.0, 300.0]))
def test_every_planted_silence_is_told_and_no_other(seed: int, every_s: float) -> None:
    planted = plant(Sea(seed=seed, ships=240, every_s=every_s, ports=2, meetings=0, tows=0, twins=0, silences=15))
    told = {(int(f.subject), dict(f.facts)["since_at"]) for f in find([GAP], Held(planted.positions), REF)}
    assert told == {(m, f"{datetime.fromtimestamp(t, UTC):%Y-%m-%dT%H:%M:%SZ}") for m, t, _ in planted.silences}


def test_an_outage_of_the_feed_is_nobodys_silence() -> None:
    planted = plant(Sea(seed=2, ships=200, ports=2, meetings=0, tows=0, twins=0, silences=0, outage=(8, 16)))
    assert list(find([GAP], Held(planted.positions), REF)) == []


def test_a_satellite_feed_that_hears_all_every_seven_hours_accuses_none() -> None:
    rows = plant(Sea(seed=4, ships=200, ports=2, meetings=0, tows=0, twins=0, silences=0)).positions
    passes = pa.compute.less(pa.compute.subtract(rows["t"], pa.compute.multiply(pa.compute.divide(rows["t"], 25_200), 25_200)), 1_800)
    assert list(find([GAP], Held(rows.filter(passes)), REF)) == []


def test_a_sparse_feed_lowers_what_a_silence_is_worth() -> None:
    """Where half of all fixes of an hourly feed are lost, six hours of nothing are a chance like others."""
    planted = plant(Sea(seed=6, ships=200, every_s=3_600, lost=0.6, ports=2, meetings=0, tows=0, twins=0, silences=0))
    found = list(find([GAP], Held(planted.positions), REF))
    assert len(found) <= 2  # of some 150 silences over six hours


def box(rows: pa.Table, port: tuple[float, float], km: float) -> pa.Table:
    """What a feed would hold that ends that far from the port, north, south, east and west."""
    lat, lon = rows["lat5"].to_numpy() / 1e5, rows["lon5"].to_numpy() / 1e5
    east = ((lon - port[1] + 180) % 360 - 180) * np.cos(np.radians(port[0]))
    return rows.filter(pa.array((np.abs(lat - port[0]) < km / 111.2) & (np.abs(east) < km / 111.2)))


@pytest.mark.parametrize("seed", range(3))
def test_ships_that_sail_out_of_a_regional_feed_have_left_it(seed: int) -> None:
    planted = plant(Sea(seed=seed, ships=240, ports=1, meetings=0, tows=0, twins=0, silences=0))
    found = list(find([GAP], Held(box(planted.positions, planted.ports[0], 45)), REF))
    assert len(found) > 10
    assert {dict(f.facts)["tier"] for f in found} <= {"left", "still"}


@pytest.mark.parametrize("seed", range(3))
def test_silences_inside_a_regional_feed_stay_alerts(seed: int) -> None:
    planted = plant(Sea(seed=seed, ships=240, ports=1, meetings=0, tows=0, twins=0, silences=60))
    port = planted.ports[0]
    rows = box(planted.positions, port, 110)
    deep = {(r["mmsi"], r["t"]) for r in box(rows, port, 60).select(["mmsi", "t"]).to_pylist()}
    inside = {m for m, begin, end in planted.silences if (m, begin) in deep and (m, end) in deep}
    alerts = {int(f.subject) for f in find([GAP], Held(rows), REF) if dict(f.facts)["tier"] != "left"}
    assert len(inside) > 10
    assert alerts >= inside
    assert alerts <= {m for m, _, _ in planted.silences}


def test_a_ship_of_class_b_is_judged_by_such_ships_alone() -> None:
    """Receivers that lose the weaker sets for eight hours say nothing of a ship with one; of class A she would have been heard."""
    planted = plant(Sea(seed=5, ships=200, ports=1, meetings=0, tows=0, twins=0, silences=0))
    rows, few = planted.positions, pa.compute.equal(pa.compute.bit_wise_and(planted.positions["mmsi"], 3), 3)
    lost = pa.compute.and_(few, pa.compute.and_(pa.compute.greater(rows["t"], START + 28_800), pa.compute.less(rows["t"], START + 57_600)))
    as_b = rows.append_column("class", pa.compute.if_else(few, "B", "A")).filter(pa.compute.invert(lost))
    as_one = rows.filter(pa.compute.invert(lost))
    assert list(find([GAP], Held(as_b), REF)) == []
    assert list(find([GAP], Held(as_one), REF))


def test_what_satellites_heard_says_nothing_of_what_stations_on_land_would() -> None:
    """Ships near the coast are heard from land all along; one that satellites alone hear is not silent between their passes."""
    planted = plant(Sea(seed=5, ships=200, ports=1, meetings=0, tows=0, twins=0, silences=0))
    rows = planted.positions
    aloft = pa.compute.equal(pa.compute.bit_wise_and(rows["mmsi"], 3), 3)
    passes = pa.compute.less(pa.compute.subtract(rows["t"], pa.compute.multiply(pa.compute.divide(rows["t"], 25_200), 25_200)), 1_800)
    kept = rows.append_column("receiver", pa.compute.if_else(aloft, "satellite", "terrestrial")).filter(
        pa.compute.or_(pa.compute.invert(aloft), passes)
    )
    assert list(find([GAP], Held(kept), REF)) == []
    assert list(find([GAP], Held(kept.drop_columns(["receiver"])), REF))
