"""Officials whom news names, with the roles that they held, and since when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from inforce.base.dates import Interval
from inforce.base.errors import LawError
from inforce.base.fields import Fields, read_toml, whole
from inforce.base.nouns import Review

FILE = "offices.toml"


@dataclass(frozen=True, slots=True)
class Office:
    """A role and the days `since` <= day < `until` on which it was held (None: still, or not known to have ended).

    `review` says how far it was checked that it was held: secondary where `source` shows it on the day `seen`; the days rest on memory.
    """

    role: str
    since: date
    until: date | None
    review: Review
    seen: date | None = None
    source: str = ""

    def held_on(self, day: date) -> bool:
        """Whether it was held on that day, as far as is known here."""
        return day in Interval(self.since, self.until)


@dataclass(frozen=True, slots=True)
class Official:
    """A person by name, the `forms` in which texts write it, the code as in CAMEO and PLOVER, and the roles held."""

    name: str
    forms: tuple[str, ...]
    code: str
    roles: tuple[Office, ...] = ()

    def on(self, day: date) -> Office | None:
        """The first of the roles that was held on `day`."""
        return next((o for o in self.roles if o.held_on(day)), None)


@cache
def officials() -> tuple[Official, ...]:
    """Those that come with inforce. Raises LawError where the file does not say one clear thing."""
    return read_officials(files("inforce.read.news") / FILE)


def read_officials(file: Traversable) -> tuple[Official, ...]:
    """Those in `file`."""
    found = whole(Fields(read_toml(file), FILE), lambda f: f.tables("officials", _official, "name"))
    for wrong in _wrong(found):
        raise LawError(f"{FILE}, {wrong}")
    return found


def _wrong(found: tuple[Official, ...]) -> Iterator[str]:
    for official in found:
        for o in official.roles:
            at = f"{official.name}, {o.role}"
            if o.until and o.until <= o.since:
                yield f"{at}: `until` = {o.until} is not after `since` = {o.since}. It is the day after the last one: mend one of them."
            if (o.review is not Review.MEMORY) != bool(o.source and o.seen):
                yield f"{at}: `review` is {o.review}; above memory it takes a `source` and the day `seen`, and memory has neither. Mend it."
            if o.seen and not o.held_on(o.seen):
                yield f"{at}: `seen` = {o.seen} is no day on which it was held. Mend one of them."


def _official(f: Fields) -> Official:
    return Official(f.text("name"), f.texts("forms"), f.text("code"), f.tables("roles", _office, "role"))


def _office(f: Fields) -> Office:
    return Office(f.text("role"), f.day("since"), f.day_or_none("until"), f.review(), f.day_or_none("seen"), f.text("source", ""))
