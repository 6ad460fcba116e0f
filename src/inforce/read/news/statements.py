"""Statements out of what the rules found: with speakers named, days, addressees and kinds."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from inforce.base.ids import content_id
from inforce.base.news import Mention, Relay, Span, Time
from inforce.base.nouns import Statement
from inforce.read.news.attributed import Attributed
from inforce.read.news.clauses import FINITE, PASTS, left_of
from inforce.read.news.cues import verbs
from inforce.read.news.found import Found, Sentence
from inforce.read.news.kinds import kinds
from inforce.read.news.people import People, Who

_VENUE = re.compile(
    r"\b(?:in|at|during|via|on|through|to)\s+(?:(?:a|an|the|his|her|its|their)\s+)?(?:[\w'-]+\s+){0,4}?"
    r"(?:statement|interview|briefing|conference|speech|letter|tweet|report|remarks|blog post|post"
    r"|meeting|hearing|address|forum|summit|call|editorial|Twitter|Facebook|reporters|television|radio)\b"
    r"(?:\s+(?:in|to|with|by|on)\s+(?:(?:a|an|the)\s+)?[A-Z][\w'-]*)?",
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the statements of one article stand in: its text, id, who passes it on, its mentions and times."""

    text: str
    article: str
    source: str
    mentions: Sequence[Mention]
    times: Sequence[Time]


def statements(a: Attributed, people: People, setting: Setting) -> tuple[list[Statement], list[Relay]]:
    """The statements in their order, and the outlets that only pass on what others said."""
    relays, found = _relayed(a, setting)
    made: list[Statement] = []
    whos: list[Who] = []
    for f in found:
        who = _who(f, a, people, found[: len(made)], whos)
        whos.append(who)
        if f.speaker or f.how == "shared":
            people.spoke.append((f.cue[0] if f.cue else f.pieces[0][0], who))
        made.append(_statement(f, who, a.sentences[f.unit], setting, made))
    made = _likely(made, whos)
    made = [
        replace(s, asserted_by=_asserted(s, made, a.sentences[f.unit].unit.span, relays, setting)) for s, f in zip(made, found, strict=True)
    ]
    named = [replace(r, of=_of(r, made)) for r in relays]
    return made, named


def _relayed(a: Attributed, setting: Setting) -> tuple[list[Relay], list[Found]]:
    """'…, an official told a conference, according to PressTV': the outlet is a relay and the sentence has its speaker already."""
    outlets = {m.span: m for m in setting.mentions if m.kind == "outlet"}
    relays, kept = [], []
    for f in a.found:
        outlet = next((m for span, m in outlets.items() if f.speaker and f.speaker[0] <= span[0] < f.speaker[1]), None)
        others = [o for o in a.found if o is not f and o.unit == f.unit and o.rule != "A1"]
        if f.rule == "A1" and outlet and others and outlet.code == "MED":
            relays.append(Relay(outlet.name, "", outlet.span))
            continue
        if (quoting := _quoting(f, a, setting, outlets)) is not None:
            relays.append(Relay(quoting.name, "", quoting.span))
        if f.outlet:
            name = next((m.name for span, m in outlets.items() if f.outlet[0] <= span[0] < f.outlet[1]), setting.text[slice(*f.outlet)])
            relays.append(Relay(name, "", f.outlet))
        kept.append(f)
    return relays, kept


def _quoting(f: Found, a: Attributed, setting: Setting, outlets: dict[Span, Mention]) -> Mention | None:
    """'Yonhap quoted an official as saying': the outlet."""
    if not f.speaker or not f.cue or setting.text[slice(*f.cue)] != "saying":
        return None
    start = a.sentences[f.unit].unit.span[0]
    near = [m for span, m in outlets.items() if start <= span[0] < f.speaker[0]]
    return near[-1] if near and re.search(r"\b(?:quot|cit)(?:ed|es|ing)\b", setting.text[near[-1].span[1] : f.speaker[0]]) else None


