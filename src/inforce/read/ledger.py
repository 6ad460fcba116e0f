"""The Issues of one reading, counted in bounded memory."""

from collections import Counter

from inforce.base.ids import legible
from inforce.base.nouns import Issue

MOST_SHOWN = 100  # of one kind, with place and value; beyond it the kind is counted: a million bad cells are one mistake made often
LONGEST_VALUE = 200  # characters of an unreadable value that are kept


class Ledger:
    """Collects what could not be read. `failed` counts the rows that could not be read at all."""

    def __init__(self) -> None:
        self.failed = 0
        self._issues: list[Issue] = []
        self._counts: Counter[tuple[str, str, str]] = Counter()

    def add(self, source: str, locator: str, value: object, problem: str, column: str = "") -> None:
        """Notes a value; the first MOST_SHOWN of equal source, column and problem in full, the others as a number."""
        kind = (source, column, problem)
        self._counts[kind] += 1
        if self._counts[kind] <= MOST_SHOWN:
            place = f"{locator}, column {column}" if column else locator
            self._issues.append(Issue(source, place, legible(str(value)[:LONGEST_VALUE]), problem))

    def fail(self, source: str, locator: str, value: object, problem: str) -> None:
        """Notes a row that could not be read at all."""
        self.failed += 1
        self.add(source, locator, value, problem)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """All of them, then one for each kind of which there were more than MOST_SHOWN."""
        more = [
            Issue(source, f"column {column}" if column else "rows", "", f"{n - MOST_SHOWN} more: {problem}")
            for (source, column, problem), n in self._counts.items()
            if n > MOST_SHOWN
        ]
        return (*self._issues, *more)
