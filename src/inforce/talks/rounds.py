"""Rounds of the talks: who met, where, and how it ended; where the sides tell it differently, each account."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from inforce.base.fields import Fields, read_toml, whole
from inforce.base.nouns import Review
from inforce.talks.entries import Cited, cited, must_fit

FILE = "rounds.toml"
LEVELS = ("summit", "envoys", "draft resolution")
OUTCOMES = (
    "agreement",
    "joint statement",
    "two statements",
    "accounts of both sides",
    "oral agreement",
    "no document",
    "not put to the vote",
    "vetoed",
)


@dataclass(frozen=True, slots=True)
class Account:
    """How one side tells it: `of` is the State (alpha-2)."""

    of: str
    what: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class Round:
    """A meeting, or a draft before the Council, on days `since` <= day < `until`; `parties` are States (alpha-2).

    `outcome` is what it left behind, one of OUTCOMES, and no judgement of it. `what` is our summary of what all agree on.
    """

    id: str
    since: date
    until: date
    place: str
    parties: tuple[str, ...]
    level: str
    outcome: str
    what: str
    cited: Cited
    accounts: tuple[Account, ...] = ()


@cache
def rounds() -> tuple[Round, ...]:
    """Those that come with inforce, oldest first. Raises LawError where the file does not say one clear thing."""
    return read_rounds(files("inforce.talks") / FILE)


def read_rounds(file: Traversable) -> tuple[Round, ...]:
    """Those in `file`, in order of their days."""
    found = whole(Fields(read_toml(file), FILE), lambda f: f.tables("rounds", _round, "id"))
    entries = [(r.id, r.since, r.until, (*r.parties, *(a.of for a in r.accounts)), r.cited) for r in found]
    must_fit(FILE, entries)
    for r in found:
        must_fit(f"{FILE}, {r.id}", [(f"account of {a.of}", r.since, None, (a.of,), a.cited) for a in r.accounts])
    return found


def _round(f: Fields) -> Round:
    return Round(
        f.text("id"),
        f.day("since"),
        f.day("until"),
        f.text("place"),
        f.texts("parties"),
        f.one_of("level", LEVELS),
        f.one_of("outcome", OUTCOMES),
        f.text("what"),
        cited(f),
        f.tables("accounts", _account, "of"),
    )


def _account(f: Fields) -> Account:
    return Account(f.text("of"), f.text("what"), cited(f))


def review_of(r: Round) -> Review:
    """The lowest review of the round and of its accounts."""
    return Review.lowest(r.cited.review, *(a.cited.review for a in r.accounts))
