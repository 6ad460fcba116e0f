"""One listed party of FollowTheMoney as a Designation."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from inforce.base import ids
from inforce.base.dates import PartialDate
from inforce.base.nouns import Designation, Evidence, Identifier, Issue, Name, Review
from inforce.base.places import country
from inforce.lists.naming import foreign_runs
from inforce.lists.opensanctions.lines import Entity
from inforce.lists.spec import ListSpec
from inforce.lists.strict import Fields

_NAMES = {"name": "alias", "alias": "alias", "weakAlias": "weak", "abbreviation": "weak", "previousName": "former"}
_NUMBERS = {
    "passportNumber": "passport_number",
    "idNumber": "id_number",
    "socialSecurityNumber": "id_number",
    "taxNumber": "tax_number",
    "innCode": "tax_number",
    "vatCode": "tax_number",
    "npiCode": "registration_number",
    "registrationNumber": "registration_number",
    "serialNumber": "registration_number",
    "licenseNumber": "registration_number",
    "ogrnCode": "registration_number",
    "okpoCode": "registration_number",
    "kppCode": "registration_number",
    "bikCode": "registration_number",
    "cikCode": "registration_number",
    "dunsCode": "registration_number",
    "uniqueEntityId": "registration_number",
    "uscCode": "registration_number",
    "giiNumber": "registration_number",
    "jibCode": "registration_number",
    "caemCode": "registration_number",
    "isinCode": "registration_number",
    "callSign": "call_sign",
}
_CHECKED: dict[str, tuple[str, Callable[[str], str]]] = {
    "leiCode": ("lei_code", ids.clean_lei),
    "swiftBic": ("swift_bic", ids.clean_bic),
    "mmsi": ("mmsi", ids.clean_mmsi),
}
# Of another entity that says something of a party: its property -> the kind of number.
_OF_DOCUMENT = {
    "Sanction": {"unscId": "un_reference"},
    "Passport": {"number": "passport_number", "passportNumber": "passport_number"},
    "Identification": {"number": "id_number"},
    "CryptoWallet": {"publicKey": "wallet"},
}
# Properties that have no place of their own in a Designation, as they are called in its remarks.
_REMARKED = {
    "notes": "",
    "summary": "",
    "description": "",
    "legalForm": "Legal form",
    "sector": "Sector",
    "classification": "Classification",
    "status": "Status",
    "incorporationDate": "Incorporated",
    "dissolutionDate": "Dissolved",
    "deathDate": "Died",
    "education": "Education",
    "religion": "Religion",
    "ethnicity": "Ethnicity",
    "political": "Political party",
    "profession": "Profession",
    "appearance": "Appearance",
    "eyeColor": "Eyes",
    "hairColor": "Hair",
    "height": "Height",
    "weight": "Weight",
    "spokenLanguage": "Language",
    "phone": "Phone",
    "email": "Email",
    "website": "Website",
    "buildDate": "Built",
    "grossRegisteredTonnage": "Gross registered tonnage",
    "tonnage": "Tonnage",
    "deadweightTonnage": "Deadweight tonnage",
    "model": "Model",
    "ticker": "Ticker",
    "amount": "Amount",
    "currency": "Currency",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """What other entities say of a party: sanctions, documents and wallets; addresses; the names of whom it is linked to."""

    said: tuple[Entity, ...] = ()
    places: tuple[Entity, ...] = ()
    links: tuple[str, ...] = ()


def party(entity: Entity, beside: Beside, spec: ListSpec) -> Iterator[Designation | Issue]:
    """The Designation of a listed entity, then its Issues; an Issue alone where it is of no kind of party that is known here."""
    row = Fields({**entity.properties, **entity.beside}, spec, entity.id)
    schema = spec.lookups["schema"].get(entity.schema, "")
    names = tuple(dict.fromkeys(_names(row)))
    if not (schema and names):
        row.leave_out("schema", f"{entity.schema} {entity.id}", "no name, or about no kind of party that is known here")
    else:
        yield _described(row, entity, schema, names, beside)
    yield from row.unread()


def _described(row: Fields, entity: Entity, schema: str, names: tuple[Name, ...], beside: Beside) -> Designation:
    sanctions = [Fields(e.properties, row.spec, f"{entity.id} {e.schema} {e.id}") for e in beside.said if e.schema == "Sanction"]
    programs, listed, delisted = _sanctioned(row, sanctions)
    topics = row.many("topics")
    addresses = (*row.many("address"), *(_place(e) for e in beside.places))
    identifiers = (*_identifiers(row, schema), *_documents(beside.said))
    return Designation(
        id=f"{row.spec.id}/{entity.id}",
        list_id=row.spec.id,
        ref=entity.id,
        schema=schema,
        names=names,
        evidence=Evidence(row.spec.id, entity.id, names[0].text),
        review=Review.SECONDARY,
        programs=tuple(dict.fromkeys((*row.many("programId"), *row.many("program"), *programs))) or topics,
        listed=PartialDate.parse(listed).first if listed else None,
        delisted=PartialDate.parse(delisted).first if delisted else None,
        birth_dates=tuple(dict.fromkeys(_dates(row, "birthDate"))),
        birth_places=(*row.many("birthPlace"), *row.many("birthCountry")),
        gender=next((g for text in row.many("gender") if (g := row.lookup("gender", "gender", text))), ""),
        nationalities=_codes(row, "nationality", "citizenship"),
        countries=_codes(row, "country", "jurisdiction", "mainCountry"),
        flags=_codes(row, "flag", "pastFlags"),
        vessel_type=" / ".join(row.many("type")),
        addresses=tuple(dict.fromkeys(filter(None, addresses))),
        positions=row.many("position"),
        identifiers=tuple(dict.fromkeys(identifiers)),
        associates=tuple(dict.fromkeys((*row.many("owner"), *row.many("operator"), *row.many("parent"), *beside.links))),
        remarks=_remarks(row),
    )


def _names(row: Fields) -> Iterator[Name]:
    first = True
    for column in ("name", "alias", "previousName", "weakAlias", "abbreviation"):
        for text in row.many(column):
            kind = "primary" if first and column == "name" else _NAMES[column]
            yield Name(text, "original" if kind == "alias" and foreign_runs(text) else kind)
            first = False


def _sanctioned(row: Fields, sanctions: list[Fields]) -> tuple[list[str], str, str]:
    """Programmes; the first day of listing; the last end, where every sanction has one. What else they say goes to the remarks."""
    programs: list[str] = []
    starts: list[str] = []
    ends: list[str] = []
    for said in sanctions:
        own = said.many("programId") or said.many("program") or said.many("authority")
        programs.extend(own)
        starts.extend(d for name in ("listingDate", "startDate") for d in _dates(said, name) if len(d) == 10)
        ends.append(max((d for d in _dates(said, "endDate") if len(d) == 10), default=""))
        for name in ("program", "authority", "reason", "provisions", "summary", "authorityId", "unscId", "status", "duration"):
            row.remarks.extend(said.many(name))
        row.remarks.extend(f"{i.locator}: {i.value} {i.problem}" for i in said.unread() if "not read" not in i.problem)
    return programs, min(starts, default=""), max(ends, default="") if ends and all(ends) else ""


def _dates(row: Fields, name: str) -> Iterator[str]:
    for text in row.many(name):
        try:
            yield str(PartialDate.parse(text))
        except ValueError:
            row.issue(name, text, "is no date; it was not mapped.")


def _codes(row: Fields, *names: str) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        for text in row.many(name):
            code = country(text)
            found.extend([code] if code else (row.lookup("country", name, text) or "").split())
    return tuple(dict.fromkeys(found))


def _identifiers(row: Fields, schema: str) -> Iterator[Identifier]:
    for column, kind in _NUMBERS.items():
        yield from (Identifier(kind, text) for text in row.many(column))
    for column, (kind, clean) in _CHECKED.items():
        yield from _checked(row, column, kind, clean)
    kind, clean = ("imo", ids.clean_imo) if schema == "Vessel" else ("imo_company", ids.clean_imo_company)
    yield from _checked(row, "imoNumber", kind, clean)


def _checked(row: Fields, column: str, kind: str, clean: Callable[[str], str]) -> Iterator[Identifier]:
    for text in row.many(column):
        if value := clean(text):
            yield Identifier(kind, value)
        else:
            row.remarks.append(f"{column}: {text}")
            row.issue(column, text, f"is no valid {kind}; it was not mapped and is in the remarks.")


def _documents(said: Iterable[Entity]) -> Iterator[Identifier]:
    for e in said:
        place = next((country(str(c)) for c in e.properties.get("country", ())), "")
        for name, kind in _OF_DOCUMENT[e.schema].items():
            yield from (Identifier(kind, number, place) for n in e.properties.get(name, ()) if (number := str(n).strip()))


def _place(e: Entity) -> str:
    if whole := next(map(str, e.properties.get("full", ())), ""):
        return " ".join(whole.split())
    parts = [
        str(v) for name in ("street", "street2", "postalCode", "city", "state", "region", "country") for v in e.properties.get(name, ())
    ]
    return ", ".join(dict.fromkeys(parts))


def _remarks(row: Fields) -> str:
    for name, title in _REMARKED.items():
        row.remarks.extend(": ".join(filter(None, [title, text])) for text in row.many(name))
    return "\n".join(dict.fromkeys(row.remarks))
