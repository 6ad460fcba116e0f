"""One writer at a time: a lock file that names who holds it. Readers need no lock."""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from inforce.base.errors import Busy, ConfigError


@contextmanager
def only_writer(home: Path) -> Iterator[None]:
    """Holds `home`/lock while the block runs; the system lets go of it when the process ends, however it ends.

    Raises Busy, naming the process that holds it, and ConfigError when `home` cannot be written.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        fd = os.open(home / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as e:
        raise ConfigError(f"{home} cannot be written ({e.strerror}). Set INFORCE_HOME to a directory that can.") from e
    try:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(fd, 200, 0).decode(errors="replace").strip() or "another process"
            raise Busy(f"{home} is being written to by {holder}. Wait until it is done and run this again.") from None
        with suppress(OSError):  # a full disk: whoever is kept out is told of "another process", and what is written next fails in words
            os.ftruncate(fd, 0)
            os.pwrite(fd, f"process {os.getpid()} on {socket.gethostname()}\n".encode(), 0)
        yield
    finally:
        os.close(fd)
