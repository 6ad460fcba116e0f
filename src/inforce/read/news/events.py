"""What is said to have been done, by whom to whom: types and modes of PLOVER (conversion table of September 2021), triggers of events.toml.

One event for each trigger; whether it is real says its realis, and demanded and possible deeds are never told as done.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from inforce.base.ids import content_id
from inforce.base.news import Event, Realis, Span
from inforce.read.news.clauses import ADVERBS, BE, DETERMINERS, PASTS, human, left_of
from inforce.read.news.cues import forms
from inforce.read.news.found import Sentence
from inforce.read.news.realis import MORE_PASTS, Scene, of_noun, of_verb, standing_in
from inforce.read.news.sentences import Token
from inforce.read.news.words import words


@dataclass(frozen=True, slots=True)
class _Trigger:
    type: str
    mode: str
    forms: dict[str, frozenset[str]]
    follows: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    phrases: re.Pattern[str] | None
    spoken: bool
    everyday: bool
    rule: str


@cache
def _triggers() -> tuple[_Trigger, ...]:
    table = tomllib.loads((files("inforce.read.news") / "events.toml").read_text(encoding="utf-8"))["triggers"]
    return tuple(
        _Trigger(
            t["type"],
            t["mode"],
            {form: frozenset(kinds) for verb in t.get("verbs", "").split() for form, kinds in forms(verb).items()},
            re.compile(t["with"], re.IGNORECASE) if "with" in t else None,
            re.compile(t["unless"], re.IGNORECASE) if "unless" in t else None,
            re.compile(rf"\b(?:{t['phrases']})", re.IGNORECASE) if "phrases" in t else None,
            t.get("spoken", False),
            t.get("everyday", False),
            f"E{n}",
        )
        for n, t in enumerate(table, start=1)
    )


@cache
def _by_form() -> dict[str, list[tuple[_Trigger, frozenset[str]]]]:
    made: dict[str, list[tuple[_Trigger, frozenset[str]]]] = {}
    for t in _triggers():
        for form, kinds in t.forms.items():
            made.setdefault(form, []).append((t, kinds))
    return made


def events(scene: Scene) -> list[Event]:
    """The events of an article in their order, one for each trigger."""
    made: list[Event] = []
    for s in scene.sentences:
        taken: list[Span] = []
        for event in (*_of_words(scene, s), *_of_phrases(scene, s)):
            if not any(a < event.span[1] and event.span[0] < b for a, b in taken):
                taken.append(event.span)
                made.append(event)
    return sorted(made, key=lambda e: e.span)


def _of_words(scene: Scene, s: Sentence) -> Iterator[Event]:
    ts = s.ts
    for i, t in enumerate(ts):
        for trigger, kinds in _by_form().get(t.low, ()):
            passive = _passive(ts, i)
            where = scene.text[s.unit.span[0] : t.start] if passive else _rest(scene.text, ts, i)
            if trigger.follows and not trigger.follows.search(where):
                continue
            if trigger.unless and (
                trigger.unless.search(_rest(scene.text, ts, i)) or (passive and trigger.unless.search(f" {_last_noun(ts, i)}"))
            ):
                continue
            realis = of_verb(scene, s, i, kinds)
            if realis is None:
                continue
            trigger = _promised(trigger, scene.text, ts, i)
            subject, other = _subject_code(scene, s, i), _object_code(scene, ts, i, s)
            if passive:
                subject, other = _by_agent(scene, ts, i), subject
            if trigger.spoken and not passive and not subject and not _speaks(ts, i):
                break  # 'the situation demands'
            if subject or other or not (trigger.spoken or trigger.everyday):
                yield _event(scene, s, trigger, (t.start, t.end), realis, subject, other)
            break


def _speaks(ts: list[Token], i: int) -> bool:
    """Whether the subject of the verb at `i` can say anything; one that cannot be told, and a name, are given the doubt."""
    subject = left_of(ts, i)
    if subject is None or subject.how != "plain" or ts[i].low.endswith("ing") or (i and ts[i - 1].low == "to"):
        return True
    first = ts[subject.first]
    return human(ts, subject) or (subject.last - subject.first <= 4 and first.text[0].isupper() and first.low not in DETERMINERS)


def _last_noun(ts: list[Token], i: int) -> str:
    """What a passive is said of: the noun before it."""
    k = i - 1
    while k > 0 and (
        ts[k].low in BE or ts[k].low in ADVERBS or ts[k].low.endswith("ly") or ts[k].low in ("been", "being", "has", "have", "had")
    ):
        k -= 1
    return ts[k].low if k >= 0 else ""


_SENDS = (
    "give",
    "grant",
    "provide",
    "send",
    "deliver",
    "supply",
    "ship",
    "contribute",
    "lend",
    "airlift",
    "hold",
    "begin",
    "open",
    "sign",
    "impose",
)
_AGREED = words("agreed")


def _promised(trigger: _Trigger, text: str, ts: list[Token], i: int) -> _Trigger:
    """'will release' and 'would suspend': in PLOVER what somebody says he will do is a deed of agreeing or of threatening."""
    if i == 0 or ts[i - 1].low not in ("will", "would", "'ll", "shall"):
        return trigger
    hostile = trigger.type not in _AGREED or re.search(
        r"^\W+(?:\w+\W+){0,3}(?:peacekeep|inspector|ambassador|support|from the (?:treaty|talks))", text[ts[i].end : ts[i].end + 60]
    )
    return (
        replace(trigger, type="THREATEN" if hostile else "AGREE", mode="", spoken=True)
        if trigger.type not in ("AGREE", "THREATEN", "REQUEST", "ACCUSE")
        else trigger
    )


def _rest(text: str, ts: list[Token], i: int) -> str:
    end = next(
        (t.start for t in ts[i + 1 : i + 16] if t.text in ".;:" or t.low in ("that", "which", "who")), ts[min(i + 15, len(ts) - 1)].end
    )
    return text[ts[i].end : end]


def _of_phrases(scene: Scene, s: Sentence) -> Iterator[Event]:
    a, b = s.unit.span
    starts = [t.start for t in s.ts]
    for trigger in _triggers():
        if trigger.phrases is None:
            continue
        for m in trigger.phrases.finditer(scene.text, a, b):
            i = bisect_right(starts, m.start()) - 1
            if i < 0:
                continue
            first = re.match(r"[\w'-]+", m[0])
            word = first[0].lower() if first else ""
            verbal = (
                trigger.type in ("AGREE", "THREATEN", "REJECT", "REQUEST")
                or word.endswith(("ed", "ing"))
                or word in PASTS
                or word in MORE_PASTS
            )
            if not verbal and not (i and s.ts[i - 1].low == "to" and word in _SENDS):
                yield _event(scene, s, trigger, m.span(), of_noun(scene, s, i), _subject_code(scene, s, i), _object_code(scene, s.ts, i, s))
                continue
            kinds = {"past"} if word.endswith("ed") or word in PASTS or word in MORE_PASTS else {"base"}
            realis = of_verb(scene, s, i, frozenset(kinds)) if trigger.type != "AGREE" or kinds == {"past"} else Realis.INTENDED
            if realis is None:
                realis = Realis.HYPOTHETICAL
            if trigger.spoken and realis in (Realis.INTENDED, Realis.HYPOTHETICAL, Realis.DENIED):
                realis = Realis.INTENDED
            yield _event(scene, s, trigger, m.span(), realis, _subject_code(scene, s, i), _object_code(scene, s.ts, i, s))


def _passive(ts: list[Token], i: int) -> bool:
    k = i - 1
    while k >= 0 and (ts[k].low in ADVERBS or ts[k].low.endswith("ly")):
        k -= 1
    return k >= 0 and ts[k].low in BE and not ts[i].low.endswith("ing")


def _subject_code(scene: Scene, s: Sentence, i: int) -> str:
    subject = left_of(s.ts, i)
    if subject is None or subject.how == "shared" or subject.last <= subject.first:
        inside = [m for m in scene.actors.within((s.unit.span[0], s.ts[i].start)) if m.kind in ("state", "government", "organ", "person")]
        return scene.actors.code(scene.text, inside[0].span) if inside else ""
    span = s.span(subject.first, subject.last)
    if code := scene.actors.code(scene.text, span):
        return code
    return next((st.on_behalf_of for st in scene.statements if st.speaker_span == span), "")


def _object_code(scene: Scene, ts: list[Token], i: int, s: Sentence) -> str:
    first = i + 2 if ts[i + 1 : i + 2] and ts[i + 1].low == "that" else i + 1  # 'demanding that the Turkish government …'
    end = next((t.start for t in ts[first:] if t.text in ".;:" or t.low in ("that", "which", "because", "after")), s.unit.span[1])
    inside = [m for m in scene.actors.within((ts[i].end, end)) if m.kind in ("state", "government", "organ", "person")]
    return scene.actors.code(scene.text, (inside[0].span[0], min(inside[0].span[1] + 30, end))) if inside else ""


def _by_agent(scene: Scene, ts: list[Token], i: int) -> str:
    k = next((k for k in range(i + 1, min(i + 16, len(ts))) if ts[k].low == "by"), -1)
    return scene.actors.code(scene.text, (ts[k].end, ts[min(k + 10, len(ts) - 1)].end)) if k > 0 else ""


_MODES = [
    ("meet", re.compile(r"\b(?:talks?|negotiat\w+|meet\w*|summit|dialogue|mediat\w+)\b", re.IGNORECASE)),
    ("assist", re.compile(r"\b(?:aid|assistance|help|loans?|supplies|food)\b", re.IGNORECASE)),
    (
        "yield",
        re.compile(
            r"\b(?:lift|eas\w+|release|withdraw\w*|stop|halt|end|abandon|cease|denuclear\w+|return|disarm\w*|allow)\b", re.IGNORECASE
        ),
    ),
    ("change", re.compile(r"\b(?:reform\w*|resign\w*|step down|change|election\w*|polic\w+|rights)\b", re.IGNORECASE)),
]


def _mode(type: str, rest: str) -> str:
    """The mode of a request or refusal, by what is asked or refused."""
    return next((mode for mode, pattern in _MODES if pattern.search(rest)), "") if type in ("REQUEST", "REJECT") else ""


def _event(scene: Scene, s: Sentence, trigger: _Trigger, span: Span, realis: Realis, source: str, target: str) -> Event:
    inside = standing_in(scene, span[0])
    here = [t for t in scene.times if s.unit.span[0] <= t.span[0] < s.unit.span[1] and t.first == t.last]
    near = min(here, key=lambda t: abs(t.span[0] - span[0]), default=None)
    real = realis in (Realis.HAPPENED, Realis.ONGOING, Realis.CLAIMED)
    place = next((m.name for m in scene.actors.within(s.unit.span) if m.kind == "place"), "")
    return Event(
        id=content_id(scene.article, span, trigger.type),
        article=scene.article,
        type=trigger.type,
        mode=trigger.mode or _mode(trigger.type, scene.text[span[1] : min(span[1] + 90, s.unit.span[1])]),
        source=source,
        target=target if target != source else "",
        place=place,
        day=near.first if near and real else None,
        realis=realis,
        span=span,
        statement=inside.id if inside else "",
        rule=trigger.rule,
        asserted_by=inside.speaker or scene.source if inside else scene.source,
    )
