"""Labelled pairs of names: where they come from, how they are cut into folds, how right a score is about them."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gate import DATA

THRESHOLD = 7_000
FOLDS = 5
FIELDS = ("names/name_pairs.csv", "names/dprk_alias_pairs.csv")


@dataclass(frozen=True)
class LabelledPair:
    """Two names and whether they are one's. `weight` is what the pair counts in a fit, `quality` how sure the label is."""

    corpus: str
    schema: str
    a: str
    b: str
    same: bool
    quality: str = ""
    weight: float = 1.0


@cache
def labelled(name: str) -> tuple[LabelledPair, ...]:
    """The pairs of a corpus: a CSV with the columns schema, name1, name2, is_match and quality."""
    return read_pairs(DATA / name, name)


def read_pairs(path: Path, name: str) -> tuple[LabelledPair, ...]:
    """The pairs of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            LabelledPair(name, r["schema"], r["name1"], r["name2"], r["is_match"] == "true", r["quality"]) for r in csv.DictReader(file)
        ]
    return tuple(rows)


def training() -> list[LabelledPair]:
    """Every pair that a fit may see."""
    from made import pairs as made

    return [*(p for name in FIELDS for p in labelled(name)), *made()]


def folds(pairs: Sequence[LabelledPair]) -> Iterator[tuple[list[LabelledPair], list[LabelledPair]]]:
    """Five times (four parts, the fifth). Pairs that share a name, over however many others, are in one part: the largest groups
    first, each into the part that holds fewest pairs."""
    groups = connected(pairs)
    parts: list[list[LabelledPair]] = [[] for _ in range(FOLDS)]
    for group in sorted(groups, key=lambda g: (-len(g), g[0].a, g[0].b)):
        min(parts, key=len).extend(group)
    for n, part in enumerate(parts):
        yield [p for m, other in enumerate(parts) if m != n for p in other], part


def connected(pairs: Sequence[LabelledPair]) -> list[list[LabelledPair]]:
    """The pairs by connected names."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    for p in pairs:
        leader[find(p.a.casefold())] = find(p.b.casefold())
    groups: dict[str, list[LabelledPair]] = {}
    for p in pairs:
        groups.setdefault(find(p.a.casefold()), []).append(p)
    return list(groups.values())


def f1(judged: Sequence[tuple[LabelledPair, int]]) -> dict[str, float]:
    """Precision, recall and F1 of "7,000 points or more", the share of pairs with a sure label (STRONG) that are judged right, and
    whether mean scores fall from sure matches to sure differences (1.0 if they do)."""
    right = sum(p.same for p, s in judged if s >= THRESHOLD)
    found, same = sum(s >= THRESHOLD for _, s in judged), sum(p.same for p, _ in judged)
    strong = [(s >= THRESHOLD) == p.same for p, s in judged if p.quality == "STRONG"]
    means = [mean([s for p, s in judged if p.quality == q and p.same is same]) for q, same in LADDER]
    told = {"precision": right / found, "recall": right / same, "f1": 2 * right / (found + same)}
    if strong:
        told |= {"strong": sum(strong) / len(strong), "falling": float(means == sorted(means, reverse=True))}
    return told


LADDER = (("STRONG", True), ("MEDIUM", True), ("WEAK", True), ("WEAK", False), ("MEDIUM", False), ("STRONG", False))


def mean(values: Sequence[float]) -> float:
    """Their mean; 0 for none."""
    return sum(values) / len(values) if values else 0.0
