"""Is one person found in two scripts, and are different persons of one surname kept apart? Pairs from official listings.

A pair is one person's name in its own script and in Latin letters; beside it stands that name with the Latin name of another
person of the same surname, the next one of the listing, as many as there are. What lists themselves misprint (촤찬일 for 최찬일) and
names that are no spelling (a person also known as Naya Liu) are pairs like the others.
"""

import csv
import gzip
import re
from collections.abc import Iterable
from pathlib import Path

from inforce.match import compare
from inforce.match.scripts import script_of
from inforce.reference import THRESHOLD

Person = tuple[tuple[str, ...], tuple[str, ...]]  # names in their own script, names in Latin letters
_OWN = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f][^,;()/]*")


def listed(corpus: Path, script: str) -> list[Person]:
    """The persons of a consolidated EU act (CSV, packed) that it names in that script and in Latin, in its order."""
    with gzip.open(corpus, "rt", encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["schema"] == "Person"]
    found = [_person((*r["name"].split(";"), *r["alias"].split(";")), script) for r in rows]
    return [p for p in found if all(p)]


def rates(persons: Iterable[Person]) -> dict[str, float]:
    """`found`: the share of same-person pairs at the default threshold or above. `apart`: of different persons, those below it."""
    persons = list(persons)
    same = [(own, latin) for owns, latins in persons for own in owns for latin in latins]
    other = [(own, latin) for n, (owns, _) in enumerate(persons) for own in owns for latin in _next(persons, n)]
    return {"found": _share(same, hit=True), "apart": _share(other[: len(same)], hit=False), "pairs": len(same), "others": len(other)}


def missed(persons: Iterable[Person]) -> list[str]:
    """The pairs that are not found, for a reader."""
    return [f"{own} | {latin}" for owns, latins in persons for own in owns for latin in latins if compare(own, latin).score < THRESHOLD]


def _person(names: Iterable[str], script: str) -> Person:
    own: dict[str, None] = {}
    latin: dict[str, None] = {}
    for name in names:
        for text in re.split(r"[()]|,(?= *[A-Z]+ [A-Z][a-z])", name):
            native = " ".join(m[0].strip() for m in _OWN.finditer(text)) if script != "cyrillic" else text
            if script_of(text) == script or (script != "cyrillic" and native):
                own[native.strip()] = None
                text = text.replace(native, "") if script != "cyrillic" else ""
            if len(text.split()) > 1 and script_of(text) == "latin":
                latin[text.strip()] = None
    return tuple(own), tuple(latin)


def _next(persons: list[Person], n: int) -> list[str]:
    """Latin names of the next persons in turn whose surname is the same but whose own name is not: one for each Latin name here."""
    owns, latins = persons[n]
    turned = [*persons[n + 1 :], *persons[:n]]
    others = [p for p in turned if _surname(p[1][0]) == _surname(latins[0]) and not set(p[0]) & set(owns)]
    return [p[1][0] for p in others[: len(latins)]]


def _surname(latin: str) -> str:
    """The word in capitals, or else the first, without what romanisations and sexes change in it."""
    words = latin.replace(",", "").split()
    word = next((w for w in words if w.isupper() and len(w) > 1), words[0])
    return re.sub("(ova|eva|ina|ov|ev|in|aya|iy|y)$", "", word.lower())[:3] if len(word) > 4 else word.lower()


def _share(pairs: list[tuple[str, str]], *, hit: bool) -> float:
    return sum((compare(a, b).score >= THRESHOLD) is hit for a, b in pairs) / len(pairs) if pairs else 1.0
