"""The official lists: which there are, what their files are, and the editions held of them."""

from inforce.lists.registry import get, ids
from inforce.lists.spec import ListSpec

__all__ = ["ListSpec", "get", "ids"]
