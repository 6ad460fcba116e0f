"""A file as it arrives: from disk or a pipe, packed or not, text in some encoding, or Parquet. Decides by its bytes, not its name."""

import codecs
import gzip
import hashlib
import re
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import IO, BinaryIO

from inforce.base.errors import InputError
from inforce.base.ids import legible

LONGEST_LINE = 16 * 2**20  # bytes; more in one line is no table, and would have to be held in memory whole
_HEAD = 64 * 2**10
_MOST_TIMES, _BOMB = 200, 2**29  # packed tables become 5 to 50 times as long; what becomes longer, and is so many bytes, is made to fill
_REFUSED = {
    b"PK\x03\x04": "a zip archive or an Excel workbook; unpack it, or save the sheet as CSV (UTF-8)",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file; save the sheet as CSV (UTF-8)",
    b"%PDF": "a PDF; give the table it was made from, as CSV",
    b"BZh": "packed with bzip2; unpack it first (only gzip is unpacked here)",
    b"\xfd7zXZ": "packed with xz; unpack it first (only gzip is unpacked here)",
    b"(\xb5/\xfd": "packed with zstd; unpack it first (only gzip is unpacked here)",
}


@dataclass(frozen=True)
class Source:
    """A file that was looked at. `sha256` is over the bytes as they lie on disk; `assumed` says in words what was assumed."""

    name: str
    path: Path
    sha256: str
    packed: bool
    format: str
    encoding: str = ""
    assumed: str = ""
    spool: IO[bytes] | None = field(default=None, repr=False, compare=False)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Its bytes, unpacked, from the start. Raises InputError where they cannot be read."""
        with _unpacked(self.path, self.packed, self.name) as f:
            yield f

    @contextmanager
    def text(self) -> Iterator[TextIOWrapper]:
        """Its text from the start, line ends as they are. Bytes that are no text of the encoding come as lone surrogates."""
        with self.open() as f:
            yield TextIOWrapper(f, encoding=self.encoding, errors="surrogateescape", newline="")


def look(given: str | Path | BinaryIO, encoding: str = "") -> Source:
    """Looks through a file ('-' is handed in as a stream) and says what it is: 'csv', 'jsonl' or 'parquet', and its encoding.

    `encoding` overrules detection. Raises InputError for what is missing, empty, damaged, binary or of another format.
    """
    if isinstance(given, str | Path):
        if not Path(given).is_fifo():
            return _look(Path(given), legible(str(given)), None, encoding)
        with _unpacked(Path(given), False, legible(str(given))) as pipe:  # such as <(zcat FILE)
            return _spooled(pipe, legible(str(given)), encoding)
    return _spooled(given, "stdin", encoding)


def _spooled(given: BinaryIO, name: str, encoding: str) -> Source:
    spool = tempfile.NamedTemporaryFile(prefix="inforce-")  # noqa: SIM115  a pipe is read twice; the file goes when the Source does
    shutil.copyfileobj(given, spool)
    spool.flush()
    return _look(Path(spool.name), name, spool, encoding)


def _look(path: Path, name: str, spool: IO[bytes] | None, encoding: str) -> Source:
    with _unpacked(path, False, name) as f:
        digest = hashlib.sha256()
        for block in iter(partial(f.read, 2**20), b""):
            digest.update(block)
        f.seek(0)
        packed = f.read(2) == b"\x1f\x8b"
    with _unpacked(path, packed, name) as f:
        head = f.read(_HEAD)
    if head.startswith(b"PAR1"):
        if packed:
            raise InputError(f"{name} is Parquet packed with gzip. Unpack it first: Parquet is packed inside.")
        return Source(name, path, digest.hexdigest(), packed, "parquet", spool=spool)
    _refuse(head, name)
    with _unpacked(path, packed, name) as f:
        most = max(_BOMB, _MOST_TIMES * path.stat().st_size) if packed else None
        found, assumed = _encoding(head, f, name, encoding, most)
    return Source(name, path, digest.hexdigest(), packed, _format(head, found, name), found, assumed, spool)


@contextmanager
def _unpacked(path: Path, packed: bool, name: str) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as raw:
            yield gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[misc]
    except (EOFError, zlib.error, gzip.BadGzipFile) as e:
        raise InputError(f"{name} is a damaged or cut off gzip file ({e}). Fetch or pack it again.") from e
    except UnicodeError as e:
        raise InputError(f"{name} is not text in one encoding ({e}). Save it as UTF-8.") from e
    except OSError as e:
        raise InputError(f"{name} cannot be read: {e.strerror or e}. Check the name and the permissions.") from e


def _refuse(head: bytes, name: str) -> None:
    if not head.strip():
        raise InputError(f"{name} is empty. If there was nothing to screen, leave the file out; else make it again.")
    for magic, what in _REFUSED.items():
        if head.startswith(magic):
            raise InputError(f"{name} is {what}.")


def _encoding(head: bytes, f: BinaryIO, name: str, wanted: str, most: int | None) -> tuple[str, str]:
    """The encoding, and what was assumed. `most` is how many bytes there may be."""
    survey = _survey(f, name, most)
    if wanted:
        return wanted, ""
    if wide := _utf16(head):
        return wide, "" if wide == "utf-16" else f"read as {wide.upper()}: it looks like it and has no byte order mark"
    if b"\0" in head or sum(b < 32 and b not in b"\t\n\r\f\x1b" for b in head) > len(head) // 10:
        raise InputError(f"{name} is binary, of no kind known here. Give CSV, JSON lines, Parquet or FollowTheMoney JSON lines.")
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", ""
    if survey.good >= survey.broken:
        return "utf-8", ""
    return _single_byte(survey, name)


@dataclass
class _Survey:
    """Lines beyond ASCII that are valid UTF-8, those that are not, and of the latter bytes alone and bytes side by side."""

    good: int = 0
    broken: int = 0
    alone: int = 0
    together: int = 0
    undefined: bool = False
    first_broken: int = 0


def _survey(f: BinaryIO, name: str, most: int | None) -> _Survey:
    s, size = _Survey(), 0
    for n, line in enumerate(iter(partial(f.readline, LONGEST_LINE), b""), 1):
        if len(line) == LONGEST_LINE:
            raise InputError(f"{name}, line {n} is longer than {LONGEST_LINE // 2**20} MiB: no table. Give one row per line.")
        size += len(line)
        if most and size > most:
            raise InputError(f"{name} unpacks to more than {_MOST_TIMES} times its size, as no table does. If it is one, unpack it first.")

        if line.isascii():
            continue
        try:
            line.decode()
            s.good += 1
        except UnicodeDecodeError:
            s.broken += 1
            s.first_broken = s.first_broken or n
            runs = re.findall(rb"[\x80-\xff]+", line)
            s.alone += sum(len(r) == 1 for r in runs)
            s.together += sum(len(r) for r in runs if len(r) > 1)
            s.undefined = s.undefined or re.search(rb"[\x81\x8d\x8f\x90\x9d]", line) is not None
    return s


def _single_byte(s: _Survey, name: str) -> tuple[str, str]:
    """Western text has its accented letters one by one; Cyrillic, Korean or Chinese has such bytes side by side.

    Read as Western they would give names that match nothing, which an officer would take for clean: hence the refusal.
    """
    if s.together > s.alone:
        raise InputError(
            f"{name}, line {s.first_broken} is neither UTF-8 nor Western text. Save it as UTF-8, or name its encoding in the file"
            ' given with --mapping, for example encoding = "cp949" (Korean), "gb18030" (Chinese), "cp1251" (Cyrillic).'
        )
    encoding = "latin-1" if s.undefined else "cp1252"
    return encoding, f"not UTF-8 (line {s.first_broken}): read as {encoding}; check the accented letters"


def _utf16(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    first = head[:40]  # the start of a header is in Latin letters, of which UTF-16 makes one byte in two zero
    zeros = [first[i::2].count(0) * 2 / len(first) for i in (0, 1)]
    return "utf-16-be" if zeros[0] > 0.8 and not zeros[1] else "utf-16-le" if zeros[1] > 0.8 and not zeros[0] else ""


def _format(head: bytes, encoding: str, name: str) -> str:
    first = head.decode(encoding, errors="ignore").lstrip("\ufeff \t\r\n")
    if first.startswith("["):
        raise InputError(f"{name} is one JSON array. Write one object per line, for example with: jq -c '.[]' {name}")
    if re.match(r"\{\s*\n", first):
        raise InputError(f"{name} is one JSON document over many lines. Write one object per line, for example with: jq -c . {name}")
    if first.startswith("<"):
        raise InputError(f"{name} is HTML or XML, no table. To file an edition of a list use `inforce lists add`.")
    return "jsonl" if first.startswith("{") else "csv"
