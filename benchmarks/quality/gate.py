"""Measures how right `inforce` is on labelled corpora, and holds each figure to the floor pinned in floors.json.

    ./run quality                           exit 0 only if every figure is at its floor
    ./run quality --all                     also those that take minutes: fits in folds, screening of ten thousand innocents
    ./run quality --pin NAME                pins what was measured; that way a floor only goes up
    ./run quality --pin NAME --because WHY  or down, for a reason that stays in the file

The corpora are test data and not part of the checkout; INFORCE_TEST_DATA says where they lie (default ../shared/data); those that we
wrote lie beside this file. A floor
holds for the very bytes it was measured on. A figure well above its floor fails too: pin it, or the gain can be lost unseen.
"""

import argparse
import hashlib
import importlib
import json
import os
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
DATA = Path(os.environ.get("INFORCE_TEST_DATA", HERE.parents[2] / "shared/data"))
SLACK = 0.005  # about two pairs of the name corpus: smaller gains need not be pinned one by one


def last(floor: dict[str, Any]) -> dict[str, float]:
    """The figures in force of one floor: those pinned last."""
    return {k: v for k, v in floor["pinned"][-1].items() if k != "because"}


def lowered(floor: dict[str, Any]) -> list[str]:
    """Each time a pinned figure went down, or away, and nobody said why."""
    return [
        f"its floor of {figure} went from {was} to {after.get(figure)} and no `because` says why"
        for before, after in pairwise(floor["pinned"])
        for figure, was in before.items()
        if figure != "because" and after.get(figure, -1) < was and not after.get("because", "").strip()
    ]


def missed(floor: dict[str, Any], measured: dict[str, float]) -> list[str]:
    """Where what was measured is below its floor, or so far above that the floor no longer guards it."""
    low = [f"{k} is {measured[k]:.4f}, below its floor {v}" for k, v in last(floor).items() if measured[k] < v]
    high = [f"{k} is {measured[k]:.4f}, well above its floor {v}: pin it" for k, v in last(floor).items() if measured[k] > v + SLACK]
    return low + high


def judge(name: str, floor: dict[str, Any], pin: bool, because: str) -> list[str]:
    """Measures one corpus, prints the figures and gives what is wrong; with `pin`, first makes them the floor."""
    corpus = next((p for p in (DATA / floor["corpus"], HERE / floor["corpus"]) if p.exists()), DATA / floor["corpus"])
    if not corpus.exists():
        return [f"not measured: there is no {corpus}; set INFORCE_TEST_DATA to where the test data lies"]
    digest = hashlib.sha256(corpus.read_bytes()).hexdigest()
    measured = {k: int(v * 10_000) / 10_000 for k, v in importlib.import_module(name).measure(corpus).items()}
    if pin:
        floor["pinned"].append({k: measured[k] for k in last(floor)} | ({"because": because} if because else {}))
        floor["sha256"] = digest
    print(f"{name}: {measured}, floor {last(floor)}, on {floor['corpus']} ({digest[:12]})")
    other = [] if digest == floor["sha256"] else [f"{corpus} is not what its floor was measured on ({floor['sha256'][:12]})"]
    return other + lowered(floor) + missed(floor, measured)


def main() -> int:
    """The command line; gives its exit code."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    parser = argparse.ArgumentParser(prog="./run quality", description="holds measured quality to its floors")
    parser.add_argument("--pin", choices=sorted(floors), help="make what is measured now the floor")
    parser.add_argument("--all", action="store_true", help="also measure what takes minutes")
    parser.add_argument("--because", default="", help="why that floor may go down")
    args = parser.parse_args()
    now = {name: floor for name, floor in floors.items() if args.all or name == args.pin or not floor.get("slow")}
    wrong = [f"quality: {name}: {w}" for name, floor in now.items() for w in judge(name, floor, name == args.pin, args.because)]
    if left := sorted(floors.keys() - now.keys()):
        print(f"not measured, as they take minutes: {', '.join(left)}; ./run quality --all measures them")
    if args.pin and not wrong:
        FLOORS.write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print("\n".join(wrong) or "quality: every figure is at its floor", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
