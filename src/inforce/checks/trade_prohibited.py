"""trade.prohibited"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pyarrow as pa

from inforce.base.nouns import Evidence, Finding, Measure, Outcome, Review
from inforce.check import all_rows, check, undetermined
from inforce.law.flow import Says, throughout
from inforce.law.told import cited, paragraph
from inforce.law.verdict import Verdict
from inforce.reference import Reference
from inforce.trade.flows import NO_FIGURE, Row, as_goods, days, figure, first_published, newest
from inforce.trade.quarantine import TO_COMMITTEE, quarantined
from inforce.trade.rank import nothing

ID = "trade.prohibited"
_BANNED = (Outcome.PROHIBITED, Outcome.PROHIBITED_UNLESS)
_LEGAL = "an approval of the Committee, goods of an older contract, a wrong code or country"


@check(ID, of="trade", needs=("id", "reporter", "partner", "flow", "period", "hs"), key=all_rows)
def find(rows: pa.Table, ref: Reference) -> Iterator[Finding]:
    """Flags a recorded flow of goods that a measure prohibited throughout the period.

    Why: a State's own customs series is the evidence that weighs most. On the reporter's own data the outcome is that of the
    measure, with its exemptions; on figures that others reconciled (`own` = no) it is a `red_flag`, a possible breach. A period
    in which a ban began, or a wind-down was open, is `undetermined`: a part of the flow was legal. Rows that trade.miscoded sets
    aside and vintages that a later one replaced do not enter; a recorded zero is no flow. A missing figure is no zero: a row with none
    at all is `undetermined`, unless it is a report to the Committee, which without a figure says nothing. What was first published
    is named where an earlier day gave another figure in a unit that can be compared.
    Can be wrong: a wrong code or country in the statistics, goods booked by where they came from last, a code of another edition.
    Innocent explanations: an exemption that the flow can meet, the Committee's approval, an older contract, a wrong code or country.
    Source: the row; the measure in `basis`. What settles it: the declarations behind the line.
    """
    table = rows.to_pylist()
    aside, before = quarantined(table), first_published(table)
    for row in newest(table):
        silent = figure(row) == NO_FIGURE and str(row.get("source") or "").startswith(TO_COMMITTEE)
        if str(row["id"]) not in aside and row.get("aggregate") != "yes" and not nothing(row) and not silent:
            yield from _of(dict(row), before.get(str(row["id"])), ref)


def _of(row: dict[str, Any], earlier: Row | None, ref: Reference) -> Iterator[Finding]:
    if not row["reporter"] or row["flow"] not in ("import", "export", "re-export", "re-import") or not (at := days(row)):
        yield undetermined(ID, row, None, "no reporter, flow or period that can be read: who traded what way, and when? Add them")
    elif not row["partner"]:
        yield undetermined(ID, row, at[0], "the partner is no State that is known: with whom was it? Add `partner`")
    elif not row["hs"]:
        if "KP" in (row["partner"], row["reporter"]):
            yield undetermined(ID, row, at[0], "no code of the Harmonized System: which goods were they? Add `hs`")
    else:
        ends = (at[0], at[1] - timedelta(1))
        first, last = ({v.measure.id: v for v in ref.goods.verdicts(as_goods(row, day)) if v.measure.caps == ()} for day in ends)
        for measure_id, verdict in last.items():
            says = throughout(verdict.measure, first.get(measure_id), verdict)
            if says.outcome in (*_BANNED, Outcome.UNDETERMINED):
                yield _finding(row, verdict, says, earlier)


def _finding(row: dict[str, Any], now: Verdict, flow: Says, earlier: Row | None) -> Finding:
    m, own = now.measure, row.get("own") != "no"
    outcome, says = _said(m, flow, own)
    if figure(row) == NO_FIGURE and outcome is not Outcome.UNDETERMINED:
        outcome, says = (
            Outcome.UNDETERMINED,
            f"goods prohibited since {m.since} by {cited(m)}, of which no amount is given: was any traded?",
        )
    whose = f"{row['reporter']}'s own figures record" if own else f"figures reconciled by others give for {row['reporter']}"
    revised = f"; first published as {figure(earlier)} on {earlier['published_on']}" if earlier else ""
    return Finding(
        check_id=ID,
        subject=str(row["id"]),
        day=max(m.since, (days(row) or (m.since,))[0]),
        outcome=outcome,
        why=f"{whose} {figure(row)} of HS {row['hs']} ({row['flow']}, {row['partner']}, {row['period']}): {says}{revised}; "
        f"innocent explanations: {'trade inside an exemption, ' if flow.open else ''}{_LEGAL}",
        basis=(m.id,),
        evidence=(
            Evidence(str(row.get("source") or "trade"), str(row["id"]), figure(row)),
            Evidence(m.instrument, paragraph(m), m.summary),
        ),
        facts=(("scope", now.scope.id), ("line", now.line), *((("exemptions", ", ".join(e.id for e in flow.open)),) if flow.open else ())),
        review=Review.lowest(m.review, now.scope.review),
    )


def _said(m: Measure, flow: Says, own: bool) -> tuple[Outcome, str]:
    unless = "".join(f"; a part may be exempt under {e.id}: {e.takes}" for e in flow.open)
    if flow.questions:
        return Outcome.UNDETERMINED, f"{cited(m)} may prohibit it: {'; '.join(flow.questions)}"
    if not own:
        return Outcome.RED_FLAG, f"a possible flow under the ban of {cited(m)}, in force since {m.since}{unless}"
    return flow.outcome, f"prohibited since {m.since} by {cited(m)}{unless}"
