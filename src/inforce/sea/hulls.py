"""Hulls and numbers that do not go one by one: two hulls on a number, and one hull that bears two."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from inforce.base.rows import Rows
from inforce.base.steps import Step
from inforce.sea import sphere
from inforce.sea.jumps import LEAP
from inforce.sea.said import alike
from inforce.sea.segments import Fix, segments

FEWEST, LEAST_S = 3, 3_600  # fixes of each of two tracks while both were going on, and how long that was
APART_KM = 10.0  # as for a leap
ACROSS_KM = 5.0  # nearer than this to the line of a course, a second track is the first one at another time
MIRROR_KM = 100.0  # near enough to be the same track with the sign of a coordinate turned round
TOGETHER_TICKS, TOGETHER_SHARE = 3, 0.9  # half an hour under way within 50 m, nine times in ten: less is a tow, or a coincidence
NAMED_SHARE = 0.5

# The fixes of numbers that leap in the window, one in five minutes of each tenth of a degree or so; at the poles is nobody.
LEAPER = Step(
    "leaper",
    """
    SELECT mmsi, t, lat5, lon5, sog10, cog10 FROM (
        SELECT f.mmsi, f.t, f.lat5, f.lon5, f.sog10, f.cog10, row_number() OVER (
            PARTITION BY f.mmsi, f.t // 300, floor(f.lat5 / 10000e0), floor(f.lon5 / 10000e0)
            ORDER BY f.t, f.lat5, f.lon5, f.sog10, f.cog10) AS i
        FROM fix AS f JOIN (SELECT DISTINCT mmsi FROM leap) AS l ON f.mmsi = l.mmsi
        WHERE f.t >= :since AND f.t < :until AND abs(f.lat5) < 8950000) AS numbered
    WHERE i = 1
    """,
    (LEAP,),
)


@dataclass(frozen=True, slots=True)
class Shared:
    """A number that two hulls bore at once: from when to when (epoch seconds), how many tracks had part in it, how far apart two of
    them were at most (km), and where two were when it began (lat, lon)."""

    mmsi: int
    since: int
    until: int
    tracks: int
    km: float
    places: tuple[tuple[float, float], tuple[float, float]]


def shared(leaper: Rows) -> dict[int, Shared]:
    """Numbers whose fixes make up two tracks at the same time, each of which a ship can have sailed."""
    found: dict[int, Shared] = {}
    for part in leaper.few("mmsi"):
        by: dict[int, list[Fix]] = defaultdict(list)
        for r in sorted(part.to_pylist(), key=lambda r: (r["mmsi"], r["t"], r["lat5"], r["lon5"])):
            by[r["mmsi"]].append(_fix(r))
        found |= {m: s for m, fixes in by.items() if (s := _shared(m, fixes))}
    return found


def _fix(r: dict[str, Any]) -> Fix:
    """Speed and course that were not told are taken for rest, which the segmenter can work with."""
    speed = 0.0 if r["sog10"] is None else r["sog10"] / 10
    course = None if r["cog10"] is None else r["cog10"] / 10
    return Fix(r["t"], r["lat5"] / 1e5, r["lon5"] / 1e5, 0.0 if course is None else speed, course)


def _shared(mmsi: int, fixes: list[Fix]) -> Shared | None:
    tracks: dict[int, list[Fix]] = defaultdict(list)
    for fix, number in zip(fixes, segments(fixes), strict=True):
        if number is not None:
            tracks[number].append(fix)
    found = list(_overlaps({n: t for n, t in tracks.items() if len(t) >= FEWEST}))
    if not found:
        return None
    since, first = min((s, places) for s, _, _, places, _ in found)
    parts = {n for *_, pair in found for n in pair}
    return Shared(mmsi, int(since), int(max(u for _, u, *_ in found)), len(parts), max(km for _, _, km, _, _ in found), first)


_Overlap = tuple[float, float, float, tuple[tuple[float, float], tuple[float, float]], tuple[int, int]]


def _overlaps(tracks: dict[int, list[Fix]]) -> Iterator[_Overlap]:
    """Pairs of tracks that went on at once in different places."""
    for (i, a), (j, b) in combinations(sorted(tracks.items()), 2):
        since, until = max(a[0].t, b[0].t), min(a[-1].t, b[-1].t)
        inside = [[f for f in t if since <= f.t <= until] for t in (a, b)]
        if until - since < LEAST_S or min(map(len, inside)) < FEWEST:
            continue
        here, there = (sphere.middle([(f.lat or 0.0, f.lon or 0.0) for f in t]) for t in inside)
        km = sphere.distance_km(*here, *there)
        mirrored = min(sphere.distance_km(*here, lat, lon) for lat, lon in ((-there[0], there[1]), (there[0], -there[1])))
        if km > APART_KM and mirrored > MIRROR_KM and not (_along(*inside) or _along(inside[1], inside[0])):
            yield since, until, km, (here, there), (i, j)


def _along(a: list[Fix], b: list[Fix]) -> bool:
    """Whether b goes along the line of a, before or behind: one ship, heard by receivers whose clocks differ."""
    (lat, lon), (lat2, lon2) = ((f.lat or 0.0, f.lon or 0.0) for f in (a[0], a[-1]))
    if sphere.distance_km(lat, lon, lat2, lon2) < APART_KM:
        return False
    off = sorted(sphere.off_line_km((f.lat or 0.0, f.lon or 0.0), (lat, lon), (lat2, lon2)) for f in b)
    return off[len(off) // 2] < ACROSS_KM


def one_hull(together: Rows, names: Callable[[int], list[str]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Pairs (a < b) that move as one ship: to how many grid positions of both under way, and how many of them within 50 m. Nine in ten
    are enough, or half where both bear one name, as `names` tells."""
    summed = together.table().group_by(["a", "b"]).aggregate([("ticks", "sum"), ("close", "sum")])
    found = {}
    for r in sorted(summed.to_pylist(), key=lambda r: (r["a"], r["b"])):
        share = TOGETHER_SHARE
        if any(alike("name", x, y) for x in names(r["a"]) for y in names(r["b"])):
            share = NAMED_SHARE
        if r["close_sum"] >= TOGETHER_TICKS and r["close_sum"] >= share * r["ticks_sum"]:
            found[r["a"], r["b"]] = (r["ticks_sum"], r["close_sum"])
    return found
