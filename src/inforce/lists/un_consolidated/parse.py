"""Reads the consolidated list, as XML or as the web page that says the same: one Designation for each INDIVIDUAL and ENTITY.

An Issue tells of each value that is not understood."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from inforce.base.nouns import Designation, Evidence, Issue, Name
from inforce.lists import markup
from inforce.lists.naming import foreign_runs, name_and_aside, names
from inforce.lists.spec import ListSpec
from inforce.lists.strict import Fields, unread
from inforce.lists.un_consolidated import births, page
from inforce.lists.un_consolidated.documents import code, documents, numbers_in

_SECTIONS = {"INDIVIDUALS": "INDIVIDUAL", "ENTITIES": "ENTITY"}
_SCHEMAS = {"INDIVIDUAL": "Person", "ENTITY": "LegalEntity"}
_NAMES = {"INDIVIDUAL": ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"), "ENTITY": ("FIRST_NAME",)}
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?")  # "2015-07-01-04:00" is a day in New York, as "2015-07-01" is
_GENDER = re.compile(r"\bGender ?[:\[] ?(\w+)")  # in COMMENTS1: "Gender: male.", "Gender [Male]."


def parse(parts: Mapping[str, Path], spec: ListSpec) -> Iterator[Designation | Issue]:
    """The entries of the one file in `parts`, in its order, each followed by its Issues. Raises Refused before it yields any.

    An entry's evidence has the list's id for its source and the reference number for its place. The name it is listed under
    comes first. `programs` is the committee; `measures` what the listing brings in by list.toml. `remarks` holds the
    publisher's comments, then its notes, a line each, with what each note belongs to.
    """
    (part, path), *_ = parts.items()
    return _page(path, spec) if part == "html" else _xml(path, spec)


def _page(path: Path, spec: ListSpec) -> Iterator[Designation | Issue]:
    for element, row in page.rows(path, spec):
        entry = Fields(row, spec, "an entry without a reference number")
        yield from _entry(entry, element)
        yield from entry.unread()


def _xml(path: Path, spec: ListSpec) -> Iterator[Designation | Issue]:
    document = markup.read(path, "CONSOLIDATED_LIST")
    if missing := sorted({*_SECTIONS} - document.sections):
        raise markup.refused(path, f"it has no {' and no '.join(missing)}")
    yield from unread(document.about, source=spec.id, at=path.name, ignore=spec.ignore)
    for section in sorted(document.sections - {*_SECTIONS}):
        yield Issue(spec.id, path.name, section, "not read: no such section is known here. Extend the list's parse.py.")
    for n, (section, element, row) in enumerate(document.entries, 1):
        entry = Fields(row, spec, f"entry {n}")
        if _SECTIONS.get(section) == element:
            yield from _entry(entry, element)
        else:
            entry.issue(f"{section}/{element}", "", "not read: no such entry is known here. Extend the list's parse.py.")
        yield from entry.unread()


def _entry(entry: Fields, element: str) -> Iterator[Designation]:
    ref = entry.one("REFERENCE_NUMBER")
    entry.at = ref or entry.at
    listed_as = " ".join(part for part in map(entry.one, _NAMES[element]) if part not in ("", *entry.spec.lookups["no_name"]))
    if not (ref and listed_as):
        entry.issue("REFERENCE_NUMBER", ref or listed_as, "an entry without a reference number or a name cannot be listed: it is left out.")
        return
    yield _designation(entry, ref, listed_as, element)


def _designation(entry: Fields, ref: str, listed_as: str, element: str) -> Designation:
    spec, schema = entry.spec, _SCHEMAS[element]
    comments = entry.one("COMMENTS1")
    entry.remarks.extend(filter(None, [comments]))
    aliases = entry.each(f"{element}_ALIAS")
    programs = _programs(entry)
    countries, addresses = _addresses(entry, element)
    designation = Designation(
        id=f"{spec.id}/{ref}",
        list_id=spec.id,
        ref=ref,
        schema=schema,
        names=tuple(dict.fromkeys([*_own_names(entry, listed_as), *_other_names(aliases)])),
        evidence=Evidence(spec.id, ref, listed_as),
        programs=programs,
        measures=tuple(m for program in programs for m in spec.measures.get(f"{program} {schema}", ())),
        listed=_day(entry, "LISTED_ON", entry.one("LISTED_ON")),
        amended=_amended(entry),
        countries=countries,
        addresses=addresses,
        identifiers=tuple(dict.fromkeys(numbers_in(entry, comments))),
    )
    if element == "INDIVIDUAL":
        designation = _person(designation, entry, aliases, comments)
    return replace(designation, remarks="\n".join(entry.remarks))


def _person(designation: Designation, entry: Fields, aliases: tuple[Fields, ...], comments: str) -> Designation:
    dates = [*births.dates(entry), *(day for alias in aliases for day in _alias_birth_date(alias))]
    places = [*births.places(entry), *(place for alias in aliases for place in _alias_birth_place(alias))]
    positions = [text for name in ("DESIGNATION", "TITLE") for _, text in _values(entry, name)]
    nationalities = [c for group, text in _values(entry, "NATIONALITY") for c in code(group, "VALUE", text)]
    return replace(
        designation,
        birth_dates=tuple(dict.fromkeys(dates)),
        birth_places=tuple(dict.fromkeys(places)),
        gender=_gender(entry, comments),
        nationalities=tuple(dict.fromkeys(nationalities)),
        positions=tuple(dict.fromkeys(positions)),
        identifiers=tuple(dict.fromkeys([*documents(entry), *designation.identifiers])),
    )


def _own_names(entry: Fields, listed_as: str) -> Iterator[Name]:
    no_name = entry.spec.lookups["no_name"]
    first, *others = [*names(listed_as, "alias", no_name)] or [Name(listed_as)]
    yield Name(first.text, "primary")
    yield from others
    yield from names(entry.one("NAME_ORIGINAL_SCRIPT"), "original", no_name)


def _other_names(aliases: tuple[Fields, ...]) -> Iterator[Name]:
    for alias in aliases:
        quality, text, note = map(alias.one, ("QUALITY", "ALIAS_NAME", "NOTE"))
        name, aside = name_and_aside(alias.spec.lookups["alias"].get(text, text))
        # A name of unknown quality is a name all the same: it is kept as an alias, and the Issue says so.
        kind = (alias.lookup("quality", "QUALITY", quality) if name else "") or "alias"
        yield from names(name, kind, alias.spec.lookups["no_name"])
        if aside:
            alias.issue("ALIAS_NAME", text, "what stands behind the name was not mapped; it is in the remarks.")
        if aside or note:
            alias.remarks.append(": ".join(filter(None, [name, aside, note])))
        yield from _names_in_note(alias, note, kind)


def _names_in_note(alias: Fields, note: str, kind: str) -> Iterator[Name]:
    """The names in an alias's note: a bare list of them ('Hajji Faizullah Khan; Haji Faizuulah Khan'), or one in its own script."""
    if ";" in note and not re.search(r"[\d:()]", note):
        yield from names(note, kind, alias.spec.lookups["no_name"])
        return
    if re.search(r"[\d,;]", note):
        alias.issue("NOTE", note, "only names in another script were mapped of it; it is in the remarks.")
    yield from (Name(run, "original") for run in foreign_runs(note))


