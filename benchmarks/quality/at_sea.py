"""Do the checks of tracks find what was planted in a made-up sea, and leave the rest alone?

    python benchmarks/quality/at_sea.py curve     what is found as a feed gets sparse: the table of docs/at-sea.md

The sea is that of tests/planted.py. Thresholds are Global Fishing Watch's, or were set in view of other seeds; what is reported and pinned
is of REPORTED. `quiet` is a share without an alert, that is without a finding that is above the lowest tier: of ships waiting at
anchor, of tows, of pairs of transponders on one hull, of meetings in which one is a pilot or a tug, of seas in which the feed broke off.
"""

import importlib
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa

from inforce.base.nouns import Finding, Outcome
from inforce.base.tables import REPORT
from inforce.checks import every
from inforce.law import load
from inforce.reference import Reference
from inforce.run.windows import Engine, Held, find

sys.path.append(str(Path(__file__).parents[2] / "tests"))
made = importlib.import_module("planted")
Sea, plant = made.Sea, made.plant

REPORTED = (101, 103, 105)
REF = Reference(load(), places=())  # a made-up sea is on no map
LOWEST = ("context", "still", "left")
PILOT, TUG = 50, 52  # AIS ship types


def measure(corpus: Path) -> dict[str, float]:
    """The figures that are pinned, on dense feeds. `corpus` is the maker of seas, whose bytes are pinned."""
    told: Counter[str] = Counter()
    for seed in REPORTED:
        for every_s in (60.0, 180.0, 420.0):
            told += meetings(
                Sea(seed=seed, ships=180, every_s=every_s, days=2, ports=3, meetings=20, silences=0, queue=12, tows=4, twins=4)
            )
        told += silences(Sea(seed=seed, ships=240, every_s=180, ports=2, meetings=0, tows=0, twins=0, silences=15))
        told += served(seed)
        told += outage(seed)
    return shares(told)


def shares(told: Counter[str]) -> dict[str, float]:
    """What was counted as shares."""
    pairs = {
        "meetings_recall": ("met found", "met"),
        "meetings_precision": ("met found", "met told"),
        "silences_told": ("silent at all", "silent"),
        "silences_recall": ("silent found", "silent"),
        "silences_precision": ("silent found", "silent told"),
    }
    quiet = {
        f"{name}_quiet": 1 - told[f"{name} told"] / told[name] for name in ("queue", "tows", "twins", "served", "outage") if told[name]
    }
    linked = {"twins_linked": told["twins linked"] / told["twins"]} if told["twins"] else {}
    return {k: told[a] / told[b] for k, (a, b) in pairs.items() if told[b]} | quiet | linked


def alerts(check_id: str, planted: Any, reports: pa.Table | None = None) -> list[Finding]:
    """What the check found above the lowest tier."""
    return [f for f in find([every()[check_id]], Held(planted.positions, reports), REF, Engine(threads=1)) if alert(f)]


def alert(f: Finding) -> bool:
    """Whether a finding is above the lowest tier and not undetermined."""
    return dict(f.facts)["tier"] not in LOWEST and f.outcome is not Outcome.UNDETERMINED


def pairs(findings: Iterable[Finding]) -> set[tuple[int, int]]:
    """The two ships of each."""
    return {(min(p), max(p)) for f in findings for p in [(int(f.subject), int(dict(f.facts)["other_mmsi"] or 0))]}


def meetings(sea: Any) -> Counter[str]:
    """Planted meetings found, alerts of anything else, and of what is no meeting; hulls that are linked."""
    planted = plant(sea)
    told, met = pairs(alerts("track.encounter", planted)), {(a, b) for a, b, _, _ in planted.meetings}
    linked = pairs(f for f in find([every()["vessel.identity"]], Held(planted.positions), REF, Engine(threads=1)))
    return Counter(
        {
            "met": len(met),
            "met found": len(told & met),
            "met told": len(told),
            "queue": len(planted.queue),
            "queue told": len({m for pair in told for m in pair} & set(planted.queue)),
            "tows": len(planted.tows),
            "tows told": len(told & set(planted.tows)),
            "twins": len(planted.twins),
            "twins told": len(told & set(planted.twins)),
            "twins linked": len(linked & set(planted.twins)),
        }
    )


def silences(sea: Any) -> Counter[str]:
    """Planted silences above the lowest tier, those told at all (also as undetermined, at the edge of all that is heard), and alerts."""
    planted = plant(sea)
    found = list(find([every()["track.gap"]], Held(planted.positions), REF, Engine(threads=1)))
    told, any_tier = {int(f.subject) for f in found if alert(f)}, {int(f.subject) for f in found}
    silent = {m for m, _, _ in planted.silences}
    return Counter(
        {"silent": len(silent), "silent found": len(told & silent), "silent told": len(told), "silent at all": len(any_tier & silent)}
    )


def served(seed: int) -> Counter[str]:
    """Planted meetings with one a pilot or a tug by what she says of herself."""
    planted = plant(Sea(seed=seed, ships=80, ports=2, meetings=12, silences=0))
    rows = [{"mmsi": a, "t": made.START + 600, "type": (PILOT, TUG)[i % 2]} for i, (a, _, _, _) in enumerate(planted.meetings)]
    told = pairs(alerts("track.encounter", planted, pa.Table.from_pylist(rows, schema=REPORT)))
    return Counter({"served": len(rows), "served told": len(told & {(a, b) for a, b, _, _ in planted.meetings})})


def outage(seed: int) -> Counter[str]:
    """A feed that breaks off for eight hours."""
    planted = plant(Sea(seed=seed, ships=200, ports=2, meetings=0, tows=0, twins=0, silences=0, outage=(8, 16)))
    return Counter({"outage": 1, "outage told": int(bool(alerts("track.gap", planted)))})


def curve() -> None:
    """Prints, for feeds that get sparse, what is found of what was planted and what share of alerts is right."""
    print("| a fix every | of these lost | meetings: recall | precision | silences: told | as alert | precision |")
    print("|---|---|---|---|---|---|---|")
    for every_s, lost in (*((m * 60, 0.0) for m in (1, 5, 10, 20, 30, 40, 50)), *((m * 60, 0.5) for m in (5, 10, 20))):
        told: Counter[str] = Counter()
        for seed in REPORTED:
            told += meetings(Sea(seed=seed, ships=120, every_s=every_s, lost=lost, days=2, ports=3, meetings=20, silences=0))
            told += silences(Sea(seed=seed, ships=240, every_s=every_s, lost=lost, ports=2, meetings=0, tows=0, twins=0, silences=15))
        found = shares(told)
        figures = (f"{found[k]:.2f}" if k in found else "-" for k in found if k.startswith(("meetings", "silences")))
        print(f"| {every_s / 60:.0f} min | {lost:.0%} | {' | '.join(figures)} |", flush=True)


if __name__ == "__main__":
    curve()