def _of(relay: Relay, made: list[Statement]) -> str:
    """Of whom a relay took it: the speaker of the statement nearest to it."""
    near = [s for s in made if s.cue_span]
    return min(near, key=lambda s: abs((s.cue_span or (0, 0))[0] - relay.span[0])).speaker if near else ""


def _who(f: Found, a: Attributed, people: People, before: list[Found], whos: list[Who]) -> Who:
    s = a.sentences[f.unit]
    if f.how == "untold":
        return Who("")
    if f.how == "shared":
        same = [n for n, o in enumerate(before) if o.unit == f.unit and o.rule not in ("A1", "N1") and o.how != "untold"]
        if same and (before[same[-1]].cue or (0, 0))[0] < (f.cue or (0, 0))[0]:
            f.speaker = before[same[-1]].speaker
            return whos[same[-1]]
        if span := _sentence_subject(s, f):
            f.speaker = span
            return _named(span, s, people, a)
        return whos[-1] if whos else Who("")
    if f.speaker is None:
        return whos[-1] if whos and f.rule == "Q5" else Who("")
    if f.rule == "Q5" and before and before[-1].speaker == f.speaker:
        return whos[-1]
    return _named(f.speaker, s, people, a, f.quoted)


def _named(span: Span, s: Sentence, people: People, a: Attributed, quoted: bool = False) -> Who:
    word = people.text[slice(*span)].lower()
    if word in ("he", "she", "it", "they", "his", "her", "its", "their", "him", "them"):
        before = a.sentences[s.number - 1] if s.number else None
        near = before.unit.span if before and before.unit.paragraph >= s.unit.paragraph - 1 else None
        inside = (s.unit.span[0], span[0])
        singular = word in ("he", "she", "his", "her", "him")
        who = (
            people.pronoun(span[0], word, inside) if singular and not quoted and span[0] - s.unit.span[0] > 20 else None
        ) or people.pronoun(span[0], word, near)
        if who is None and not singular and near and (subject := _sentence_subject(before, None) if before else None):
            who = people.who(subject, "plain")
        return who or Who(word)
    return people.who(span, "plain")


def _sentence_subject(s: Sentence, f: Found | None) -> Span | None:
    """The subject of the first verb of a sentence, up to the statement's own cue."""
    for k in range(1, len(s.ts)):
        if f and f.cue and s.ts[k].start >= f.cue[0]:
            return None
        low = s.ts[k].low
        if low in FINITE or low in PASTS or low in verbs() or low.endswith("ed"):
            subject = left_of(s.ts, k)
            if subject and subject.how != "shared" and subject.last > subject.first:
                return s.span(subject.first, subject.last)
    return None


def _statement(f: Found, who: Who, s: Sentence, setting: Setting, before: list[Statement]) -> Statement:
    text = setting.text
    pieces = tuple(f.pieces)
    quote = " … ".join(text[a:b] for a, b in pieces)
    what = kinds(f.verb, quote)
    day = _day(f, s, setting.times)
    last = before[-1] if before else None
    if (
        day is None
        and last
        and last.speaker == who.name
        and f.rule in ("Q5", "Q2", "Q1", "V1", "Q3")
        and f.verb in ("", "add", "continue")
        and last.day
    ):
        day = last.day
    cue = text[slice(*f.cue)] if f.cue else ""
    return Statement(
        id=content_id(setting.article, f.cue, pieces),
        speaker=who.name,
        on_behalf_of=who.code,
        addressee=text[slice(*f.addressee)] if f.addressee else "",
        about=", ".join(_about(pieces, setting.mentions)),
        quote=quote,
        day=day,
        article=setting.article,
        form=_form(f, s, pieces, text),
        kind=what[0],
        also=what[1:],
        role=who.role,
        cue=cue,
        venue=_venue(f, s, text),
        speaker_span=f.speaker,
        cue_span=f.cue,
        spans=pieces,
        rule=f.rule,
    )


