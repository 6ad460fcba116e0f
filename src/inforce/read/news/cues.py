"""The words that attribute: cues.toml as a table from every form of a verb to what it is and what may follow it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

BASE, THIRD, PAST, PARTICIPLE, ING = "base", "third", "past", "participle", "ing"


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb as a cue: its base form, the tables of cues.toml it stands in, its form, and the words that must follow it, if any."""

    lemma: str
    tables: frozenset[str]
    forms: frozenset[str]
    after: tuple[str, ...] = ()


@cache
def lexicon() -> dict[str, Any]:
    """cues.toml."""
    return tomllib.loads((files("inforce.read.news") / "cues.toml").read_text(encoding="utf-8"))


@cache
def verbs() -> dict[str, Cue]:
    """Every form of every cue verb, in lower case -> what it is. `after` are the words of which one must follow, where the verb
    is a cue only with them ('refer' with 'to')."""
    tables: dict[str, set[str]] = {}
    after: dict[str, set[str]] = {}
    for table, words in lexicon()["verbs"].items():
        for word in words.split():
            lemma, _, particle = word.partition("_")
            tables.setdefault(lemma, set()).add(table)
            if particle:
                after.setdefault(lemma, set()).add(particle)
    made: dict[str, Cue] = {}
    for lemma, found in tables.items():
        particles = tuple(sorted(after.get(lemma, ())))
        for form, kinds in forms(lemma).items():
            made[form] = Cue(lemma, frozenset(found), frozenset(kinds), particles)
    return made


def forms(lemma: str) -> dict[str, set[str]]:
    """Each form of a verb -> which forms it is: base, third, past, participle, ing."""
    third, past, participle, ing = irregular.split() if (irregular := lexicon()["irregular"].get(lemma)) else _regular(lemma)
    made: dict[str, set[str]] = {}
    for form, kind in ((lemma, BASE), (third, THIRD), (past, PAST), (participle, PARTICIPLE), (ing, ING)):
        made.setdefault(form, set()).add(kind)
    return made


def _regular(lemma: str) -> tuple[str, str, str, str]:
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
    return third, lemma + "ed", lemma + "ed", lemma + "ing"


@cache
def speaking() -> frozenset[str]:
    """Nouns of those who speak, in lower case."""
    return frozenset(lexicon()["speakers"]["words"].split())


@cache
def documents() -> frozenset[str]:
    """Nouns of what shows something: studies, polls, and those who make them."""
    return frozenset(lexicon()["speakers"]["documents"].split())
