"""Pairs of names made from OFAC's list of 7 July 2021, for fitting: a listed name mistyped in every longer word is the same person's;
a given name of one listed person beside the surname of another is nobody's, however near it comes to somebody.

The persons of the queries that floors are judged on are left out, and so is everyone whom the list of the United Nations names alike.
"""

import csv
import io
import random
import string
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from gzip import decompress

from gate import DATA
from pairs import LabelledPair

from inforce.match.reading import read
from inforce.match.score import name_score
from inforce.match.weights import load

SEED = 1718
MISTYPED, NOBODY = 500, 2_500  # names made of each kind
NEAR = 4_500  # a made name is held against whom it comes nearest to, if so near
WEIGHT = 0.12  # what such a pair counts beside a labelled one
LEAST = 4  # letters of a word that is mistyped


def mistyped(text: str, luck: random.Random) -> str:
    """The text with one slip, insertion, deletion, replacement or swap, in every word of four letters or more."""
    return "".join(slipped(word, luck) if word.isalpha() and len(word) >= LEAST else word for word in _cut(text))


def slipped(word: str, luck: random.Random) -> str:
    """The word with one slip at a random place; never the word itself."""
    while True:
        n = luck.randrange(len(word))
        other = luck.choice(string.ascii_lowercase)
        made = luck.choice(
            [
                word[:n] + other + word[n:],
                word[:n] + word[n + 1 :],
                word[:n] + other + word[n + 1 :],
                word[:n] + word[n : n + 2][::-1] + word[n + 2 :],
            ]
        )
        if made.casefold() != word.casefold():
            return made


def _cut(text: str) -> list[str]:
    """Runs of letters, and what stands between them."""
    runs: list[str] = []
    for c in text:
        if runs and runs[-1][-1].isalpha() and c.isalpha():
            runs[-1] += c
        else:
            runs.append(c)
    return runs


@cache
def persons() -> tuple[str, ...]:
    """The names of the persons that fits may use."""
    queried = {_plain(row["truth_name"]) for row in csv.DictReader((DATA / "names/un_queries.csv").open(encoding="utf-8", newline=""))}
    raw = decompress((DATA / "lists/ofac/csv/ofac_2021-07-07_sdn.csv.gz").read_bytes()).decode("utf-8", "replace")
    rows = [row for row in csv.reader(io.StringIO(raw)) if len(row) > 3 and row[2].strip() == "individual"]
    return tuple(name for name in dict.fromkeys(row[1] for row in rows) if _plain(name) not in queried)


def _plain(name: str) -> str:
    return " ".join(sorted(w.key for w in read(name)[0].words))


@cache
def pairs() -> tuple[LabelledPair, ...]:
    """Both kinds of pairs."""
    luck = random.Random(SEED)
    names = persons()
    same = [LabelledPair("made", "Person", mistyped(_turned(n, luck), luck), n, True, weight=WEIGHT) for n in luck.sample(names, MISTYPED)]
    return (*same, *_nobody(names, luck))


def _turned(name: str, luck: random.Random) -> str:
    """Half of the names as lists write them, half with the given names first."""
    family, _, given = name.partition(", ")
    return f"{given} {family}" if given and luck.random() < 0.5 else name


def _nobody(names: tuple[str, ...], luck: random.Random) -> Iterator[LabelledPair]:
    halves = [name.split(", ", 1) for name in names if name.count(", ") == 1]
    w, bearers = load(), defaultdict[str, set[str]](set)
    for name in names:
        for word in read(name)[0].words:
            bearers[word.key].add(name)
    for _ in range(NOBODY):
        (family, _), (_, given) = luck.choice(halves), luck.choice(halves)
        made = _turned(f"{family}, {given}", luck)
        reading = read(made)[0]
        near = sorted({n for word in reading.words if word.role == "plain" for n in bearers[word.key] if len(bearers[word.key]) < 200})
        scores = [(name_score(reading, read(n)[0], w), n) for n in near]
        if scores and NEAR <= max(scores)[0] < 8_900:
            yield LabelledPair("made", "Person", made, max(scores)[1], False, weight=WEIGHT)
