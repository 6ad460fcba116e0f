"""Positions that no ship can have sailed, on real numbers shared by several hulls."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from inforce.checks import every
from inforce.law import load
from inforce.read.track import look
from inforce.reference import Reference
from inforce.run.windows import Held, find

JUMP = every()["track.jump"]


def test_real_shared_numbers_leap_and_a_turned_sign_is_told_apart(shared: Callable[[str], Path]) -> None:
    batches = list(look(shared("ais/gfw_pointpair_10mmsi_2014_2015.parquet")))
    positions = pa.concat_tables([b.positions for b in batches])
    found = list(find([JUMP], Held(positions), Reference(load())))
    sorts = Counter((f.subject, dict(f.facts)["sort"]) for f in found)
    assert sorts["240000000", "leap"] > 10  # a merchant ship and a warship share it
    assert sorts["431704490", "flip"] >= 10


def test_circles_of_two_ships_about_one_point_are_interference() -> None:
    import math

    rows = []
    for ship in (412000001, 412000002):
        for i in range(60):
            a = i * math.pi / 15 + ship
            rows.append(
                {
                    "mmsi": ship,
                    "t": 1_577_836_800 + i * 60,
                    "lat5": 3_500_000 + round(900 * math.sin(a)),
                    "lon5": 17_999_900 + round(900 * math.cos(a)),
                }
            )
    for r in rows:
        r["lon5"] = (r["lon5"] + 18_000_000) % 36_000_000 - 18_000_000  # the ring lies on the antimeridian
        r["sog10"] = 80
    table = pa.Table.from_pylist(rows, schema=pa.schema([(n, pa.int32()) for n in ("mmsi", "t", "lat5", "lon5", "sog10")]))
    found = [dict(f.facts) for f in find([JUMP], Held(table), Reference(load()))]
    assert [(f["sort"], f["tier"]) for f in found] == [("circle", "area")] * 2
    alone = [dict(f.facts) for f in find([JUMP], Held(table.slice(0, 60)), Reference(load()))]
    assert [(f["sort"], f["tier"]) for f in alone] == [("circle", "circle")]
