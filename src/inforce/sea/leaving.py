"""Whether a ship that fell silent left the waters that the feed covers, on her way as she went before and after (sea/coverage.py)."""

from collections import defaultdict
from math import prod
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from inforce.sea.coverage import Coverage, Way
from inforce.sea.silences import Silent

if TYPE_CHECKING:
    import duckdb

_HOURS = """
    SELECT r.mmsi, r.t0, r.h, 1 - heard / CAST(others + 1 AS DOUBLE) FROM rated AS r JOIN own ON r.mmsi = own.mmsi AND r.t0 = own.t0
    WHERE others > 0 ORDER BY ALL"""


def mark_left(own: list[dict[str, Any]], con: "duckdb.DuckDBPyConnection", coverage: Coverage, s: Silent) -> None:
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
