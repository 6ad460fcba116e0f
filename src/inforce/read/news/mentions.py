"""Names found by gazetteers of ours, and the code of the actor whom a description is of, in the codes of CAMEO and PLOVER."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from inforce.base.news import Mention, Span
from inforce.base.places import alpha3, demonyms, names_of_countries
from inforce.read.news.offices import Official, officials
from inforce.read.news.sentences import Token, shadow, tokens
from inforce.read.news.words import words

_RESOLUTION = re.compile(
    r"\b(?:UN(?:SC)?|U\.N\.|(?:United Nations )?Security Council)?\s*[Rr]esolutions?\s+(?:No\.? ?|number )?"
    r"((?:\d{3,4}(?:\s*\(\d{4}\))?(?:,\s*|\s+and\s+|,\s*and\s+)?)+)|\bUNSCR\s*(\d{3,4})"
)
_ORDER = re.compile(r"\b(?:Executive Order|E\.O\.|EO)\s*(?:No\.? ?)?(\d{5})\b")
_REGULATION = re.compile(r"\b(?:Council )?Regulation\s*(?:\((?:EU|EC)\)\s*)?(?:No\.? ?)?(\d{4}/\d{1,4}|\d{1,4}/\d{4})\b")
_OUTLET = re.compile(
    r"\b(?:[A-Z][\w'-]+ ){1,3}(?:News(?: Agency| Service)?|Times|Post|Herald|Gazette|Tribune|Journal|Daily|Wire|TV|Press|Weekly|Magazine)\b"
)
_PLACE_BEFORE, _PLACE_AFTER = words("place_before"), words("place_after")


@dataclass(frozen=True, slots=True)
class _Name:
    kind: str
    code: str
    name: str
    official: Official | None = None


Forms = dict[str, list[tuple[tuple[str, ...], _Name]]]  # first word -> (all words, what they name), longest first


@cache
def gazetteer() -> dict[str, Any]:
    """gazetteer.toml."""
    return tomllib.loads((files("inforce.read.news") / "gazetteer.toml").read_text(encoding="utf-8"))


@cache
def _forms() -> Forms:
    """First word -> (all words, what they name), longest first."""
    found: dict[tuple[str, ...], _Name] = {}
    for written, name in _listed():
        found[_split(written)] = name
    return _by_first(found)


def _split(written: str) -> tuple[str, ...]:
    """A name as the tokens that it is in a text."""
    plain = shadow(written)
    return tuple(t.text for t in tokens(plain, (0, len(plain)), []))


def _by_first(found: Mapping[tuple[str, ...], _Name]) -> Forms:
    made: Forms = {}
    for form, name in sorted(found.items(), key=lambda item: (-len(item[0]), item[0])):
        made.setdefault(form[0], []).append((form, name))
    return made


def _listed() -> Iterator[tuple[str, _Name]]:
    g, three, names = gazetteer(), alpha3(), names_of_countries()
    for word, code in demonyms().items():
        plural = "" if word.endswith(("sh", "ch", "ese", "se", "ss")) else "s"
        for form in (word.title(), word.title() + plural):
            yield form, _Name("state", three.get(code, code), "")
    for name, code in names.items():
        yield name.replace("’", "'"), _Name("state", three.get(code, code), name)
    for code, forms in g["states"].items():
        yield from ((form, _Name("state", code, form)) for form in forms)
    for code, forms in g["capitals"].items():
        yield from ((form, _Name("government", code + "GOV", form)) for form in forms)
    for name, (code, *forms) in g["organs"].items():
        yield from ((form, _Name("organ", code, name)) for form in forms)
    for form in g["outlets"][""]:
        yield form, _Name("outlet", "MED", form)
    for code, forms in g["state_outlets"].items():
        yield from ((form, _Name("outlet", code, form)) for form in forms)
    for o in officials():
        yield from ((form, _Name("person", o.code, o.name, o)) for form in o.forms)


def mentions(text: str, ts: list[Token], day: date | None, names: Mapping[str, str]) -> list[Mention]:
    """The names in shadow text, in their order; `day` picks the role that an official then had, `names` are further ones -> id."""
    forms, own = _forms(), _own(names)
    surnames, found, n = _surnames(ts), [], 0
    while n < len(ts):
        hit = _longest(ts, n, own, low=True) or _longest(ts, n, forms)
        if hit and (made := _mention(text, ts, n, hit, surnames, day)):
            found.append(made)
            n += len(hit[0])
        else:
            n += 1
    found += [_instrument(text, m) for m in _RESOLUTION.finditer(text)]
    found += [_act(text, m, f"us/eo-{m[1]}") for m in _ORDER.finditer(text)]
    found += [_act(text, m, f"eu/{m[1].replace('/', '-')}") for m in _REGULATION.finditer(text)]
    outlets = [m.span for m in found if m.kind == "outlet"]
    more = (m for m in _OUTLET.finditer(text) if not any(m.start() < b and a < m.end() for a, b in outlets))
    found += [Mention("outlet", m.span(), m[0], "MED", m[0]) for m in more]
    found += _later(text, ts, found)
    return sorted(found, key=lambda m: (m.span, m.kind))


def officials_of(found: list[Mention], text: str) -> Iterator[tuple[str, str, date, date]]:
    """(name, role, first day, last day) of the roles in which the text names officials: a role with one span whose last words
    ('president', 'assistant secretary') stand near the name."""
    for official in officials():
        at = next((m.span for m in found if m.kind == "person" and m.name == official.name), None)
        if at is None or not official.roles:
            continue
        near = text[max(0, at[0] - 60) : at[1] + 100].lower()
        role = official.roles[0].role
        head = role.split(" of ")[0]
        if all(o.role.split(" of ")[0] == head for o in official.roles) and head in near and f"former {head}" not in near:
            yield official.name, role, min(o.since for o in official.roles), max(o.until or date.max for o in official.roles)


def _own(names: Mapping[str, str]) -> Forms:
    """Names handed in, in lower case: lists write them in capitals."""
    found = {tuple(w.lower() for w in _split(name)): _Name("listed", ref, name) for name, ref in names.items()}
    return _by_first({form: name for form, name in found.items() if form})


def _longest(ts: list[Token], n: int, forms: Forms, low: bool = False) -> tuple[tuple[str, ...], _Name] | None:
    for form, name in forms.get(ts[n].low if low else ts[n].text, ()):
        here = ts[n : n + len(form)]
        if len(here) == len(form) and all((t.low if low else t.text) == w for t, w in zip(here, form, strict=True)):
            return form, name
    return None


def _mention(
    text: str, ts: list[Token], n: int, hit: tuple[tuple[str, ...], _Name], surnames: set[str], day: date | None
) -> Mention | None:
    form, name = hit
    before = ts[n - 1].low if n else ""
    after = ts[n + len(form)].low if n + len(form) < len(ts) else ""
    last = ts[n + len(form) - 1]
    span = (ts[n].start, last.end)
    if form[-1] in ("North", "South"):  # the Koreas, where "the North" stands alone
        follows = n + len(form) < len(ts) and ts[n + len(form)].text[0].isupper()
        if follows or "the" not in (before, form[0]):
            return None
    if name.kind == "government" and form[0] in surnames:
        return None
    kind, code = name.kind, name.code
    if kind == "government" and (before in _PLACE_BEFORE or after in _PLACE_AFTER or (after == "," and before == ",")):
        kind, code = "place", code[:3]
    office = name.official.on(day) if name.official and day else None
    return Mention(kind, span, text[slice(*span)], code, name.name or form[0], office.role if office else "")


def _surnames(ts: list[Token]) -> set[str]:
    """Words that stand after a first name or title somewhere: Valeska Paris is no capital."""
    found = set()
    known = _forms()
    for a, b in pairwise(ts):
        beside = a.text[:1].isupper() and b.text[:1].isupper() and a.end + 1 == b.start
        if beside and len(a.text) > 2 and a.text not in known and a.low not in words("no_first_names"):
            found.add(b.text)
    return found


def _instrument(text: str, m: re.Match[str]) -> Mention:
    numbers = re.findall(r"\b(\d{3,4})\b(?!\))", m[1] or m[2] or "")
    codes = " ".join(f"un/{n}" for n in numbers)
    return Mention("instrument", m.span(), text[slice(*m.span())].strip(), codes, codes)


def _act(text: str, m: re.Match[str], code: str) -> Mention:
    return Mention("instrument", m.span(), text[slice(*m.span())], code, code)


def _later(text: str, ts: list[Token], found: list[Mention]) -> list[Mention]:
    """Officials by surname alone, after their whole name: Kim and other Korean or Chinese names by the first word, others by the last."""
    taken = {m.span[0] for m in found}
    surname: dict[str, Mention] = {}
    for person in (m for m in found if m.kind == "person"):
        parts = person.text.split()
        first = "-" in person.text or parts[0] in ("Xi", "Hu", "Wang", "Geng", "Hua", "Lu", "Kim", "Ri", "Choe")
        surname.setdefault(parts[0] if first else parts[-1], person)
    return [
        Mention("person", (t.start, t.end), t.text, m.code, m.name, m.role)
        for t in ts
        if (m := surname.get(t.text))
        and t.start > m.span[1]
        and t.start not in taken
        and not any(o.span[0] <= t.start < o.span[1] for o in found)
    ]


@dataclass(slots=True)
class Actors:
    """Who is who in one article: the mentions by place, and descriptions already met."""

    found: list[Mention]
    starts: list[int] = field(default_factory=list)
    ministries: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.starts = [m.span[0] for m in self.found]

    def within(self, span: Span) -> Iterator[Mention]:
        """The mentions inside a span."""
        for m in self.found[bisect_left(self.starts, span[0]) :]:
            if m.span[0] >= span[1]:
                return
            yield m

    def code(self, text: str, span: Span) -> str:
        """The actor code of the description at `span` of shadow text: its State or organ, and the sector of its words; '' unknown."""
        inside = [m for m in self.within(span) if m.kind in ("state", "government", "organ", "person", "outlet")]
        words = text[slice(*span)].lower()
        sector = _sector(words)
        for m in inside:
            if m.kind in ("organ", "person") and len(m.code) > 3:
                return m.code
        states = [m for m in inside if m.kind in ("state", "government")]
        if states:
            return self._of_state(words, states[0], sector)
        if "ministry" in words or "minister" in words:
            return self.ministries.get(_key(words), "")
        return next((m.code for m in inside if m.kind == "outlet"), "")

    def _of_state(self, words: str, state: Mention, sector: str) -> str:
        code = state.code[:3]
        if len(state.code) > 3 and not sector:
            return state.code
        whole = code + (sector or "GOV")
        if key := _key(words):
            self.ministries[key] = whole
        return whole


def _key(words: str) -> str:
    found = re.search(r"\b(foreign|defen[sc]e|interior|unification|commerce|trade|finance|justice|culture)\s+minist(?:ry|er)", words)
    return found[1] if found else ""


@cache
def _sector_words() -> list[tuple[str, re.Pattern[str]]]:
    found: Iterable[tuple[str, list[str]]] = gazetteer()["sectors"].items()
    return [(code, re.compile(r"\b(?:" + "|".join(sorted(listed, key=len, reverse=True)) + r")\b")) for code, listed in found]


def _sector(words: str) -> str:
    if re.search(
        r"\b(?:secretary|minister|ministry|department) (?:of|for) defen[sc]e|defen[sc]e (?:minister|ministry|secretary|official)",
        words,
    ):
        return "MIL"
    if re.search(r"\b(?:secretary|minister|attorney) general\b|secretary-general", words):
        return "GOV"
    return next((code for code, pattern in _sector_words() if pattern.search(words)), "")
