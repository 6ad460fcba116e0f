"""trade.miscoded"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pyarrow as pa

from inforce.base.nouns import Evidence, Finding, Measure, Outcome, Review
from inforce.check import all_rows, check
from inforce.law.told import cited
from inforce.reference import Reference
from inforce.trade.flows import as_goods, days, figure
from inforce.trade.quarantine import quarantined

ID = "trade.miscoded"
BANNED = (Outcome.PROHIBITED, Outcome.PROHIBITED_UNLESS)


@check(ID, of="trade", needs=("id", "reporter", "partner", "flow", "period", "hs"), key=all_rows)
def find(rows: pa.Table, ref: Reference) -> Iterator[Finding]:
    """Sets aside a flow recorded with North Korea that looks like trade with South Korea, with the reasons.

    Why: PRK and KOR, 408 and 410, are confused by clerks and machines, and one such row can outweigh all true trade. A row set
    aside stays visible here and enters no other finding. Two accounts are weighed: that it was the North's, and that it was the South's
    and both Koreas' records lack or hold as much; the months beside it speak too. It is `undetermined`: which Korea was it? Where the
    goods would be banned if it was the North, it says so: a row set aside is not one that is cleared.
    Can be wrong: a true shipment to the North that happens to match; the reasons are in `parts`, to be weighed by a person.
    Innocent explanations: a slip in the country's code; a correction that has not been published yet.
    Source: the rows themselves; the method is in trade/quarantine.py and koreas.py. What settles it: the customs declarations of that line.
    """
    table = rows.to_pylist()
    reasons = quarantined(table)
    for row in table:
        if parts := reasons.get(str(row["id"])):
            said = "; ".join(f"{p.name} ({p.ours}{f' beside {p.theirs}' if p.theirs else ''})" for p in parts)
            at, banned = days(row), _banned(row, ref)
            were = f" Were it the North's, {' and '.join(dict.fromkeys(map(cited, banned)))} would prohibit it" if banned else ""
            yield Finding(
                check_id=ID,
                subject=str(row["id"]),
                day=at[0] if at else None,
                outcome=Outcome.UNDETERMINED,
                why=f"{figure(row)} of HS {row['hs']} that {row['reporter']} recorded with KP in {row['period']} may have been traded "
                f"with KR and is set aside: {said}; which Korea do the declarations name?{were}",
                evidence=(Evidence(str(row.get("source") or "trade"), str(row["id"]), figure(row)),),
                score=sum(p.score for p in parts) / 10_000,
                parts=parts,
                facts=(("quarantined", "yes"), ("reporter", str(row["reporter"] or ""))),
                review=Review.lowest(*(m.review for m in banned)),
            )


def _banned(row: dict[str, Any], ref: Reference) -> list[Measure]:
    """What would prohibit the flow if it was the North's: on the first day of its period and on the last."""
    at = days(row)
    if not at or row["flow"] not in ("import", "export", "re-export", "re-import"):
        return []
    first, last = (
        {v.measure.id: v.measure for v in ref.goods.verdicts(as_goods(row, day)) if v.outcome in BANNED and not v.measure.caps}
        for day in (at[0], at[1] - timedelta(1))
    )
    return [m for name, m in last.items() if name in first]
