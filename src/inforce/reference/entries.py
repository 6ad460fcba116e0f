"""Designations that lie in a file: each is made when it is asked for, since a screening of few rows needs few."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

import pyarrow as pa

from inforce.base.nouns import Designation
from inforce.base.tables import designations
from inforce.match.file import Arrays


class Entries(Sequence[Designation]):
    """The designations kept in `arrays` (see `reference.kept`), which are an index of their names as well. `digest` is over all of
    them; `imos` maps an IMO ship number to their places."""

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays
        self.digest: str = arrays.said["digest"]
        self.imos: Mapping[str, list[int]] = arrays.said["imos"]
        self._table = pa.ipc.open_file(pa.py_buffer(arrays["designations"])).read_all()
        self._made: dict[int, Designation] = {}

    def __len__(self) -> int:
        return int(self._table.num_rows)

    @overload
    def __getitem__(self, at: int) -> Designation: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Designation]: ...
    def __getitem__(self, at: int | slice) -> Designation | Sequence[Designation]:
        if isinstance(at, slice):
            return self._all[at]
        place = range(len(self))[at]
        if place not in self._made:
            self._made[place] = designations(self._table.slice(place, 1))[0]
        return self._made[place]

    def __iter__(self) -> Iterator[Designation]:
        return iter(self._all)

    def __eq__(self, other: Any) -> bool:
        return self._all == tuple(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def _all(self) -> tuple[Designation, ...]:
        return designations(self._table)

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """The places of the designations of each id, in order."""
        found: dict[str, list[int]] = {}
        for place, i in enumerate(self._table["id"].to_pylist()):
            found.setdefault(i, []).append(place)
        return found


class ById(Mapping[str, tuple[Designation, ...]]):
    """Designations by a key, from the places that have it; made when they are asked for."""

    def __init__(self, entries: Sequence[Designation], places: Mapping[str, Sequence[int]]) -> None:
        self._entries, self._places = entries, places

    def __getitem__(self, key: str) -> tuple[Designation, ...]:
        return tuple(self._entries[place] for place in self._places[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
