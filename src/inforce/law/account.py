"""A cap as an account: what States reported within its window, in its unit, between two bounds, and what is left."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from inforce.base.clauses import Cap
from inforce.base.dates import Interval
from inforce.base.errors import UsageError
from inforce.base.nouns import Measure, Modality
from inforce.base.units import Bounds, in_unit
from inforce.law.barrels import converted, factor
from inforce.law.book import Law
from inforce.law.choose import ALL, NOTHING, Choice, choose
from inforce.law.coverage import Coverage, coverage
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

    `coverages` say of every State that ever reported for which months a figure of it is held, counted or not. `lacking` are (unit,
    remark) of what was reported and is in no total of that unit ('' for all units), `seen` the other remarks.
    """

    measure: Measure
    cap: Cap
    window: Interval
    lines: tuple[Line, ...]
    left_out: tuple[tuple[Supply, str], ...]
    coverages: tuple[Coverage, ...]
    lacking: tuple[tuple[str, str], ...] = ()
    seen: tuple[str, ...] = ()

    @property
    def silent(self) -> tuple[tuple[str, str], ...]:
        """Every State that ever reported, with each month that is over without a figure of it: unknown, not zero."""
        return tuple(sorted(((c.state, month) for c in self.coverages for month in c.untold), key=lambda pair: pair[::-1]))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be known of the sums, in sentences."""
        return (*self.seen, *dict.fromkeys(text for _, text in self.lacking))

    @property
    def converted(self) -> bool:
        """Whether a factor, and not the State, gave one of the amounts that count."""
        return any(b.low != b.high for line in self.lines for _, b in line.amounts)

    def coverage(self, state: str) -> Coverage:
        """The months of which figures of the State are held; none, and none missing, for a State that never reported."""
        return next((c for c in self.coverages if c.state == state), Coverage(state))

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
    ours = [_as_known(s, known) for s in about if known_then(s, known)]
    choice = choose((s for s in ours if Interval(s.since, s.until) & window), window, [unit for unit, _ in cap.limits])
    lines = tuple(Line(s, tuple(_amounts(law, s, cap, table))) for s in choice.counted)
    told = tuple(_coverages(ours, choice, window & Interval(measure.since, measure.until), min(day, known or day) + timedelta(1)))
    lacking = (*(("", text) for text in choice.lost), *_lacking(lines, cap))
    return Account(measure, cap, window, lines, tuple(choice.left_out), told, lacking, tuple(choice.remarks))


def known_then(s: Supply, known: date | None) -> bool:
    """Whether the report was published by `known`; one without a day of publication counts as known."""
    return known is None or s.published is None or s.published <= known


def _as_known(s: Supply, known: date | None) -> Supply:
    """The report as it stood: that it was withdrawn may be known later alone."""
    return replace(s, withdrawn=None, note="") if known and s.withdrawn and s.withdrawn > known else s


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


def _lacking(lines: Iterable[Line], cap: Cap) -> Iterator[tuple[str, str]]:
    for line in lines:
        lacking = [unit for unit, _ in cap.limits if unit not in dict(line.amounts)]
        told = f"{'+'.join(line.supply.states)} {line.supply.period} is not reported in {', '.join(lacking)}: that total lacks it"
        yield from ((unit, told) for unit in lacking)


def _coverages(ours: Iterable[Supply], choice: Choice, window: Interval, over: date) -> Iterator[Coverage]:
    nothing = [s for s, why in choice.left_out if why == NOTHING]
    for state in sorted({state for s in ours for state in s.states} - {ALL}):
        yield coverage(state, choice.held, nothing, window, over)
