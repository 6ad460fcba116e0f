"""Scripts: which one a name is in, and its letters in Latin ones."""

from inforce.match.scripts.plain import latin, script_of

__all__ = ["latin", "script_of"]
