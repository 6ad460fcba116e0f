"""The Issues of one reading, counted in bounded memory."""

from collections import Counter

from inforce.base.ids import legible
from inforce.base.nouns import Issue

MOST_KINDS = 1_000  # of problems; a hostile file makes each of its lines another one, and beyond these they are one kind
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
        kind = source, column, problem = self._kind(source, column, problem)
        self._counts[kind] += 1
        if self._counts[kind] <= MOST_SHOWN:
            place = f"{locator[:LONGEST_VALUE]}, column {column}" if column else locator[:LONGEST_VALUE]
            self._issues.append(Issue(source, place, legible(str(value)[:LONGEST_VALUE]), problem))

    def more(self, source: str, problem: str, column: str, n: int) -> None:
        """Counts `n` further values of a kind of which MOST_SHOWN were added; nothing where n is not above 0."""
        self._counts[self._kind(source, column, problem)] += max(n, 0)

    def _kind(self, source: str, column: str, problem: str) -> tuple[str, str, str]:
        kind = (source, column, problem)
        if kind in self._counts or len(self._counts) < MOST_KINDS:
            return kind
        return source, "", f"more than {MOST_KINDS:,} kinds of problem: not told apart"

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
