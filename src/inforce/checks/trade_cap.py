"""trade.cap"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from inforce.base.nouns import Evidence, Finding, Outcome, Review
from inforce.check import all_rows, check
from inforce.law.account import Account
from inforce.law.told import cited
from inforce.law.verdict import Verdict
from inforce.reference import Reference
from inforce.trade.flows import NO_FIGURE, as_goods, days, figure, newest
from inforce.trade.quarantine import quarantined
from inforce.trade.rank import nothing

ID = "trade.cap"


@check(ID, of="trade", needs=("id", "reporter", "partner", "flow", "period", "hs"), key=all_rows)
def find(rows: pa.Table, ref: Reference) -> Iterator[Finding]:
    """Shows a recorded flow beside the account of the cap that it counts against: what States reported, and what is left.

    Why: a cap is for all States together and is kept by their reports to the Committee. The finding gives the share reported
    between its lowest and highest conversion, the notices that are due, and whether this State reported for these months. It
    is `capped`; `prohibited` only where even the lowest conversion of what States themselves reported passes the limit. A recorded zero
    and a row without a figure count nothing: they are no finding.
    Can be wrong: tonnes made barrels by a factor (the bounds say how far), reports not quoted by the sources held.
    Innocent explanations of a missing report: filed late, filed and not published, a supply inside an exemption.
    Source: the reports in `evidence`; the measure in `basis`. What settles it: the Committee's own table.
    """
    table = rows.to_pylist()
    aside = quarantined(table)
    for row in newest(table):
        at, says_none = days(row), nothing(row) or figure(row) == NO_FIGURE
        if str(row["id"]) in aside or not at or not row["partner"] or not row["reporter"] or not row["hs"] or says_none:
            continue
        last = at[1] - timedelta(1)
        for v in ref.goods.verdicts(as_goods(row, last)):
            account = _account(v, last, ref) if v.outcome is Outcome.CAPPED else None
            if account:
                yield _finding(dict(row), v, account, _silent(dict(row), v, account, ref))


def _account(v: Verdict, day: date, ref: Reference) -> Account | None:
    """The account of the whole window that holds the day, so that the months up to its end are looked at."""
    windows = [window for cap in v.measure.caps if (window := cap.window(day))]
    end = min([w.until for w in windows if w.until] + ([v.measure.until] if v.measure.until else []), default=None)
    return ref.account(v.measure.id, end - timedelta(1) if end else day)


def _finding(row: dict[str, Any], v: Verdict, account: Account, silent: list[str]) -> Finding:
    passed = any(b.low > 1 for b in account.shares.values())
    shares = "; ".join(f"{b.low:.1%}, {b.central:.1%} or {b.high:.1%} of the limit in {unit}" for unit, b in account.shares.items())
    notices = ", ".join(f"{n:.0%} {account.notice(n)}" for n in v.measure.notices)
    reported = f"; {account.coverage(row['reporter']).words}" if account.coverage(row["reporter"]).told else ""
    reported += f"; {row['reporter']} has no figure held for {', '.join(silent)}: late, missing or not published" if silent else ""
    return Finding(
        check_id=ID,
        subject=str(row["id"]),
        day=(days(row) or (v.measure.since, v.measure.since))[1] - timedelta(1),
        outcome=Outcome.PROHIBITED if passed else Outcome.CAPPED,
        why=f"{figure(row)} of HS {row['hs']} by {row['reporter']} in {row['period']} counts against the limit of {cited(v.measure)}: "
        f"States together reported {shares} (low, central, high conversion)" + (f"; notices: {notices}" if notices else "") + reported,
        basis=(v.measure.id,),
        evidence=(
            Evidence(str(row.get("source") or "trade"), str(row["id"]), figure(row)),
            *(Evidence(s.supply.source, s.supply.period, f"{s.supply.quantity:,.10g} {s.supply.unit}") for s in account.lines),
        ),
        facts=(*_facts(account), ("silent", ", ".join(silent))),
        review=Review.lowest(v.measure.review, v.scope.review, Review.SECONDARY),
    )


def _silent(row: dict[str, Any], v: Verdict, account: Account, ref: Reference) -> list[str]:
    """The months of the row without a report of that State, once it was due; none where it never reported and none can be told late."""
    at = days(row)
    every = max((d.every_days or 0 for d in v.measure.deadlines), default=0)
    if not at or (ref.known and ref.known < at[1] + timedelta(every)):
        return []
    return [m for m in account.coverage(row["reporter"]).untold if f"{at[0]:%Y-%m}" <= m < f"{at[1]:%Y-%m}"]


def _facts(account: Account) -> Iterator[tuple[str, str]]:
    for unit, share in account.shares.items():
        yield from ((f"share_{unit}_{name}", f"{getattr(share, name):.4f}") for name in ("low", "central", "high"))
    for unit, left in account.balance.items():
        yield from ((f"balance_{unit}_{name}", f"{getattr(left, name):.0f}") for name in ("low", "central", "high"))
