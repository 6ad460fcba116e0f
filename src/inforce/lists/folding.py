"""Lists with several lines for one entry: a line for each name, birth date or address, and everything else said again in each."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from inforce.lists.strict import Fields, Row

Held = dict[str, dict[tuple[tuple[str, str], ...], "str | Row"]]


def folded(rows: Iterable[Fields], key: str, blocks: Mapping[str, Collection[str]]) -> Iterator[Fields]:
    """One Fields for each value of the column `key`, in order of its first line, with every column's different texts in order.

    `blocks`: a name -> columns that belong together, such as the parts of one address: `each` of that name hands out one row for
    each different combination of them that holds anything. The place of an entry is the value of `key`, which is no field any
    more; a line without it is left out, and says so.
    """
    block_of = {column: block for block, columns in blocks.items() for column in columns}
    entries: dict[str, tuple[Fields, Held]] = {}
    for row in rows:
        value = row.one(key)
        if not value:
            row.leave_out(key, "", f"a line without a {key}")
            yield row
            continue
        first, held = entries.setdefault(value, (row, {}))
        for name, text in _parts(row.taken(first), block_of):
            held.setdefault(name, {}).setdefault(_content(text), text)
    for value, (first, held) in entries.items():
        first.at = value
        yield first.holding({name: [*texts.values()] for name, texts in held.items()})


def _parts(texts: Mapping[str, tuple[str, ...]], block_of: Mapping[str, str]) -> Iterator[tuple[str, "str | Row"]]:
    whole: dict[str, dict[str, str]] = {}
    for column, values in texts.items():
        if block := block_of.get(column):
            whole.setdefault(block, {})[column] = values[0] if values else ""
        else:
            yield from ((column, value) for value in values)
    yield from ((block, row) for block, row in whole.items() if any(v.strip() for v in row.values()))


def _content(held: "str | Row") -> tuple[tuple[str, str], ...]:
    """What makes a text or a block the same as another: all but its blanks."""
    parts = {"": held} if isinstance(held, str) else held
    return tuple((name, " ".join(str(text).split())) for name, text in parts.items())
