"""Two ships near each other for some time: the runs and meetings made of the rows of NEAR. The same for A with B as for B with A."""

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from inforce.base.rows import Rows
from inforce.sea import sphere
from inforce.sea.buckets import TICK_S
from inforce.sea.pairs import GFW, Meeting

if TYPE_CHECKING:
    import duckdb


def _summary(by: str) -> str:
    """SQL: what a group of ticks says, of the pair and of each side."""
    side = (
        "avg(lat_{0}) AS lat_{0}, degrees(atan2(avg(sin(radians(lon_{0}))), avg(cos(radians(lon_{0}))))) AS lon_{0}, "
        "median(kn_{0}) AS kn_{0}, CAST(round(sum(CAST(round(density_{0} * 100) AS INTEGER)) / 1e2) AS INTEGER) AS points_{0}, "
        "arg_min(lat_{0}, tick) AS start_lat_{0}, arg_min(lon_{0}, tick) AS start_lon_{0}, "
        "arg_max(lat_{0}, tick) AS end_lat_{0}, arg_max(lon_{0}, tick) AS end_lon_{0}"
    )
    return (
        f"SELECT {by}, min(tick) * {TICK_S} AS since, max(tick) * {TICK_S} AS until, median(km) AS km, {side.format('a')}, "
        f"{side.format('b')}"
    )


def runs(near: pa.Table, m: Meeting = GFW) -> pa.Table:
    """Unbroken runs of a pair, `run_min` or longer. Columns: a, b (MMSI, a < b), since, until (epoch s), km (median distance) and for
    each side mean position, median implied speed `kn_`, fixes `points_`, first and last position; ordered by a, b, since."""
    with _over(near) as con:
        return con.execute(
            f"{_summary('a, b')} FROM ticks GROUP BY a, b, run "
            f"HAVING (max(tick) - min(tick)) * {TICK_S} >= {m.run_min * 60} ORDER BY a, b, since"
        ).to_arrow_table()


def meetings(near: pa.Table, m: Meeting = GFW) -> pa.Table:
    """Runs of a pair with less than `apart_h` between them are one meeting, kept from `whole_min` on. Columns as in `runs`."""
    with _over(near) as con:
        con.execute(f"""
            CREATE TEMP TABLE kept AS
            SELECT a, b, run, min(tick) AS s, max(tick) AS e FROM ticks GROUP BY a, b, run
            HAVING (max(tick) - min(tick)) * {TICK_S} >= {m.run_min * 60}""")
        con.execute(f"""
            CREATE TEMP TABLE whole AS
            SELECT a, b, run, sum(fresh) OVER (PARTITION BY a, b ORDER BY s) AS meeting FROM (
                SELECT *, CASE WHEN (s - lag(e) OVER (PARTITION BY a, b ORDER BY s)) * {TICK_S} < {m.apart_h * 3600} THEN 0 ELSE 1 END
                          AS fresh FROM kept)""")
        return con.execute(f"""
            {_summary("a, b")} FROM ticks JOIN whole USING (a, b, run) GROUP BY a, b, meeting
            HAVING (max(tick) - min(tick)) * {TICK_S} >= {m.whole_min * 60} ORDER BY a, b, since""").to_arrow_table()


def met(near: Rows, ships: set[int]) -> dict[int, list[tuple[int, int, int]]]:
    """Meetings of those ships, by ship: (since, until, the other); times in epoch seconds."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    for part in near.parts("a") if ships else ():
        wanted = pa.array(sorted(ships), part["a"].type)
        rows = part.filter(pc.or_(pc.is_in(part["a"], wanted), pc.is_in(part["b"], wanted)))
        for r in meetings(rows).select(["a", "b", "since", "until"]).to_pylist() if rows.num_rows else ():
            for own, other in ((r["a"], r["b"]), (r["b"], r["a"])):
                if own in ships:
                    found.setdefault(own, []).append((r["since"], r["until"], other))
    return found


def _over(near: pa.Table) -> "duckdb.DuckDBPyConnection":
    import duckdb  # slow to import, and needed for tracks alone

    con = duckdb.connect()
    con.execute("SET threads = 1")  # medians and means of the same rows in the same order: the same bytes
    con.register("ticks", _ticks(near))
    return con


def _ticks(near: pa.Table) -> pa.Table:
    """The rows in the order of pair and tick, with the number of the unbroken `run` that each is of, and from its second tick on the speed
    of either ship since the tick before (`kn_a`, `kn_b`)."""
    order = np.lexsort([near[c].to_numpy() for c in ("tick", "b", "a")])
    rows = near.take(pa.array(order))
    a, b, tick = (rows[c].to_numpy() for c in ("a", "b", "tick"))
    on = (np.diff(a, prepend=-1) == 0) & (np.diff(b, prepend=-1) == 0) & (np.diff(tick, prepend=-1) == 1)
    rows = rows.append_column("run", pa.array(np.cumsum(~on)))
    for side in "ab":
        lat, lon = (rows[f"{c}_{side}"].to_numpy() for c in ("lat", "lon"))
        km = sphere.km_between(np.roll(lat, 1), np.roll(lon, 1), lat, lon)
        rows = rows.append_column(f"kn_{side}", pa.array(km * (1000 / TICK_S / sphere.KN), mask=~on))
    return rows
