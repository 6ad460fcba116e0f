"""Makes src/inforce/match/rarity.txt anew: how common the words of names are, from the public domain alone.

    python benchmarks/quality/fit_rarity.py CENSUS

CENSUS holds dist.all.last, dist.female.first and dist.male.first, the frequently occurring names of the US Census of 1990; the PyPI
package `names` has them. The rest is test data: OFAC's list of 7 July 2021 (persons, organisations, vessels and their aliases) and
the vessels that NOAA heard on 3 January 2022. A word's class is how often it is borne in the population where it is most common:
9 from 1.28 % of the names on, each class below half of that, 1 from 0.005 % on. Rarer words are class 0 and are not written down.
"""

import csv
import gzip
import io
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
from gate import DATA

from inforce.match.reading import read

CLASSES = [0.0128 / 2**n for n in range(9)]  # the least share of names that makes class 9, 8, … 1
CHANCE = 2  # bearers on a list that may be chance: relatives are listed together
TARGET = Path(__file__).parents[2] / "src/inforce/match/rarity.txt"
KINDS = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}


def census(folder: Path) -> Iterator[tuple[str, float]]:
    """Words of persons' names with the share of the population that bears them."""
    for name in ("dist.all.last", "dist.female.first", "dist.male.first"):
        for line in (folder / name).read_text().splitlines():
            word, percent, *_ = line.split()
            yield word.lower(), float(percent) / 100


def listed() -> dict[str, list[set[str]]]:
    """For each schema, the words of each listed name and its aliases."""
    kinds, words = {}, defaultdict[str, set[str]](set)
    for number, name, kind, *_ in _rows("sdn"):
        kinds[number] = KINDS.get(kind.strip(), "Company")
        words[number] |= set(_words(name, kinds[number]))
    for number, _, _, name, *_ in _rows("alt"):
        words[number] |= set(_words(name, kinds[number]))
    found = defaultdict(list)
    for number, kind in kinds.items():
        found[kind].append(words[number])
    return found


def _rows(part: str) -> list[list[str]]:
    raw = gzip.decompress((DATA / f"lists/ofac/csv/ofac_2021-07-07_{part}.csv.gz").read_bytes()).decode("utf-8", "replace")
    return [row for row in csv.reader(io.StringIO(raw)) if len(row) > 3]


def heard() -> list[set[str]]:
    """The words of the names of ships at sea, each ship once."""
    table = pq.read_table(DATA / "ais/noaa_us_2022-01-03_99999.parquet", columns=["mmsi", "VesselName"]).to_pylist()
    names = {row["mmsi"]: row["VesselName"] for row in table if row["VesselName"]}
    return [set(_words(name, "Vessel")) for name in names.values()]


def _words(name: str, schema: str) -> list[str]:
    return [w.text for w in read(name, schema)[0].words if w.role in ("plain", "generic") and len(w.text) > 1]


def shares(names: list[set[str]]) -> Iterator[tuple[str, float]]:
    """Words with the share of the names that have them, less what may be chance."""
    counts = Counter(word for words in names for word in words)
    return ((word, (n - CHANCE) / len(names)) for word, n in counts.items() if n > CHANCE)


def classes(found: Iterable[tuple[str, float]]) -> dict[int, list[str]]:
    """Words by class, the most common class first, rare ones left out."""
    most: dict[str, float] = {}
    for word, share in found:
        most[word] = max(share, most.get(word, 0))
    by: dict[int, list[str]] = {9 - n: [] for n in range(9)}
    for word in sorted(most):
        if level := sum(most[word] >= least for least in CLASSES):
            by[level].append(word)
    return by


def main(folder: Path) -> None:
    """Writes the table."""
    names = listed()
    kinds = {
        "person": classes([*census(folder), *shares(names["Person"])]),
        "entity": classes(shares(names["Company"])),
        "vessel": classes([*shares(names["Vessel"]), *shares(heard())]),
    }
    lines = [f"{kind} {level} {' '.join(words)}" for kind, by in kinds.items() for level, words in by.items() if words]
    TARGET.write_text("# Made by benchmarks/quality/fit_rarity.py: kind, class (9 most common), words\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
