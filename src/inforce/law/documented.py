"""What official bodies, and others with records of their own, documented of a State's conduct: attributed, with their reservations."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from inforce.base.dates import Interval
from inforce.base.errors import LawError
from inforce.base.fields import Fields, read_toml, whole
from inforce.base.nouns import Review
from inforce.law import load
from inforce.law.book import Law
from inforce.law.crosscheck import must_cite, must_know

CLASSES = ("E1", "E3", "E4", "E5")  # paper (E2) stands in the law's own files, claims (E6) among the statements of the talks
BEARINGS = ("in line", "late", "at odds", "in doubt", "open")
FILE = "documented.toml"


@dataclass(frozen=True, slots=True)
class Documented:
    """One attributed record. `bearing` says how it bears on the duty: in line, late (a report), at odds, in doubt, or open.

    It is of the days `since` <= day < `until`, of `states` (alpha-2) and `measures` (ids). `by` is who documented it, `upstream`
    whose figures it rests on: two records of one upstream are one. `reservations` are the source's own doubts.
    """

    id: str
    kind: str
    bearing: str
    by: str
    states: tuple[str, ...]
    measures: tuple[str, ...]
    since: date
    until: date
    summary: str
    upstream: str
    published: date
    review: Review
    reservations: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""

    def of(self, state: str, measure_id: str, window: Interval) -> bool:
        """Whether it tells of that State, that measure and some day of the window."""
        return state in self.states and measure_id in self.measures and bool(Interval(self.since, self.until) & window)


@cache
def documented() -> tuple[Documented, ...]:
    """Those that ship. Raises LawError where the file does not say one clear thing."""
    return read_documented(files("inforce.law") / "reported" / FILE, load())


def read_documented(file: Traversable, law: Law) -> tuple[Documented, ...]:
    """Those in `file`, once every measure and source in them is known to the law and no id is given twice."""
    found = whole(Fields(read_toml(file), FILE), lambda f: f.tables("documented", _documented, "id"))
    for d in found:
        at = f"{FILE}, {d.id}"
        must_cite(at, d.review, d.sources, law)
        must_know(at, "measures", d.measures, law.measures)
        if [e.id for e in found].count(d.id) > 1:
            raise LawError(f"{at}: the id is given twice. Give each record an id of its own.")
        if d.since >= d.until:
            raise LawError(f"{at}: `until` {d.until} is not after `since` {d.since}. Mend one of the two.")
    return found


def _documented(f: Fields) -> Documented:
    return Documented(
        id=f.text("id"),
        kind=f.one_of("class", CLASSES),
        bearing=f.one_of("bearing", BEARINGS),
        by=f.text("by"),
        states=f.texts("states"),
        measures=f.texts("measures"),
        since=f.day("since"),
        until=f.day("until"),
        summary=f.text("summary"),
        upstream=f.text("upstream"),
        published=f.day("published"),
        review=f.review(),
        reservations=f.text("reservations", ""),
        sources=f.texts("sources", ()),
        note=f.text("note", ""),
    )
