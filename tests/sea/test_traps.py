"""The twelve traps of positions at sea, each by the tests that hold it. Those that have no other test are here."""

from datetime import UTC, datetime
from pathlib import Path

from scenarios import track

from inforce.base.nouns import Finding
from inforce.checks import every
from inforce.law import load
from inforce.reference import Reference
from inforce.run.windows import Engine, Held, find

HERE = Path(__file__).parents[1]
REF = Reference(load(), places=())
HELD_BY = {
    "antimeridian and poles": [
        "test_a_meeting_lies_across_whole_degrees_and_the_antimeridian",
        "test_between_two_fixes_about_the_antimeridian",
    ],
    "interpolation": ["test_nobody_is_moved_beyond_the_last_fix", "test_the_real_meeting_is_one_and_both_ways_alike"],
    "edges of days": ["test_a_meeting_across_midnight_is_one", "test_a_day_that_comes_later_closes_what_was_open_and_ids_stay"],
    "duplicates and late rows": ["test_the_order_of_rows_doubled_rows_and_several_receivers_change_nothing"],
    "shared and bogus numbers": ["test_two_hulls_on_one_number_are_not_drawn_together", "test_a_gap_between_two_hulls_is_none"],
    "zero passes check digits": ["noughts pass the check digit and are nobody's number", "test_sentinels_are_unknown"],
    "time": ["test_one_instant_in_every_writing", "test_a_local_hour_that_comes_twice_is_no_instant", "test_time_comes_from_the_tag_block"],
    "anchored and in port": ["test_tows_twins_and_queues_are_no_alert", "in a known port ships lie side by side: nothing is said"],
    "tugs, pilots, gear": ["a tug lies beside others for a living", "a net's buoy, whose name tells the charge of its battery, is no ship"],
    "reception is no behaviour": [
        "test_an_outage_of_the_feed_is_nobodys_silence",
        "test_coarse_fixes_of_long_range_messages_put_nobody_alongside",
    ],
    "how SQL reads numbers": ["test_south_and_west_are_as_north_and_east"],
    "interference over an area": ["three ships leap at once: interference over an area"],
}


def test_each_trap_has_its_test() -> None:
    written = "".join(
        p.read_text(encoding="utf-8") for p in sorted(HERE.rglob("*")) if p.suffix in (".py", ".toml") and p != Path(__file__)
    )
    own = Path(__file__).read_text(encoding="utf-8")
    assert len(HELD_BY) == 12
    assert [t for tests in HELD_BY.values() for t in tests if t not in written and f"def {t}(" not in own] == []


def hour(h: int) -> datetime:
    return datetime(2018, 3, 1, h, tzinfo=UTC)


def told(check: str, rows: list[dict]) -> list[Finding]:
    return list(find([every()[check]], Held(track(rows)), REF, Engine(threads=1)))


def side_by_side(north: int, east: int, apart: float = 0.002) -> list[dict]:
    at = [35.0 * north, 123.0 * east]
    return [{"mmsi": 412000001 + i, "since": hour(4), "until": hour(8), "at": [at[0] + i * apart, at[1]]} for i in (0, 1)]


def test_south_and_west_are_as_north_and_east() -> None:
    """Whole division and packing of negative numbers; speeds that are not told are no speed of nought."""
    kept = ("tier", "duration_h", "median_distance_m", "fixes")
    seen = [[dict(f.facts)[k] for k in kept] for n in (1, -1) for e in (1, -1) for f in told("track.encounter", side_by_side(n, e))]
    assert len(seen) == 4
    assert all(s == seen[0] for s in seen)


def test_coarse_fixes_of_long_range_messages_put_nobody_alongside() -> None:
    """Message 27 gives tenths of minutes: two ships 150 m apart fall on one point."""
    fine, coarse = side_by_side(1, 1, 0.0002), side_by_side(1, 1, 0.0)
    for row in fine:
        row["at"][1] += 0.00012
    assert [dict(f.facts)["tier"] for f in told("track.encounter", fine)] == ["alongside"]
    assert [dict(f.facts)["tier"] for f in told("track.encounter", coarse)] == ["close"]


def test_a_gap_between_two_hulls_is_none() -> None:
    """The last fix of one hull and the first of another, a world away, on one number: a leap, and no silence of anybody."""
    about = [{"mmsi": 412000001 + i, "since": hour(0), "until": hour(23), "at": [35.5 + i * 0.1, 123.1 - i * 0.1]} for i in range(4)]
    one = {"mmsi": 412000009, "since": hour(0), "until": hour(6), "at": [35.6, 123.0]}
    other = {"mmsi": 412000009, "since": hour(14), "until": hour(20), "at": [-20.0, -40.0]}
    again = {**other, "at": [35.9, 123.0]}
    assert told("track.gap", [*about, one, other]) == []
    assert len(told("track.gap", [*about, one, again])) == 1
