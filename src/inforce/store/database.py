"""DuckDB with bounds, and what goes wrong with its room in words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from inforce.base.errors import ConfigError

_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES)


def connect(memory: str, spill: Path | None = None, threads: int = 1) -> duckdb.DuckDBPyConnection:
    """A database in memory that holds `memory` at most, as DuckDB writes sizes, and puts more into the directory `spill` where there is
    one. Raises ConfigError where `memory` is no size."""
    con = duckdb.connect()
    con.execute(f"SET threads = {threads}")
    try:
        con.execute(f"SET memory_limit = {text(memory)}")
    except duckdb.Error as e:
        raise ConfigError(f"{memory!r} is no size of memory. Write it as DuckDB does, for example 1GB or 800MB.") from e
    if spill:
        con.execute(f"SET temp_directory = {text(str(spill))}")
    return con


def text(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


@contextmanager
def in_words(where: Path | str) -> Iterator[None]:
    """Raises ConfigError for a disk that is full or may not be written, a file of `where` that is damaged, and memory that does not do."""
    try:
        yield
    except OSError as e:
        if e.errno not in _ROOM:
            raise
        raise ConfigError(f"{where} cannot be written ({_first(e)}). Make room, or name another place with INFORCE_HOME and TMPDIR.") from e
    except duckdb.OutOfMemoryException as e:
        raise ConfigError(f"The work does not go into memory or on the disk ({_first(e)}). Give more with INFORCE_MEMORY, or room.") from e
    except (duckdb.IOException, duckdb.InvalidInputException) as e:
        raise ConfigError(f"A file cannot be read or written: {_first(e)}. Make room, or remove what is damaged and file it again.") from e


def _first(e: Exception) -> str:
    return str(e).split("\n")[0]
