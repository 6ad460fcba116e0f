"""For which months of a cap's window figures of a State are held: the one count that cells, bars, letters and checks tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from inforce.base.dates import Interval
from inforce.base.places import countries
from inforce.law.choose import ALL, cells
from inforce.law.supplies import Supply

ENOUGH = 3 / 4  # of the months of a period: a sum of fewer says too little of it; docs/decisions/0009-what-reports-add-up-to.md


@dataclass(frozen=True, slots=True)
class Coverage:
    """Months ('2021-03') of one State: `told` by a figure, counted or not; of these `together` only with the other States `beside`, and
    `withdrawn` by figures that were taken from the Committee's page later. `untold` are over and without a figure: unknown, not
    zero. `to_come` counts those that are not over and not told, `whole` says that a total of the whole window is held,
    `closed` that the window is over.

    A month of which it is known that nothing was reported is untold, also where a longer report is of it.
    """

    state: str
    told: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    to_come: int = 0
    whole: bool = False
    closed: bool = False

    @property
    def months(self) -> int:
        """How many the window has."""
        return len(self.told) + len(self.untold) + self.to_come

    @property
    def enough(self) -> bool:
        """Whether the window is over, and three quarters of its months or a total of it are told."""
        return self.closed and (self.whole or 0 < self.months * ENOUGH <= len(self.told))

    @property
    def words(self) -> str:
        """The count in words: "China: figures for 10 of 12 months, and a total of the whole period"."""
        return f"{countries().get(self.state, self.state)}: {self._told()}"

    def _told(self) -> str:
        if not self.told:
            return f"no figure for any of {self.months} months" if self.months else "no report is held"
        names = " and ".join(countries().get(s, s) for s in self.beside)
        parts = [f"figures for {len(self.told)} of {self.months} months"]
        parts += [f"{self.to_come} more are not over"] if self.to_come else []
        parts += [f"{_of(self.together, self.told)} only together with {names}"] if self.together else []
        parts += [f"{_of(self.withdrawn, self.told)} of them later no longer on the Committee's page"] if self.withdrawn else []
        parts += ["and a total of the whole period"] if self.whole and (self.untold or self.withdrawn) else []
        return ", ".join(parts)


def _of(some: tuple[str, ...], every: tuple[str, ...]) -> str:
    return "all" if len(some) == len(every) else f"{len(some)}"


def in_words(coverages: Iterable[Coverage], state: str) -> str:
    """The count of that State, and of each other one that ever reported."""
    told = {c.state: c.words for c in coverages}
    own = told.pop(state, Coverage(state).words)
    return f"{own}. Of others that ever reported: {'; '.join(told.values())}." if told else f"{own}."


def coverage(state: str, held: Iterable[Supply], nothing: Iterable[Supply], window: Interval, over: date) -> Coverage:
    """Of the months of `window`, of which those before `over` are over: which the State's reports `held` tell of, `nothing` being the
    reports that say that nothing was reported."""
    ours = [s for s in held if {state, ALL} & {*s.states}]
    since, until = window.since or date.min, window.until or date.max
    every = range(since.year * 12 + since.month - 1, until.year * 12 + until.month - 1)
    ended = (over.year * 12 + over.month - 1) if over < until else every.stop
    silent = [cells(n) for n in nothing]
    by_month: dict[int, list[Supply]] = {}
    for s in ours:
        of = cells(s)
        told = of.difference(*(n for n in silent if n < of))
        for month in {m for _, m in told} & {*every}:
            by_month.setdefault(month, []).append(s)
    together = [m for m in sorted(by_month) if all(len(s.states) > 1 for s in by_month[m])]
    return Coverage(
        state=state,
        told=_named(sorted(by_month)),
        untold=_named(m for m in every if m < ended and m not in by_month),
        together=_named(together),
        beside=tuple(sorted({o for m in together for s in by_month[m] for o in s.states if o != state})),
        withdrawn=_named(m for m in sorted(by_month) if any(s.withdrawn for s in by_month[m])),
        to_come=sum(m >= ended and m not in by_month for m in every),
        whole=any(s.since <= since and until <= s.until for s in ours),
        closed=over >= until,
    )


def _named(months: Iterable[int]) -> tuple[str, ...]:
    return tuple(f"{m // 12:04}-{m % 12 + 1:02}" for m in months)
