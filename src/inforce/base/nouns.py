"""The nouns of docs/how-it-works.md as frozen dataclasses. Subjects are rows of the tables in `base.tables`."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from inforce.base.clauses import ANYONE, Ask, Cap, Codes, Condition, Deadline, Exemption, Relation, WindDown, Words
from inforce.base.dates import Interval


class Outcome(StrEnum):
    """What a check says. There is no "clear": no finding from a check that ran means checked and not addressed."""

    PROHIBITED = "prohibited"
    PROHIBITED_UNLESS = "prohibited_unless"
    CAPPED = "capped"
    MATCH = "match"
    RED_FLAG = "red_flag"
    UNDETERMINED = "undetermined"


class Review(StrEnum):
    """How far a fact was checked, weakest first. `official` needs the official text in hand and its sha256 in the entry."""

    MEMORY = "memory"
    SECONDARY = "secondary"
    OFFICIAL = "official"

    @staticmethod
    def lowest(*reviews: "Review") -> "Review":
        """The weakest of them; official when there is none."""
        return min(reviews, key=list(Review).index, default=Review.OFFICIAL)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source (a list edition, a file, a page), a place in it, and the value seen there."""

    source: str
    locator: str
    value: str


@dataclass(frozen=True, slots=True)
class Issue:
    """A value that could not be read: reported and counted, never dropped in silence."""

    source: str
    locator: str
    value: str
    problem: str


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


