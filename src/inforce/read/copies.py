"""Which articles are copies of one source: they share quotations, word for word. N copies are one source, whatever their addresses."""

import re
from collections.abc import Iterable, Sequence

from inforce.base.news import Article

SHINGLE = 8  # words in a row: as many as a short quotation has, and more than two writers hit upon by chance


def same_source(articles: Sequence[Article]) -> list[list[Article]]:
    """The articles in groups of one source each, in their order. Two belong together when half of the eight-word runs in the direct
    quotations of the one with fewer are found in the text of the other; one without direct quotations, when half of its text's are."""
    groups: list[list[int]] = []
    runs = [_runs(a) for a in articles]
    texts = [_shingles(a.text) for a in articles]
    for n in range(len(articles)):
        near = [g for g in groups if any(_alike(runs[n], texts[n], runs[m], texts[m]) for m in g)]
        groups = [g for g in groups if g not in near] + [sorted([n, *(m for g in near for m in g)])]
    return [[articles[n] for n in g] for g in sorted(groups)]


def _alike(runs: set[str], text: set[str], other_runs: set[str], other_text: set[str]) -> bool:
    few, there = (runs, other_text) if len(runs) <= len(other_runs) else (other_runs, text)
    return len(few) > 0 and 2 * len(few & there) >= len(few)


def _runs(a: Article) -> set[str]:
    quoted = _joined(_shingles(a.text[x:y]) for s in a.statements if s.form == "direct" for x, y in s.spans)
    return quoted or _shingles(a.text)


def _joined(parts: Iterable[set[str]]) -> set[str]:
    return set().union(*parts)


def _shingles(text: str) -> set[str]:
    """The runs of eight words, without case, marks and brackets: relays put words in brackets and leave others out."""
    words = re.findall(r"\w+", re.sub(r"[’']", "", text.lower()))
    return {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
