"""The steps that see every row, made of rows that lie in order of ship and time: no hash, no sort and no join.

Each is the step's SQL over again (tests hold them to it, row for row); only what a step costs is another.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

from inforce.base.steps import Ordered
from inforce.sea import sphere

TICK_S = 600  # the grid of Global Fishing Watch's encounters: ten minutes
SEEN_S = 7_200  # what is seen on either side of a window's core: more than the longest stretch that is interpolated
HEARD_S = 43_200  # Global Fishing Watch counts fixes in the twelve hours before a gap
_DAY_S = 86_400
_PLACE = ("mmsi", "t", "lat5", "lon5")
_RECEIVERS = ("terrestrial", "satellite", "dynamic")

Ints = npt.NDArray[np.int64]


def buckets(ordered: Ordered, _made: Mapping[str, pa.Table], since: int, until: int) -> pa.Table:
    """The step `bucket`, in the order of mmsi and b. A day's are made once, for no ten minutes lie across midnight (UTC)."""
    first, past = (since - SEEN_S) // TICK_S, (until + SEEN_S) // TICK_S
    days = range((since - SEEN_S) // _DAY_S, -(-(until + SEEN_S) // _DAY_S))
    parts = [ordered.of_day(day, _PLACE, _of_day) for day in days]
    seen = [{k: v[(p["b"] >= first) & (p["b"] < past)] for k, v in p.items()} for p in parts if len(p["b"])]
    whole = {k: np.concatenate([p[k] for p in seen]) if seen else v for k, v in _EMPTY.items()}
    order = np.argsort(whole["mmsi"] << 22 | whole["b"], kind="stable") if len(seen) > 1 else slice(None)
    kinds = {"mmsi": np.int32, "b": np.int32}
    return pa.table({k: whole[k][order].astype(kinds.get(k, np.int64)) for k in _EMPTY})


_EMPTY: dict[str, Ints] = {k: np.empty(0, np.int64) for k in ("mmsi", "b", "n", "a", "z")}


def _of_day(batches: Iterator[pa.RecordBatch]) -> dict[str, Ints]:
    """Ten minutes of each ship; those that lie across two batches are put together at the end."""
    parts = [_EMPTY, *(_of_batch(*(_ints(batch, c) for c in _PLACE)) for batch in batches)]
    whole = {k: np.concatenate([p[k] for p in parts]) for k in _EMPTY}
    key = whole["mmsi"] << 22 | whole["b"]
    if np.any(np.diff(key) < 0):
        raise ValueError("positions are not in the order of mmsi and t")
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    if len(starts) == len(key):
        return whole
    ends = np.append(starts[1:], len(key)) - 1
    n = np.add.reduceat(whole["n"], starts)
    return {"mmsi": whole["mmsi"][starts], "b": whole["b"][starts], "n": n, "a": whole["a"][starts], "z": whole["z"][ends]}


def _ints(batch: pa.RecordBatch, column: str) -> npt.NDArray[Any]:
    values = batch.column(column)
    if values.null_count:
        raise ValueError(f"positions without {column}")
    found: npt.NDArray[Any] = values.to_numpy()
    return found


def _of_batch(mmsi: npt.NDArray[Any], t: npt.NDArray[Any], lat5: npt.NDArray[Any], lon5: npt.NDArray[Any]) -> dict[str, Ints]:
    b = t // TICK_S
    new = np.empty(len(t), bool)
    new[:1] = True
    np.not_equal(b[1:], b[:-1], out=new[1:])
    new[1:] |= mmsi[1:] != mmsi[:-1]
    starts = np.flatnonzero(new)
    ends = np.append(starts[1:], len(t)) - 1
    a, z = (sphere.pack(t[i] - b[i] * TICK_S, lat5[i], lon5[i]) for i in (starts, ends))
    return {"mmsi": mmsi[starts].astype(np.int64), "b": b[starts].astype(np.int64), "n": ends - starts + 1, "a": a, "z": z}


def chain(_ordered: Ordered, made: Mapping[str, pa.Table], _since: int, _until: int) -> pa.Table:
    """The step `chain`: to each ten minutes the ones before, which lie next to them."""
    bucket = made["bucket"]
    mmsi, b, z = (bucket[c].to_numpy() for c in ("mmsi", "b", "z"))
    first = np.diff(mmsi, prepend=-1) != 0
    before = [pa.array(np.roll(v, 1), mask=first) for v in (z, b)]
    return bucket.append_column("p", before[0]).append_column("pb", before[1])


def heard(ordered: Ordered, made: Mapping[str, pa.Table], _since: int, _until: int) -> pa.Table:
    """The step `heard`: each stretch's ends are looked up in the rows of the days that it takes."""
    own = made["stretch"].select(["mmsi", "t0"])
    mmsi, t0 = (own[c].to_numpy().astype(np.int64) for c in ("mmsi", "t0"))
    counts, sog10 = np.zeros((4, len(t0)), np.int64), np.full(len(t0), -1, np.int64)
    for day in sorted({*((t0 - HEARD_S) // _DAY_S).tolist(), *(t0 // _DAY_S).tolist()}):
        for batch in ordered.rows(day, ("mmsi", "t", "receiver", "sog10")):
            _count(batch, mmsi, t0, counts, sog10)
    names = ("n", "n_ter", "n_sat", "n_dyn")
    table = pa.table({"mmsi": own["mmsi"], "t0": own["t0"], **{name: counts[i] for i, name in enumerate(names)}})
    return table.append_column("sog10", pa.array(sog10.astype(np.int16), mask=sog10 < 0))


def _count(batch: pa.RecordBatch, mmsi: Ints, t0: Ints, counts: Ints, sog10: Ints) -> None:
    """Adds what the batch holds of each stretch's twelve hours, by receiver, and the greatest speed said at its last fix."""
    key = _ints(batch, "mmsi").astype(np.int64) << 31 | _ints(batch, "t")
    low, at, high = (np.searchsorted(key, mmsi << 31 | t) for t in (t0 - HEARD_S, t0, t0 + 1))
    counts[0] += high - low
    receiver = batch.column("receiver")
    if receiver.null_count < len(receiver):
        for i, kind in enumerate(_RECEIVERS, 1):
            sums = np.append(0, np.cumsum(pa.compute.fill_null(pa.compute.equal(receiver, kind), False).to_numpy(zero_copy_only=False)))
            counts[i] += sums[high] - sums[low]
    if batch.column("sog10").null_count < len(key):
        said = pa.compute.fill_null(batch.column("sog10"), -1).to_numpy()
        for k in np.flatnonzero(at < high).tolist():
            sog10[k] = max(int(sog10[k]), int(said[at[k] : high[k]].max()))
