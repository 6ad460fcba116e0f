"""Reports due and filed: what a measure asks to be reported and by when, and which reports of the State are held here.

That no report is held is not that none was made: the press quotes some, and the Committee publishes what it chooses to.
"""

from collections.abc import Iterator
from datetime import date

from inforce.base.dates import Interval
from inforce.base.nouns import Modality
from inforce.law.book import Law
from inforce.reports.document import NOT_KNOWN, Table, table
from inforce.reports.ledger import Cell, Ledger
from inforce.reports.ledger_conduct import own_left_out, own_lines, together


def due(entry: Cell) -> tuple[str, ...]:
    """What the measure asks to be reported in the period: what comes round, and what falls due in it."""
    told = []
    for d in entry.measure.deadlines:
        if d.every_days:
            told.append(f"every {d.every_days} days: {d.what}")
        elif d.due and d.due in entry.window:
            told.append(f"on {d.due}: {d.what}")
    return tuple(told)


def filed(entry: Cell) -> tuple[str, ...]:
    """The State's reports held of the period: those that count, those that do not with the reason, and the months without any."""
    if not due(entry):
        return ()
    if not entry.account:
        return ("no report of the State is held",)
    ours = own_lines(entry.account, entry.state)
    told = [f"{together(s, entry.state)}{s.period}: {s.quantity:,.12g} {s.unit}" for s in (line.supply for line in ours)]
    aside: dict[str, list[str]] = {}
    for s, why in own_left_out(entry.account, entry.state):
        amount = f"{s.quantity:,.12g} {s.unit}" if s.quantity is not None else s.note or "no figure"
        aside.setdefault(why, []).append(f"{together(s, entry.state)}{s.period}, {amount}")
    told += [f"not counted, {why}: {'; '.join(which)}" for why, which in aside.items()]
    if silent := months_without(entry):
        told.append(f"no figure held for {_runs(silent)}: unknown, not zero")
    return tuple(told) or ("no report of the State is held; one is due from a State that supplies",)


def months_without(entry: Cell) -> list[str]:
    """The months of the cap's window without a figure of a State that reported some."""
    if not entry.account or entry.measure.modality != Modality.CAP or not own_lines(entry.account, entry.state):
        return []
    return [month for state, month in entry.account.silent if state == entry.state]


def of_resolutions(made: Ledger) -> Table:
    """The reports that each resolution asks of every State on what it did, due by the ledger's day. None is held here."""
    rows = [(instrument, what, day, NOT_KNOWN) for day, instrument, what in sorted(_once(made.law, made.day))]
    note = "Reports of States are published by the Committee; none is held here, so whether one was filed is not known."
    return table("reports", "Reports due under the resolutions", ("resolution", "report", "due", "filed"), rows, note)


def _once(law: Law, day: date) -> Iterator[tuple[date, str, str]]:
    for m in law.measures.values():
        if m.instrument.startswith("un/") and m.modality == Modality.PROCEDURE:
            yield from ((d.due, m.instrument, d.what) for d in m.deadlines if d.due and d.due in Interval(None, day))


def _runs(months: list[str]) -> str:
    """Months as runs: 2021-01 to 2021-05, 2021-09."""
    runs: list[list[str]] = []
    for month in months:
        if runs and _next(runs[-1][-1]) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def _next(month: str) -> str:
    year, n = divmod(int(month[:4]) * 12 + int(month[5:]), 12)
    return f"{year:04}-{n + 1:02}"
