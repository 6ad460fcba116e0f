"""What the law says of a goods line: every measure that its code, its route and its day bring in, and what is still to be asked."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from inforce.base.clauses import ANYONE, Exemption, WindDown
from inforce.base.dates import Interval
from inforce.base.nouns import Measure, Modality, Outcome, Scope
from inforce.law.book import Law
from inforce.law.codes import Code, Lies, Place, place, read_code
from inforce.law.route import Route

Row = Mapping[str, Any]
Hit = tuple[Scope, Place]
MEMORY = 65_536  # codes remembered: many times what a customs file holds, and a bound on what a hostile one can fill


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one measure says of one goods line. With outcome `undetermined`, `questions` say which facts are missing.

    `scope` and `line` are the list of codes, and the line of it, that led to the measure; `open` the exemptions that may apply.
    """

    measure: Measure
    outcome: Outcome
    scope: Scope
    line: str = ""
    open: tuple[Exemption, ...] = ()
    questions: tuple[str, ...] = ()


class Goods:
    """Those measures on goods of `law` that the check `check_id` applies, ready to be asked."""

    def __init__(self, law: Law, check_id: str) -> None:
        self.law = law
        applied = [m for m in law.measures.values() if check_id in m.applied_by]
        self._scopes = [law.scopes[s] for s in sorted({s for m in applied for s in m.covers}) if law.scopes[s].kind == "goods"]
        self._bounds = law.boundaries
        starts = [date.min, *self._bounds]
        self._segments = [[m for m in law.operative(day) if check_id in m.applied_by] for day in starts]
        self._seen: dict[tuple[int, Code | str], list[tuple[Measure, list[Hit]]]] = {}

    def verdicts(self, row: Row) -> Iterator[Verdict]:
        """One verdict per measure that addresses the goods line, or may: silence means that none does.

        `row` has the columns of goods in `base.tables`; `day` must be given, and is a legal day of each issuer.
        """
        route = Route(row)
        code = read_code(row["hs"], row.get("hs_edition"))
        for m, hits in self._touched(bisect_right(self._bounds, row["day"]), code):
            way = route.way(m)
            if way is not False and (m.binds == (ANYONE,) or route.touches(m.binds)):
                yield _verdict(m, hits, row, route, "" if way else route.question(m))

    def _touched(self, segment: int, code: Code | str) -> list[tuple[Measure, list[Hit]]]:
        """The measures of that stretch of days that the code comes under, or may; all of them where there is no code to go by."""
        if (segment, code) not in self._seen:
            if len(self._seen) >= MEMORY:
                self._seen.clear()
            self._seen[segment, code] = self._touched_by(segment, code)
        return self._seen[segment, code]

    def _touched_by(self, segment: int, code: Code | str) -> list[tuple[Measure, list[Hit]]]:
        found = []
        for m in self._segments[segment]:
            hits = [(s, self._place(code, s)) for s in self._scopes if s.id in m.covers]
            if hits := [hit for hit in hits if hit[1].lies is not Lies.OUTSIDE]:
                found.append((m, hits))
        return found

    def _place(self, code: Code | str, scope: Scope) -> Place:
        return place(code, scope) if isinstance(code, Code) else Place(Lies.ASK, "", code)


def _verdict(m: Measure, hits: list[Hit], row: Row, route: Route, route_question: str) -> Verdict:
    scope, at = next((hit for hit in hits if hit[1].lies is Lies.WITHIN), hits[0])
    asked = [] if at.lies is Lies.WITHIN else [hit[1].question for hit in hits]
    down = _wind_down(m.wind_down, scope, row) if m.wind_down else None
    questions = tuple(dict.fromkeys(q for q in (route_question, *asked, down if isinstance(down, str) else "") if q))
    open_ = tuple(e for e in m.exemptions if _is_open(e, scope, row["day"], route))
    if isinstance(down, Exemption):
        open_ = (down, *open_)
    if questions:
        outcome = Outcome.UNDETERMINED
    elif m.modality == Modality.CAP:
        outcome = Outcome.CAPPED
    else:
        outcome = Outcome.PROHIBITED_UNLESS if open_ else Outcome.PROHIBITED
    return Verdict(m, outcome, scope, at.line, open_, questions)


def _is_open(e: Exemption, scope: Scope, day: date, route: Route) -> bool:
    """Whether the exemption may apply: nothing known speaks against it."""
    limited = e.goods and scope.id not in e.goods
    return not limited and day in Interval(e.since, e.until) and all(c.holds(route.value(c.column)) is not False for c in e.when)


def _wind_down(down: WindDown, scope: Scope, row: Row) -> Exemption | str | None:
    """The wind-down as an exemption where it is open, the question where that cannot be told, None where it is closed."""
    if row["day"] > down.last_day or (down.goods and scope.id not in down.goods):
        return None
    if down.contract_before:
        contract_day = row.get("contract_day")
        if contract_day is None:
            return f"a wind-down is open until {down.last_day}: on which day was the contract made? Add `contract_day`"
        if contract_day >= down.contract_before:
            return None
    if down.loaded_by:
        loaded_day = row.get("loaded_day")
        if loaded_day is None:
            return f"a wind-down is open until {down.last_day}: on which day were the goods loaded? Add `loaded_day`"
        if loaded_day > down.loaded_by:
            return None
    return Exemption("wind-down", _terms(down), down.goods)


def _terms(down: WindDown) -> str:
    """What it takes to rely on the wind-down."""
    contract = f"a written contract from before {down.contract_before}" if down.contract_before else ""
    loaded = f"goods loaded on or before {down.loaded_by}" if down.loaded_by else ""
    notified = f"the Committee notified on or before {down.notify_by}" if down.notify_by else ""
    return ", ".join(t for t in (contract, loaded, f"completed on or before {down.last_day}", notified) if t)
