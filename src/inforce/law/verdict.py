"""What one measure says of one row that its scopes touch: prohibited, unless, capped, or what is still to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from inforce.base.clauses import Ask, Condition, Exemption, WindDown
from inforce.base.dates import Interval
from inforce.base.nouns import Measure, Modality, Outcome, Scope
from inforce.law.codes import Lies, Place
from inforce.law.route import Route

Row = Mapping[str, Any]
Hit = tuple[Scope, Place]
MEMORY = 4_096  # answers kept by one route: a bound on what a hostile file can fill
_NEW = "only business made from {} on is covered: on which day was the contract made? Add `contract_day`"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one measure says of one row. With outcome `undetermined`, `questions` say which facts are missing.

    `scope` and `line` are the list of codes, and the line of it, that led to the measure; `open` the exemptions that may apply;
    `national` the measures that carry it out where the goods touch their country.
    """

    measure: Measure
    outcome: Outcome
    scope: Scope
    line: str = ""
    open: tuple[Exemption, ...] = ()
    questions: tuple[str, ...] = ()
    national: tuple[Measure, ...] = ()


def verdict(m: Measure, hits: list[Hit], row: Row, route: Route) -> Verdict | None:
    """What `m`, as it stands on the day, says of `row`, which lies to its scopes as `hits` say.

    None where the row goes another way, or a fact of it keeps the measure out.
    """
    if route.way(m) is False:
        return None
    scope, at = next((hit for hit in hits if hit[1].lies is Lies.WITHIN), hits[0])
    # business of an earlier day is looked at only by these, so that one answer serves many rows
    made = row.get("contract_day") if m.made_from or m.wind_down or m.asks else None
    loaded = row.get("loaded_day") if m.wind_down else None
    business = Business(row["day"], made, loaded)
    key = id(m), scope.id, bool(at.line), business
    if key not in route.told:
        if len(route.told) >= MEMORY:
            route.told.clear()
        route.told[key] = m, terms(m, scope, bool(at.line), business, route)
    found = route.told[key][1]
    if found is None:
        return None
    asked = () if at.lies is Lies.WITHIN else [place.question for _, place in hits]
    questions = tuple(dict.fromkeys(q for q in (*asked, *found.questions) if q)) if asked else found.questions
    return Verdict(m, outcome(m, found.open, questions), scope, at.line, found.open, questions)


class Business(NamedTuple):
    """The legal day, and on which days the contract was made and the goods were loaded, where that is known and can matter."""

    day: date
    made: date | None
    loaded: date | None


class Terms(NamedTuple):
    """What a measure says of a route and its days whatever the code: exemptions that may apply, and facts that are missing."""

    open: tuple[Exemption, ...]
    questions: tuple[str, ...]


def terms(m: Measure, scope: Scope, is_about: bool, business: Business, route: Route) -> Terms | None:
    """What `m`, as it stands on the day, says of goods or services of that scope on that route.

    None where a fact keeps the measure out. Unless what the row `is_about` is known, the rest can wait.
    """
    facts = [(c, c.holds(route.value(c.column))) for c in m.when if route.has(c.column)]
    made = business.made
    older = m.made_from is not None and made is not None and made < m.made_from
    if older or any(holds is False for _, holds in facts):
        return None
    asked, down = [route.question(m)], None
    if is_about:
        down = _wind_down(m.wind_down, scope, business) if m.wind_down else None
        asked += [route.ask(c.column, _which(c)) for c, holds in facts if holds is None]
        asked += [_NEW.format(m.made_from)] if m.made_from and made is None else []
        asked += [a.question for a in m.asks if _is_asked(a, scope, route, made)]
        asked += [down] if isinstance(down, str) else []
    open_ = tuple(e for e in m.exemptions if _is_open(e, scope, business.day, route))
    if isinstance(down, Exemption):
        open_ = (down, *open_)
    return Terms(open_, tuple(dict.fromkeys(q for q in asked if q)))


def _which(c: Condition) -> str:
    return f"is it {'other than ' if c.negated else ''}{' or '.join(c.values)}"


def outcome(m: Measure, open_: tuple[Exemption, ...], questions: tuple[str, ...]) -> Outcome:
    """The outcome under `m` with these exemptions that may apply, and these facts missing."""
    if questions:
        return Outcome.UNDETERMINED
    if m.modality == Modality.CAP:
        return Outcome.CAPPED
    return Outcome.PROHIBITED_UNLESS if open_ else Outcome.PROHIBITED


def _is_asked(a: Ask, scope: Scope, route: Route, made: date | None) -> bool:
    limited = a.goods and scope.id not in a.goods
    newer = a.made_before is not None and made is not None and made >= a.made_before
    return not limited and not newer and all(c.holds(route.value(c.column)) is not False for c in a.when if route.has(c.column))


def _is_open(e: Exemption, scope: Scope, day: date, route: Route) -> bool:
    """Whether the exemption may apply: nothing known speaks against it."""
    limited = e.goods and scope.id not in e.goods
    return not limited and day in Interval(e.since, e.until) and all(c.holds(route.value(c.column)) is not False for c in e.when)


def _wind_down(down: WindDown, scope: Scope, business: Business) -> Exemption | str | None:
    """The wind-down as an exemption where it is open, the question where that cannot be told, None where it is closed."""
    older = older_business(down, scope, business.day)
    if older is None:
        return None
    if down.contract_before:
        if business.made is None:
            return f"a wind-down is open until {down.last_day}: on which day was the contract made? Add `contract_day`"
        if business.made >= down.contract_before:
            return None
    if down.loaded_by:
        if business.loaded is None:
            return f"a wind-down is open until {down.last_day}: on which day were the goods loaded? Add `loaded_day`"
        if business.loaded > down.loaded_by:
            return None
    return older


def older_business(down: WindDown, scope: Scope, day: date) -> Exemption | None:
    """The wind-down as an exemption of goods of that scope on `day`, whatever the contract; None where it is closed to all of them."""
    if day > down.last_day or (down.goods and scope.id not in down.goods):
        return None
    return Exemption("wind-down", _takes(down), down.goods)


def _takes(down: WindDown) -> str:
    """What it takes to rely on the wind-down."""
    contract = f"a written contract from before {down.contract_before}" if down.contract_before else ""
    loaded = f"goods loaded on or before {down.loaded_by}" if down.loaded_by else ""
    notified = f"the Committee notified on or before {down.notify_by}" if down.notify_by else ""
    return ", ".join(t for t in (contract, loaded, f"completed on or before {down.last_day}", notified) if t)