def _about(pieces: Iterable[Span], mentions: Sequence[Mention]) -> list[str]:
    """The States, organs and instruments named in what is reported, each once."""
    inside = [
        m for a, b in pieces for m in mentions if a <= m.span[0] < b and m.kind in ("state", "government", "organ", "instrument", "listed")
    ]
    return list(
        dict.fromkeys(
            m.code[:3] if m.kind in ("state", "government") else m.code if m.kind in ("instrument", "listed") else m.name for m in inside
        )
    )


def _form(f: Found, s: Sentence, pieces: tuple[Span, ...], text: str) -> str:
    if f.quoted and f.rule != "Q4":
        return "direct"
    return "mixed" if any(re.search(r"[“\"]", text[a:b]) for a, b in pieces) else "indirect"


def _outside(f: Found, s: Sentence) -> list[Span]:
    """The parts of the sentence that are not what is reported."""
    at, out = s.unit.span[0], []
    for a, b in sorted(f.pieces):
        if a > at:
            out.append((at, min(a, s.unit.span[1])))
        at = max(at, b)
    return [*out, (at, s.unit.span[1])] if at < s.unit.span[1] else out


def _day(f: Found, s: Sentence, times: Sequence[Time]) -> date | None:
    """The day that the sentence gives outside what is reported, nearest to the cue."""
    outside, starts = _outside(f, s), [t.span[0] for t in times]
    here = times[bisect_right(starts, s.unit.span[0] - 1) : bisect_right(starts, s.unit.span[1])]
    near = [t for t in here if t.first == t.last and any(a <= t.span[0] < b for a, b in outside)]
    at = f.cue or f.pieces[0]
    best = min(near, key=lambda t: abs(t.span[0] - at[0]), default=None)
    return best.first if best and abs(best.span[0] - at[0]) < 160 else None


def _venue(f: Found, s: Sentence, text: str) -> str:
    if f.cue is None:
        return ""
    to = text[slice(*f.addressee)] if f.addressee else ""
    if re.search(r"\b(?:conference|forum|meeting|hearing|reporters|parliament|audience)\b", to):
        return to
    for a, b in _outside(f, s):
        if m := _VENUE.search(text, a, b):
            return re.sub(r"^(?:in|at|during|via|on|through|to)\s+", "", m[0])
    return ""


def _likely(made: list[Statement], whos: list[Who]) -> list[Statement]:
    """For a speaker of whom only the role is told, the one named person who speaks for the same actor, if there is just one."""
    named: dict[str, set[str]] = {}
    for s, who in zip(made, whos, strict=True):
        if who.named and who.person and s.on_behalf_of:
            named.setdefault(s.on_behalf_of, set()).add(who.name)

    def one(s: Statement, who: Who) -> str:
        same = named.get(s.on_behalf_of, set())
        nominal = not who.named and re.search(r"\b(?:official|spokes\w+|envoy|negotiator|minister|officer|commander|diplomat)\b", s.speaker)
        return next(iter(same)) if nominal and len(same) == 1 else ""

    return [replace(s, likely=one(s, who)) for s, who in zip(made, whos, strict=True)]


def _asserted(s: Statement, made: list[Statement], within: Span, relays: list[Relay], setting: Setting) -> str:
    """Who says that it was said: the speaker in whose statement it stands, else the relay of its sentence, else the article's source."""
    at = s.cue_span or s.spans[0]
    around = [o for o in made if o is not s and o.id != s.id and any(a <= at[0] and at[1] <= b for a, b in o.spans)]
    if around:
        return min(around, key=lambda o: sum(b - a for a, b in o.spans)).speaker or setting.source
    relay = next((r for r in relays if within[0] <= r.span[0] < within[1]), None)
    return relay.outlet if relay else setting.source
