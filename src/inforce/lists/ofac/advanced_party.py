"""A party of the SDN Advanced XML: its identities with their names, and its features: dates, places, countries, texts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inforce.base.nouns import Designation, Name
from inforce.lists.ofac.entry import Entry, Party
from inforce.lists.ofac.periods import period
from inforce.lists.ofac.remarks import Keys
from inforce.lists.ofac.value_sets import ValueSets
from inforce.lists.strict import Fields

_LISTED_AS = "Primary Latin"  # of the names of a party, that under which the other formats list it
_LATIN = "Latin"
# Parts of a name that stand before the comma, as in "LAST, First Middle". What else but Last Name occurs no copy was there to show.
_FAMILY = ("Last Name", "Patronymic", "Matronymic", "Maiden Name")


@dataclass(frozen=True, slots=True)
class Place:
    """A location: an address as it is written, without its country, and the country's name."""

    parts: tuple[str, ...]
    country: str


@dataclass(frozen=True, slots=True)
class Known:
    """What stands before the parties in the file: value sets, locations by id, numbers of documents by the id of an identity."""

    sets: ValueSets
    places: dict[str, Place]
    documents: dict[str, list[str]]
    keys: Keys


def designation(fields: Fields, known: Known) -> Iterator[Designation]:
    """A designation for each Profile of a DistinctParty, without what the sanctions entries say of it."""
    comment = fields.one("Comment")
    for profile in fields.each("Profile"):
        fields.at = profile.at = ref = profile.one("@ID")
        identities = profile.each("Identity")
        names = [name for identity in identities for name in _names(identity, known)]
        listed_as = next((n.text for n, chief in names if chief), names[0][0].text if names else "")
        if not (listed_as and ref.isdecimal()):
            profile.issue("@ID", ref, "a party without a number or a name cannot be listed: it is left out.")
            continue
        entry = Entry(Party(ref, _schema(profile, known), listed_as), profile, known.keys)
        for name, _ in names:
            entry.name(name.text, name.kind)
        entry.prose(comment, "Comment")
        for text in (t for identity in identities for t in known.documents.pop(identity.one("@ID"), ())):
            entry.piece(text, "IDRegDocument")
        for feature in profile.each("Feature"):
            _feature(entry, feature, known)
        yield entry.designation()


def _schema(profile: Fields, known: Known) -> str:
    """By the sub-type where that says something ('Vessel'), else by the type it belongs to ('Individual')."""
    sub = known.sets.value(profile, "PartySubType")
    whole = known.sets.sets.get("PartyType", {}).get(sub.beside.get("PartyTypeID", ""))
    kind = sub.text if sub.text != "Unknown" or not whole else whole.text
    return profile.lookup("schema", "@PartySubTypeID", kind) or "LegalEntity"


def _names(identity: Fields, known: Known) -> Iterator[tuple[Name, bool]]:
    """Each name, and whether it is the one that the party is listed under."""
    types = {
        group.one("@ID"): known.sets.text(group, "NamePartType")
        for groups in identity.each("NamePartGroups")
        for master in groups.each("MasterNamePartGroup")
        for group in master.each("NamePartGroup")
    }
    false = identity.one("@False") == "true"
    for alias in identity.each("Alias"):
        kind = alias.lookup("name", "@AliasTypeID", known.sets.text(alias, "AliasType")) or "alias"
        kind = "weak" if alias.one("@LowQuality") == "true" else kind
        chief = alias.one("@Primary") == "true"
        for documented in alias.each("DocumentedName"):
            text, script = _written(documented, types, known)
            status = known.sets.text(documented, "DocNameStatus")
            other = "alias" if kind == "primary" else kind
            if false:
                identity.remarks.append(f"Of a false identity: {text}")
            if text:
                yield Name(text, other if script == _LATIN else "original"), chief and status == _LISTED_AS


def _written(documented: Fields, types: Mapping[str, str], known: Known) -> tuple[str, str]:
    """The name as the other formats write it ('LAST, First Middle'), and its script."""
    family: list[str] = []
    given: list[str] = []
    script = _LATIN
    for part in documented.each("DocumentedNamePart"):
        for value in part.each("NamePartValue"):
            (family if types.get(value.one("@NamePartGroupID")) in _FAMILY else given).append(value.one("#text"))
            script = known.sets.text(value, "Script")
    return ", ".join(filter(None, [" ".join(family), " ".join(given)])), script


def _feature(entry: Entry, feature: Fields, known: Known) -> None:
    kind = known.sets.text(feature, "FeatureType")
    for version in feature.each("FeatureVersion"):
        comment(version)
        false = known.sets.text(version, "Reliability") == "False"
        said = [*_details(version, known), *filter(None, (period(p) for p in version.each("DatePeriod")))]
        for place in _places(version, known):
            if kind == "Location" and not false:
                entry.address(place.parts, place.country, "Location")
            else:
                said.append(place.country or ", ".join(place.parts))
        for value in dict.fromkeys(said):
            if false:
                version.remarks.append(f"Said and found to be false: {kind} {value}")
            else:
                entry.piece(f"{kind} {value}", "Feature")


def _places(version: Fields, known: Known) -> Iterator[Place]:
    for location in version.each("VersionLocation"):
        number = location.one("@LocationID")
        if number in known.places:
            yield known.places[number]
        else:
            location.issue("@LocationID", number, "is no location of this file; it was not mapped.")


def comment(fields: Fields) -> None:
    """Keeps a row's comment in the remarks."""
    fields.remarks.extend(filter(None, [fields.one("Comment")]))


def _details(version: Fields, known: Known) -> Iterator[str]:
    """The text of a detail, or what it stands for in the value sets."""
    for detail in version.each("VersionDetail"):
        known.sets.text(detail, "DetailType")
        text = detail.one("#text")
        yield from filter(None, [text or known.sets.text(detail, "DetailReference")])
