"""What beside the name supports or contradicts that two are one: identifiers, birth date, country, gender."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from inforce.base import ids
from inforce.base.dates import PartialDate
from inforce.base.nouns import Name, Part
from inforce.base.places import country
from inforce.match.weights import Weights

IDENTIFIERS: dict[str, Callable[[str], str]] = {
    "imo": ids.clean_imo,
    "mmsi": ids.clean_mmsi,
    "lei_code": ids.clean_lei,
    "swift_bic": lambda text: ids.clean_bic(text)[:8],  # the last three say which branch of the one bank
    "call_sign": ids.clean_call_sign,
    "passport_number": ids.clean_number,
    "id_number": ids.clean_number,
    "tax_number": ids.clean_number,
    "registration_number": ids.clean_number,
    "wallet": ids.clean_wallet,
}


# Kinds of number that one column or list calls so and another so.
PAPERS = frozenset(("passport_number", "id_number", "tax_number", "registration_number"))
_LONG = 7  # signs: a shorter number is somebody else's in another country or of another kind too often
_SURE = 9  # digits that are a number of the same papers, whatever a column calls them: of seven, one in a thousand is on a long list
_LABEL = re.compile(r"(?:NO|NR|NUM|NUMBER|PASSPORT|PASS|ID|TAX|INN|REG|REGISTRATION|№)?", re.IGNORECASE)
RADIO = ("mmsi", "call_sign")  # numbers that a ship has from her flag and gives back with it


@dataclass(frozen=True, slots=True)
class Side:
    """One party or vessel as it is compared: its names and what could support or contradict them."""

    schema: str
    names: tuple[Name, ...]
    birth_dates: tuple[PartialDate, ...] = ()
    countries: tuple[str, ...] = ()
    gender: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()


def evidence(ours: Side, theirs: Side, points: int, w: Weights, *, weak: bool) -> tuple[Part, ...]:
    """The parts beside a name that scores `points`, each cut so that the running total stays within 0 and 10,000.

    `weak`: one of the two names is of low quality; alone, or with a country, it stays below every threshold. What contradicts an
    identifier in common lowers the score, but not so far that nobody sees it: whose number it is has to be asked.
    """
    parts: list[Part] = []
    wanted = [*_identifier(ours, theirs, w), *_birth(ours, theirs, w), *_country(ours, theirs, w), *_sex(ours, theirs, w)]
    alone = w.evidence["weak alias, at most"]
    if weak and points > alone and not any(p.score > 0 and p.name != "country" for p in wanted):
        wanted.insert(0, Part("weak alias alone", "", "", alone, alone - points))
    for p in wanted:
        applied = max(-points, min(10_000 - points, p.score))
        points += applied
        parts.append(Part(p.name, p.ours, p.theirs, p.weight, applied))
    same = next((p for p in wanted if p.name in IDENTIFIERS and p.score > 0), None)
    least = w.evidence["radio number, at least" if same and same.name in RADIO else "identifier, at least"]
    if same and points < least:
        parts.append(Part("limit: an identifier in common", same.ours, same.theirs, least, least - points))
    return tuple(p for p in parts if p.score)


def most(w: Weights) -> int:
    """What evidence other than an identifier can add at most."""
    return max(w.evidence[d] for d in ("same day", "same month", "same year")) + w.evidence["same country"]


def dates(texts: Iterable[str]) -> tuple[PartialDate, ...]:
    """Those that are dates."""
    found = []
    for text in texts:
        try:
            found.append(PartialDate.parse(text))
        except ValueError:
            continue  # a reader has already reported it as an Issue; here it is a date not given
    return tuple(found)


def countries(texts: Iterable[str]) -> tuple[str, ...]:
    """The codes of those that are countries."""
    return tuple(sorted({country(t) for t in texts} - {""}))


def gender(value: Any) -> str:
    """male, female or ''."""
    return {"m": "male", "male": "male", "f": "female", "female": "female"}.get(str(value or "").strip().casefold(), "")


def identifiers(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Kinds and values, cleaned, of those that are valid."""
    clean = ((kind, IDENTIFIERS[kind](text)) for kind, value in pairs if kind in IDENTIFIERS for text in (value, *_bare(kind, value)))
    return tuple(sorted({(kind, value) for kind, value in clean if value}))