def _alias_birth_date(alias: Fields) -> Iterator[str]:
    if text := alias.one("DATE_OF_BIRTH"):
        yield from births.date(alias, "DATE_OF_BIRTH", text)


def _alias_birth_place(alias: Fields) -> tuple[str, ...]:
    return births.one_line([alias.one("CITY_OF_BIRTH"), alias.one("COUNTRY_OF_BIRTH")])


def _programs(entry: Fields) -> tuple[str, ...]:
    said = entry.one("UN_LIST_TYPE")
    for group, text in _values(entry, "LIST_TYPE"):
        if text != "UN List":
            group.issue("VALUE", text, "is another list than the one that all entries have been of.")
    return tuple(filter(None, [entry.lookup("program", "UN_LIST_TYPE", said) or said]))


def _addresses(entry: Fields, element: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the countries that the addresses are in, and the addresses, each in one line as published."""
    countries: list[str] = []
    addresses: list[str] = []
    for block in entry.each(f"{element}_ADDRESS"):
        *parts, land = map(block.one, ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY"))
        countries.extend(code(block, "COUNTRY", land) if land else [])
        addresses.extend(births.one_line([*parts, land], block.one("NOTE")))
    return tuple(dict.fromkeys(countries)), tuple(dict.fromkeys(addresses))


def _gender(entry: Fields, comments: str) -> str:
    if said := entry.one("GENDER"):
        return entry.lookup("gender", "GENDER", said) or ""
    found = _GENDER.search(comments)
    return (found and entry.lookup("gender", "COMMENTS1", found[1])) or ""


def _amended(entry: Fields) -> tuple[date, ...]:
    days = {_day(group, "VALUE", text) for group, text in _values(entry, "LAST_DAY_UPDATED")}
    return tuple(sorted(day for day in days if day))


def _values(entry: Fields, name: str) -> Iterator[tuple[Fields, str]]:
    return ((group, text) for group in entry.each(name) for text in group.many("VALUE"))


def _day(fields: Fields, name: str, text: str) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(found[1] if found else text)
    except ValueError:
        fields.issue(name, text, "is no day such as 2017-06-20; it was not mapped.")
        return None
