"""What an article and the statements in it speak of among what a Reference holds: acts by number, matters of measures, positions.

Each link is a candidate found by words of ours, for a person to look at. It says what is spoken of, never whether what is said is so.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from inforce.base.nouns import Measure, Review
from inforce.base.places import alpha3, country
from inforce.law.matters import BINDING, covering, matters
from inforce.reference.known import Reference
from inforce.talks.matters import spoken_of

Row = Mapping[str, Any]  # of SUBJECTS["article"]
Span = Sequence[int]
_WHOLE = re.compile(r"\b(?:sanctions|embargo(?:es)?|resolutions?)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:sanctions|embargo(?:es)?|resolutions?|measures)\s+(?:\w+\s+){0,3}(?:on|against|concerning|over)\s+(?:the\s+)?$"
)
_ISSUERS = {
    "un": re.compile(r"\b(?:UN|U\.N\.|United Nations|Security Council|resolutions?)(?!\w)"),
    "us": re.compile(r"\b(?:US|U\.S\.|American|Washington['’]s|United States|unilateral)\s+(?:\w+\s+)?(?:sanctions|embargo)"),
    "eu": re.compile(r"\b(?:EU|European Union|European)\s+(?:\w+\s+)?(?:sanctions|embargo)"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """`to` is a 'measure' or a 'position', `name` which one, `told` why, in words that go on from 'the text'. `statements` speak of it
    (none: the article's own words do, at `span`); `measures` are those in force, `source`, `place` and `value` where it was looked up."""

    to: str
    name: str
    told: str
    span: Span
    statements: tuple[Row, ...] = ()
    measures: tuple[str, ...] = ()
    source: str = ""
    place: str = ""
    value: str = ""
    review: Review = Review.OFFICIAL
    facts: tuple[tuple[str, str], ...] = ()


def links(row: Row, ref: Reference) -> Iterator[Link]:
    """The links of an article's row, which has a day: acts named by number, matters, the measures as a whole, and positions.
    None where nobody read it, so that it has no `statements` and `mentions`."""
    said = [s for s in row.get("statements") or () if s.get("spans")]
    yield from _acts(row, said, ref)
    three = alpha3()
    targets = {three.get(m.target, m.target) for m in ref.law.measures.values() if m.modality in BINDING and m.target}
    about = [s for s in said if _on_target(s, row, targets)]
    yield from _matters(row["day"], about, ref)
    yield from _as_a_whole(row["day"], about, ref)
    yield from _positions(row["day"], about, ref)


def within(mention: Row, statement: Row) -> bool:
    """Whether a name stands in what is reported."""
    a, b = mention.get("span") or (0, 0)
    return any(x < b and a < y for x, y in statement.get("spans") or ())


def _acts(row: Row, said: list[Row], ref: Reference) -> Iterator[Link]:
    found: dict[str, list[Row]] = {}
    for m in row.get("mentions") or ():
        for act in (m.get("code") or "").split() if m.get("kind") == "instrument" else ():
            found.setdefault(act, []).append(m)
    for act, mentions in sorted(found.items()):
        if act in ref.law.instruments:
            named = tuple(s for s in said if any(within(m, s) for m in mentions))
            there = [m for m in ref.law.in_force(row["day"]) if m.instrument == act]
            told = f"names {ref.law.instruments[act].title}, {_counted(there, row['day'])}"
            yield _of_measures(act, told, there, named, mentions[0]["span"], ref.law.instruments[act].review)


def _matters(day: date, about: list[Row], ref: Reference) -> Iterator[Link]:
    found: dict[str, list[Row]] = {}
    words: dict[str, dict[str, None]] = {}
    for s in about:
        for subject, terms in matters(s.get("quote") or "", ref.law).items():
            found.setdefault(subject, []).append(s)
            words.setdefault(subject, {}).update(dict.fromkeys(terms))
    for subject, named in sorted(found.items()):
        if there := list(covering(ref.law, subject, day)):
            told = f"speaks of {subject} ({', '.join(words[subject])}), {_counted(there, day)}"
            yield _of_measures(subject, told, there, tuple(named), named[0]["spans"][0])


def _as_a_whole(day: date, about: list[Row], ref: Reference) -> Iterator[Link]:
    named = tuple(s for s in about if _WHOLE.search(s.get("quote") or ""))
    if not named:
        return
    issuers = sorted({i for s in named for i, pattern in _ISSUERS.items() if pattern.search(s["quote"])})
    binding = (m for m in ref.law.operative(day) if m.modality in BINDING)
    there = [m for m in binding if not issuers or ref.law.instruments[m.instrument].issuer in issuers]
    told = f"speaks of sanctions or resolutions as a whole, {_counted(there, day)}" + ("" if issuers else "; whose sanctions is not said")
    acts = "; ".join(dict.fromkeys(m.instrument for m in there))
    review = Review.lowest(*(m.review for m in there))
    facts = (("issuers", "; ".join(issuers) or "not said"), ("instruments", acts))
    yield Link(
        "measure", "the measures as a whole", told, named[0]["spans"][0], named, source="law", place=acts, review=review, facts=facts
    )


def _positions(day: date, about: list[Row], ref: Reference) -> Iterator[Link]:
    found: dict[tuple[str, str], list[Row]] = {}
    for s in about:
        if actor := country((s.get("on_behalf_of") or "")[:3]):
            for matter in spoken_of(s.get("quote") or ""):
                found.setdefault((matter, actor), []).append(s)
    for (matter, actor), named in sorted(found.items()):
        if p := ref.position(actor, matter, day):
            told = f"has {actor} speak of {matter}, where its position since {p.since} is {p.id} ({p.what.rstrip('.')})"
            facts = (("matter", matter), ("sources", "; ".join(p.cited.sources)))
            yield Link("position", p.id, told, named[0]["spans"][0], tuple(named), (), "talks", p.id, p.what, p.cited.review, facts)


def _of_measures(name: str, told: str, there: list[Measure], named: tuple[Row, ...], span: Span, review: Review = Review.OFFICIAL) -> Link:
    ids = tuple(m.id for m in there)
    acts = "; ".join(dict.fromkeys(m.instrument for m in there)) or name
    return Link("measure", name, told, span, named, ids, source="law", place=acts, review=review)


def _counted(there: list[Measure], day: date) -> str:
    n = len(there)
    return f"on which {n} {'measure is' if n == 1 else 'measures are'} law on {day}" if n else f"on which no measure is law on {day}"


def _on_target(statement: Row, row: Row, targets: set[str]) -> bool:
    """Whether a statement may be about a State that the measures are about (alpha-3): it names it, or the article does and it names no
    other as the one that sanctions are on."""
    mentions = [m for m in row.get("mentions") or () if m.get("kind") != "instrument" and m.get("span")]
    inside = [m for m in mentions if within(m, statement)]
    if any((m.get("code") or "")[:3] in targets for m in inside):
        return True
    others = (row["text"][max(0, m["span"][0] - 60) : m["span"][0]] for m in inside if m.get("kind") in ("state", "government"))
    return not any(map(_ELSEWHERE.search, others)) and any((m.get("code") or "")[:3] in targets for m in mentions)
