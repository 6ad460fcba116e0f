"""A made-up sea with known truth: ships, ports, meetings, tows, silences, an outage; at any seed, size and density.

Nothing here is on any map: ports lie where the seed puts them, also on the antimeridian. What is planted is what checks must find,
and nothing else away from ports may be found.
"""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

DAY_S = 86_400
START = 1_577_836_800  # 2020-01-01T00:00:00Z
_KM = 111.19492664455874  # of a degree of latitude on a sphere of 6,371 km
_KMH = 1.852  # of a knot


@dataclass(frozen=True)
class Sea:
    """What to plant. `every_s`: seconds between fixes, `jitter` the share by which that varies, `lost` the share of fixes not heard."""

    seed: int = 1
    ships: int = 400
    days: int = 1
    every_s: float = 86.4
    jitter: float = 0.3
    lost: float = 0.0
    ports: int = 12
    meetings: int = 20
    tows: int = 4
    silences: int = 10
    twins: int = 2
    queue: int = 0
    outage: tuple[float, float] | None = None


@dataclass
class Planted:
    """Positions in order of arrival, and the truth: pairs that met (a < b) with start and end, silences (mmsi, start, end), pairs
    under tow, pairs of transponders on one hull, ports (lat, lon), ships in the queue at anchor."""

    positions: pa.Table
    meetings: list[tuple[int, int, int, int]] = field(default_factory=list)
    silences: list[tuple[int, int, int]] = field(default_factory=list)
    tows: list[tuple[int, int]] = field(default_factory=list)
    twins: list[tuple[int, int]] = field(default_factory=list)
    ports: list[tuple[float, float]] = field(default_factory=list)
    queue: list[int] = field(default_factory=list)


def plant(sea: Sea) -> Planted:
    """The sea and its truth."""
    rng = np.random.default_rng(sea.seed)
    truth = Planted(pa.table({}))
    truth.ports = [(float(rng.uniform(-55, 60)), float(lon)) for lon in _longitudes(rng, sea.ports)]
    rows: list[tuple[np.ndarray, ...]] = []
    mmsi = 200_000_001

    def add(lat: np.ndarray, lon: np.ndarray, t: np.ndarray) -> int:
        nonlocal mmsi
        kept = rng.random(len(t)) >= sea.lost
        rows.append((np.full(int(kept.sum()), mmsi), t[kept], lat[kept], lon[kept]))
        mmsi += 1
        return mmsi - 1

    for i in range(sea.meetings):
        _meet(sea, rng, i, add, truth)
    for _ in range(sea.tows):
        _tow(sea, rng, add, truth)
    for _ in range(sea.twins):
        _twin(sea, rng, add, truth)
    for i in range(sea.queue):
        _queue(sea, rng, i, add, truth)
    left = max(0, sea.ships - (mmsi - 200_000_001))
    at_port = int(left * 0.4)
    for i in range(left):
        port = truth.ports[i % len(truth.ports)]
        if i < at_port:
            t = _times(sea, rng)
            near = rng.normal(0, 1.0, 2)
            add(*_off(port, near[0] + rng.normal(0, 0.01, len(t)), near[1] + rng.normal(0, 0.01, len(t))), t)
        else:
            _sail(sea, rng, port, add, truth, silent=i < at_port + sea.silences)
    _gather(sea, rng, rows, truth)
    return truth


def _longitudes(rng: np.random.Generator, n: int) -> np.ndarray:
    """A tenth of them within 30 km of the antimeridian, a tenth on a whole degree."""
    lon = rng.uniform(-180, 180, n)
    lon[::10] = 180 + rng.uniform(-0.2, 0.2, len(lon[::10]))
    lon[1::10] = np.round(lon[1::10])
    return lon


def _times(sea: Sea, rng: np.random.Generator) -> np.ndarray:
    n = int(sea.days * DAY_S / sea.every_s)
    t = START + (np.arange(n) + 0.5 + rng.uniform(-sea.jitter, sea.jitter, n)) * sea.every_s
    return t.astype(np.int64)


