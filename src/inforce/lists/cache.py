"""What was read of an edition, kept as Parquet in its folder, so that opening many editions takes no parsing.

A copy is used only when it is whole and was made by the very reader now installed: its name holds a digest of the reader and
the sha256 of its own bytes. Anything else is read again from the published files. Losing a copy loses nothing.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from inforce.base.nouns import Evidence, Issue
from inforce.base.tables import designations, designations_table
from inforce.lists.reading import Parsed
from inforce.lists.spec import ListSpec

NO_EVIDENCE = Evidence("", "", "")


def find(folder: Path, spec: ListSpec, columns: Sequence[str] | None = None) -> pa.Table | None:
    """The table (see `table_of`), or those columns of it, of what the reader now installed read of the edition filed in `folder`;
    None where no sound copy is kept."""
    return kept(folder, f"read_{reader_digest(spec.package)}", columns)


def kept(folder: Path, stem: str, columns: Sequence[str] | None = None) -> pa.Table | None:
    """The table kept in `folder` under that stem, or those columns of it; None where there is no sound one."""
    for path in sorted(folder.glob(f"{stem}_*.parquet")):
        try:
            there = path.read_bytes()
        except FileNotFoundError:  # another process has just replaced it
            continue
        if path.stem.endswith(hashlib.sha256(there).hexdigest()[:16]):
            return pq.read_table(pa.BufferReader(there), columns=columns and [*columns])
    return None


def keep(folder: Path, home: Path, stem: str, table: pa.Table) -> None:
    """Keeps a table in place of those whose stem begins with the same word. Without room or right to write it is done without."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    whole = sink.getvalue().to_pybytes()
    name = f"{stem}_{hashlib.sha256(whole).hexdigest()[:16]}.parquet"
    try:
        (home / "tmp").mkdir(exist_ok=True)
        half = home / "tmp" / f"{name}.{secrets.token_hex(8)}"
        half.write_bytes(whole)
        half.replace(folder / name)
        for old in folder.glob(f"{stem.partition('_')[0]}_*.parquet"):
            if old.name != name:
                old.unlink(missing_ok=True)
    except OSError:  # a full or read-only disk, or a writer that cleared tmp/ just now: the next reader parses again
        return


def keep_read(folder: Path, home: Path, spec: ListSpec, table: pa.Table) -> None:
    """Keeps what was read of the edition filed in `folder`."""
    keep(folder, home, f"read_{reader_digest(spec.package)}", table)


def table_of(parsed: Parsed) -> pa.Table:
    """What was read as a table with the schema DESIGNATION and a column `print`: equal for two entries, of whatever editions,
    exactly when all but their evidence is. The metadata hold issues and counts."""
    rest = json.dumps({"issues": [astuple(i) for i in parsed.issues], "counts": dict(parsed.counts)}, ensure_ascii=False)
    prints = [hashlib.blake2b(repr(replace(d, evidence=NO_EVIDENCE)).encode(), digest_size=16).digest() for d in parsed.designations]
    table = designations_table(parsed.designations).append_column("print", pa.array(prints, pa.binary(16)))
    return table.replace_schema_metadata({"inforce": rest})


def parsed_of(table: pa.Table) -> Parsed:
    """What a table of `table_of` was made from."""
    rest = json.loads(table.schema.metadata[b"inforce"])
    return Parsed(designations(table), tuple(Issue(*i) for i in rest["issues"]), rest["counts"])


@cache
def reader_digest(package: str) -> str:
    """Sixteen digits over everything that reading a list may pass through: its own folder, `inforce.lists`, `inforce.base`."""
    h = hashlib.sha256()
    for name in (package, "inforce.lists", "inforce.base"):
        for place, file in sorted(_sources(files(name), name)):
            h.update(f"{place}\n".encode() + hashlib.sha256(file.read_bytes()).digest())
    return h.hexdigest()[:16]


def _sources(folder: Traversable, place: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_file() and not entry.name.endswith(".pyc"):
            yield f"{place}/{entry.name}", entry
        elif entry.is_dir() and entry.name != "__pycache__":
            yield from _sources(entry, f"{place}/{entry.name}")
