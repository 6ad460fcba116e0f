"""Measures gaps and encounters on a made-up sea, and NMEA, beside peers in the same run.

    python benchmarks/speed/at_sea.py [SHIPS] [DAYS] [THREADS]     1,000 ships (a million positions a day), one day, one thread
    python benchmarks/speed/at_sea.py grow SHIPS DAYS...           peak memory at several numbers of days

The day of ten million positions is `10000`, ten such days on two threads `10000 10 2`. Prints positions per CPU second, CPU and wall
seconds and peak memory, each part in a process of its own. The sea is that of tests/planted.py: exit 0 only if every planted meeting is
found and nothing else outside crowds, memory stays within BOUND_MB, and the ratios to the peers within limits.json.

Peers: movingpandas with pandas, in an environment of its own under .inforce/peers, on fifty such ships (its gaps are those of
ObservationGapSplitter; it knows no encounters, so its positions are interpolated to every ten minutes and compared pair by pair, as one
would). Global Fishing Watch's code needs Beam and is not run: THEIRS is what its core took on a tenth of such a day, with no Beam about it.
NMEA: pyais, where the test data (INFORCE_TEST_DATA) lies.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

HOME = Path(__file__).parents[2]
LIMITS = Path(__file__).with_name("limits.json")
NMEA = Path(os.environ.get("INFORCE_TEST_DATA", HOME.parent / "shared/data")) / "ais/nmea/exactearth_20211101.nm4"
BOUND_MB = {1: 1_000, 10: 6_000}
GROWN_MB = 2_000  # whatever the number of days
MOVINGPANDAS, FEW = "movingpandas==0.23.0", 50
THEIRS = {"Global Fishing Watch's encounters": 37_700, "Global Fishing Watch's gaps (rows grouped before)": 2_480_000}  # positions a CPU s


def sea(ships: int, day: int):
    """One day of the sea; each has its own luck."""
    from planted import Sea, plant

    # Every tenth meeting, the first too, lies on the antimeridian; at least four, so that fifty ships have some elsewhere.
    met = max(4, ships * 3 // 100)
    return plant(Sea(seed=day + 1, ships=ships, ports=ships // 50, meetings=met, tows=ships // 100, silences=ships // 20, queue=12))


def file_days(folder: Path, ships: int, days: int) -> dict[str, list]:
    """Plants and files each day; gives the truth by day."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    from inforce.base.tables import FIX

    (folder / "positions").mkdir(parents=True)
    (folder / "reports").mkdir()
    truth = {}
    for day in range(days):
        planted = sea(ships, day)
        t = planted.positions["t"].to_numpy() + day * 86_400
        # each day has ships of its own: no hull sails from one made-up day into the next
        made = planted.positions.set_column(1, "t", pa.array(t, pa.int32()))
        made = made.set_column(0, "mmsi", pa.array(made["mmsi"].to_numpy() + np.int32(day * 20_000), pa.int32()))
        whole = pa.table([made[f.name] if f.name in made.column_names else pa.nulls(len(made), f.type) for f in FIX], schema=FIX)
        whole = whole.sort_by([(name, "ascending") for name in ("mmsi", "t", "lat5", "lon5")])
        pq.write_table(whole, folder / f"positions/2020-01-{day + 1:02}.parquet", compression="zstd")
        truth[day] = [(a + day * 20_000, b + day * 20_000) for a, b, _, _ in planted.meetings]
    return truth


def find(folder: Path, threads: int, check_ids: list[str]) -> dict[str, float | list]:
    """Runs the checks over the store, counted from an open process on."""
    from inforce.checks import every
    from inforce.law import load
    from inforce.reference import Reference
    from inforce.run import windows
    from inforce.store.tracks import TrackStore

    store, ref = TrackStore(folder), Reference(load(), places=())
    checks = [every()[i] for i in check_ids]
    n = sum(store.sizes().values())
    cpu, wall = time.process_time(), time.perf_counter()
    found, pairs = 0, []
    engine = windows.Engine(threads=threads, memory="800MB" if threads == 1 else "4GB", spill=folder / "spill")
    for f in windows.find(checks, store, ref, engine):
        found += 1
        facts = dict(f.facts)
        if f.check_id == "track.encounter" and facts["tier"] != "context":
            pairs.append((int(f.subject), int(facts["other_mmsi"])))
    return {"rows": n, "cpu_s": time.process_time() - cpu, "wall_s": time.perf_counter() - wall, "found": found, "pairs": pairs}


def screen(folder: Path, check_ids: list[str]) -> dict[str, float]:
    """A whole screening as `inforce tracks screen` does it, with the memory that is its default, to the last finding read back in order."""
    from inforce.checks import every
    from inforce.law import load
    from inforce.reference import Reference
    from inforce.run import windows
    from inforce.run.local import Screening
    from inforce.run.pile import Pile
    from inforce.store.tracks import TrackStore

    store = TrackStore(folder)
    cpu, wall = time.process_time(), time.perf_counter()
    with Pile() as pile:
        Screening([every()[i] for i in check_ids], Reference(load(), places=())).follow(store, pile, windows.Engine(threads=1))
        found = sum(batch.num_rows for batch in pile.reader())
    rows = sum(store.sizes().values())
    return {"rows": rows, "cpu_s": time.process_time() - cpu, "wall_s": time.perf_counter() - wall, "found": found}


