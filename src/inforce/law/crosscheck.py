"""What no single entry can say of itself: that ids, days, reviews and references of the whole law fit together."""

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches

from inforce.base.dates import Interval
from inforce.base.errors import LawError
from inforce.base.nouns import Instrument, Measure, Modality, Review, Scope
from inforce.law.book import Law
from inforce.law.codes import GUESSED_IN
from inforce.law.hs import edition_of, exists

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def crosscheck(law: Law) -> None:
    """Raises LawError, naming entry, field and what to do, for the first thing that does not fit."""
    for instrument in law.instruments.values():
        _instrument(instrument, law)
    for scope in law.scopes.values():
        _scope(scope, law)
    for conversion in law.conversions.values():
        must_cite(f"conversions/{conversion.id}.toml", conversion.review, conversion.sources, law)
    for measure in law.measures.values():
        _measure(measure, law)


def _instrument(i: Instrument, law: Law) -> None:
    at = f"{i.id}.toml, [instrument]"
    must_cite(at, i.review, i.sources, law)
    must_know(at, "implements", i.implements, law.instruments)
    must_know(at, "renews", [i.renews] if i.renews else [], law.measures)
    if bool(i.renews) != bool(i.until):
        raise LawError(f"{at}: `renews` and `until` go together: which measure was prolonged, and until when. Add the other one.")


def _scope(s: Scope, law: Law) -> None:
    at = f"scopes/{scope_file(s)}, {s.id}"
    must_cite(at, s.review, s.sources, law)
    must_know(at, "by", [s.by] if s.by else [], law.instruments)
    must_know(at, "like", [s.like] if s.like else [], law.scopes)
    if s.like and (s.codes or law.scopes[s.like].like):
        raise LawError(f"{at}: `like` is for a scope whose own codes are not known, and names one whose codes are.")
    who, _, what = s.id.partition("/")
    if who not in law.issuers and who != "word":
        raise LawError(f"{at}: the id of a scope begins with who says it: {', '.join(law.issuers)}, or 'word' for a plain word of the law.")
    if not _SLUG.fullmatch(what):
        raise LawError(f"{at}: the id of a scope ends in small letters, digits and hyphens, for example eu/coal.")
    if s.codes and not (s.nomenclature and s.edition):
        raise LawError(f"{at}: codes mean nothing without `nomenclature` and `edition`. Say which nomenclature of which year they are of.")
    edition = edition_of(s.edition) or GUESSED_IN
    for code in (end for line in (*s.codes, *s.candidates) for end in (line.first, line.last)):
        if not exists(code, edition):
            raise LawError(f"{at}: {code!r} is no code of HS {edition}. Mend the code, or `edition`.")
    if s.kind == "goods" and not (s.codes or s.words or s.documents):
        raise LawError(f"{at}: a scope of goods needs `codes`, `ex`, `words` or `documents`.")


def _measure(m: Measure, law: Law) -> None:
    instrument, _, subject = m.id.partition("#")
    if instrument != m.instrument or not _SLUG.fullmatch(subject):
        raise LawError(
            f"{_at(m)}: the id of a measure is its instrument's, a hash and its subject: {m.instrument}#small-letters-and-hyphens."
        )
    if not Interval(m.since, m.until):
        raise LawError(
            f"{_at(m)}: `since` {m.since} is not before `until` {m.until}. `until` is the first day on which it is no longer law."
        )
    must_cite(_at(m), m.review, m.sources, law)
    if m.review is Review.OFFICIAL and not re.fullmatch("[0-9a-f]{64}", m.official_sha256):
        raise LawError(f"{_at(m)}: `review` is official, so `official_sha256` must give the 64 digits of the official text that was read.")
    must_know(_at(m), "covers", m.covers, law.scopes)
    if m.direction not in ("from", "to", "both") and any(law.scopes[s].kind == "goods" for s in m.covers):
        raise LawError(f"{_at(m)}: goods need `direction`: from, to or both, seen from the target. Add it.")
    must_know(_at(m), "closed_by", [e.closed_by for e in m.exemptions if e.closed_by], law.measures)
    must_know(_at(m), "answered_by", [a.answered_by for a in m.asks if a.answered_by], law.measures)
    _clauses(m)
    _applied(m)
    _relations(m, law)


