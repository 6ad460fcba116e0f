"""FollowTheMoney entities as Designations: who is listed, with what other entities of the file say of them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from inforce.base.nouns import Designation, Issue
from inforce.lists.markup import refused
from inforce.lists.opensanctions import lines
from inforce.lists.opensanctions.lines import Entity
from inforce.lists.opensanctions.party import Beside, party
from inforce.lists.spec import ListSpec

# Schemata that say something of a party -> the properties that name the party, and those that name another one.
_ABOUT = {
    "Sanction": (("entity",), ()),
    "Address": ((), ()),
    "Identification": (("holder",), ()),
    "Passport": (("holder",), ()),
    "CryptoWallet": (("holder",), ()),
    "Ownership": (("owner",), ("asset",)),
    "Directorship": (("director",), ("organization",)),
    "Employment": (("employee",), ("employer",)),
    "Membership": (("member",), ("organization",)),
    "Representation": (("agent",), ("client",)),
    "Associate": (("person",), ("associate",)),
    "Family": (("person",), ("relative",)),
    "UnknownLink": (("subject",), ("object",)),
    "Succession": (("predecessor",), ("successor",)),
}


MOST_ENTITIES = 3_000_000  # a dataset of everybody who is sanctioned anywhere has some million


@dataclass(slots=True)
class _Found:
    """What the file says of parties in other entities, by the party's id, and names by id."""

    beside: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    addresses: dict[str, Entity] = field(default_factory=dict)
    links: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    names: dict[str, str] = field(default_factory=dict)
    targets: bool = False


def read(path: Path, spec: ListSpec) -> Iterator[Designation | Issue]:
    """The listed parties in the order of the file, each followed by its Issues.

    Listed is whom the dataset calls a target; where it calls nobody so, whoever a sanction is of; and where there is no sanction
    either, every party. The file is gone through twice, so that what stands behind a party reaches it too.
    """
    found = _Found()
    for n, entity in enumerate(lines.read(path)):
        if n >= MOST_ENTITIES:
            raise refused(path, f"it holds more than {MOST_ENTITIES:,} entities")
        _gather(found, entity)
        for _, inner in entity.nested:
            _gather(found, inner)
    sanctioned = {i for i, said in found.beside.items() if any(e.schema == "Sanction" for e in said)}
    for entity in lines.read(path):
        listed = entity.listed if found.targets else entity.id in sanctioned or not sanctioned
        if listed and entity.schema not in _ABOUT:
            yield from party(entity, _beside(found, entity), spec)


def _gather(found: _Found, entity: Entity) -> None:
    found.targets = found.targets or bool(entity.listed)
    if entity.schema == "Address":
        found.addresses[entity.id] = entity
    elif about := _ABOUT.get(entity.schema):
        ours, theirs = ([i for name in names for i in (*entity.properties.get(name, ()), *_inner(entity, name))] for names in about)
        for a in map(str, ours):
            if theirs:
                found.links[a] |= dict.fromkeys(map(str, theirs))
            else:
                found.beside[a].append(entity)
        for b in map(str, theirs):
            found.links[b] |= dict.fromkeys(map(str, ours))
    else:
        found.names[entity.id] = next(map(str, (*entity.beside.get("caption", ()), *entity.properties.get("name", ()))), "")


def _inner(entity: Entity, name: str) -> list[str]:
    return [e.id for where, e in entity.nested if where == name]


def _beside(found: _Found, entity: Entity) -> Beside:
    within = [e for _, e in entity.nested if e.schema in _ABOUT and e.schema != "Address"]
    places = [e for _, e in entity.nested if e.schema == "Address"]
    places += [found.addresses[i] for i in map(str, entity.properties.get("addressEntity", ())) if i in found.addresses]
    said = {e.id: e for e in (*found.beside.get(entity.id, ()), *within)}
    links = tuple(dict.fromkeys(name for i in found.links.get(entity.id, ()) if i != entity.id and (name := found.names.get(i, ""))))
    return Beside(
        tuple(e for e in said.values() if e.schema in ("Sanction", "Identification", "Passport", "CryptoWallet")), tuple(places), links
    )
