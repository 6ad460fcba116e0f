"""Tiers that are no alert: a pattern known from evasion that is explained otherwise, told with the fact that nobody here knows.

What such a finding is called follows from docs of outcomes: a red flag is a pattern known from evasion; where a fact that would tell is
missing, and is named, a finding is undetermined. So it is also where one of the ships is on a list, but then it stays a red flag: who
she is, is a sign by itself.
"""

from inforce.base.nouns import Outcome

UNKNOWN = {
    ("track.encounter", "context"): "whether anything was handed over",
    ("track.gap", "still"): "whether she moved meanwhile",
    ("track.jump", "area"): "where she really was",
    ("track.jump", "clock"): "when she was where",
    ("track.jump", "hulls"): "which of the hulls was where",
    ("track.draught", "unseen"): "whether she was in a port meanwhile",
    ("track.loiter", "habit"): "what she does there again and again",
    ("track.loiter", "mirrored"): "at which of the two places she was",
    ("vessel.identity", "port"): "whether a register bears it out",
    ("vessel.identity", "unknown"): "where it happened, and whether a register bears it out",
    ("vessel.identity", "link"): "whether a register gives her both numbers",
    ("vessel.identity", "shared"): "which of them the number belongs to",
    ("vessel.identity", "imo_wrong"): "her IMO number",
    ("vessel.identity", "imo_missing"): "her IMO number",
    ("vessel.identity", "number"): "who she is",
}


def outcome(check_id: str, tier: str, listed: bool) -> Outcome:
    """What a finding of that tier says; `listed`: whether a ship in it is, or may be, on a list that day."""
    return Outcome.UNDETERMINED if (check_id, tier) in UNKNOWN and not listed else Outcome.RED_FLAG


def unknown(check_id: str, tier: str) -> str:
    """What follows in its `why`; '' for a tier that is an alert."""
    fact = UNKNOWN.get((check_id, tier), "")
    return f"; not known: {fact}" if fact else ""
