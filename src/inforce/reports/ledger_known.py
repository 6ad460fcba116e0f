"""What was published after the known day: it bears on no cell, and how much it is is said."""

from collections.abc import Iterator

from inforce.law.account import known_then
from inforce.reports.ledger_conduct import Held


def left_out(held: Held) -> str:
    """How much of what is held was published after the Reference's known day, in words; '' where nothing was."""
    found = ", ".join(f"{n:,} {what.format(s='s' * (n != 1))}" for n, what in _counts(held) if n)
    return f"Published after {held.ref.known}, and left out: {found}." if found else ""


def _counts(held: Held) -> Iterator[tuple[int, str]]:
    known = held.ref.known
    yield sum(not known_then(s, known) for s in held.ref.supplies), "report{s} to the Committee"
    yield held.later, "sum{s} of trade with a later figure (`inforce trade sums --known DAY` makes them of what was known)"
    yield sum(not held.known_by(a.known) for a in held.astray), "gap{s} between two records"
    yield sum(not held.known_by(d.published) for d in held.documented), "record{s} of what was documented"
    yield sum(not held.known_by(c.day) for c in held.claims), "claim{s}"
