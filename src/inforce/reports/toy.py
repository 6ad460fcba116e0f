"""A toy of exchange in steps: what splitting, a way back and quick verification each do. It predicts nothing.

Two sides swap one whole thing each, in `steps` equal parts. What a side has been given pays it 1 a period; what it has given costs
it `cost` a period. Each part is given by one side, and answered by the other one period later (or at once). A side may stop at any
of its turns and after the last: it then takes back what it gave as far as that can be undone, and goes on enjoying what it was given
until the other notices, `lag` periods later, and takes back its own as far as that can be undone. Patience is the worth of the next
period beside this one; needed is the least, on a grid of 0.005, at which keeping on is nowhere worse than stopping. The costs are
chosen to show the effect, and measure nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from inforce.reports.document import Table, table

GRID = tuple(n / 200 for n in range(1, 200))
ORDERS = ("deeds first", "relief first", "at once")


@dataclass(frozen=True, slots=True)
class Toy:
    """One setting. `undo_deeds` and `undo_relief` are the shares of what was given that can be taken back; `lag` is in periods."""

    steps: int = 3
    order: str = ORDERS[0]
    undo_deeds: float = 1.0
    undo_relief: float = 1.0
    lag: int = 2
    cost_deeds: float = 0.82
    cost_relief: float = 0.40

    def path(self) -> Iterator[tuple[float, float]]:
        """The shares of (deeds, relief) given after each turn, from nothing to all."""
        n = self.steps
        yield 0.0, 0.0
        for k in range(n):
            before, after = k / n, (k + 1) / n
            if self.order == "deeds first":
                yield after, before
            elif self.order == "relief first":
                yield before, after
            yield after, after

    def exposure(self) -> tuple[float, float]:
        """The largest share that each side, (deeds, relief), has given and not been answered for."""
        ahead = [(d - r, r - d) for d, r in self.path()]
        return max(a for a, _ in ahead), max(b for _, b in ahead)

    def patience(self) -> tuple[float | None, float | None]:
        """The least patience at which each side, (deeds, relief), would keep on; None where none on the grid is enough."""
        return self._needed(0), self._needed(1)

    def _needed(self, side: int) -> float | None:
        return next((p for p in GRID if self._keeps_on(side, p)), None)

    def _keeps_on(self, side: int, patience: float) -> bool:
        path = list(self.path())
        cost, undo = ((self.cost_deeds, self.undo_deeds), (self.cost_relief, self.undo_relief))[side]
        other_undo = (self.undo_relief, self.undo_deeds)[side]
        for turn, (now, then) in enumerate(zip(path, [*path[1:], path[-1]], strict=True)):
            if turn < len(path) - 1 and then[side] == now[side]:
                continue  # not this side's turn
            keeping = _worth(path[turn + 1 :], side, cost, patience)
            given, got = now[side] * (1 - undo), now[1 - side]
            noticed = patience**self.lag
            stopping = (got * (1 - noticed) + got * (1 - other_undo) * noticed - cost * given) / (1 - patience)
            if keeping < stopping - 1e-12:
                return False
        return True


def _worth(ahead: list[tuple[float, float]], side: int, cost: float, patience: float) -> float:
    """What a side's stream of pay and cost is worth, a period for each entry, the last going on for ever."""
    worth, weight = 0.0, 1.0
    for shares in ahead[:-1]:
        worth += weight * (shares[1 - side] - cost * shares[side])
        weight *= patience
    last = ahead[-1] if ahead else (1.0, 1.0)
    return worth + weight * (last[1 - side] - cost * last[side]) / (1 - patience)


BASE = Toy()


def settings() -> tuple[tuple[str, Toy], ...]:
    """The settings of the table, each beside the one that it changes."""
    return (
        ("in one go", replace(BASE, steps=1)),
        ("in three steps", BASE),
        ("in ten steps", replace(BASE, steps=10)),
        ("three steps, relief first", replace(BASE, order="relief first")),
        ("three steps, each at once with its answer", replace(BASE, order="at once")),
        ("three steps, noticed after eight periods, not two", replace(BASE, lag=8)),
        ("three steps, half of the deeds cannot be undone", replace(BASE, undo_deeds=0.5)),
        ("three steps, no deed can be undone", replace(BASE, undo_deeds=0.0)),
        ("three steps, half of relief cannot come back", replace(BASE, undo_relief=0.5)),
        ("three steps, relief cannot come back", replace(BASE, undo_relief=0.0)),
        ("relief first, relief cannot come back", replace(BASE, order="relief first", undo_relief=0.0)),
    )


def sensitivity() -> Table:
    """What splitting, a way back and quick notice each do in the toy."""
    columns = ("setting", "unanswered at most, deeds", "unanswered at most, relief", "patience needed, deeds", "patience needed, relief")
    rows = ((name, *(f"{e:.2f}" for e in toy.exposure()), *(_told(p) for p in toy.patience())) for name, toy in settings())
    note = (
        "A toy, with no State in it: two sides swap one thing in equal parts. What a side is given pays it 1 a period; what it gave costs "
        f"it {BASE.cost_deeds:g} (deeds) or {BASE.cost_relief:g} (relief), chosen to show the effect. One that stops takes back what can "
        f"be undone, and is answered {BASE.lag} periods later. Patience is what the next period is worth beside this one, from 0 to 1. "
        "Steps make the largest loss small and leave patience where it was; a way back on both sides and quick notice are what it hangs on."
    )
    return table("sensitivity", "A toy: steps, the way back, and notice", columns, rows, note)


def _told(needed: float | None) -> str:
    return "none is enough" if needed is None else f"{needed:.3f}"
