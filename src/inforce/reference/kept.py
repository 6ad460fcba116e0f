"""Links once found are kept under INFORCE_HOME: finding them among all lists takes seconds, and only lists and matcher change them."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import pyarrow as pa

from inforce.base.nouns import Part
from inforce.base.tables import PART
from inforce.lists import cache
from inforce.reference.groups import Link

_LINK = pa.schema([("a", pa.string()), ("b", pa.string()), ("by", pa.string()), ("why", pa.string()), ("parts", pa.list_(PART))])
_MOST = 8  # days and choices of lists of which links are kept: the newest ones


def key(histories: Iterable[str]) -> str:
    """What links depend on: the digests of the lists' histories, and the code that finds them."""
    said = [cache.reader_digest("inforce.match"), cache.reader_digest("inforce.reference"), *histories]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def find(home: Path, key: str) -> tuple[Link, ...] | None:
    """The links kept under that key; None where there are none, or no sound ones."""
    table = cache.kept(home / "links", key)
    if table is None:
        return None
    rows = table.to_pylist()
    return tuple(Link(**{**row, "parts": tuple(Part(**part) for part in row["parts"])}) for row in rows)


def keep(home: Path, key: str, links: Sequence[Link]) -> None:
    """Keeps links, and lets go of those kept longest ago. Without room or right to write it is done without."""
    folder = home / "links"
    if not home.is_dir():
        return
    try:
        folder.mkdir(exist_ok=True)
        cache.keep(folder, home, key, pa.Table.from_pylist([asdict(x) for x in links], schema=_LINK))
        held = sorted(folder.glob("*.parquet"), key=lambda path: (path.stat().st_mtime_ns, path.name))
        for old in held[:-_MOST]:
            old.unlink(missing_ok=True)
    except OSError:  # a full or read-only disk, or another process that let go of the same
        return
