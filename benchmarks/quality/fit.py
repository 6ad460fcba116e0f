"""Fits the tables of src/inforce/match/weights.json: what each likeness of two words is credited with, what each class of each trait adds.

    python benchmarks/quality/fit.py            fits on every training pair and writes the file
    python benchmarks/quality/fit.py --folds    five folds of connected names: fits on four, tells F1 on the fifth; writes nothing

A logistic regression with ridge: P(one) = 1 / (1 + exp(-(score - 7000) / STEEP)), where the score is the sum that `name_points` makes,
so that 7000 is where as many pairs are one as are not. Families share what they have in common; what sets a family apart costs as much
again. No step from a class to a worse one may give anything. Pairs that a limit decides are left out: limits are
rules, and no label loosens them. The training pairs are those of `pairs.training`; none is from a corpus that a floor judges alone.
"""

import argparse
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from pairs import LabelledPair, f1, folds, labelled, training

from inforce.match.rarity import family
from inforce.match.reading import read
from inforce.match.score import _common, _limit, name_score
from inforce.match.traits import traits
from inforce.match.weighed import weighed
from inforce.match.weights import TRAITS, Weights, load

TARGET = Path(__file__).parents[2] / "src/inforce/match/weights.json"
WRONG = 0.03  # labels that are taken to be wrong: one in sixteen contradicts another, and a name may be a cover name
STEEP = 300  # points for one unit of log odds
RIDGE = 10.0  # of what families share, in log odds squared; towards the numbers in PRIOR
APART = 0.3  # of what sets one apart: 0.1 is as good in the folds (two pairs of 236) and worse on Cyrillic, which no fit sees
KINDS = ("person", "entity", "vessel")
LEFT_TO_RULES = ("syllables", "original script", "order of words", "signs spelt otherwise")  # that order changes little is a rule too
FREE = ("unmatched on one side",)  # not monotone: it gives back part of what unmatched words took
RISING = ("nearest words left alone",)
BREAKS = {("words spelt otherwise", 4): 300, ("numbers", 3): 3_000}  # where another run of classes begins, and the most it may give
STEPS, SWEEPS = 15, 30
PRIOR: Mapping[str, tuple[int, ...]] = {
    "unmatched on both sides": (0, -400, -1000, -1500, -2000, -2500, -3000, -3500, -4000),
    "unmatched on one side": (0, 200, 500, 700, 800, 800, 500, 0, -500),
    "unmatched beyond that": (0, 0, 0, 0, 0, 0, 0, 0, 0),
    "few words in common": (0, 0, -1200, -2000, -2500),
    "words spelt otherwise": (0, 0, -200, -500, -100, -300, -600),
    "least alike pair": (0, 0, -100, -200, -300, -500, -700),
    "first letters that differ": (0, -200, -400),
    "consonants that differ": (0, -100, -200),
    "nearest words left alone": (0, 0, 200, 400),
    "short names": (0, 0, -100, -200, -400),
    "initials": (0, 0, 0),
    "order of words": (0, -60, -250, -250),
    "syllables": (0, 0, 0, -1500, -1500),
    "original script": (0, 0, 0, 0, 0, 0),
    "numbers": (0, -1500, -3000, -2200),
    "legal forms": (0, -1500),
    "signs spelt otherwise": (0, -1500, -1500),
}
CREDIT = ((10_000, 10_000), (9_500, 9_700), (9_000, 9_300), (8_500, 9_000), (8_000, 8_500), (7_500, 8_000), (7_000, 7_000))


@dataclass(frozen=True)
class Row:
    """A pair as the regression sees it: what no fit changes, the share of weight at each likeness, the class of each trait."""

    kind: str
    fixed: int
    shares: tuple[float, ...]
    classes: tuple[int, ...]
    limit: int


