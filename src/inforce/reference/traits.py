"""What tells one subject from another, drawn from all listings under one id."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from inforce.base import ids
from inforce.base.dates import PartialDate
from inforce.base.nouns import Designation
from inforce.base.places import country

# Numbers of which one subject has its own. An IMO ship number stands apart: it is a hull's, and a name proves nothing about a hull.
_CLEAN: Mapping[str, Callable[[str], str]] = {
    "imo_company": ids.clean_imo_company,
    "lei_code": ids.clean_lei,
    "swift_bic": ids.clean_bic,
    "passport_number": ids.clean_number,
    "id_number": ids.clean_number,
    "tax_number": ids.clean_number,
    "registration_number": ids.clean_number,
    "wallet": ids.clean_wallet,
}
_KINDS = {"Person": "person", "Vessel": "vessel", "Airplane": "aircraft"}  # all else is an organisation of some form
# A kind of identifier that quotes another list's number -> the lists whose entries bear it as their own.
_QUOTED = {"un_reference": ("un_consolidated", "embedded"), "ofsi_group": ("uk_ofsi",)}
_REGIME = re.compile(r"^EU-|\d+$|\s*\(.*\)$")  # 'EU-PRK', 'DPRK4' and 'Iran (Nuclear)' name a country, and something more
_APART_DAYS = 2 * 366  # birth dates of one person differ by a year or two from list to list; by more they are two persons'

Number = tuple[str, str, str]


@dataclass(frozen=True)
class Traits:
    """The traits of the listings under one id: `stays` are the days they stood on their list, as (since, until)."""

    id: str
    kind: str
    designations: tuple[Designation, ...]

    @property
    def list_id(self) -> str:
        """The list that the id is of."""
        return self.designations[0].list_id

    @property
    def schema(self) -> str:
        """The schema of the newest listing."""
        return self.designations[-1].schema

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Its names, without those that the publisher calls weak."""
        return tuple(dict.fromkeys(n.text for d in self.designations for n in d.names if n.kind != "weak"))

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The words of each name, in order of letters, so that 'KIM, Jong Un' and 'Kim Jong-un' are the same."""
        return tuple(tuple(sorted(words(name))) for name in self.names)

    @cached_property
    def spelt(self) -> tuple[str, ...]:
        """Each name as its words in that order."""
        return tuple(map(" ".join, self.words))

    @cached_property
    def births(self) -> tuple[PartialDate, ...]:
        """Its birth dates, each once."""
        return tuple(dict.fromkeys(PartialDate.parse(text) for d in self.designations for text in d.birth_dates))

    @cached_property
    def countries(self) -> frozenset[str]:
        """Its nationalities and countries."""
        return frozenset(country(c) for d in self.designations for c in (*d.nationalities, *d.countries)) - {""}

    @cached_property
    def imos(self) -> frozenset[str]:
        """Its valid IMO ship numbers."""
        return frozenset(ids.clean_imo(v) for d in self.designations for v in d.ids("imo")) - {""}

    @cached_property
    def numbers(self) -> frozenset[Number]:
        """Its other identifiers, as (kind, value, country or '')."""
        found = {
            (x.kind, _CLEAN[x.kind](x.value), country(x.country)) for d in self.designations for x in d.identifiers if x.kind in _CLEAN
        }
        return frozenset(number for number in found if number[1])

    @cached_property
    def regimes(self) -> frozenset[str]:
        """The countries that its programmes name."""
        return frozenset(country(_REGIME.sub("", p)) for d in self.designations for p in d.programs if p != "UK") - {""}

    @cached_property
    def references(self) -> frozenset[tuple[str, str]]:
        """Its numbers on lists that others quote, as (kind, number): its own, and those that it quotes."""
        own = {(kind, d.ref) for kind, lists in _QUOTED.items() if self.list_id in lists for d in self.designations}
        return frozenset(own | {(x.kind, " ".join(x.value.split())) for d in self.designations for x in d.identifiers if x.kind in _QUOTED})

    @cached_property
    def stays(self) -> tuple[tuple[date, date], ...]:
        """When it stood on its list, in known days of editions; for ever where the editions do not tell."""
        return tuple((d.first_seen or d.listed or date.min, d.last_seen or d.delisted or date.max) for d in self.designations)


def traits(designations: Iterable[Designation]) -> Mapping[str, Traits]:
    """Traits by id, in order of id."""
    found: dict[str, list[Designation]] = defaultdict(list)
    for d in designations:
        found[d.id].append(d)
    return {i: Traits(i, _KINDS.get(ds[-1].schema, "organisation"), tuple(ds)) for i, ds in sorted(found.items())}


def words(name: str) -> list[str]:
    """The words of a name without case, accents and apostrophes: for finding pairs to compare, not for comparing them."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c for c in plain if unicodedata.category(c) != "Mn" and c not in "'’‘`ʼʻ")
    return re.findall(r"[^\W_]+", kept)


def agreement(a: Traits, b: Traits) -> str:
    """How far birth dates agree: 'day', 'year' (or month), 'range' (one of them spans years), 'near', 'apart', or '' where one
    gives none."""
    return max((_agreement(x, y) for x in a.births for y in b.births), key=_DEGREES.index, default="")


_DEGREES = ("", "apart", "near", "range", "year", "day")


def _agreement(a: PartialDate, b: PartialDate) -> str:
    if not a.overlaps(b):
        return "near" if a.overlaps(b, _APART_DAYS) else "apart"
    if a.precision == b.precision == "day" and not a.circa and not b.circa:
        return "day"
    return "range" if "range" in (a.precision, b.precision) or a.circa or b.circa else "year"


def clash(a: Traits, b: Traits) -> str:
    """Why the two cannot be one subject; '' when nothing speaks against it."""
    if a.kind != b.kind:
        return f"{a.id} is of kind {a.kind}, {b.id} of kind {b.kind}"
    if a.imos and b.imos and not a.imos & b.imos:
        return f"{a.id} has IMO {', '.join(sorted(a.imos))}, {b.id} has IMO {', '.join(sorted(b.imos))}"
    if agreement(a, b) == "apart":
        return f"{a.id} was born {_shown(a)}, {b.id} {_shown(b)}"
    if a.list_id == b.list_id and a.id != b.id and side_by_side(a, b):
        return f"{a.id} and {b.id} stand side by side on one list"
    return ""


def _shown(t: Traits) -> str:
    return " or ".join(map(str, t.births))


def side_by_side(a: Traits, b: Traits) -> bool:
    """Whether one publisher lists them as two at one time, with no number or day of birth that would make the same name one's."""
    one = a.imos & b.imos or ({*a.words} & {*b.words} and (shared_number(a, b) or agreement(a, b) == "day"))
    return not one and any(since < over and start < until for since, until in a.stays for start, over in b.stays)


def shared_number(a: Traits, b: Traits) -> Number | None:
    """A number that both have, of the same country where both name one; None when there is none."""
    for kind, value, place in sorted(a.numbers):
        for other, same, there in b.numbers:
            if (kind, value) == (other, same) and (not place or not there or place == there):
                return kind, value, place or there
    return None
