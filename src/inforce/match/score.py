"""Compares two parties, or two vessels: a score in [0, 1] that is the sum of named, signed parts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from inforce.base import ids
from inforce.base.dates import PartialDate
from inforce.base.nouns import Designation, Name, Part
from inforce.base.places import country
from inforce.match.reading import read

Row = str | Mapping[str, Any]
IDENTIFIERS: dict[str, Callable[[str], str]] = {
    "imo": ids.clean_imo,
    "mmsi": ids.clean_mmsi,
    "lei_code": ids.clean_lei,
    "swift_bic": ids.clean_bic,
    "call_sign": ids.clean_number,
    "passport_number": ids.clean_number,
    "id_number": ids.clean_number,
    "tax_number": ids.clean_number,
    "registration_number": ids.clean_number,
    "wallet": str.strip,
}
NAME_ALONE = 9_500  # a name without anything that corroborates it never reaches 1.0
WEAK_ALONE = 6_500  # nor does a low-quality alias alone reach the default threshold


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two parties are. Each part's `score` is in ten-thousandths; together they are `score`, exactly."""

    parts: tuple[Part, ...]

    @property
    def score(self) -> float:
        """In [0, 1]; 0.0 when there is nothing to compare."""
        return self.points / 10_000

    @property
    def points(self) -> int:
        """The score in ten-thousandths."""
        return sum(p.score for p in self.parts)


@dataclass(frozen=True, slots=True)
class Side:
    """One party or vessel as it is compared: its names and what could support or contradict them."""

    schema: str
    names: tuple[Name, ...]
    birth_dates: tuple[PartialDate, ...] = ()
    countries: tuple[str, ...] = ()
    gender: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()


def compare(a: Row, b: Row, schema: str = "Person") -> Comparison:
    """Compares a with b, each a name or a mapping of party or vessel columns (name, alias, birth_date, nationality, …)."""
    return best(side(a, schema), side(b, schema))[1]


def best(ours: Side, theirs: Side) -> tuple[Name, Comparison]:
    """The name of `theirs` that compares best with any of `ours`, and the comparison; the first of equals."""
    found = [(t, _compare(o, t, ours, theirs)) for o in ours.names for t in theirs.names]
    return max(found, key=lambda f: f[1].points, default=(Name(""), Comparison(_evidence(ours, theirs, 0, weak=True))))


def side(row: Row, schema: str = "Person") -> Side:
    """A Side from a name or a mapping of columns; values that are no date, country or identifier count as not given."""
    if isinstance(row, str):
        row = {"name": row}
    names = [Name(t) for t in _texts(row.get("name"))] + [Name(t, "alias") for t in _texts(row.get("alias"))]
    names += [Name(t, "former") for t in _texts(row.get("past_names"))]
    return Side(
        schema=str(row.get("schema") or schema),
        names=tuple(names),
        birth_dates=_dates(_texts(row.get("birth_date"))),
        countries=_countries([t for c in ("nationality", "country", "flag") for t in _texts(row.get(c))]),
        gender=_gender(row.get("gender")),
        identifiers=_identifiers((k, t) for k in IDENTIFIERS for t in _texts(row.get(k))),
    )


def side_of(d: Designation) -> Side:
    """A Side from a Designation."""
    return Side(
        schema=d.schema,
        names=d.names,
        birth_dates=_dates(d.birth_dates),
        countries=_countries((*d.nationalities, *d.countries, *d.flags)),
        gender=_gender(d.gender),
        identifiers=_identifiers((i.kind, i.value) for i in d.identifiers),
    )


def _compare(o: Name, t: Name, ours: Side, theirs: Side) -> Comparison:
    left, right = ([w.text for w in read(n.text, s.schema)[0].words] for n, s in ((o, ours), (t, theirs)))
    if not left or not right:
        return Comparison(_evidence(ours, theirs, 0, weak=True))
    spaced = fuzz.ratio(" ".join(sorted(left)), " ".join(sorted(right)))
    joined = fuzz.ratio("".join(left), "".join(right))
    points = round(max(spaced, joined) * NAME_ALONE / 100)
    part = Part("name", o.text, t.text, NAME_ALONE, points)
    return Comparison((part, *_evidence(ours, theirs, points, weak="weak" in (o.kind, t.kind))))


def _evidence(ours: Side, theirs: Side, points: int, *, weak: bool) -> tuple[Part, ...]:
    """The parts beside the name, each cut so that the running total stays within 0 and 10,000."""
    parts: list[Part] = []
    wanted = [*_identifier(ours, theirs), *_birth(ours, theirs), *_country(ours, theirs), *_sex(ours, theirs)]
    if weak and points > WEAK_ALONE and not any(p.score > 0 for p in wanted):
        wanted.append(Part("weak alias alone", "", "", 0, WEAK_ALONE - points))
    for p in wanted:
        applied = max(-points, min(10_000 - points, p.score))
        points += applied
        parts.append(Part(p.name, p.ours, p.theirs, p.weight, applied))
    return tuple(p for p in parts if p.score)


def _identifier(ours: Side, theirs: Side) -> list[Part]:
    shared = sorted(set(ours.identifiers) & set(theirs.identifiers))
    return [Part(kind, value, value, 10_000, 10_000) for kind, value in shared[:1]]


def _birth(ours: Side, theirs: Side) -> list[Part]:
    pairs = [(a, b) for a in ours.birth_dates for b in theirs.birth_dates]
    if not pairs:
        return []
    a, b = next(((a, b) for a, b in pairs if a.overlaps(b)), pairs[0])
    return [Part("birth date", str(a), str(b), 2_000, 300 if a.overlaps(b) else 0 if a.overlaps(b, 2 * 366) else -2_000)]


def _country(ours: Side, theirs: Side) -> list[Part]:
    if not ours.countries or not theirs.countries:
        return []
    shared = set(ours.countries) & set(theirs.countries)
    return [Part("country", ",".join(ours.countries), ",".join(theirs.countries), 500, 100 if shared else -500)]


def _sex(ours: Side, theirs: Side) -> list[Part]:
    differ = ours.gender and theirs.gender and ours.gender != theirs.gender
    return [Part("gender", ours.gender, theirs.gender, 1_000, -1_000)] if differ else []


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [str(v) for v in values if v is not None and str(v).strip()]


def _dates(texts: Iterable[str]) -> tuple[PartialDate, ...]:
    found = []
    for text in texts:
        try:
            found.append(PartialDate.parse(text))
        except ValueError:
            continue  # a reader has already reported it as an Issue; here it is a date not given
    return tuple(found)


def _countries(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({country(t) for t in texts} - {""}))


def _gender(value: Any) -> str:
    return {"m": "male", "male": "male", "f": "female", "female": "female"}.get(str(value or "").strip().casefold(), "")


def _identifiers(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    clean = ((kind, IDENTIFIERS[kind](value)) for kind, value in pairs if kind in IDENTIFIERS)
    return tuple(sorted({(kind, value) for kind, value in clean if value}))
