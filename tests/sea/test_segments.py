"""Tracks of one number against those that Global Fishing Watch's segmenter makes of the same real fixes."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from inforce.sea.segments import Fix, segments


def agreement(rows: list[dict], golden: dict[int, dict]) -> tuple[int, int]:
    """Rows that are on the same track by both, or on none; and all rows."""
    fixes = [
        Fix(
            r["ts"].replace(tzinfo=UTC).timestamp(),
            *(None if r[c] is None or r[c] != r[c] else r[c] for c in ("lat", "lon", "speed", "course")),
        )
        for r in rows
    ]
    theirs = [g["seg"] if (g := golden.get(r["row"])) and g["kind"] in ("Segment", "ClosedSegment") else None for r in rows]
    pairs = Counter(zip(theirs, segments(fixes), strict=True))
    same: dict[str, int] = {}
    for (a, b), _ in pairs.most_common():
        if a is not None and b is not None and a not in same and b not in same.values():
            same[a] = b
    return sum(n for (a, b), n in pairs.items() if (a is None and b is None) or (a is not None and same.get(a) == b)), len(rows)


@pytest.mark.parametrize("mmsi", ["263576000", "338013000", "416000000"])
def test_at_least_99_of_100_real_fixes_are_on_the_track_of_global_fishing_watch(shared: Callable[[str], Path], mmsi: str) -> None:
    table = pq.read_table(shared("ais/gfw_segment_tracks_3mmsi.parquet")).to_pylist()
    golden = json.loads(shared("ais/fixtures/gfw_segments_golden.json").read_text())
    rows = sorted((r for r in table if r["mmsi"] == mmsi), key=lambda r: r["row"])
    alike, n = agreement(rows, {g["row"]: g for g in golden if g["track"] == f"seg_{mmsi}.json"})
    assert n > 900
    assert alike / n >= 0.99


def test_two_hulls_that_take_turns_on_a_number_are_two_tracks() -> None:
    fixes = [Fix(i * 300.0, 35.0 if i % 2 else 36.0, 123.0 + i * 0.005, 6.0, 90.0) for i in range(40)]
    assert {b for a, b in zip(fixes, segments(fixes), strict=True) if a.lat == 35.0} != {
        b for a, b in zip(fixes, segments(fixes), strict=True) if a.lat == 36.0
    }
    assert len(set(segments(fixes))) == 2
