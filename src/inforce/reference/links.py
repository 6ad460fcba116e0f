"""Finds which listings are one subject: by number where there is one, else by name and facts together; and says why.

A hull is told by its IMO number alone. A person needs a name and a birth date; a company a name that is more than common words.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice

from rapidfuzz import fuzz

from inforce.base.nouns import Designation
from inforce.match import Comparison, compare
from inforce.reference.groups import Groups, Link, group
from inforce.reference.traits import Traits, agreement, clash, shared_number, traits
from inforce.store.judgements import Judgement

STRENGTH = ("judgement", "imo", "un_reference", "number", "name")
_CROWD = 40  # a key that more listings share tells none of them apart


def grouped(designations: Iterable[Designation], judgements: Sequence[Judgement] = ()) -> Groups:
    """The designations by subject. `judgements` stand as `judgements.standing` gives them; one that names an id of no designation
    here waits until there is one."""
    found = traits(designations)
    known = [j for j in judgements if j.a in found and j.b in found]
    return group(links(found), known, STRENGTH, lambda a, b: clash(found[a], found[b]))


def links(found: Mapping[str, Traits]) -> Iterator[Link]:
    """Every reason why two of them are one, best evidence only."""
    seen: set[tuple[str, str]] = set()
    for judge in (_by_imo, _by_reference, _by_number, _by_name):
        for link in judge(found):
            if (link.a, link.b) not in seen:
                seen.add((link.a, link.b))
                yield link


def _pairs(found: Mapping[str, Traits], keys: Callable[[Traits], Iterable[Hashable]]) -> Iterator[tuple[Traits, Traits]]:
    """Pairs that share a key, each once, in order of ids."""
    owners: dict[Hashable, list[str]] = defaultdict(list)
    for i, t in found.items():
        for key in dict.fromkeys(keys(t)):
            owners[key].append(i)
    pairs = {pair for shared in owners.values() if 1 < len(shared) <= _CROWD for pair in combinations(shared, 2)}
    return ((found[a], found[b]) for a, b in sorted(pairs))


def _by_imo(found: Mapping[str, Traits]) -> Iterator[Link]:
    for a, b in _pairs(found, lambda t: t.imos if t.kind == "vessel" else ()):
        yield Link(a.id, b.id, "imo", f"both have IMO {min(a.imos & b.imos)}")


def _by_reference(found: Mapping[str, Traits]) -> Iterator[Link]:
    for a, b in _pairs(found, lambda t: (t.un_reference,) if t.un_reference else ()):
        if a.kind == b.kind != "vessel":
            said = _alike(a, b)
            yield Link(a.id, b.id, "un_reference", f"both are {a.un_reference} of the Security Council's list", said.parts)


def _by_number(found: Mapping[str, Traits]) -> Iterator[Link]:
    for a, b in _pairs(found, lambda t: ((kind, value) for kind, value, _ in t.numbers)):
        number = shared_number(a, b)
        if number and a.kind == b.kind != "vessel" and (said := _alike(a, b)).score >= _NUMBER:
            kind, value, _ = number
            yield Link(a.id, b.id, "number", f"both have {kind.replace('_', ' ')} {value}, and their names are alike", said.parts)


_NUMBER = 0.60
_DAY = 0.75
_YEAR = 0.88
_ENTITY = 0.90


def _by_name(found: Mapping[str, Traits]) -> Iterator[Link]:
    persons = {i: t for i, t in found.items() if t.kind == "person"}
    others = {i: t for i, t in found.items() if t.kind == "organisation"}
    yield from _persons(persons)
    yield from _organisations(others)


def _persons(found: Mapping[str, Traits]) -> Iterator[Link]:
    for a, b in _pairs(found, _birth_keys):
        if not clash(a, b) and (degree := agreement(a, b)) in ("day", "year", "range"):
            said = _alike(a, b)
            sure = said.score >= _DAY if degree == "day" else said.score >= _YEAR and bool(a.countries & b.countries)
            if sure:
                yield Link(a.id, b.id, "name", f"alike in name ({said.score:.2f}) and in birth ({degree})", said.parts)


def _birth_keys(t: Traits) -> Iterator[Hashable]:
    for birth in t.births:
        if birth.precision == "day":
            yield birth.first
        years = range(birth.first.year - birth.circa, birth.last.year + birth.circa + 1)
        yield from ((word, year) for year in islice(years, 10) for name in t.words for word in name)


def _organisations(found: Mapping[str, Traits]) -> Iterator[Link]:
    common = Counter(word for t in found.values() for word in {w for name in t.words for w in name})

    def keys(t: Traits) -> Iterator[Hashable]:
        for name in t.words:
            yield name
            rare = sorted({*name}, key=lambda w: (common[w], w))[:2]
            yield from rare

    for a, b in _pairs(found, keys):
        if not clash(a, b) and (not a.countries or not b.countries or a.countries & b.countries):
            said = _alike(a, b)
            if said.score >= _ENTITY:
                yield Link(a.id, b.id, "name", f"alike in name ({said.score:.2f})", said.parts)


def _alike(a: Traits, b: Traits) -> Comparison:
    """The comparison of the two names that look most alike; nothing else is compared."""
    pairs = ((fuzz.ratio(" ".join(x), " ".join(y)), n, m) for n, x in enumerate(a.words) for m, y in enumerate(b.words))
    best = max(pairs, default=None)
    return compare(a.names[best[1]], b.names[best[2]], a.schema) if best else Comparison(())
