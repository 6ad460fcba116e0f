"""The steps made of rows in order are those of their SQL, row for row."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import START, Sea, plant

from inforce.base.steps import Step
from inforce.base.tables import FIX, REPORT
from inforce.check import Check
from inforce.checks import every
from inforce.law import load
from inforce.reference import Reference
from inforce.run.windows import Engine, Held, series
from inforce.sea.buckets import BUCKET, CHAIN
from inforce.sea.silences import HEARD
from inforce.store.tracks import TrackStore

REF = Reference(load(), places=())
STEPS: tuple[Step, ...] = (BUCKET, CHAIN, HEARD)


def whole(rows: pa.Table, seed: int) -> pa.Table:
    """With receivers and speeds, some unknown, and some fixes of one second at two places."""
    rng = np.random.default_rng(seed)
    n = rows.num_rows
    told = {
        "sog10": pa.array(rng.integers(0, 200, n).astype(np.int16), mask=rng.random(n) < 0.3),
        "receiver": pa.array(np.array(["terrestrial", "satellite", "dynamic"])[rng.integers(0, 3, n)], mask=rng.random(n) < 0.2),
    }
    made = pa.table([told.get(f.name, rows[f.name] if f.name in rows.column_names else pa.nulls(n, f.type)) for f in FIX], schema=FIX)
    again = made.slice(0, n // 10)
    return pa.concat_tables([made, again.set_column(2, "lat5", pa.array(again["lat5"].to_numpy() + np.int32(7)))])


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10**6), every_s=st.sampled_from([45.0, 300.0, 3_600.0]))
def test_rows_in_order_give_what_the_sql_gives(tmp_path_factory: pytest.TempPathFactory, seed: int, every_s: float) -> None:
    sea = Sea(seed=seed, ships=60, every_s=every_s, days=3, ports=2, meetings=4, silences=6, tows=1, twins=1)
    rows = whole(plant(sea).positions, seed)
    store = TrackStore(tmp_path_factory.mktemp("sea"))
    with store.filing() as filing:
        filing.add(rows, REPORT.empty_table())
    check = Check("track.x", "track", (), every()["track.gap"].find, steps=STEPS, margin=timedelta(hours=12))
    engine = Engine(threads=1)
    folded, asked = series([check], store, REF, engine), series([check], Held(rows), REF, engine)
    for step in STEPS:
        ours, theirs = folded[step.name].table(), asked[step.name].table()
        assert ours.schema == theirs.schema
        assert ours == theirs


def test_a_file_out_of_order_is_refused(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    store, day = TrackStore(tmp_path), date(2020, 1, 1)
    ints = {"mmsi": [2, 1], "t": [START, START], "lat5": [0, 0], "lon5": [0, 0]}
    rows = pa.table([pa.array(ints[f.name], f.type) if f.name in ints else pa.nulls(2, f.type) for f in FIX], schema=FIX)
    pq.write_table(rows, tmp_path / f"positions/{day}.parquet")
    check = Check("track.x", "track", (), every()["track.gap"].find, steps=(BUCKET,))
    with pytest.raises(ValueError, match="not in the order of mmsi and t"):
        series([check], store, REF, Engine(threads=1))
