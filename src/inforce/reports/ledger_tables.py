"""The ledger as rows and as a report of text: the share that cannot be assessed first, then what can be said, then all else."""

from collections.abc import Sequence

import pyarrow as pa

from inforce.reports.document import Document, Table, table
from inforce.reports.ledger import Cell, Ledger
from inforce.reports.ledger_filed import due, filed, of_resolutions, others, remarks
from inforce.reports.ledger_letter import letter
from inforce.reports.ledger_paper import issuers_of, lags
from inforce.reports.ledger_sources import cited, claim_rows, claimed, every, evidence_rows, keys, shown, source_rows
from inforce.reports.ledger_status import Kind, Status

_S, _L, _D = pa.string(), pa.list_(pa.string()), pa.date32()
SHOWN = (Kind.OWN, Kind.PARTNER, Kind.SENSOR, Kind.OFFICIAL)
LEDGER = pa.schema(
    [
        *((n, _S) for n in ("state", "measure", "paragraph", "modality", "obligation")),
        ("in_force_since", _D),
        *((n, _S) for n in ("period",)),
        ("since", _D),
        ("until", _D),
        ("paper", _L),
        ("paper_lag_days", pa.list_(pa.int32())),
        ("paper_gaps", _L),
        ("reports_due", _L),
        ("reports_filed", _L),
        *((n, _L) for n in ("remarks", "reports_of_others")),
        *((k.value, _L) for k in SHOWN),
        *((n, _L) for n in ("claims", "sources")),
        ("status", _S),
        ("words", _S),
        ("innocent", _L),
        ("settles", _S),
        ("review", _S),
    ]
)
FOOT = (
    "A cell says what is shown, by whom, and what would explain it innocently. Breach words rest on a State's own data or an official "
    "finding alone, and carry whose they are. No cell, and no sum of cells, is a score of a State.",
    "Paper is law: how soon an act came says nothing of conduct. A claim is a claim, whoever makes it, and moves no status.",
    "What is not held here may exist. Errors are mended: CONTRIBUTING.md says how to report one.",
)


def rows(made: Ledger) -> pa.Table:
    """One row per cell, schema LEDGER."""
    return pa.Table.from_pylist([_row(c, made) for c in made.cells], schema=LEDGER)


def as_object(made: Ledger) -> dict[str, object]:
    """The ledger for JSON: the share that cannot be assessed first, then the cells."""
    return {
        "headline": made.headline,
        "cells_not_assessable": len(made.cells) - len(made.assessed),
        "cells": len(made.cells),
        "state": made.state,
        "day": made.day,
        "known": made.known,
        "left_out": made.left_out,
        "set_aside": list(made.aside),
        "rows": rows(made).to_pylist(),
        "evidence": list(evidence_rows(made.cells)),
        "claims": list(claim_rows(made.cells)),
        "sources": source_rows(every(made.cells)),
        "letter": letter(made),
        "foot": FOOT,
    }


def document(made: Ledger) -> Document:
    """The ledger as a report: headline, what can be said, paper with its lag, reports, cells by status, and the letter."""
    lead = (
        made.headline,
        f"Duties of every State under the Council's measures on the DPRK, as they bind {made.name}.",
        *filter(None, (made.left_out,)),
        *(f"Set aside: {told}" for told in made.aside),
    )
    tables = (said(made), undecided(made), paper(made), of_resolutions(made), counts(made), asked(made))
    return Document(f"Ledger of {made.name}, up to {made.day}", lead, tables, foot=FOOT)


def said(made: Ledger) -> Table:
    """The cells that can be assessed."""
    note = "" if made.assessed else f"Nothing held here speaks for {made.name} or against it."
    return _cells("said", "What can be said", made.assessed, note)


def undecided(made: Ledger) -> Table:
    """The cells in which something is held that decides nothing."""
    note = "" if made.undecided else "Nothing else is held."
    return _cells("undecided", "What is held and decides nothing", made.undecided, note)


