"""What checks found in a run, and what people decided on it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from inforce.base.nouns.evidence import Evidence, Issue, Review


class Outcome(StrEnum):
    """What a check says. There is no "clear": no finding from a check that ran means checked and not addressed."""

    PROHIBITED = "prohibited"
    PROHIBITED_UNLESS = "prohibited_unless"
    CAPPED = "capped"
    MATCH = "match"
    RED_FLAG = "red_flag"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Part:
    """One signed contribution to a score. `weight` and `score` are ten-thousandths; the scores of all parts add up to the total."""

    name: str
    ours: str
    theirs: str
    weight: int
    score: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says of one subject on one day. A check fills the first block, the run the second (`check.stamp`)."""

    check_id: str
    subject: str
    day: date | None
    outcome: Outcome
    why: str
    basis: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    score: float | None = None
    parts: tuple[Part, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    review: Review = Review.OFFICIAL

    id: str = ""
    part_of: str = ""
    known: date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Which checks ran with which Reference on which rows: silence is then evidence too.

    `id` is made from all but `started_at`. `rows` counts the rows seen of each kind ('party', 3); `inputs` are the files with
    the sha256 of their bytes; `failed` counts rows that could not be read at all; `lists` are 'un_consolidated@2018-06-07'
    with the edition's id; `not_checked` says in words what this run left open. Names were compared by `profile`, whose numbers
    have the digest `weights`, and reported from `threshold` (0 to 1) on.
    """

    id: str
    reference: str
    known: date | None
    law: str
    checks: tuple[str, ...]
    rows: tuple[tuple[str, int], ...]
    findings: int
    inputs: tuple[tuple[str, str], ...] = ()
    failed: int = 0
    lists: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    not_checked: tuple[str, ...] = ()
    profile: str = ""
    weights: str = ""
    threshold: float | None = None
    started_at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on a case, and why. `disposition` is one of confirmed, cleared, unsure."""

    case: str
    disposition: str
    officer: str
    reason: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """Findings under review for one subject, with the decisions taken on them, oldest first."""

    id: str
    subject: str
    findings: tuple[str, ...]
    decisions: tuple[Decision, ...] = ()
