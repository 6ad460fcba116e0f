"""What the command line takes from where it runs: the directory that holds everything, memory, and today."""

import os
from datetime import UTC, date, datetime
from pathlib import Path


def home() -> Path:
    """INFORCE_HOME, or ~/.local/share/inforce."""
    return Path(os.environ.get("INFORCE_HOME") or Path.home() / ".local/share/inforce").absolute()


def memory() -> str:
    """INFORCE_MEMORY as DuckDB writes sizes: how much it may hold of positions of ships; more goes through the disk. Else 1GB."""
    return os.environ.get("INFORCE_MEMORY") or "1GB"


def today() -> date:
    """Today in UTC: the day that ages are counted to."""
    return datetime.now(UTC).date()


def now() -> datetime:
    """This instant in UTC: when a deed was begun."""
    return datetime.now(UTC)
