"""trade.edition_break"""

from collections.abc import Iterator

import pyarrow as pa

from inforce.base.nouns import Evidence, Finding, Outcome
from inforce.check import all_rows, check
from inforce.law.hs import exists
from inforce.reference import Reference
from inforce.trade.editions import Cut, cuts
from inforce.trade.flows import days, figure, newest
from inforce.trade.quarantine import quarantined

ID = "trade.edition_break"


@check(ID, of="trade", needs=("id", "reporter", "partner", "flow", "period", "hs"), key=all_rows)
def find(rows: pa.Table, ref: Reference) -> Iterator[Finding]:
    """Shows a series that ends because an edition of the Harmonized System ended its code, and which codes go on with the goods.

    Why: a code that is no longer there looks like trade that stopped, and a new one like trade that began; neither did. Where goods
    cross the edge of a measure with the change, the law may have changed with it. The finding is `undetermined`: from the one code
    alone nothing follows; it names the others to add, and what share of them the old goods are is not known.
    Can be wrong: a trade that truly ended in those months while another of the same new code began.
    Innocent explanations: the change of edition is the innocent explanation of the break.
    Source: the rows; the correlations are the UN Statistics Division's. What settles it: the reporter's national codes of those months.
    """
    table = rows.to_pylist()
    aside = quarantined(table)
    for cut in cuts(row for row in newest(table) if str(row["id"]) not in aside and row.get("aggregate") != "yes"):
        yield _finding(cut)


def _finding(cut: Cut) -> Finding:
    last, first, new = cut.last, cut.first, ", ".join(cut.new)
    at = days(last)
    shared = f"; HS {', '.join(cut.others)} gave goods to them too, so how much is of the old code?" if cut.others else ""
    did = "gave the code to other goods" if exists(cut.old, cut.edition) else "ended the code"
    where = f"the {last['flow']} series of {last['reporter']} with {last['partner']} under HS {cut.old}"
    levels = f"a middle {cut.before:,.4g} {cut.unit} a period before and {cut.after:,.4g} {cut.unit} after"
    return Finding(
        check_id=ID,
        subject=str(last["id"]),
        day=at[0] if at else None,
        outcome=Outcome.UNDETERMINED,
        why=f"{where} ends in {last['period']} and HS {new} begins in {first['period']}: the edition of {cut.edition} {did}, "
        f"{levels}. Whether trade fell cannot be told from HS {cut.old} alone: add HS {new}{shared}",
        evidence=tuple(Evidence(str(r.get("source") or "trade"), str(r["id"]), f"HS {r['hs']}: {figure(r)}") for r in (last, first)),
        facts=(("edition", cut.edition), ("old", cut.old), ("new", ", ".join(cut.new)), ("others", ", ".join(cut.others))),
    )