def _cells(name: str, title: str, cells: Sequence[Cell], note: str) -> Table:
    told = (
        (
            f"{c.measure.id}, {c.period}",
            c.judgement.words,
            tuple(f"{s.kind}: {shown(s)}" for s in c.showings),
            (*filed(c), *others(c), *remarks(c)),
            claims(c),
            found_at(c),
            c.innocent,
            c.settles,
        )
        for c in cells
    )
    columns = ("cell", "status", "evidence, by class", "reports held", "claims", "sources", "could be explained by", "would be settled by")
    return table(name, title, columns, told, note)


def paper(made: Ledger) -> Table:
    """How long after each resolution the first act of the State, or of its Union, was law."""
    told = (
        (made.law.instruments[lag.resolution].title, lag.adopted, lag.act.instrument.title, lag.act.since, lag.act.lag, str(lag.review))
        for issuer in issuers_of(made.law, made.state, made.day)
        for lag in lags(made.law, issuer)
        if lag.act.since <= made.day
    )
    columns = ("resolution", "adopted", "first act", "law from", "days after", "review")
    t = table("paper", "On paper", columns, told, "Days in each issuer's own calendar. This is law, not conduct.")
    none = f"No act of {made.name} is known here. That is not the same as none."
    return t if t.rows else table("paper", "On paper", columns, (), none)


def counts(made: Ledger) -> Table:
    """How many cells have each status, those that cannot be assessed first."""
    told = ((s.value, sum(c.status is s for c in made.cells)) for s in Status)
    return table("counts", "Cells by status", ("status", "cells"), told, "A count of cells is no measure of a State.")


def asked(made: Ledger) -> Table:
    """The questions of the letter."""
    return table("letter", "Questions to the State", ("question",), ((q,) for q in letter(made)[2:-1]), letter(made)[1])


def claims(c: Cell) -> tuple[str, ...]:
    """The claims on the cell, one text each."""
    return tuple(claimed(one) for one in c.claims)


def found_at(c: Cell) -> tuple[str, ...]:
    """What stands behind the keys of the cell's sources, one text each."""
    return tuple(cited(key).line for key in keys(c))


def acts(c: Cell) -> tuple[str, ...]:
    """The acts on paper, one text each; what is not known here says so."""
    told = [f"{a.national.id}, law from {a.since}, {a.lag} after the resolution" for a in c.paper.acts]
    told += [f"{i.id} carries the resolution out; that it holds this measure is not known here" for i in c.paper.whole]
    return tuple(told) or ("no act is known here, which is not the same as none",)


def gaps(c: Cell) -> tuple[str, ...]:
    """What the acts leave out or draw otherwise, one text each; none where no act is known."""
    found: dict[str, list[str]] = {}
    for goods, _, said in (text.partition(": ") for text in (*(f"{s}: in no act known here" for s in c.paper.missing), *c.paper.drawn)):
        found.setdefault(said, []).append(goods.replace("-", " "))
    return tuple(f"{said}: {', '.join(goods)}" for said, goods in found.items())


def _row(c: Cell, made: Ledger) -> dict[str, object]:
    m = c.measure
    told = {k.value: [shown(s) for s in c.showings if s.kind is k] for k in SHOWN}
    return {
        "state": c.state,
        "measure": m.id,
        "paragraph": m.paragraph,
        "modality": m.modality,
        "obligation": m.summary,
        "in_force_since": m.since,
        "period": c.period,
        "since": c.window.since,
        "until": c.window.until,
        "paper": acts(c),
        "paper_lag_days": [a.lag_days for a in c.paper.acts],
        "paper_gaps": gaps(c),
        "reports_due": due(c),
        "reports_filed": filed(c),
        "remarks": remarks(c),
        "reports_of_others": others(c),
        **told,
        "claims": claims(c),
        "sources": found_at(c),
        "status": c.status.value,
        "words": c.judgement.words,
        "innocent": c.innocent,
        "settles": c.settles,
        "review": str(m.review),
    }
