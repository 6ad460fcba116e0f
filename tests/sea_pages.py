"""What tests of pages of the sea are made from: a ship's fixes and reports, and findings about her, in two lines."""

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from inforce.base.nouns import Evidence, Finding, Outcome
from inforce.base.tables import FIX, REPORT
from inforce.checks import every
from inforce.law import load
from inforce.reports.sea_events import Event, events
from inforce.reports.vessel import Heard

T0 = 1_519_862_400  # 2018-03-01 00:00 UTC
HOSTILE = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>"


def fixes(points: Sequence[tuple[float, float, float]], mmsi: int = 412000001) -> pa.Table:
    """Positions (seconds after T0, lat, lon)."""
    rows = [{"mmsi": mmsi, "t": T0 + int(t), "lat5": round(lat * 1e5), "lon5": round(lon * 1e5), "sog10": 100} for t, lat, lon in points]
    return pa.Table.from_pylist(rows, schema=FIX)


def reports(*rows: dict[str, object], mmsi: int = 412000001) -> pa.Table:
    """Static reports, an hour apart."""
    return pa.Table.from_pylist([{"mmsi": mmsi, "t": T0 + 3600 * n, **row} for n, row in enumerate(rows)], schema=REPORT)


def finding(check_id: str = "track.encounter", hour: int = 4, at: tuple[float, float] | None = (35.0, 123.0), **facts: str) -> Finding:
    """One that is an event of three hours."""
    since = date(2018, 3, 1)
    place = {"lat": str(at[0]), "lon": str(at[1])} if at else {"lat": "", "lon": ""}
    told = {
        "event": f"{check_id}{hour}",
        "since_at": f"{since}T{hour:02}:00:00Z",
        "until_at": f"{since}T{hour + 3:02}:00:00Z",
        "tier": "alongside",
    }
    return Finding(
        check_id=check_id,
        subject="412000001",
        day=since,
        outcome=Outcome.RED_FLAG,
        why="SEA LAMP and another lay side by side: a possible transfer, to be weighed",
        basis=("un/2375#ship-to-ship",),
        evidence=(Evidence("AIS", "MMSI 412000001", HOSTILE),),
        facts=tuple({**told, **place, **facts}.items()),
    )


def numbered(*found: Finding) -> list[Event]:
    """The events of these findings."""
    return events(found, every(), load().measures)


def heard(points: Sequence[tuple[float, float, float]] = (), found: Sequence[Finding] = (), said: pa.Table | None = None) -> Heard:
    """What a page is made from."""
    return Heard((412000001,), fixes(points), REPORT.empty_table() if said is None else said, numbered(*found))
