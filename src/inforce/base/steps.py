"""A check over series is made of named steps: each one SELECT over the tables before it, so that a second engine can run the same."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

import pyarrow as pa

_T = TypeVar("_T")


class Ordered(Protocol):
    """Positions that lie in the order of mmsi, t, lat5 and lon5, UTC day by UTC day; days are counted from the epoch."""

    def rows(self, day: int, columns: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
        """The rows of a day, batch after batch."""

    def of_day(self, day: int, columns: tuple[str, ...], fold: Callable[[Iterator[pa.RecordBatch]], _T]) -> _T:
        """What `fold` makes of them; remembered for the window of the next day."""


Fold = Callable[[Ordered, Mapping[str, pa.Table], int, int], pa.Table]


@dataclass(frozen=True)
class Step:
    """The table `name`, made by `sql`: one SELECT over the window's own tables and those of the steps it `reads`.

    In `sql`, `:since` and `:until` are the window's core in epoch seconds (UTC), half-open. What a step yields is for the core
    alone and must not change when more is seen around it. Only SQL that DuckDB and Apache Spark share (see docs/at-sea.md).
    `fold` makes the same table out of rows in order, of the tables that it reads (by name) and the core; an engine may use it where
    rows lie so. It is no second method: tests hold it to the SQL, row for row.
    """

    name: str
    sql: str
    reads: tuple["Step", ...] = ()
    fold: Fold | None = None

    def select(self, since: int, until: int) -> str:
        """The SELECT for one window."""
        bounds = {"since": since, "until": until}
        return re.sub(r"(?<!:):(since|until)\b", lambda m: str(bounds[m[1]]), self.sql)


def in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps and all they read, each once, what is read first. Raises ValueError where two different steps bear one name."""
    found: dict[str, Step] = {}
    for step in _before(steps):
        if found.setdefault(step.name, step) != step:
            raise ValueError(f"two different steps are called {step.name}")
    return tuple(found.values())


def _before(steps: Iterable[Step]) -> Iterator[Step]:
    for step in steps:
        yield from _before(step.reads)
        yield step
