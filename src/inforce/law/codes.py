"""Customs codes: how they are read, and how a code lies to a scope. Codes are strings; nothing is repaired or guessed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from reprlib import repr as cut

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
MOST = 65_536  # digits remembered: a bound on what a hostile file can fill


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


def chapters(code: Code) -> frozenset[str]:
    """The chapters that its goods may be in, in any edition."""
    held = (bridge(s, said, to) for said in code.editions for s in subheadings(code.digits, said) for to in EDITIONS)
    return frozenset(s[:2] for goods in held for s in goods)


def place(code: Code, scope: Scope, now: str) -> Place:
    """How `code` lies to `scope`: as its act wrote the lines, and where they change with the nomenclature, as they read today.

    `now` is the edition in force on the day of the row.
    """
    return Placing(scope).place(code, now)


class Placing:
    """A scope made ready to be asked how many codes lie to it: what its lines say of some digits is found once."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._edition = edition_of(scope.edition)
        self._lines = [(_undivided(line.first), _undivided(line.last), line) for line in (*scope.codes, *scope.whole)]
        self._found: dict[str, tuple[Lies, str, bool]] = {}

    def place(self, code: Code, now: str) -> Place:
        """As `place`."""
        if not self.scope.codes:
            return _OUTSIDE
        if _never_moved(code.digits[:DIGITS], code.editions, self._edition, now):
            return self._by_lines(code.digits, code)
        places = {edition: self._in_edition(code, edition, now) for edition in code.editions}
        if len({p.lies for p in places.values()}) == 1:
            return next(iter(places.values()))
        within = ", ".join(e for e, p in places.items() if p.lies is Lies.WITHIN)
        line, title = next(p.line for p in places.values() if p.line), self.scope.title
        told = f"in that of {within} it is {title}, in another it may not be" if within else f"only in one may it be {title}"
        return Place(Lies.ASK, line, f"of which edition is {code.digits}? {told[0].upper()}{told[1:]}. Write `hs_edition`")

    def _in_edition(self, code: Code, edition: str, now: str) -> Place:
        written = self._held(code, edition, self._edition)
        if not self.scope.dynamic or written.lies is Lies.ASK:
            return written
        today = self._held(code, edition, now)
        return written if today.lies is written.lies else self._straddles(code, today.line or written.line)

    def _held(self, code: Code, edition: str, other: str) -> Place:
        """How what the code holds in its edition lies to the scope under the codes that it has in the other one."""
        return self._united([p for s in subheadings(code.digits, edition) for p in self._bridged(s, code, edition, other)], code)

    def _bridged(self, subheading: str, code: Code, edition: str, other: str) -> Iterator[Place]:
        held = bridge(subheading, edition, other)
        if held == {subheading}:
            yield self._by_lines(code.digits if len(code.digits) > DIGITS else subheading, code)
        else:
            yield from (self._by_lines(s, code) for s in sorted(held))

    def _united(self, places: list[Place], code: Code) -> Place:
        """One answer for all that a code holds: a question as soon as the answers differ."""
        if len({p.lies for p in places}) == 1:
            return places[0]
        if len(code.digits) < DIGITS:
            lines = ", ".join(dict.fromkeys(p.line for p in places if p.line))
            return Place(Lies.ASK, lines, f"of {code.digits} only {lines} is meant: what are the further digits of the code?")
        return self._straddles(code, next(p.line for p in places if p.line))

    def _straddles(self, code: Code, line: str) -> Place:
        scope = self.scope
        ask = f"{code.digits} holds goods that had other codes in {scope.edition}, only some of them {scope.title}: which are these?"
        return Place(Lies.ASK, line, ask)

    def _by_lines(self, digits: str, code: Code) -> Place:
        ours = _undivided(digits if _same_digits(code.nomenclature, self.scope.nomenclature) else digits[:DIGITS])
        if ours not in self._found:
            if len(self._found) >= MOST:
                self._found.clear()
            self._found[ours] = self._find(ours)
        lies, label, all_told = self._found[ours]
        if lies is Lies.OUTSIDE:
            return _OUTSIDE
        if lies is Lies.WITHIN:
            return Place(lies, label)
        return Place(lies, label, self._part(label) if all_told else self._further(ours, label, code))

    def _find(self, ours: str) -> tuple[Lies, str, bool]:
        """How the digits lie to the lines, by which of them, and whether they tell all that it does. A line that holds them whole
        decides, else the first one that may hold them."""
        asked = (Lies.OUTSIDE, "", False)
        for first, last, line in self._lines:
            n = min(len(first), len(ours))
            if first[:n] <= ours[:n] <= last[:n]:
                label = line.first if line.first == line.last else f"{line.first} to {line.last}"
                if n == len(first) and not line.ex and not self.scope.excluding:
                    return Lies.WITHIN, label, True
                if asked[0] is Lies.OUTSIDE:
                    asked = (Lies.ASK, label, n == len(first))
        return asked

    def _part(self, label: str) -> str:
        but = f" and not {self.scope.excluding}" if self.scope.excluding else ""
        return f"of {label} only a part is meant: are the goods {self.scope.title}{but}?"

    def _further(self, digits: str, label: str, code: Code) -> str:
        """What to ask where the line is longer than what the code tells: another tariff's digits after the sixth tell nothing."""
        if len(code.digits) > len(digits):
            scope = self.scope
            how = f"{code.digits} in the {scope.nomenclature}? Write that, with `hs_edition` as '{scope.nomenclature} {scope.edition}'"
            return f"of {digits} only {label} is meant, and other tariffs divide it otherwise: what is {how}"
        return f"of {digits} only {label} is meant: what are the further digits of the code?"


@lru_cache(maxsize=65536)
def _never_moved(six: str, editions: tuple[str, ...], written: str, now: str) -> bool:
    """Whether the code is one subheading, and in all its editions the same goods as in the scope's own and today's."""
    return len(six) == DIGITS and all(bridge(six, edition, other) == {six} for edition in editions for other in (written, now))


def _same_digits(ours: str, theirs: str) -> bool:
    return ours == theirs.upper() or (ours in _UNION and theirs in _UNION)


def _undivided(code: str) -> str:
    """Zeros after the sixth digit say that the subheading is not divided: the whole of it is meant."""
    return code[:DIGITS] if len(code) > DIGITS and not code[DIGITS:].strip("0") else code
