"""The steps that see every row, made of rows that lie in order of ship and time: no hash, no sort and no join.

Each is the step's SQL over again (tests hold them to it, row for row); only what a step costs is another.
"""

from collections.abc import Iterator, Mapping, Sequence
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
Part = dict[str, npt.NDArray[Any]]  # columns of the step `bucket`


def buckets(ordered: Ordered, _made: Mapping[str, pa.Table], since: int, until: int) -> pa.Table:
    """The step `bucket`, in the order of mmsi and b. A day's are made once, for no ten minutes lie across midnight (UTC)."""
    first, past = (since - SEEN_S) // TICK_S, (until + SEEN_S) // TICK_S
    days = range((since - SEEN_S) // _DAY_S, -(-(until + SEEN_S) // _DAY_S))
    seen = [_between(ordered.of_day(day, _PLACE, _of_day), first, past) for day in days]
    parts = [p for p in seen if len(p["b"])]
    if len(parts) < 2:
        return pa.table(parts[0] if parts else _EMPTY)
    whole = _joined(parts)
    order = np.argsort(whole["mmsi"].astype(np.int64) << 22 | whole["b"], kind="stable")
    return pa.table({k: v[order] for k, v in whole.items()})


def _between(part: Part, first: int, past: int) -> Part:
    inside = (part["b"] >= first) & (part["b"] < past)
    return part if inside.all() else {k: v[inside] for k, v in part.items()}


def _joined(parts: Sequence[Part]) -> Part:
    return {k: np.concatenate([p[k] for p in parts]) for k in _EMPTY}


_EMPTY: Part = {k: np.empty(0, t) for k, t in (("mmsi", np.int32), ("b", np.int32), ("n", np.int64), ("a", np.int64), ("z", np.int64))}


def _of_day(batches: Iterator[pa.RecordBatch]) -> Part:
    """Ten minutes of each ship; those that lie across two batches are put together."""
    parts = [_EMPTY]
    for batch in batches:
        part, before = _of_batch(*(_ints(batch, c) for c in _PLACE)), parts[-1]
        key = part["mmsi"].astype(np.int64) << 22 | part["b"]
        last = int(before["mmsi"][-1]) << 22 | int(before["b"][-1]) if len(before["b"]) else -1
        if np.any(key[1:] < key[:-1]) or (len(key) and key[0] < last):
            raise ValueError("positions are not in the order of mmsi and t")
        if len(key) and key[0] == last:
            before["n"][-1] += part["n"][0]
            before["z"][-1] = part["z"][0]
            part = {k: v[1:] for k, v in part.items()}
        if len(part["b"]):
            parts.append(part)
    return _joined(parts)


def _ints(batch: pa.RecordBatch, column: str) -> npt.NDArray[Any]:
    values = batch.column(column)
    if values.null_count:
        raise ValueError(f"positions without {column}")
    found: npt.NDArray[Any] = values.to_numpy()
    return found


def _of_batch(mmsi: npt.NDArray[Any], t: npt.NDArray[Any], lat5: npt.NDArray[Any], lon5: npt.NDArray[Any]) -> Part:
    b = t // TICK_S
    new = np.empty(len(t), bool)
    new[:1] = True
    np.not_equal(b[1:], b[:-1], out=new[1:])
    new[1:] |= mmsi[1:] != mmsi[:-1]
    starts = np.flatnonzero(new)
    ends = np.append(starts[1:], len(t)) - 1
    a, z = (sphere.pack(t[i] - b[i] * TICK_S, lat5[i], lon5[i]) for i in (starts, ends))
    return {"mmsi": mmsi[starts], "b": b[starts].astype(np.int32), "n": ends - starts + 1, "a": a, "z": z}


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
