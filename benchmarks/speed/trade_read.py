"""Reads a CSV of UN Comtrade into observations by the command line, and says how long it took and how much memory it wanted.

    python benchmarks/speed/trade_read.py [ROWS]      ROWS is 4,000,000 unless given: 1 GB, in TMPDIR

Exit 0 only if every row came out and memory stayed within BOUND_MB: a file is held in batches, so its length does not matter.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BOUND_MB = 600
HEAD = (
    "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,partnerCode,partnerISO,"
    "partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,"
    "aggrLevel,isLeaf,customsCode,customsDesc,mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,"
    "altQtyUnitAbbr,altQty,isAltQtyEstimated,netWgt,isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,"
    "legacyEstimationFlag,isReported,isAggregate"
)


def write(path: Path, rows: int) -> None:
    """Flows that were never recorded, with all 47 columns; each once, and the same ones on every machine."""
    made = random.Random(1)
    codes = [f"{c:02}{h:02}{s:02}" for c in range(1, 97) for h in range(1, 9) for s in (10, 20, 30, 90, 99)]
    with path.open("w", encoding="utf-8") as f:
        f.write(HEAD + "\n")
        for n in range(rows):
            month, pair, code = n // 200_000, n // 2_000 % 100, codes[n % 2_000]
            period, reporter, partner = f"{2000 + month // 12}{month % 12 + 1:02}", 156 if pair % 2 else 643, 4 * (pair // 2 + 1)
            q, usd = made.randrange(1, 1_000_000), made.randrange(1, 10_000_000) / 100
            f.write(
                f"C,M,{period}01,{period[:4]},{month % 12 + 1},{period},{reporter},,A State,M,Import,{partner},,Another,0,W00,World,H5,HS,"
                f'True,{code},"Goods of a heading, and their parts",6,True,C00,TOTAL CPC,0,0,TOTAL MOT,8,kg,{q}.0,False,8,kg,{q}.0,False,'
                f"{q}.0,False,0.0,False,{usd},,{usd},0,False,True\n"
            )


def main(rows: int) -> int:
    """Makes the file, reads it, judges."""
    import pyarrow.parquet as pq

    with tempfile.TemporaryDirectory() as folder:
        given, out = Path(folder) / "comtrade.csv", Path(folder) / "observations.parquet"
        write(given, rows)
        size, start, before = given.stat().st_size / 1e6, time.perf_counter(), os.times()
        command = [sys.executable, "-m", "inforce", "trade", "read", str(given), "--published", "2024-06-30", "--out", str(out)]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        wall, after = time.perf_counter() - start, os.times()
        read = pq.read_metadata(out).num_rows
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    print(f"{read:,} of {rows:,} rows, {size:,.0f} MB: {wall:.0f} s, {cpu:.0f} CPU s, {peak:,.0f} MB at most (bound {BOUND_MB})")
    return 0 if read == rows and peak <= BOUND_MB else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 4_000_000))
