"""A file of FollowTheMoney entities: one JSON object a line, each with an id, a schema and properties that are lists of texts."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inforce.lists.markup import opened, refused
from inforce.lists.strict import Row

LARGEST_BYTES = 1 << 30
_LONGEST_LINE = 16 << 20  # bytes; the longest entity known so has some hundred thousand


@dataclass(frozen=True, slots=True)
class Entity:
    """`properties` hold texts alone; `nested` are the entities that stood in their place, each with the property's name; `beside` is
    what stands beside the properties. `listed`: whether its dataset calls it a target (None: it does not say)."""

    id: str
    schema: str
    properties: Row
    beside: Row
    nested: tuple[tuple[str, "Entity"], ...] = ()
    listed: bool | None = None


def read(path: Path) -> Iterator[Entity]:
    """The entities in their order. Raises Refused, with the line, for what is no such file."""
    size = 0
    with opened(path) as file:
        for n, raw in enumerate(iter(lambda: file.readline(_LONGEST_LINE), b""), 1):
            size += len(raw)
            if len(raw) == _LONGEST_LINE or size > LARGEST_BYTES:
                raise refused(path, f"line {n}: the line, or the file up to it, is larger than any dataset's")
            if raw.strip(b"\xef\xbb\xbf \t\r\n"):
                try:
                    yield entity(json.loads(raw.decode("utf-8-sig" if n == 1 else "utf-8")))
                except (ValueError, RecursionError) as e:
                    raise refused(path, f"line {n}: no entity in one line of JSON ({e})") from None


def entity(said: Any) -> Entity:
    """The entity that an object of JSON is. Raises ValueError where it is none."""
    if not isinstance(said, dict) or not isinstance(said.get("properties"), dict):
        raise ValueError("it is no object with `properties`")
    if not all(isinstance(said.get(name), str) and said[name].strip() for name in ("id", "schema")):
        raise ValueError("it lacks an `id` or a `schema`")
    values = {name: held if isinstance(held, list) else [held] for name, held in said["properties"].items()}
    nested = ((name, entity(v)) for name, held in values.items() for v in held if isinstance(v, dict))
    return Entity(
        said["id"].strip(),
        said["schema"],
        {name: [_text(v) for v in held if not isinstance(v, dict)] for name, held in values.items()},
        {name: _each(held) for name, held in said.items() if name not in ("id", "schema", "properties")},
        tuple(nested),
        said["target"] if isinstance(said.get("target"), bool) else None,
    )


def _each(held: Any) -> list[str]:
    return [_text(v) for v in (held if isinstance(held, list) else [held])]


def _text(value: Any) -> str:
    if value is None or isinstance(value, list | dict):
        raise ValueError(f"{value!r} stands where a text should")
    return value if isinstance(value, str) else json.dumps(value)
