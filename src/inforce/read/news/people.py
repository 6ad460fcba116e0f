"""Who a speaker is: name and role out of a description, surnames and pronouns led back to whom they stand for."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from inforce.base.news import Span
from inforce.read.news.clauses import DETERMINERS, PREPOSITIONS
from inforce.read.news.mentions import Actors
from inforce.read.news.sentences import Token
from inforce.read.news.words import words

_TITLES = words("titles")
_BODIES = words("bodies")
_PARTICLES = words("particles")


@dataclass(slots=True)
class Who:
    """A speaker: name or words, role, actor code, and whether it is a person, a body, or several."""

    name: str
    role: str = ""
    code: str = ""
    person: bool = False
    several: bool = False
    named: bool = False


@dataclass(slots=True)
class People:
    """Everybody named so far in one article, and who spoke last."""

    text: str
    tokens: list[Token]
    actors: Actors
    full: dict[str, str] = field(default_factory=dict)
    places: list[tuple[int, str]] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    spoke: list[tuple[int, Who]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Finds the full names: runs of two to four capitalized words that name no State, body or outlet."""
        n = 0
        while n < len(self.tokens):
            end = _capital_run(self.tokens, n, self.text)
            run = self.tokens[n:end]
            named = _strip(run, self.actors)
            if 2 <= len(named) <= 4 and not any(t.low in _BODIES for t in named):
                name = self.text[named[0].start : named[-1].end]
                self.places.append((named[0].start, name))
                self.full.setdefault(named[-1].text, name)
                if "-" in named[-1].text or len(named[-1].text) <= 4:  # Kim Jong-un, Geng Shuang: the surname stands first
                    self.full.setdefault(named[0].text, name)
            n = max(end, n + 1)

    def _within(self, span: Span) -> list[Token]:
        first = bisect_left(self.tokens, span[0], key=lambda t: t.start)
        return self.tokens[first : bisect_left(self.tokens, span[1], lo=first, key=lambda t: t.start)]

    def who(self, span: Span, how: str) -> Who:
        """The speaker described at `span`; pronouns are looked up by `pronoun`."""
        ts = self._within(span)
        first, rest = _chunks(ts)
        name, role = _name(self.text, first, self.actors), ""
        body = any(t.low in _BODIES for t in name or ())
        described = self.text[slice(*span)]
        if name is None and rest and (other := _name(self.text, rest, self.actors)) and len(other) >= 1 and rest[0] is other[0]:
            name, role = other, self.text[first[0].start : first[-1].end]
        elif name is not None:
            prefix = self.text[first[0].start : name[0].start].strip() if first[0] is not name[0] else ""
            tail = self.text[rest[0].start : rest[-1].end] if rest else ""
            role = ", ".join(part for part in (prefix, tail) if part and part.lower() not in DETERMINERS)
        code = self.actors.code(self.text, span)
        if name is None:
            words = self.text[first[0].start : first[-1].end] if first else described
            return Who(_plain(words), code=code, several=_several(first))
        short = self.text[name[0].start : name[-1].end]
        whole = short if body else self.full.get(short, short)
        self.roles.setdefault(whole, role) if role else None
        if code and (whole not in self.codes or role):
            self.codes[whole] = code
        return Who(whole, role or self.roles.get(whole, ""), code or self.codes.get(whole, ""), not body, " and " in short, named=True)

    def pronoun(self, at: int, word: str, sentence_before: Span | None) -> Who | None:
        """Whom he, she, it or they stands for at a place: the subject of the sentence before, else who spoke last, else the last name."""
        person = word in ("he", "she", "his", "her", "him")
        if sentence_before and (who := self._begins(sentence_before, person)):
            return who
        for place, who in reversed(self.spoke):
            if place < at and who.person == person and (who.several or word not in ("they", "their", "them") or not who.person):
                return who
        names = [name for place, name in self.places if place < at]
        if person and names:
            name = names[-1]
            return Who(name, self.roles.get(name, ""), self.codes.get(name, ""), True, named=True)
        return None

    def _begins(self, sentence: Span, person: bool) -> Who | None:
        ts = self._within(sentence)[:12]
        if not ts:
            return None
        if person:
            found = next((name for place, name in self.places if ts[0].start <= place <= ts[min(3, len(ts) - 1)].start), None)
            found = found or (self.full.get(ts[0].text) if ts[0].text[0].isupper() else None)
            return Who(found, self.roles.get(found, ""), self.codes.get(found, ""), True, named=True) if found else None
        return None


def _capital_run(ts: list[Token], n: int, text: str) -> int:
    """Where a run of capitalized words ends; a line is its end at the latest."""
    end = n
    while end < len(ts) and (end == n or "\n" not in text[ts[end - 1].end : ts[end].start]):
        particle = end > n and ts[end].low in _PARTICLES and end + 1 < len(ts) and ts[end + 1].text[0].isupper()
        if not (ts[end].text[0].isupper() or particle):
            break
        end += 1
        if end < len(ts) and ts[end].text == "." and len(ts[end - 1].text) == 1:  # an initial
            end += 1
    return end


def _strip(run: list[Token], actors: Actors) -> list[Token]:
    """A run without the States, bodies and titles it begins with."""
    while run:
        m = next(
            (m for m in actors.within((run[0].start, run[0].end)) if m.kind not in ("person", "listed") and m.span[0] == run[0].start), None
        )
        if m and m.kind != "government":
            run = [t for t in run if t.start >= m.span[1]]
        elif (
            (run[0].low.rstrip(".") in _TITLES and len(run) > 1)
            or run[0].text in "'s"
            or run[0].low in ("the", "a", "in", "on", "but", "and", "for")
        ):
            run = run[1:]
        else:
            break
    return run


def _chunks(ts: list[Token]) -> tuple[list[Token], list[Token]]:
    cut = next((n for n, t in enumerate(ts) if t.text in ",(" or t.low in ("who", "which")), len(ts))
    return ts[:cut], [t for t in ts[cut + 1 :] if t.text not in "()"]


def _name(text: str, ts: list[Token], actors: Actors) -> list[Token] | None:
    """The proper name that a description ends in, or consists of; None when it names nobody."""
    if not ts:
        return None
    n = len(ts)
    while n > 0 and (
        ts[n - 1].text[0].isupper() or ts[n - 1].low in _PARTICLES or (ts[n - 1].text == "." and n > 1 and len(ts[n - 2].text) == 1)
    ):
        n -= 1
    run = ts[n:]
    if not run:
        return _whole(ts)
    before = ts[n - 1] if n else None
    stripped = _strip(list(run), actors)
    if before is not None and (before.low in DETERMINERS | PREPOSITIONS or before.text in ("'s", "'", "and")):
        if stripped and len(stripped) < len(run) and not any(t.low in _BODIES for t in stripped):
            return stripped
        return _whole(ts)
    if not stripped:
        return _whole(ts) or run
    return run if any(t.low in _BODIES for t in run) else stripped


def _whole(ts: list[Token]) -> list[Token] | None:
    """A body named with 'the' or with a State's possessive: the Security Council, China's Foreign Ministry."""
    inner = ts[1:] if ts[0].low in ("the", "both") else ts
    return inner if inner and inner[0].text[0].isupper() and (inner[-1].text[0].isupper() or "and" in [t.low for t in inner]) else None


def _several(ts: list[Token]) -> bool:
    return bool(ts) and (
        any(t.low == "and" for t in ts)
        or (ts[-1].low.endswith("s") and not ts[-1].low.endswith("ss"))
        or ts[-1].low in ("people", "police")
    )


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" ,")
