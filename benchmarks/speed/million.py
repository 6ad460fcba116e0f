"""Screens a million vessels from a CSV with one broken line, and says how long it took and how much memory it wanted.

    python benchmarks/speed/million.py [ROWS]

Exit 0 only if that line alone was lost, every other row came out, and memory stayed within BOUND_MB: a file is held in chunks,
so its length does not matter. Vessels are found by number, so what is measured is reading, running and writing.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BOUND_MB = 250  # about 100 of them are Python, Arrow and the register before the first row


def write_fleet(path: Path, rows: int) -> None:
    """A fleet of ships that do not exist; the line in the middle lacks its quotation mark."""
    with path.open("w", encoding="utf-8") as f:
        f.write("id,imo,name,flag,day,note\n")
        for i in range(rows - 1):
            if i == rows // 2:
                f.write('broken,9074729,"Never closed,PA,2018-01-01,\n')
            f.write(f'v{i},{hull(i)},Ship {i},PA,2018-01-{i % 28 + 1:02},"a note, with a comma"\n')


def hull(i: int) -> str:
    """A number with its check digit right (IMO resolution A.1117(30))."""
    six = f"{i % 900_000 + 100_000}"
    return six + str(sum(int(d) * w for d, w in zip(six, (7, 6, 5, 4, 3, 2), strict=True)) % 10)


def main(rows: int) -> int:
    """Screens, measures, judges."""
    with tempfile.TemporaryDirectory() as folder:
        fleet, out = Path(folder, "fleet.csv"), Path(folder, "out.csv")
        write_fleet(fleet, rows)
        command = [sys.executable, "-m", "inforce", "screen", str(fleet), "--known", "2018-06-01", "--out", str(out)]
        start = time.perf_counter()
        code = subprocess.run(command, env={**os.environ, "INFORCE_HOME": folder}, check=False).returncode
        seconds = time.perf_counter() - start
        with out.open(encoding="utf-8") as f:
            written = sum(1 for _ in f) - 1
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak_mb, cpu_s = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
    print(f"{rows:,} rows: {seconds:.1f} s, {cpu_s:.1f} CPU s, {rows / cpu_s:,.0f} rows/s of CPU time, {peak_mb:.0f} MB at most")
    print(f"exit code {code} (5: some rows failed), {written:,} lines written")
    return 0 if code == 5 and written >= rows - 1 and peak_mb <= BOUND_MB else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
