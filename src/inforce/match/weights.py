"""The numbers that scores are made of: data, versioned and hashed, fitted by benchmarks/quality/fit.py and not written by hand."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from inforce.base.errors import UsageError
from inforce.match.rarity import common
from inforce.match.reading import Word

DEFAULT = "customer"
TRAITS = (
    "unmatched on both sides",
    "unmatched on one side",
    "unmatched beyond that",
    "few words in common",
    "words spelt otherwise",
    "least alike pair",
    "first letters that differ",
    "consonants that differ",
    "short names",
    "nearest words left alone",
    "initials",
    "order of words",
    "syllables",
    "original script",
    "numbers",
    "legal forms",
    "signs spelt otherwise",
)


@dataclass(frozen=True, eq=False)
class Weights:
    """One profile's numbers, all in ten-thousandths. Equal `digest`, equal scores.

    `threshold` is where the profile reports; `top` what a name alone can reach; `roles` and `rare` what a word weighs by its role
    or, if plain, by how common it is; `credit` what part of that a pair of words gets from which likeness on; `told` what a bit less
    than `enough` costs, by family; `tables` what each class of each of TRAITS adds, by family; `limits` what names reach at most
    with a class of a trait, by family and the trait's place in TRAITS: rules, which no fit touches; `evidence` what the rest adds.
    """

    profile: str
    version: int
    digest: str
    threshold: int
    top: int
    roles: Mapping[str, int]
    rare: tuple[int, ...]
    credit: Mapping[str, tuple[tuple[int, int], ...]]
    told: Mapping[str, int]
    tables: Mapping[str, tuple[tuple[int, ...], ...]]
    limits: Mapping[str, tuple[tuple[int, tuple[int, ...]], ...]]
    evidence: Mapping[str, int]

    def weigh(self, word: Word, kind: str) -> int:
        """What a word counts in a name of that family."""
        return self.rare[common(word, kind)] if word.role == "plain" else self.roles[word.role]


def profiles() -> tuple[str, ...]:
    """The names of the profiles."""
    return tuple(_read()[0]["profiles"])


@cache
def load(profile: str = DEFAULT) -> Weights:
    """The weights of a profile. Raises UsageError, naming those there are, for another name."""
    said, digest = _read()
    if profile not in said["profiles"]:
        raise UsageError(f"There is no profile {profile!r}. There are {', '.join(said['profiles'])}.")
    own = said["profiles"][profile]
    tables = {kind: tuple(tuple(by[t]) for t in TRAITS) for kind, by in said["tables"].items()}
    limits = {kind: tuple((TRAITS.index(t), tuple(v)) for t, v in by.items()) for kind, by in said["limits"].items()}
    return Weights(
        profile=profile,
        version=said["version"],
        digest=hashlib.sha256(f"{profile} {digest}".encode()).hexdigest(),
        threshold=own["threshold"],
        top=own.get("top", said["top"]),
        roles=said["roles"],
        rare=tuple(said["rare"]),
        credit={kind: tuple((least, gives) for least, gives in steps) for kind, steps in said["credit"].items()},
        told={**said["told"], **own.get("told", {})},
        tables=tables,
        limits=limits,
        evidence={**said["evidence"], **own.get("evidence", {})},
    )


@cache
def _read() -> tuple[dict[str, Any], str]:
    raw = (files("inforce.match") / "weights.json").read_bytes()
    return json.loads(raw), hashlib.sha256(raw).hexdigest()