@dataclass(frozen=True, slots=True)
class Part:
    """One signed contribution to a score. `weight` and `score` are ten-thousandths; the scores of all parts add up to the total."""

    name: str
    ours: str
    theirs: str
    weight: int
    score: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name as published. kind: primary, alias, weak (low quality), former, original (original script)."""

    text: str
    kind: str = "primary"


@dataclass(frozen=True, slots=True)
class Identifier:
    """kind is a column name of the subjects: imo, mmsi, call_sign, lei_code, swift_bic, passport_number, id_number,
    tax_number, registration_number, wallet; or imo_company (an IMO company number, which is no ship's). Two are the number under
    which another list has the same subject, as the source itself says: un_reference ('KPi.033', the Security Council's list),
    ofsi_group ('12871', the list of the UK's Office of Financial Sanctions Implementation)."""

    kind: str
    value: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Designation:
    """A person, entity, vessel or aircraft named on a list, as one edition of it publishes the entry.

    schema: Person, Organization, Company, LegalEntity, Vessel, Airplane (FollowTheMoney's words). `listed` None: the source
    gives no day. `measures` are ids of measures that the listing brings in; `programs` are the list's own words for why.
    `birth_dates` are texts that PartialDate reads. `incomplete` names the fields of which the edition does not give all, because its
    format does not have them or a part of it is missing: 'addresses', or 'names/alias' where names of that kind would stand there.
    What else they would hold is unknown.

    The Reference sets the rest from the editions held, as known days: `delisted`, of the first edition without it after it
    stood there; `last_seen`, of the last edition with it before that; `first_seen`, of the first edition with it, and
    `absent_on`, of the last edition without it before that, where the source itself gives no day of listing between them.
    """

    id: str
    list_id: str
    ref: str
    schema: str
    names: tuple[Name, ...]
    evidence: Evidence
    review: Review = Review.OFFICIAL
    programs: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    listed: date | None = None
    delisted: date | None = None
    amended: tuple[date, ...] = ()
    birth_dates: tuple[str, ...] = ()
    birth_places: tuple[str, ...] = ()
    gender: str = ""
    nationalities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    vessel_type: str = ""
    addresses: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    associates: tuple[str, ...] = ()
    remarks: str = ""
    incomplete: tuple[str, ...] = ()
    first_seen: date | None = None
    last_seen: date | None = None
    absent_on: date | None = None

    @property
    def name(self) -> str:
        """The name it is listed under."""
        return self.names[0].text

    def ids(self, kind: str) -> tuple[str, ...]:
        """Its identifiers of that kind."""
        return tuple(i.value for i in self.identifiers if i.kind == kind)

    def listed_on(self, day: date) -> bool:
        """Whether it may have stood on its list on `day`; see `doubt`. A listing without any day counts as listed from the start."""
        since = self.absent_on + timedelta(1) if self.absent_on else self.listed
        return day in Interval(since, self.delisted)

    def doubt(self, day: date) -> str:
        """'' when it is sure that it stood on its list on `day`, or that it did not; else between which days that changed."""
        if self.absent_on and self.first_seen and self.absent_on < day < self.first_seen:
            return f"listed between {self.absent_on} and {self.first_seen}"
        if not (self.listed or self.absent_on) and self.first_seen and day < self.first_seen:
            return f"listed by {self.first_seen} at the latest"
        if self.last_seen and self.delisted and self.last_seen < day < self.delisted:
            return f"taken off between {self.last_seen} and {self.delisted}"
        return ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One publication of a list on a day. `id` is the first 16 digits of `sha256`, which is over the parts' names and bytes.

    `parts` maps a part's name ('sdn', 'alt', …) to the sha256 of its bytes; `missing` names the parts that a whole edition
    has and this one lacks: what they would hold is unknown. `accepted` is the reason given when a guard was overruled.
    `published` is the day or the UTC instant that the file gives as its own, in ISO form; empty where it gives none.
    `validators` are the addresses it was pulled from, each with the ETag or Last-Modified that the answer bore.
    """

    id: str
    list_id: str
    known: date
    sha256: str
    parts: tuple[tuple[str, str], ...]
    missing: tuple[str, ...] = ()
    n_bytes: int = 0
    source: str = ""
    accepted: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    published: str = ""
    validators: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says of one subject on one day. A check fills the first block, the run the second (`check.stamp`)."""

    check_id: str
    subject: str
    day: date | None
    outcome: Outcome
    why: str
    basis: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    score: float | None = None
    parts: tuple[Part, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    review: Review = Review.OFFICIAL

    id: str = ""
    part_of: str = ""
    known: date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on a case, and why. `disposition` is one of confirmed, cleared, unsure."""

    case: str
    disposition: str
    officer: str
    reason: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """Findings under review for one subject, with the decisions taken on them, oldest first."""

    id: str
    subject: str
    findings: tuple[str, ...]
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What an actor is reported to have said: a claim, whoever reports it.

    `speaker` is a name, or the text's words where nobody is named, and then `likely` who is named elsewhere with that role.
    `on_behalf_of` is an actor code of CAMEO and PLOVER ('USAMIL'). `form`: direct, mixed, indirect; `kind`, and `also`: demand,
    compliance, non_compliance (claims of it), offer, threat, denial, condition, forecast, claim. Spans are half-open character
    offsets into the article's text, `spans` what is reported. `rule` found it, `asserted_by` says that it was said, `checked` who
    accepted or mended it.
    """

    id: str
    speaker: str
    on_behalf_of: str
    addressee: str
    about: str
    quote: str
    day: date | None
    article: str
    form: str = ""
    kind: str = "claim"
    also: tuple[str, ...] = ()
    role: str = ""
    likely: str = ""
    cue: str = ""
    venue: str = ""
    speaker_span: tuple[int, int] | None = None
    cue_span: tuple[int, int] | None = None
    spans: tuple[tuple[int, int], ...] = ()
    rule: str = ""
    asserted_by: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Which checks ran with which Reference on which rows: silence is then evidence too.

    `id` is made from all but `started_at`. `rows` counts the rows seen of each kind ('party', 3); `inputs` are the files with
    the sha256 of their bytes; `failed` counts rows that could not be read at all; `lists` are 'un_consolidated@2018-06-07'
    with the edition's id; `not_checked` says in words what this run left open. Names were compared by `profile`, whose numbers
    have the digest `weights`, and reported from `threshold` (0 to 1) on.
    """

    id: str
    reference: str
    known: date | None
    law: str
    checks: tuple[str, ...]
    rows: tuple[tuple[str, int], ...]
    findings: int
    inputs: tuple[tuple[str, str], ...] = ()
    failed: int = 0
    lists: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    not_checked: tuple[str, ...] = ()
    profile: str = ""
    weights: str = ""
    threshold: float | None = None
    started_at: datetime | None = field(default=None, compare=False)
