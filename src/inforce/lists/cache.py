"""What was read of a list's editions, kept so that opening many of them takes no parsing, and each different entry once.

entries_*.arrow on the list's shelf holds every different entry of its editions; it is mapped into memory, so that a few rows of
many cost next to nothing. read_*.parquet in an edition's folder says which of them the edition has, in its order, and holds what
could not be read. Both are used only when they are whole and were made by the very reader now installed: their names hold a digest of the
reader and the sha256 of their bytes. Anything else is read again from the published files. Losing a copy loses nothing.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from operator import attrgetter
from pathlib import Path

import pyarrow as pa

from inforce.base.nouns import Designation, Issue
from inforce.base.tables import designations, designations_table
from inforce.lists.reading import Parsed
from inforce.lists.spec import ListSpec

_SAID = attrgetter(*(f.name for f in fields(Designation) if f.name != "evidence"), "evidence.locator", "evidence.value")


def find(folder: Path, spec: ListSpec, columns: Sequence[str] | None = None, at: pa.Array | None = None) -> pa.Table | None:
    """The table (see `table_of`), or those columns of it and the rows `at` these places, of what the reader now installed read of
    the edition filed in `folder`; None where no sound copy is kept."""
    own, entries = kept(folder, f"read_{reader_digest(spec.package)}"), shelved(folder.parent, spec)
    if own is None or entries is None:
        return None
    rest = json.loads(own.schema.metadata[b"inforce"])
    rows = own["row"]
    if rest["most"] >= entries.num_rows or _digest(entries["print"].take(rows)) != rest["prints"]:
        return None  # another process has replaced the shelf's copy at the same time
    found = (entries.select([*columns]) if columns else entries).take(rows if at is None else rows.take(at))
    if "evidence" in found.column_names:
        found = _of_edition(found, f"{folder.parent.name}@{folder.name[:10]}")
    return found.replace_schema_metadata({"inforce": json.dumps({k: rest[k] for k in ("issues", "counts")}, ensure_ascii=False)})


def shelved(shelf: Path, spec: ListSpec) -> pa.Table | None:
    """Every different entry of the editions on a shelf that were read, with their `print`; None where no sound copy is kept."""
    for path in sorted(shelf.glob(f"entries_{reader_digest(spec.package)}_*.arrow")):
        try:
            there = path.stat()
            if (found := _mapped(path, there.st_ino, there.st_size, there.st_mtime_ns)) is not None:
                return found
        except FileNotFoundError:  # another process has just replaced it
            continue
    return None


@lru_cache(maxsize=32)
def _mapped(path: Path, *_: int) -> pa.Table | None:
    """The table of an Arrow file, once its bytes are found to be those that its name says."""
    with path.open("rb") as file:
        if not path.stem.endswith(hashlib.file_digest(file, "sha256").hexdigest()[:16]):
            return None
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


@lru_cache(maxsize=64)
def _read(path: Path, *_: int) -> pa.Table | None:
    import pyarrow.parquet as pq  # slow to import, and not needed where the whole is kept

    there = path.read_bytes()
    return pq.read_table(pa.BufferReader(there)) if path.stem.endswith(hashlib.sha256(there).hexdigest()[:16]) else None


def kept(folder: Path, stem: str) -> pa.Table | None:
    """The table kept in `folder` under that stem; None where there is no sound one."""
    for path in sorted(folder.glob(f"{stem}_*.parquet")):
        try:
            there = path.stat()
            if (found := _read(path, there.st_ino, there.st_size, there.st_mtime_ns)) is not None:
                return found
        except FileNotFoundError:  # another process has just replaced it
            continue
    return None


def keep(folder: Path, home: Path, stem: str, table: pa.Table) -> None:
    """Keeps a table in place of those whose stem begins with the same word. Without room or right to write it is done without."""
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    _put(folder, home, stem, "parquet", sink.getvalue())


def keep_read(folder: Path, home: Path, spec: ListSpec, table: pa.Table) -> None:
    """Keeps what was read of the edition filed in `folder` (see `table_of`)."""
    digest = reader_digest(spec.package)
    entries = shelved(folder.parent, spec)
    if entries is None:
        entries = table.slice(0, 0).replace_schema_metadata()
    there = {value: row for row, value in enumerate(entries["print"].to_pylist())}
    prints, new = table["print"].to_pylist(), []
    for n, value in enumerate(prints):
        if value not in there:
            there[value] = len(there)
            new.append(n)
    if new or not entries.num_rows:
        added = _of_edition(table.take(pa.array(new, pa.int64())).replace_schema_metadata(), "")
        _put(folder.parent, home, f"entries_{digest}", "arrow", _arrow(pa.concat_tables([entries, added]).combine_chunks()))
    rest = json.loads(table.schema.metadata[b"inforce"])
    rest |= {"prints": _digest(table["print"]), "most": max((there[value] for value in prints), default=-1)}
    own = pa.table({"row": pa.array([there[value] for value in prints], pa.int32())})
    keep(folder, home, f"read_{digest}", own.replace_schema_metadata({"inforce": json.dumps(rest, ensure_ascii=False)}))


def _arrow(table: pa.Table) -> pa.Buffer:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()


def _put(folder: Path, home: Path, stem: str, kind: str, whole: pa.Buffer) -> None:
    name = f"{stem}_{hashlib.sha256(whole).hexdigest()[:16]}.{kind}"
    try:
        (home / "tmp").mkdir(exist_ok=True)
        half = home / "tmp" / f"{name}.{secrets.token_hex(8)}"
        half.write_bytes(whole)
        half.replace(folder / name)
        for old in folder.glob(f"{stem.partition('_')[0]}_*.{kind}"):
            if old.name != name:
                old.unlink(missing_ok=True)
    except OSError:  # a full or read-only disk, or a writer that cleared tmp/ just now: the next reader parses again
        return


def _of_edition(table: pa.Table, source: str) -> pa.Table:
    """The same entries, with their evidence in that edition."""
    old = table["evidence"].combine_chunks()
    new = [pa.array([source] * table.num_rows, pa.string()), old.field("locator"), old.field("value")]
    at = table.schema.get_field_index("evidence")
    return table.set_column(at, table.schema.field(at), pa.StructArray.from_arrays(new, fields=[*old.type]))


def _digest(prints: pa.ChunkedArray) -> str:
    whole = prints.combine_chunks()
    width = whole.type.byte_width
    return hashlib.blake2b(whole.buffers()[1][whole.offset * width : (whole.offset + len(whole)) * width], digest_size=16).hexdigest()


def table_of(parsed: Parsed) -> pa.Table:
    """What was read as a table with the schema DESIGNATION and a column `print`: equal for two entries, of whatever editions,
    exactly when all but the source of their evidence is. The metadata hold issues and counts."""
    rest = json.dumps({"issues": [astuple(i) for i in parsed.issues], "counts": dict(parsed.counts)}, ensure_ascii=False)
    prints = [hashlib.blake2b(repr(_SAID(d)).encode(), digest_size=16).digest() for d in parsed.designations]
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
