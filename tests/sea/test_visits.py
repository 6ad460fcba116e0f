"""Visits against Global Fishing Watch's four cases."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from inforce.sea.visits import Event, visits


@pytest.mark.parametrize("case", range(4))
@pytest.mark.parametrize("seed", range(3))
def test_the_visits_of_global_fishing_watch_in_any_order_of_events(shared: Callable[[str], Path], case: int, seed: int) -> None:
    found = json.loads(shared("ais/fixtures/gfw_port_visits.json").read_text())["cases"][case]
    events = [
        Event(e["event_type"].removeprefix("PORT_").lower(), e["timestamp"], e["anchorage_id"], e["lat"], e["lon"], str(e["seg_id"]))
        for e in found["events"]
    ]
    random.Random(seed).shuffle(events)
    expected = sorted(found["expected_visits"], key=lambda v: v["start_timestamp"])
    told = visits(events)
    assert [(v.since, v.until, v.confidence) for v in told] == [
        (v["start_timestamp"], v["end_timestamp"], v["confidence"]) for v in expected
    ]
    assert [[(e.kind, e.t, e.place) for e in v.events] for v in told] == [
        [(e["event_type"].removeprefix("PORT_").lower(), e["timestamp"], e["anchorage_id"]) for e in v["events"]] for v in expected
    ]


def test_a_leap_between_two_tracks_of_a_number_is_two_visits() -> None:
    near, far = Event("stop_begin", 0, "a", 38.7, 125.4, "one"), Event("stop_begin", 3600, "b", 42.2, 130.3, "two")
    assert [v.confidence for v in visits([near, far])] == [2, 2]
    assert len(visits([near, Event("stop_begin", 3600, "b", 42.2, 130.3, "one")])) == 1
