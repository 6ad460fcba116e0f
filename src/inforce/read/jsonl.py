"""JSON lines: one object a line, plain rows and FollowTheMoney entities alike; a broken line costs that line and no other."""

import json
from collections.abc import Iterator
from typing import Any

from inforce.base.errors import InputError
from inforce.read import ftm
from inforce.read.columns import MOST_COLUMNS
from inforce.read.files import Source
from inforce.read.ledger import Ledger
from inforce.read.values import LONE_SURROGATE, NO_TEXT


def header(source: Source) -> tuple[list[str], bool]:
    """Every key of every object in order of first appearance, and whether FollowTheMoney entities are among them."""
    keys: dict[str, None] = {}
    entities, ledger = False, Ledger()
    for _, row in _objects(source, ledger):
        keys.update(dict.fromkeys(row))
        entities = entities or "of" in row
        if len(keys) > MOST_COLUMNS:
            raise InputError(f"{source.name} has more than {MOST_COLUMNS} different keys. Use the same keys on every line.")
    if not keys and ledger.issues:
        first = ledger.issues[0]
        raise InputError(f"{source.name}: no line of it can be read; {first.locator}: {first.problem}. Write one JSON object per line.")
    return list(keys), entities


def rows(source: Source, names: list[str], ledger: Ledger) -> Iterator[tuple[int, list[Any]]]:
    """Each object's values in the order of `names`, with its line; None where it lacks one."""
    for line, row in _objects(source, ledger):
        yield line, [row.get(name) for name in names]


def _objects(source: Source, ledger: Ledger) -> Iterator[tuple[int, dict[str, Any]]]:
    with source.text() as text:
        for line, written in enumerate(text, 1):
            if not written.strip("\ufeff \t\r\n"):
                continue
            row, problem = _object(written)
            if problem:
                ledger.fail(source.name, f"line {line}", written.strip(), problem)
            else:
                yield line, ftm.flat(row) if ftm.is_entity(row) else row


def _object(written: str) -> tuple[dict[str, Any], str]:
    """One line as an object, or what is wrong with it."""
    if LONE_SURROGATE.search(written):
        return {}, "bytes that are no text in the encoding of this file"
    try:
        row = json.loads(written.lstrip("\ufeff"), parse_constant=_no_number)
    except (ValueError, RecursionError) as e:  # nesting deep enough to exhaust the stack is no row of a table
        return {}, f"no JSON: {str(e).split(':')[0]}"
    if "\\u" in written and LONE_SURROGATE.search(json.dumps(row, ensure_ascii=False)):
        return {}, NO_TEXT
    return (row, "") if isinstance(row, dict) else ({}, 'no JSON object: write {"id": …} on every line')


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")
