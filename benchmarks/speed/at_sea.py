"""Measures gaps and encounters on a made-up day of ten million positions (or on ten such days), and NMEA beside pyais.

    python benchmarks/speed/at_sea.py [SHIPS] [DAYS] [THREADS]     10,000 ships and one day and thread, unless said otherwise

Prints positions per CPU second, CPU and wall seconds, and peak memory, each part in a process of its own. The sea is that of
tests/planted.py: exit 0 only if every planted meeting is found, nothing else is outside crowds, and memory stays within BOUND_MB.
For comparison, measured on parts of such a day: Global Fishing Watch's code for encounters 37,700 positions per CPU second,
movingpandas 7,200 (gaps 15,400).
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).parents[2]
BOUND_MB = {1: 1_000, 10: 6_000}


def sea(ships: int, day: int):
    """One day of the sea; each has its own luck."""
    from planted import Sea, plant

    return plant(
        Sea(seed=day + 1, ships=ships, ports=ships // 50, meetings=ships * 3 // 100, tows=ships // 100, silences=ships // 20, queue=12)
    )


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
        whole = whole.sort_by([("mmsi", "ascending"), ("t", "ascending")])
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
    found = list(
        windows.find(checks, store, ref, windows.Engine(threads=threads, memory="800MB" if threads == 1 else "4GB", spill=folder / "spill"))
    )
    pairs = [
        (int(f.subject), int(dict(f.facts)["other_mmsi"]))
        for f in found
        if f.check_id == "track.encounter" and dict(f.facts)["tier"] != "context"
    ]
    return {"rows": n, "cpu_s": time.process_time() - cpu, "wall_s": time.perf_counter() - wall, "found": len(found), "pairs": pairs}


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


def apart(*args: str) -> dict:
    """A part in a process of its own, with its peak memory."""
    done = subprocess.run([sys.executable, __file__, "part", *args], stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout)


def main(ships: int = 10_000, days: int = 1, threads: int = 1) -> int:
    """Plants, measures, judges."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, "sea")
        truth = {tuple(p) for pairs in apart("plant", str(folder), str(ships), str(days))["truth"].values() for p in pairs}
        wrong = False
        for name, checks in (
            ("gaps", "track.gap"),
            ("encounters", "track.encounter"),
            ("gaps and encounters", "track.gap,track.encounter"),
        ):
            m = apart("find", str(folder), str(threads), checks)
            speed = f"{m['rows'] / m['cpu_s']:,.0f} positions per CPU s"
            print(
                f"{m['rows']:,} positions, {name}: {speed}, {m['cpu_s']:.1f} CPU s, {m['wall_s']:.1f} s, "
                f"{m['peak_mb']:.0f} MB, {m['found']} found"
            )
            wrong |= m["peak_mb"] > BOUND_MB.get(days, 6_000)
            if "encounter" in checks:
                told = {tuple(p) for p in m["pairs"]}
                print(f"  planted meetings found {len(told & truth)} of {len(truth)}, others outside crowds {len(told - truth)}")
                wrong |= told != truth
    return int(wrong)


if __name__ == "__main__":
    sys.path[:0] = [str(HOME / "src"), str(HOME / "tests")]
    if sys.argv[1:2] == ["nmea"]:
        print(nmea(Path(sys.argv[2])))
    elif sys.argv[1:2] != ["part"]:
        sys.exit(main(*map(int, sys.argv[1:])))
    elif sys.argv[2] == "plant":
        print(json.dumps({"truth": file_days(Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))}))
    else:
        told = find(Path(sys.argv[3]), int(sys.argv[4]), sys.argv[5].split(","))
        print(json.dumps({**told, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