def row(p: LabelledPair, w: Weights) -> Row | None:
    """The row of a pair's best readings; None where nothing is alike."""
    a, b = max(((a, b) for a in read(p.a, p.schema) for b in read(p.b, p.schema)), key=lambda r: name_score(*r, w, p.schema))
    kind = family(p.schema)
    x = weighed(a, b, kind, w)
    if not x.alignment.pairs or not x.whole:
        return None
    shares = [0.0] * len(CREDIT)
    for pair in x.alignment.pairs:
        shares[next(n for n, (least, _) in enumerate(CREDIT) if pair.alike >= least)] += x.of(pair) / x.whole
    classes = traits(x)
    ruled = sum(PRIOR[t][c] for t, c in zip(TRAITS, classes, strict=True) if t in LEFT_TO_RULES)
    return Row(kind, _common(x, w) + ruled, tuple(shares), classes, _limit(kind, classes, w)[0])


class Design:
    """The columns of the regression: one for each step from a likeness or a class of a trait to the next."""

    def __init__(self) -> None:
        self.credit = range(len(CREDIT) - 1)
        cells = [(t, c) for t in TRAITS if t not in LEFT_TO_RULES for c in range(1, len(PRIOR[t]))]
        self.step = {cell: len(self.credit) + n for n, cell in enumerate(cells)}
        self.width = len(self.credit) + len(self.step)

    def matrix(self, rows: Sequence[Row], top: int) -> np.ndarray:
        """One line for each row, so that line @ parameters + fixed is its score. Credits in ten-thousandths, traits in points."""
        m = np.zeros((len(rows), self.width))
        for line, r in zip(m, rows, strict=True):
            for n in self.credit:
                line[n] = sum(r.shares[n + 1 :]) * top / 10_000
            for t, c in zip(TRAITS, r.classes, strict=True):
                for step in range(1, c + 1):
                    if (t, step) in self.step:
                        line[self.step[t, step]] = 1
        return m

    def prior(self) -> np.ndarray:
        """Where the ridge pulls to at first."""
        p = np.zeros(self.width)
        for n in self.credit:
            p[n] = CREDIT[n + 1][1] - CREDIT[n][1]
        for (t, c), at in self.step.items():
            p[at] = PRIOR[t][c] - PRIOR[t][c - 1]
        return p

    def most(self) -> np.ndarray:
        """The most that each step may give: none may give anything where a trait's classes go from good to bad."""
        most = np.zeros(self.width)
        for (t, c), at in self.step.items():
            rises = t in FREE or t in RISING
            most[at] = BREAKS.get((t, c), 3_000 if rises else 0)
        return most


def solve(m: np.ndarray, fixed: np.ndarray, y: np.ndarray, counted: np.ndarray, start: tuple[np.ndarray, np.ndarray, float]) -> np.ndarray:
    """The parameters that fit best and keep to their bounds: Newton's steps, each solved coordinate by coordinate."""
    prior, most, strength = start
    ridge = strength / STEEP**2
    p = prior.copy()
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-np.clip((m @ p + fixed - 7_000) / STEEP, -30, 30)))
        said, rate = WRONG + (1 - 2 * WRONG) * odds, (1 - 2 * WRONG) * odds * (1 - odds)
        slope = m.T @ (counted * rate * (said - y) / (said * (1 - said))) / STEEP + ridge * (p - prior)
        bend = (m * (counted * np.maximum(rate**2 / (said * (1 - said)), 1e-3))[:, None]).T @ m / STEEP**2
        bend[np.diag_indices_from(bend)] += ridge
        p = p + _descent(bend, slope, most - p)
    return p


def _descent(bend: np.ndarray, slope: np.ndarray, room: np.ndarray) -> np.ndarray:
    """The d that makes slope @ d + d @ bend @ d / 2 least, with -1000 <= d <= room and no more than 1000."""
    d, upper = np.zeros(len(slope)), np.minimum(room, 1_000)
    for _ in range(SWEEPS):
        for n in range(len(d)):
            rest = slope[n] + bend[n] @ d - bend[n, n] * d[n]
            d[n] = min(upper[n], max(-1_000, -rest / bend[n, n]))
    return d


