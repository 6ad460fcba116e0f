"""Reports due and filed: what a measure asks to be reported and by when, and which reports of the State are held here.

That no report is held is not that none was made: the press quotes some, and the Committee publishes what it chooses to.
"""

from collections.abc import Iterator
from datetime import date

from inforce.base.dates import Interval
from inforce.base.nouns import Modality
from inforce.law.account import Account
from inforce.law.book import Law
from inforce.law.choose import ALL
from inforce.law.supplies import Supply
from inforce.reports.document import NOT_KNOWN, Table, table
from inforce.reports.ledger import Cell, Ledger
from inforce.reports.ledger_cap import amount, covered, name, own_left_out, own_lines, together


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
    told = list(_held(entry, entry.account)) if entry.account else []
    trades = "buys" if entry.measure.direction == "from" else "supplies"
    return tuple(told) or (f"no report of the State is held; one is due from a State that {trades}",)


def _held(entry: Cell, account: Account) -> Iterator[str]:
    ours, aside = own_lines(account, entry.state), own_left_out(account, entry.state)
    if ours or aside:
        yield covered(account, entry.state)
    yield from (_report(line.supply, entry.state) for line in ours)
    reasons: dict[str, list[str]] = {}
    for s, why in aside:
        reasons.setdefault(why, []).append(_report(s, entry.state))
    yield from (f"not counted, {why}: {'; '.join(which)}" for why, which in reasons.items())
    if silent := months_without(entry):
        yield f"no figure held for {runs(silent)}: unknown, not zero"


def _report(s: Supply, state: str) -> str:
    said = amount(s) if s.quantity is not None else f"{s.period}, no figure"
    return f"{together(s, state) if state else ''}{said}{f' ({s.note})' if s.note else ''} [source: {s.source or 'not named'}]"


def others(entry: Cell) -> tuple[str, ...]:
    """The reports of other States that count beside the State's own: the cap is of all together."""
    theirs = [line.supply for line in entry.account.lines if entry.state not in line.supply.states] if entry.account else []
    return tuple(f"{' and '.join('all States' if o == ALL else name(o) for o in s.states)}, {_report(s, '')}" for s in theirs)


def remarks(entry: Cell) -> tuple[str, ...]:
    """What is to be known of the sums of all States' reports: what they lack, where they differ, what became of earlier figures."""
    return entry.account.remarks if entry.account else ()


def months_without(entry: Cell) -> list[str]:
    """The months of the cap's window that are over without a figure of a State that reported some."""
    found = entry.account.coverage(entry.state) if entry.account else None
    return list(found.untold) if found and found.told else []


def of_resolutions(made: Ledger) -> Table:
    """The reports that each resolution asks of every State on what it did, due by the ledger's day. None is held here."""
    rows = [(instrument, what, day, NOT_KNOWN) for day, instrument, what in sorted(_once(made.law, made.day))]
    note = "Reports of States are published by the Committee; none is held here, so whether one was filed is not known."
    return table("reports", "Reports due under the resolutions", ("resolution", "report", "due", "filed"), rows, note)


def _once(law: Law, day: date) -> Iterator[tuple[date, str, str]]:
    for m in law.measures.values():
        if m.instrument.startswith("un/") and m.modality == Modality.PROCEDURE:
            yield from ((d.due, m.instrument, d.what) for d in m.deadlines if d.due and d.due in Interval(None, day))


def runs(months: list[str]) -> str:
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
