"""Does the index find what comparing every pair finds? Queries as they come and with slips, against every listed name of the corpus."""

import csv
import random
from pathlib import Path

from inforce.base.nouns import Designation, Evidence, Name
from inforce.match import Index, compare
from inforce.reference import THRESHOLD

ASKED = 150  # queries, every second with slips: each is compared with every name


def measure(corpus: Path) -> dict[str, float]:
    """Of all hits that comparing finds, at the default threshold, the share that the index finds with the same score.

    `corpus` is a CSV with the columns truth_name (listed) and full_name (asked for). Every second query has a random edit in
    each word of four letters or more, a space taken out or put in, or its words in another order; the seed is fixed.
    """
    with corpus.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = list(dict.fromkeys(row["truth_name"] for row in rows))
    listed = [Designation(f"x/{i:04}", "x", str(i), "Person", (Name(n),), Evidence("x", str(i), n)) for i, n in enumerate(names)]
    luck = random.Random(7)
    asked = [row["full_name"] for row in luck.sample(rows, ASKED)]
    asked[::2] = [luck.choice((_slips, _space, _turned))(name, luck) for name in asked[::2]]
    found = Index(listed).search(asked, THRESHOLD)
    want = {(q, n): points for q in asked for n in names if (points := compare(q, n).points) >= THRESHOLD * 10_000}
    have = {(q, h.name.text): h.comparison.points for q, hits in zip(asked, found, strict=True) for h in hits}
    return {"recall": sum(have.get(pair) == points for pair, points in want.items()) / len(want)}


def _slips(name: str, luck: random.Random) -> str:
    return " ".join(_slip(w, luck) if len(w) > 3 else w for w in name.split())


def _slip(word: str, luck: random.Random) -> str:
    i, letter = luck.randrange(len(word) - 1), luck.choice("aeioubdhkmnrst")
    edits = (
        word[:i] + letter + word[i:],
        word[:i] + word[i + 1 :],
        word[:i] + letter + word[i + 1 :],
        word[:i] + word[i + 1] + word[i] + word[i + 2 :],
    )
    return luck.choice(edits)


def _space(name: str, luck: random.Random) -> str:
    joined, i = name.replace(" ", "", 1), luck.randrange(1, len(name) - 1)
    return joined if luck.random() < 0.5 else joined[:i] + " " + joined[i:]


def _turned(name: str, luck: random.Random) -> str:
    words = name.split()
    luck.shuffle(words)
    return " ".join(words)
