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


@dataclass(frozen=True)
class Weights:
    """One profile's numbers, all in ten-thousandths. Equal `digest`, equal scores.

    `threshold` is where the profile reports; `top` what a name alone can reach; `roles` and `rare` what a word weighs by its role
    or, if plain, by how common it is; `tables` what each trait of a pair of names adds, by family and trait; `evidence` what the
    rest adds.
    """

    profile: str
    version: int
    digest: str
    threshold: int
    top: int
    roles: Mapping[str, int]
    rare: tuple[int, ...]
    credit: tuple[tuple[int, int], ...]
    tables: Mapping[str, Mapping[str, tuple[int, ...]]]
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
    tables = {k: {t: tuple(v) for t, v in by.items()} for k, by in said["tables"].items()}
    return Weights(
        profile=profile,
        version=said["version"],
        digest=hashlib.sha256(f"{profile} {digest}".encode()).hexdigest(),
        threshold=own["threshold"],
        top=said["top"],
        roles=said["roles"],
        rare=tuple(said["rare"]),
        credit=tuple((least, gives) for least, gives in said["credit"]),
        tables=tables,
        evidence={**said["evidence"], **own.get("evidence", {})},
    )


@cache
def _read() -> tuple[dict[str, Any], str]:
    raw = (files("inforce.match") / "weights.json").read_bytes()
    return json.loads(raw), hashlib.sha256(raw).hexdigest()
