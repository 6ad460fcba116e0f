"""The rows that `inforce again` prints."""

from collections.abc import Iterable

import pyarrow as pa

from inforce.run.again import Touched


def touched_table(found: Iterable[Touched]) -> pa.Table:
    """A row for each thing touched, with the listing's edit: `change`, `was` and `now` (its ids), `fields` that differ."""
    text = pa.string()
    types = dict.fromkeys(("what", "id", "subject", "part_of", "check_id", "listing", "name", "change", "was", "now"), text)
    types |= {"fields": pa.list_(text), "before": text, "after": text, "why": text}
    return pa.Table.from_pylist([_row(t) for t in found], schema=pa.schema(types.items()))


def _row(t: Touched) -> dict[str, object]:
    own = {name: getattr(t, name) for name in ("what", "id", "subject", "part_of", "check_id", "listing", "before", "after", "why")}
    return {**own, **{name: getattr(t.edit, name) for name in ("name", "change", "was", "now", "fields")}}
