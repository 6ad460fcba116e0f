"""A comparison in words, for a finding's `why`: which words are one, letter by letter, and what the score rests on."""

from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from inforce.base.nouns import Part
from inforce.match.evidence import IDENTIFIERS
from inforce.match.score import Comparison

WORDS = ("word", "joined", "syllables", "initial", "acronym", "backwards")
_CALLED = {"imo": "IMO number", "mmsi": "MMSI", "lei_code": "LEI", "swift_bic": "BIC", "wallet": "wallet", "id_number": "identity number"}


def told(c: Comparison) -> str:
    """Pairs of words, what was left alone, and the identifier in common: "sergei = sergei, lavrof ~ lavrov (f for v); 'viktorovich' on the
    list alone; the same passport number D000769"."""
    pairs = [_pair(p) for p in c.parts if p.name in WORDS]
    same = f"the same {number}" if (number := identifier(c)) else ""
    return "; ".join(filter(None, [", ".join(pairs) or "the names have no word in common", *_alone(c.parts), same]))


def identifier(c: Comparison) -> str:
    """The identifier that both have, with its kind: "passport number D000769"; '' where none is."""
    found = next((p for p in c.parts if p.name in IDENTIFIERS and p.ours == p.theirs), None)
    return f"{_CALLED.get(found.name, found.name.replace('_', ' '))} {found.ours}" if found else ""


def against(c: Comparison) -> str:
    """What contradicts the identifier that both have: "the birth date is 1991-01-01 in the row and 1968-03-02 on the list"; '' for
    nothing, or where they have none in common."""
    found = [f"{_CALLED.get(p.name, p.name)} is {p.ours} in the row and {p.theirs} on the list" for p in c.parts if _contradicts(p)]
    return "but the " + ", the ".join(found) if found and identifier(c) else ""


def other_hull(c: Comparison) -> str:
    """The question that two IMO numbers put: "the row's IMO number is 9074729, the listing's 9187629: which hull is it?"; '' where they
    agree, or one has none."""
    found = next((p for p in c.parts if p.name == "imo" and p.score < 0), None)
    return f"the row's IMO number is {found.ours}, the listing's {found.theirs}: which hull is it?" if found else ""


def _contradicts(p: Part) -> bool:
    return p.name in ("birth date", "country", "gender") and p.score < 0


def alike(c: Comparison) -> bool:
    """Whether any word of the names is."""
    return any(p.name in WORDS for p in c.parts)


def without_birth(c: Comparison) -> str:
    """What the score would be without the birth date, where one was compared."""
    return "" if c.without_birth is None else f"{c.without_birth / 10_000:.2f} without the birth date"


def _pair(p: Part) -> str:
    if p.ours == p.theirs:
        return f"{p.ours} = {p.theirs}"
    how = {"initial": "an initial", "acronym": "initials", "backwards": "backwards", "syllables": "by syllables"}.get(p.name)
    return f"{p.ours} ~ {p.theirs} ({how or letters(p.ours, p.theirs)})"


def letters(ours: str, theirs: str) -> str:
    """Where two words differ: "f for v", "h more", "t less"."""
    found = []
    for step in Levenshtein.opcodes(theirs.replace(" ", ""), ours.replace(" ", "")):
        was, now = theirs.replace(" ", "")[step.src_start : step.src_end], ours.replace(" ", "")[step.dest_start : step.dest_end]
        found += {"replace": [f"{now} for {was}"], "insert": [f"{now} more"], "delete": [f"{was} less"]}.get(step.tag, [])
    return ", ".join(found) or "written apart"


def _alone(parts: tuple[Part, ...]) -> Iterator[str]:
    """The words that only one of the names has, told once."""
    left = next((p for p in parts if p.name.startswith("unmatched")), None)
    if left and left.ours:
        yield f"{left.ours!r} in the row alone"
    if left and left.theirs:
        yield f"{left.theirs!r} on the list alone"
