"""Days beside the law: the tests and launches that resolutions answered, and the summits."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from inforce.base.errors import LawError
from inforce.base.fields import Fields, read_toml, whole
from inforce.base.nouns import Review
from inforce.law import load
from inforce.law.book import Law
from inforce.law.crosscheck import must_cite, must_know

KINDS = ("nuclear test", "launch", "summit")
FILE = "milestones.toml"


@dataclass(frozen=True, slots=True)
class Milestone:
    """What happened on a day; `answered_by` are the instruments whose trigger it was."""

    day: date
    kind: str
    what: str
    review: Review
    answered_by: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""


@cache
def milestones() -> tuple[Milestone, ...]:
    """Those that come with inforce, oldest first. Raises LawError where the file does not say one clear thing."""
    return read_milestones(files("inforce.law") / FILE, load())


def read_milestones(file: Traversable, law: Law) -> tuple[Milestone, ...]:
    """Those in `file`, in order of their days, each before the instruments that answered it."""
    found = whole(Fields(read_toml(file), FILE), lambda f: f.tables("milestones", _milestone))
    for m in found:
        at = f"{FILE}, {m.day}"
        must_cite(at, m.review, m.sources, law)
        must_know(at, "answered_by", m.answered_by, law.instruments)
        if late := [i for i in m.answered_by if law.instruments[i].adopted < m.day]:
            raise LawError(f"{at}: {late[0]} was adopted before that day, so it cannot answer it. Mend the day, or `answered_by`.")
    if list(found) != sorted(found, key=lambda m: m.day):
        raise LawError(f"{FILE}: the entries are not in order of their days. Order them.")
    return found


def _milestone(f: Fields) -> Milestone:
    return Milestone(
        f.day("day"),
        f.one_of("kind", KINDS),
        f.text("what"),
        f.review(),
        f.texts("answered_by", ()),
        f.texts("sources", ()),
        f.text("note", ""),
    )
