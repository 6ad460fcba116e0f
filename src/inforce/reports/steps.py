"""The steps of one package: who does what, how each is recorded to stand, and who is exposed after it."""

from collections.abc import Iterable

from inforce.law.package import Package, Step
from inforce.reports.document import NOT_KNOWN, Cell, Table, table
from inforce.reports.exposure import Exposure, Standing
from inforce.reports.laid import Laid, lay


def listing(packages: Iterable[Package]) -> Table:
    """One row per package."""
    columns = ("package", "status", "day", "title", "steps", "measures it puts aside", "review")
    rows = ((p.id, p.status, str(p.day), p.title, len(p.steps), len(p.lifted()), p.review) for p in packages)
    return table("packages", "Packages of relief", columns, rows)


def steps(one: Laid) -> Table:
    """Each step: who, what, verified how, by when, what follows if not, and how it is recorded to stand on the day."""
    columns = ("step", "who", "deed", "verified by", "on what evidence", "by when", "if not", "to undo it", "state", "record")
    note = f"States are those recorded up to {one.day}, never worked out from a date. Due: nothing is recorded."
    return table(f"{one.name}/steps", f"{one.package.title}: the steps", columns, (_step(s, one) for s in one.package.steps), note)


def _step(s: Step, one: Laid) -> tuple[Cell, ...]:
    undo = s.undo or ("see the way back" if s.relief else NOT_KNOWN)
    state, event = s.state(one.day)
    record = f"{event.day}, {event.who}: {event.what} ({event.review})" if event else ""
    who = one.terms.actors[s.actor]
    return s.id, who, _deed(s), s.verified_by, s.evidence, s.due, s.otherwise, undo, state, record


def _deed(s: Step) -> str:
    order = [f"after {', '.join(s.after)}"] if s.after else []
    order += [f"at once with {s.together}"] if s.together else []
    order += [f"only if {s.if_fails} is not kept"] if s.if_fails else []
    return f"{s.deed} ({'; '.join(order)})" if order else s.deed


def exposure(one: Laid) -> Table:
    """After each step in the order of the file: what each side has given, and by how much the one ahead is out if the other stops."""
    columns = (
        "after",
        "given by the target",
        "given by the others",
        "ahead",
        "put aside",
        "awake then",
        "yearly trade reopened",
    )
    rows = (_exposed(one, s) for s in Exposure(one.package).path())
    return table(f"{one.name}/exposure", f"{one.package.title}: exposure if the other side stops", columns, rows, _worst(one.package))


def _worst(package: Package) -> str:
    worst = Exposure(package).worst()
    if worst is None:
        return "The steps can be done in too many orders to look through: the largest share left unanswered is not known."
    return (
        f"In any order that the steps allow, the largest share left unanswered is {worst[0]:.2f} for the target and "
        f"{worst[1]:.2f} for the others. Of deeds each counts as one, and so does each measure."
    )


def _exposed(one: Laid, s: Standing) -> tuple[Cell, ...]:
    so_far = lay(one.before, one.package, one.terms, one.day, s.done)
    awake = tuple(e.measure.id for e in so_far.effects if e.what == "wakes")
    ahead = "the target" if s.ahead > 0 else "the others" if s.ahead < 0 else "neither"
    return s.done[-1], f"{s.target:.2f}", f"{s.others:.2f}", f"{ahead}, by {abs(s.ahead):.2f}", len(so_far.gone), awake, so_far.trade_told()
