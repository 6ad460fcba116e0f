"""Cells that hold rows of their own, such as the statements of an article: read strictly, or as a whole not at all."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa

from inforce.read.values import UnreadableError, day

_MOST = 2**31 - 1


def nested(cells: Sequence[Any], kind: pa.DataType, complain: Callable[[int, Any, str], None]) -> list[Any]:
    """A column of lists of structs `kind`; None where there is none, or where one cannot be read, of which `complain` hears row, value and
    problem. A cell is a list, or one as JSON. Days are days or 'YYYY-MM-DD'; fields that a struct lacks are empty, unknown ones a problem.
    """
    out: list[Any] = []
    for i, cell in enumerate(cells):
        try:
            out.append(None if cell in (None, "") else _shaped(_given(cell), kind, ""))
        except UnreadableError as e:
            complain(i, cell, f"{e}; the whole cell is left out")
            out.append(None)
    return out


def _given(cell: Any) -> Any:
    if not isinstance(cell, str):
        return cell
    try:
        return json.loads(cell)
    except (ValueError, RecursionError) as e:
        raise UnreadableError("no list as JSON") from e


def _shaped(value: Any, kind: pa.DataType, name: str) -> Any:
    """The value as `kind` wants it."""
    if value is None:
        return None
    if pa.types.is_struct(kind):
        return _struct(value, kind)
    if pa.types.is_list(kind):
        return _listed(value, kind, name)
    if pa.types.is_date(kind):
        return day(value, "")
    if pa.types.is_integer(kind):
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST:
            raise UnreadableError(f"`{name}` has {value!r}, which is no place in a text")
        return value
    if not isinstance(value, str):
        raise UnreadableError(f"`{name}` has {value!r}, which is no text")
    return value


def _struct(value: Any, kind: pa.DataType) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UnreadableError(f"{value!r} where an object is wanted")
    fields = {f.name: f.type for f in kind}
    if unknown := sorted(set(value) - set(fields)):
        raise UnreadableError(f"{unknown[0]!r} is no field of it; they are {', '.join(fields)}")
    return {name: _shaped(value.get(name), of, name) for name, of in fields.items()}


def _listed(value: Any, kind: pa.DataType, name: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise UnreadableError(f"{value!r} where a list is wanted")
    made = [_shaped(v, kind.value_type, name) for v in value]
    if pa.types.is_integer(kind.value_type) and (len(made) != 2 or None in made or made[0] > made[1]):
        raise UnreadableError(f"`{name}` has {value!r}; write where it begins and where it ends")
    return made
