"""What packages of relief are read with: actors, selections of measures, the legal acts it takes, and figures of trade."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from inforce.base.errors import LawError
from inforce.base.fields import Fields, read_toml, whole
from inforce.base.nouns import Measure, Modality, Review
from inforce.law import load
from inforce.law.book import Law
from inforce.law.crosscheck import must_cite, must_know
from inforce.law.entries import DIRECTIONS, KINDS

DEEDS = ("lift", "suspend", "snap_back")
FILE = "relief.toml"


@dataclass(frozen=True, slots=True)
class Selection:
    """Measures picked by kind: of these modalities (empty: any), covering something of these kinds whose subject is not among
    `without`."""

    id: str
    title: str
    why: str
    modalities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def picks(self, m: Measure, law: Law) -> bool:
        """Whether the measure is one of these."""
        covered = [law.scopes[s] for s in m.covers]
        fits = not self.kinds or any(s.kind in self.kinds and s.subject not in self.without for s in covered)
        return fits and (not self.modalities or m.modality in self.modalities)


@dataclass(frozen=True, slots=True)
class Act:
    """The legal act by which an issuer does the `deeds`, and the one it takes to go back on them.

    `vetoes` and `back_vetoes` are the countries each of which alone can stop it. `rests_on` are the measures that give the
    power; their conditions are its criteria, of which `nuclear` are about weapons. It reaches none of `not_for`.
    """

    id: str
    issuer: str
    deeds: tuple[str, ...]
    title: str
    takes: str
    back_takes: str
    review: Review
    vetoes: tuple[str, ...] = ()
    back_vetoes: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    nuclear: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    longest_days: int | None = None
    renewal_days: int | None = None
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """What trade in these subjects together was said to be worth in a year, in US dollars, between two bounds."""

    subjects: tuple[str, ...]
    direction: str
    low_usd: float
    high_usd: float
    year: str
    review: Review
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Terms:
    """All of these. `act` finds the legal act for a deed."""

    actors: Mapping[str, str]
    selections: Mapping[str, Selection]
    acts: tuple[Act, ...]
    trade: tuple[Figure, ...]

    def act(self, issuer: str, deed: str) -> Act | None:
        """The act by which that issuer does the deed; None where it is not known."""
        return next((a for a in self.acts if a.issuer == issuer and deed in a.deeds), None)


@cache
def terms() -> Terms:
    """Those that come with the package. Raises LawError where the file does not say one clear thing."""
    return read_terms(files("inforce.law") / FILE, load())


def read_terms(file: Traversable, law: Law) -> Terms:
    """The terms in `file`, once every measure, issuer, subject and source in them is known to the law."""
    found = whole(Fields(read_toml(file), FILE), _terms)
    subjects = {s.subject for s in law.scopes.values()}
    for s in found.selections.values():
        must_know(f"{FILE}, {s.id}", "without", s.without, subjects)
    for a in found.acts:
        _act_fits(a, law)
    for f in found.trade:
        at = f"{FILE}, trade in {f.subjects[0]}"
        must_cite(at, f.review, f.sources, law)
        must_know(at, "subjects", f.subjects, subjects)
    return found


def _act_fits(a: Act, law: Law) -> None:
    at = f"{FILE}, {a.id}"
    must_cite(at, a.review, a.sources, law)
    must_know(at, "issuer", [a.issuer], law.issuers)
    must_know(at, "rests_on", a.rests_on, law.measures)
    must_know(at, "not_for", a.not_for, law.measures)
    must_know(at, "nuclear", a.nuclear, [c for m in a.rests_on for c in law.measures[m].conditions])


def _terms(f: Fields) -> Terms:
    actors = Fields(f.table("actors"), f"{f.where}, [actors]")
    selections = f.tables("selections", _selection, "id")
    return Terms(
        actors={code: actors.text(code) for code in actors.names()},
        selections=_once("selection", selections),
        acts=tuple(_once("act", f.tables("acts", _act, "id")).values()),
        trade=f.tables("trade", _figure),
    )


T = TypeVar("T", Selection, Act)


def _once(what: str, entries: tuple[T, ...]) -> dict[str, T]:
    found = {e.id: e for e in entries}
    if len(found) < len(entries):
        raise LawError(f"{FILE}: a {what} is given twice. Give each an id of its own.")
    return found


def _selection(f: Fields) -> Selection:
    return Selection(
        f.text("id"),
        f.text("title"),
        f.text("why"),
        _among(f, "modalities", tuple(Modality)),
        _among(f, "kinds", KINDS),
        f.texts("without", ()),
    )


def _act(f: Fields) -> Act:
    return Act(
        id=f.text("id"),
        issuer=f.text("issuer"),
        deeds=_among(f, "deeds", DEEDS),
        title=f.text("title"),
        takes=f.text("takes"),
        back_takes=f.text("back_takes"),
        review=f.review(),
        vetoes=f.texts("vetoes", ()),
        back_vetoes=f.texts("back_vetoes", ()),
        rests_on=f.texts("rests_on", ()),
        nuclear=f.texts("nuclear", ()),
        not_for=f.texts("not_for", ()),
        longest_days=f.whole_or_none("longest_days"),
        renewal_days=f.whole_or_none("renewal_days"),
        sources=f.texts("sources", ()),
        note=f.text("note", ""),
    )


def _figure(f: Fields) -> Figure:
    made = Figure(
        f.texts("subjects"),
        f.one_of("direction", DIRECTIONS),
        f.number("low_usd"),
        f.number("high_usd"),
        f.text("year"),
        f.review(),
        f.texts("sources", ()),
        f.text("note", ""),
    )
    if not made.subjects or made.low_usd > made.high_usd:
        raise f.wrong("low_usd", made.low_usd, "must not be above `high_usd`, and `subjects` must name what it is of")
    return made


def _among(f: Fields, name: str, words: tuple[str, ...]) -> tuple[str, ...]:
    values = f.texts(name, ())
    if wrong := [v for v in values if v not in words]:
        raise f.wrong(name, wrong[0], f"must be among {', '.join(words)}")
    return values
