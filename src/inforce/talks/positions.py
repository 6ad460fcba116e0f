"""What each side says it wants, and since when it says so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from inforce.base.dates import Interval
from inforce.base.fields import Fields, read_toml, whole
from inforce.talks.entries import Cited, cited, must_fit

FILE = "positions.toml"


@dataclass(frozen=True, slots=True)
class Position:
    """What `actor` (alpha-2), and those `together` with it, say they want in a `matter` ('sequence', 'sanctions', …).

    It holds from `since` until `until`, or until the same actor takes another one in the same matter. `what` is our summary;
    `said_by` and `place` tell who said it where.
    """

    id: str
    actor: str
    matter: str
    since: date
    until: date | None
    what: str
    said_by: str
    place: str
    cited: Cited
    together: tuple[str, ...] = ()


@cache
def positions() -> tuple[Position, ...]:
    """Those that come with inforce, in order of their days. Raises LawError where the file does not say one clear thing."""
    return read_positions(files("inforce.talks") / FILE)


def read_positions(file: Traversable) -> tuple[Position, ...]:
    """Those in `file`, in order of their days."""
    found = whole(Fields(read_toml(file), FILE), lambda f: f.tables("positions", _position, "id"))
    must_fit(FILE, [(p.id, p.since, p.until, (p.actor, *p.together), p.cited) for p in found])
    return found


def held(found: Iterable[Position], day: date) -> Iterator[Position]:
    """The newest position of each actor in each matter that holds on `day`, by actor and matter."""
    newest: dict[tuple[str, str], Position] = {}
    for p in found:  # in order of their days: a later one takes the place of an earlier one
        if p.since <= day:
            newest[p.actor, p.matter] = p
    yield from (p for _, p in sorted(newest.items()) if day in Interval(p.since, p.until))


def _position(f: Fields) -> Position:
    return Position(
        f.text("id"),
        f.text("actor"),
        f.text("matter"),
        f.day("since"),
        f.day_or_none("until"),
        f.text("what"),
        f.text("said_by"),
        f.text("place"),
        cited(f),
        f.texts("with", ()),
    )
