"""Reads the EU's financial sanctions files (FSF): a line for each name, address, birth, document or citizenship of a subject.

Version 1.0 has 59 columns, several of one name; version 1.1 has 118 with clearer names, and the UN's reference. Both are read alike:
the columns of 1.0 are taken by the names that they have in 1.1.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from inforce.base.ids import clean_bic, clean_imo
from inforce.base.nouns import Designation, Evidence, Identifier, Issue, Name
from inforce.base.places import country
from inforce.lists import markup, prose, tabular
from inforce.lists.folding import folded
from inforce.lists.naming import names
from inforce.lists.spec import ListSpec
from inforce.lists.strict import Fields

_REF = "Entity_EU_ReferenceNumber"
_ENTITY = ("Entity_LogicalId", "Entity_SubjectType_ClassificationCode", "Entity_Regulation_Programme", "Entity_Remark")
_NAME = tuple(f"NameAlias_{n}" for n in ("WholeName", "FirstName", "MiddleName", "LastName", "Gender", "Title", "Function"))
_ADDRESS = tuple(f"Address_{n}" for n in ("Street", "ZipCode", "City", "CountryIso2Code", "ContactInfo"))
_BIRTH = tuple(f"BirthDate_{n}" for n in ("BirthDate", "Place", "CountryIso2Code"))
_DOCUMENT = tuple(f"Identification_{n}" for n in ("Number", "CountryIso2Code"))
_CITIZEN = "Citizenship_CountryIso2Code"
# What only one of the versions has.
_MORE_ADDRESS = tuple(f"Address_{n}" for n in ("Number", "PoBox", "Region", "Place", "Remark"))
_MORE_BIRTH = tuple(
    f"BirthDate_{n}" for n in ("Day", "Month", "Year", "YearRangeFrom", "YearRangeTo", "Circa", "CalendarType", "City", "Remark")
)
_MORE_DOCUMENT = tuple(f"Identification_{n}" for n in ("TypeCode", "LatinNumber", "IssuedBy", "NameOnDocument", "Remark"))
_MORE = ("Entity_UnitedNationId", "Entity_DesignationDate", "Entity_DesignationDetails", "NameAlias_Remark", "Citizenship_Remark")
_COLUMNS = (_REF, *_ENTITY, *_NAME, *_ADDRESS, *_BIRTH, *_DOCUMENT, _CITIZEN)
_SOME = (*_MORE_ADDRESS, *_MORE_BIRTH, *_MORE_DOCUMENT, *_MORE)
_BLOCKS = {
    "(name)": (*_NAME, "NameAlias_Remark"),
    "(address)": (*_ADDRESS, *_MORE_ADDRESS),
    "(birth)": (*_BIRTH, *_MORE_BIRTH),
    "(document)": (*_DOCUMENT, *_MORE_DOCUMENT),
    "(citizenship)": (_CITIZEN, "Citizenship_Remark"),
}
_DESIGNATED = re.compile(r"Date of (?:UN )?designation[^:)]{0,80}: ?(\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})")
_TYPED = re.compile(r"(\S.*?) \((\w+)-[^()]*\)(.*)")  # version 1.0: 'AD001095 (passport-National passport) ((passport))'


def parse(parts: Mapping[str, Path], spec: ListSpec) -> Iterator[Designation | Issue]:
    """The subjects of the one file in `parts`, in order of their first lines, each followed by its Issues.

    An entry's `ref` is the EU's reference number. `programs` are the regimes, and 'UN' where the UN's reference is given. Raises
    Refused for a copy that a spreadsheet saved: it puts each line in quotes, commas turn to tabs and letters beyond Western
    Europe to question marks, and no mend brings those back.
    """
    (path,) = parts.values()
    with path.open("rb") as f:
        if f.read(16).removeprefix(b"\xef\xbb\xbf").startswith(b'"'):
            raise markup.refused(path, "line 1: each line stands in quotes, so a spreadsheet saved it, which loses commas and letters")
    table = tabular.table(path, _renamed(tabular.csv_lines(path, delimiter=";"), spec), spec, _COLUMNS, optional=_SOME)
    yield from table.issues
    for row in folded(table.rows, _REF, _BLOCKS):
        yield from () if row.left_out else _entry(row)
        yield from row.unread()


def _renamed(lines: Iterator[tabular.Line], spec: ListSpec) -> Iterator[tabular.Line]:
    """The lines, with the columns of version 1.0 under the names of 1.1."""
    at, header = next(lines, (1, ()))
    yield at, [spec.lookups["column"].get(name.strip(), name) for name in header]
    yield from lines


def _entry(row: Fields) -> Iterator[Designation]:
    kind = row.one(_ENTITY[1])
    schema = row.spec.lookups["schema"].get(kind)
    blocks = row.each("(name)")
    found = [name for block in blocks for name in _names(block)]
    if not (schema and found):
        row.leave_out(_ENTITY[1], kind, "a subject without a name, or of no kind, or of several, that is known here")
        return
    row.one("Entity_LogicalId")
    references = [ref for text in row.many("Entity_UnitedNationId") for ref in re.split(r"[;,\s]+", text) if ref]
    programs = tuple(dict.fromkeys([*row.many("Entity_Regulation_Programme"), *(["UN"] if references else [])]))
    remarks = [*row.many("Entity_Remark"), *row.many("Entity_DesignationDetails")]
    row.remarks[:0] = [text.replace("\\n", " ") for text in remarks]
    genders = {g for b in blocks for text in b.many("NameAlias_Gender") if (g := b.lookup("gender", "NameAlias_Gender", text))}
    identifiers = [*(Identifier("un_reference", ref) for ref in references), *_documents(row)]
    countries, addresses = _addresses(row)
    births, places = _births(row)
    yield Designation(
        id=f"{row.spec.id}/{row.at}",
        list_id=row.spec.id,
        ref=row.at,
        schema="Vessel" if any(i.kind == "imo" for i in identifiers) and schema != "Person" else schema,
        names=(Name(found[0].text), *dict.fromkeys(name for name in found if name.text != found[0].text)),
        evidence=Evidence(row.spec.id, row.at, found[0].text),
        programs=programs,
        measures=tuple(m for p in programs if references for m in row.spec.measures.get(f"{p} {schema}", ())),
        listed=_listed(row, remarks),
        birth_dates=births,
        birth_places=places,
        gender="".join(genders) if len(genders) == 1 else "",
        nationalities=_citizenships(row),
        countries=countries,
        addresses=addresses,
        positions=tuple(dict.fromkeys(t for block in blocks for name in _NAME[5:] for t in block.many(name))),
        identifiers=tuple(dict.fromkeys(identifiers)),
        remarks="\n".join(dict.fromkeys(row.remarks)),
    )


def _names(block: Fields) -> Iterator[Name]:
    whole, *parts = map(block.one, _NAME[:4])
    _remark(block, "NameAlias_Remark", whole)
    yield from names(whole or " ".join(filter(None, parts)), "alias", block.spec.lookups["none"])


def _addresses(row: Fields) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the countries that the addresses are in, and the addresses, each in one line as published."""
    countries: list[str] = []
    addresses: list[str] = []
    for block in row.each("(address)"):
        codes = _country(block, "Address_CountryIso2Code")
        lines = [block.one(f"Address_{n}") for n in ("Number", "Street", "Place", "PoBox", "ZipCode", "City", "Region")]
        _remark(block, "Address_ContactInfo", "")
        _remark(block, "Address_Remark", "")
        countries.extend(codes)
        addresses.extend(filter(None, [", ".join(filter(None, [*lines, *codes]))]))
    return tuple(dict.fromkeys(countries)), tuple(dict.fromkeys(addresses))


