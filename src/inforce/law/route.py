"""Where goods come from and go to, and who has to do with them: which directions of the law a goods line goes."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from inforce.base.nouns import Measure
from inforce.base.places import country

_code = lru_cache(maxsize=4096)(country)


class Route:
    """The countries of one goods row, as alpha-2 codes: '' where a value is missing or names no country."""

    __slots__ = ("_row", "consigned_from", "destination", "origin")

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._row = row
        self.origin = self.value("origin")
        self.destination = self.value("destination")
        self.consigned_from = self.value("consigned_from")

    def value(self, column: str) -> str:
        """The country in that column; '' where it is missing or names none."""
        return _code(self._row.get(column))

    def way(self, m: Measure) -> bool | None:
        """Whether the goods go the way that the measure speaks of; None where the missing end would tell."""
        leaves = True if m.target in (self.origin, self.consigned_from) else None if not self.origin else False
        enters = True if self.destination == m.target else None if not self.destination else False
        ways = {"from": [leaves], "to": [enters], "both": [leaves, enters]}[m.direction]
        return True if True in ways else None if None in ways else False

    def question(self, m: Measure) -> str:
        """What to ask where `way` cannot tell; '' where it can."""
        if self.way(m) is not None:
            return ""
        ends = {"from": ["origin"], "to": ["destination"], "both": ["origin", "destination"]}[m.direction]
        return " ".join(self._ask(column) for column in ends if not self.value(column))

    def _ask(self, column: str) -> str:
        text = self._row.get(column)
        ask = "where do the goods come from" if column == "origin" else "where do the goods go"
        given = f"{column} {text!r} is no country that is known here" if text else f"no {column} given"
        return f"{given}: {ask}? Write `{column}` as a two-letter code"

    def touches(self, binds: Iterable[str]) -> bool:
        """Whether a country that has to do with the goods is among those whose law it is."""
        columns = ("origin", "destination", "consigned_from", "actor_country", "carrier_flag")
        return any(self.value(c) in binds for c in columns if self._row.get(c))
