"""What is said of the regime and of the talks on it: statements of governments as data, each with its speaker, day and source.

Statements are claims. Nothing here says whether one is true; `reports/claims.py` lays the evidence beside it.
"""

from inforce.talks.statements import Claim, Place, sources, statements

__all__ = ["Claim", "Place", "sources", "statements"]
