"""The law as tables, for the faces."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from inforce.base.dates import Interval
from inforce.base.errors import UsageError
from inforce.base.nouns import Measure
from inforce.law.book import Law
from inforce.law.changes import Change
from inforce.law.overlay import Effect

_S = pa.string()
_L = pa.list_(_S)
MEASURES = pa.schema(
    [
        *((name, _S) for name in ("id", "instrument", "paragraph", "paragraph_review", "modality", "direction", "summary", "review")),
        *((name, pa.date32()) for name in ("since", "until")),
        *((name, _L) for name in ("covers", "binds", "applied_by", "sources", "asleep_under")),
    ]
)
CHANGES = pa.schema([("day", pa.date32()), ("change", _S), ("id", _S), ("paragraph", _S), ("summary", _S), ("review", _S)])
INSTRUMENTS = pa.schema([("id", _S), ("adopted", pa.date32()), ("kind", _S), ("title", _S), ("measures", pa.int32()), ("review", _S)])
EFFECTS = pa.schema([(name, _S) for name in ("effect", "id", "because", "paragraph", "summary", "review")])
ENTRY = pa.schema([("field", _S), ("value", _S)])


def measures_table(law: Law, measures: Iterable[Measure], day: date) -> pa.Table:
    """One row per measure; `asleep_under` are those that supersede it on `day`."""
    own = [f.name for f in fields(Measure)]
    rows = [
        {name: getattr(m, name) for name in MEASURES.names if name in own} | {"asleep_under": [a.id for a in law.above(m.id, day)]}
        for m in measures
    ]
    return pa.Table.from_pylist(rows, schema=MEASURES)


def instruments_table(law: Law) -> pa.Table:
    """One row per instrument, oldest first, with how many measures it has here."""
    counts = Counter(m.instrument for m in law.measures.values())
    rows = [
        {"id": i.id, "adopted": i.adopted, "kind": i.kind, "title": i.title, "measures": counts[i.id], "review": i.review}
        for i in sorted(law.instruments.values(), key=lambda i: (i.adopted, i.id))
    ]
    return pa.Table.from_pylist(rows, schema=INSTRUMENTS)


def changes_table(changes: Iterable[Change]) -> pa.Table:
    """One row per change, oldest first."""
    rows = [
        {"day": c.day, "change": c.what, **{name: getattr(c.measure, name) for name in ("id", "paragraph", "summary", "review")}}
        for c in changes
    ]
    return pa.Table.from_pylist(rows, schema=CHANGES)


def effects_table(effects: Iterable[Effect]) -> pa.Table:
    """One row per effect of putting measures aside."""
    rows = [
        {"effect": e.what, "because": e.because, **{name: getattr(e.measure, name) for name in ("id", "paragraph", "summary", "review")}}
        for e in effects
    ]
    return pa.Table.from_pylist(rows, schema=EFFECTS)


def entry_table(law: Law, entry_id: str) -> pa.Table:
    """All that is said of one instrument, measure or scope: a row per field. Raises UsageError when there is none of that id."""
    entry = law.instruments.get(entry_id) or law.measures.get(entry_id) or law.scopes.get(entry_id)
    if entry is None:
        raise UsageError(f"The law has no {entry_id!r}. `inforce law at DAY` lists the measures, `inforce law show` the instruments.")
    rows = [{"field": name, "value": text} for f in fields(entry) for name, text in _lines(f.name, getattr(entry, f.name))]
    older = [(r.kind, m.id) for m in law.measures.values() for r in m.relations if r.to == entry_id]
    rows += [{"field": f"{kind} this one", "value": measure_id} for kind, measure_id in older]
    if entry_id in law.instruments:
        rows += [{"field": "measure", "value": f"{m.id}: {m.summary}"} for m in law.measures.values() if m.instrument == entry_id]
    return pa.Table.from_pylist(rows, schema=ENTRY)


def _lines(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, tuple):
        for each in value:
            yield from _lines(name, each)
    elif isinstance(value, Interval):
        yield name, f"{value.since or ''} to {value.until or ''}"
    elif is_dataclass(value):
        for f in fields(value):
            yield from _lines(f"{name} {f.name}", getattr(value, f.name))
    elif value not in (None, "", False):
        yield name, str(value)
