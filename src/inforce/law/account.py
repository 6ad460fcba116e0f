"""A cap as an account: what States reported within its window, in its unit, between two bounds, and what is left."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from inforce.base.clauses import Cap
from inforce.base.dates import Interval
from inforce.base.errors import UsageError
from inforce.base.nouns import Measure, Modality
from inforce.base.units import Bounds, in_unit
from inforce.law.barrels import converted, factor
from inforce.law.book import Law
from inforce.law.choose import ALL, NOTHING, cells, choose
from inforce.law.supplies import Supply

BP = "bp-2021"  # the table whose row for LPG is the Committee's own


@dataclass(frozen=True, slots=True)
class Line:
    """One report that counts, with what it comes to in each unit of the cap."""

    supply: Supply
    amounts: tuple[tuple[str, Bounds], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """A cap's window as reported: `lines` add up to `totals`; `left_out` are reports that do not count, each with the reason.

    `silent` are (State, month) without any report: unknown, not zero, so that every total is of what was reported.
    """

    measure: Measure
    cap: Cap
    window: Interval
    lines: tuple[Line, ...]
    left_out: tuple[tuple[Supply, str], ...]
    silent: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...] = ()

    @property
    def totals(self) -> dict[str, Bounds]:
        """What was reported, by unit of the cap."""
        sums = {unit: Bounds.exact(0) for unit, _ in self.cap.limits}
        for line in self.lines:
            for unit, amount in line.amounts:
                sums[unit] += amount
        return sums

    @property
    def shares(self) -> dict[str, Bounds]:
        """What was reported as a share of the limit, by unit; 1 is all of it."""
        return {unit: self.totals[unit] * (1 / limit) for unit, limit in self.cap.limits if limit}

    @property
    def balance(self) -> dict[str, Bounds]:
        """What is left by unit; below zero when the limit is passed."""
        left = {}
        for unit, limit in self.cap.limits:
            total = self.totals[unit]
            left[unit] = Bounds(limit - total.high, limit - total.central, limit - total.low)
        return left

    def months(self, state: str, window: Interval) -> tuple[int, int]:
        """Of how many months of `window` a figure of the State counts here, and how many months it has, those to come too.

        A month of which it is known that nothing was reported is not made one by the sum of a longer time around it.
        """
        counted, not_told = (line.supply for line in self.lines), [s for s, why in self.left_out if why == NOTHING]
        told = frozenset().union(*(cells(s).difference(*(cells(n) for n in not_told if cells(n) < cells(s))) for s in counted))
        since, until = window.since or date.min, window.until or date.min
        months = range(since.year * 12 + since.month - 1, until.year * 12 + until.month - 1)
        return sum((state, month) in told or (ALL, month) in told for month in months), len(months)

    def notice(self, share: float) -> str:
        """Whether that share of the limit is 'reached', 'may be reached' (within the bounds) or 'not reached', by any unit."""
        if any(b.low >= share for b in self.shares.values()):
            return "reached"
        return "may be reached" if any(b.high >= share for b in self.shares.values()) else "not reached"


def account(law: Law, measure_id: str, day: date, supplies: Iterable[Supply], table: str = BP, known: date | None = None) -> Account:
    """The account of that cap for the window which holds `day`, from reports published on or before `known` (None: all).

    `table` names the factors for tonnes whose barrels were not reported. Of reports that overlap, months that together cover
    a longer report count in its place; else the one that covers more; of the same, the one in the cap's own unit, then the
    newest. Raises UsageError where the measure is no cap with a figure on that day.
    """
    measure, cap, window = _window(law, measure_id, day)
    subjects = {law.scopes[s].subject for s in measure.covers}
    about = [s for s in supplies if s.goods in subjects]
    ours = [s for s in about if known_then(s, known)]
    choice = choose((s for s in ours if Interval(s.since, s.until) & window), window, [unit for unit, _ in cap.limits])
    lines = tuple(Line(s, tuple(_amounts(law, s, cap, table))) for s in choice.counted)
    silent = tuple(_silent(ours, choice.held, window, min(day, known or day) + timedelta(1)))
    return Account(measure, cap, window, lines, tuple(choice.left_out), silent, (*choice.remarks, *_lacking(lines, cap)))


def known_then(s: Supply, known: date | None) -> bool:
    """Whether the report was published by `known`; one without a day of publication counts as known."""
    return known is None or s.published is None or s.published <= known


def _window(law: Law, measure_id: str, day: date) -> tuple[Measure, Cap, Interval]:
    measure = law.measures.get(measure_id)
    if measure is None or measure.modality != Modality.CAP:
        raise UsageError(f"{measure_id!r} is no cap. The caps are: {', '.join(i for i, m in law.measures.items() if m.caps)}.")
    for cap in measure.caps:
        window = cap.window(day)
        if window and cap.limits and measure.in_force(day):
            return measure, cap, window
    raise UsageError(f"{measure_id} has no figure for {day}. It is law from {measure.since} to {measure.until or 'today'}.")


def _amounts(law: Law, s: Supply, cap: Cap, table: str) -> Iterator[tuple[str, Bounds]]:
    """What the report comes to in each unit of the cap that it can be had in."""
    found = in_unit(s.quantity or 0, s.unit)
    for unit, _ in cap.limits:
        if unit == "usd" and s.value_usd is not None:
            yield unit, Bounds.exact(s.value_usd)
        elif found and found[1] == unit:
            yield unit, Bounds.exact(found[0])
        elif found and unit in ("t", "bbl") and found[1] in ("t", "bbl", "kl"):
            amount = converted(*found, unit, factor(law.conversions, table, s.product))
            if amount:
                yield unit, amount


def _lacking(lines: Iterable[Line], cap: Cap) -> Iterator[str]:
    for line in lines:
        if lacking := [unit for unit, _ in cap.limits if unit not in dict(line.amounts)]:
            yield f"{'+'.join(line.supply.states)} {line.supply.period} is not reported in {', '.join(lacking)}: that total lacks it"


def _silent(ours: Iterable[Supply], held: Iterable[Supply], window: Interval, until: date) -> Iterator[tuple[str, str]]:
    """Every State that ever reported, with each month of the window over before `until` that has no report of it."""
    told = frozenset().union(*map(cells, held))
    everyone = {month for state, month in told if state == ALL}
    states = sorted({state for s in ours for state in s.states} - {ALL})
    start, end = window.since or until, min(window.until or until, until)
    for month in range(start.year * 12 + start.month - 1, end.year * 12 + end.month - 1):
        for state in states:
            if (state, month) not in told and month not in everyone:
                yield state, f"{month // 12:04}-{month % 12 + 1:02}"
