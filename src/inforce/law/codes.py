"""Customs codes: how they are read, and how a code lies to a scope. Codes are strings; nothing is repaired or guessed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from reprlib import repr as cut

from inforce.base.clauses import Codes
from inforce.base.nouns import Scope
from inforce.law.hs import DIGITS, EDITIONS, bridge, edition_of, exists, subheadings

_EDITION = re.compile(r"(?:(?P<nomenclature>[A-Z][A-Z/-]*?)[ -]*)?(?P<year>(?:19|20)\d\d)?")
GUESSED_IN = "2017"  # the edition that a scope's `candidates` are of: that of all scopes so far
_NOMENCLATURES = ("HS", "CN", "TARIC", "CN-CUSTOMS", "HTS")  # may stand without a year; others need one to be known for what they are
_UNION = ("CN", "TARIC")  # TARIC adds two digits to the eight of the Combined Nomenclature


@dataclass(frozen=True, slots=True)
class Code:
    """A customs code: its digits, the nomenclature that those after the sixth are of ('' not said), and its HS editions.

    Where the edition was not said, `editions` are all those in which there is such a code.
    """

    digits: str
    nomenclature: str
    editions: tuple[str, ...]


class Lies(StrEnum):
    """How a code lies to a scope: within it, outside, or to be asked because the code alone cannot tell."""

    WITHIN = "within"
    OUTSIDE = "outside"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Place:
    """How a code lies to a scope: by which of its lines, and what is to be asked where the code cannot tell."""

    lies: Lies
    line: str = ""
    question: str = ""


_OUTSIDE = Place(Lies.OUTSIDE)


@lru_cache(maxsize=65536)
def read_code(hs: str | None, edition: str | None = None) -> Code | str:
    """The code in `hs`, or what to ask where it is none. Dots and spaces are dropped; 4, 6, 8 or 10 digits are a code.

    `edition` is a year, with the nomenclature before it where digits after the sixth matter: '2017', 'HS 2022', 'CN 2017'.
    """
    if not (hs or "").strip():
        return "no HS code given: what is the code of the goods? Add `hs`"
    digits = re.sub(r"[.\s]", "", hs or "")
    if not re.fullmatch("[0-9]+", digits):
        return f"{cut(hs)} is no HS code: which 4, 6, 8 or 10 digits are meant? Mend `hs`"
    if len(digits) in (5, 7, 9):
        return f"the HS code {cut(hs)} has {len(digits)} digits: was a leading zero lost? Write `hs` as text with all its digits"
    if len(digits) not in (4, 6, 8, 10):
        return f"the HS code {cut(hs)} has {len(digits)} digits: which 4, 6, 8 or 10 digits are meant? Mend `hs`"
    found = _EDITION.fullmatch((edition or "").strip().upper())
    if found is None or not _known(found["nomenclature"] or "", found["year"] or ""):
        return f"{cut(edition)} is no edition from {EDITIONS[0]} on: which is it? Write `hs_edition` as '2017' or 'CN 2017'"
    said = (edition_of(found["year"]),) if found["year"] else EDITIONS
    editions = tuple(e for e in said if exists(digits, e))
    if not editions:
        return f"{cut(hs)} is no code of HS {', '.join(said)}: which code is meant, and of which edition? Mend `hs` or `hs_edition`"
    return Code(digits, found["nomenclature"] or "", editions)


def _known(nomenclature: str, year: str) -> bool:
    return bool(edition_of(year)) if year else nomenclature in ("", *_NOMENCLATURES)


def place(code: Code, scope: Scope, now: str) -> Place:
    """How `code` lies to `scope`: as its act wrote the lines, and where they change with the nomenclature, as they read today.

    `now` is the edition in force on the day of the row.
    """
    if not scope.codes:
        return _OUTSIDE
    if _never_moved(code, scope, now):
        return _by_lines(code.digits, code, scope)
    places = {edition: _in_edition(code, edition, scope, now) for edition in code.editions}
    if len({p.lies for p in places.values()}) == 1:
        return next(iter(places.values()))
    within = ", ".join(e for e, p in places.items() if p.lies is Lies.WITHIN)
    line = next(p.line for p in places.values() if p.line)
    told = f"in that of {within} it is {scope.title}, in another it may not be" if within else f"only in one may it be {scope.title}"
    return Place(Lies.ASK, line, f"of which edition is {code.digits}? {told[0].upper()}{told[1:]}. Write `hs_edition`")


def _never_moved(code: Code, scope: Scope, now: str) -> bool:
    """Whether the code is one subheading, and in all its editions the same goods as in the scope's own and today's."""
    six, others = code.digits[:DIGITS], (edition_of(scope.edition), now)
    return len(six) == DIGITS and all(bridge(six, edition, other) == {six} for edition in code.editions for other in others)


def chapters(code: Code) -> frozenset[str]:
    """The chapters that its goods may be in, in any edition."""
    held = (bridge(s, said, to) for said in code.editions for s in subheadings(code.digits, said) for to in EDITIONS)
    return frozenset(s[:2] for goods in held for s in goods)


def _in_edition(code: Code, edition: str, scope: Scope, now: str) -> Place:
    written = _held(code, edition, edition_of(scope.edition), scope)
    if not scope.dynamic or written.lies is Lies.ASK:
        return written
    today = _held(code, edition, now, scope)
    return written if today.lies is written.lies else _straddles(code, scope, today.line or written.line)


def _held(code: Code, edition: str, other: str, scope: Scope) -> Place:
    """How what the code holds in its edition lies to the scope under the codes that it has in the other one."""
    return _united([p for s in subheadings(code.digits, edition) for p in _bridged(s, code, edition, other, scope)], code, scope)


def _bridged(subheading: str, code: Code, edition: str, other: str, scope: Scope) -> Iterator[Place]:
    held = bridge(subheading, edition, other)
    if held == {subheading}:
        yield _by_lines(_full(subheading, code), code, scope)
    else:
        yield from (_by_lines(s, code, scope) for s in sorted(held))


def _full(subheading: str, code: Code) -> str:
    return code.digits if len(code.digits) > DIGITS else subheading


def _united(places: list[Place], code: Code, scope: Scope) -> Place:
    """One answer for all that a code holds: a question as soon as the answers differ."""
    if len({p.lies for p in places}) == 1:
        return places[0]
    if len(code.digits) < DIGITS:
        lines = ", ".join(dict.fromkeys(p.line for p in places if p.line))
        return Place(Lies.ASK, lines, f"of {code.digits} only {lines} is meant: what are the further digits of the code?")
    return _straddles(code, scope, next(p.line for p in places if p.line))


def _straddles(code: Code, scope: Scope, line: str) -> Place:
    ask = f"{code.digits} holds goods that had other codes in {scope.edition}, only some of them {scope.title}: which are these?"
    return Place(Lies.ASK, line, ask)


def _by_lines(digits: str, code: Code, scope: Scope) -> Place:
    ours = _undivided(digits if _same_digits(code.nomenclature, scope.nomenclature) else digits[:DIGITS])
    near = (line for line in (*scope.codes, *scope.whole) if line.first[:2] <= ours[:2] <= line.last[:2])
    found = [p for p in (_by_line(ours, line, code, scope) for line in near) if p]
    return next((p for p in found if p.lies is Lies.WITHIN), found[0] if found else _OUTSIDE)


def _by_line(digits: str, line: Codes, code: Code, scope: Scope) -> Place | None:
    first, last = _undivided(line.first), _undivided(line.last)
    n = min(len(first), len(digits))
    label = line.first if line.first == line.last else f"{line.first} to {line.last}"
    if not first[:n] <= digits[:n] <= last[:n]:
        return None
    if n < len(first):
        return Place(Lies.ASK, label, _further(digits, label, code, scope))
    if line.ex or scope.excluding:
        but = f" and not {scope.excluding}" if scope.excluding else ""
        return Place(Lies.ASK, label, f"of {label} only a part is meant: are the goods {scope.title}{but}?")
    return Place(Lies.WITHIN, label)


def _further(digits: str, label: str, code: Code, scope: Scope) -> str:
    """What to ask where the line is longer than what the code tells: another tariff's digits after the sixth tell nothing."""
    if len(code.digits) > len(digits):
        how = f"{code.digits} in the {scope.nomenclature}? Write that, with `hs_edition` as '{scope.nomenclature} {scope.edition}'"
        return f"of {digits} only {label} is meant, and other tariffs divide it otherwise: what is {how}"
    return f"of {digits} only {label} is meant: what are the further digits of the code?"


def _same_digits(ours: str, theirs: str) -> bool:
    return ours == theirs.upper() or (ours in _UNION and theirs in _UNION)


def _undivided(code: str) -> str:
    """Zeros after the sixth digit say that the subheading is not divided: the whole of it is meant."""
    return code[:DIGITS] if len(code) > DIGITS and not code[DIGITS:].strip("0") else code
