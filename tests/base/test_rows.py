"""Rows of steps, whole and in ranges, from memory and from the disk."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inforce.base import rows
from inforce.base.rows import Rows, block, keep, kept


def made(seed: int, blocks: int) -> list[pa.Table]:
    """Windows of ships and hours, each in the order of ships."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(0, 200, blocks)
    tables = [pa.table({"mmsi": np.sort(rng.integers(1, 40, n)), "h": rng.integers(24 * i, 24 * i + 24, n)}) for i, n in enumerate(sizes)]
    return [t.append_column("x", pa.array(np.arange(t.num_rows) / 8)) for t in tables]


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), blocks=st.integers(1, 5), most=st.integers(1, 300), whole=st.sampled_from([1, 24]))
def test_ranges_hold_every_row_once(tmp_path_factory: pytest.TempPathFactory, seed: int, blocks: int, most: int, whole: int) -> None:
    folder = tmp_path_factory.mktemp("rows")
    tables = made(seed, blocks)
    everything = pa.concat_tables(tables)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "_GROUP", 16)
        disk = [keep(t, folder / f"{i}.parquet") for i, t in enumerate(tables)]
    for held in (Rows([block(t) for t in tables]), Rows(disk), Rows([kept(folder / f"{i}.parquet") for i in range(blocks)])):
        assert held.table() == everything
        for column in ("mmsi", "h"):
            cuts = held.cuts(column, most, whole)
            assert all(low < high for low, high in cuts)
            assert all(low % whole == 0 for low, _ in cuts)
            parts = [held.within(column, *cut) for cut in cuts]
            assert sum(p.num_rows for p in parts) == everything.num_rows
            assert sorted(v for p in parts for v in p["x"].to_pylist()) == sorted(everything["x"].to_pylist())
            assert all(low <= v < high for (low, high), p in zip(cuts, parts, strict=True) for v in p[column].to_pylist())
        some = everything.filter(pa.compute.is_in(everything["mmsi"], pa.array([3, 17, 99])))
        assert held.among("mmsi", [17, 3, 99]) == some


def test_ranges_are_about_as_long_as_asked() -> None:
    held = Rows([block(pa.table({"mmsi": np.arange(100_000) // 10}))])
    sizes = [p.num_rows for p in held.parts("mmsi", 10_000)]
    assert len(sizes) > 8
    assert max(sizes) <= 11_000


def test_of_none_there_is_no_range() -> None:
    empty = Rows([block(pa.table({"mmsi": pa.array([], pa.int32())}))])
    assert (Rows().cuts("mmsi"), empty.cuts("mmsi"), list(empty.parts("mmsi"))) == ([], [], [])
    assert empty.among("mmsi", [1]).schema == empty.table().schema
