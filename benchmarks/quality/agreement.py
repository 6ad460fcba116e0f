"""How far two readings of the same text agree: labelled articles (articles/README.md), and deeds judged blind (deeds/README.md).

    PYTHONPATH=src python benchmarks/quality/agreement.py      every figure that the two pages quote

Only the last figure needs the texts; they lie with the test data.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from articles import LABELS, Counts, overlap
from deeds import LABELS as DEEDS
from deeds import told_as_real

ARTICLES = ("news_asylum", "news_clock", "news_taxes")
OTHER = DEEDS.with_name("other.json")
Label = dict[str, Any]
Judged = dict[tuple[str, int, int], str]


def articles(folder: str) -> dict[str, Any]:
    """The labels of `folder` against the first ones: what was found both times (F1), and of that the part that is alike."""
    both = [(_load(LABELS / f"{n}.json"), _load(LABELS / folder / f"{n}.json")) for n in ARTICLES]
    found = [_pairs(a["statements"], b["statements"], _same_statement) for a, b in both]
    statements = [p for pairs in found for p in pairs]
    deeds, days = ([p for a, b in both for p in _pairs(a[k], b[k], _same_place)] for k in ("events", "dates"))
    return {
        "statements": _f1(statements, both, "statements"),
        "each": {n: _f1(p, [ab], "statements") for n, p, ab in zip(ARTICLES, found, both, strict=True)},
        "same speaker": _part(_same_speaker(a, b) for a, b in statements),
        "same kind": _part(a["kind"] == b["kind"] for a, b in statements),
        "same form": _part(a["form"] == b["form"] for a, b in statements),
        "content, Dice": sum(_dice(a["content"], b["content"]) for a, b in statements) / len(statements),
        "deeds": _f1(deeds, both, "events"),
        "same realis": _part(a["realis"] == b["realis"] for a, b in deeds),
        "dates": _f1(days, both, "dates"),
        "same value": _part(a["value"] == b["value"] for a, b in days),
    }


def _load(path: Path) -> Label:
    labels: Label = json.loads(path.read_text(encoding="utf-8"))
    return labels


def _pairs(first: list[Label], second: list[Label], same: Any) -> list[tuple[Label, Label]]:
    """Each label with one of the other reading, none twice."""
    free, pairs = list(second), []
    for a in first:
        b = next((b for b in free if same(a, b)), None)
        if b is not None:
            free.remove(b)
            pairs.append((a, b))
    return pairs


def _same_statement(a: Label, b: Label) -> bool:
    if a["cue"] and b["cue"]:
        return overlap(a["cue"], b["cue"])
    return _dice(a["content"], b["content"]) > 0.5


def _same_place(a: Label, b: Label) -> bool:
    return overlap(a["span"], b["span"])


def _same_speaker(a: Label, b: Label) -> bool:
    return overlap(a["speaker"], b["speaker"]) if a["speaker"] and b["speaker"] else a["speaker"] == b["speaker"]


def _dice(a: list[list[int]], b: list[list[int]]) -> float:
    x, y = ({i for s, e in spans for i in range(s, e)} for spans in (a, b))
    return 2 * len(x & y) / (len(x) + len(y))


def _f1(pairs: list[Any], both: list[tuple[Label, Label]], key: str) -> float | None:
    told, meant = (sum(len(ab[i][key]) for ab in both) for i in (1, 0))
    return Counts(len(pairs), told, meant).f1 if told and meant else None


def _part(alike: Any) -> float | None:
    found = list(alike)
    return sum(found) / len(found) if found else None


def judged(path: Path) -> Judged:
    """The judgements of the last reading by text and span."""
    return {
        (d["sha256"], s, e): word for d in json.loads(path.read_text(encoding="utf-8")) if d["reading"] == 4 for s, e, word in d["deeds"]
    }


def kappa(pairs: list[tuple[bool, bool]]) -> float:
    """Cohen's kappa (1960) of two yes-or-no judgements."""
    n = len(pairs)
    yes = [sum(p[i] for p in pairs) / n for i in (0, 1)]
    chance = yes[0] * yes[1] + (1 - yes[0]) * (1 - yes[1])
    return (sum(a == b for a, b in pairs) / n - chance) / (1 - chance)


def _show(name: str, pairs: list[tuple[bool, bool]]) -> None:
    print(f"{name}: {len(pairs)} judged, alike {sum(a == b for a, b in pairs) / len(pairs):.3f}, kappa {kappa(pairs):.3f}", Counter(pairs))


def main() -> None:
    """Prints the figures of both READMEs that are about agreement."""
    for folder in ("second", "other"):
        print(folder, json.dumps(articles(folder), default=str))
    first, other = judged(DEEDS), judged(OTHER)
    spans = sorted(first.keys() & other.keys())
    _show("real", [(first[s].startswith("real"), other[s].startswith("real")) for s in spans])
    both = [s for s in spans if first[s].startswith("real") and other[s].startswith("real")]
    _show("of its kind, where both say real", [(first[s] == "real", other[s] == "real") for s in both])
    _show("real and of its kind", [(first[s] == "real", other[s] == "real") for s in spans])
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[3] / "shared/data/text/ud/ewt_train.conllu.xz"
    told = told_as_real(corpus, 4)
    for name, words in (("first", first), ("other", other)):
        real, kind = (sum(words[s] in wanted for s in told) for wanted in (("real", "real, other"), ("real",)))
        print(f"told as real {len(told)}; by the {name} reader real {real}, and of the kind told {kind}")
    print("told as real, and not real by the other reader:", Counter(other[s] for s in told if not other[s].startswith("real")))


if __name__ == "__main__":
    main()
