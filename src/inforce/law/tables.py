"""The law as tables, for the faces."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from inforce.base.dates import Interval
from inforce.base.errors import UsageError
from inforce.base.nouns import Measure
from inforce.base.units import Bounds
from inforce.law.account import Account
from inforce.law.book import Law
from inforce.law.changes import Change
from inforce.law.overlay import Effect
from inforce.law.search import Candidate
from inforce.law.standing import Unchecked
from inforce.law.supplies import Supply

_S = pa.string()
_L = pa.list_(_S)
_F = pa.float64()
_D = pa.date32()
MEASURES = pa.schema(
    [
        *((name, _S) for name in ("id", "instrument", "paragraph", "paragraph_review", "modality", "direction", "summary", "review")),
        *((name, _D) for name in ("since", "until")),
        *((name, _L) for name in ("covers", "binds", "applied_by", "sources", "asleep_under")),
    ]
)
CHANGES = pa.schema([("day", _D), ("change", _S), ("id", _S), ("paragraph", _S), ("summary", _S), ("review", _S)])
INSTRUMENTS = pa.schema([("id", _S), ("adopted", _D), ("kind", _S), ("title", _S), ("measures", pa.int32()), ("review", _S)])
EFFECTS = pa.schema([(name, _S) for name in ("effect", "id", "because", "paragraph", "summary", "review")])
DEADLINES = pa.schema(
    [
        ("due", pa.date32()),
        ("every_days", pa.int32()),
        ("what", _S),
        ("id", _S),
        ("since", pa.date32()),
        ("until", pa.date32()),
        ("review", _S),
    ]
)
UNCHECKED = pa.schema([(name, _S) for name in ("entry", "fact", "says")])
SCOPES = pa.schema([("scope", _S), ("title", _S), ("words", _L), ("by", _S)])
ACCOUNT = pa.schema(
    [
        *((name, _S) for name in ("what", "states", "period")),
        ("quantity", _F),
        *((name, _S) for name in ("reported_in", "unit")),
        *((name, _F) for name in ("low", "central", "high")),
        *((name, _S) for name in ("note", "source")),
    ]
)
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


def deadlines_table(law: Law) -> pa.Table:
    """One row per deadline, the earliest first, those that come round last."""
    rows = [
        {"due": d.due, "every_days": d.every_days, "what": d.what, "id": m.id, "since": m.since, "until": m.until, "review": m.review}
        for m in law.measures.values()
        for d in m.deadlines
    ]
    return pa.Table.from_pylist(sorted(rows, key=lambda r: (r["due"] or date.max, r["id"])), schema=DEADLINES)


def unchecked_table(unchecked: Iterable[Unchecked]) -> pa.Table:
    """One row per fact that rests on memory."""
    return pa.Table.from_pylist([asdict(u) for u in unchecked], schema=UNCHECKED)


def scopes_table(candidates: Iterable[Candidate]) -> pa.Table:
    """One row per scope that a description may be about, with the words that were found."""
    rows = [{"scope": c.scope.id, "title": c.scope.title, "words": c.terms, "by": c.scope.by} for c in candidates]
    return pa.Table.from_pylist(rows, schema=SCOPES)


def account_table(a: Account) -> pa.Table:
    """The account of a cap: a row per report and unit, those left out with the reason, silent months, remarks, totals."""
    rows = [_amount("counts", unit, b, line.supply) for line in a.lines for unit, b in line.amounts]
    rows += [{**_report(s), "what": "left out", "note": why} for s, why in a.left_out]
    rows += [{"what": "silent", "states": state, "period": month, "note": "no report: unknown, not zero"} for state, month in a.silent]
    rows += [{"what": "remark", "note": remark} for remark in a.remarks]
    for what, amounts in (("total", a.totals), ("share of the limit", a.shares), ("left", a.balance)):
        rows += [_amount(what, unit, b) for unit, b in amounts.items()]
    rows += [{"what": f"notice at {share:.0%}", "note": a.notice(share)} for share in a.measure.notices]
    rows += [{"what": f"stop at {a.measure.stop_at:.0%}", "note": a.notice(a.measure.stop_at)}] if a.measure.stop_at else []
    return pa.Table.from_pylist(rows, schema=ACCOUNT)


def _report(s: Supply) -> dict[str, Any]:
    return {"states": "+".join(s.states), "period": s.period, "quantity": s.quantity, "reported_in": s.unit, "source": s.source}


def _amount(what: str, unit: str, b: Bounds, s: Supply | None = None) -> dict[str, Any]:
    return {
        **(_report(s) if s else {}),
        "what": what,
        "unit": unit,
        **{name: round(getattr(b, name), 4) for name in ("low", "central", "high")},
    }


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
