"""OFAC's `sdnList` XML, in the namespace of until 2024 and in that of since: one sdnEntry for each party."""

from collections.abc import Iterator
from pathlib import Path

from inforce.base.nouns import Designation, Issue
from inforce.lists.markup import refused
from inforce.lists.ofac.entry import ADVANCED_ALONE, Entry, Party, keys_of
from inforce.lists.ofac.remarks import Keys
from inforce.lists.spec import ListSpec
from inforce.lists.stream import entries
from inforce.lists.strict import Fields, unread

_VESSEL = {
    "callSign": "Vessel Call Sign",
    "vesselType": "Vessel Type",
    "tonnage": "Vessel Tonnage",
    "grossRegisteredTonnage": "Vessel Gross Registered Tonnage",
    "vesselFlag": "Vessel Flag",
    "vesselOwner": "Vessel Owner",
}
# List -> (its items, the field of an item, what that is).
_LISTS = {
    "dateOfBirthList": ("dateOfBirthItem", "dateOfBirth", "birth_date"),
    "placeOfBirthList": ("placeOfBirthItem", "placeOfBirth", "birth_place"),
    "nationalityList": ("nationality", "country", "nationality"),
    "citizenshipList": ("citizenship", "country", "nationality"),
}
_ADDRESS = ("address1", "address2", "address3")


def read(path: Path, spec: ListSpec) -> Iterator[Designation | Issue]:
    """The entries in the order of the file, each followed by its Issues. Raises Refused, at whatever place that shows, for a
    file that is no well-formed list or does not hold as many entries as it says."""
    keys, said, found = keys_of(spec), "", 0
    for where, row in entries(path, "sdnList", depth=1):
        if where == "sdnEntry":
            found += 1
            fields = Fields(row, spec, f"entry {found}")
            yield from _designation(fields, keys)
        elif where == "publshInformation":
            fields = Fields(row, spec, where)
            fields.one("Publish_Date")  # see [recognise] of list.toml
            said = fields.one("Record_Count")
        else:
            yield from unread(row, source=spec.id, at=where or "sdnList", ignore=spec.ignore)
            continue
        yield from fields.unread()
    if said != str(found):
        raise refused(path, f"it says that it holds {said or 'no'} records and holds {found:,}")


def _designation(fields: Fields, keys: Keys) -> Iterator[Designation]:
    fields.at = ref = fields.one("uid") or fields.at
    schema = fields.lookup("schema", "sdnType", fields.one("sdnType")) or "LegalEntity"
    entry = Entry(Party(ref, schema, _name(fields)), fields, keys)
    if not entry.party.name or not ref.isdecimal():
        fields.issue("uid", ref, "an entry without a number or a name cannot be listed: it is left out.")
        return
    entry.programs(name for block in fields.each("programList") for name in block.many("program"))
    for position in fields.one("title").split("; "):
        entry.add("position", position, "title")
    _vessel(entry)
    entry.prose(fields.one("remarks"), "remarks")
    _numbers(entry)
    _lists(entry)
    _other_names(entry)
    _addresses(entry)
    yield entry.designation(ADVANCED_ALONE)


def _name(fields: Fields) -> str:
    """'LAST, First', as the delimited formats write it."""
    return ", ".join(filter(None, [fields.one("lastName"), fields.one("firstName")]))


def _vessel(entry: Entry) -> None:
    for block in entry.fields.each("vesselInfo"):
        for element, key in _VESSEL.items():
            if value := block.one(element):
                entry.piece(f"{key} {value}", f"vesselInfo/{element}")


def _numbers(entry: Entry) -> None:
    for block in entry.fields.each("idList"):
        for item in block.each("id"):
            kind, value, land = map(item.one, ("idType", "idNumber", "idCountry"))
            # The same words as in the remarks of the delimited formats, so that both are read in the same way.
            entry.piece(" ".join(filter(None, [kind, value, f"({land})" if land else ""])), "idList/id")


def _lists(entry: Entry) -> None:
    for name, (item, field, kind) in _LISTS.items():
        for block in entry.fields.each(name):
            for one in block.each(item):
                entry.add(kind, one.one(field), f"{name}/{item}")


def _other_names(entry: Entry) -> None:
    for block in entry.fields.each("akaList"):
        for aka in block.each("aka"):
            quality = aka.lookup("quality", "category", aka.one("category"))
            kind = aka.lookup("name", "type", aka.one("type"))
            entry.name(_name(aka), quality or kind or "alias")


def _addresses(entry: Entry) -> None:
    for block in entry.fields.each("addressList"):
        for address in block.each("address"):
            place = " ".join(
                filter(None, [", ".join(filter(None, map(address.one, ("city", "stateOrProvince")))), address.one("postalCode")])
            )
            entry.address([*map(address.one, _ADDRESS), place], address.one("country"), "addressList/address/country")