def nmea(path: Path) -> dict[str, float]:
    """Position reports decoded at once, and by pyais one by one: messages per CPU second."""
    import pyais

    from inforce.read import nmea as ours

    block = path.read_bytes()
    lines = [
        x for x in block.splitlines(keepends=True) if x.count(b"!AIVDM,1,1,") and x.split(b",")[5 if x[:1] == b"!" else -2][:1] in b"123"
    ]
    many = b"".join(lines) * max(1, 300_000 // len(lines))
    start = time.process_time()
    reader = ours.Reader("x")
    reader.read(many, last=True)
    mine = reader.messages / (time.process_time() - start)
    start = time.process_time()
    for line in lines * 10:
        pyais.decode(line[line.index(b"!") :].strip()).asdict()
    return {"ours": mine, "pyais": len(lines) * 10 / (time.process_time() - start)}


_MOVINGPANDAS = """
import json, resource, sys, time
from datetime import timedelta
import numpy as np, pandas as pd, movingpandas as mpd
given = np.load(sys.argv[1])
frame = pd.DataFrame({"ship": given["mmsi"], "t": pd.to_datetime(given["t"], unit="s"), "x": given["lon5"] / 1e5, "y": given["lat5"] / 1e5})
start = time.process_time()
ships = mpd.TrajectoryCollection(frame, "ship", t="t", x="x", y="y", crs="epsg:4326")
begun = time.process_time()
parts = mpd.ObservationGapSplitter(ships).split(gap=timedelta(hours=6))
gaps = len(parts) - len(ships)
split = time.process_time()
ticks = pd.date_range(frame.t.min().ceil("10min"), frame.t.max().floor("10min"), freq="10min")
near = {}
for tick in ticks:
    at = []
    for part in parts:
        if part.get_start_time() <= tick <= part.get_end_time():
            p = part.interpolate_position_at(tick)
            at.append((int(part.df.ship.iloc[0].split('_')[0]), p.y, p.x))  # the splitter says 200000001_0
    for i, (a, lat, lon) in enumerate(at):
        for b, lat2, lon2 in at[i + 1:]:
            r = np.radians
            h = np.sin(r(lat2 - lat) / 2) ** 2 + np.cos(r(lat)) * np.cos(r(lat2)) * np.sin(r(lon2 - lon) / 2) ** 2
            if 12742 * np.arcsin(np.sqrt(h)) <= 0.5:
                near.setdefault((a, b), []).append(tick)
pairs = [pair for pair, seen in near.items() if len(seen) > 12]
end = time.process_time()
print(json.dumps({"rows": len(frame), "gaps_s": split - start, "encounters_s": begun - start + end - split, "gaps": gaps, "pairs": pairs,
                  "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def movingpandas(folder: Path) -> dict:
    """Fifty ships by movingpandas: CPU seconds for gaps and for encounters, each with the making of its trajectories."""
    import numpy as np
    from names import peer

    planted = sea(FEW, 0)
    np.savez(folder / "few.npz", **{c: planted.positions[c].to_numpy() for c in ("mmsi", "t", "lat5", "lon5")})
    done = subprocess.run([peer(MOVINGPANDAS), "-c", _MOVINGPANDAS, str(folder / "few.npz")], stdout=subprocess.PIPE, check=True, text=True)
    told = json.loads(done.stdout)
    met = {(a, b) for a, b, _, _ in planted.meetings}
    found = {tuple(sorted(p)) for p in told["pairs"]}
    return {**told, "met": len(met), "found": len(found & met), "silences": len(planted.silences)}


def apart(*args: str) -> dict:
    """A part in a process of its own, with its peak memory."""
    done = subprocess.run([sys.executable, __file__, "part", *args], stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout)


def main(ships: int = 1_000, days: int = 1, threads: int = 1) -> int:
    """Plants, measures, judges."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, "sea")
        truth = {tuple(p) for pairs in apart("plant", str(folder), str(ships), str(days))["truth"].values() for p in pairs}
        wrong, ours = ours_measured(folder, days, threads, truth)
        return int(wrong) | beside_movingpandas(Path(made), ours) | beside_pyais()


def ours_measured(folder: Path, days: int, threads: int, truth: set[tuple]) -> tuple[bool, dict[str, float]]:
    """Prints what each check took; gives whether it went wrong, and positions per CPU second by check."""
    wrong, speeds = False, {}
    for checks in ("track.gap", "track.encounter", "track.gap,track.encounter"):
        m = apart("find", str(folder), str(threads), checks)
        speeds[checks] = m["rows"] / m["cpu_s"]
        print(
            f"{m['rows']:,} positions, {checks}: {speeds[checks]:,.0f} per CPU s, {m['cpu_s']:.1f} CPU s, {m['wall_s']:.1f} s elapsed, "
            f"{m['peak_mb']:.0f} MB, {m['found']} found"
        )
        wrong |= m["peak_mb"] > BOUND_MB.get(days, 6_000)
        if "encounter" in checks:
            told = {tuple(p) for p in m["pairs"]}
            print(f"  planted meetings found {len(told & truth)} of {len(truth)}, others outside crowds {len(told - truth)}")
            wrong |= told != truth
    return wrong, speeds


def beside_movingpandas(folder: Path, ours: dict[str, float]) -> int:
    """Prints the peer's figures, and how many times as much CPU time it takes; 1 where that is less than the limit."""
    m = movingpandas(folder)
    limits = json.loads(LIMITS.read_text(encoding="utf-8"))["at_sea"]
    speeds = {"track.gap": m["rows"] / m["gaps_s"], "track.encounter": m["rows"] / m["encounters_s"]}
    speeds["track.gap,track.encounter"] = m["rows"] / (m["gaps_s"] + m["encounters_s"])
    print(
        f"{m['rows']:,} positions, {MOVINGPANDAS}: gaps {speeds['track.gap']:,.0f} per CPU s, encounters {speeds['track.encounter']:,.0f}, "
        f"{m['peak_mb']:.0f} MB; silences {m['gaps']} of {m['silences']}, meetings {m['found']} of {m['met']}"
    )
    low = 0
    for checks, theirs in speeds.items():
        least = limits[f"{checks.replace('track.', '').replace(',', '_and_')}_to_movingpandas"]
        print(f"  {checks}: {ours[checks] / theirs:,.0f} times movingpandas, at least {least}")
        low |= int(ours[checks] / theirs < least)
    for name, theirs in THEIRS.items():
        check = "track.encounter" if "encounters" in name else "track.gap"
        print(f"  {check}: {ours[check] / theirs:,.1f} times {name}, {theirs:,} per CPU s as measured once, not in this run")
    return low


def beside_pyais() -> int:
    """Prints both figures for position reports; 1 where ours is not as many times the peer's as the limit asks."""
    if not NMEA.exists():
        print(f"NMEA: not measured: there is no {NMEA}; set INFORCE_TEST_DATA")
        return 0
    m, least = apart("nmea", str(NMEA)), json.loads(LIMITS.read_text(encoding="utf-8"))["at_sea"]["nmea_to_pyais"]
    print(
        f"NMEA position reports: {m['ours']:,.0f} per CPU s, pyais {m['pyais']:,.0f}: {m['ours'] / m['pyais']:.1f} times, at least {least}"
    )
    return int(m["ours"] / m["pyais"] < least)


def grow(ships: int, *days: int) -> int:
    """Prints what memory and time it takes as days are added: 1 where some number of days takes more than GROWN_MB."""
    high = 0
    for n in days:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made, "sea")
            apart("sail", str(folder), str(ships), str(n))
            m = apart("screen", str(folder), "track.gap,track.encounter")
            print(
                f"{n} days, {m['rows']:,} positions: {m['rows'] / m['cpu_s']:,.0f} per CPU s, {m['wall_s']:.0f} s, {m['peak_mb']:.0f} MB, "
                f"{m['found']:,} found",
                flush=True,
            )
            high |= int(m["peak_mb"] > GROWN_MB)
    return high


