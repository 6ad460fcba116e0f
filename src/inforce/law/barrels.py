"""From tonnes to barrels and back, by named tables of factors: never one number, always a range with its table."""

from collections.abc import Mapping
from dataclasses import dataclass

from inforce.base.errors import UsageError
from inforce.base.nouns import Review
from inforce.base.units import BBL_PER_KL, Bounds


@dataclass(frozen=True, slots=True)
class Conversion:
    """A table of factors by product. `basket` is the product to take where it is not known, `lowest` and `highest` the ends."""

    id: str
    title: str
    review: Review
    bbl_per_t: Mapping[str, float]
    t_per_kl: Mapping[str, float]
    basket: str = ""
    lowest: str = ""
    highest: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Observed:
    """A supply that was published in tonnes and in barrels."""

    state: str
    period: str
    t: float
    bbl: float
    source: str
    review: Review
    note: str = ""

    @property
    def bbl_per_t(self) -> float:
        """What was made of a tonne."""
        return self.bbl / self.t


def factor(tables: Mapping[str, Conversion], table_id: str, product: str = "") -> Bounds:
    """Barrels to a tonne: of that product, between all tables that have it; without a product, between the ends of the table.

    Raises UsageError where the table is not there, or has neither the product nor ends.
    """
    table = tables.get(table_id)
    if table is None:
        raise UsageError(f"There is no table of factors {table_id!r}. There are: {', '.join(tables)}.")
    if product:
        known = [t.bbl_per_t[product] for t in tables.values() if product in t.bbl_per_t]
        if not known:
            raise UsageError(
                f"No table of factors has {product!r}. Products: {', '.join(sorted({p for t in tables.values() for p in t.bbl_per_t}))}."
            )
        return Bounds(min(known), table.bbl_per_t.get(product, sorted(known)[len(known) // 2]), max(known))
    if not table.basket:
        raise UsageError(
            f"The table {table_id!r} says nothing of a supply whose product is not known. Name the product, or take another table."
        )
    return Bounds(*(table.bbl_per_t[p] for p in (table.lowest, table.basket, table.highest)))


def converted(quantity: float, unit: str, to: str, per_t: Bounds) -> Bounds | None:
    """The quantity, in t, bbl, kl or usd, in the unit `to`; None where the two do not measure the same."""
    if unit == to:
        return Bounds.exact(quantity)
    if unit == "kl":
        return converted(quantity * BBL_PER_KL, "bbl", to, per_t)
    if (unit, to) == ("t", "bbl"):
        return per_t * quantity
    if (unit, to) == ("bbl", "t"):
        return Bounds(quantity / per_t.high, quantity / per_t.central, quantity / per_t.low)
    return None
