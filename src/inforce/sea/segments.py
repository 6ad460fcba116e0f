"""One number, several hulls: its fixes parted into tracks that a ship can have sailed.

The method is that of Global Fishing Watch's segmenter (gpsdio-segment, Apache-2.0; commit 8109193): each fix goes to the open track
where it lies nearest to where that track would be by now, reckoned forwards and backwards, at rest, or off its line; fixes that fit
two tracks about as well end both. It goes fix by fix, so it is for the few numbers whose positions leap (track.jump), not for all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import atan2, cos, exp, hypot, inf, radians, sin, sqrt

MAX_H = 8.0  # between two fixes of a track
KN, SLOW_KN = 25.0, 5.0  # off by more than the one for all the time between cannot be; off by the other is unlikely
BUFFER_H, PENALTY_H = 0.25, 4.0  # added to the time between; from where on a ship is not taken to have gone straight on
LOOKBACK, LOOKBACK_FACTOR, SHAPE, AMBIGUOUS, SHORT = 5, 2.0, 4.0, 10.0, 10
STILL_KN = 0.35  # at or below it a course may be missing
NOISE_KN = (51.2, 63.0, 102.3)  # what stands for "not known", and a bit that fell over
MOST_OPEN = 20


@dataclass(frozen=True, slots=True)
class Fix:
    """Epoch seconds, degrees, knots and degrees; None where not known."""

    t: float
    lat: float | None
    lon: float | None
    speed: float | None
    course: float | None


@dataclass
class _Track:
    number: int
    count: int = 0
    last: list[tuple[int, Fix, float]] = field(default_factory=list)  # place, fix, how well it fitted


def segments(fixes: Iterable[Fix]) -> list[int | None]:
    """For fixes of one number in order of time, the number of the track that each is on, by order of first fix; None for those that are
    no position, noise, said before, or dropped because what came after fits better without them."""
    given = list(fixes)
    found: list[int | None] = [None] * len(given)
    tracks: list[_Track] = []
    seen: set[tuple[int, ...]] = set()
    n = 0
    for i, fix in enumerate(given):
        if not _usable(fix) or _said_before(fix, seen):
            continue
        tracks = [t for t in tracks if (fix.t - t.last[-1][1].t) / 3600 <= MAX_H]
        fits = [(t, m) for t in tracks if (m := _fit(t, fix))]
        best = _best(fits)
        if len(best) == 1:
            track, (fitted, dropped) = best[0]
            for place in dropped:
                found[place] = None
            track.last = [x for x in track.last if x[0] not in dropped]
        else:
            tracks = [t for t in tracks if t not in [b for b, _ in best]]
            tracks = sorted(tracks, key=lambda t: t.last[-1][1].t)[-MOST_OPEN + 1 :]
            track, fitted = _Track(n), 0.0
            tracks.append(track)
            n += 1
        track.last = [*track.last[-LOOKBACK - 3 :], (i, fix, fitted)]
        track.count += 1
        found[i] = track.number
    return found


def _usable(f: Fix) -> bool:
    if f.lat is None or f.lon is None or f.speed is None or abs(f.lat) > 90 or abs(f.lon) > 180:
        return False
    return not any(abs(f.speed - noise) < 0.05 for noise in NOISE_KN) and (f.course is not None or f.speed <= STILL_KN)


def _said_before(f: Fix, seen: set[tuple[int, ...]]) -> bool:
    """Whether a ship under way says a place, course and speed again, which she cannot be at twice."""
    at = (round((f.lat or 0) * 60_000), round((f.lon or 0) * 60_000), round((f.course or 0) * 10), round((f.speed or 0) * 10))
    again = (f.speed or 0) > 0 and at in seen
    seen.add(at)
    return again


def _best(fits: list[tuple[_Track, tuple[float, list[int]]]]) -> list[tuple[_Track, tuple[float, list[int]]]]:
    """The track that the fix fits best, with all that fit it about as well; short tracks count for less."""
    if len(fits) < 2:
        return fits
    rated = sorted(
        ((m[0] * (a := t.count / SHORT) / sqrt(1 + a * a), -t.number, (t, m)) for t, m in fits), reverse=True, key=lambda x: x[:2]
    )
    return [fit for rate, _, fit in rated if rate * AMBIGUOUS >= rated[0][0]]


def _fit(track: _Track, fix: Fix) -> tuple[float, list[int]] | None:
    """How well the fix follows the track, and which of its last fixes it would be followed without."""
    best, found = 0.0, None
    dropped: list[int] = []
    existing = 0.0
    for back, (place, before, fitted) in enumerate(reversed(track.last[-LOOKBACK:])):
        hours = (fix.t - before.t) / 3600
        if hours > MAX_H:
            break
        metric = _metric(_discrepancy(before, fix, hours / (1 + sqrt(max(hours, 0) / PENALTY_H))), hours)
        reduced = metric / max(1.0, back * LOOKBACK_FACTOR)
        if metric > 0 and reduced > existing and reduced > best:
            best, found = reduced, (metric, dropped[:])
        dropped.append(place)
        existing = fitted
    return found


def _metric(discrepancy_nm: float, hours: float) -> float:
    padded = hypot(hours, BUFFER_H)
    if discrepancy_nm > padded * KN:
        return 0.0
    alpha = KN / SLOW_KN * discrepancy_nm / (padded * KN)
    return exp(-alpha * alpha) / padded


def _reckoned(f: Fix, hours: float) -> tuple[float, float]:
    """Where the ship is (lon, lat) some hours on, or before."""
    speed, course = (f.speed or 0.0, f.course) if f.course is not None else (0.0, 0.0)
    angle, lat, lon = radians(90 - (course or 0)), f.lat or 0.0, f.lon or 0.0
    return lon + cos(angle) * speed * hours / 60 / (cos(radians(lat)) + 1e-3), lat + sin(angle) * speed * hours / 60


def _discrepancy(a: Fix, b: Fix, hours: float) -> float:
    """Nautical miles between where b is and where a leads to: the least of three ways to see it."""
    alat, alon, blat, blon = a.lat or 0.0, a.lon or 0.0, b.lat or 0.0, b.lon or 0.0
    per_lon = 60 * cos(radians(0.5 * (alat + blat)))

    def nm(lon: float, lat: float, lon2: float, lat2: float) -> float:
        return hypot(per_lon * ((lon2 - lon + 180) % 360 - 180), 60 * (lat2 - lat))

    ahead, behind = _reckoned(a, hours), _reckoned(b, -hours)
    reckoned = 0.5 * (nm(alon, alat, *behind) + nm(blon, blat, *ahead))
    away = nm(alon, alat, blon, blat)
    bearing = atan2(60 * (blat - alat), per_lon * ((blon - alon + 180) % 360 - 180))
    off = [_off(f, bearing, away, hours) for f in (a, b)]
    return min(reckoned, away * SHAPE, 0.5 * sum(off) * SHAPE)


def _off(f: Fix, bearing: float, away: float, hours: float) -> float:
    """How far off the line of the course the other fix lies; inf where it lies beyond what the speed allows, or astern."""
    delta = radians(90 - (f.course or 0)) - bearing
    along = cos(delta) * away
    return abs(sin(delta)) * away if 0 < along <= (f.speed or 0) * hours else inf
