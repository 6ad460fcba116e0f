"""goods.prohibited"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from reprlib import repr as cut
from typing import Any

import pyarrow as pa

from inforce.base.clauses import Cap
from inforce.base.dates import Interval
from inforce.base.nouns import Evidence, Finding, Outcome, Review
from inforce.base.places import countries
from inforce.check import check, undetermined
from inforce.law import Law
from inforce.law.days import is_zone
from inforce.law.search import candidates
from inforce.law.told import aside, cited, paragraph, prohibited
from inforce.law.verdict import Verdict
from inforce.reference import Reference

ID = "goods.prohibited"


@check(ID, of="goods", needs=("id", "hs", "origin", "destination", "day"))
def find(rows: pa.Table, ref: Reference) -> Iterator[Finding]:
    """Flags goods that a measure prohibits or caps on `day`, going by their code, where they come from and where they go.

    Why: a ban on goods binds whoever trades in them, listed or not. Every measure that addresses the goods is named with its
    own outcome: `prohibited`; `prohibited_unless` with each exemption written into that measure and what it takes; `capped`
    with the limit. Where a fact is missing, or the code alone cannot tell, the finding is `undetermined` and asks for it.
    Can be wrong: a wrong code or country on the papers, goods described by words that no code carries, a code list that
    another State draws differently. The codes are those of the act named in the evidence.
    Innocent explanations: trade inside an exemption, a wind-down or an approval of the Committee looks the same from outside.
    Source: the measure in `basis`; its paragraph and the list of codes in `evidence`.
    """
    for row in rows.to_pylist():
        if row["day"] is None:
            yield undetermined(ID, row, None, "no day given: on which day did the goods move? Add `day`")
            continue
        if row.get("day_zone") and not is_zone(row["day_zone"]):
            ask = f"{cut(row['day_zone'])} is no time zone: in which is the day? Write `day_zone` as 'Asia/Shanghai', or leave it empty"
            yield undetermined(ID, row, row["day"], ask)
            continue
        verdicts = ref.goods.verdicts(row)
        yield from (_finding(v, row, ref) for v in verdicts if not v.questions)
        yield from _asked(verdicts, row, ref.law)


def _finding(v: Verdict, row: dict[str, Any], ref: Reference) -> Finding:
    m, day = v.measure, row["day"]
    says = _capped(v, day, ref) if v.outcome is Outcome.CAPPED else prohibited(v)
    return Finding(
        check_id=ID,
        subject=str(row["id"]),
        day=day,
        outcome=v.outcome,
        why=f"{_goods(v, row)}: {says}{aside(v, row, ref.law)}",
        basis=(m.id,),
        evidence=(_seen(row), Evidence(m.instrument, paragraph(m), m.summary), Evidence(v.scope.by, v.scope.place, v.line)),
        facts=(("scope", v.scope.id), ("line", v.line), *_facts(v, day, ref)),
        review=Review.lowest(m.review, v.scope.review),
    )


def _goods(v: Verdict, row: dict[str, Any]) -> str:
    target = countries().get(v.measure.target, v.measure.target)
    way = {"from": f"from {target}", "to": f"to {target}", "both": f"from or to {target}"}[v.measure.direction]
    return f"HS {row['hs']} ({v.scope.title}) {way} on {row['day']}"


def _capped(v: Verdict, day: date, ref: Reference) -> str:
    terms = "".join(f"; {c}" for c in v.measure.conditions)
    limits = "; ".join(_limit(cap, window) for cap in v.measure.caps if (window := cap.window(day)))
    return f"allowed since {v.measure.since} only within the limit of {cited(v.measure)}: {limits}{terms}{_balance(v, day, ref)}"


def _limit(cap: Cap, window: Interval) -> str:
    figures = " or ".join(f"{amount:,.0f} {unit.upper() if unit == 'usd' else unit}" for unit, amount in cap.limits)
    which = {"lower": ", whichever is reached first", "either": ", two figures for one limit", "": ""}[cap.binding]
    through = f" to {window.until - timedelta(1)}" if window.until else ""
    return f"{figures or cap.words}{which}, all States together, {window.since}{through}"


def _balance(v: Verdict, day: date, ref: Reference) -> str:
    """What States reported within the limit so far, between its bounds; a month without a report is unknown, not zero."""
    under = "".join(f"; {cited(m)} sleeps beneath it and wakes if it is lifted" for m in ref.law.beneath(v.measure.id, day))
    account = ref.account(v.measure.id, day)
    if account is None:
        return f"; the balance is not known, as no reports of States are held{under}"
    shares = [f"{b.low:.1%} to {b.high:.1%} of the limit in {unit}" for unit, b in account.shares.items()]
    silent = f", and {len(account.silent)} months of States that ever reported have no report" if account.silent else ""
    return f"; States reported {', '.join(shares)}{silent}{under}"


def _facts(v: Verdict, day: date, ref: Reference) -> Iterator[tuple[str, str]]:
    if v.open:
        yield "exemptions", ", ".join(e.id for e in v.open)
    if v.national:
        yield "national", ", ".join(n.id for n in v.national)
    for cap in v.measure.caps:
        if window := cap.window(day):
            yield from ((f"limit_{unit}", f"{amount:.0f}") for unit, amount in cap.limits)
            yield "window", f"{window.since}/{window.until or '..'}"
    if account := ref.account(v.measure.id, day) if v.measure.caps else None:
        for unit, left in account.balance.items():
            yield from ((f"balance_{unit}_{name}", f"{getattr(left, name):.0f}") for name in ("low", "central", "high"))


def _seen(row: dict[str, Any]) -> Evidence:
    columns = ("hs", "hs_edition", "origin", "consigned_from", "destination", "contract_day", "loaded_day")
    return Evidence("subject", str(row["id"]), ", ".join(f"{c}={row[c]}" for c in columns if row.get(c)))


def _asked(verdicts: Iterable[Verdict], row: dict[str, Any], law: Law) -> Iterator[Finding]:
    """One finding per set of questions, with every measure that hangs on it."""
    asked: dict[tuple[str, ...], list[Verdict]] = defaultdict(list)
    for v in verdicts:
        if v.questions:
            asked[v.questions].append(v)
    for questions, waiting in asked.items():
        about = ", ".join(dict.fromkeys(v.scope.title for v in waiting))
        why = f"{'; '.join(questions)} (it decides on {about}){_described(waiting, row, law)}"
        yield undetermined(ID, row, row["day"], why, tuple(v.measure.id for v in waiting))


def _described(waiting: Iterable[Verdict], row: dict[str, Any], law: Law) -> str:
    """Where there is no code to go by, which of the goods in question the description may be about."""
    scopes = {s: law.scopes[s] for v in waiting if not v.line for s in v.measure.covers}
    found = candidates(row.get("description") or "", scopes.values())
    words = "; ".join(f"{c.scope.title} ({', '.join(c.terms)})" for c in found)
    return f"; the description has words for {words}, which is a candidate and no answer" if found else ""
