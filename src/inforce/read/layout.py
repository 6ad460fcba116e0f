"""What stands where in one source of rows, whatever its format."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pyarrow as pa

from inforce.base.ids import legible
from inforce.read import columns, delimited, jsonl, parquet
from inforce.read.columns import Plan
from inforce.read.files import Source
from inforce.read.ledger import Ledger

ROWS_HELD = 8_192  # at a time: a chunk stays a few MB, and checks still see enough rows at once to be quick


@dataclass(frozen=True)
class Layout:
    """A source's columns as given and as planned. `rows(ledger)` yields each row's cells with its line (or row) number;
    `place` is the word for that number. `entities`: FollowTheMoney, where a row may be of a kind that is none of ours."""

    name: str
    types: dict[str, pa.DataType]
    plan: Plan
    rows: Callable[[Ledger], Iterator[tuple[int, Sequence[Any]]]]
    place: str = "line"
    entities: bool = False


def of_source(source: Source, of: str, mapping: columns.ColumnMap) -> Layout:
    """The layout of a file that was looked at. Raises InputError where its columns or its kind cannot be told."""
    if source.format == "parquet":
        schema = parquet.schema(source)
        plan = columns.plan(source.name, schema.names, of, mapping)
        return Layout(source.name, _types(schema.names, schema.types), plan, partial(_parquet, source), "row")
    if source.format == "jsonl":
        names, entities = jsonl.header(source)
        plan = columns.plan(source.name, names, of, mapping, whole=entities)
        return Layout(source.name, _types(names), plan, lambda ledger: jsonl.rows(source, names, ledger), entities=entities)
    names, separator = delimited.header(source, mapping.separator, columns.wanted(mapping))
    plan = columns.plan(source.name, names, of, mapping)
    return Layout(source.name, _types(names), plan, lambda ledger: delimited.rows(source, separator, len(names), ledger))


def of_rows(given: Sequence[Mapping[str, Any]] | pa.Table, of: str, mapping: columns.ColumnMap) -> Layout:
    """The layout of rows in memory: mappings with equal or different keys, or an Arrow table."""
    if isinstance(given, pa.Table):
        types = _types(given.schema.names, given.schema.types)
        cells: list[Sequence[Any]] = list(zip(*(c.to_pylist() for c in given.columns), strict=True))
    else:
        keys = list(dict.fromkeys(k for row in given for k in row))
        types = _types([legible(str(k)) for k in keys])
        cells = [[row.get(k) for k in keys] for row in given]
    plan = columns.plan("rows", list(types), of, mapping)
    return Layout("rows", types, plan, lambda _: enumerate(cells, 1), "row")


def _parquet(source: Source, _: Ledger) -> Iterator[tuple[int, Sequence[Any]]]:
    return parquet.rows(source, ROWS_HELD)


def _types(names: Sequence[str], types: Sequence[pa.DataType] = ()) -> dict[str, pa.DataType]:
    """Columns and their types, text where none are given; a name that is missing or comes twice is told apart by its place."""
    found: dict[str, pa.DataType] = {}
    for i, name in enumerate(names):
        written = name.strip("\ufeff ") or f"column {i + 1}"
        while written in found:
            written = f"{written} ({i + 1})"
        found[written] = types[i] if types else pa.string()
    return found
