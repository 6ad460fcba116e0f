"""A cap in a cell: what the State reported beside what all States reported, for how many months, and what that supports.

`within cap as reported` is what the reports add up to, once the period is over: not that the limit was kept, and a month without a report
is unknown, not zero. The cap is for all States together, and each answers for its own reports: three quarters of the State's own months,
or a total of its whole period, are asked of every State alike, and what is held of the others is told in the same sentence.
"""

from collections.abc import Iterable
from datetime import date

from inforce.base.nouns import Evidence
from inforce.base.places import countries
from inforce.base.units import Bounds
from inforce.law.account import Account, Line
from inforce.law.coverage import in_words
from inforce.law.supplies import Supply
from inforce.reports.ledger_status import Bearing, Kind, Showing


def own_lines(account: Account, state: str) -> list[Line]:
    """The reports that count and are the State's, alone or together with named others."""
    return [line for line in account.lines if state in line.supply.states]


def own_left_out(account: Account, state: str) -> list[tuple[Supply, str]]:
    """The State's reports that do not count, each with the reason."""
    return [(s, why) for s, why in account.left_out if state in s.states]


def reported(account: Account, state: str) -> Showing | None:
    """The State's own reports beside the cap. None where it has no report that counts."""
    ours = own_lines(account, state)
    if not ours:
        return None
    bearing = _bearing(account, state)
    told = "; ".join(f"{together(s, state)}{amount(s)}" for s in (line.supply for line in ours))
    said = f"Reported: {told}. {so_far(account)} {covered(account, state)}{_moot(account, state, bearing)}"
    seen = tuple(Evidence(s.source, s.period, f"{s.quantity:,.12g} {s.unit}") for s in (line.supply for line in ours))
    extent = f"{_shares(account)}. {covered(account, state)}".rstrip(".") if bearing is Bearing.WITHIN else ""
    return Showing(Kind.OWN, bearing, said, f"reports of {state} to the Committee", f"{state}/committee", seen, _last(ours), extent)


def _bearing(account: Account, state: str) -> Bearing:
    """Too much is too much after one month. Where the factor decides, or a total lacks what was reported, nothing is decided."""
    if any(b.low > 1 for b in account.shares.values()):
        return Bearing.AT_ODDS
    below = bool(account.shares) and all(b.high <= 1 for b in account.shares.values()) and not account.lacking
    return Bearing.WITHIN if below and account.coverage(state).enough else Bearing.OPEN


def _moot(account: Account, state: str, bearing: Bearing) -> str:
    if bearing is not Bearing.OPEN or not account.shares:
        return ""
    if any(b.high > 1 for b in account.shares.values()):
        return " The factor decides whether that is within the limit."
    lacks = " The totals lack a part of what is reported." if account.lacking else ""
    enough = account.coverage(state).enough
    return lacks if enough else f"{lacks} The rest is unknown, not zero: what is reported does not tell enough of the period."


def so_far(account: Account) -> str:
    """What all States together reported, as a share of the limit in each of its units."""
    return f"All States together, as reported: {_shares(account)}."


def _shares(account: Account) -> str:
    return "; ".join(f"{share(b)} of the limit in {unit}" for unit, b in account.shares.items())


def covered(account: Account, state: str) -> str:
    """For how many months figures are held of the State, and of each other one that ever reported: in every place the same words."""
    return in_words(account.coverages, state)


def name(state: str) -> str:
    """The State's English name."""
    return countries().get(state, state)


def amount(s: Supply) -> str:
    """A report with its period: "2021-03: 4,893 bbl"."""
    return f"{s.period}: {s.quantity:,.12g} {s.unit}"


def share(b: Bounds) -> str:
    """A share between its bounds, in per cent."""
    return f"{b.low:.1%} to {b.high:.1%}" if f"{b.low:.1%}" != f"{b.high:.1%}" else f"{b.low:.1%}"


def together(s: Supply, state: str) -> str:
    """With whom the State made the report: "with China, "; '' where it is its own."""
    others = [name(o) for o in s.states if o != state]
    return f"with {', '.join(others)}, " if others else ""


def _last(lines: Iterable[Line]) -> date | None:
    return max((line.supply.published for line in lines if line.supply.published), default=None)
