"""Which of many reports of one thing to add up, when months, years and several States together overlap."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from inforce.base.dates import Interval
from inforce.base.units import in_unit
from inforce.law.supplies import Supply

Cells = frozenset[tuple[str, int]]  # (State, month): what a report speaks of
ALL = "ALL"
NOTHING = "nothing was reported, which is not zero"


@dataclass
class Choice:
    """Reports that count, those left out with the reason, and what was seen on the way. `held` are all that have a figure of the window;
    `lost` says which of these are in no total."""

    held: list[Supply] = field(default_factory=list)
    counted: list[Supply] = field(default_factory=list)
    left_out: list[tuple[Supply, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def leave(self, supply: Supply, reason: str) -> None:
        """Sets one aside."""
        self.counted = [s for s in self.counted if s is not supply]
        self.left_out.append((supply, reason))


def choose(supplies: Iterable[Supply], window: Interval, units: Sequence[str]) -> Choice:
    """The reports that count for `window`, each State and month once.

    Left out are those without a figure, running beyond the window, or in no unit that is known. Of reports of the same States and days
    the one in the first of `units` it can be had in counts, then the newest; what reports of parts make up counts by its parts, unless
    later ones outdate it; then what covers more.
    """
    choice = Choice()
    choice.held = [s for s in supplies if not _unusable(s, window, choice)]
    for same in _alike(choice.held):
        _best_of(same, units, choice)
    for s in [s for s in choice.counted if _outdated(s, choice.counted)]:
        choice.leave(s, "an earlier figure: later reports are of its months and of more than it")
    for s in sorted(choice.counted, key=_smallest_first):
        _by_parts(s, choice)
    taken: set[tuple[str, int]] = set()
    for s in sorted(choice.counted, key=_smallest_first, reverse=True):
        if _overlaps(cells(s), taken):
            choice.leave(s, "overlaps with a report that covers more")
        taken |= cells(s)
    choice.counted.sort(key=lambda s: (s.since, s.states))
    choice.lost += _lost(choice)
    return choice


def _lost(choice: Choice) -> Iterator[str]:
    """Months of which a figure is held, and none counts: it stands in a report that overlaps with another."""
    every = frozenset().union(*map(cells, choice.held)) - frozenset().union(*map(cells, choice.counted))
    for state in sorted({state for state, _ in every}):
        months = ", ".join(f"{m // 12:04}-{m % 12 + 1:02}" for m in sorted(m for whose, m in every if whose == state))
        yield f"{state} {months}: told only in a report that overlaps with one that counts: the totals lack it"


def cells(s: Supply) -> Cells:
    """Every State and month that the report speaks of."""
    months = range(s.since.year * 12 + s.since.month - 1, s.until.year * 12 + s.until.month - 1)
    return frozenset((state, month) for state in s.states for month in months)


def _unusable(s: Supply, window: Interval, choice: Choice) -> bool:
    reason = ""
    if s.quantity is None:
        reason = NOTHING
    elif (Interval(s.since, s.until) & window) != Interval(s.since, s.until):
        reason = "runs beyond the window"
    elif in_unit(s.quantity, s.unit) is None:
        reason = f"the unit {s.unit!r} does not say how much it is: write t, bbl or kl"
    if reason:
        choice.leave(s, reason)
    return bool(reason)


def _alike(supplies: list[Supply]) -> list[list[Supply]]:
    groups: dict[tuple[object, ...], list[Supply]] = {}
    for s in supplies:
        groups.setdefault((s.states, s.since, s.until), []).append(s)
    return list(groups.values())


def _best_of(same: list[Supply], units: Sequence[str], choice: Choice) -> None:
    ranked = sorted(same, key=lambda s: (_unit(s) in units, s.published or date.min), reverse=True)
    choice.counted.append(ranked[0])
    for s in ranked[1:]:
        if _unit(s) == _unit(ranked[0]) and s.quantity != ranked[0].quantity:
            choice.remarks.append(f"{_who(s)} {s.period}: {s.quantity:,g} {s.unit} became {ranked[0].quantity:,g}")
        choice.leave(s, "the same report in another unit" if _unit(s) != _unit(ranked[0]) else "an earlier figure")


def _outdated(s: Supply, others: Sequence[Supply]) -> bool:
    """Whether reports published later tell both of a part of it and of a longer time around it."""
    later = [o for o in others if o.states == s.states and s.published and o.published and o.published > s.published]
    return any(cells(o) < cells(s) for o in later) and any(cells(o) > cells(s) for o in later)


def _by_parts(whole: Supply, choice: Choice) -> None:
    """Lets parts stand for a report that they make up, or the report for parts that do not."""
    parts = [s for s in choice.counted if s is not whole and cells(s) < cells(whole)]
    if not parts:
        return
    if frozenset().union(*map(cells, parts)) == cells(whole):
        choice.leave(whole, "made up by the reports of its parts")
        total = sum(s.quantity or 0 for s in parts)
        if {_unit(s) for s in parts} == {_unit(whole)} and round(total, 6) != round(whole.quantity or 0, 6):
            choice.remarks.append(
                f"{_who(whole)} {whole.period}: the parts add up to {total:,g} {whole.unit}, the whole says {whole.quantity:,g}"
            )
    else:
        for s in parts:
            choice.leave(s, f"within the report of {_who(whole)} {whole.period}")


def _overlaps(ours: Cells, taken: set[tuple[str, int]]) -> bool:
    months = {month for _, month in taken}
    everyone = {month for state, month in taken if state == ALL}
    return any(cell in taken or cell[1] in everyone or (cell[0] == ALL and cell[1] in months) for cell in ours)


def _smallest_first(s: Supply) -> tuple[int, str, date]:
    return len(cells(s)), "+".join(s.states), s.since


def _unit(s: Supply) -> str:
    found = in_unit(1, s.unit)
    return found[1] if found else ""


def _who(s: Supply) -> str:
    return "+".join(s.states)
