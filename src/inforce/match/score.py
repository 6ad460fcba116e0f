"""Compares two parties, or two vessels: a score in [0, 1] that is the sum of named, signed parts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from inforce.base.errors import InputError
from inforce.base.nouns import Designation, Name, Part
from inforce.match.align import Pair
from inforce.match.evidence import IDENTIFIERS, Side, countries, dates, evidence, gender, identifiers
from inforce.match.rarity import family
from inforce.match.reading import Reading, legal_form, nameless, read
from inforce.match.schema import schema_of
from inforce.match.traits import traits
from inforce.match.weighed import Weighed, weighed
from inforce.match.weights import DEFAULT, TRAITS, Weights, load

Row = str | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two parties are. Each part's `score` is in ten-thousandths; together they are `score`, exactly.

    `without_birth` is what the points would be had no birth date been given; None where none was compared.
    """

    parts: tuple[Part, ...]
    without_birth: int | None = None

    @property
    def score(self) -> float:
        """In [0, 1]; 0.0 when there is nothing to compare."""
        return self.points / 10_000

    @property
    def points(self) -> int:
        """The score in ten-thousandths."""
        return sum(p.score for p in self.parts)


def compare(a: Row, b: Row, schema: str = "", profile: str = DEFAULT) -> Comparison:
    """Compares a with b, each a name or a mapping of party or vessel columns (name, alias, birth_date, nationality, …), with the weights
    of a profile. Where neither `schema` nor a says what it is, they are compared as persons and, if a name of either holds a legal form,
    as companies too: the better score counts. Raises UsageError for a profile or a schema that is none, InputError for what is neither a
    name nor a mapping."""
    ours, theirs, w = side(a, schema), side(b, schema), load(profile)
    found = [best(s, theirs, w)[2] for s in ways(ours, theirs)]
    return max(found, key=lambda c: c.points)


def ways(ours: Side, theirs: Side) -> tuple[Side, ...]:
    """What `ours` is compared as: what it says that it is; and where it does not say, a person, and a company too if a name of either
    holds a legal form, unless the other one is said to be a person."""
    if ours.schema:
        return (ours,)
    forms = theirs.schema != "Person" and any(legal_form(n.text) for n in (*ours.names, *(() if theirs.schema else theirs.names)))
    return (replace(ours, schema="Person"), replace(ours, schema="LegalEntity")) if forms else (replace(ours, schema="Person"),)


def best(ours: Side, theirs: Side, w: Weights | None = None) -> tuple[Name, Name, Comparison]:
    """The name of `ours` and the one of `theirs` that compare best, and the comparison; the first of equals. A side without a name is
    compared by all else, and so is one whose names are none ("Co. Ltd.")."""
    w = w or load()
    named, others = (tuple(n for n in s.names if not nameless(n.text, ours.schema)) for s in (ours, theirs))
    pairs = [(o, t) for o in named for t in others]
    if not pairs:
        first = [next(iter(s.names), Name("")) for s in (ours, theirs)]
        return first[0], first[1], Comparison(evidence(ours, theirs, 0, w, weak=False))
    o, t = max(pairs, key=lambda p: _total(p[0], p[1], ours, theirs, w)) if len(pairs) > 1 else pairs[0]
    return o, t, _compare(o, t, ours, theirs, w)


def side(row: Row, schema: str = "Person") -> Side:
    """A Side from a name or a mapping of columns; values that are no date, country or identifier count as not given. Raises InputError,
    UsageError for a schema that is none; '' is for what nobody says."""
    if not isinstance(row, str | Mapping):
        raise InputError(f"{row!r} is neither a name nor a mapping of columns. Give text, or a dict with `name`.")
    schema = (None if isinstance(row, str) else row.get("schema")) or schema
    schema = schema_of(schema) if schema else ""
    if isinstance(row, str):
        return Side(schema, tuple(Name(t) for t in _texts(row)))
    names = [Name(t) for t in _texts(row.get("name"))] + [Name(t, "alias") for t in _texts(row.get("alias"))]
    names += [Name(t, "former") for t in _texts(row.get("past_names"))]
    return Side(
        schema=schema,
        names=tuple(names),
        birth_dates=dates(_texts(row.get("birth_date"))),
        countries=countries([t for c in ("nationality", "country", "flag") for t in _texts(row.get(c))]),
        gender=gender(row.get("gender")),
        identifiers=identifiers((k, t) for k in IDENTIFIERS for t in _texts(row.get(k))),
    )


def side_of(d: Designation) -> Side:
    """A Side from a Designation."""
    return Side(
        schema=d.schema,
        names=d.names,
        birth_dates=dates(d.birth_dates),
        countries=countries((*d.nationalities, *d.countries, *d.flags)),
        gender=gender(d.gender),
        identifiers=identifiers((i.kind, i.value) for i in d.identifiers),
    )


