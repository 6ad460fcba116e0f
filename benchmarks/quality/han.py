"""Is an official of China or Korea found in Han characters and in Latin letters? Pairs of our own, each with where to check it.

Their review is `memory`: written from general knowledge of holders of public office. `source` says where a name can be
checked, not that it was.
"""

import csv
from pathlib import Path

from cross_script import Person, rates


def persons(corpus: Path) -> list[Person]:
    """The rows of han_pairs.csv: han, latin, who (the office), source."""
    with corpus.open(encoding="utf-8", newline="") as file:
        return [((row["han"],), (row["latin"],)) for row in csv.DictReader(file)]


def measure(corpus: Path) -> dict[str, float]:
    """`found` and `apart` of `cross_script.rates`. Written before the first measurement; its misses led to more characters."""
    return rates(persons(corpus))
