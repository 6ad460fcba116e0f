"""trade.unit_slip"""

from collections.abc import Iterator

import pyarrow as pa

from inforce.base.nouns import Evidence, Finding, Outcome
from inforce.check import check
from inforce.reference import Reference
from inforce.trade.flows import days, figure, newest
from inforce.trade.slips import slips

ID = "trade.unit_slip"


@check(ID, of="trade", needs=("id", "reporter", "partner", "flow", "period", "hs"), key=("reporter",))
def find(rows: pa.Table, ref: Reference) -> Iterator[Finding]:
    """Shows a quantity that is a thousand or a million times off what its value and its series let expect: the unit may be wrong.

    Why: kilograms written as tonnes make a parcel into a shipload, and one such row can pass a cap on paper. It is `undetermined`:
    which unit was meant? The figure stays as reported, here and in every total; trade.mirror_gap compares it as it would be mended.
    Can be wrong: goods of another kind under the same code, at a price that far apart.
    Innocent explanations: a slip of the unit; a value in thousands; a sample or a part sold at a price of its own.
    Source: the rows; the method is in trade/slips.py. What settles it: the declaration, or the next publication of the same month.
    """
    for slip in slips(newest(rows.to_pylist())).values():
        row, at = slip.row, days(slip.row)
        many = f"{slip.factor:,.0f} times too much" if slip.factor > 1 else f"{1 / slip.factor:,.0f} times too little"
        line = f"{figure(row)} of HS {row['hs']} ({row['reporter']}, {row['flow']}, {row['partner']}, {row['period']})"
        price = f"{slip.price:,.4g} USD a unit, where {slip.usual:,.4g} is usual {slip.among}"
        yield Finding(
            check_id=ID,
            subject=str(row["id"]),
            day=at[0] if at else None,
            outcome=Outcome.UNDETERMINED,
            why=f"{line} for {row['value_usd']:,.0f} USD may be {many}: {price}; which unit was meant?",
            evidence=(Evidence(str(row.get("source") or "trade"), str(row["id"]), figure(row)),),
            facts=(("factor", f"{slip.factor:g}"),),
        )
