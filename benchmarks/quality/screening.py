"""Who is found, and who is troubled for nothing? Queries for listed persons, and persons on no list, against real lists.

The lists are the UN's of 19 April 2025 and OFAC's of 7 July 2021; the queries name 341 persons of the UN's as a customer file might, the
innocents are 10,000 invented persons. `measure` judges the payment profile at its threshold; weights were fitted on neither.
"""

import csv
import gzip
import random
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from gate import DATA
from made import mistyped

from inforce.base.nouns import Designation
from inforce.lists import add, load
from inforce.match import Index
from inforce.match.weights import Weights
from inforce.match.weights import load as weights
from inforce.store.archive import Archive

PROFILE = "payment"
SEED = 341
INNOCENTS = ("us", "global")
UN = "lists/un_consolidated/un_consolidated_2025-04-19.xml.gz"
OFAC = tuple(f"lists/ofac/csv/ofac_2021-07-07_{part}.csv.gz" for part in ("sdn", "alt", "add", "sdn_comments"))

Row = Mapping[str, str | list[str]]


@cache
def designations() -> tuple[Designation, ...]:
    """What both lists say."""
    with tempfile.TemporaryDirectory() as folder:
        home, ofac = Archive(Path(folder) / "home"), []
        for name in OFAC:
            ofac.append(Path(folder) / Path(name).name.split("_", 2)[2].removesuffix(".gz"))
            ofac[-1].write_bytes(gzip.decompress((DATA / name).read_bytes()))
        filed = [add(home, "un_consolidated", [DATA / UN], date(2025, 4, 19)), add(home, "ofac_sdn", ofac, date(2021, 7, 7))]
        return tuple(d for edition in filed for d in load(home, edition).designations)


def queries(mistype: bool = False) -> list[tuple[str, Row]]:
    """For each person asked for, the name as the UN lists it and the row asked with; `mistype`: one slip in every longer word."""
    luck = random.Random(SEED)
    found = []
    for row in _read("un_queries"):
        name = mistyped(row["full_name"], luck) if mistype else row["full_name"]
        found.append((row["truth_name"], _row(name, row)))
    return found


def innocents(population: str) -> list[Row]:
    """Persons on no list."""
    return [_row(row["full_name"], row) for row in _read(f"innocents_{population}")]


def _read(name: str) -> list[dict[str, str]]:
    with (DATA / f"names/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _row(name: str, row: Mapping[str, str]) -> Row:
    return {"schema": "Person", "name": name, "birth_date": [row["date_of_birth"]] if row["date_of_birth"] else []}


def targets() -> dict[str, set[str]]:
    """The ids of the UN's entries by the name they are listed under."""
    found = defaultdict[str, set[str]](set)
    for d in designations():
        if d.list_id == "un_consolidated" and d.schema == "Person":
            found[_plain(d.name)].add(d.id)
    return found


def _plain(name: str) -> str:
    return " ".join(name.casefold().removesuffix(" na").split())


def scores(index: Index, rows: Sequence[Row], threshold: float) -> list[dict[str, int]]:
    """For each row, the points of each designation at the threshold."""
    return [{h.designation.id: h.comparison.points for h in hits} for hits in index.search(rows, threshold, "Person")]


def named(rows: Sequence[Row]) -> list[Row]:
    """The rows without their birth dates."""
    return [{**row, "birth_date": []} for row in rows]


def found(index: Index, asked: Sequence[tuple[str, Row]], threshold: float) -> int:
    """How many of the persons asked for are found."""
    wanted = targets()
    hits = scores(index, [row for _, row in asked], threshold)
    return sum(bool(wanted[_plain(name)] & h.keys()) for (name, _), h in zip(asked, hits, strict=True))


def alerts(index: Index, rows: Sequence[Row], threshold: float) -> float:
    """How many of a thousand rows have a hit."""
    return 1_000 * sum(map(bool, scores(index, rows, threshold))) / len(rows)


def measure(corpus: Path, w: Weights | None = None) -> dict[str, float]:
    """Persons found of those asked for, by name alone, with birth dates, and mistyped; how many of a thousand innocents raise no alert
    (1,000 less alerts), by name alone and with birth dates, where that is worst. At the payment profile's threshold."""
    w = w or weights(PROFILE)
    index, at = Index(designations(), w=w), w.threshold / 10_000
    asked, typed = queries(), queries(mistype=True)
    people = {p: innocents(p) for p in INNOCENTS}
    return {
        "found": found(index, [(n, named([r])[0]) for n, r in asked], at),
        "found_with_birth": found(index, asked, at),
        "mistyped": found(index, [(n, named([r])[0]) for n, r in typed], at) / len(typed),
        "quiet": min(1_000 - alerts(index, named(rows), at) for rows in people.values()),
        "quiet_with_birth": min(1_000 - alerts(index, rows, at) for rows in people.values()),
    }
