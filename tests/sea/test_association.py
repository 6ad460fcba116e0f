"""Checks of events get what checks of tracks found, in one run, whether tracks are held or followed."""

from datetime import UTC, datetime
from pathlib import Path

from scenarios import track

from inforce.base.tables import FIX
from inforce.checks import every
from inforce.law import load
from inforce.reference import Reference
from inforce.run.local import Screening, run
from inforce.run.pile import Pile
from inforce.store.tracks import TrackStore

REF = Reference(load())
CHECKS = [every()[i] for i in ("track.encounter", "event.association")]
A, B = (datetime(2018, 3, 1, h, tzinfo=UTC) for h in (0, 6))
C, D = (datetime(2018, 3, 3, h, tzinfo=UTC) for h in (0, 6))
ROWS = track(
    [
        {"mmsi": 445000001, "since": A, "until": B, "at": [33.0, 124.0]},
        {"mmsi": 412000002, "since": A, "until": B, "at": [33.001, 124.0]},
        {"mmsi": 412000002, "since": C, "until": D, "at": [31.0, 125.0]},
        {"mmsi": 511000003, "since": C, "until": D, "at": [31.001, 125.0]},
    ]
)


def test_a_ship_that_met_one_that_met_a_ship_of_the_dprk() -> None:
    found = run(CHECKS, {"track": ROWS}, REF).findings.to_pylist()
    told = {dict(f["facts"])["mmsi"]: dict(f["facts"])["tier"] for f in found if f["check_id"] == "event.association"}
    assert told == {"412000002": "1", "511000003": "2"}


def test_followed_from_the_store_it_is_the_same(tmp_path: Path) -> None:
    store = TrackStore(tmp_path)
    with store.filing() as filing:
        filing.add(ROWS.select([n for n in FIX.names if n in ROWS.column_names]).cast(FIX), ROWS.slice(0, 0))
    with Pile() as pile:
        Screening(CHECKS, REF).follow(store, pile)
        followed = list(pile.findings())
    assert [f.id for f in followed] == run(CHECKS, {"track": ROWS}, REF).findings["id"].to_pylist()
