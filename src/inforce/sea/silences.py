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
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any

import pyarrow as pa

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


def gaps(silence: pa.Table, hour: pa.Table, least_h: float = DEFAULT.least_h, feed_end: int | None = None) -> pa.Table:
    """Stretches longer than that, linked over days. Columns of SILENCE, with t1, lat1, lon1 null where the ship was not heard again
    by the feed's end, and `t_end`: t1, or the feed's end (None: the end of the last hour with any fix); ordered by mmsi and t0."""
    with _over(silence, hour) as con:
        return _gaps(con, least_h, feed_end).to_arrow_table()


def _over(silence: pa.Table, hour: pa.Table) -> "duckdb.DuckDBPyConnection":
    import duckdb  # slow to import, and needed for tracks alone

    con = duckdb.connect()
    con.execute("SET threads = 1")
    con.register("silence", silence)
    con.register("hour", hour)
    return con


def _gaps(con: "duckdb.DuckDBPyConnection", least_h: float, feed_end: int | None = None) -> "duckdb.DuckDBPyRelation":
    end = "(max(h) + 1) * 3600" if feed_end is None else f"CAST({feed_end} AS BIGINT)"
    return con.sql(f"""
        WITH feed AS (SELECT {end} AS feed_end, count(*) AS hours FROM hour),
        again AS (
            SELECT mmsi, h, lead(t0) OVER w AS t, lead(lat0) OVER w AS lat, lead(lon0) OVER w AS lon
            FROM hour WINDOW w AS (PARTITION BY mmsi ORDER BY h)
        ), linked AS (
            SELECT s.mmsi, s.t0, s.lat0, s.lon0, coalesce(s.t1, a.t) AS t1,
                   coalesce(s.lat1, a.lat) AS lat1, coalesce(s.lon1, a.lon) AS lon1,
                   s.n, s.n_ter, s.n_sat, s.n_dyn, s.sog10
            FROM silence AS s JOIN again AS a ON s.mmsi = a.mmsi AND s.t0 // 3600 = a.h
        )
        SELECT linked.*, coalesce(t1, feed_end) AS t_end FROM linked CROSS JOIN feed
        WHERE coalesce(t1, feed_end) - t0 > {sphere.num(least_h * 3600)} ORDER BY mmsi, t0""")


def judged(rows: Mapping[str, pa.Table], s: Silent = DEFAULT) -> list[dict[str, Any]]:
    """The gaps in the rows of SILENCES, each with what the ships about her say: `peers` (most that were about in an hour), `hours`
    looked at in which any was, `heard` (mean share of those about who were heard), `chance` that reception alone explains it (1 where
    nobody was about); `left` where that holds no longer once the hours are put aside in which she would have been outside what the feed
    covers, on her way as she went before and after. Columns else as in `gaps`; ordered by mmsi and t0."""
    with _over(rows["silence"], rows["hour"]) as con:
        con.register("transponder", rows["transponder"])
        con.register("aloft", rows["aloft"])
        con.execute(f"CREATE TEMP TABLE set_of AS {_SET_OF}")
        con.register("gap_rows", _gaps(con, s.least_h).to_arrow_table())
        con.execute(f"CREATE TEMP TABLE looked AS {_looked(s)}")
        con.execute(f"CREATE TEMP TABLE rated AS {_RATED.format(about=_about(s))}")
        told: list[dict[str, Any]] = con.execute(_TOLD.format(fed=sphere.num(s.fed))).to_arrow_table().to_pylist()
        own = {(g["mmsi"], g["t0"]): g for g in told if g["peers"] >= s.peers and g["chance"] <= s.chance}
        con.register("own", pa.Table.from_pylist([{"mmsi": m, "t0": t0} for m, t0 in own] or [{"mmsi": 0, "t0": 0}]))
        hours: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
        for mmsi, t0, h, missed in con.execute(_HOURS).fetchall():
            hours[mmsi, t0][h] = missed
        ways = _Ways(con)
    coverage = Coverage(rows["hour"]) if own else None
    for key, g in own.items():
        g["left"] = coverage is not None and _left(g, hours[key], ways, coverage, s)
    return [{"left": False, **g} for g in told]


_SET_OF = "SELECT mmsi, CASE WHEN min(class) = max(class) THEN min(class) ELSE '' END AS class FROM transponder GROUP BY mmsi"
_RATED = "SELECT mmsi, t0, h, others, least(heard, others) AS heard FROM (SELECT *, greatest(present - own, 0) AS others FROM ({about}))"
_HOURS = """
    SELECT r.mmsi, r.t0, r.h, 1 - heard / CAST(others + 1 AS DOUBLE) FROM rated AS r JOIN own ON r.mmsi = own.mmsi AND r.t0 = own.t0
    WHERE others > 0 ORDER BY ALL"""
