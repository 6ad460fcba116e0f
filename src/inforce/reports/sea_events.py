"""Findings of tracks as what a page shows of them: a number, a sign, when and where, how telling, and what would explain it innocently."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from inforce.base.nouns import Finding, Measure, Outcome
from inforce.check import Check, section


@dataclass(frozen=True, slots=True)
class Kind:
    """How findings of one check are drawn and called: a letter, the number of a colour in sea.css, and words that promise no more than
    there is."""

    check_id: str
    sign: str
    colour: int
    words: str


_KINDS = (
    Kind("track.encounter", "E", 0, "possible transfer at sea: lay beside another ship"),
    Kind("track.gap", "G", 1, "silent while others were heard"),
    Kind("track.gap_port", "R", 2, "silence in which a DPRK port was in reach"),
    Kind("track.port", "P", 3, "possible call at a DPRK port"),
    Kind("track.loiter", "L", 4, "dawdled: possibly waited for a ship unseen"),
    Kind("track.jump", "J", 5, "possible false position"),
    Kind("track.draught", "D", 6, "draught changed: possibly loaded or unloaded"),
    Kind("track.zone", "Z", 7, "near the coast of the DPRK, or in a zone that a State claims"),
    Kind("vessel.identity", "I", 8, "possible change or loan of identity"),
    Kind("event.association", "A", 9, "possible link to a listed ship, by meetings"),
)
_BY_ID = {k.check_id: k for k in _KINDS}
_OWN = ("event", "other_mmsi", "since_at", "until_at", "lat", "lon", "tier", "imo", "innocent_explanations")


def kind(check_id: str) -> Kind:
    """How a check's findings are drawn; one that came from elsewhere goes by its id."""
    return _BY_ID.get(check_id) or Kind(check_id, "+", 10, check_id)


@dataclass(frozen=True, slots=True)
class Event:
    """One finding on a page. `n` is its number there; `since` and `until` epoch seconds (until None: not over when last heard); lat and lon
    in degrees, None where it has no place; `ships` its MMSIs, the subject first. `innocent` and `wrong` are the check's own words,
    `measures` those tied to it, as (id, what it says, review)."""

    n: int
    finding: Finding
    kind: Kind
    since: int
    until: int | None
    lat: float | None
    lon: float | None
    tier: str
    ships: tuple[str, ...]
    innocent: str
    wrong: str
    measures: tuple[tuple[str, str, str], ...]
    facts: tuple[tuple[str, str], ...]

    @property
    def open(self) -> bool:
        """Whether it was not over when the feed ended."""
        return self.until is None

    @property
    def alert(self) -> bool:
        """Whether the check means it as a sign, and not as something that it could not determine."""
        return self.finding.outcome is not Outcome.UNDETERMINED


def events(findings: Iterable[Finding], checks: Mapping[str, Check], measures: Mapping[str, Measure]) -> list[Event]:
    """The findings that say when something was, numbered in order of time; a finding of another event has that one's ships and time."""
    found = list(findings)
    by_event = {dict(f.facts).get("event", ""): f for f in found}
    timed = [(f, _of(f, by_event)) for f in found]
    whole = sorted(((f, told) for f, told in timed if told.get("since_at")), key=lambda x: (x[1]["since_at"], x[0].check_id, x[0].id))
    return [_event(n, f, told, checks, measures) for n, (f, told) in enumerate(whole, start=1)]


def _of(f: Finding, by_event: Mapping[str, Finding]) -> dict[str, str]:
    """What the finding tells, with the subject's number; of a finding on an event, what the event tells first."""
    own = dict(f.facts)
    about = by_event.get(f.subject)
    told = {**dict(about.facts), **own} if about is not None and about is not f else own
    return {**told, "mmsi": about.subject if about is not None else f.subject}


def _event(n: int, f: Finding, told: Mapping[str, str], checks: Mapping[str, Check], measures: Mapping[str, Measure]) -> Event:
    page = checks[f.check_id].find.__doc__ or "" if f.check_id in checks else ""
    others = [m for m in re.split(r"[;,\s]+", told.get("other_mmsi", "")) if m]
    return Event(
        n=n,
        finding=f,
        kind=kind(f.check_id),
        since=instant(told["since_at"]),
        until=instant(told["until_at"]) if told.get("until_at") else None,
        lat=float(told["lat"]) if told.get("lat") else None,
        lon=float(told["lon"]) if told.get("lon") else None,
        tier=told.get("tier", ""),
        ships=tuple(dict.fromkeys([told["mmsi"], *others])),
        innocent=section(page, "Innocent explanations"),
        wrong=section(page, "Can be wrong"),
        measures=tuple((m, measures[m].summary, str(measures[m].review)) for m in f.basis if m in measures),
        facts=tuple((k, v) for k, v in f.facts if v and k not in _OWN),
    )


def instant(text: str) -> int:
    """Epoch seconds of '2018-01-01T00:10:00Z'."""
    return int(datetime.fromisoformat(text).timestamp())


def clock(t: float | None) -> str:
    """Epoch seconds as '2018-01-01 00:10' in UTC."""
    return "" if t is None else f"{datetime.fromtimestamp(int(t), UTC):%Y-%m-%d %H:%M}"


def lasting(since: int, until: int | None) -> str:
    """How long it was: minutes, hours or days; '' while it is open."""
    if until is None:
        return ""
    hours = (until - since) / 3600
    return f"{hours * 60:.0f} min" if hours < 1 else f"{hours:.1f} h" if hours < 48 else f"{hours / 24:.1f} days"


def place(lat: float | None, lon: float | None) -> str:
    """Degrees as a mariner writes them: '38.7167 N 125.4000 E'."""
    if lat is None or lon is None:
        return ""
    lon = (lon + 180) % 360 - 180
    return f"{abs(lat):.4f} {'N' if lat >= 0 else 'S'} {abs(lon):.4f} {'E' if lon >= 0 else 'W'}"


def of_ship(all_events: Iterable[Event], ships: Iterable[str]) -> list[Event]:
    """The events with one of these ships in them, as they are numbered."""
    wanted = set(ships)
    return [e for e in all_events if wanted & set(e.ships)]
