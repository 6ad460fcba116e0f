"""Whether two parties, or two vessels, may be one: `compare` for a pair, `Index` for many rows against many designations.

`arrays_of` makes the arrays of an index, which `write` files and `opened` maps into memory.
"""

from inforce.match.explained import against, alike, identifier, other_hull, told, without_birth
from inforce.match.file import Array, Arrays, opened, write
from inforce.match.index import Hit, Index, beside
from inforce.match.listed import packed as arrays_of
from inforce.match.listed import read_as
from inforce.match.reading import unread
from inforce.match.score import Comparison, Row, compare

__all__ = ["Array", "Arrays", "Comparison", "Hit", "Index", "Row", "against", "alike", "arrays_of", "beside", "compare", "identifier"]
__all__ += ["opened", "other_hull", "read_as", "told", "unread", "without_birth", "write"]
