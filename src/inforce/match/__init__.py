"""Whether two parties, or two vessels, may be one: `compare` for a pair, `Index` for many rows against many designations."""

from inforce.match.index import Hit, Index
from inforce.match.score import Comparison, Row, compare

__all__ = ["Comparison", "Hit", "Index", "Row", "compare"]
