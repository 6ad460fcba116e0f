"""How far meetings and tracks agree with Global Fishing Watch's own cases (Apache-2.0): their events, and their segmenter on real fixes."""

import json
from collections import Counter
from datetime import UTC
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from inforce.check import Check
from inforce.checks import every
from inforce.law import load
from inforce.reference import Reference
from inforce.run.windows import Engine, Held, series
from inforce.sea.meetings import runs
from inforce.sea.pairs import Meeting, near
from inforce.sea.segments import Fix, segments

THEIRS = Meeting(bridge_s=4_200, run_min=30, whole_min=0, apart_h=24, under_way_kn=60)  # what their cases are run with
CASES = ("simple", "multi", "dateline", "fastsep")  # all but `real`, which theirs tells in two ways (tests/sea/test_meetings.py)


def measure(corpus: Path) -> dict[str, float]:
    """`events`: share of their events that ours has in all fields, less the share of ours that they have not; `segments`: share of rows on
    the same track. `corpus` is their encounters; the segments lie beside it."""
    cases = json.loads(corpus.read_text(encoding="utf-8"))["cases"]
    right = wanted = 0
    for name in CASES:
        ours = _sides(cases[name])
        theirs = {(e["vessel_1_seg_id"], e["vessel_2_seg_id"]): e for e in cases[name]["expected_raw"]}
        wanted += len(theirs)
        right += sum(_alike(ours[pair], e) for pair, e in theirs.items() if pair in ours) - len(ours.keys() - theirs.keys())
    return {"events": right / wanted, "segments": _segments(corpus.parent)}


def _sides(case: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """Our runs, seen from either ship, under their names."""
    rows = [(int(r["id"]), int(r["t"]), round(r["lat"] * 1e5), round(r["lon"] * 1e5)) for r in case["input"]]
    fixes = pa.table({n: pa.array(v, pa.int32()) for n, v in zip(("mmsi", "t", "lat5", "lon5"), zip(*rows, strict=True), strict=True)})
    check = Check("track.x", "track", (), every()["track.encounter"].find, steps=(near(THEIRS),))
    seen = series([check], Held(fixes), Reference(load(), places=()), Engine(threads=1))["near"].table()
    found = {}
    for r in runs(seen, THEIRS).to_pylist():
        for one, other in ("ab", "ba"):
            found[str(r[one]), str(r[other])] = {
                "start_time": r["since"],
                "end_time": r["until"],
                "vessel_1_point_count": r[f"points_{one}"],
                "vessel_2_point_count": r[f"points_{other}"],
                "median_distance_km": r["km"],
                "median_speed_knots": r[f"kn_{one}"],
                "mean_latitude": r[f"lat_{one}"],
                "mean_longitude": r[f"lon_{one}"],
                **{k: r[f"{k}_{one}"] for k in ("start_lat", "start_lon", "end_lat", "end_lon")},
            }
    return found


def _alike(ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    """All fields; positions at rest have five decimals of a degree, so distances of two have some metres."""
    least = {"median_distance_km": 2e-3, "median_speed_knots": 5e-3}
    return all(abs(v - theirs[k]) <= least.get(k, 1e-5) for k, v in ours.items())


def _segments(folder: Path) -> float:
    golden = json.loads((folder / "gfw_segments_golden.json").read_text(encoding="utf-8"))
    alike = n = 0
    table = pq.read_table(folder.parent / "gfw_segment_tracks_3mmsi.parquet").to_pylist()
    for mmsi in sorted({r["mmsi"] for r in table}):
        rows = sorted((r for r in table if r["mmsi"] == mmsi), key=lambda r: r["row"])
        of = {g["row"]: g["seg"] for g in golden if g["track"] == f"seg_{mmsi}.json" and g["kind"] in ("Segment", "ClosedSegment")}
        pairs = Counter(zip((of.get(r["row"]) for r in rows), segments(map(_fix, rows)), strict=True))
        same: dict[str, int] = {}
        for (a, b), _ in pairs.most_common():
            if a is not None and b is not None and a not in same and b not in same.values():
                same[a] = b
        alike += sum(k for (a, b), k in pairs.items() if (a is None and b is None) or (a is not None and same.get(a) == b))
        n += len(rows)
    return alike / n


def _fix(r: dict[str, Any]) -> Fix:
    return Fix(
        r["ts"].replace(tzinfo=UTC).timestamp(),
        *(None if r[c] is None or r[c] != r[c] else r[c] for c in ("lat", "lon", "speed", "course")),
    )
