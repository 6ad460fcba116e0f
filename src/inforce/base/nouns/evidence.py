"""Where a fact comes from, how far it was checked, and what could not be read."""

from dataclasses import dataclass
from enum import StrEnum


class Review(StrEnum):
    """How far a fact was checked, weakest first. `official` needs the official text in hand and its sha256 in the entry."""

    MEMORY = "memory"
    SECONDARY = "secondary"
    OFFICIAL = "official"

    @staticmethod
    def lowest(*reviews: "Review") -> "Review":
        """The weakest of them; official when there is none."""
        return min(reviews, key=list(Review).index, default=Review.OFFICIAL)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source (a list edition, a file, a page), a place in it, and the value seen there."""

    source: str
    locator: str
    value: str


@dataclass(frozen=True, slots=True)
class Issue:
    """A value that could not be read: reported and counted, never dropped in silence."""

    source: str
    locator: str
    value: str
    problem: str
