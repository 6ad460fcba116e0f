"""A file of positions may be longer than memory: four times the days take hardly more of it."""

import os
import subprocess
import sys
from pathlib import Path

import inforce

ROOM_MB, MORE_MB = 420, 60  # Python with its libraries takes some 150 MB of it, DuckDB 150 MB

CHILD = """
import sys
from pathlib import Path
import numpy as np, pyarrow as pa, pyarrow.parquet as pq
from inforce.base import rows
from inforce.checks import every
from inforce.law import load
from inforce.reference import Reference
from inforce.run import windows
from inforce.run.gather import gather
from inforce.run.local import Screening
from inforce.run.pile import Pile
from inforce.store import tracks

rows.MOST, rows.FEW, windows._HELD_BYTES, tracks._HELD_BYTES, windows._THIN = 50_000, 10_000, 1_000_000, 4_000_000, 0
folder, days = Path(sys.argv[1]), int(sys.argv[2])
folder.mkdir()
schema = pa.schema([(n, pa.int32()) for n in ("mmsi", "t", "lat5", "lon5")])
with pq.ParquetWriter(folder / "made.parquet", schema) as file:
    rng = np.random.default_rng(1)
    for _ in range(days):  # each piece is of all days: 400 ships in pairs, which lie beside each other
        ship, t = rng.integers(0, 400, 100_000), np.sort(rng.integers(0, days * 86_400, 100_000))
        lat, lon = ship // 2 * 20_000 + rng.integers(0, 300, 100_000), ship // 2 * 30_000 + rng.integers(0, 300, 100_000)
        columns = (ship + 412_000_000, t + 1_577_836_800, lat, lon)
        file.write_table(pa.table([pa.array(c, pa.int32()) for c in columns], schema=schema))
store = tracks.TrackStore(folder / "store", "150MB")
told = gather([folder / "made.parquet"], store)
screening = Screening(list(every().values()), Reference(load(), places=()))
with Pile(50) as pile:
    screening.follow(store, pile, windows.Engine(threads=1, memory="150MB"))
    found = sum(batch.num_rows for batch in pile.reader())
peak_kb = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])  # getrusage tells the peak of who started it too
print(told.positions, found, peak_kb // 1024)
"""


def peak(folder: Path, days: int) -> int:
    env = {**os.environ, "PYTHONPATH": str(Path(inforce.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", CHILD, str(folder), str(days)], stdout=subprocess.PIPE, text=True, check=True, env=env)
    positions, found, mb = map(int, done.stdout.split())
    assert positions == days * 100_000
    assert found > 100
    return mb


def test_four_times_the_days_take_hardly_more_memory(tmp_path: Path) -> None:
    few, many = peak(tmp_path / "few", 4), peak(tmp_path / "many", 16)
    assert many < ROOM_MB
    assert many - few < MORE_MB
