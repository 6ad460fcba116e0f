"""Stretches without a position: for how long a ship was not heard. Whose silence it was, reception.py judges.

The plain rule is Global Fishing Watch's pipe-gaps (Apache-2.0; commit 9d9426e): two fixes of a number more than a threshold
apart, strictly, and the fixes counted by receiver in the twelve hours before.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from inforce.base.rows import Rows
from inforce.base.steps import Step
from inforce.sea import sphere
from inforce.sea.buckets import BUCKET, CHAIN, HOUR, TICK_S
from inforce.sea.folds import HEARD_S, heard

if TYPE_CHECKING:
    import duckdb

# 100 nautical miles: about the ports of the DPRK nobody else is heard because nobody else goes there, so that falling silent on the way
# there is no leaving of what the feed covers.
OFF_KP_KM = 185.0
LEAST_S = 3_600  # shorter stretches are no candidates: below it the steps would not see all
_T0, _T1 = f"(pb * {TICK_S} + {sphere.seconds_of('p')})", f"(b * {TICK_S} + {sphere.seconds_of('a')})"

# Every stretch over an hour that begins in the core; t1 is null where the ship is not heard again in what is seen.
STRETCH = Step(
    "stretch",
    f"""
    WITH last AS (SELECT mmsi, max(b) AS b, max_by(z, b) AS z FROM bucket GROUP BY mmsi),
    stretch AS (
        SELECT mmsi, {_T0} AS t0, {sphere.lat_of("p")} AS lat0, {sphere.lon_of("p")} AS lon0,
               {_T1} AS t1, {sphere.lat_of("a")} AS lat1, {sphere.lon_of("a")} AS lon1
        FROM chain WHERE pb IS NOT NULL AND b - pb >= {LEAST_S // TICK_S} AND {_T1} - {_T0} > {LEAST_S}
        UNION ALL
        SELECT mmsi, b * {TICK_S} + {sphere.seconds_of("z")} AS t0, {sphere.lat_of("z")} AS lat0, {sphere.lon_of("z")} AS lon0,
               NULL AS t1, NULL AS lat1, NULL AS lon1
        FROM last
    )
    SELECT * FROM stretch WHERE t0 >= :since AND t0 < :until
    """,
    (BUCKET, CHAIN),
)

# Fixes in the twelve hours up to and with the last one, by receiver, and the speed that was said with it.
HEARD = Step(
    "heard",
    f"""
    SELECT own.mmsi, own.t0, count(*) AS n, count(*) FILTER (WHERE receiver = 'terrestrial') AS n_ter,
           count(*) FILTER (WHERE receiver = 'satellite') AS n_sat, count(*) FILTER (WHERE receiver = 'dynamic') AS n_dyn,
           max(sog10) FILTER (WHERE fix.t = own.t0) AS sog10
    FROM fix JOIN stretch AS own ON fix.mmsi = own.mmsi AND fix.t <= own.t0 AND fix.t >= own.t0 - {HEARD_S}
    GROUP BY own.mmsi, own.t0
    """,
    (STRETCH,),
    heard,
)

SILENCE = Step(
    "silence",
    """
    SELECT own.*, heard.n, heard.n_ter, heard.n_sat, heard.n_dyn, heard.sog10
    FROM stretch AS own JOIN heard ON own.mmsi = heard.mmsi AND own.t0 = heard.t0
    """,
    (STRETCH, HEARD),
)


# With which class of transponder a number was heard, where that is told and always the same.
TRANSPONDER = Step(
    "transponder",
    """
    SELECT mmsi, CASE WHEN min(class) = max(class) THEN min(class) ELSE '' END AS class
    FROM fix WHERE t >= :since AND t < :until AND class <> '' GROUP BY mmsi
    """,
)

# The hours in which a ship was heard by satellite alone.
ALOFT = Step(
    "aloft",
    """
    SELECT mmsi, t // 3600 AS h FROM fix WHERE t >= :since AND t < :until AND receiver <> ''
    GROUP BY mmsi, t // 3600 HAVING count(*) FILTER (WHERE receiver <> 'satellite') = 0
    """,
)


@dataclass(frozen=True)
class Silent:
    """From when on a silence counts, and how it is judged.

    `least_h`: an alert of RadianceFleet begins at 6 h; GFW runs at 4 h and studies 12 h. `judged_h` hours from either end are
    looked at, over cubes of `about_km` and their neighbours about where she would be. It is the ship's own where the chance that
    reception alone made it is at most `chance` (a ship has many hours in which she may fall silent), among at least `peers`
    others. `well_heard`: GFW's 14 fixes in the twelve hours before. `fed`: the feed itself had rows in at least that share of the
    hours.
    """

    least_h: float = 6
    judged_h: int = 6
    about_km: float = 50
    chance: float = 0.001
    peers: int = 3
    well_heard: int = 14
    fed: float = 0.5


DEFAULT = Silent()


def gaps(silence: Rows, hour: Rows, least_h: float = DEFAULT.least_h, feed_end: int | None = None) -> pa.Table:
    """Stretches longer than that, linked over days. Columns of SILENCE, with t1, lat1, lon1 null where the ship was not heard again
    by the feed's end, and `t_end`: t1, or the feed's end (None: the end of the last hour with any fix); ordered by mmsi and t0."""
    with over() as con:
        return linked(con, silence, hour, least_h, feed_end)


def over() -> "duckdb.DuckDBPyConnection":
    """A database of its own, in one thread: the same rows in the same order give the same bytes."""
    import duckdb  # slow to import, and needed for tracks alone

    con = duckdb.connect()
    con.execute("SET threads = 1")
    return con


def linked(con: "duckdb.DuckDBPyConnection", silence: Rows, hour: Rows, least_h: float, feed_end: int | None = None) -> pa.Table:
    """The gaps, some ships' after the others'. Leaves `ends`: the hours of each ship about both ends of her gaps."""
    last = max((b.bounds["h"][1] for b in hour.held if b.rows), default=-1)
    query = _GAPS.format(end=f"CAST({(last + 1) * 3600 if feed_end is None else feed_end} AS BIGINT)", least=sphere.num(least_h * 3600))
    con.register("hour", hour.within("h", 0, 0))
    con.execute("CREATE TEMP TABLE ends AS SELECT * FROM hour")
    found = []
    for cut in hour.cuts("mmsi") or [(0, 0)]:
        con.register("silence", silence.within("mmsi", *cut))
        con.register("hour", hour.within("mmsi", *cut))
        found.append(con.execute(query).to_arrow_table())
        con.register("gap_rows", found[-1])
        con.execute(f"INSERT INTO ends {_ENDS}")
    return pa.concat_tables(found)


_GAPS = """
    WITH again AS (
        SELECT mmsi, h, lead(t0) OVER w AS t, lead(lat0) OVER w AS lat, lead(lon0) OVER w AS lon
        FROM hour WINDOW w AS (PARTITION BY mmsi ORDER BY h)
    ), linked AS (
        SELECT s.mmsi, s.t0, s.lat0, s.lon0, coalesce(s.t1, a.t) AS t1,
               coalesce(s.lat1, a.lat) AS lat1, coalesce(s.lon1, a.lon) AS lon1,
               s.n, s.n_ter, s.n_sat, s.n_dyn, s.sog10
        FROM silence AS s JOIN again AS a ON s.mmsi = a.mmsi AND s.t0 // 3600 = a.h
    )
    SELECT *, coalesce(t1, {end}) AS t_end FROM linked WHERE coalesce(t1, {end}) - t0 > {least} ORDER BY mmsi, t0"""
_ENDS = """
    SELECT hour.* FROM hour JOIN (
        SELECT mmsi, t0 // 3600 - unnest(range(0, 3)) AS h FROM gap_rows
        UNION SELECT mmsi, t1 // 3600 + unnest(range(0, 3)) AS h FROM gap_rows WHERE t1 IS NOT NULL) AS about
    ON hour.mmsi = about.mmsi AND hour.h = about.h"""


SILENCES = (SILENCE, HOUR, TRANSPONDER, ALOFT)
