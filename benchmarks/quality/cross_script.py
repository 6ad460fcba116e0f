"""Is one person found in two scripts, and are different persons of one surname kept apart? Pairs from official listings.

A pair is one person's name in its own script and in Latin letters. As many pairs of different persons stand beside them: of one
surname, or where these are too few, of one given name, drawn evenly over the listing. What lists misprint (촤찬일 for
최찬일) and names that are no spelling (a person also known as Naya Liu) are pairs like the others.
"""

import csv
import gzip
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from inforce.match import compare
from inforce.match.scripts import script_of
from inforce.reference import THRESHOLD

Person = tuple[tuple[str, ...], tuple[str, ...]]  # names in their own script, names in Latin letters
Entry = tuple[str, tuple[str, ...]]  # a name in its own script, the Latin names of an entry
_OWN = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f][^,;()/]*")


def listed(corpus: Path, script: str) -> list[Person]:
    """The persons of a consolidated EU act (CSV, packed) that it names in that script and in Latin, in its order."""
    with gzip.open(corpus, "rt", encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["schema"] == "Person"]
    found = [_person((*r["name"].split(";"), *r["alias"].split(";")), script) for r in rows]
    return [p for p in found if all(p)]


def rates(persons: Iterable[Person]) -> dict[str, float]:
    """`found`: the share of same-person pairs at the default threshold or above. `apart`: of different persons, those below it.
    `entries_found` and `entries_apart`: the same of a name in its own script and a whole entry, which is hit if any of its Latin
    names is. That is what a screening does: a cover name in the entry costs nothing where its spelling beside it is found."""
    persons = list(persons)
    same = [(own, latins) for owns, latins in persons for own in owns]
    pairs = [(own, (latin,)) for own, latins in same for latin in latins]
    other = strangers(persons, len(pairs))
    first = [(own, latins[:1]) for own, latins in other]
    found = {"found": hit(pairs), "apart": 1 - hit(first), "entries_found": hit(same), "entries_apart": 1 - hit(other)}
    return {**found, "pairs": len(pairs), "others": len(other), "entries": len(same)}


def hit(asked: Collection[Entry]) -> float:
    """The share of names that reach the default threshold with any of the names beside them."""
    return sum(any(compare(own, latin).score >= THRESHOLD for latin in latins) for own, latins in asked) / len(asked)


def strangers(persons: list[Person], most: int) -> list[Entry]:
    """An own name and the Latin names of a different person who shares the surname, then of those who share a given name; evenly drawn,
    at most `most`."""
    drawn: list[Entry] = []
    for part in (_surname, _given):
        pairs = [
            (a[0][0], b[1])
            for a in persons
            for b in persons
            if part(a[1][0]) == part(b[1][0]) and not set(a[0]) & set(b[0]) and not {x.lower() for x in a[1]} & {x.lower() for x in b[1]}
        ]
        pairs = [p for p in pairs if p not in drawn]
        wanted = min(most - len(drawn), len(pairs))
        drawn += [pairs[n * len(pairs) // wanted] for n in range(wanted)]
    return drawn


def missed(persons: Iterable[Person]) -> list[str]:
    """The pairs that are not found, for a reader."""
    return [f"{own} | {latin}" for owns, latins in persons for own in owns for latin in latins if compare(own, latin).score < THRESHOLD]


def _person(names: Iterable[str], script: str) -> Person:
    own: dict[str, None] = {}
    latin: dict[str, None] = {}
    for name in names:
        for text in re.split(r"[()]|,(?= *[A-Z]+ [A-Z][a-z])", name):
            native = " ".join(m[0].strip() for m in _OWN.finditer(text)) if script != "cyrillic" else text
            if native and script_of(native) == script:
                own[native.strip()] = None
                text = text.replace(native, "") if script != "cyrillic" else ""
            if len(text.split()) > 1 and script_of(text) == "latin":
                latin[text.strip()] = None
    return tuple(own), tuple(latin)


def _surname(latin: str) -> str:
    """The word in capitals, or else the first, without what romanisations and sexes change in it."""
    words = latin.replace(",", "").split()
    word = next((w for w in words if w.isupper() and len(w) > 1), words[0])
    return re.sub("(ova|eva|ina|ov|ev|in|aya|iy|y)$", "", word.lower())[:3] if len(word) > 4 else word.lower()


def _given(latin: str) -> str:
    """Its first letters, from the first word that is no surname."""
    surname = _surname(latin)
    return next((w.lower()[:5] for w in latin.replace(",", "").split() if not w.lower().startswith(surname)), "")
