"""Tracks at rest: by day, sorted, once; and what is worked on again when a day comes."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from planted import START, Sea, plant

from inforce.base import rows as base_rows
from inforce.base.errors import Busy, ConfigError
from inforce.base.tables import FIX, REPORT
from inforce.checks import every
from inforce.law import load
from inforce.reference import Reference
from inforce.run import windows
from inforce.run.windows import Engine, Held, find
from inforce.sea import jumps
from inforce.store import tracks
from inforce.store.tracks import TrackStore

REF = Reference(load(), places=())
CHECKS = [c for c in every().values() if c.of == "track"]


def whole(positions: pa.Table) -> pa.Table:
    return pa.table([positions[f.name] if f.name in positions.column_names else pa.nulls(len(positions), f.type) for f in FIX], schema=FIX)


@contextmanager
def a_dense_sea() -> Iterator[None]:
    """Every day is a window of its own, however few rows it has."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(windows, "_THIN", 0)
        yield


def test_rows_lie_by_day_sorted_and_once_however_they_came(tmp_path: Path) -> None:
    rows = whole(plant(Sea(ships=30, days=2, every_s=1_200, meetings=2, silences=1)).positions)
    stores = TrackStore(tmp_path / "a"), TrackStore(tmp_path / "b")
    with stores[0].filing() as filing:
        filing.add(rows, REPORT.empty_table())
    for part in (rows.slice(700), rows.slice(0, 900), rows.slice(100, 50)):
        with stores[1].filing() as filing:
            filing.add(part, REPORT.empty_table())
    assert stores[0].days() == [date(2020, 1, 1), date(2020, 1, 2)] == stores[1].days()
    for day in stores[0].days():
        a, b = (pq.read_table(s.root / "positions" / f"{day}.parquet") for s in stores)
        assert a == b == a.sort_by([("mmsi", "ascending"), ("t", "ascending"), ("lat5", "ascending"), ("lon5", "ascending")])
    assert sum(stores[1].sizes().values()) == rows.num_rows


def test_what_is_found_is_the_same_from_memory_and_disk_by_month_and_by_day(tmp_path: Path) -> None:
    rows = whole(plant(Sea(ships=90, days=2, ports=2, meetings=6, silences=6, queue=10)).positions)
    store = TrackStore(tmp_path)
    with store.filing() as filing:
        filing.add(rows, REPORT.empty_table())
    found = list(find(CHECKS, store, REF))
    assert found == list(find(CHECKS, Held(rows), REF))
    with a_dense_sea():
        assert found == list(find(CHECKS, store, REF, Engine(threads=2)))


def reports(rows: pa.Table) -> pa.Table:
    """What ships say of themselves about every third hour: some change their draught or name, some share an IMO number."""
    said = [
        {"mmsi": m, "t": t, "imo": f"{9074729 if m % 9 else 9100001 + m % 3}", "name": f"SHIP {m if m % 7 else t // 40_000}", "type": 80}
        | {"length": 120, "draught10": 80 + 20 * (m % 5 == 0 and t > START + 86_400)}
        for m, t in zip(rows["mmsi"].to_pylist(), rows["t"].to_pylist(), strict=True)
        if t % 10_800 < 90
    ]
    return pa.Table.from_pylist(said, schema=REPORT)


