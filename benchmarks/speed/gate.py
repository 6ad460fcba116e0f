"""Measures how fast parties are screened, beside a plain peer on the same names in the same run; then names.py and at_sea.py.

    ./run speed          exit 0 only if no ratio is past its limit in limits.json

Seconds differ from machine to machine; the ratio of our CPU time to the peer's does so far less, and is what is held to a limit.
The peer is what one would write in an hour: rapidfuzz's token_sort_ratio of every row with every listed name, nothing else. Names
are invented from the words of the shipped register, with a fixed seed, so that every run measures the same thing.
"""

import json
import os
import random
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

LIMITS = Path(__file__).with_name("limits.json")
ENTRIES, ROWS, TURNS = 2_000, 100, 3
DAY = date(2018, 1, 1)


def names() -> tuple[list[str], list[str]]:
    """Listed names, and names of customers, one in ten of which is a listed one with a letter changed."""
    import inforce

    luck = random.Random(1)
    listed = inforce.as_known(lists=["embedded"]).designations
    words = sorted({w for d in listed for n in d.names for w in n.text.split()})
    entries = [" ".join(luck.sample(words, 3)) for _ in range(ENTRIES)]
    rows = [" ".join(luck.sample(words, 3)) for _ in range(ROWS)]
    rows[::10] = [name[:4] + "e" + name[5:] for name in luck.sample(entries, len(rows[::10]))]
    return entries, rows


def ours(entries: list[str], rows: list[str]) -> tuple[float, int]:
    """CPU seconds of screening the rows, and how many findings there were; building the Reference is not counted."""
    import inforce
    from inforce.base.nouns import Designation, Evidence, Name
    from inforce.law import load
    from inforce.reference import Reference

    listed = (Designation(f"x/{i}", "x", str(i), "Person", (Name(n),), Evidence("x", str(i), n)) for i, n in enumerate(entries))
    ref = Reference(load(), designations=tuple(listed))
    customers = [{"id": str(i), "schema": "Person", "name": n, "day": DAY} for i, n in enumerate(rows)]
    inforce.screen(customers[:1], ref, of="party")
    start = time.process_time()
    found = inforce.screen(customers, ref, of="party").num_rows
    return time.process_time() - start, found


def peer(entries: list[str], rows: list[str]) -> tuple[float, int]:
    """CPU seconds of comparing every row with every entry, and how many pairs were alike."""
    from rapidfuzz import fuzz, process, utils

    listed = [utils.default_process(n) for n in entries]
    start = time.process_time()
    found = [process.extract(utils.default_process(n), listed, scorer=fuzz.token_sort_ratio, score_cutoff=70, limit=None) for n in rows]
    return time.process_time() - start, sum(map(len, found))


def measured(which: str) -> dict[str, float]:
    """One of the two in a process of its own: CPU seconds (the best of three turns), findings, peak memory in MB."""
    done = subprocess.run([sys.executable, __file__, which], stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout)


def main(args: list[str]) -> int:
    """Measures both, prints the figures and says whether the ratio is within its limit."""
    if args:
        turns = [{"ours": ours, "peer": peer}[args[0]](*names()) for _ in range(TURNS)]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"cpu_s": min(s for s, _ in turns), "found": turns[0][1], "peak_mb": memory}))
        return 0
    limit = json.loads(LIMITS.read_text(encoding="utf-8"))["parties"]["ratio_at_most"]
    us, them = measured("ours"), measured("peer")
    ratio = us["cpu_s"] / them["cpu_s"]
    for name, m in (("inforce", us), ("rapidfuzz brute force", them)):
        speed = f"{ROWS / m['cpu_s']:,.0f} rows/s of CPU time, {m['cpu_s']:.3f} CPU s, {m['peak_mb']:.0f} MB at most"
        print(f"parties, {ROWS} rows against {ENTRIES:,} names: {name}: {speed}, {m['found']:.0f} found")
    print(f"parties: {ratio:.1f} times the peer's CPU time, limit {limit}")
    return max(
        int(ratio > limit), names_measured(), subprocess.run([sys.executable, str(LIMITS.with_name("at_sea.py"))], check=False).returncode
    )


def names_measured() -> int:
    """Runs names.py where the test data lies here; says so where it does not."""
    if not Path(os.environ.get("INFORCE_TEST_DATA", LIMITS.parents[3] / "shared/data")).exists():
        print("names: not measured: set INFORCE_TEST_DATA to where the test data lies")
        return 0
    return subprocess.run([sys.executable, str(LIMITS.with_name("names.py"))], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