def fitted(pairs: Iterable[LabelledPair], w: Weights) -> Weights:
    """The weights that those pairs make of `w`: first of all families together, then of each, which costs as much again."""
    seen = [(r, p) for p in pairs if (r := row(p, w)) and r.limit >= 7_000]
    design = Design()
    m = design.matrix([r for r, _ in seen], w.top)
    fixed = np.array([r.fixed + w.top for r, _ in seen], float) * 1.0
    fixed -= np.array([(1 - sum(r.shares)) * w.top for r, _ in seen])
    y, counted = np.array([p.same for _, p in seen], float), np.array([p.weight for _, p in seen])
    common = solve(m, fixed, y, counted, (design.prior(), design.most(), RIDGE))
    found = {}
    for kind in KINDS:
        of = np.array([r.kind == kind for r, _ in seen])
        found[kind] = solve(m[of], fixed[of], y[of], counted[of], (common, design.most(), APART)) if of.any() else common
    return replace(w, credit={k: credit(p) for k, p in found.items()}, tables={k: tables(design, p) for k, p in found.items()})


def credit(p: np.ndarray) -> tuple[tuple[int, int], ...]:
    """What a likeness is credited with, in whole tens."""
    steps = np.cumsum(p[: len(CREDIT) - 1])
    return (CREDIT[0], *((least, max(0, 10_000 + round(s / 10) * 10)) for (least, _), s in zip(CREDIT[1:], steps, strict=True)))


def tables(design: Design, p: np.ndarray) -> tuple[tuple[int, ...], ...]:
    """What each class of each trait adds, in whole tens."""
    steps = [
        [p[design.step[t, c]] if (t, c) in design.step else PRIOR[t][c] - PRIOR[t][c - 1] for c in range(1, len(PRIOR[t]))] for t in TRAITS
    ]
    return tuple((0, *(round(float(v) / 10) * 10 for v in np.cumsum(s))) for s in steps)


def said(p: LabelledPair, w: Weights) -> int:
    """The score of a pair."""
    return max(name_score(a, b, w, p.schema) for a in read(p.a, p.schema) for b in read(p.b, p.schema))


def written(w: Weights) -> str:
    """The file with these tables in it."""
    whole: dict[str, Any] = json.loads(TARGET.read_text(encoding="utf-8"))
    whole["credit"] = {k: [list(c) for c in w.credit[k]] for k in KINDS}
    whole["tables"] = {k: {t: list(v) for t, v in zip(TRAITS, w.tables[k], strict=True)} for k in KINDS}
    text = json.dumps(whole, indent=1, ensure_ascii=False)
    return re.sub(r"\[\s+([^\[\]]*?)\s+\]", lambda m: f"[{' '.join(m[1].split())}]", text) + "\n"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="fits the tables of the matcher")
    parser.add_argument("--folds", action="store_true", help="tell F1 on pairs not fitted on; write nothing")
    if parser.parse_args().folds:
        for name in ("names/name_pairs.csv", "names/dprk_alias_pairs.csv"):
            print(name, cross_validated(labelled(name)))
    else:
        TARGET.write_text(written(fitted(training(), load())), encoding="utf-8")


def cross_validated(corpus: Sequence[LabelledPair]) -> dict[str, float]:
    """Precision, recall and F1 at 7000 where each fold is judged by weights fitted on the other four and on the other corpora."""
    w, judged = load(), list[tuple[LabelledPair, int]]()
    others = [p for p in training() if p.corpus != corpus[0].corpus]
    for inside, outside in folds(corpus):
        ours = fitted([*others, *inside], w)
        judged += [(p, said(p, ours)) for p in outside]
    return f1(judged)


if __name__ == "__main__":
    main()
