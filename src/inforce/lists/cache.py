"""What was read of an edition, kept as Parquet in its folder, so that opening many editions takes no parsing.

A copy is used only when it is whole and was made by the very reader now installed: its name holds a digest of the reader and
the sha256 of its own bytes. Anything else is read again from the published files. Losing a copy loses nothing.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import astuple
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from inforce.base.nouns import Issue
from inforce.base.tables import designations, designations_table
from inforce.lists.reading import Parsed
from inforce.lists.spec import ListSpec


def find(folder: Path, spec: ListSpec) -> Parsed | None:
    """What the reader now installed read of the edition filed in `folder`; None where no sound copy is kept."""
    for path in sorted(folder.glob(f"read_{reader_digest(spec.package)}_*.parquet")):
        try:
            kept = path.read_bytes()
        except FileNotFoundError:  # another process has just replaced it
            continue
        if path.stem.endswith(hashlib.sha256(kept).hexdigest()[:16]):
            return _parsed(pq.read_table(pa.BufferReader(kept)))
    return None


def keep(folder: Path, home: Path, spec: ListSpec, parsed: Parsed) -> None:
    """Keeps what was read in place of older copies. Where there is no room or right to write, it is done without."""
    rest = json.dumps({"issues": [astuple(i) for i in parsed.issues], "counts": dict(parsed.counts)}, ensure_ascii=False)
    table = designations_table(parsed.designations).replace_schema_metadata({"inforce": rest})
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    kept = sink.getvalue().to_pybytes()
    name = f"read_{reader_digest(spec.package)}_{hashlib.sha256(kept).hexdigest()[:16]}.parquet"
    try:
        (home / "tmp").mkdir(exist_ok=True)
        half = home / "tmp" / f"{name}.{secrets.token_hex(8)}"
        half.write_bytes(kept)
        half.replace(folder / name)
        for old in folder.glob("read_*.parquet"):
            if old.name != name:
                old.unlink(missing_ok=True)
    except OSError:  # a full or read-only disk, or a writer that cleared tmp/ just now: the next reader parses again
        return


@cache
def reader_digest(package: str) -> str:
    """Sixteen digits over everything that reading a list passes through: its own folder, this package, `inforce.base`."""
    h = hashlib.sha256()
    for name, depth in ((package, True), ("inforce.lists", False), ("inforce.base", False)):
        for file in sorted(_sources(files(name), depth), key=lambda f: f.name):
            h.update(f"{name}/{file.name}\n".encode() + hashlib.sha256(file.read_bytes()).digest())
    return h.hexdigest()[:16]


def _sources(folder: Traversable, deep: bool) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_file() and not entry.name.endswith(".pyc"):
            yield entry
        elif deep and entry.is_dir() and entry.name != "__pycache__":
            yield from _sources(entry, deep)


def _parsed(table: pa.Table) -> Parsed:
    rest = json.loads(table.schema.metadata[b"inforce"])
    return Parsed(designations(table), tuple(Issue(*i) for i in rest["issues"]), rest["counts"])
