"""Promises to hold back while the talks go on, of either side, with what was done before, during and after."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from inforce.base.errors import LawError
from inforce.base.fields import Fields, read_toml, whole
from inforce.talks.entries import Cited, cited, must_fit

FILE = "halts.toml"
WITHIN = ("yes", "no", "disputed")


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done on a day, and whether it is `within` what the promise names: yes, no, or disputed."""

    day: date
    what: str
    within: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class Halt:
    """A promise of `actor` (alpha-2) to do none of what it `covers`, from `since` on; `announced` on a day by `said_by`.

    `doubted_on` is the day from which a side no longer held itself bound, or said that the other had broken it, and `doubt` what was
    said. `ended` is the day of the first deed that both sides place within the promise; None where there is none.
    """

    id: str
    actor: str
    covers: str
    announced: date
    since: date
    said_by: str
    what: str
    cited: Cited
    doubted_on: date | None = None
    doubt: str = ""
    ended: date | None = None
    end: str = ""
    deeds: tuple[Deed, ...] = ()

    def state(self, day: date) -> str:
        """How it stood on `day`: 'not yet', 'held', 'in doubt' or 'ended'."""
        if day < self.since:
            return "not yet"
        if self.ended and day >= self.ended:
            return "ended"
        return "in doubt" if self.doubted_on and day >= self.doubted_on else "held"

    def last(self, day: date) -> Deed | None:
        """The last deed up to `day` that is within the promise beyond dispute; None where none is recorded."""
        return next((d for d in reversed(self.deeds) if d.within == "yes" and d.day <= day), None)


@cache
def halts() -> tuple[Halt, ...]:
    """Those that come with inforce. Raises LawError where the file does not say one clear thing."""
    return read_halts(files("inforce.talks") / FILE)


def read_halts(file: Traversable) -> tuple[Halt, ...]:
    """Those in `file`, in order of their days."""
    found = whole(Fields(read_toml(file), FILE), lambda f: f.tables("halts", _halt, "id"))
    must_fit(FILE, [(h.id, h.since, h.ended, (h.actor,), h.cited) for h in found])
    for h in found:
        must_fit(f"{FILE}, {h.id}", [(str(d.day), d.day, None, (), d.cited) for d in h.deeds])
        within = [d.day for d in h.deeds if d.within == "yes" and d.day >= h.since]
        if h.ended != min(within, default=None):
            raise LawError(
                f"{FILE}, {h.id}: `ended` = {h.ended}, but its first deed within the promise is {min(within, default=None)}. Mend one."
            )
    return found


def _halt(f: Fields) -> Halt:
    return Halt(
        id=f.text("id"),
        actor=f.text("actor"),
        covers=f.text("covers"),
        announced=f.day("announced"),
        since=f.day("since"),
        said_by=f.text("said_by"),
        what=f.text("what"),
        cited=cited(f),
        doubted_on=f.day_or_none("doubted_on"),
        doubt=f.text("doubt", ""),
        ended=f.day_or_none("ended"),
        end=f.text("end", ""),
        deeds=f.tables("deeds", _deed, "day"),
    )


def _deed(f: Fields) -> Deed:
    return Deed(f.day("day"), f.text("what"), f.one_of("within", WITHIN), cited(f))
