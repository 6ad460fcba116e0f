"""One entry of OFAC's lists while it is read: what its fields and remarks say, gathered by kind, then made a Designation."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from inforce.base.dates import PartialDate
from inforce.base.nouns import Designation, Evidence, Identifier, Name
from inforce.base.places import country
from inforce.lists.ofac import numbers
from inforce.lists.ofac.remarks import Keys, pieces, unquoted
from inforce.lists.spec import ListSpec
from inforce.lists.strict import Fields

_PLAIN = ("birth_place", "vessel_type", "position", "associate")
# Prose that may hold a number or a key not known here; years, "13th" and the like do not make it so.
_SAYS_MORE = re.compile(r"[:@]|(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{4,}")
_YEARS = re.compile(r"(\d{4})-(\d{4})")  # 11748: "circa 1979-1982"


# What only the Advanced XML has: in every other format it is not known.
ADVANCED_ALONE = ("listed", "amended", "names/original")


@dataclass(frozen=True, slots=True)
class Party:
    """Who the entry is about: its reference number, its kind, the name it is listed under."""

    ref: str
    schema: str
    name: str


class Entry:
    """Gathers what is said of one party. Issues and remarks go to `fields`, which also tells what was left unread."""

    def __init__(self, party: Party, fields: Fields, keys: Keys) -> None:
        self.party, self.fields, self._keys = party, fields, keys
        self._found: dict[str, list[Any]] = defaultdict(list)

    def prose(self, text: str, where: str) -> None:
        """Takes remarks apart and adds each piece."""
        for piece in pieces(text):
            self.piece(piece, where)

    def piece(self, text: str, where: str, country: str = "") -> None:
        """Adds 'KEY VALUE', with the country where it stands apart; prose goes to the remarks, and is an Issue where it may say more."""
        key, value = self._keys.split(text)
        self._measures(text)
        if key:
            self.add(self.fields.spec.lookups["key"][key], value, where, country, text)
        else:
            self.fields.remarks.append(text)
            if _SAYS_MORE.search(text):
                self.fields.issue(where, text, "no key that is known begins it; it was not mapped and is in the remarks.")

    def add(self, kind: str, value: str, where: str, country: str = "", text: str = "") -> None:
        """Adds a value of a kind that [lookups.key] names. `text` is the whole of it, for the remarks."""
        if kind == "remark":
            self.fields.remarks.append(text)
        elif kind in ("nationality", "country", "flag"):
            self._found[kind].extend(self.codes(value, where))
        elif kind in _PLAIN:
            self._found[kind].extend([value] if value else [])
        elif kind == "owner":
            self._found["associate"].append(value)
            self.fields.remarks.append(f"Vessel Owner {value}")
        elif kind == "weak":
            self._found["name"].append(Name(unquoted(value), "weak"))
        elif kind == "birth_date":
            self._birth_date(value, where)
        elif kind == "gender":
            self._found[kind].append(self.fields.lookup("gender", where, value) or "")
        else:
            self._identifier(kind, value, where, country, text)

    def name(self, text: str, kind: str) -> None:
        """Adds another name."""
        self._found["name"].append(Name(text, kind))

    def address(self, parts: Iterable[str], land: str, where: str) -> None:
        """Adds an address in one line, and its country."""
        self._found["address"].extend(filter(None, [", ".join(filter(None, [*parts, land]))]))
        self._found["country"].extend(self.codes(land, where) if land else [])

    def programs(self, names: Iterable[str]) -> None:
        """Adds programmes, with what they bring in."""
        for name in names:
            self._found["program"].append(name)
            self._measures(name)

    def codes(self, text: str, where: str) -> list[str]:
        """The alpha-2 codes of a country's name; none, and an Issue, where it is not known."""
        code = country(text) if len(text) > 2 and text not in self.fields.spec.lookups["country"] else ""
        return [code] if code else (self.fields.lookup("country", where, text) or "").split()

    def designation(self, incomplete: tuple[str, ...] = ()) -> Designation:
        """All that was gathered, each value once, in the order in which it came."""
        party = self.party
        found = {kind: tuple(dict.fromkeys(values)) for kind, values in self._found.items()}
        genders = tuple(filter(None, found.get("gender", ())))
        for kind, values in (("gender", genders), ("vessel_type", found.get("vessel_type", ()))):
            if len(values) > 1:
                self.fields.issue(kind, "; ".join(values), "has several values; the first was mapped.")
        return Designation(
            id=f"{self.fields.spec.id}/{party.ref}",
            list_id=self.fields.spec.id,
            ref=party.ref,
            schema=party.schema,
            names=(Name(party.name), *(n for n in found.get("name", ()) if n.text != party.name)),
            evidence=Evidence(self.fields.spec.id, party.ref, party.name),
            programs=found.get("program", ()),
            measures=found.get("measure", ()),
            birth_dates=found.get("birth_date", ()),
            birth_places=found.get("birth_place", ()),
            gender=genders[0] if genders else "",
            nationalities=found.get("nationality", ()),
            countries=found.get("country", ()),
            flags=found.get("flag", ()),
            vessel_type=next(iter(found.get("vessel_type", ())), ""),
            addresses=found.get("address", ()),
            positions=found.get("position", ()),
            identifiers=found.get("identifier", ()),
            associates=found.get("associate", ()),
            remarks="\n".join(dict.fromkeys(self.fields.remarks)),
            incomplete=incomplete,
        )

    def _measures(self, said: str) -> None:
        self._found["measure"].extend(self.fields.spec.measures.get(said, ()))

    def _birth_date(self, value: str, where: str) -> None:
        try:
            self._found["birth_date"].append(_day_of(value))
        except ValueError:
            self._unmapped(where, f"DOB {value}", "is no date; the birth date was not mapped and is in the remarks.")

    def _identifier(self, kind: str, value: str, where: str, land: str, text: str) -> None:
        found = numbers.read(kind, value, self.party.schema)
        if found.wrong:
            self._unmapped(where, text, f"{found.wrong}; it was not mapped and is in the remarks.")
            return
        land = land or found.country
        codes = self.codes(land, where) if land else []
        self._found["identifier"].extend(Identifier(found.kind, found.value, code) for code in codes or [""])

    def _unmapped(self, where: str, text: str, problem: str) -> None:
        self.fields.remarks.append(text)
        self.fields.issue(where, text, problem)


@lru_cache(maxsize=1 << 15)
def _day_of(text: str) -> str:
    return str(PartialDate.parse(_YEARS.sub(r"\1/\2", text)))


def keys_of(spec: ListSpec) -> Keys:
    """The words that a piece of this list's remarks may begin with."""
    return Keys(spec.lookups["key"])
