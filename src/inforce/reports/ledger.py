"""The ledger: one cell for each State, measure and period, with what binds, what is on paper, what was reported, what evidence shows,
what is claimed, what would explain it innocently and what would settle it. No score of a State, and the same rules for every one.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from inforce.base.clauses import ANYONE
from inforce.base.dates import Interval
from inforce.base.errors import UsageError
from inforce.base.nouns import Measure, Modality
from inforce.base.places import countries
from inforce.law.account import Account
from inforce.law.book import Law
from inforce.reports.ledger_cap import own_lines
from inforce.reports.ledger_conduct import Held, account_of, claims_on, claims_on_all, denials, showings
from inforce.reports.ledger_known import left_out
from inforce.reports.ledger_paper import Paper, paper
from inforce.reports.ledger_status import Judgement, Showing, Status, judge
from inforce.reports.ledger_words import explanations, settles
from inforce.talks import Claim

DUTIES = (Modality.PROHIBIT, Modality.OBLIGE, Modality.CAP)  # what is only called for cannot be broken, and gets no cell
SINCE = date(2016, 1, 1)  # before that year nothing that ships can tell of conduct; an earlier day may be asked for


@dataclass(frozen=True, slots=True)
class Cell:
    """One State, measure and period. `account` is the cap's, where it is one; `paper` is law, and no status rests on it.

    `claims` are those on what the measure covers; what is said of the measures as a whole stands in `reports/claims.py` alone.
    """

    state: str
    measure: Measure
    window: Interval
    paper: Paper
    showings: tuple[Showing, ...]
    claims: tuple[Claim, ...]
    judgement: Judgement
    innocent: tuple[str, ...]
    settles: str
    account: Account | None = None

    @property
    def period(self) -> str:
        """The window as it is told: a year, or its first and last day."""
        since, until = self.window.since or date.min, self.window.until or date.max
        last = until - timedelta(1)
        return f"{since.year}" if (since, until) == _year(since.year) else f"{since} to {last}"

    @property
    def told(self) -> bool:
        """Whether there is anything to open: evidence, claims, or reports of any State under the cap."""
        return bool(self.showings or self.claims or (self.account and self.account.lines))

    @property
    def by_factor(self) -> bool:
        """Whether what counts of the State's reports is in the cap's unit by a factor alone: only then does the product matter."""
        ours = own_lines(self.account, self.state) if self.account else []
        return any(b.low != b.high for line in ours for _, b in line.amounts)

    @property
    def year(self) -> int:
        """The calendar year in which the window begins, for the matrix."""
        return (self.window.since or date.min).year

    @property
    def status(self) -> Status:
        """Out of the closed vocabulary."""
        return self.judgement.status


@dataclass(frozen=True)
class Ledger:
    """The cells of one State up to `day`, from what was known on `known` (None: all that is held); `left_out` says how much is later.

    `aside` tells the rows of its trade of which it is not known with which Korea they were: they rest in no cell.
    """

    state: str
    day: date
    known: date | None
    law: Law
    cells: tuple[Cell, ...]
    left_out: str = ""
    aside: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The State's name."""
        return countries().get(self.state, self.state)

    @cached_property
    def assessed(self) -> tuple[Cell, ...]:
        """The cells of which something can be said."""
        return tuple(c for c in self.cells if c.status is not Status.NOT_ASSESSABLE)

    @cached_property
    def undecided(self) -> tuple[Cell, ...]:
        """The cells of which something is held, and that cannot be assessed."""
        return tuple(c for c in self.cells if c.status is Status.NOT_ASSESSABLE and c.showings)

    @property
    def headline(self) -> str:
        """The share of cells that cannot be assessed: what must be read first."""
        n, silent = len(self.cells), len(self.cells) - len(self.assessed)
        share = f" ({silent / n:.1%})" if n else ""
        return f"{silent:,} of {n:,} cells{share} cannot be assessed with what is held here."

    def of(self, measure_id: str) -> tuple[Cell, ...]:
        """The cells of one measure, in order of time."""
        return tuple(c for c in self.cells if c.measure.id == measure_id)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that have cells, newest resolution last."""
        return tuple({c.measure.id: c.measure for c in self.cells}.values())


def ledger(held: Held, state: str, day: date, since: date = SINCE, about: Collection[str] = ()) -> Ledger:
    """The ledger of `state` (alpha-2) for periods from `since` up to `day`. `about` are ids of measures or subjects; none: all.

    Raises UsageError for what is no State, for the State that the measures are about, for an `about` that nothing bears, and for days that
    no period lies between.
    """
    if since > day:
        raise UsageError(f"The first day looked at, {since}, is after the last one, {day}. Name an earlier one with --since.")
    law = held.ref.law
    duties = sorted(_duties(law, state, about), key=lambda m: (law.instruments[m.instrument].adopted, m.id))
    cells = tuple(_cell(held, state, m, w, day) for m in duties for w in _windows(law, m, since, day))
    aside = tuple(a.told for a in held.aside if a.reporter == state and held.known_by(a.known))
    return Ledger(state, day, held.ref.known, law, cells, left_out(held), aside)


def _duties(law: Law, state: str, about: Collection[str]) -> list[Measure]:
    """What the Council has laid on every State about the target."""
    if state not in countries():
        raise UsageError(f"{state!r} is no State that is known here. Write its ISO 3166 code, for example CN.")
    every = [m for m in law.measures.values() if m.modality in DUTIES and m.binds == (ANYONE,) and m.target]
    if any(m.target == state for m in every):
        raise UsageError(f"The measures are about {state}: the ledger is of the States that carry them out. Name one of those.")
    if not about:
        return every
    subjects = {m.id: {law.scopes[s].subject for s in m.covers} | {m.id, m.instrument} for m in every}
    if wrong := [a for a in about if not any(a in names for names in subjects.values())]:
        raise UsageError(f"No duty is about {wrong[0]!r}. Name a measure, a resolution, or a subject such as refined-petroleum or coal.")
    return [m for m in every if subjects[m.id] & {*about}]


def _windows(law: Law, m: Measure, since: date, day: date) -> Iterator[Interval]:
    """The periods of that duty: a cap's own windows, else calendar years; cut where it begins, ends or falls asleep, and at `day`."""
    asleep = min((a.since for a in law.related("supersedes", m.id)), default=date.max)
    life = Interval(max(m.since, since), min(m.until or date.max, asleep, day + timedelta(1)))
    at = life.since or since
    while at < (life.until or at):
        window = next((w for c in m.caps if c.limits and (w := c.window(at))), None) or Interval(*_year(at.year))
        whole = window if m.modality == Modality.CAP and m.caps else window & Interval(m.since, m.until)
        yield Interval(max(whole.since or at, m.since), min(whole.until or date.max, m.until or date.max, asleep))
        at = window.until or date.max


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year + 1, 1, 1)


def _cell(held: Held, state: str, m: Measure, window: Interval, day: date) -> Cell:
    account = account_of(held, m, window, day)
    shown = tuple(showings(held, state, m, window, account))
    claims = tuple(claims_on(held, state, m, window))
    told = (*claims, *claims_on_all(held, state, window))
    judgement = judge(shown, countries()[state] if denials(told, state) else "")
    return Cell(
        state=state,
        measure=m,
        window=window,
        paper=paper(held.ref.law, m, state, (window.until or date.max) - timedelta(1)),
        showings=shown,
        claims=claims,
        judgement=judgement,
        innocent=explanations(judgement.status, judgement.rests_on or shown, m, bool(shown and account and account.converted)),
        settles=settles(m, held.ref.law),
        account=account,
    )
