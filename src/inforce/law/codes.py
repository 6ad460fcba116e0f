"""Customs codes: how they are read, and how a code lies to the lines of a scope. Codes are strings; nothing is repaired."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from inforce.base.nouns import Scope

_EDITION = re.compile(r"(?:(?P<nomenclature>[A-Z][A-Z/-]*?)[ -]*)?(?P<year>(?:19|20)\d\d)?")
_HS_DIGITS = 6  # the Harmonized System ends here; what follows is each customs territory's own


@dataclass(frozen=True, slots=True)
class Code:
    """A customs code: its digits, the nomenclature they are of ('HS', 'CN', …; '' not said) and its year ('' not said)."""

    digits: str
    nomenclature: str = ""
    edition: str = ""


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


@lru_cache(maxsize=65536)
def read_code(hs: str | None, edition: str | None = None) -> Code | str:
    """The code in `hs`, or what to ask where it is none. Dots and spaces are dropped; 4, 6, 8 or 10 digits are a code.

    `edition` is a year, with the nomenclature before it where digits after the sixth matter: '2017', 'HS 2022', 'CN 2017'.
    """
    if not (hs or "").strip():
        return "no HS code given: what is the code of the goods? Add `hs`"
    digits = re.sub(r"[.\s]", "", hs or "")
    if not re.fullmatch("[0-9]+", digits):
        return f"{hs!r} is no HS code: which 4, 6, 8 or 10 digits are meant? Mend `hs`"
    if len(digits) in (5, 7, 9):
        return f"the HS code {hs!r} has {len(digits)} digits: was a leading zero lost? Write `hs` as text with all its digits"
    if len(digits) not in (4, 6, 8, 10):
        return f"the HS code {hs!r} has {len(digits)} digits: which 4, 6, 8 or 10 digits are meant? Mend `hs`"
    found = _EDITION.fullmatch((edition or "").strip().upper())
    if found is None:
        return f"{edition!r} is no edition of a nomenclature: which is it? Write `hs_edition` as '2017' or 'CN 2017'"
    return Code(digits, found["nomenclature"] or "", found["year"] or "")


def place(code: Code, scope: Scope) -> Place:
    """How `code` lies to the lines of `scope`."""
    found = [p for p in _places(code, scope) if p.lies is not Lies.OUTSIDE]
    return next((p for p in found if p.lies is Lies.WITHIN), found[0] if found else Place(Lies.OUTSIDE))


def _places(code: Code, scope: Scope) -> Iterator[Place]:
    for line in scope.codes:
        first, last = _undivided(line.first), _undivided(line.last)
        n = min(len(first), len(code.digits))
        label = line.first if line.first == line.last else f"{line.first} to {line.last}"
        if not first[:n] <= code.digits[:n] <= last[:n]:
            continue
        if n > _HS_DIGITS and code.nomenclature != scope.nomenclature:
            written = f"{scope.nomenclature} {scope.edition}"
            ask = f"are the last digits of {code.digits} those of the {scope.nomenclature}? If so write `hs_edition` as '{written}'"
            yield Place(Lies.ASK, label, ask)
        elif n < len(first):
            yield Place(Lies.ASK, label, f"of {code.digits} only {label} is meant: what are the further digits of the code?")
        elif line.ex:
            yield Place(Lies.ASK, label, f"of {label} only a part is meant: are the goods {scope.title}?")
        else:
            yield Place(Lies.WITHIN, label)


def _undivided(code: str) -> str:
    """Zeros after the sixth digit say that the subheading is not divided: the whole of it is meant."""
    return code[:_HS_DIGITS] if len(code) > _HS_DIGITS and not code[_HS_DIGITS:].strip("0") else code
