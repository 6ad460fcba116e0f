"""Sums made observations of trade with North Korea into a ledger's rows, beside a plain peer over the same Parquet in the same run.

    python benchmarks/speed/trade_sums.py [ROWS [KEEP]]      KEEP is a folder in which the observations stay for the next time

Every row is of North Korea, so none may be skipped: 60 States, 5,000 codes, 150 months, two ways, a third of them published twice. The
peer is the sum one would write in a minute: quantity and value by State, month and chapter, without vintages, sources, units or law.
Exit 0 only if the sums took less than SECONDS of CPU time on two threads together per core, and the peer's total of rows is met.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECONDS = 120  # for 100 million rows, on each of two cores
THREADS = 2


def write(folder: Path, rows: int) -> None:
    """Observations as a State's statistics would give them, in files of up to ten million; the same ones on every machine."""
    import duckdb

    from inforce.law.hs import subheadings

    codes = [c for chapter in range(1, 97) for c in subheadings(f"{chapter:02}", "2017")][:5000]
    half = "CN RU IN TH BR SG VN MY ID JP ZA AE DE FR IT ES PL NL BE AT CH SE NO FI DK CZ HU RO BG GR "
    states = f"{half}TR IL EG NG KE TZ GH SN MX AR CL PE CO UY PY BO EC CA US AU NZ PH LK BD PK MM KH LA MN KZ".split()
    db = duckdb.connect(config={"threads": THREADS, "memory_limit": "6GB", "preserve_insertion_order": False})
    db.execute("CREATE TABLE codes AS SELECT unnest(range(len($1))) AS i, unnest($1) AS hs", [codes])
    db.execute("CREATE TABLE states AS SELECT unnest(range(len($1))) AS i, unnest($1) AS state", [states])
    db.execute("""
        CREATE TABLE months AS SELECT i, format('{:04d}-{:02d}', 2010 + i // 12, i % 12 + 1) AS period,
            (DATE '2010-03-01' + to_months(i::INTEGER))::DATE AS first, (DATE '2010-11-01' + to_months(i::INTEGER))::DATE AS again
        FROM range(150) t(i)
    """)
    # Two publications of one flow stand three million rows apart, as a revision does. Nothing is made row by row but numbers.
    for n, first in enumerate(range(0, rows, 10_000_000)):
        last = min(first + 10_000_000, rows)
        db.execute(f"""
            COPY (
                SELECT 'r' || k AS id, state AS reporter, 'KP' AS partner, if(hash(f) % 2 = 0, 'export', 'import') AS flow,
                    period, hs, '2017' AS hs_edition,
                    (hash(f, 1) % 100000)::DOUBLE AS quantity, if(hash(f, 2) % 3 = 0, 't', 'kg') AS unit,
                    (hash(k, 3) % 1000000)::DOUBLE AS value_usd,
                    if(k = f, first, again) AS published_on, 'customs' AS source, 'yes' AS own
                FROM (SELECT k, if(k % 4 = 3 AND k > 3000000, k - 3000003, k) AS f FROM range({first}, {last}) t(k))
                JOIN months ON months.i = f % 150
                JOIN states ON states.i = f // 150 % {len(states)} JOIN codes ON codes.i = f // {150 * len(states)} % {len(codes)}
            ) TO '{folder}/{n:02}.parquet' (FORMAT parquet, COMPRESSION zstd)
        """)


def ours(folder: Path) -> int:
    """How many observations are in the sums, newest and superseded; over several measures each is counted once a measure."""
    from inforce.law import load
    from inforce.trade.sums import sums

    found = sums(sorted(folder.glob("*.parquet")), load(), threads=THREADS)
    print(
        f"  {found.table.num_rows:,} rows of sums, of {len(set(found.table['measure'].to_pylist()))} measures; {found.left_out}",
        file=sys.stderr,
    )
    return found.table.num_rows


def peer(folder: Path) -> int:
    """The plain sum."""
    import duckdb

    query = f"SELECT reporter, period, left(hs, 2), sum(quantity), sum(value_usd), count(*) FROM '{folder}/*.parquet' GROUP BY ALL"
    return len(duckdb.connect(config={"threads": THREADS}).sql(query).fetchall())


def measured(which: str, folder: Path) -> tuple[float, float, float]:
    """CPU seconds, seconds and peak memory in MB of one of the two in a process of its own."""
    start, before = time.perf_counter(), os.times()
    child = subprocess.run([sys.executable, __file__, which, str(folder)], check=True, stdout=subprocess.PIPE, text=True)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return cpu, time.perf_counter() - start, float(child.stdout)


def main(rows: int, keep: str) -> int:
    """Makes the observations unless they are there, measures both, judges."""
    with tempfile.TemporaryDirectory(dir=keep or None) as made:
        folder = Path(keep or made) / f"trade-{rows}"
        if not folder.exists():
            folder.mkdir(parents=True)
            write(folder, rows)
        size = sum(f.stat().st_size for f in folder.iterdir()) / 1e6
        us, them = measured("ours", folder), measured("peer", folder)
    print(f"{rows:,} observations, {size:,.0f} MB of Parquet, {THREADS} threads")
    for name, (cpu, wall, peak) in (("inforce trade sums", us), ("plain sum by chapter", them)):
        print(f"  {name}: {cpu:.1f} CPU s ({cpu / THREADS:.1f} on each core), {wall:.1f} s here, {peak:,.0f} MB at most")
    print(f"  {us[0] / them[0]:.1f} times the peer's CPU time")
    return 0 if us[0] / THREADS <= SECONDS * rows / 100_000_000 + 10 else 1  # ten seconds to start and to ask the law, however few rows


if __name__ == "__main__":
    if sys.argv[1:2] in (["ours"], ["peer"]):
        {"ours": ours, "peer": peer}[sys.argv[1]](Path(sys.argv[2]))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        sys.exit()
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 100_000_000, sys.argv[2] if sys.argv[2:] else ""))