def keys(found: Iterable[tuple[str, str]]) -> list[str]:
    """What each identifier is looked up by: its kind and value; of a long number of somebody's papers, the value alone."""
    return [f"{_family(kind, value)} {value}" for kind, value in found]


def _family(kind: str, value: str) -> str:
    return "papers" if kind in PAPERS and (len(value) >= _SURE or (len(value) >= _LONG and not value.isdigit())) else kind


def _bare(kind: str, text: str) -> list[str]:
    """The number without the country and the words that are written before it: "KP 472310168", "DPRK passport No. 472310168"."""
    words = re.split(r"[\s:.#]+", text.strip())
    n = next((n for n, word in enumerate(words) if not (_LABEL.fullmatch(word) or (word.isalpha() and country(word)))), len(words))
    bare = IDENTIFIERS[kind](" ".join(words[n:]))
    return [bare] if kind in PAPERS and n and len(bare) >= _LONG else []


def _identifier(ours: Side, theirs: Side, w: Weights) -> list[Part]:
    """The identifier in common that gives most; and another IMO number, which takes less where the ship's radio number or her flag is
    the same: a false IMO number is painted on, or another hull's is sent, to be taken for another ship."""
    shared = [(w.evidence.get(kind, w.evidence["identifier"]), kind, value) for kind, value in _shared(ours, theirs)]
    parts = [Part(kind, value, value, gives, gives) for gives, kind, value in sorted(shared)[-1:]]
    hulls, others = _imos(ours), _imos(theirs)
    if hulls and others and not set(hulls) & set(others):
        alike = shared or (ours.schema == "Vessel" and set(ours.countries) & set(theirs.countries))
        gives = w.evidence["other imo, the rest alike" if alike else "other imo"]
        parts.append(Part("imo", ",".join(hulls), ",".join(others), gives, gives))
    return parts


def _shared(ours: Side, theirs: Side) -> set[tuple[str, str]]:
    """Identifiers that both have; of one that is called otherwise on either side, as an identity number."""
    same = set(ours.identifiers) & set(theirs.identifiers)
    papers = {v for k, v in ours.identifiers if _family(k, v) == "papers"} & {v for k, v in theirs.identifiers if _family(k, v) == "papers"}
    return same | {("id_number", value) for value in papers - {value for _, value in same}}


def _imos(side: Side) -> list[str]:
    return [value for kind, value in side.identifiers if kind == "imo"]


def _birth(ours: Side, theirs: Side, w: Weights) -> list[Part]:
    pairs = [(a, b) for a in ours.birth_dates for b in theirs.birth_dates]
    if not pairs:
        return []
    found = [(w.evidence[kind], kind, a, b) for a, b in pairs for kind in (_agreement(a, b),)]
    gives, _, a, b = max(found, key=lambda f: f[0])
    return [Part("birth date", str(a), str(b), gives, gives)]


def _agreement(a: PartialDate, b: PartialDate) -> str:
    if a.overlaps(b):
        return {"day": "same day", "month": "same month"}.get(min(a.precision, b.precision, key=_PRECISE.index), "same year")
    return "near year" if a.overlaps(b, 2 * 366) else "other birth date"


_PRECISE = ("range", "year", "month", "day")


def _country(ours: Side, theirs: Side, w: Weights) -> list[Part]:
    if not ours.countries or not theirs.countries:
        return []
    gives = w.evidence["same country" if set(ours.countries) & set(theirs.countries) else "other country"]
    return [Part("country", ",".join(ours.countries), ",".join(theirs.countries), gives, gives)]


def _sex(ours: Side, theirs: Side, w: Weights) -> list[Part]:
    differ = ours.gender and theirs.gender and ours.gender != theirs.gender
    gives = w.evidence["other gender"]
    return [Part("gender", ours.gender, theirs.gender, gives, gives)] if differ else []
