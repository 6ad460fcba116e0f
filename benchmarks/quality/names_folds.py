"""How right are weights about names they were not fitted on? Five folds of connected names, each judged by a fit without it."""

from pathlib import Path

from fit import cross_validated
from pairs import labelled


def measure(corpus: Path) -> dict[str, float]:
    """Precision, recall and F1 at 7,000 points, the default threshold; `strong` and `falling` are those of `pairs.f1`."""
    return cross_validated(labelled(f"names/{corpus.name}"))
