"""Compares two parties, or two vessels: a score in [0, 1] that is the sum of named, signed parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inforce.base.nouns import Designation, Name, Part
from inforce.match.align import align
from inforce.match.evidence import IDENTIFIERS, Side, countries, dates, evidence, gender, identifiers, most
from inforce.match.rarity import family
from inforce.match.reading import Reading, Word, read
from inforce.match.traits import SHARES, Weighed, traits, weighed
from inforce.match.weights import Weights, load

Row = str | Mapping[str, Any]


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


def compare(a: Row, b: Row, schema: str = "Person") -> Comparison:
    """Compares a with b, each a name or a mapping of party or vessel columns (name, alias, birth_date, nationality, …)."""
    return best(side(a, schema), side(b, schema))[1]


def best(ours: Side, theirs: Side, w: Weights | None = None) -> tuple[Name, Comparison]:
    """The name of `theirs` that compares best with any of `ours`, and the comparison; the first of equals."""
    w = w or load()
    found = [(t, _compare(o, t, ours, theirs, w)) for o in ours.names for t in theirs.names]
    return max(found, key=lambda f: f[1].points, default=(Name(""), Comparison(evidence(ours, theirs, 0, w, weak=False))))


def side(row: Row, schema: str = "Person") -> Side:
    """A Side from a name or a mapping of columns; values that are no date, country or identifier count as not given."""
    if isinstance(row, str):
        row = {"name": row}
    names = [Name(t) for t in _texts(row.get("name"))] + [Name(t, "alias") for t in _texts(row.get("alias"))]
    names += [Name(t, "former") for t in _texts(row.get("past_names"))]
    return Side(
        schema=str(row.get("schema") or schema),
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
    x = weighed(a, b, align(a, b), kind, w)
    pairs = x.alignment.pairs
    if not pairs:
        return ()
    parts = [_word_part(a.words, b.words, x, n, w) for n in range(len(pairs))]
    table = w.tables[kind]
    parts += [
        Part(trait, *_beside(a, b, x, trait), table[trait][c], table[trait][c]) for trait, c in traits(a, b, x).items() if table[trait][c]
    ]
    total = sum(p.score for p in parts)
    if not 0 <= total <= w.top:
        parts.append(Part("limit of a name alone", "", "", w.top, max(0, min(w.top, total)) - total))
    return tuple(parts)


def name_score(a: Reading, b: Reading, w: Weights, schema: str = "Person") -> int:
    """What `name_points` adds up to, without telling why."""
    kind = family(schema)
    x = weighed(a, b, align(a, b), kind, w)
    if not x.alignment.pairs:
        return 0
    table = w.tables[kind]
    total = sum(_gives(x, n, w) for n in range(len(x.alignment.pairs))) + sum(table[t][c] for t, c in traits(a, b, x).items())
    return max(0, min(w.top, total))


def least_shared(threshold: int, w: Weights, schema: str = "Person") -> int:
    """The least share of either name's weight, in ten-thousandths, that must have partners for any pair of names to reach
    `threshold` (ten-thousandths) with the most favourable evidence but an identifier."""
    table = w.tables[family(schema)]
    others = sum(max(v) for t, v in table.items() if t not in ("unmatched on both sides", "one side says more"))
    needed = threshold - most(w) - max(0, others)
    for share in range(0, 10_001, 50):
        alone = 10_000 - share  # of one name; the other may be matched whole, or lack as much
        c = sum(alone > s for s in SHARES)
        freed = max(table["one side says more"][: c + 1]), max(table["unmatched on both sides"][: c + 1])
        if w.top * (10_000 + share) // 20_000 + max(freed) >= needed:
            return share
    return 10_000


def _compare(o: Name, t: Name, ours: Side, theirs: Side, w: Weights) -> Comparison:
    readings = [(a, b) for a in read(o.text, ours.schema) for b in read(t.text, ours.schema)]
    parts = max((name_points(a, b, w, ours.schema) for a, b in readings), key=lambda parts: sum(p.score for p in parts))
    points = sum(p.score for p in parts)
    weak = bool(parts) and "weak" in (o.kind, t.kind)
    return Comparison((*parts, *evidence(ours, theirs, points, w, weak=weak)))


def _gives(x: Weighed, n: int, w: Weights) -> int:
    """What a pair of words adds: its share of both names' weight, times what its likeness is credited with."""
    p = x.alignment.pairs[n]
    credit = next(gives for least, gives in w.credit if p.alike >= least)
    return w.top * x.of(p) * credit // (x.whole * 10_000)


def _word_part(a: tuple[Word, ...], b: tuple[Word, ...], x: Weighed, n: int, w: Weights) -> Part:
    p = x.alignment.pairs[n]
    ours, theirs = " ".join(a[i].text for i in p.ours), " ".join(b[j].text for j in p.theirs)
    return Part(p.kind, ours, theirs, w.top * x.of(p) // x.whole, _gives(x, n, w))


def _beside(a: Reading, b: Reading, x: Weighed, trait: str) -> tuple[str, str]:
    """What each name has that a trait is about."""
    if trait == "Korean syllables":
        return a.korean, b.korean
    if trait == "original script":
        return a.native, b.native
    if trait == "order of words":
        return " ".join(v.text for v in a.words), " ".join(v.text for v in b.words)
    return " ".join(a.words[i].text for i in x.alignment.ours), " ".join(b.words[j].text for j in x.alignment.theirs)


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [str(v) for v in values if v is not None and str(v).strip()]
