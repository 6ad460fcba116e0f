"""Reads Canada's consolidated list: a record for each person, entity or ship, in English and French in one text.

An entry is found by its regime, schedule and item, which is how the regulations number it. Three spellings of the elements are
known: of 2020, with ships since 2024, and with the French word behind the English one since 2026. A regime is no nationality.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from inforce.base.nouns import Designation, Evidence, Identifier, Issue, Name
from inforce.lists import prose, stream
from inforce.lists.naming import spellings
from inforce.lists.numbers import ship_numbers
from inforce.lists.spec import ListSpec
from inforce.lists.strict import Fields

# An item before which several names end in one company's form: 'Air Bagan Holdings Pte. Ltd., Air Bagan Limited'.
_FORMS = re.compile(r"\s*(?:Ltd|Inc|LLC|Co|Corp|Corporation|Limited|Company|S\.?A|GmbH|AG|JSC|PJSC|OAO|OOO|ZAO)\b\.?", re.IGNORECASE)


def parse(parts: Mapping[str, Path], spec: ListSpec) -> Iterator[Designation | Issue]:
    """The records of the one file in `parts`, in its order, each followed by its Issues. `programs` is the regime in English.

    The list has no entry of the DPRK: there Canada carries out the UN's listings by reference.
    """
    (path,) = parts.values()
    for n, (element, row) in enumerate(stream.entries(path, "data-set", 1), 1):
        entry = Fields({spec.lookups["element"].get(name, name): held for name, held in row.items()}, spec, f"record {n}")
        if element == "record":
            yield from _entry(entry)
        elif element:
            entry.leave_out(element, "", "no such element is known here; extend the list's parse.py")
        yield from entry.unread()


def _entry(row: Fields) -> Iterator[Designation]:
    regime, schedule, item = row.one("Country"), row.one("Schedule"), row.one("Item")
    entity, given, family = row.one("EntityOrShip"), row.one("GivenName"), row.one("LastName")
    program = row.spec.lookups["regime"].get(regime, english(regime))
    ships = [*_ships(row)]
    listed_as = entity or " ".join(filter(None, [given, family]))
    if not (program and item and listed_as) or (entity and (given or family)):
        row.leave_out("Item", f"{regime} {schedule} {item} {listed_as}".strip(), "a record without a regime, an item or one name")
        return
    place = ", ".join(filter(None, [program, f"schedule {schedule}" if schedule not in ("", "N/A") else "", f"item {item}"]))
    ref = re.sub(r"[^\w.]+", "-", "-".join(filter(None, [program, schedule.replace("N/A", ""), item])))
    row.at = place
    schema = "Vessel" if ships else "LegalEntity" if entity else "Person"
    title = english(row.one("TitleOrShip"))
    born = row.one("DateOfBirthOrShipBuildDate")
    row.remarks.extend([f"Built: {born}"] if born and schema == "Vessel" else [])
    day = row.one("DateOfListing")
    yield Designation(
        id=f"{row.spec.id}/{ref}",
        list_id=row.spec.id,
        ref=ref,
        schema=schema,
        names=tuple(dict.fromkeys(_names(row, listed_as, schema))) or (Name(listed_as),),
        evidence=Evidence(row.spec.id, place, listed_as),
        programs=(program,),
        listed=prose.day(row, "DateOfListing", day) if day else None,
        birth_dates=() if schema == "Vessel" else tuple(prose.dates(row, "DateOfBirthOrShipBuildDate", [born])),
        vessel_type=title if schema == "Vessel" else "",
        positions=(title,) if title and schema != "Vessel" else (),
        identifiers=tuple(dict.fromkeys(ships)),
        remarks="\n".join(row.remarks),
    )


def _ships(row: Fields) -> Iterator[Identifier]:
    if text := row.one("ShipIMONumber"):
        yield from ship_numbers(row, "ShipIMONumber", text if "IMO" in text.upper() else f"IMO {text}")


def _names(row: Fields, listed_as: str, schema: str) -> Iterator[Name]:
    first, *french = listed_as.split("/") if schema == "LegalEntity" else [listed_as]
    yield from spellings(first, "primary", schema == "Person")
    for text in [*french, *aliases(row.one("Aliases"))]:
        yield from spellings(text, "alias", schema == "Person")


def english(text: str) -> str:
    """The English half of a text in both languages: 'Syria / Syrie', 'Major General/major-général', 'Tanker | Pétrolier'."""
    return re.split(r"\s*[/|]\s*", text.strip(), maxsplit=1)[0].strip()


def aliases(text: str) -> list[str]:
    """The names between commas, semicolons and slashes; the form of a company stays with its name."""
    names: list[str] = []
    for piece in re.split(r"[,;/]", text):
        if names and _FORMS.fullmatch(piece):
            names[-1] += f",{piece}"
        elif piece.strip():
            names.append(piece.strip(" ()") if piece.strip().startswith("(") else piece.strip())
    return names
