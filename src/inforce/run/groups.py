"""Rows that a check must see together, cut out of a table: what `applyInArrow` does on a cluster."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

import pyarrow as pa

from inforce.check import Key, all_rows

Group = tuple[list[int], pa.Table]


def groups(table: pa.Table, key: Key) -> Iterator[Group]:
    """The table's rows in whole groups of equal `key`, each with the places of its rows in the table, in order of first appearance.

    A null is a value like any other. No key gives the table as it is.
    """
    found: dict[Hashable, list[int]] = defaultdict(list)
    for place, value in enumerate(_values(table, key)):
        found[value].append(place)
    if len(found) == 1:
        yield from ((places, table) for places in found.values())
        return
    for places in found.values():
        yield places, table.take(places)


def _values(table: pa.Table, key: Key) -> Iterable[Hashable]:
    if key is all_rows:
        return [()] * table.num_rows
    if callable(key):
        return map(key, table.to_pylist())
    return zip(*(table[column].to_pylist() for column in key), strict=True) if key else [()] * table.num_rows
