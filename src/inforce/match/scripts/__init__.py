"""Scripts: which one a name is in, and its letters in Latin ones."""

from inforce.match.scripts.blocks import script_of
from inforce.match.scripts.letters import latin, unmasked

__all__ = ["latin", "script_of", "unmasked"]