def _off(place: tuple[float, float], east_km: np.ndarray, north_km: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    lat = place[0] + north_km / _KM
    lon = place[1] + east_km / (_KM * np.cos(np.radians(lat)))
    return lat, (lon + 180) % 360 - 180


def _meet(sea: Sea, rng: np.random.Generator, i: int, add, truth: Planted) -> None:
    """Two ships come, lie 10 to 400 m apart for 2.3 to 8 hours, and go; every third across a midnight where there is one. In a port's
    10 km a meeting is none (Global Fishing Watch's rule), so none is planted there."""
    place = _place(rng, i)
    while any(_km(place, port) < 10 for port in truth.ports):
        place = _place(rng, i)
    lasts = rng.uniform(2.3, 8) * 3600
    whole = sea.days * DAY_S
    midnight = START + DAY_S * int(rng.integers(1, sea.days)) if sea.days > 1 and i % 3 == 0 else None
    begin = midnight - lasts / 2 if midnight else START + rng.uniform(0.15, 0.85 - lasts / whole) * whole
    end = begin + lasts
    drift, heading = rng.uniform(0, 0.5) * _KMH / 3600, rng.uniform(0, 2 * np.pi)
    apart, side = rng.uniform(0.01, 0.4), rng.uniform(0, 2 * np.pi)
    pair = []
    for k in (0, 1):
        t = _times(sea, rng)
        v = rng.uniform(8, 14) * _KMH / 3600
        come, go = rng.uniform(0, 2 * np.pi, 2)
        before, after = np.clip(begin - t, 0, None) * v, np.clip(t - end, 0, None) * v
        inside = (np.clip(t, begin, end) - begin) * drift
        east = before * np.sin(come) + inside * np.sin(heading) + after * np.sin(go) + k * apart * np.sin(side)
        north = before * np.cos(come) + inside * np.cos(heading) + after * np.cos(go) + k * apart * np.cos(side)
        pair.append(add(*_off(place, _clip(east), _clip(north)), t))
    truth.meetings.append((pair[0], pair[1], int(begin), int(end)))


def _place(rng: np.random.Generator, i: int) -> tuple[float, float]:
    """Anywhere; of ten one on the antimeridian and one on a whole degree."""
    lon = (180 + rng.uniform(-0.002, 0.002)) if i % 10 == 0 else round(rng.uniform(-170, 170)) if i % 10 == 1 else rng.uniform(-179, 179)
    return float(rng.uniform(-55, 60)), float(lon)


def _km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Near enough for what is near."""
    east = ((a[1] - b[1] + 180) % 360 - 180) * np.cos(np.radians(a[0]))
    return float(np.hypot(a[0] - b[0], east) * _KM)


def _clip(km: np.ndarray) -> np.ndarray:
    """Far away a ship stays in its waters: 700 km from where it met, so that no latitude runs out."""
    return 700 * np.sin(np.clip(km / 700, -np.pi / 2, np.pi / 2))


def _tow(sea: Sea, rng: np.random.Generator, add, truth: Planted) -> None:
    place, t = (float(rng.uniform(-50, 50)), float(rng.uniform(-180, 180))), _times(sea, rng)
    run, heading = (t - START) * 4 * _KMH / 3600, rng.uniform(0, 2 * np.pi)
    for k in (0, 1):
        id_ = add(*_off(place, _clip((run + k * 0.25) * np.sin(heading)), _clip((run + k * 0.25) * np.cos(heading))), t)
    truth.tows.append((id_ - 1, id_))


def _twin(sea: Sea, rng: np.random.Generator, add, truth: Planted) -> None:
    """One hull with two transponders: sails for four hours, lies for eight, sails on."""
    place, heading = (float(rng.uniform(-50, 50)), float(rng.uniform(-180, 180))), rng.uniform(0, 2 * np.pi)
    for k in (0, 1):
        t = _times(sea, rng)
        run = (np.clip(t - START, 0, 4 * 3600) + np.clip(t - START - 12 * 3600, 0, None)) * 10 * _KMH / 3600
        id_ = add(*_off(place, _clip(run * np.sin(heading)) + k * 0.02, _clip(run * np.cos(heading))), t)
    truth.twins.append((id_ - 1, id_))


def _queue(sea: Sea, rng: np.random.Generator, i: int, add, truth: Planted) -> None:
    """Ships waiting at anchor, a row of them 350 m apart, 20 km off the first port."""
    t = _times(sea, rng)
    swing = rng.normal(0, 0.02, (2, len(t)))
    truth.queue.append(add(*_off(truth.ports[0], 20 + (i % 6) * 0.35 + swing[0], 20 + (i // 6) * 0.35 + swing[1]), t))


def _sail(sea: Sea, rng: np.random.Generator, port: tuple[float, float], add, truth: Planted, silent: bool) -> None:
    """Back and forth through the waters of a port; a silent one is not heard for 6.2 to 12 hours."""
    t = _times(sea, rng)
    v, heading, phase = rng.uniform(8, 14) * _KMH / 3600, rng.uniform(0, 2 * np.pi), rng.uniform(0, 400)
    leg = np.abs((phase + (t - START) * v) % 400 - 200) - 100
    side = rng.uniform(5, 60) * rng.choice([-1, 1])
    lat, lon = _off(port, leg * np.sin(heading) + side * np.cos(heading), leg * np.cos(heading) - side * np.sin(heading))
    if silent:
        lasts = rng.uniform(6.2, 12) * 3600
        begin = START + rng.uniform(0.05, 0.95 - lasts / (sea.days * DAY_S)) * sea.days * DAY_S
        kept = (t <= begin) | (t >= begin + lasts)
        before, after = t[t <= begin], t[t >= begin + lasts]
        t, lat, lon = t[kept], lat[kept], lon[kept]
        truth.silences.append((add(lat, lon, t), int(before[-1]), int(after[0])))
    else:
        add(lat, lon, t)


def _gather(sea: Sea, rng: np.random.Generator, rows: list[tuple[np.ndarray, ...]], truth: Planted) -> None:
    """One table in the order of arrival; in an outage nobody is heard."""
    mmsi, t, lat, lon = (np.concatenate([r[i] for r in rows]) for i in range(4))
    if sea.outage:
        dark = (t >= START + sea.outage[0] * 3600) & (t < START + sea.outage[1] * 3600)
        mmsi, t, lat, lon = mmsi[~dark], t[~dark], lat[~dark], lon[~dark]
    order = np.argsort(t + rng.integers(0, 30, len(t)), kind="stable")
    ints = {
        "mmsi": mmsi,
        "t": t,
        "lat5": np.floor(lat * 1e5 + 0.5),
        "lon5": np.floor(lon * 1e5 + 0.5),
    }
    truth.positions = pa.table({name: pa.array(v[order].astype(np.int32)) for name, v in ints.items()})