def _citizenships(row: Fields) -> tuple[str, ...]:
    blocks = row.each("(citizenship)")
    for block in blocks:
        _remark(block, "Citizenship_Remark", "Citizenship")
    return tuple(dict.fromkeys(code for block in blocks for code in _country(block, _CITIZEN)))


def _births(row: Fields) -> tuple[tuple[str, ...], tuple[str, ...]]:
    dates: list[str] = []
    places: list[str] = []
    for block in row.each("(birth)"):
        said, day, month, year, since, until = (block.one(f"BirthDate_{n}") for n in ("BirthDate", *_SPLIT))
        circa = "~" if block.one("BirthDate_Circa").casefold() == "true" else ""
        calendar = block.one("BirthDate_CalendarType")
        parted = "/".join(filter(None, (day, month, year))) if year else "/".join(filter(None, (since, until)))
        text = said if said and said not in block.spec.lookups["none"] else parted
        if text and calendar not in ("", "GREGORIAN"):
            block.issue("BirthDate_CalendarType", f"{calendar} {text}", "is a date of another calendar; it was not mapped.")
        else:
            dates.extend(prose.dates(block, "BirthDate_BirthDate", [circa + text] if text else []))
        _remark(block, "BirthDate_Remark", "Birth")
        places.extend(
            filter(
                None, [", ".join(filter(None, [block.one("BirthDate_Place"), block.one("BirthDate_City"), *_country(block, _BIRTH[2])]))]
            )
        )
    return tuple(dict.fromkeys(dates)), tuple(dict.fromkeys(places))


_CLEAN = {"swift_bic": clean_bic, "imo": clean_imo}
_SPLIT = ("Day", "Month", "Year", "YearRangeFrom", "YearRangeTo")


def _documents(row: Fields) -> Iterator[Identifier]:
    for block in row.each("(document)"):
        text, code, latin = (block.one(f"Identification_{n}") for n in ("Number", "TypeCode", "LatinNumber"))
        typed = None if code else _TYPED.fullmatch(text)
        if typed:
            text, code, said = typed[1], typed[2], typed[3].strip()
            row.remarks.extend([f"{code} {text}: {said}"] if said else [])
        for name in ("IssuedBy", "NameOnDocument", "Remark"):
            _remark(block, f"Identification_{name}", f"{code} {text}")
        codes = _country(block, "Identification_CountryIso2Code")
        kind = block.spec.lookups["document"].get(code)
        value = _CLEAN.get(kind or "", str)(latin or text)
        if kind and value:
            yield Identifier(kind, value, codes[0] if codes else "")
        else:
            row.remarks.append(f"{code} {text}")
            block.issue("Identification_Number", text, "is no number of its kind, or of no kind that is known here; it was not mapped.")


def _country(block: Fields, name: str) -> list[str]:
    """The code of the country in that column, of two letters or of three."""
    text = block.one(name)
    said = block.spec.lookups["country"].get(text)
    code = country(text) if said is None else said
    if text and not code and said is None:
        block.issue(name, text, "is no country's code.")
    return [code] if code else []


def _remark(block: Fields, name: str, about: str) -> None:
    block.remarks.extend(": ".join(filter(None, [about, text.replace("\\n", " ")])) for text in block.many(name))


def _listed(row: Fields, remarks: list[str]) -> date | None:
    """The day of designation: version 1.1 has a column for it, and both may say it in their remarks. The first counts."""
    said = [*row.many("Entity_DesignationDate"), *(day for text in remarks for day in _DESIGNATED.findall(text))]
    return min((day for text in said if (day := prose.day(row, "Entity_DesignationDate", text))), default=None)
