"""What a measure says of a flow in statistics: goods of one kind between two States over a period, of which no papers are seen.

One answer for all who look at statistics, so that the check on trade, the ledger and the report on dependence cannot differ. A flow has
an origin, a destination, days and goods, and so far an exemption's conditions are asked of it. What no statistic tells (end use, whose
the goods were, an approval, the day of the contract) leaves the exemption open to a part of it: the flow is banned, and it is asked which
part was exempt.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from inforce.base.clauses import Exemption
from inforce.base.nouns import Measure, Outcome, Scope
from inforce.law.book import Law
from inforce.law.route import Route
from inforce.law.verdict import Business, Row, Terms, Verdict, older_business, outcome, terms

CAME = ("import", "re-import")
WIND_DOWN = "wind-down"


@dataclass(frozen=True, slots=True)
class Flow:
    """What `reporter` records with `partner` (alpha-2) as import, export, re-import or re-export, on days `since` <= day < `until`."""

    reporter: str
    partner: str
    flow: str
    since: date
    until: date

    def lines(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """It as a goods line of its first day and of its last."""
        first, last = (ends(self.reporter, self.partner, self.flow) | {"day": day} for day in (self.since, self.until - timedelta(1)))
        return first, last


def ends(reporter: str, partner: str, flow: str) -> dict[str, Any]:
    """Where the goods of a flow come from and go to, as columns of goods: the partner of an import counts as the origin."""
    origin, destination = (partner, reporter) if flow in CAME else (reporter, partner)
    return {"origin": origin, "destination": destination, "actor_country": reporter}


@dataclass(frozen=True, slots=True)
class Says:
    """What a measure says of a flow. `open` are the exemptions, a wind-down among them, that a part of it may come under; with outcome
    `undetermined` `questions` say what no statistic tells."""

    outcome: Outcome
    open: tuple[Exemption, ...] = ()
    questions: tuple[str, ...] = ()


def throughout(m: Measure, first: Verdict | Terms | None, last: Verdict | Terms) -> Says:
    """What `m` says of a flow over a period, by what it says on the first day (None: nothing) and on the last one."""
    if first is None:
        return Says(Outcome.UNDETERMINED, last.open, (f"it began on {m.since}, within the period: how much moved before it?",))
    open_ = tuple(dict.fromkeys((*first.open, *last.open)))
    asked = tuple(dict.fromkeys((*first.questions, *last.questions)))
    if m.wind_down and not asked and any(e.id == WIND_DOWN for e in open_):
        asked = (f"it had a wind-down to {m.wind_down.last_day}: was it older business?",)
    return Says(outcome(m, open_, asked), open_, asked)


def of_goods(law: Law, m: Measure, flow: Flow, subject: str = "") -> Says | None:
    """What `m` says of all goods of that subject, else of all that it covers, in the flow; None where it says nothing on the last day, or
    of goods that go the other way. Its codes are not asked: which goods of a list a flow holds, `Goods` says."""
    scopes = [s for s in map(law.scopes.__getitem__, m.covers) if s.kind == "goods" and subject in ("", s.subject)]
    first, last = (_on(law.as_it_stands(m, line["day"]), scopes, line) for line in flow.lines())
    return throughout(m, first, last) if last else None


def _on(m: Measure, scopes: Iterable[Scope], line: Row) -> Terms | None:
    """The terms of all these scopes together."""
    day, route = line["day"], Route(line)
    if not m.in_force(day) or not route.way(m):
        return None
    business = Business(day, None, None)
    lasting = replace(m, wind_down=None)  # a flow has no contract to ask of: its wind-down is open to a part of it
    told = [(s, found) for s in scopes if (found := terms(lasting, s, True, business, route))]
    if not told:
        return None
    older = [e for s, _ in told if m.wind_down and (e := older_business(m.wind_down, s, day))]
    open_ = (*(e for _, found in told for e in found.open), *older)
    questions = (q for _, found in told for q in found.questions)
    return Terms(tuple(dict.fromkeys(open_)), tuple(dict.fromkeys(questions)))
