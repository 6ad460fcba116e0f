"""The steps that others read: ten minutes of a ship in a row, hours of a ship, and who she says she is."""

from inforce.base.rows import Rows
from inforce.base.steps import Step
from inforce.sea import folds, sphere
from inforce.sea.folds import SEEN_S, TICK_S

__all__ = ["BUCKET", "CHAIN", "HOUR", "SEEN_S", "SPAN", "TICK_S", "WHO", "feed_end"]

# One hash aggregate over the raw rows; everything after it works on a hundredth of them. `a` and `z` are the first and last fix of
# the ten minutes, packed; two fixes of one second are settled by place, so that the order of rows says nothing.
BUCKET = Step(
    "bucket",
    f"""
    SELECT CAST(key >> 22 AS INTEGER) AS mmsi, CAST(key & 4194303 AS INTEGER) AS b, n, a, z FROM (
        SELECT key, count(*) AS n, min(pack) AS a, max(pack) AS z
        FROM (SELECT (CAST(mmsi AS BIGINT) << 22) | (t // {TICK_S}) AS key, {sphere.packed(f"t % {TICK_S}")} AS pack FROM fix
              WHERE t >= :since - {SEEN_S} AND t < :until + {SEEN_S}) AS packed
        GROUP BY key) AS grouped
    """,
    fold=folds.buckets,
)

# `p` is the last fix of the ship's ten minutes before, `pb` which those were; null at the ship's first.
CHAIN = Step(
    "chain",
    """
    SELECT mmsi, b, n, a, z, lag(z) OVER (PARTITION BY mmsi ORDER BY b) AS p, lag(b) OVER (PARTITION BY mmsi ORDER BY b) AS pb
    FROM bucket
    """,
    (BUCKET,),
    folds.chain,
)

# `fa` and `lz` are the packed first and last fix of the hour with the ten minutes (0 to 5, less 3) in the top bits.
HOUR = Step(
    "hour",
    f"""
    SELECT mmsi, h, n, slots, CAST(h * 3600 + ((fa >> 61) + 3) * {TICK_S} + ((fa >> 51) & 1023) AS INTEGER) AS t0,
           {sphere.lat_of("fa")} AS lat0, {sphere.lon_of("fa")} AS lon0,
           CAST(h * 3600 + ((lz >> 61) + 3) * {TICK_S} + ((lz >> 51) & 1023) AS INTEGER) AS t1,
           {sphere.lat_of("lz")} AS lat1, {sphere.lon_of("lz")} AS lon1
    FROM (
        SELECT mmsi, b // 6 AS h, CAST(sum(n) AS INTEGER) AS n, CAST(count(*) AS INTEGER) AS slots,
               min(CAST(b % 6 - 3 AS BIGINT) * {1 << 61} + a) AS fa, max(CAST(b % 6 - 3 AS BIGINT) * {1 << 61} + z) AS lz
        FROM bucket WHERE b * {TICK_S} >= :since AND b * {TICK_S} < :until
        GROUP BY mmsi, b // 6
    ) AS hours
    """,
    (BUCKET,),
)

# The newest of each thing that the ship said of herself in the window; a newer window's word goes before an older one's.
WHO = Step(
    "who",
    """
    SELECT mmsi, max(t) AS t, max_by(imo, t) AS imo, max_by(name, t) AS name, max_by(type, t) AS type, max_by(length, t) AS length
    FROM (SELECT mmsi, t, max(imo) AS imo, max(name) AS name, max(type) AS type, max(length) AS length
          FROM report WHERE t >= :since AND t < :until GROUP BY mmsi, t) AS said
    GROUP BY mmsi
    """,
)

# When anybody was heard first and last: what is still going on at the last is open.
SPAN = Step(
    "span",
    f"""
    SELECT min(b) * {TICK_S} AS first, max(b) * {TICK_S} + {TICK_S} AS last
    FROM bucket WHERE b * {TICK_S} >= :since AND b * {TICK_S} < :until
    """,
    (BUCKET,),
)


def feed_end(span: Rows) -> int:
    """When anybody was heard last, in epoch seconds, from the rows of SPAN; 0 where nobody was."""
    return max((b.bounds["last"][1] for b in span.held if "last" in b.bounds), default=0)
