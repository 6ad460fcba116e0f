"""Does `compare` tell the same name from another? Labelled pairs of names, judged at the threshold of a screening."""

import csv
from pathlib import Path

from inforce.match import compare
from inforce.reference import THRESHOLD


def measure(corpus: Path) -> dict[str, float]:
    """Precision, recall and F1 of "score at or above the default threshold" against the label `is_match`.

    `corpus` is a CSV with the columns schema, name1, name2, is_match. Six in a hundred labels of the public name benchmarks
    contradict each other, so that an F1 near 0.93 is the most that can be meant.
    """
    with corpus.open(encoding="utf-8", newline="") as file:
        judged = [
            (row["is_match"] == "true", compare(row["name1"], row["name2"], row["schema"]).score >= THRESHOLD)
            for row in csv.DictReader(file)
        ]
    right = sum(same and said for same, said in judged)
    said, same = sum(s for _, s in judged), sum(s for s, _ in judged)
    return {"precision": right / said, "recall": right / same, "f1": 2 * right / (said + same)}
