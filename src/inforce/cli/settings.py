"""What the command line takes from where it runs: the directory that holds everything and the lists in it, memory, and today."""

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from inforce.base.dates import as_day
from inforce.base.errors import UsageError

if TYPE_CHECKING:
    from inforce.reference import Reference


def home() -> Path:
    """INFORCE_HOME, or ~/.local/share/inforce."""
    return Path(os.environ.get("INFORCE_HOME") or Path.home() / ".local/share/inforce").absolute()


def memory(otherwise: str = "1GB") -> str:
    """INFORCE_MEMORY as DuckDB writes sizes: how much it may hold of positions of ships, or of rows of trade; more goes through the
    disk."""
    return os.environ.get("INFORCE_MEMORY") or otherwise


def today() -> date:
    """Today in UTC: the day that ages are counted to."""
    return datetime.now(UTC).date()


def known_day(given: date | str) -> date:
    """A day of which one may say what was known then. Raises UsageError for what is no day, and for one that has not come."""
    day = as_day(given)
    if day > today() + timedelta(1):  # east of Greenwich it may be tomorrow already
        raise UsageError(f"{day} lies in the future: nothing can have been known then.")
    return day


def now() -> datetime:
    """This instant in UTC: when a deed was begun."""
    return datetime.now(UTC)


def reference(known: str = "", lists: Sequence[str] = ()) -> "Reference":
    """The Reference of the lists held, all or those named, as known on that day; '' for the newest editions.
    Raises UsageError as `known_day`, and what `inforce.reference.build` raises."""
    from inforce.reference import build
    from inforce.store.archive import Archive

    return build(Archive(home()), known_day(known) if known else None, lists)
