"""The rows that `inforce lists` prints."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict

import pyarrow as pa

from inforce.base.nouns import Designation, Issue
from inforce.lists.changes import Step
from inforce.lists.diff import Changes
from inforce.lists.standing import Standing


def standings_table(found: Iterable[Standing]) -> pa.Table:
    """A row for each list, or for each edition of one, with its counts and the sha256 of each part."""
    text, whole, texts = pa.string(), pa.int64(), pa.list_(pa.string())
    types = {"list": text, "state": text, "known": pa.date32(), "age_days": whole, "edition": text, "entries": whole, "issues": whole}
    types |= {"missing": texts, "published": text, "source": text, "accepted": text, "sha256": text, "n_bytes": whole}
    types |= {"parts": pa.map_(text, text), "counts": pa.map_(text, whole), "note": text}
    return pa.Table.from_pylist([_standing_row(s) for s in found], schema=pa.schema(types.items()))


def _standing_row(s: Standing) -> dict[str, object]:
    row: dict[str, object] = {"list": s.list_id, "state": s.state, "age_days": s.age_days, "note": s.note}
    if s.edition:
        e, counts = s.edition, dict(s.edition.counts)
        row |= {"known": e.known, "edition": e.id, "entries": counts.get("entries"), "issues": counts.get("issues"), "missing": e.missing}
        row |= {"published": e.published, "source": e.source, "accepted": e.accepted, "sha256": e.sha256, "n_bytes": e.n_bytes}
        row |= {"parts": e.parts, "counts": e.counts}
    return row


def issues_table(found: Iterable[Issue]) -> pa.Table:
    """A row for each value that could not be read."""
    schema = pa.schema([(name, pa.string()) for name in ("source", "locator", "value", "problem")])
    return pa.Table.from_pylist([asdict(i) for i in found], schema=schema)


def changes_table(steps: Iterable[Step]) -> pa.Table:
    """A row for each entry added or removed, and for each field of an entry changed or listed anew (`was`: its id before).
    `known` is the day of the edition that has the change, `known_before` that of the one it is compared with."""
    text, texts, day = pa.string(), pa.list_(pa.string()), pa.date32()
    types = {"known_before": day, "known": day, "change": text, "id": text, "was": text, "schema": text, "name": text, "programs": texts}
    types |= {"field": text, "before": texts, "after": texts}
    rows = [{"known_before": s.before.known, "known": s.after.known, **row} for s in steps for row in _change_rows(s.changes)]
    return pa.Table.from_pylist(rows, schema=pa.schema(types.items()))


def _change_rows(changes: Changes) -> Iterator[dict[str, object]]:
    for word, entries in (("added", changes.added), ("removed", changes.removed)):
        yield from (_entry_row(word, d) for d in entries)
    for word, pairs in (("relisted", changes.relisted), ("changed", changes.changed)):
        for pair in pairs:
            row = {**_entry_row(word, pair.after), "was": pair.before.id if word == "relisted" else None}
            yield from ({**row, **asdict(field)} for field in pair.fields)
            if not pair.fields:
                yield row


def _entry_row(change: str, d: Designation) -> dict[str, object]:
    return {"change": change, "id": d.id, "schema": d.schema, "name": d.name, "programs": d.programs}


_DAYS = ("listed", "absent_on", "first_seen", "last_seen", "delisted")


def stays_table(found: Iterable[Designation]) -> pa.Table:
    """A row for each stay of a designation on its list."""
    schema = pa.schema(
        [("id", pa.string()), ("name", pa.string()), ("programs", pa.list_(pa.string())), *((d, pa.date32()) for d in _DAYS)]
    )
    return pa.Table.from_pylist([{name: getattr(d, name) for name in schema.names} for d in found], schema=schema)
