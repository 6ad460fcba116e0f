"""From what was shown to a status out of a closed vocabulary: the same rule for every State, and no number anywhere.

    E1  the State's own report or customs series      may support any status
    E2  its law                                       paper alone: never a status
    E3  a partner's series, after quarantine          "inconsistent" at most; a gap between two records: nothing alone
    E4  a sensor's or a commercial record             "indicated" at most, and only beside another class from elsewhere
    E5  the Panel, a court, another official finding  "documented by ...", with who it was
    E6  a claim of a government or an outlet          a claim; it moves nothing

Copies of one upstream are one. Silence is not assessable. The table is that of the project's method, docs/ledger.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inforce.base.nouns import Evidence


class Kind(StrEnum):
    """The classes of evidence."""

    OWN = "E1"
    LAW = "E2"
    PARTNER = "E3"
    SENSOR = "E4"
    OFFICIAL = "E5"
    CLAIM = "E6"


class Bearing(StrEnum):
    """How evidence bears on the duty. `in doubt`: at odds, unless what it cannot show explains it; `open`: it decides nothing.

    `astray`: goods that the duty would address if they had gone to the target left one State's record and entered no other's. Nothing
    says where they went, so it decides nothing alone, and counts as a second class beside another from elsewhere.
    """

    IN_LINE = "in line"
    WITHIN = "within the cap"
    LATE = "late"
    AT_ODDS = "at odds"
    IN_DOUBT = "in doubt"
    ASTRAY = "astray"
    OPEN = "open"


class Status(StrEnum):
    """What a cell may say, weakest concern first; `documented` and `contested` carry who says it in their text."""

    NOT_ASSESSABLE = "not assessable"
    CONSISTENT = "consistent"
    WITHIN_CAP = "within cap as reported"
    LATE = "report late / missing"
    INCONSISTENT = "inconsistent (explanations listed)"
    INDICATED = "indicated"
    CONTESTED = "contested"
    DOCUMENTED = "documented"


@dataclass(frozen=True, slots=True)
class Showing:
    """What one piece of evidence shows of one cell: `told` in a sentence, `by` whom, resting on whose figures (`upstream`).
    `extent` says of what a cap's reports tell, for the words of a status that rests on it."""

    kind: Kind
    bearing: Bearing
    told: str
    by: str
    upstream: str
    evidence: tuple[Evidence, ...] = ()
    day: date | None = None
    extent: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status, its words with the attribution, and which showings it rests on."""

    status: Status
    words: str
    rests_on: tuple[Showing, ...] = ()


CEILING = (Kind.OFFICIAL, Kind.OWN, Kind.SENSOR, Kind.PARTNER)  # of two copies the one that may support more is kept


def judge(showings: Iterable[Showing], denied_by: str = "") -> Judgement:
    """The status that these showings support. `denied_by` names the State, where it said in words that its duty was kept.

    Breach words rest on E1 or E5 alone; an official finding that the State's own figures or words oppose is contested, its own
    figures are not undone by its words. Below that, and where what is shown is in doubt, one class is `inconsistent`, and a sensor's
    beside another from an independent upstream `indicated`.
    """
    kept = independent(showings)
    against = [s for s in kept if s.bearing is Bearing.AT_ODDS]
    if found := [s for s in against if s.kind in (Kind.OWN, Kind.OFFICIAL)]:
        return _documented(found, kept, denied_by)
    if doubtful := [s for s in kept if s.bearing in (Bearing.AT_ODDS, Bearing.IN_DOUBT)]:
        return _doubtful([*doubtful, *(s for s in kept if s.bearing is Bearing.ASTRAY)])
    for bearing, status in ((Bearing.LATE, Status.LATE), (Bearing.WITHIN, Status.WITHIN_CAP), (Bearing.IN_LINE, Status.CONSISTENT)):
        if rests := tuple(s for s in kept if s.bearing is bearing and s.kind in (Kind.OWN, Kind.OFFICIAL)):
            extent = next((s.extent for s in rests if s.extent), "")
            return Judgement(status, f"{status.value}: {extent}" if extent else status.value, rests)
    return Judgement(Status.NOT_ASSESSABLE, Status.NOT_ASSESSABLE.value)


def independent(showings: Iterable[Showing]) -> tuple[Showing, ...]:
    """Those that can bear on a status, one for each upstream and bearing: claims and paper left out, copies counted once."""
    found: dict[tuple[str, Bearing], Showing] = {}
    for s in showings:
        key = (s.upstream, s.bearing)
        if s.kind in CEILING and (key not in found or CEILING.index(s.kind) < CEILING.index(found[key].kind)):
            found[key] = s
    return tuple(found.values())


def _documented(found: Sequence[Showing], kept: Sequence[Showing], denied_by: str) -> Judgement:
    by = _names(found)
    own_word = [s for s in kept if s.kind is Kind.OWN and s.bearing in (Bearing.IN_LINE, Bearing.WITHIN)]
    own_figures = any(s.kind is Kind.OWN for s in found)
    if not own_figures and (own_word or denied_by):
        other = denied_by or _names(own_word)
        return Judgement(Status.CONTESTED, f"contested ({by} says so, {other} says not)", (*found, *own_word))
    return Judgement(Status.DOCUMENTED, f"documented by {by}", tuple(found))


def _doubtful(against: Sequence[Showing]) -> Judgement:
    """One class alone is inconsistent; a sensor's record and another class, from independent upstreams, are an indication."""
    sensed = [s for s in against if s.kind is Kind.SENSOR and s.bearing is not Bearing.ASTRAY]
    if any(b.kind is not Kind.SENSOR and a.upstream != b.upstream for a in sensed for b in against):
        return Judgement(Status.INDICATED, Status.INDICATED.value, tuple(against))
    rests = tuple(s for s in against if s.bearing is not Bearing.ASTRAY)
    return Judgement(Status.INCONSISTENT, Status.INCONSISTENT.value, rests)


def _names(showings: Iterable[Showing]) -> str:
    return " and ".join(dict.fromkeys(s.by for s in showings))
