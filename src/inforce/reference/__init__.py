"""The Reference: law and lists as known on a day, what checks may look things up in; and how it is built."""

from inforce.reference.build import build
from inforce.reference.groups import Apart, Groups, Link
from inforce.reference.known import THRESHOLD, Reference

__all__ = ["THRESHOLD", "Apart", "Groups", "Link", "Reference", "build"]
