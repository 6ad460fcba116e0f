"""The article that the project began with: a relay of a relay, in October 2019, with a site's own lines below it (articles/relay/)."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from articles import LABELS, REAL, checked, original, overlap, said_by_the_same

from inforce.base.news import Article
from inforce.base.nouns import Statement
from inforce.read.article import read_article


def measure(corpus: Path) -> dict[str, float]:
    """`corpus` is the text. Of its statements (headline and ten more) the part found whole, with cue, speaker and kind; of its direct
    quotations the part with the very characters; of the deeds told as happened the part that did; 1 when six lines of the site are gone,
    1 when the relay is no speaker, and 1 when without a day the article is dated to an interval that holds the right one."""
    text = corpus.read_text(encoding="utf-8")
    labels = checked(json.loads((LABELS / "relay/00.json").read_text(encoding="utf-8")), text)
    day = date.fromisoformat(labels["day"])
    a, undated = read_article(text, day=day), read_article(text)
    meant = labels["statements"]
    direct = [m for m in meant if m["form"] == "direct"]
    deeds = [tuple(e["span"]) for e in labels["events"]]
    told = [original(a, e.span) for e in a.events if e.realis in REAL]
    return {
        "statements": sum(any(_same(m, s, a) for s in a.statements) for m in meant) / len(meant),
        "quotations": sum(any(_pieces(s, a) == m["content"] for s in a.statements) for m in direct) / len(direct),
        "happened": sum(any(overlap(t, d) for d in deeds) for t in told) / len(told),
        "lines": float(len(a.dropped) == 6 and "Subscribe" not in a.text and "please comment" not in a.text),
        "relay": float([r.outlet for r in a.relays] == ["PressTV"] and all(s.speaker != "PressTV" for s in a.statements)),
        "day": float(undated.day is not None and undated.day.how == "inferred" and undated.day.first <= day <= undated.day.last),
    }


def _same(label: dict[str, Any], s: Statement, a: Article) -> bool:
    cue = s.cue_span is not None and original(a, s.cue_span) == tuple(label["cue"])
    return cue and _pieces(s, a) == label["content"] and s.kind == label["kind"] and said_by_the_same(label, a)


def _pieces(s: Statement, a: Article) -> list[list[int]]:
    return [list(original(a, span)) for span in s.spans]
