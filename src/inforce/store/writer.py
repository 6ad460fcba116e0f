"""The one writer of an archive: stages what it writes, then renames it into place."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from inforce.base.errors import ConfigError
from inforce.base.nouns import Edition
from inforce.store import durable, manifest
from inforce.store.lock import only_writer
from inforce.store.unpack import LARGEST

FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def writing(home: Path) -> Iterator["Writer"]:
    """Holds the lock of `home`, clears what a writer that died left behind, and hands out a Writer.

    Raises Busy when another process writes; ConfigError when the disk is full or `home` cannot be written: then nothing of
    what was begun is left.
    """
    with only_writer(home):
        stage = home / "tmp"
        try:
            shutil.rmtree(stage, ignore_errors=True)
            durable.make(stage)
            yield Writer(home)
        except OSError as e:
            if e.errno in FULL:
                raise ConfigError(f"The disk that holds {home} is full. Nothing was filed; make room and run this again.") from e
            if e.errno in (errno.EACCES, errno.EROFS) and str(e.filename).startswith(str(home)):
                raise ConfigError(f"{e.filename} cannot be written ({e.strerror}). Nothing was filed.") from e
            raise
        finally:
            shutil.rmtree(stage, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Writer:
    """Files editions and sets refused files aside. Handed out by `writing`, good within its block."""

    home: Path

    def stage(self) -> Path:
        """A new empty folder on the archive's own file system, gone when the writer ends."""
        folder = self.home / "tmp" / f"stage_{secrets.token_hex(8)}"  # mkdtemp would shut other users' readers out
        folder.mkdir()
        return folder

    def again(self, list_id: str, known: date, parts: Mapping[str, Path]) -> tuple[Edition, str] | None:
        """The edition held of these very bytes for that day, and 'already held', or 'restored' where the stored bytes had
        been damaged and these took their place. None when there is no such edition."""
        wanted = manifest.edition_sha256({name: durable.sha256_of(path) for name, path in parts.items()})
        for edition in manifest.held(self.home, list_id):
            if (edition.known, edition.sha256) == (known, wanted):
                return edition, "restored" if self._mend(edition, parts) else "already held"
        return None

    def file(self, edition: Edition, parts: Mapping[str, Path]) -> Edition:
        """Files the parts; `id`, `sha256`, `parts` and `n_bytes` are worked out here from the bytes. What is held stays as it is."""
        if old := self.again(edition.list_id, edition.known, parts):
            return old[0]
        stage = self.stage()
        for name, path in parts.items():
            durable.copy(path, stage / name)
        sums = {name: durable.sha256_of(stage / name) for name in sorted(parts)}
        whole = manifest.edition_sha256(sums)
        n_bytes = sum((stage / name).stat().st_size for name in parts)
        edition = replace(edition, id=whole[:16], sha256=whole, parts=tuple(sums.items()), n_bytes=n_bytes)
        self._share(edition, stage)
        durable.write(stage / manifest.NAME, manifest.to_text(edition))
        durable.place(stage, manifest.folder(self.home, edition))
        return edition

    def _mend(self, edition: Edition, parts: Mapping[str, Path]) -> bool:
        """Puts sound bytes in the place of stored ones that no longer have the sha256 they were filed with."""
        folder = manifest.folder(self.home, edition)
        broken = [name for name, sha in edition.parts if not (folder / name).is_file() or durable.sha256_of(folder / name) != sha]
        stage = self.stage()
        for name in broken:
            durable.copy(parts[name], stage / name)
            (stage / name).replace(folder / name)
            durable.sync_folder(folder)
        return bool(broken)

    def _share(self, edition: Edition, stage: Path) -> None:
        """Lets parts whose bytes are held already, and are sound, stand on the disk once."""
        held = manifest.held(self.home, edition.list_id)
        where = {sha: manifest.folder(self.home, e) / name for e in held for name, sha in e.parts}
        for name, sha in edition.parts:
            there = where.get(sha)
            if there and there.is_file() and durable.sha256_of(there) == sha:
                (stage / name).unlink()
                _link(there, stage / name)

    def set_aside(self, list_id: str, known: date, files: Sequence[Path], reason: str) -> Path:
        """Keeps refused files as they were given, with the reason; of one larger than any list, the reason alone. The same files refused
        again keep the newest reason."""
        stage = self.stage()
        for n, path in enumerate(files, 1):
            if path.stat().st_size > LARGEST:
                reason = f"{reason}\n{path.name} was too large to be kept."
                continue
            name = os.fsdecode(os.fsencode(path.name)[-200:])  # a number in front must not make it too long for a file name
            durable.copy(path, stage / f"{n}_{name}")
        named = {p.name: durable.sha256_of(p) for p in stage.iterdir()}
        durable.write(stage / "reason.txt", reason.strip() + "\n")
        target = self.home / "aside" / list_id / f"{known.isoformat()}_{manifest.edition_sha256(named)[:16]}"
        if target.is_dir():
            (stage / "reason.txt").replace(target / "reason.txt")
            durable.sync_folder(target)
        else:
            durable.place(stage, target)
        return target


def _link(there: Path, here: Path) -> None:
    try:
        os.link(there, here)
    except OSError as e:  # file systems without hard links keep a copy instead
        if e.errno in FULL:
            raise
        durable.copy(there, here)
