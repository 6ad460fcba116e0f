"""Is one person found in a script that spells by sound only, or half in one and half in another, and are others kept apart?

Pairs of our own (scripts_pairs.csv): persons of public life, written from general knowledge of how their countries' press spells
them, their review `memory`. Each row has a name in its script, the same person in Latin letters, and somebody else who shares a
surname or a given name. All rows were written before the rules that they were to judge. Those of the part `seen` were looked at while
rules were made; `unseen` was measured when all was done (0.8153 found, 0.9923 apart), and its misses then led to more; `late` was
written before those and measured once, when they were done.
"""

import csv
from collections import defaultdict
from pathlib import Path

from inforce.match import compare
from inforce.reference import THRESHOLD


def rows(corpus: Path) -> list[dict[str, str]]:
    """The rows of scripts_pairs.csv: script, part, own, latin, other."""
    with corpus.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def measure(corpus: Path) -> dict[str, float]:
    """For each part, the share of persons `found` at the default threshold, and of other persons kept `apart` from them."""
    figures: dict[str, float] = {}
    for part in ("seen", "unseen", "late"):
        own = [r for r in rows(corpus) if r["part"] == part]
        figures[f"{part}_found"] = sum(found(r, "latin") for r in own) / len(own)
        figures[f"{part}_apart"] = 1 - sum(found(r, "other") for r in own) / len(own)
    return figures


def found(row: dict[str, str], whom: str) -> bool:
    """Whether the name in its script reaches the default threshold with that other column."""
    return compare(row["own"], row[whom]).score >= THRESHOLD


def told(corpus: Path, part: str) -> None:
    """Prints, for a reader, what is found of each script, and each pair that is judged wrongly."""
    scripts: dict[str, list[dict[str, str]]] = defaultdict(list)
    for r in rows(corpus):
        if r["part"] == part:
            scripts[r["script"]].append(r)
    for script, own in scripts.items():
        missed = [f"{r['own']} | {r['latin']}" for r in own if not found(r, "latin")]
        taken = [f"{r['own']} | {r['other']}" for r in own if found(r, "other")]
        print(f"{script}: {len(own) - len(missed)} of {len(own)} found, {len(taken)} others taken", *missed, *taken, sep="\n  ")


if __name__ == "__main__":
    told(Path(__file__).with_name("scripts_pairs.csv"), "seen")
