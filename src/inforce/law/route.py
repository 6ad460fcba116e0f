"""Where goods or services come from and go to, and who has to do with them: which directions of the law a row goes."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from reprlib import repr as cut
from typing import Any

from inforce.base.nouns import Measure
from inforce.base.places import country
from inforce.base.tables import SUBJECTS

_code = lru_cache(maxsize=4096)(country)


@dataclass(frozen=True, slots=True)
class Ends:
    """The columns in which a kind of row says where it `leaves` from, what it `enters`, and what countries are `around` it.

    The first of `leaves` and `enters` is the one that must be known; `asks` says what to ask for it.
    """

    kind: str
    leaves: tuple[str, ...]
    enters: tuple[str, ...]
    around: tuple[str, ...]
    asks: Mapping[str, str]


GOODS = Ends(
    kind="goods",
    leaves=("origin", "consigned_from"),
    enters=("destination",),
    around=("actor_country", "carrier_flag"),
    asks={"origin": "where do the goods come from", "destination": "where do the goods go"},
)
SERVICES = Ends(
    kind="service",
    leaves=("provider_country",),
    enters=("recipient_country",),
    around=("actor_country", "vessel_flag"),
    asks={"provider_country": "whose service is it", "recipient_country": "for whom is it"},
)


class Route:
    """The countries of one row, as alpha-2 codes: '' where a value is missing or names no country."""

    __slots__ = ("_ends", "_in", "_out", "_row", "_ways", "speaking", "told")

    def __init__(self, row: Mapping[str, Any], ends: Ends = GOODS) -> None:
        self._row = row
        self._ends = ends
        self._out = [self.value(c) for c in ends.leaves]
        self._in = [self.value(c) for c in ends.enters]
        self._ways: dict[tuple[str, str], bool | None] = {}
        self.speaking: dict[Hashable, frozenset[str]] = {}  # the measures that may speak of it: see `Goods`
        self.told: dict[Hashable, Any] = {}  # what a measure said of it: see `verdict`

    def value(self, column: str) -> str:
        """The country in that column; '' where it is missing or names none."""
        return _code(self._row.get(column))

    def has(self, column: str) -> bool:
        """Whether this kind of row has such a column at all."""
        return column in SUBJECTS[self._ends.kind].names

    def avoids(self, targets: frozenset[str]) -> bool:
        """Whether both ends are known and none is a target: then no measure with a direction can speak."""
        return bool(self._out[0] and self._in[0]) and targets.isdisjoint(self._out) and targets.isdisjoint(self._in)

    def way(self, m: Measure) -> bool | None:
        """Whether the row goes the way that the measure speaks of; None where the missing end would tell."""
        asked = m.direction, m.target
        if asked not in self._ways:
            self._ways[asked] = self._way(*asked)
        return self._ways[asked]

    def _way(self, direction: str, target: str) -> bool | None:
        if direction not in ("from", "to", "both"):
            return True
        leaves = True if target in self._out else None if not self._out[0] else False
        enters = True if target in self._in else None if not self._in[0] else False
        ways = {"from": [leaves], "to": [enters], "both": [leaves, enters]}[direction]
        return True if True in ways else None if None in ways else False

    def question(self, m: Measure) -> str:
        """What to ask where `way` cannot tell; '' where it can."""
        if self.way(m) is not None:
            return ""
        out, into = self._ends.leaves[0], self._ends.enters[0]
        ends = {"from": [out], "to": [into], "both": [out, into]}[m.direction]
        return " ".join(self.ask(column, self._ends.asks[column]) for column in ends if not self.value(column))

    def ask(self, column: str, what: str) -> str:
        """The question for a column without a country that is known here."""
        text = self._row.get(column)
        given = f"{column} {cut(text)} is no country that is known here" if text else f"no {column} given"
        return f"{given}: {what}? Write `{column}` as a two-letter code"

    def touches(self, binds: Iterable[str]) -> bool:
        """Whether a country that has to do with the row is among those whose law it is."""
        columns = (*self._ends.leaves, *self._ends.enters, *self._ends.around)
        return any(self.value(c) in binds for c in columns if self._row.get(c))
