"""What was made of the lists, kept under INFORCE_HOME: which listings are one subject, and the designations with the index of
their names. Making them takes seconds; lists, judgements and matcher alone change them, so the file's name is a digest of these,
and the file says it within: one that was copied over another is not taken for it.

references/KEY.inforce   one for each choice of lists and each set of editions, mapped by every process that screens with it
links/KEY_….arrow        the links alone, which judgements do not change

A file that is not sound is made anew, with a warning, and a file of another matcher is not found: neither ever answers.
The newest few are kept.
"""

import hashlib
import json
import os
import warnings
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from inforce.base.errors import Damaged
from inforce.base.nouns import Designation, Edition, Part
from inforce.base.tables import PART, designations_table
from inforce.lists import cache
from inforce.match import Array, Arrays, arrays_of, opened, write
from inforce.reference.content import digest_of, imos
from inforce.reference.entries import Entries
from inforce.reference.groups import Apart, Groups, KeptGroups, Link

_LINK = pa.schema([("a", pa.string()), ("b", pa.string()), ("by", pa.string()), ("why", pa.string()), ("parts", pa.list_(PART))])
_MOST = 8  # days and choices of lists of which links and references are kept: those used last


def key(histories: Iterable[str]) -> str:
    """What links depend on: the digests of the lists' histories, and the code that finds them."""
    said = [cache.reader_digest("inforce.match"), cache.reader_digest("inforce.reference"), *histories]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def find(home: Path, key: str) -> tuple[Link, ...] | None:
    """The links kept under that key; None where there are none, or no sound ones."""
    table = cache.kept(home / "links", key)
    return None if table is None else tuple(_link(row) for row in table.to_pylist())


def keep(home: Path, key: str, links: Sequence[Link]) -> None:
    """Keeps links, and lets go of those kept longest ago. Without room or right to write it is done without."""
    folder = home / "links"
    if not home.is_dir():
        return
    try:
        folder.mkdir(exist_ok=True)
        cache.keep(folder, home, key, pa.Table.from_pylist([asdict(x) for x in links], schema=_LINK))
        _prune(folder)
    except OSError:  # a full or read-only disk, or another process that let go of the same
        return


@dataclass(frozen=True)
class Whole:
    """What the lists said: designations in order of id and time, the editions in use, and which designations are one."""

    designations: Sequence[Designation]
    editions: tuple[Edition, ...]
    groups: Groups


def whole(home: Path, key: str) -> Whole | None:
    """What is kept under that key; None where there is nothing, or nothing sound, of which it warns."""
    path = _path(home, key)
    try:
        found = opened(path)
    except FileNotFoundError:
        return None
    except Damaged as e:
        warnings.warn(f"{e} This is done now, and takes some seconds; nothing in it was used.", stacklevel=2)
        return None
    except OSError as e:
        warnings.warn(f"{path} cannot be read: {e.strerror or e}. Until it can, its names are made ready in every run.", stacklevel=2)
        return None
    if found.said.get("key") != key:
        warnings.warn(f"{path} was made of other lists than those it is named for. It is made again; nothing in it was used.", stacklevel=2)
        return None
    with suppress(OSError):
        os.utime(path)  # it is in use, and the last to go
    return Whole(Entries(found), tuple(_edition(e) for e in found.said["editions"]), _groups(found))


def keep_whole(home: Path, key: str, made: Whole) -> None:
    """Keeps it with the index of its names. Without room or right to write it is done without."""
    path = _path(home, key)
    if not home.is_dir():
        return
    index = arrays_of(made.designations)
    editions = [{**asdict(e), "known": e.known.isoformat()} for e in made.editions]
    said = {"key": key, "digest": digest_of(made.designations), "groups": digest_of([made.groups]), "imos": imos(made.designations)}
    texts = {
        "members": made.groups.members,
        "links": [asdict(x) for x in made.groups.links],
        "apart": [asdict(x) for x in made.groups.apart],
    }
    own = {name: np.frombuffer(json.dumps(x, ensure_ascii=False).encode("utf-8", "surrogatepass"), np.uint8) for name, x in texts.items()}
    own["designations"] = _arrow(designations_table(made.designations))
    try:
        path.parent.mkdir(exist_ok=True)
        write(path, Arrays({**index.said, **said, "editions": editions}, {**index, **own}))
        _prune(path.parent)
    except OSError:
        return


def _groups(arrays: Arrays) -> Groups:
    def text(name: str) -> Any:
        return json.loads(arrays[name].tobytes().decode("utf-8", "surrogatepass"))

    def read() -> Groups:
        members = {i: tuple(group) for i, group in text("members").items()}
        return Groups(members, tuple(_link(x) for x in text("links")), tuple(Apart(**x) for x in text("apart")))

    return KeptGroups(arrays.said["groups"], read)


def _edition(said: dict[str, Any]) -> Edition:
    plain: dict[str, Any] = {
        k: tuple(tuple(x) if isinstance(x, list) else x for x in v) if isinstance(v, list) else v for k, v in said.items()
    }
    return Edition(**{**plain, "known": date.fromisoformat(said["known"])})


def _path(home: Path, key: str) -> Path:
    return home / "references" / f"{key}.inforce"


def _link(row: dict[str, Any]) -> Link:
    return Link(**{**row, "parts": tuple(Part(**part) for part in row["parts"])})


def _arrow(table: pa.Table) -> Array:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as file:
        file.write_table(table.combine_chunks())
    return np.frombuffer(sink.getvalue(), np.uint8)


def _prune(folder: Path) -> None:
    """Lets go of all but the files used last, and of what a writer that died left half written."""
    held = sorted((p for p in folder.iterdir() if p.suffix != ".half"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    newest = held[-1].stat().st_mtime if held else 0.0
    dead = [p for p in folder.glob("*.half") if p.stat().st_mtime < newest - 3_600]
    for old in (*held[:-_MOST], *dead):
        old.unlink(missing_ok=True)
