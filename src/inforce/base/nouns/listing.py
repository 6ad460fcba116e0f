"""Lists: an edition, and whom it designates."""

from dataclasses import dataclass
from datetime import date, timedelta

from inforce.base.dates import Interval
from inforce.base.nouns.evidence import Evidence, Review


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