_TOLD = """
    WITH fed AS (
        SELECT g.mmsi, g.t0, count(f.h) / CAST(g.t_end // 3600 - g.t0 // 3600 - 1 AS DOUBLE) AS fed
        FROM gap_rows AS g JOIN (SELECT DISTINCT h FROM hour) AS f ON f.h > g.t0 // 3600 AND f.h < g.t_end // 3600
        GROUP BY g.mmsi, g.t0, g.t_end
    ), told AS (
        SELECT mmsi, t0, max(others) AS peers, count(*) FILTER (others > 0) AS hours,
               avg(heard / CAST(others AS DOUBLE)) FILTER (others > 0) AS share,
               exp(sum(ln(1 - heard / CAST(others + 1 AS DOUBLE))) FILTER (others > 0)) AS chance
        FROM rated GROUP BY mmsi, t0)
    SELECT g.*, coalesce(peers, 0) AS peers, coalesce(hours, 0) AS hours, coalesce(share, 0) AS heard, coalesce(chance, 1) AS chance
    FROM gap_rows AS g JOIN fed USING (mmsi, t0) LEFT JOIN told USING (mmsi, t0)
    WHERE fed >= {fed} ORDER BY g.mmsi, g.t0"""


def _left(g: dict[str, Any], hours: dict[int, float], ways: "_Ways", coverage: Coverage, s: Silent) -> bool:
    """Whether she left the area covered: the hours before that, and after she came back, are too few to tell that she fell silent."""
    first, past = g["t0"] // 3600 + 1, g["t_end"] // 3600
    ahead = [(h + 0.5) * 3600 for h in range(first, min(first + s.judged_h, past))]
    out = coverage.leaves(ways.on(g), ahead)
    if g["t1"] is None:
        kept = [h for h in hours if out is None or (h + 0.5) * 3600 < out]
    else:
        behind = [(h + 0.5) * 3600 for h in range(past - 1, max(past - s.judged_h, first) - 1, -1)]
        back = coverage.leaves(ways.back(g), behind)
        kept = [h for h in hours if out is None or back is None or (h + 0.5) * 3600 < out or (h + 0.5) * 3600 > back]
    return prod(hours[h] for h in kept) > s.chance


class _Ways:
    """How ships went before a silence and came after it: by where they were ten minutes to an hour and a half before, or after; a minute
    where no more was heard."""

    def __init__(self, con: "duckdb.DuckDBPyConnection") -> None:
        self._seen: dict[int, list[tuple[float, float, float]]] = defaultdict(list)
        for mmsi, t0, lat0, lon0, t1, lat1, lon1 in con.execute(
            "SELECT mmsi, t0, lat0, lon0, t1, lat1, lon1 FROM hour WHERE mmsi IN (SELECT mmsi FROM own) ORDER BY mmsi, h"
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
            WHERE nh > h + 1 AND nh <= h + 24
        ), present AS (
            SELECT {_cell("lat0", "lon0", s.about_km)} AS place, h, 1 AS heard, class, aloft FROM seq
            UNION ALL
            SELECT {_cell("lat1 + (nlat - lat1) * (m - h) / (nh - h)", "lon1 + dlon * (m - h) / (nh - h)", s.about_km)}, m, 0, class, aloft
            FROM missed
        ), counted AS (
            SELECT place, h, class, aloft, count(*) AS present, sum(heard) AS heard FROM present GROUP BY place, h, class, aloft
        ), beside AS (SELECT l.*, l.place + o.step AS other FROM looked AS l CROSS JOIN (VALUES {both}) AS o(step)),
        summed AS (
            SELECT l.mmsi, l.t0, l.h, sum(present) AS present, sum(heard) AS heard
            FROM beside AS l JOIN counted AS c ON c.place = l.other AND c.h = l.h
            WHERE (c.aloft OR NOT l.aloft) AND (l.class = '' OR c.class = '' OR c.class = l.class)
            GROUP BY l.mmsi, l.t0, l.h
        )
        SELECT l.mmsi, l.t0, l.h, l.own, coalesce(present, 0) AS present, coalesce(heard, 0) AS heard
        FROM looked AS l LEFT JOIN summed USING (mmsi, t0, h)"""


def _looked(s: Silent) -> str:
    """For each gap the whole hours in it that are looked at, near its start and near its end, at the place where she would be: between
    its ends, or, where she was not heard again, on her way as in her last hour. `own`: she herself counts as about."""
    first, past = "t0 // 3600 + 1", "t_end // 3600"
    share = "((hh.h + 0.5) * 3600 - t0) / (t_end - t0)"
    on = "((hh.h + 0.5) * 3600 - t0) / 3600"
    return f"""
        WITH way AS (
            SELECT mmsi, h, CASE WHEN t1 - t0 >= 600 THEN (lat1 - lat0) * 3600 / (t1 - t0) ELSE 0 END AS north,
                   CASE WHEN t1 - t0 >= 600 THEN {sphere.turn("(lon1 - lon0)")} * 3600 / (t1 - t0) ELSE 0 END AS east FROM hour
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
