"""Holds the verdicts that DuckDB gives over many goods lines against those of the evaluator, row by row.

    python benchmarks/quality/bulk_goods.py [ROWS]             a million without a number
    python benchmarks/quality/bulk_goods.py [ROWS] ordinary    shipments as customs files hold them

Exit 0 only if every row has the same verdicts in every field. The shipments are invented with a fixed seed so as to be hard: codes
of every list and their neighbours, short, long and dirty ones, of every edition; each day on which the law changes with the days
around it; contracts and loadings around each wind-down; countries named well, badly and not at all: nearly every row is a case of its
own. Ordinary ones have any subheading, any day of seven years, and clean countries, the DPRK's in one of four. Both measure speed.
"""

import random
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

import pyarrow as pa

from inforce.base.tables import SUBJECTS
from inforce.law import Law, load
from inforce.law.bulk import VERDICT, Bulk
from inforce.law.days import is_zone
from inforce.law.goods import Goods
from inforce.law.hs import EDITIONS, subheadings
from inforce.law.verdict import Verdict

CHECK = "goods.prohibited"
AT_ONCE = 100_000
COMMON, RARE = ("", "2017", "2022", "CN 2017"), ("2012", "2018", "HS 2017", "TARIC 2017", "CN-customs 2017", "HTS", "1988", "new")
KOREAS = ("KP", "KP", "KP", "KP", "kp", "PRK", "North Korea", "DPR Korea")
OTHERS = ("CN", "China", "RU", "US", "DE", "FR", "GB", "JP", "KR", "SG", "BR", "XX", "Korea", "", "")
ZONES = (*[""] * 30, "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati", "Nowhere/None")
DESCRIPTIONS = ("", "coal", "men's shirts", "fresh crabs", "spare parts", "ストーブ")
ODD_CODES = ("", " ", "2701", "27", "270", "27011", "2701.12", "27 01 12", "99999999", "27011200", "2701120000", "coal", "²701", "0" * 12)
RANDOM_DAYS = 40


