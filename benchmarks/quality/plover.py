"""Which kind of deed a sentence tells: the gold standard records of PLOVER, of which the triggers were made on the odd-numbered ones."""

import json
from datetime import date
from pathlib import Path

from inforce.base.news import Event
from inforce.read.article import read_article

# The records bear the names of 2016; the conversion table of 2021 has others, and counts sanctions as coercion.
RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "FIGHT": "ASSAULT", "INVESTIGATE": "ACCUSE"}


def measure(corpus: Path) -> dict[str, float]:
    """Of the even-numbered records: in how many an event has the record's root category, and the part of all events told that have it."""
    records = [r for r in json.loads(corpus.read_text(encoding="utf-8")) if r["event"] != "DOCUMENT"]
    read = [(r["event"], read_article(r["text"], day=date.fromisoformat(r["date"])).events) for r in records[1::2]]
    found = sum(any(_same(root, e) for e in events) for root, events in read)
    told = [_same(root, e) for root, events in read for e in events]
    return {"found": found / len(read), "precision": sum(told) / len(told)}


def _same(root: str, e: Event) -> bool:
    restricts = e.type == "COERCE" and e.mode == "restrict"
    return e.type == RENAMED.get(root, root) or (root == "SANCTION" and restricts) or (root == "COERCE" and e.type == "SANCTION")
