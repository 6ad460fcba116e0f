"""What the command line takes from where it runs: the directory that holds everything, and today."""

import os
from datetime import UTC, date, datetime
from pathlib import Path


def home() -> Path:
    """INFORCE_HOME, or ~/.local/share/inforce."""
    return Path(os.environ.get("INFORCE_HOME") or Path.home() / ".local/share/inforce").absolute()


def today() -> date:
    """Today in UTC: the day that ages are counted to."""
    return datetime.now(UTC).date()


def now() -> datetime:
    """This instant in UTC: when a deed was begun."""
    return datetime.now(UTC)
