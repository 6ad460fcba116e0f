"""The ways of the law there and back: by which act relief is given, who could stop it, and what it takes to bring a measure back."""

from collections.abc import Iterator

from inforce.law.package import Relief
from inforce.law.relief import Act
from inforce.reports.document import NOT_KNOWN, Cell, Table, table
from inforce.reports.laid import Laid, by_issuer

Way = tuple[str, int, str, int | str, tuple[str, ...]]  # relief, measures, how it comes back, days or not known, who could veto that


def needed(one: Laid) -> list[tuple[Act, set[str]]]:
    """The legal acts that the package takes, each with the measures that it would put aside."""
    found: dict[str, tuple[Act, set[str]]] = {}
    for r, issuer, ids in _given(one):
        if act := one.terms.act(issuer, r.deed):
            found.setdefault(act.id, (act, set()))[1].update(ids)
    return list(found.values())


def acts(one: Laid) -> Table:
    """Who must act in law: what it takes, who could veto it, which criteria must be certified and which of them are not nuclear."""
    columns = ("act", "measures", "takes", "each could veto", "rests on", "criteria", "of them not nuclear", "beyond its reach", "review")
    note = " ".join(f"{a.title[:1].upper()}{a.title[1:]}: {a.note}" for a, _ in needed(one) if a.note)
    return table(f"{one.name}/acts", f"{one.package.title}: who must act", columns, (_act(a, ids, one) for a, ids in needed(one)), note)


def _act(act: Act, ids: set[str], one: Laid) -> tuple[Cell, ...]:
    criteria = [c for m in act.rests_on for c in one.before.measures[m].conditions] if act.nuclear else []
    other = tuple(c for c in criteria if c not in act.nuclear)
    beyond = tuple(sorted(ids & {*act.not_for}))
    return act.title, len(ids), act.takes, ", ".join(act.vetoes) or "none", act.rests_on, len(criteria) or "none", other, beyond, act.review


def way_back(one: Laid) -> Table:
    """What it takes to go back on each kind of relief: days where they are known, and who could veto the return."""
    columns = ("relief", "measures", "comes back", "days", "each could veto its return")
    return table(
        f"{one.name}/way-back",
        f"{one.package.title}: the way back",
        columns,
        ((*w[:4], ", ".join(w[4]) or "none") for w in ways_back(one)),
    )


def ways_back(one: Laid) -> Iterator[Way]:
    """One for each kind of relief of each issuer."""
    merged: dict[tuple[str, str, int | str, tuple[str, ...]], set[str]] = {}
    for r, issuer, ids in _given(one):
        how, days, vetoes = _way_back(one, r, issuer, ids)
        merged.setdefault((f"{r.deed}, {one.before.issuers[issuer].title}", how, days, vetoes), set()).update(ids)
    yield from ((relief, len(ids), how, days, vetoes) for (relief, how, days, vetoes), ids in merged.items())


def _given(one: Laid) -> Iterator[tuple[Relief, str, set[str]]]:
    done = one.package.through() if one.done is None else one.done
    for r in (r for s in one.package.steps if s.id in done for r in s.relief if r.deed != "snap_back"):
        for issuer, ms in by_issuer((one.before.measures[m] for m in r.measures), one.before):
            yield r, issuer, {m.id for m in ms}


def _way_back(one: Laid, r: Relief, issuer: str, ids: set[str]) -> tuple[str, int | str, tuple[str, ...]]:
    for step in (s for s in one.package.steps if s.if_fails):
        if any(back.deed == "snap_back" and ids <= {*(back.measures or ids)} for back in step.relief):
            return f"by the way back written in, after {step.evidence}", step.notice_days or NOT_KNOWN, ()
    if r.deed == "suspend":
        return "by itself, on its last day", r.days or NOT_KNOWN, ()
    act = one.terms.act(issuer, r.deed)
    return (act.back_takes, NOT_KNOWN, act.back_vetoes) if act else (NOT_KNOWN, NOT_KNOWN, ())
