"""Finds which listings are one subject: by number where there is one, else by name and facts together; and says why.

A hull is told by its IMO number alone. A person needs a name and a birth date, a company a name and no other of one list like it.
A UN number that another list quotes counts where the names agree: in its prose a publisher quotes that of somebody else too.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice

from rapidfuzz import fuzz

from inforce.base.nouns import Designation
from inforce.match import Comparison, compare, read_as
from inforce.reference.groups import Groups, Link, group
from inforce.reference.traits import Traits, agreement, clash, shared_number, side_by_side, traits
from inforce.store.judgements import Judgement

STRENGTH = ("judgement", "imo", "reference", "number", "name")
# The score from which names are alike enough, by what supports them. Measured on 267 pairs of entries, one of which
# quotes the other's number: OFSI's list of April 2020, the UN's of April 2025.
QUOTED = 0.70  # quoted rightly 0.73 to 0.96; a number of somebody else's 0.67 at most
NUMBER = 0.60
SAME_DAY = 0.80
SAME_YEAR = 0.88
ALONE = 0.90  # both of one country or programme
ALONE_ANYWHERE = 0.95  # where one of them gives no country
_LIKELY = 75.0  # of 100: names with less in common, word by word in order of letters, are not compared
_RIVALS = 0.03  # two entries of one list are told apart when their scores differ by more
_CROWD = 40  # a key that more listings share tells none of them apart
_YEARS = 10  # a range of birth dates longer than that is looked for by its first years


def grouped(designations: Iterable[Designation], judgements: Sequence[Judgement] = (), known: Iterable[Link] | None = None) -> Groups:
    """The designations by subject. `judgements` stand as `judgements.standing` gives them; one that names an id of no designation
    here waits until there is one. `known` are the links between them where they were found before."""
    found = traits(designations)
    heard = [j for j in judgements if j.a in found and j.b in found]
    return group(links(found) if known is None else known, heard, STRENGTH, lambda a, b: clash(found[a], found[b]))


def links(found: Mapping[str, Traits]) -> Iterator[Link]:
    """Every reason why two of them are one, of each two the strongest."""
    seen: set[tuple[str, str]] = set()
    for judge in (_by_imo, _by_reference, _by_number, _by_name):
        for link in judge(found):
            if (link.a, link.b) not in seen:
                seen.add((link.a, link.b))
                yield link


def _by_imo(found: Mapping[str, Traits]) -> Iterator[Link]:
    for a, b in _pairs(found, lambda t: t.imos if t.kind == "vessel" else ()):
        yield Link(a.id, b.id, "imo", f"both have IMO {min(a.imos & b.imos)}")


def _by_reference(found: Mapping[str, Traits]) -> Iterator[Link]:
    for a, b in _pairs(found, lambda t: t.references):
        kind, number = min(a.references & b.references)
        if kind == "ofsi_group" and a.kind == b.kind:  # a column of its own beside each entry
            yield Link(a.id, b.id, "reference", f"both are group {number} of OFSI's list")
        elif kind == "un_reference" and a.kind == b.kind != "vessel" and (said := alike(a, b)).score >= QUOTED:
            why = f"both are {number} of the Security Council's list, and alike in name ({said.score:.2f})"
            yield Link(a.id, b.id, "reference", why, said.parts)


def _by_number(found: Mapping[str, Traits]) -> Iterator[Link]:
    for a, b in _pairs(found, lambda t: ((kind, value) for kind, value, _ in t.numbers)):
        number = shared_number(a, b)
        if number and a.kind == b.kind != "vessel" and (said := alike(a, b)).score >= NUMBER:
            kind, value, _ = number
            why = f"both have {kind.replace('_', ' ')} {value}, and are alike in name ({said.score:.2f})"
            yield Link(a.id, b.id, "number", why, said.parts)


def _by_name(found: Mapping[str, Traits]) -> Iterator[Link]:
    likely = [*_persons(found), *_organisations(found)]
    best: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in likely:
        best[link.a, found[link.b].list_id].append(link)
        best[link.b, found[link.a].list_id].append(link)
    yield from (x for x in likely if not any(_rival(x, y, found) for end in _ends(x, found) for y in best[end]))


def _ends(x: Link, found: Mapping[str, Traits]) -> tuple[tuple[str, str], tuple[str, str]]:
    return (x.a, found[x.b].list_id), (x.b, found[x.a].list_id)


def _rival(x: Link, y: Link, found: Mapping[str, Traits]) -> bool:
    """Whether `y` says of another entry of the same list what `x` says, as well or nearly as well."""
    other_x, other_y = (x.b, y.b) if x.a == y.a else (x.a, y.a) if x.b == y.b else (x.b, y.a) if x.a == y.b else (x.a, y.b)
    if other_x == other_y or not side_by_side(found[other_x], found[other_y]):
        return False
    return y.points + _first_names(y, found) > x.points + _first_names(x, found) - _RIVALS * 10_000


def _first_names(x: Link, found: Mapping[str, Traits]) -> float:
    """How alike the names are under which the two are listed, in ten-thousandths: an alias that two entries share tells neither."""
    return 100 * fuzz.ratio(found[x.a].spelt[0], found[x.b].spelt[0])


def _persons(found: Mapping[str, Traits]) -> Iterator[Link]:
    for a, b in _pairs(found, lambda t: _birth_keys(t) if t.kind == "person" else ()):
        degree, together = agreement(a, b), a.countries & b.countries or a.regimes & b.regimes
        if degree in ("day", "year", "range") and (degree == "day" or together) and not clash(a, b):
            said = alike(a, b, likely=0 if degree == "day" else _LIKELY)
            if said.score >= (SAME_DAY if degree == "day" else SAME_YEAR):
                beside = "" if degree == "day" else f", both of {', '.join(sorted(together))}"
                births = " and ".join(" or ".join(map(str, t.births)) for t in (a, b))
                yield Link(a.id, b.id, "name", f"alike in name ({said.score:.2f}) and birth ({births}){beside}", said.parts)


def _birth_keys(t: Traits) -> Iterator[Hashable]:
    for birth in t.births:
        if birth.precision == "day":
            yield birth.first
        years = range(birth.first.year - birth.circa, birth.last.year + birth.circa + 1)
        yield from ((word, year) for year in islice(years, _YEARS) for name in t.words for word in name)


def _organisations(found: Mapping[str, Traits]) -> Iterator[Link]:
    common = Counter(word for t in found.values() if t.kind == "organisation" for word in {w for name in t.words for w in name})

    def keys(t: Traits) -> Iterator[Hashable]:
        for name in t.words if t.kind == "organisation" else ():
            yield name
            yield from sorted({*name}, key=lambda word: (common[word], word))[:2]

    for a, b in _pairs(found, keys):
        together = a.countries & b.countries or a.regimes & b.regimes
        if (together or not (a.countries and b.countries)) and not clash(a, b):
            said = alike(a, b, _LIKELY)
            if said.score >= (ALONE if together else ALONE_ANYWHERE):
                beside = f", both of {', '.join(sorted(together))}" if together else ""
                yield Link(a.id, b.id, "name", f"alike in name ({said.score:.2f}){beside}", said.parts)


def _pairs(found: Mapping[str, Traits], keys: Callable[[Traits], Iterable[Hashable]]) -> Iterator[tuple[Traits, Traits]]:
    """Pairs that share a key, each once, in order of ids."""
    owners: dict[Hashable, list[str]] = defaultdict(list)
    for i, t in found.items():
        for key in dict.fromkeys(keys(t)):
            owners[key].append(i)
    pairs = {pair for shared in owners.values() if 1 < len(shared) <= _CROWD for pair in combinations(shared, 2)}
    return ((found[a], found[b]) for a, b in sorted(pairs))


def alike(a: Traits, b: Traits, likely: float = 0) -> Comparison:
    """The comparison of the two names that look most alike letter by letter; nothing else is compared. Where even these have less
    than `likely` of 100 in common, no parts: that costs a hundredth of a comparison."""
    pairs = ((fuzz.ratio(x, y, score_cutoff=likely), -n, -m) for n, x in enumerate(a.spelt) for m, y in enumerate(b.spelt))
    looks, n, m = max(pairs, default=(0.0, 0, 0))
    return compare(a.names[-n], b.names[-m], read_as(a.schema)) if looks else Comparison(())
