"""Rows of a step over all windows: whole where they are few, range after range where memory should not hold them at once."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa

MOST = 500_000  # rows that are handed over at once
FEW = 200_000  # rows of which Python makes an object each
_GROUP = 2**15  # rows that are read, or left, together
_SAMPLE = 100  # of so many rows one is looked at to find where to cut


@dataclass(frozen=True)
class Block:
    """The rows of one window, in memory or in a Parquet file; `bounds` are the least and greatest of each column of whole numbers."""

    held: pa.Table | Path
    rows: int
    bounds: Mapping[str, tuple[int, int]]

    def read(self, columns: Sequence[str] | None = None) -> pa.Table:
        """All of them."""
        if isinstance(self.held, Path):
            import pyarrow.parquet as pq

            return pq.read_table(self.held, columns=columns, use_threads=False)
        return self.held if columns is None else self.held.select(columns)

    def within(self, column: str, low: int, high: int) -> pa.Table | None:
        """Those of low <= column < high; None where there is none, as far as bounds tell."""
        least, most = self.bounds.get(column, (low, low))
        if most < low or least >= high:
            return None
        table = _groups(self.held, column, low, high) if isinstance(self.held, Path) else self.held
        if low <= least and most < high:
            return table
        import pyarrow.compute as pc  # slow to import, and needed for tracks alone

        return table.filter(pc.and_(pc.greater_equal(table[column], low), pc.less(table[column], high)))


def block(table: pa.Table) -> Block:
    """Rows in memory."""
    return Block(table, table.num_rows, _bounds(table))


def keep(table: pa.Table, path: Path) -> Block:
    """Writes the rows, which should lie in the order of their first column."""
    import pyarrow.parquet as pq

    half = path.with_suffix(f".{os.getpid()}.part")  # another process may be at the same window
    pq.write_table(table, half, compression="zstd", row_group_size=_GROUP)
    half.replace(path)
    return Block(path, table.num_rows, _bounds(table))


def kept(path: Path) -> Block:
    """Rows that `keep` wrote."""
    import pyarrow.parquet as pq

    told = pq.read_metadata(path)
    bounds: dict[str, tuple[int, int]] = {}
    for g in range(told.num_row_groups):
        for c in range(told.num_columns):
            column = told.row_group(g).column(c)
            s = column.statistics
            if s and s.has_min_max and isinstance(s.min, int):
                least, most = bounds.get(column.path_in_schema, (s.min, s.max))
                bounds[column.path_in_schema] = (min(least, s.min), max(most, s.max))
    return Block(path, told.num_rows, bounds)


def _bounds(table: pa.Table) -> dict[str, tuple[int, int]]:
    if not table.num_rows:
        return {}
    import pyarrow.compute as pc

    whole = [f.name for f in table.schema if pa.types.is_integer(f.type) and table[f.name].null_count < table.num_rows]
    return {name: (v["min"], v["max"]) for name in whole for v in [pc.min_max(table[name]).as_py()]}


def _groups(path: Path, column: str, low: int, high: int) -> pa.Table:
    """Of the file the groups of rows that may have some of that range."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        place = file.schema_arrow.get_field_index(column)
        stats = [file.metadata.row_group(g).column(place).statistics for g in range(file.num_row_groups)]
        wanted = [g for g, s in enumerate(stats) if s is None or not s.has_min_max or (s.max >= low and s.min < high)]
        return file.read_row_groups(wanted, use_threads=False)


@dataclass(frozen=True)
class Rows:
    """The rows of a step, window after window in the order of time."""

    held: Sequence[Block] = field(default_factory=tuple)

    def __len__(self) -> int:
        return sum(b.rows for b in self.held)

    def blocks(self, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """The rows of each window."""
        return (b.read(columns) for b in self.held)

    def table(self, columns: Sequence[str] | None = None) -> pa.Table:
        """All rows: for steps that have few."""
        return pa.concat_tables(list(self.blocks(columns))) if self.held else pa.table({})

    def within(self, column: str, low: int, high: int) -> pa.Table:
        """The rows of low <= column < high, a column of whole numbers."""
        found = [t for b in self.held if (t := b.within(column, low, high)) is not None]
        return pa.concat_tables(found) if found else self.held[0].read().slice(0, 0) if self.held else pa.table({})

    def among(self, column: str, values: Iterable[int]) -> pa.Table:
        """The rows in which the column has one of the values."""
        wanted = sorted(set(values))
        if not self.held or not wanted:
            return self.within(column, 0, 0)
        import pyarrow.compute as pc

        found = (t for b in self.held if (t := b.within(column, wanted[0], wanted[-1] + 1)) is not None)
        kept = [t.filter(pc.is_in(t[column], pa.array(wanted, t[column].type))) for t in found]
        return pa.concat_tables(kept) if kept else self.within(column, 0, 0)

    def cuts(self, column: str, most: int | None = None, whole: int = 1) -> list[tuple[int, int]]:
        """Ranges low <= value < high of the column that hold all rows, each about `most` (MOST) of them; low is a multiple of `whole`.
        Rows of one value, or of one `whole`, stay together however many they are."""
        bounds = [b.bounds[column] for b in self.held if column in b.bounds]
        if not bounds:
            return []
        low, high = min(x for x, _ in bounds) // whole * whole, max(x for _, x in bounds) + 1
        most = most or MOST
        if len(self) <= most:
            return [(low, high)]
        step = min(_SAMPLE, most)
        seen = np.sort(np.concatenate([np.sort(t[column].to_numpy())[::step] for t in self.blocks([column])]))
        edges = np.unique(seen[most // step :: most // step] // whole * whole).tolist()
        ends = [low, *(e for e in edges if low < e < high), high]
        return list(pairwise(ends))

    def parts(self, column: str, most: int | None = None) -> Iterator[pa.Table]:
        """The rows in such ranges, one after the other."""
        return (self.within(column, *cut) for cut in self.cuts(column, most))

    def few(self, column: str) -> Iterator[pa.Table]:
        """The same, FEW rows at once."""
        return self.parts(column, FEW)