def shipments(law: Law, rows: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Goods lines with every column that a goods row can have."""
    luck = random.Random(seed)
    codes, days, early = codes_around(law, luck), days_around(law, luck), contract_days(law)
    for i in range(rows):
        koreas, others = luck.choice(KOREAS), luck.choice(OTHERS)
        ends = luck.choice([(koreas, others), (others, koreas), (others, luck.choice(OTHERS)), (others, luck.choice(OTHERS))])
        yield {
            "id": f"s{i}",
            "part_of": f"b{i // 3}",
            "hs": luck.choice(codes),
            "hs_edition": luck.choice(COMMON if luck.random() < 0.97 else RARE),
            "origin": ends[0],
            "destination": ends[1],
            "consigned_from": luck.choice(OTHERS + KOREAS) if luck.random() < 0.2 else None,
            "carrier_flag": luck.choice(OTHERS + KOREAS) if luck.random() < 0.3 else None,
            "actor_country": luck.choice(OTHERS) if luck.random() < 0.3 else None,
            "day": luck.choice(days) if luck.random() < 0.999 else None,
            "day_zone": luck.choice(ZONES),
            "contract_day": luck.choice(early) if luck.random() < 0.3 else None,
            "loaded_day": luck.choice(early) if luck.random() < 0.3 else None,
            "description": luck.choice(DESCRIPTIONS),
            "quantity": luck.choice([None, 1.0, 500.0]),
            "unit": luck.choice(["", "t", "bbl"]),
            "value_usd": luck.choice([None, 99.0]),
        }


def ordinary(law: Law, rows: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Goods lines of clean files: any subheading of 2017, any day from 2014 to 2020, a contract in one of five."""
    luck = random.Random(seed)
    codes = sorted({hs for chapter in range(1, 98) for hs in subheadings(f"{chapter:02}", "2017")})
    states = ("CN", "RU", "IN", "PK", "DE", "BR", "SG", "TH", "ZA", "US", "FR", "MX")
    first = date(2014, 1, 1)
    for i in range(rows):
        day = first + timedelta(luck.randrange(2556))
        here, there = luck.choice(states), "KP" if luck.random() < 0.25 else luck.choice(states)
        origin, destination = (here, there) if luck.random() < 0.5 else (there, here)
        contract = day - timedelta(luck.randrange(30, 300)) if luck.random() < 0.2 else None
        yield {
            "id": f"o{i}",
            "hs": luck.choice(codes),
            "hs_edition": "2017",
            "origin": origin,
            "destination": destination,
            "carrier_flag": luck.choice(states) if luck.random() < 0.3 else None,
            "day": day,
            "contract_day": contract,
            "quantity": 1.0,
            "unit": "t",
        }


def codes_around(law: Law, luck: random.Random) -> list[str]:
    """The lines of every list with what lies beside, above and below them, subheadings at random, and what is no code."""
    lines = [c for s in law.scopes.values() for c in (*s.codes, *s.candidates)]
    edges = {hs for c in lines for hs in (c.first, c.last)}
    near = {f"{int(hs) + step:0{len(hs)}}" for hs in edges for step in (-1, 1)}
    shorter = {hs[:n] for hs in edges for n in (4, 6) if n < len(hs)}
    longer = {hs[:6] + more for hs in edges if len(hs) >= 6 for more in ("00", "10", "0000", "9090")}
    every = sorted({hs for e in EDITIONS for chapter in range(1, 98) for hs in subheadings(f"{chapter:02}", e)})
    return sorted({*edges, *near, *shorter, *longer, *ODD_CODES, *luck.sample(every, 1500)})


def days_around(law: Law, luck: random.Random) -> list[date]:
    """Each day on which the law changes, the ends of wind-downs and of years, with the day before and after; and some others."""
    downs = [d for m in law.measures.values() if m.wind_down for d in (m.wind_down.last_day, m.wind_down.loaded_by) if d]
    edges = {*law.boundaries, *downs, *(date(int(e), 1, 1) for e in EDITIONS)}
    others = [date(2006, 1, 1) + timedelta(luck.randrange(7000)) for _ in range(RANDOM_DAYS)]
    return sorted({d + timedelta(step) for d in edges for step in (-1, 0, 1)} | {*others})


def contract_days(law: Law) -> list[date]:
    """The days that decide on older business, with the day before and after."""
    downs = [m.wind_down for m in law.measures.values() if m.wind_down]
    edges = {d for w in downs for d in (w.contract_before, w.loaded_by) if d}
    return sorted({d + timedelta(step) for d in edges for step in (-1, 0, 1)})


def batches(law: Law, rows: int, made_by: Callable[..., Iterator[dict[str, Any]]] = shipments) -> Iterator[pa.Table]:
    """The shipments as goods tables of at most AT_ONCE rows."""
    made = made_by(law, rows)
    while lines := list(islice(made, AT_ONCE)):
        yield pa.Table.from_pylist(lines, schema=SUBJECTS["goods"])


def row_by_row(goods: Goods, rows: pa.Table) -> Iterator[list[Verdict]]:
    """What the evaluator says of each row."""
    for row in rows.to_pylist():
        asked = row["day"] and (not row["day_zone"] or is_zone(row["day_zone"]))
        yield goods.verdicts(row) if asked else []


def as_table(rows: pa.Table, verdicts: Iterable[list[Verdict]]) -> pa.Table:
    """Verdicts by row as one table with the schema VERDICT."""
    told = [
        (n, row_id, v.measure.id, str(v.outcome), v.scope.id, v.line, [e.id for e in v.open], list(v.questions), [m.id for m in v.national])
        for n, (row_id, of_row) in enumerate(zip(rows["id"].to_pylist(), verdicts, strict=True))
        for v in of_row
    ]
    return pa.Table.from_pylist([dict(zip(VERDICT.names, t, strict=True)) for t in told], schema=VERDICT)


def main(rows: int, made_by: Callable[..., Iterator[dict[str, Any]]] = shipments) -> int:
    """Compares, and gives the CPU time of each form."""
    law = load()
    bulk, goods = Bulk(Goods(law, CHECK)), Goods(law, CHECK)
    same, verdicts, bulk_s, rows_s = 0, 0, 0.0, 0.0
    for batch in batches(law, rows, made_by):
        start = time.process_time()
        found = bulk.table(batch)
        bulk_s += time.process_time() - start
        start = time.process_time()
        expected = list(row_by_row(goods, batch))
        rows_s += time.process_time() - start
        verdicts += found.num_rows
        if found == as_table(batch, expected):
            same += batch.num_rows
        else:
            print(f"the rows from {batch['id'][0]} on differ")
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{same:,} of {rows:,} rows have the same {verdicts:,} verdicts; {peak_mb:.0f} MB at most")
    print(f"DuckDB form {bulk_s:.1f} CPU s, row by row {rows_s:.1f} CPU s")
    return 0 if same == rows else 1


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(next((int(a) for a in given if a.isdigit()), 1_000_000), ordinary if "ordinary" in given else shipments))
