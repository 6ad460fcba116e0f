"""Files that are whole or not there: copied, synced to the disk and only then renamed into place."""

import hashlib
import os
from pathlib import Path

_CHUNK = 1 << 20


def sha256_of(path: Path) -> str:
    """sha256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def copy(source: Path, target: Path) -> None:
    """Copies the bytes of `source` to the new file `target` and syncs it."""
    with source.open("rb") as there, target.open("xb") as here:
        while chunk := there.read(_CHUNK):
            here.write(chunk)
        here.flush()
        os.fsync(here.fileno())


def write(target: Path, text: str) -> None:
    """Writes the new file `target` and syncs it. A byte of a file's name that is no UTF-8 is written as Python and JSON escape it."""
    with target.open("x", encoding="utf-8", errors="backslashreplace", newline="\n") as f:
        f.write(text)
        f.flush()
        os.fsync(f.fileno())


def place(folder: Path, target: Path) -> None:
    """Renames a finished folder to `target`, which must not be there, so that a crash leaves all of it or nothing."""
    make(target.parent)
    sync_folder(folder)
    folder.rename(target)
    sync_folder(target.parent)


def make(folder: Path) -> None:
    """Makes a folder and those above it, each synced into its parent."""
    if not folder.is_dir():
        make(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Syncs the entries of a folder to the disk."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
