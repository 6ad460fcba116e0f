"""Reads register.toml. It is our own file, so whatever is not as it should be refuses the whole of it."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from inforce.base.errors import Refused
from inforce.base.ids import clean_imo, clean_imo_company
from inforce.base.nouns import Designation, Evidence, Identifier, Issue, Name, Review
from inforce.lists.spec import ListSpec

SCHEMAS = {"person": "Person", "entity": "LegalEntity", "vessel": "Vessel"}
VALID = {"imo": clean_imo, "imo_company": clean_imo_company}


def parse(parts: Mapping[str, Path], spec: ListSpec) -> Iterator[Designation | Issue]:
    """The register's entries, in its order. Raises Refused, naming the entry, where one is not whole; then none is given."""
    try:
        register = tomllib.loads(parts["register"].read_text(encoding="utf-8"))
        if register.pop("compiled") != spec.compiled:
            raise ValueError("was not compiled on the day that list.toml gives")
        titles = {key: source["title"] for key, source in register.pop("sources").items()}
        entries = [_designation(schema, entry, titles, spec) for kind, schema in SCHEMAS.items() for entry in register.pop(kind)]
        if register or len({e.id for e in entries}) < len(entries):
            raise ValueError(f"has unknown kinds {sorted(register)}" if register else "has two entries of one ref")
    except (OSError, UnicodeDecodeError, KeyError, ValueError) as e:
        raise Refused(f"the embedded register {parts['register'].name} cannot be read: {e!r}. Install inforce anew.") from e
    yield from entries


def _designation(schema: str, entry: dict[str, Any], titles: Mapping[str, str], spec: ListSpec) -> Designation:
    left = dict(entry)
    ref, name = left.pop("ref"), left.pop("name")
    try:
        found = Designation(
            id=f"{spec.id}/{ref}",
            list_id=spec.id,
            ref=ref,
            schema=schema,
            names=(Name(name), *(Name(n, kind) for kind in ("alias", "weak", "former", "original") for n in left.pop(kind, ()))),
            evidence=Evidence(f"{spec.id}@{spec.compiled}", _places(left.pop("sources"), titles), name),
            review=Review(left.pop("review")),
            programs=tuple(left["under"]),
            measures=tuple(dict.fromkeys(m for said in left.pop("under") for m in spec.measures[said])),
            listed=_day(left.pop("listed", None)),
            delisted=_day(left.pop("delisted", None)),
            birth_dates=tuple(left.pop("born", ())),
            nationalities=tuple(left.pop("nationality", ())),
            identifiers=tuple(_identifier(kind, left.pop(kind)) for kind in VALID if kind in left),
        )
    except (KeyError, ValueError) as e:
        raise ValueError(f"{ref}: {e!r}") from e
    if left:
        raise ValueError(f"{ref} has unknown fields {sorted(left)}")
    return found


def _places(sources: list[str], titles: Mapping[str, str]) -> str:
    """'eu XIV.B 29' as the source's title and the place in it."""
    return "; ".join(f"{titles[key]}, {place}" for key, _, place in (s.partition(" ") for s in sources))


def _day(value: Any) -> date | None:
    if value is not None and type(value) is not date:
        raise ValueError(f"{value!r} is no day")
    return value


def _identifier(kind: str, value: str) -> Identifier:
    if VALID[kind](value) != value:
        raise ValueError(f"{value!r} is no valid {kind}")
    return Identifier(kind, value)
