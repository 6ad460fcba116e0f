"""Who has given what, step by step, and what each side would be out if the other stopped there. Shares and counts, no forecast.

A side's share is what it has done of what the package asks of it: for the target, deeds out of its deeds, each counted as one; for
the others, measures put aside out of all that the package puts aside, and where it puts none aside, deeds out of theirs. What a
deed is worth is nobody's count: one counts as one.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from inforce.law.package import Package, Step

MOST_STATES = 20_000  # a package of many loose steps has more orders than can be looked through; then no figure is given


@dataclass(frozen=True, slots=True)
class Standing:
    """How far each side has come once some steps are done: shares in [0, 1] of what the package asks of it."""

    done: tuple[str, ...]
    target: float
    others: float

    @property
    def ahead(self) -> float:
        """By how much the target has given more (above zero), or the others have (below)."""
        return self.target - self.others


@dataclass(frozen=True)
class Exposure:
    """The standings of one package."""

    package: Package

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Those that are not for a failure."""
        return tuple(s for s in self.package.steps if not s.if_fails)

    def after(self, done: Collection[str]) -> Standing:
        """How the sides stand once these steps are done."""
        ours = [s for s in self.steps if s.actor == self.package.target]
        theirs = [s for s in self.steps if s.actor != self.package.target]
        all_lifted = self.package.lifted({s.id for s in self.steps})
        lifted = self.package.lifted(done)
        given = len(lifted) / len(all_lifted) if all_lifted else _share(theirs, done)
        return Standing(tuple(s.id for s in self.steps if s.id in done), _share(ours, done), given)

    @cached_property
    def groups(self) -> tuple[frozenset[str], ...]:
        """Steps that are done at once, in the order of the file."""
        by_id = {s.id: s for s in self.steps}
        found: dict[str, set[str]] = {}
        for step in self.steps:
            first = step
            while first.together:
                first = by_id[first.together]
            found.setdefault(first.id, set()).add(step.id)
        return tuple(frozenset(ids) for ids in found.values())

    def path(self) -> Iterator[Standing]:
        """After each group of steps, in the order of the file."""
        done: frozenset[str] = frozenset()
        for group in self.groups:
            done |= group
            yield self.after(done)

    def worst(self) -> tuple[float, float] | None:
        """The largest share that the target, and the others, could have given unanswered, in any order that the steps allow.

        None where there are more orders than are looked through.
        """
        states = self._states()
        if states is None:
            return None
        ahead = [self.after(done).ahead for done in states]
        return max(0.0, *ahead), max(0.0, *(-a for a in ahead))

    def _states(self) -> set[frozenset[str]] | None:
        """Every set of steps that can have been done at some time: each with those that it comes after and at once with."""
        after = {group: {a for s in self.steps if s.id in group for a in s.after} - group for group in self.groups}
        nothing: frozenset[str] = frozenset()
        seen, new = {nothing}, [nothing]
        while new:
            done = new.pop()
            for group, needed in after.items():
                state = done | group
                if needed <= done and state not in seen:
                    seen.add(state)
                    new.append(state)
            if len(seen) > MOST_STATES:
                return None
        return seen


def _share(steps: list[Step], done: Collection[str]) -> float:
    return sum(s.id in done for s in steps) / len(steps) if steps else 0.0
