"""The nouns of docs/how-it-works.md as frozen dataclasses. Subjects are rows of the tables in `base.tables`."""

from inforce.base.nouns.evidence import Evidence, Issue, Review
from inforce.base.nouns.finding import Case, Decision, Finding, Outcome, Part, Run
from inforce.base.nouns.law import Instrument, Measure, Modality, Scope
from inforce.base.nouns.listing import Designation, Edition, Identifier, Name
from inforce.base.nouns.statement import Statement

__all__ = [
    "Case",
    "Decision",
    "Designation",
    "Edition",
    "Evidence",
    "Finding",
    "Identifier",
    "Instrument",
    "Issue",
    "Measure",
    "Modality",
    "Name",
    "Outcome",
    "Part",
    "Review",
    "Run",
    "Scope",
    "Statement",
]
