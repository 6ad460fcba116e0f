"""The archive: every edition of every list as it was published, under INFORCE_HOME; never overwritten.

editions/<list>/<known>_<id>/   edition.json and one file per part, as published (unpacked); what was read of it, as Parquet
aside/<list>/<known>_<id>/      files that were refused, as given, and reason.txt
tmp/                            what is being written; lock: who writes

One process writes at a time; any number read meanwhile, without a lock: an edition's folder appears whole, by one rename.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from inforce.base.errors import Damaged
from inforce.base.nouns import Edition
from inforce.store import durable, manifest
from inforce.store.writer import Writer, writing


@dataclass(frozen=True, slots=True)
class Aside:
    """Files of a list that were refused: the known day they were given for, why, and the folder that keeps them."""

    list_id: str
    known: date
    reason: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Archive:
    """The editions kept under `home`, which need not exist yet."""

    home: Path

    def editions(self, list_id: str) -> tuple[Edition, ...]:
        """The editions held, oldest known day first; the last is the one in use. Raises Damaged (see `manifest.held`)."""
        return manifest.held(self.home, list_id)

    def folder(self, edition: Edition) -> Path:
        """Where an edition is filed."""
        return manifest.folder(self.home, edition)

    def paths(self, edition: Edition) -> dict[str, Path]:
        """An edition's parts as files, each checked against the sha256 it was filed with. Raises Damaged for one that changed."""
        found = {name: self.folder(edition) / name for name, _ in edition.parts}
        for name, sha in edition.parts:
            now = durable.sha256_of(found[name]) if found[name].is_file() else "no bytes: the file is gone"
            if now != sha:
                raise Damaged(
                    f"{found[name]} was filed with sha256 {sha} and now has {now}. "
                    f"Add the same file to {edition.list_id} for {edition.known} again: it takes the damaged one's place."
                )
        return found

    def asides(self, list_id: str) -> tuple[Aside, ...]:
        """What was refused and is kept for inspection, by known day."""
        folders = sorted(f for f in (self.home / "aside" / list_id).glob("*") if manifest.FOLDER.fullmatch(f.name))
        reasons = [f / "reason.txt" for f in folders]
        said = [r.read_text("utf-8").strip() if r.is_file() else "its reason.txt is gone" for r in reasons]
        return tuple(Aside(list_id, date.fromisoformat(f.name[:10]), why, f) for f, why in zip(folders, said, strict=True))

    def writing(self) -> AbstractContextManager[Writer]:
        """The right to write, for as long as the block runs. Raises Busy and ConfigError (see `writer.writing`)."""
        return writing(self.home)

    def add(self, list_id: str, known: date, parts: Mapping[str, Path], *, source: str = "", missing: tuple[str, ...] = ()) -> Edition:
        """Files the parts (a part's name -> a file with its bytes as published) as the edition known on that day, unread.

        The same bytes for the same day are there once, however often they are added; for another day they are an edition
        of their own. Whether they are what they should be is for `inforce.lists.add` to say.
        """
        with self.writing() as writer:
            return writer.file(Edition("", list_id, known, "", (), missing=missing, source=source), parts)
