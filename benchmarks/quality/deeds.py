"""Whether deeds told as happened did happen, on text of many kinds whose deeds we judged without seeing what the reader made of them.

    PYTHONPATH=src python benchmarks/quality/deeds.py      each of the four readings by itself (deeds/README.md)

Labels are spans of texts that lie with the test data; one whose sha256 is another raises.
"""

import gzip
import hashlib
import json
import lzma
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from articles import REAL, Span, original

from inforce.base.news import Article
from inforce.read.article import read_article

LABELS = Path(__file__).parent / "deeds" / "deeds.json"
FILES = ("ewt_train", "gumfree_train", "pudnews_test")


def measure(corpus: Path) -> dict[str, float]:
    """`corpus` is text/ud/ewt_train.conllu.xz; the others lie about it. Of the judged deeds that are told as real: the part that is, and
    the part that is and is of the kind told; and of the judged deeds that are real and of a kind, the part told as real."""
    told, real, kind, all_real, found = map(sum, zip(*(counted for _, counted in read(corpus)), strict=True))
    return {"happened": real / told, "of_its_kind": kind / told, "found": found / all_real}


def told_as_real(corpus: Path, reading: int) -> set[tuple[str, int, int]]:
    """The judged deeds of one reading that are told as real: the sha256 of the text, and the span."""
    texts = {hashlib.sha256(text.encode()).hexdigest(): text for text in _texts(corpus)}
    found = set()
    for labels in json.loads(LABELS.read_text(encoding="utf-8")):
        if labels["reading"] == reading:
            found |= {(labels["sha256"], *span) for span in _told(read_article(texts[labels["sha256"]]), labels)}
    return found


def read(corpus: Path) -> Iterator[tuple[int, tuple[int, ...]]]:
    """For each document its reading (1 to 4), and how many of its judged deeds are told as real, are real, are of the kind told; and how
    many are real and of a kind, and told as real. Raises ValueError where a text that was labelled is not there."""
    texts = {hashlib.sha256(text.encode()).hexdigest(): text for text in _texts(corpus)}
    for labels in json.loads(LABELS.read_text(encoding="utf-8")):
        if labels["sha256"] not in texts:
            raise ValueError(f"{labels['document']}: the text that was labelled is not there")
        yield labels["reading"], _counted(labels, texts[labels["sha256"]])


def _counted(labels: dict[str, Any], text: str) -> tuple[int, ...]:
    judged = {(start, end): word for start, end, word in labels["deeds"]}
    told = _told(read_article(text), labels)
    kinds = [judged[span] for span in told]
    real = [span for span, word in judged.items() if word == "real"]
    return len(told), sum(k.startswith("real") for k in kinds), kinds.count("real"), len(real), sum(span in told for span in real)


def _told(a: Article, labels: dict[str, Any]) -> set[Span]:
    return {original(a, e.span) for e in a.events if e.realis in REAL} & {(start, end) for start, end, _ in labels["deeds"]}


def _texts(corpus: Path) -> Iterator[str]:
    for name in FILES:
        yield from _documents(corpus.with_name(f"{name}.conllu.xz"))
    with gzip.open(corpus.parents[2] / "events/kcna_articles_to_2024-09-30.json.gz") as file:
        for row in json.load(file):
            if row["story_text"]:
                yield f"{row['headline'].strip()}\n\n{row['story_text']}"


def _documents(path: Path) -> Iterator[str]:
    """The documents of a CoNLL-U file: the sentences of `# text` with a space between those of one paragraph."""
    text = ""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                yield text.strip()
                text = ""
            elif line.startswith("# newpar"):
                text = text.rstrip() + ("\n\n" if text else "")
            elif line.startswith("# text ="):
                text += line.split("= ", 1)[1].rstrip("\n") + " "
    yield text.strip()


def main() -> None:
    """Prints the figures of each reading."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[3] / "shared/data/text/ud/ewt_train.conllu.xz"
    found = list(read(corpus))
    for reading in sorted({r for r, _ in found}):
        told, real, kind, all_real, right = map(sum, zip(*(c for r, c in found if r == reading), strict=True))
        print(f"reading {reading}: told as real {told}, real {real} ({real / told:.3f}), of the kind told {kind} ({kind / told:.3f}),")
        print(f"           of {all_real} that are real {right} told as such")


if __name__ == "__main__":
    main()