def name_points(a: Reading, b: Reading, w: Weights, schema: str = "Person") -> tuple[Part, ...]:
    """The parts of two names: one for each pair of words, one for each trait; together 0 to `w.top`. () when nothing is alike."""
    kind = family(schema)
    x = weighed(a, b, kind, w)
    if not x.alignment.pairs:
        return ()
    parts = [_word_part(x, p, w) for p in x.alignment.pairs]
    given = zip(TRAITS, w.tables[kind], traits(x), strict=True)
    parts += [Part(trait, *_beside(x, trait), min(table), table[c]) for trait, table, c in given if table[c]]
    if common := _common(x, w):
        parts.append(Part("how common the name is", "", "", -w.told[kind] * w.told["enough"] // 100, common))
    total = sum(p.score for p in parts)
    limit, why = _limit(kind, traits(x), w)
    if total > limit:
        parts.append(Part(f"limit: {why}", *_beside(x, why), limit, limit - total))
    elif total < 0:
        parts.append(Part("no likeness is less than none", "", "", 0, -total))
    return tuple(parts)


def name_score(a: Reading, b: Reading, w: Weights, schema: str = "Person") -> int:
    """What `name_points` adds up to, without telling why."""
    kind = family(schema)
    x = weighed(a, b, kind, w)
    if not x.alignment.pairs:
        return 0
    total = sum([_gives(x, p, w) for p in x.alignment.pairs]) + _common(x, w)
    classes = traits(x)
    total += sum([table[c] for table, c in zip(w.tables[kind], classes, strict=True)])
    return max(0, min(_limit(kind, classes, w)[0], total))


def _total(o: Name, t: Name, ours: Side, theirs: Side, w: Weights) -> int:
    """The points of two names and all that is beside them, without telling why."""
    points = max([name_score(a, b, w, ours.schema) for a, b in _readings(o, t, ours)])
    return points + sum([p.score for p in evidence(ours, theirs, points, w, weak="weak" in (o.kind, t.kind))])


def _compare(o: Name, t: Name, ours: Side, theirs: Side, w: Weights) -> Comparison:
    readings = _readings(o, t, ours)
    likeliest = max(readings, key=lambda p: name_score(p[0], p[1], w, ours.schema)) if len(readings) > 1 else readings[0]
    parts = name_points(*likeliest, w, ours.schema)
    points = sum([p.score for p in parts])
    weak = "weak" in (o.kind, t.kind)
    whole = Comparison((*parts, *evidence(ours, theirs, points, w, weak=weak)))
    if not (ours.birth_dates and theirs.birth_dates):
        return whole
    less = evidence(replace(ours, birth_dates=()), theirs, points, w, weak=weak)
    return Comparison(whole.parts, points + sum([p.score for p in less]))


def _readings(o: Name, t: Name, ours: Side) -> list[tuple[Reading, Reading]]:
    return [(a, b) for a in read(o.text, ours.schema) for b in read(t.text, ours.schema)]


def _gives(x: Weighed, p: Pair, w: Weights) -> int:
    """What a pair of words adds: its share of both names' weight, times what its likeness is credited with."""
    for least, gives in w.credit[x.kind]:
        if p.alike >= least:
            return w.top * x.of(p) * gives // (x.whole * 10_000) if x.whole else 0
    return 0


def _limit(kind: str, classes: tuple[int, ...], w: Weights) -> tuple[int, str]:
    """What two names reach at most, and why."""
    found = [(limits[min(classes[n], len(limits) - 1)], TRAITS[n]) for n, limits in w.limits[kind] if classes[n]]
    return min([(w.top, "a name alone"), *found])


def _common(x: Weighed, w: Weights) -> int:
    """What a name loses because many bear it: something for each bit that its matched words tell less than enough."""
    return -(w.told[x.kind] * max(0, w.told["enough"] - x.told) // 100)


def _word_part(x: Weighed, p: Pair, w: Weights) -> Part:
    ours, theirs = " ".join(x.a.words[i].text for i in p.ours), " ".join(x.b.words[j].text for j in p.theirs)
    return Part(p.kind, ours, theirs, w.top * x.of(p) // (x.whole or 1), _gives(x, p, w))


def _beside(x: Weighed, trait: str) -> tuple[str, str]:
    """What each name has that a trait is about."""
    a, b = x.a, x.b
    if trait == "syllables":
        return " ".join(a.reading.syllables or a.reading.pinyin), " ".join(b.reading.syllables or b.reading.pinyin)
    if trait == "original script":
        return a.reading.native, b.reading.native
    if trait == "order of words":
        return " ".join(v.text for v in a.words), " ".join(v.text for v in b.words)
    return " ".join(a.words[i].text for i in x.alignment.ours), " ".join(b.words[j].text for j in x.alignment.theirs)


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [str(v).strip() for v in values if v is not None and str(v).strip()]