def test_what_is_found_is_the_same_when_little_is_held_at_once(tmp_path: Path) -> None:
    rows = whole(plant(Sea(ships=90, days=3, ports=2, meetings=9, silences=9, tows=2, twins=2, queue=10)).positions)
    mirrored = rows.filter(pc.equal(pc.divide(rows["t"], 7_000), 225_410))  # some leap to the other hemisphere and back
    rows = pa.concat_tables([rows, mirrored.set_column(2, "lat5", pc.negate(mirrored["lat5"]))])
    store = TrackStore(tmp_path)
    with store.filing() as filing:
        filing.add(rows, reports(rows))
    found = set(find(CHECKS, store, REF))
    assert {f.check_id for f in found} >= {"track.encounter", "track.gap", "track.jump", "track.draught", "vessel.identity"}
    with a_dense_sea(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(base_rows, "MOST", 300)
        patch.setattr(base_rows, "FEW", 50)
        patch.setattr(jumps, "FEW", 50)
        patch.setattr(windows, "_HELD_BYTES", 20_000)
        assert found == set(find(CHECKS, store, REF))


def test_a_file_to_and_fro_in_time_lies_in_few_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = whole(plant(Sea(ships=30, days=3, every_s=1_200, meetings=2, silences=1)).positions)
    rows = rows.take(pa.array(np.random.default_rng(1).permutation(rows.num_rows)))
    monkeypatch.setattr(tracks, "_HELD_BYTES", 60_000)
    store, kept = TrackStore(tmp_path), []
    monkeypatch.setattr(TrackStore, "_merge", lambda self, con, kind, day, files: kept.append((kind, day, len(files))))
    with store.filing() as filing:
        for start in range(0, rows.num_rows, 100):
            filing.add(rows.slice(start, 100), REPORT.empty_table())
    assert [d for _, d, _ in kept] == [date(2020, 1, d) for d in (1, 2, 3)]
    assert 1 < max(n for *_, n in kept) < rows.num_rows / 500


def test_a_day_added_works_again_only_on_what_it_touches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = whole(plant(Sea(ships=40, days=6, every_s=900, ports=2, meetings=3, silences=3)).positions)
    store, engine = TrackStore(tmp_path / "store"), Engine(kept=tmp_path / "kept")
    made: list[tuple[int, int]] = []
    make = windows._Maker._made
    monkeypatch.setattr(windows._Maker, "_made", lambda self, core, tracks: made.append(core) or make(self, core, tracks))
    last = pc.greater_equal(rows["t"], START + 5 * 86_400)
    with a_dense_sea():
        with store.filing() as filing:
            filing.add(rows.filter(pc.invert(last)), REPORT.empty_table())
        list(find(CHECKS, store, REF, engine))
        assert len(made) == 5
        list(find(CHECKS, store, REF, engine))
        assert len(made) == 5
        with store.filing() as filing:
            filing.add(rows.filter(last), REPORT.empty_table())
        found = list(find(CHECKS, store, REF, engine))
        assert made[5:] == [(START + 4 * 86_400, START + 5 * 86_400), (START + 5 * 86_400, START + 6 * 86_400)]
        assert found == list(find(CHECKS, Held(rows), REF))


def test_two_that_file_at_once_are_told_and_nothing_is_lost(tmp_path: Path) -> None:
    rows = whole(plant(Sea(ships=10, days=1, meetings=0, silences=0)).positions)
    with TrackStore(tmp_path).filing() as filing:
        filing.add(rows, REPORT.empty_table())
        with pytest.raises(Busy, match="being written to"), TrackStore(tmp_path).filing():
            pass
    assert sum(TrackStore(tmp_path).sizes().values()) == rows.num_rows


def test_a_filing_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    rows = whole(plant(Sea(ships=5, every_s=3_600, meetings=0, tows=0, twins=0, silences=0)).positions)
    store = TrackStore(tmp_path)
    with store.filing() as filing:
        filing.add(rows.slice(0, 10), REPORT.empty_table())
    with pytest.raises(ZeroDivisionError), store.filing() as filing:
        filing.add(rows, REPORT.empty_table() if 1 / 0 else rows)
    assert sum(store.sizes().values()) == 10
    assert not (tmp_path / "pieces").exists()


def test_a_disk_that_is_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    store = TrackStore(tmp_path)
    monkeypatch.setattr(store, "_file_all", full)
    with pytest.raises(ConfigError, match="No space left on device.*Make room"), store.filing():
        pass


def test_a_root_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="Set INFORCE_HOME"):
        TrackStore(tmp_path / "file" / "tracks")
