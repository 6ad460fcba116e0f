"""One flow told twice, by a code and by the finer codes that it is the sum of: counted once, whichever file each stands in.

Of a code and its finer ones the last published count; of one publication, the finer ones, as `read.trade` counts them within a file.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

import duckdb

_DAY = "coalesce(published_on, DATE '0001-01-01')"


def told_twice(published: Mapping[str, date]) -> set[str]:
    """The codes of one flow that others of it tell as well and that do not count, by the day on which each was published."""
    finer = defaultdict(list)
    for code in published:
        for n in range(2, len(code)):
            if code[:n] in published:
                finer[code[:n]].append(code)
    found: set[str] = set()
    for code, parts in finer.items():
        by_parts = any(published[part] >= published[code] for part in parts)
        found.update([code] if by_parts else parts)
    return found


def look(db: duckdb.DuckDBPyConnection) -> None:
    """Leaves in `finer` the codes among `codes` that others begin with, each with these, and nothing in `twice` and `twice_told`."""
    db.execute("""
        CREATE TABLE finer AS SELECT DISTINCT left(hs, n.n::BIGINT) AS hs, hs AS fine FROM codes, range(2, 12) n(n)
            WHERE n.n < length(hs) AND left(hs, n.n::BIGINT) IN (SELECT hs FROM codes);
        CREATE TABLE twice (series BIGINT, hs VARCHAR);
        CREATE TABLE twice_told (n BIGINT);
    """)


def find(db: duckdb.DuckDBPyConnection, since: str, until: str) -> None:
    """Leaves in `twice` the series and codes of those periods that do not count, and adds to `twice_told` how many they are."""
    if not db.execute("SELECT count(*) FROM finer").fetchall()[0][0]:
        return
    db.execute(f"""
        CREATE OR REPLACE TABLE twice AS
        WITH told AS (
            SELECT series, hs, max({_DAY}) AS day FROM flows JOIN series USING (reporter, flow, period, own, source)
            WHERE period BETWEEN '{since}' AND '{until}' AND (hs IN (SELECT hs FROM finer) OR hs IN (SELECT fine FROM finer))
            GROUP BY series, hs
        ), pairs AS (
            SELECT coarse.series, coarse.hs, fine, part.day >= coarse.day AS counts
            FROM told coarse JOIN finer USING (hs) JOIN told part ON (part.series, part.hs) = (coarse.series, fine)
        ), judged AS (SELECT series, hs, bool_or(counts) AS by_parts FROM pairs GROUP BY series, hs)
        SELECT series, hs FROM judged WHERE by_parts
        UNION SELECT series, fine FROM pairs JOIN judged USING (series, hs) WHERE NOT by_parts;
        INSERT INTO twice_told SELECT count(*) FROM twice;
    """)
