"""Hard pairs of our own: Korean, Chinese, Russian, Arabic and Persian names, ships, companies, slips of pen and eye. Half of them, the
part `unseen`, nobody looked at when a rule was made."""

import csv
from pathlib import Path

from inforce.match import compare
from inforce.reference import THRESHOLD


def measure(corpus: Path) -> dict[str, float]:
    """F1 at the default threshold over the parts `seen` and `unseen` of adversarial.csv (group, part, schema, a, b, same)."""
    with corpus.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {part: _f1([r for r in rows if r["part"] == part]) for part in ("seen", "unseen")}


def wrong(corpus: Path, part: str) -> list[str]:
    """The pairs that are judged wrongly, for a reader."""
    with corpus.open(encoding="utf-8", newline="") as file:
        return [
            f"{r['a']} | {r['b']} | same: {r['same']}"
            for r in csv.DictReader(file)
            if r["part"] == part and _said(r) != (r["same"] == "yes")
        ]


def _f1(rows: list[dict[str, str]]) -> float:
    judged = [(r["same"] == "yes", _said(r)) for r in rows]
    return 2 * sum(a and b for a, b in judged) / sum(a + b for a, b in judged)


def _said(row: dict[str, str]) -> bool:
    return compare(row["a"], row["b"], row["schema"]).score >= THRESHOLD
