"""Measures and verdicts in words: how a measure is cited, since when, unless what, whose law, whose day."""

import re
from datetime import date, timedelta

from inforce.base.clauses import ANYONE
from inforce.base.nouns import Measure, Modality, Review
from inforce.law.book import Law
from inforce.law.verdict import Row, Verdict

_NUMBER = re.compile(r"[0-9]+(\([a-z]+\))*( to [0-9]+)?")


def cited(m: Measure) -> str:
    """'un/2371 paragraph 8'."""
    return f"{m.instrument} {paragraph(m)}".rstrip()


def paragraph(m: Measure) -> str:
    """The place in the act, with the word that a bare number needs; '' for the whole of it."""
    word = "" if not _NUMBER.fullmatch(m.paragraph) else "paragraphs " if " to " in m.paragraph else "paragraph "
    doubt = " (number from memory)" if m.paragraph_review is Review.MEMORY else ""
    return f"{word}{m.paragraph}{doubt}" if m.paragraph != "whole" else ""


def prohibited(v: Verdict) -> str:
    """Since when and by what, and unless which exemption."""
    terms = "; or ".join(f"{e.id}: {e.takes}" for e in v.open)
    unless = f", unless an exemption applies ({terms})" if v.open else ""
    return f"prohibited since {v.measure.since} by {cited(v.measure)}{unless}"


def aside(v: Verdict, row: Row, law: Law) -> str:
    """What stands beside a verdict: whom it binds, whose day it was read as, and the general power to exempt."""
    return f"{_bound(v)}{_zone(v.measure, row)}{_power(v.measure, row['day'], law)}"


def _bound(v: Verdict) -> str:
    """Whose law it is, where it is not everyone's, and whose national law says so too."""
    own = "" if v.measure.binds == (ANYONE,) else f" (binds persons of {', '.join(v.measure.binds)})"
    capped = v.measure.modality == Modality.CAP
    beside = [("but a ban under" if capped and n.modality == Modality.PROHIBIT else "also under", n) for n in v.national]
    return own + "".join(f"; {how} {cited(n)} (binds persons of {', '.join(n.binds)})" for how, n in beside)


def _zone(m: Measure, row: Row) -> str:
    """On the first and the last day of a measure the hour counts: say whose day it was taken for."""
    on_edge = row["day"] == m.since or (m.until is not None and row["day"] == m.until - timedelta(1))
    return f"; the day is read as one of {m.tz}, give `day_zone` if it is another's" if on_edge and not row.get("day_zone") else ""


def _power(m: Measure, day: date, law: Law) -> str:
    """The general power to exempt, as its newest paragraph has it; it changes no outcome."""
    powers = [p for p in law.powers if p.in_force(day) and p.target == m.target and p.binds == m.binds]
    return f"; the Committee may exempt case by case ({cited(max(powers, key=lambda p: p.since))})" if powers else ""