def sail(folder: Path, ships: int, days: int) -> None:
    """The same ships day after day, each as on the first: quicker made than new seas, and no ship is new."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    file_days(folder, ships, 1)
    first = pq.read_table(folder / "positions/2020-01-01.parquet")
    for day in range(1, days):
        t = pa.array(first["t"].to_numpy() + np.int32(day * 86_400), pa.int32())
        pq.write_table(first.set_column(1, "t", t), folder / f"positions/{date(2020, 1, 1) + timedelta(day)}.parquet", compression="zstd")


if __name__ == "__main__":
    sys.path[:0] = [str(HOME / "src"), str(HOME / "tests")]
    if sys.argv[1:2] == ["grow"]:
        sys.exit(grow(*map(int, sys.argv[2:])))
    elif sys.argv[1:2] != ["part"]:
        sys.exit(main(*map(int, sys.argv[1:])))
    elif sys.argv[2] == "nmea":
        print(json.dumps(nmea(Path(sys.argv[3]))))
    elif sys.argv[2] == "sail":
        sail(Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
        print("{}")
    elif sys.argv[2] == "plant":
        print(json.dumps({"truth": file_days(Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))}))
    else:
        folder, *more = sys.argv[3:]
        screened = sys.argv[2] == "screen"
        told = screen(Path(folder), more[0].split(",")) if screened else find(Path(folder), int(more[0]), more[1].split(","))
        print(json.dumps({**told, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
