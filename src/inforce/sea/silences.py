"""Stretches without a position, and whether it was the ship that fell silent or the receivers: judged by the ships about her.

The plain rule is Global Fishing Watch's pipe-gaps (Apache-2.0; commit 9d9426e): two fixes of a number more than a threshold
apart, strictly, and the fixes counted by receiver in the twelve hours before. Their reception map of a degree and a month ended
in 2020 and their study leaves out 50 nautical miles off every coast, which covers both coasts of Korea. Here the same feed tells:
a ship is known to be about when she is heard before and after; what share of those about were heard in an hour is what that hour's
reception was worth. A silence counts where others were heard all along; when all fall silent at once, it is the feed. A ship of class B,
whose set is weaker, is judged by such ships, one heard by satellite alone by ships heard so; and hours in which she would have been
beyond all that is heard (sea/coverage.py) say nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from inforce.base.rows import Rows
from inforce.base.steps import Step
from inforce.sea import sphere
from inforce.sea.buckets import BUCKET, CHAIN, HOUR, TICK_S
from inforce.sea.coverage import Coverage, Way
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
    with _over() as con:
        return _linked(con, silence, hour, least_h, feed_end)


def _over() -> "duckdb.DuckDBPyConnection":
    import duckdb  # slow to import, and needed for tracks alone

    con = duckdb.connect()
    con.execute("SET threads = 1")
    return con


def _linked(con: "duckdb.DuckDBPyConnection", silence: Rows, hour: Rows, least_h: float, feed_end: int | None = None) -> pa.Table:
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


def judged(rows: Mapping[str, Rows], s: Silent = DEFAULT) -> Iterator[dict[str, Any]]:
    """The gaps in the rows of SILENCES, each with what the ships about her say: `peers` (most that were about in an hour), `hours`
    looked at in which any was, `heard` (mean share of those about who were heard), `chance` that reception alone explains it (1 where
    nobody was about); `left` where that holds no longer once the hours are put aside in which she would have been outside what the feed
    covers, on her way as she went before and after. Columns else as in `gaps`; ordered by t0 and mmsi."""
    with _over() as con:
        found = _fed(_linked(con, rows["silence"], rows["hour"], s.least_h), rows["hour"], s.fed)
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
            _mark_left([g for g in gaps if g["peers"] >= s.peers and g["chance"] <= s.chance], con, coverage, s)
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


_MISSED_H = 24  # hours between two in which a ship was heard: in a longer silence nobody knows where she is
_AT_ONCE = 10_000  # gaps
_HOURS = """
    SELECT r.mmsi, r.t0, r.h, 1 - heard / CAST(others + 1 AS DOUBLE) FROM rated AS r JOIN own ON r.mmsi = own.mmsi AND r.t0 = own.t0
    WHERE others > 0 ORDER BY ALL"""
_TOLD = """
    WITH told AS (
        SELECT mmsi, t0, max(others) AS peers, count(*) FILTER (others > 0) AS hours,
               avg(heard / CAST(others AS DOUBLE)) FILTER (others > 0) AS share,
               exp(sum(ln(1 - heard / CAST(others + 1 AS DOUBLE))) FILTER (others > 0)) AS chance
        FROM (SELECT * FROM rated ORDER BY mmsi, t0, h) GROUP BY mmsi, t0)
    SELECT g.*, coalesce(peers, 0) AS peers, coalesce(hours, 0) AS hours, coalesce(share, 0) AS heard, coalesce(chance, 1) AS chance
    FROM gap_rows AS g LEFT JOIN told USING (mmsi, t0) ORDER BY g.t0, g.mmsi"""


def _mark_left(own: list[dict[str, Any]], con: "duckdb.DuckDBPyConnection", coverage: Coverage, s: Silent) -> None:
    """Marks as `left` who left the area covered: the hours before that, and after she came back, are too few to tell that she fell
    silent. Asks for the times at which they fell silent one after the other, and then for those at which they came back."""
    con.register("own", pa.Table.from_pylist([{"mmsi": g["mmsi"], "t0": g["t0"]} for g in own] or [{"mmsi": 0, "t0": 0}]))
    hours: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
    for mmsi, t0, h, missed in con.execute(_HOURS).fetchall():
        hours[mmsi, t0][h] = missed
    ways = _Ways(con)
    out: list[tuple[dict[str, Any], float | None]] = []
    for g in own:
        first, past = g["t0"] // 3600 + 1, g["t_end"] // 3600
        out.append((g, coverage.leaves(ways.on(g), [(h + 0.5) * 3600 for h in range(first, min(first + s.judged_h, past))])))
    for g, left in sorted(out, key=lambda x: x[0]["t_end"]):
        kept = dict(hours[g["mmsi"], g["t0"]])
        if left is not None:
            back = None if g["t1"] is None else _back(g, ways, coverage, s)
            if g["t1"] is None or back is not None:
                kept = {h: v for h, v in kept.items() if (h + 0.5) * 3600 < left or (back is not None and (h + 0.5) * 3600 > back)}
        g["left"] = prod(kept.values()) > s.chance


def _back(g: dict[str, Any], ways: "_Ways", coverage: Coverage, s: Silent) -> float | None:
    """Up to when, counted back from where she was heard again, she was outside what is covered."""
    first, past = g["t0"] // 3600 + 1, g["t_end"] // 3600
    return coverage.leaves(ways.back(g), [(h + 0.5) * 3600 for h in range(past - 1, max(past - s.judged_h, first) - 1, -1)])


class _Ways:
    """How ships went before a silence and came after it: by where they were ten minutes to an hour and a half before, or after; a minute
    where no more was heard."""

    def __init__(self, con: "duckdb.DuckDBPyConnection") -> None:
        self._seen: dict[int, list[tuple[float, float, float]]] = defaultdict(list)
        for mmsi, t0, lat0, lon0, t1, lat1, lon1 in con.execute(
            "SELECT mmsi, t0, lat0, lon0, t1, lat1, lon1 FROM ends WHERE mmsi IN (SELECT mmsi FROM own) ORDER BY mmsi, h"
        ).fetchall():
            self._seen[mmsi] += [(t0, lat0, lon0), (t1, lat1, lon1)]

    def on(self, g: dict[str, Any]) -> Way:
        """The way that she was on when she was last heard."""
        return self._way(g["mmsi"], (g["t0"], g["lat0"], g["lon0"]), -1)

    def back(self, g: dict[str, Any]) -> Way:
        """The way on which she was heard again."""
        return self._way(g["mmsi"], (g["t1"], g["lat1"], g["lon1"]), 1)

    def _way(self, mmsi: int, at: tuple[float, float, float], sign: int) -> Way:
        seen = [(d, p) for p in self._seen[mmsi] if 60 <= (d := sign * (p[0] - at[0])) <= 5_400]
        _, other = min((x for x in seen if x[0] >= 600), default=max(seen, default=(0, at)))
        hours = (at[0] - other[0]) / 3600
        north, east = at[1] - other[1], (at[2] - other[2] + 180) % 360 - 180
        return Way(*at, north / hours if hours else 0.0, east / hours if hours else 0.0)


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


SILENCES = (SILENCE, HOUR, TRANSPONDER, ALOFT)
