"""Parquet files, batch after batch."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from inforce.base.errors import InputError
from inforce.read.files import Source

_DAMAGED = (pa.ArrowException, OSError, UnicodeDecodeError, OverflowError)  # the last two: texts and days that are none


def schema(source: Source) -> pa.Schema:
    """The columns and their types. Raises InputError for a file that is cut off or damaged."""
    import pyarrow.parquet as pq  # slow to import, and other files do without

    try:
        return pq.read_schema(source.path)
    except _DAMAGED as e:
        raise InputError(f"{source.name} is a damaged or cut off Parquet file ({e}). Write it again.") from e


def rows(source: Source, size: int) -> Iterator[tuple[int, list[Any]]]:
    """Each row's values with its number, from 1; `size` rows are held at a time."""
    import pyarrow.parquet as pq

    number = 0
    try:
        with pq.ParquetFile(source.path) as file:
            for batch in file.iter_batches(size):
                for cells in zip(*(c.to_pylist() for c in batch.columns), strict=True):
                    number += 1
                    yield number, list(cells)
    except _DAMAGED as e:
        raise InputError(f"{source.name}, after row {number}: damaged Parquet ({e}). Write the file again.") from e
