"""Quantities in the wrong unit: kilograms written as tonnes show in a unit value a thousand times too small."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from inforce.trade.flows import Row, amount

FACTORS = (1_000.0, 1_000_000.0)  # kg for t and litres for kl, grams for t
NEAR = 3.0  # a unit value within this factor of the usual one, once mended, is the same goods
FEWEST = 4  # other rows of the series, to say what is usual


@dataclass(frozen=True, slots=True)
class Slip:
    """A row whose quantity seems `factor` times what was meant: `price` a unit where `usual` is the median `among` others."""

    row: Row
    factor: float
    price: float
    usual: float
    among: str


def slips(newest: Iterable[Row]) -> dict[str, Slip]:
    """By id, the rows whose unit value is a thousand or a million times off what is usual in their series, and right once mended.

    A series is one reporter's with one partner, in one direction, code, unit and source; where it has no more than FEWEST rows, what
    is usual is told by the reporter's trade of that kind with all partners. Only rows with a quantity and a value.
    """
    series: dict[tuple[object, ...], list[tuple[Row, float]]] = defaultdict(list)
    for row in newest:
        if (found := amount(row)) and found[1] != "usd" and found[0] and row.get("value_usd"):
            key = tuple(row.get(c) for c in ("partner", "reporter", "flow", "hs", "source"))
            series[(*key, found[1])].append((row, row["value_usd"] / found[0]))
    lines: dict[tuple[object, ...], list[float]] = defaultdict(list)
    for (_, *line), rows in series.items():
        lines[tuple(line)] += [price for _, price in rows]
    return {str(s.row["id"]): s for key, rows in series.items() for s in _in(rows, lines[key[1:]])}


def _in(rows: list[tuple[Row, float]], line: list[float]) -> Iterable[Slip]:
    alone = len(rows) <= FEWEST
    if len(line) <= FEWEST:
        return
    usual, among = median(line if alone else [price for _, price in rows]), "with all partners" if alone else "in the series"
    for row, price in rows:
        for factor in (f for known in FACTORS for f in (known, 1 / known)):
            if usual / NEAR <= price * factor <= usual * NEAR:
                yield Slip(row, factor, price, usual, among)


def mended(newest: Iterable[Row]) -> list[Row]:
    """The rows with such quantities put right, to be compared with others; nothing that is shown is changed."""
    rows = list(newest)
    found = slips(rows)
    return [{**r, "quantity": r["quantity"] / found[str(r["id"])].factor} if str(r["id"]) in found else r for r in rows]
