"""The part of the demo's page on relief: what was asked in Hanoi in both readings, and one goods line over five days."""

from collections.abc import Iterator, Sequence
from typing import Any

from inforce.base.clauses import ANYONE
from inforce.law.packages import find
from inforce.law.relief import terms
from inforce.law.verdict import Verdict
from inforce.reference import Reference
from inforce.reports.laid import Laid, lay

Row = dict[str, Any]
READINGS = ("hanoi-by-resolutions", "hanoi-by-livelihood")
PREFACE = (
    "In Hanoi one side said that it had asked for the lifting of five of eleven resolutions, the other that it had been asked for all "
    "relief in its entirety. Counted here: what would go, not what was meant. Which five they were was not said; the reading is ours."
)


def told(deliveries: Sequence[Row], ref: Reference) -> Iterator[tuple[str, str]]:
    """Pairs of a label and a text. `deliveries` are rows of one kind of goods on several days, oldest first."""
    yield "asked", PREFACE
    for name in READINGS:
        yield "reading", _counted(lay(ref.law, find(name)[0], terms()))
    goods = deliveries[0]
    yield "one line", f"{goods['description']}, HS {goods['hs']}, {goods['origin']} to {goods['destination']}, as the law stands:"
    for row in deliveries:
        yield str(row["day"]), _said(row, ref)
    for name in READINGS:
        yield "under", f"{name}, the last of these: {_permitted(deliveries[-1], ref.under(find(name)[0]))}"


def _counted(one: Laid) -> str:
    whole, touched = one.whole_resolutions, one.touched_resolutions
    which = f"{whole} resolutions whole" if whole.part else f"{touched} resolutions in part, none whole"
    civil, duties = one.selected("civilian-goods"), one.selected("duties")
    return f"{one.package.reading} That is {which}; {civil} civilian goods bans and caps; {duties} prohibitions, duties and caps."


def _said(row: Row, ref: Reference) -> str:
    return "; ".join(_verdict(v) for v in ref.goods.verdicts(row)) or "no measure addresses it"


def _permitted(row: Row, ref: Reference) -> str:
    """What would be left of it: the Council's measures first, then those of single States, which relief by the Council leaves alone."""
    verdicts = ref.goods.verdicts(row)
    everyone = [_verdict(v) for v in verdicts if v.measure.binds == (ANYONE,)]
    national = [f"{_verdict(v)} (binds persons of {', '.join(v.measure.binds)})" for v in verdicts if v.measure.binds != (ANYONE,)]
    left = f"; what stays: {'; '.join(national)}" if national else ""
    return ("; ".join(everyone) or "would be permitted, as far as the Council's measures go") + left


def _verdict(v: Verdict) -> str:
    return f"{v.outcome.replace('_', ' ').upper()} by {v.measure.id}"
