"""Files as they come: plain, gzip or xz. What is kept is what the publisher signed off, so packing is undone first."""

import gzip
import lzma
import zlib
from pathlib import Path
from typing import BinaryIO, cast

from inforce.base.errors import Refused

LARGEST = 1 << 30  # bytes; the largest official list known (OFAC's Advanced XML) has some 120 MB
_CHUNK = 1 << 20


def unpack(source: Path, target: Path) -> None:
    """Writes the bytes of `source`, unpacked when they are gzip or xz whatever the name says, to the new file `target`.

    Raises Refused when the packed file is cut short or damaged, or when it has, or unpacks to, more than LARGEST bytes.
    """
    if (size := source.stat().st_size) > LARGEST:
        raise Refused(f"{source.name} has {size:,} bytes; no list has more than {LARGEST:,}.")
    left = LARGEST
    try:
        with _opened(source) as there, target.open("xb") as here:
            while chunk := there.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise Refused(f"{source.name} unpacks to more than {LARGEST:,} bytes.")
                here.write(chunk)
    except (gzip.BadGzipFile, zlib.error, lzma.LZMAError, EOFError) as e:
        raise Refused(f"{source.name} is a packed file that is cut short or damaged ({e}). Download it again.") from e


def _opened(path: Path) -> BinaryIO:
    with path.open("rb") as f:
        magic = f.read(6)
    if magic.startswith(b"\x1f\x8b"):
        return cast(BinaryIO, gzip.open(path))
    return cast(BinaryIO, lzma.open(path)) if magic == b"\xfd7zXZ\x00" else path.open("rb")
