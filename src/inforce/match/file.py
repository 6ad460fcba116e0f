"""One file of flat arrays, mapped into memory: what many processes can search at once without reading it again.

64 bytes: magic, version, length of the head, length of the whole, sha256 of all that follows. Then the head, JSON with what was said
beside the arrays and where each lies; then the arrays, each at a multiple of 64 bytes, little-endian.
"""

import hashlib
import json
import mmap
import os
import secrets
import stat
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from inforce.base.errors import Damaged

MAGIC = b"INFORCEX"
VERSION = 2
_ALIGN = 64
_PREFIX = struct.Struct("<8sII Q 32s 8x")
Array = npt.NDArray[Any]


class Arrays(Mapping[str, Array]):
    """Arrays by name, which nobody may write to, and `said`: what was written beside them."""

    def __init__(self, said: Mapping[str, Any], arrays: Mapping[str, Array]) -> None:
        self.said = said
        self._arrays = {name: array.view() for name, array in arrays.items()}
        for array in self._arrays.values():
            array.flags.writeable = False

    def __getitem__(self, name: str) -> Array:
        return self._arrays[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)


def write(path: Path, arrays: Arrays) -> None:
    """Writes the file whole and puts it in place by one rename, so that readers see the old one or the new one. Raises OSError."""
    places, at = {}, 0
    for name, array in arrays.items():
        places[name] = [array.dtype.newbyteorder("<").str, len(array), at]
        at += _up(array.nbytes)
    head = json.dumps({"said": arrays.said, "arrays": places}, ensure_ascii=False, sort_keys=True).encode()
    head += b" " * (_up(len(head)) - len(head))
    body = [head, *(_padded(array) for array in arrays.values())]
    digest = hashlib.sha256()
    for piece in body:
        digest.update(piece)
    half = path.with_name(f"{path.name}.{secrets.token_hex(8)}.half")
    try:
        with half.open("xb") as file:
            file.write(_PREFIX.pack(MAGIC, VERSION, len(head), _ALIGN + len(head) + at, digest.digest()))
            file.writelines(body)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    finally:
        with suppress(OSError):  # it is there only where something went wrong, which is told already
            half.unlink()


def opened(path: Path) -> Arrays:
    """The arrays of a file, mapped. Raises Damaged when it is not whole, not ours or of another version; FileNotFoundError."""
    with open(path, "rb", opener=_at_once) as file:
        prefix = file.read(_ALIGN) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else b""
        if len(prefix) < _ALIGN or not prefix.startswith(MAGIC):
            raise Damaged(f"{path} is no index of names. It has to be made again from the lists.")
        _, version, n_head, n_whole, digest = _PREFIX.unpack(prefix)
        if version != VERSION:
            raise Damaged(f"{path} is an index of version {version}; this program reads version {VERSION}. It has to be made again.")
        rest = hashlib.file_digest(file, "sha256").digest()
        if os.fstat(file.fileno()).st_size != n_whole or rest != digest:
            raise Damaged(f"{path} is not what was written: its sha256 is another. It has to be made again from the lists.")
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    head = json.loads(mapped[_ALIGN : _ALIGN + n_head])
    start = _ALIGN + n_head
    arrays = {name: np.frombuffer(mapped, dtype, n, start + at) for name, (dtype, n, at) in head["arrays"].items()}
    return Arrays(head["said"], arrays)


def _at_once(path: str, flags: int) -> int:
    """Opens what lies there without waiting for anybody: in the place of the file may be a pipe, into which nobody writes."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _up(n: int) -> int:
    return -(-n // _ALIGN) * _ALIGN


def _padded(array: Array) -> bytes:
    raw = np.ascontiguousarray(array, array.dtype.newbyteorder("<")).tobytes()
    return raw + b"\0" * (_up(len(raw)) - len(raw))


class Texts(Sequence[str]):
    """Texts that lie in two arrays: all their bytes, and where each begins."""

    def __init__(self, blob: Array, starts: Array) -> None:
        self._blob, self._starts = blob, starts

    @staticmethod
    def packed(texts: Sequence[str]) -> tuple[Array, Array]:
        """The two arrays of these texts. Half a surrogate pair, which is no character, is kept as it is."""
        raw = [t.encode("utf-8", "surrogatepass") for t in texts]
        starts = np.zeros(len(raw) + 1, np.int64)
        np.cumsum([len(r) for r in raw], out=starts[1:])
        return np.frombuffer(b"".join(raw), np.uint8), starts

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, i: Any) -> Any:
        return self._blob[self._starts[i] : self._starts[i + 1]].tobytes().decode("utf-8", "surrogatepass")