def _clauses(m: Measure) -> None:
    limited = [("wind_down", m.wind_down.goods)] if m.wind_down else []
    limited += [(e.id, e.goods) for e in m.exemptions] + [("asks", a.goods) for a in m.asks]
    for clause, goods in limited:
        must_know(f"{_at(m)}, {clause}", "goods", goods, m.covers)
    for e in m.exemptions:
        span = Interval(e.since, e.until)
        if not span or not span & Interval(m.since, m.until):
            raise LawError(f"{_at(m)}, exemption {e.id}: open {e.since} to {e.until}, which is no day of the measure. Mend the days.")
    if len({e.id for e in m.exemptions}) < len(m.exemptions):
        raise LawError(f"{_at(m)}: two exemptions have the same id. Give each its own.")
    if bool(m.caps) != (m.modality == Modality.CAP):
        raise LawError(f"{_at(m)}: [[measures.caps]] and the modality 'cap' go together. Add the cap, or change the modality.")
    if any(a.until is None or b.since < a.until for a, b in zip(m.caps, m.caps[1:], strict=False)):
        raise LawError(f"{_at(m)}: two caps speak of the same day. Order them by `since` and let `until` of one be `since` of the next.")


def _applied(m: Measure) -> None:
    if bool(m.applied_by) == bool(m.not_applied):
        raise LawError(
            f'{_at(m)}: say what applies it in `applied_by` (ids of checks, or "deadline"), or in `not_applied` why nothing does; '
            "one of the two."
        )
    if m.general_power and m.modality != Modality.PERMIT:
        raise LawError(f"{_at(m)}: `general_power` belongs to a measure of modality permit.")


def _relations(m: Measure, law: Law) -> None:
    for r in m.relations:
        must_know(_at(m), r.kind, [r.to], law.measures)
        if r.to == m.id:
            raise LawError(f"{_at(m)}: `{r.kind}` names the measure itself.")
        older = law.measures[r.to]
        if r.kind == "replaces" and older.until != m.since:
            raise LawError(f"{_at(m)}: replaces {older.id}, which ends on {older.until} and not on {m.since}. Make the days meet.")
        if r.kind in ("supersedes", "tightens", "adds_to") and older.since > m.since:
            raise LawError(f"{_at(m)}: {r.kind} {older.id}, which is younger ({older.since} after {m.since}). Turn the relation round.")


def must_cite(entry: str, review: Review, sources: Iterable[str], law: Law) -> None:
    """Raises LawError where a source is not in sources.toml, or a review above memory cites none."""
    must_know(entry, "sources", sources, law.sources)
    if review is not Review.MEMORY and not list(sources):
        raise LawError(f"{entry}: `review` is {review}, so `sources` must say what was read. Add keys of sources.toml, or say memory.")


def scope_file(s: Scope) -> str:
    """The file a scope belongs in: that of the act it is taken from, or words.toml."""
    return f"{s.by.replace('/', '-')}.toml" if s.by else "words.toml"


def _at(m: Measure) -> str:
    return f"{m.instrument}.toml, {m.id}"


def must_know(entry: str, name: str, ids: Iterable[str], known: Collection[str]) -> None:
    """Raises LawError, with the nearest spelling, where an id that the field `name` gives is not among the known."""
    for each in ids:
        if each not in known:
            near = get_close_matches(each, known, 1, 0.6)
            hint = f"Did you mean {near[0]!r}?" if near else "Add it, or mend the spelling."
            raise LawError(f"{entry}: `{name}` names {each!r}, which is not there. {hint}")
