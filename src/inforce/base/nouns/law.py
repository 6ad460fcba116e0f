"""The law: an instrument, its measures, and what these can cover. What a measure is made of is in base/clauses.py."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inforce.base.clauses import ANYONE, Ask, Cap, Codes, Condition, Deadline, Exemption, Relation, WindDown, Words
from inforce.base.dates import Interval
from inforce.base.nouns.evidence import Review


class Modality(StrEnum):
    """What a measure does to whom it binds."""

    PROHIBIT = "prohibit"
    OBLIGE = "oblige"
    CAP = "cap"
    PERMIT = "permit"
    CALL_UPON = "call_upon"
    CLARIFY = "clarify"
    DESIGNATE = "designate"
    PROCEDURE = "procedure"
    MANDATE = "mandate"
    DEMAND = "demand"


@dataclass(frozen=True, slots=True)
class Instrument:
    """A legal act: adopted on a day by an issuer ('un', 'us', 'eu', 'cn'). `id` is 'un/2397'.

    `tz` is the zone of its legal days, `target` the country it is about. `spans` are the days on which an act that has no
    measures of its own here stood; `amended` are (day, how it is cited) of later versions; `renews` is the measure whose end
    it moved to `until`.
    """

    id: str
    issuer: str
    title: str
    adopted: date
    review: Review
    kind: str = ""
    tz: str = "UTC"
    target: str = ""
    status: str = "adopted"
    chapter_vii: bool | None = None
    trigger: str = ""
    vote: str = ""
    citation: str = ""
    spans: tuple[Interval, ...] = ()
    amended: tuple[tuple[date, str], ...] = ()
    implements: tuple[str, ...] = ()
    renews: str = ""
    until: date | None = None
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a measure can cover. `kind` is goods, service, party, vessel or conduct; `id` is 'eu/coal': who says it, and what.

    For goods, `codes` are those of `nomenclature` and `edition` ('2017'), with `dynamic` also as amended since; `words` are what
    only words describe, `documents` lists kept elsewhere. `subject` is what scopes of different issuers have in common.
    `whole` are codes that several lines make up together. `candidates` are our own guess at codes for what only words describe,
    and `like` is another scope whose codes stand in where this one's are not known: neither ever decides, both raise a question.
    `terms` are our own words for it, small and in English, by which a description of goods is searched.
    """

    id: str
    kind: str
    title: str
    subject: str
    review: Review
    by: str = ""
    place: str = ""
    nomenclature: str = ""
    edition: str = ""
    dynamic: bool = False
    codes: tuple[Codes, ...] = ()
    words: tuple[Words, ...] = ()
    documents: tuple[str, ...] = ()
    whole: tuple[Codes, ...] = ()
    candidates: tuple[Codes, ...] = ()
    like: str = ""
    terms: tuple[str, ...] = ()
    excluding: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One operative provision: `id` is 'un/2397#refined-petroleum-cap'; in force on legal days `since` <= day < `until`.

    Legal days are those of the zone `tz`. `direction` is seen from the `target`: from, to, both, within (a State), at_sea, none.
    `covers` are ids of scopes; `binds` names whose law it is ('all' or country codes, 'EU' for the Union). `applied_by` are
    checks, or 'deadline'; where empty, `not_applied` says why. `general_power`: a committee may exempt anything, which changes
    no outcome. `when` are facts of a row without which it does not apply, `made_from` the first day of business that it covers,
    `asks` what decides and no row can tell. `off` are the days on which relief put it aside: a law file cannot say that, only an overlay.
    """

    id: str
    instrument: str
    paragraph: str
    modality: str
    summary: str
    review: Review
    since: date
    until: date | None = None
    paragraph_review: Review = Review.MEMORY
    tz: str = "UTC"
    target: str = ""
    direction: str = "none"
    covers: tuple[str, ...] = ()
    binds: tuple[str, ...] = (ANYONE,)
    binding: str = ""
    when: tuple[Condition, ...] = ()
    made_from: date | None = None
    asks: tuple[Ask, ...] = ()
    conditions: tuple[str, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    wind_down: WindDown | None = None
    caps: tuple[Cap, ...] = ()
    notices: tuple[float, ...] = ()
    stop_at: float | None = None
    deadlines: tuple[Deadline, ...] = ()
    relations: tuple[Relation, ...] = ()
    general_power: bool = False
    relief_hook: bool = False
    applied_by: tuple[str, ...] = ()
    not_applied: str = ""
    sources: tuple[str, ...] = ()
    official_sha256: str = ""
    note: str = ""
    off: tuple[Interval, ...] = ()

    def in_force(self, day: date) -> bool:
        """Whether it is law on that legal day."""
        return day in Interval(self.since, self.until) and not any(day in gap for gap in self.off)
