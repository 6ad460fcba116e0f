"""173 sentences of the Voice of America on sanctions and Korea, full of sanctions that are possible, demanded, or of another meaning."""

from pathlib import Path

from articles import REAL

from inforce.read.article import read_article

IMPOSED = (
    "has imposed two sets of sanctions on Iran",
    "imposed economic sanctions on Iran in 1987",
    "since the West imposed sanctions in 1988",
)


def measure(corpus: Path) -> dict[str, float]:
    """Of the sanctions told as imposed, the part that the text says were (three of them), and of those three the part found."""
    lines = corpus.read_text(encoding="utf-8").split("\n")
    a = read_article("\n".join(line for line in lines if not line.startswith("#")))
    told = [a.text[e.span[0] - 30 : e.span[1] + 40] for e in a.events if e.realis in REAL and e.mode in ("restrict", "discontinue")]
    words = [words.partition("imposed")[2] for words in IMPOSED]
    right = [any(w in t for w in words) for t in told]
    return {"imposed": sum(right) / len(right), "found": sum(any(w in t for t in told) for w in words) / len(words)}
