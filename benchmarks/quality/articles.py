"""Who said what in news, which days are meant, and which deeds happened: on articles that we labelled (articles/README.md).

    PYTHONPATH=src python benchmarks/quality/articles.py      both halves, the three doubly labelled articles, and deeds without late labels

Labels are spans of texts that lie with the test data; a text whose sha256 is another raises.
"""

import hashlib
import json
import lzma
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from inforce.base.dates import PartialDate
from inforce.base.news import Article, Realis
from inforce.base.nouns import Statement
from inforce.read.article import read_article

LABELS = Path(__file__).parent / "articles"
HELD_OUT = "2015-06-01"  # articles from that day on
REAL = (Realis.HAPPENED, Realis.ONGOING)
Span = tuple[int, int]


def measure(corpus: Path) -> dict[str, float]:
    """The held-out half: F1 of cues; of quotations the part found with their right speaker; F1 of dates; and how many of the deeds told as
    happened did. `corpus` is text/ud/gumfree_train.conllu.xz; the other articles lie in text/articles beside it."""
    return rates([(d, a) for d, a in read(corpus) if d["day"] >= HELD_OUT])


def read(corpus: Path) -> Iterator[tuple[dict[str, Any], Article]]:
    """Each labelled document with the article read from its text. Raises ValueError for a text that is not the one labelled."""
    texts = dict(_gum(corpus))
    for path in sorted(LABELS.glob("*.json")):
        labels = json.loads(path.read_text(encoding="utf-8"))
        name = labels["document"]
        text = texts[f"GUM_{name}"] if name.startswith("news_") else _plain(next((corpus.parents[1] / "articles").glob(f"{name}_*")))
        yield checked(labels, text), read_article(text, day=date.fromisoformat(labels["day"]))


def checked(labels: dict[str, Any], text: str) -> dict[str, Any]:
    """The labels, each speaker with a name: of the text, where the label gives none. Raises ValueError for another text."""
    if hashlib.sha256(text.encode()).hexdigest() != labels["sha256"]:
        raise ValueError(f"{labels['document']}: its text is not the one that was labelled")
    for s in labels["statements"]:
        s.setdefault("name", text[slice(*s["speaker"])] if s["speaker"] else "")
    return labels


def _gum(corpus: Path) -> Iterator[tuple[str, str]]:
    name, text, paragraph = "", "", False
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id = "):
                yield name, text
                name, text = line.split("= ", 1)[1].strip(), ""
            elif line.startswith("# newpar =") or line.strip() == "# newpar":
                paragraph = True
            elif line.startswith("# text = "):
                text += (("\n\n" if paragraph else " ") if text else "") + line.split("= ", 1)[1].rstrip("\n")
                paragraph = False
    yield name, text


def _plain(path: Path) -> str:
    return "\n".join(line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("#")).strip("\n")


def rates(documents: list[tuple[dict[str, Any], Article]], late: bool = True) -> dict[str, float]:
    """The figures of some documents together."""
    cues, days = Counts(), Counts()
    quoted = told = real = 0
    right = 0
    for labels, article in documents:
        cues += _cues(labels, article)
        days += _days(labels, article)
        quotations = [s for s in labels["statements"] if s["form"] != "indirect"]
        quoted += len(quotations)
        right += sum(said_by_the_same(s, article) for s in quotations)
        deeds = [tuple(e["span"]) for e in labels["events"] if e["realis"] in REAL and (late or not e.get("late"))]
        happened = [original(article, e.span) for e in article.events if e.realis in REAL]
        told += len(happened)
        real += sum(any(overlap(span, deed) for deed in deeds) for span in happened)
    return {"cues": cues.f1, "quotations": right / quoted, "dates": days.f1, "happened": real / told}


class Counts:
    """Right, told and meant, added up."""

    def __init__(self, right: int = 0, told: int = 0, meant: int = 0) -> None:
        self.right, self.told, self.meant = right, told, meant

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.told + other.told, self.meant + other.meant)

    @property
    def f1(self) -> float:
        """2 x right over told and meant."""
        return 2 * self.right / (self.told + self.meant)


def _cues(labels: dict[str, Any], article: Article) -> Counts:
    meant = [tuple(s["cue"]) for s in labels["statements"] if s["cue"]]
    told = [original(article, s.cue_span) for s in article.statements if s.cue_span]
    return Counts(sum(any(overlap(cue, t) for t in told) for cue in meant), len(told), len(meant))


def _days(labels: dict[str, Any], article: Article) -> Counts:
    told = [(original(article, t.span), (t.first, t.last)) for t in article.times]
    right = sum(any(overlap(tuple(d["span"]), span) and days == _value(d["value"]) for span, days in told) for d in labels["dates"])
    return Counts(right, len(told), len(labels["dates"]))


def _value(text: str) -> tuple[date, date]:
    first, _, last = text.partition("/")
    return PartialDate.parse(first).first, PartialDate.parse(last or first).last


def said_by_the_same(label: dict[str, Any], article: Article) -> bool:
    """Whether a statement covers more than half of the quotation and has its speaker: the same words, or the same surname."""
    size = sum(b - a for a, b in label["content"])
    for s in article.statements:
        covered = sum(max(0, min(b, y) - max(a, x)) for a, b in label["content"] for x, y in (original(article, p) for p in s.spans))
        if 2 * covered > size and _same_speaker(label, s, article):
            return True
    return False


def _same_speaker(label: dict[str, Any], s: Statement, article: Article) -> bool:
    if label["speaker"] is None:
        return not s.speaker
    span = original(article, s.speaker_span) if s.speaker_span else None
    if span and overlap(span, tuple(label["speaker"])):
        return True
    return bool(s.speaker) and s.speaker.split()[-1] in label["name"].replace(",", " ").split()


def original(article: Article, span: Span) -> Span:
    """A span of the article's text in what was given."""
    return article.original(span[0]), article.original(span[1] - 1) + 1


def overlap(a: Span, b: Span) -> bool:
    """Whether two spans have a character in common."""
    return a[0] < b[1] and b[0] < a[1]


def main() -> None:
    """Prints what measure does not: the half that the rules were made on, and deeds without the labels that came late."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[3] / "shared/data/text/ud/gumfree_train.conllu.xz"
    documents = list(read(corpus))
    for half, some in (
        ("older", [d for d in documents if d[0]["day"] < HELD_OUT]),
        ("held out", [d for d in documents if d[0]["day"] >= HELD_OUT]),
    ):
        print(half, len(some), "articles", {k: round(v, 4) for k, v in rates(some).items()})
        print(half, "without late labels: happened", round(rates(some, late=False)["happened"], 4))


if __name__ == "__main__":
    main()
