"""Whether it was the ship that fell silent or the receivers: judged by the ships about her.

The reception map of Global Fishing Watch, of a degree and a month, ended in 2020, and their study leaves out 50 nautical miles off every
coast, which covers both coasts of Korea. Here the same feed tells:
a ship is known to be about when she is heard before and after; what share of those about were heard in an hour is what that hour's
reception was worth. A silence counts where others were heard all along; when all fall silent at once, it is the feed. A ship of class B,
whose set is weaker, is judged by such ships, one heard by satellite alone by ships heard so; and hours in which she would have been
beyond all that is heard (sea/coverage.py) say nothing.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from inforce.base.rows import Rows
from inforce.sea import sphere
from inforce.sea.coverage import Coverage
from inforce.sea.leaving import mark_left
from inforce.sea.silences import DEFAULT, Silent, linked, over

if TYPE_CHECKING:
    import duckdb

_MISSED_H = 24  # hours between two in which a ship was heard: in a longer silence nobody knows where she is
_AT_ONCE = 10_000  # gaps
_TOLD = """
    WITH told AS (
        SELECT mmsi, t0, max(others) AS peers, count(*) FILTER (others > 0) AS hours,
               avg(heard / CAST(others AS DOUBLE)) FILTER (others > 0) AS share,
               exp(sum(ln(1 - heard / CAST(others + 1 AS DOUBLE))) FILTER (others > 0)) AS chance
        FROM (SELECT * FROM rated ORDER BY mmsi, t0, h) GROUP BY mmsi, t0)
    SELECT g.*, coalesce(peers, 0) AS peers, coalesce(hours, 0) AS hours, coalesce(share, 0) AS heard, coalesce(chance, 1) AS chance
    FROM gap_rows AS g LEFT JOIN told USING (mmsi, t0) ORDER BY g.t0, g.mmsi"""


def judged(rows: Mapping[str, Rows], s: Silent = DEFAULT) -> Iterator[dict[str, Any]]:
    """The gaps in the rows of SILENCES, each with what the ships about her say: `peers` (most that were about in an hour), `hours`
    looked at in which any was, `heard` (mean share of those about who were heard), `chance` that reception alone explains it (1 where
    nobody was about); `left` where that holds no longer once the hours are put aside in which she would have been outside what the feed
    covers, on her way as she went before and after. Columns else as in `gaps`; ordered by t0 and mmsi."""
    with over() as con:
        found = _fed(linked(con, rows["silence"], rows["hour"], s.least_h), rows["hour"], s.fed)
        if not found.num_rows:
            return
        con.register("gap_rows", found)
        _sets(con, rows["transponder"])
        con.execute(f"CREATE TEMP TABLE looked AS {_looked(s)}")
        con.register("rated", _rated(con, rows, s))
        told = con.execute(_TOLD).to_arrow_table()
        coverage = Coverage(rows["hour"])
        for some in told.to_batches(max_chunksize=_AT_ONCE):
            gaps = some.to_pylist()
            mark_left([g for g in gaps if g["peers"] >= s.peers and g["chance"] <= s.chance], con, coverage, s)
            yield from ({"left": False, **g} for g in gaps)


def _fed(found: pa.Table, hour: Rows, least: float) -> pa.Table:
    """Those gaps in which the feed itself had rows in at least that share of the hours."""
    fed = np.unique(np.concatenate([np.unique(t["h"].to_numpy()) for t in hour.blocks(["h"])] or [np.empty(0)]))
    first, past = (found[c].to_numpy() // 3600 for c in ("t0", "t_end"))
    n = np.searchsorted(fed, past) - np.searchsorted(fed, first, "right")
    return found.filter(pa.array((n > 0) & (n >= least * (past - first - 1))))


def _sets(con: "duckdb.DuckDBPyConnection", transponder: Rows) -> None:
    """Leaves `set_of`: the class of transponder of each ship, '' where it changes."""
    con.execute("CREATE TEMP TABLE set_of (mmsi INTEGER, class VARCHAR)")
    for part in transponder.parts("mmsi"):
        con.register("transponder", part)
        con.execute(
            "INSERT INTO set_of SELECT mmsi, CASE WHEN min(class) = max(class) THEN min(class) ELSE '' END FROM transponder GROUP BY mmsi"
        )


def _rated(con: "duckdb.DuckDBPyConnection", rows: Mapping[str, Rows], s: Silent) -> pa.Table:
    """For each gap and hour looked at how many others were about, and how many of them were heard: some days after the others."""
    query = f"""
        SELECT mmsi, t0, h, others, least(heard, others) AS heard
        FROM (SELECT *, greatest(present - own, 0) AS others FROM ({_about(s)}))"""
    found = []
    for low, high in rows["hour"].cuts("h", whole=24):
        con.execute(f"CREATE OR REPLACE TEMP TABLE looked_part AS SELECT * FROM looked WHERE h >= {low} AND h < {high}")
        for name in ("hour", "aloft"):
            con.register(name, rows[name].within("h", low - _MISSED_H, high + _MISSED_H))
        found.append(con.execute(query).to_arrow_table())
    return pa.concat_tables(found)


def _cell(lat: str, lon: str, side_km: float) -> str:
    x, y, z = (
        f"{sphere.num(sphere.RADIUS_KM)} * {part}"
        for part in (f"cos(radians({lat})) * cos(radians({lon}))", f"cos(radians({lat})) * sin(radians({lon}))", f"sin(radians({lat}))")
    )
    return sphere.cell(x, y, z, side_km)


def _about(s: Silent) -> str:
    """For each gap and hour looked at: ships that were about, heard in it or before and after it, and those heard in it."""
    both = ", ".join(f"({o})" for o in (0, *sphere.around(), *(-o for o in sphere.around())))
    return f"""
        WITH seq AS (
            SELECT hour.mmsi, hour.h, lat0, lon0, lat1, lon1,
                   lead(hour.h) OVER w AS nh, lead(lat0) OVER w AS nlat, lead(lon0) OVER w AS nlon,
                   coalesce(class, '') AS class, aloft.h IS NOT NULL AS aloft
            FROM hour LEFT JOIN set_of USING (mmsi) LEFT JOIN aloft ON aloft.mmsi = hour.mmsi AND aloft.h = hour.h
            WINDOW w AS (PARTITION BY hour.mmsi ORDER BY hour.h)
        ), missed AS (
            SELECT unnest(range(h + 1, nh)) AS m, h, nh, lat1, lon1, nlat, {sphere.turn("nlon - lon1")} AS dlon, class, aloft FROM seq
            WHERE nh > h + 1 AND nh <= h + {_MISSED_H}
        ), present AS (
            SELECT {_cell("lat0", "lon0", s.about_km)} AS place, h, 1 AS heard, class, aloft FROM seq
            UNION ALL
            SELECT {_cell("lat1 + (nlat - lat1) * (m - h) / (nh - h)", "lon1 + dlon * (m - h) / (nh - h)", s.about_km)}, m, 0, class, aloft
            FROM missed
        ), counted AS (
            SELECT place, h, class, aloft, count(*) AS present, sum(heard) AS heard FROM present GROUP BY place, h, class, aloft
        ), beside AS (SELECT l.*, l.place + o.step AS other FROM looked_part AS l CROSS JOIN (VALUES {both}) AS o(step)),
        summed AS (
            SELECT l.mmsi, l.t0, l.h, sum(present) AS present, sum(heard) AS heard
            FROM beside AS l JOIN counted AS c ON c.place = l.other AND c.h = l.h
            WHERE (c.aloft OR NOT l.aloft) AND (l.class = '' OR c.class = '' OR c.class = l.class)
            GROUP BY l.mmsi, l.t0, l.h
        )
        SELECT l.mmsi, l.t0, l.h, l.own, coalesce(present, 0) AS present, coalesce(heard, 0) AS heard
        FROM looked_part AS l LEFT JOIN summed USING (mmsi, t0, h)"""


def _looked(s: Silent) -> str:
    """For each gap the whole hours in it that are looked at, near its start and near its end, at the place where she would be: between
    its ends, or, where she was not heard again, on her way as in her last hour. `own`: she herself counts as about."""
    first, past = "t0 // 3600 + 1", "t_end // 3600"
    share = "((hh.h + 0.5) * 3600 - t0) / (t_end - t0)"
    on = "((hh.h + 0.5) * 3600 - t0) / 3600"
    return f"""
        WITH way AS (
            SELECT mmsi, h, CASE WHEN t1 - t0 >= 600 THEN (lat1 - lat0) * 3600 / (t1 - t0) ELSE 0 END AS north,
                   CASE WHEN t1 - t0 >= 600 THEN {sphere.turn("(lon1 - lon0)")} * 3600 / (t1 - t0) ELSE 0 END AS east FROM ends
        ), hh AS (
            SELECT g.*, coalesce(north, 0) AS north, coalesce(east, 0) AS east,
                   unnest(list_distinct(list_concat(range({first}, least({first} + {s.judged_h}, {past})),
                          CASE WHEN t1 IS NOT NULL THEN range(greatest({past} - {s.judged_h}, {first}), {past}) ELSE [] END))) AS h
            FROM gap_rows AS g LEFT JOIN way ON way.mmsi = g.mmsi AND way.h = g.t0 // 3600
        ), placed AS (
            SELECT mmsi, t0, h, n_sat > 0 AND n_ter + n_dyn = 0 AS aloft,
                   CASE WHEN t1 IS NOT NULL AND t1 // 3600 - t0 // 3600 <= 24 THEN 1 ELSE 0 END AS own,
                   CASE WHEN t1 IS NULL THEN lat0 + north * {on} ELSE lat0 + (lat1 - lat0) * {share} END AS lat,
                   CASE WHEN t1 IS NULL THEN lon0 + east * {on} ELSE lon0 + {sphere.turn("(lon1 - lon0)")} * {share} END AS lon FROM hh
        )
        SELECT p.mmsi, t0, own, {_cell("lat", "lon", s.about_km)} AS place, h, coalesce(class, '') AS class, aloft
        FROM placed AS p LEFT JOIN set_of USING (mmsi) WHERE lat BETWEEN -90 AND 90"""
