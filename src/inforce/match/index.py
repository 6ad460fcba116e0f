"""Finds, among many designations, those that a row may be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inforce.base.nouns import Designation, Name
from inforce.match.score import Comparison, Row, best, side, side_of

FAMILIES = {"Vessel": "vessel", "Airplane": "aircraft"}  # a ship is compared with ships; everyone else with everyone else


@dataclass(frozen=True, slots=True)
class Hit:
    """A designation that a row may be, the name of it that matched, and how the score comes about."""

    designation: Designation
    name: Name
    comparison: Comparison


class Index:
    """Designations made ready for searching. Equal designations and rows give equal hits, whatever their order."""

    def __init__(self, designations: Iterable[Designation]) -> None:
        self._entries = [(d, side_of(d)) for d in sorted(designations, key=lambda d: d.id)]

    def search(self, rows: Sequence[Row], threshold: float, schema: str = "Person") -> list[list[Hit]]:
        """For each row (a name, or a mapping of columns with its `schema`), its hits at `threshold` or above, best first;
        equal scores in order of the designation's id."""
        return [self._search(row, threshold, schema) for row in rows]

    def _search(self, row: Row, threshold: float, schema: str) -> list[Hit]:
        ours = side(row, schema)
        family = FAMILIES.get(ours.schema, "party")
        found = [Hit(d, *best(ours, s)) for d, s in self._entries if FAMILIES.get(d.schema, "party") == family]
        return sorted((h for h in found if h.comparison.score >= threshold and h.comparison.parts), key=lambda h: -h.comparison.points)
