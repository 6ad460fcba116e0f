"""Packed files: the bytes within, whatever the name says."""

import gzip
import lzma
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inforce.base.errors import Refused
from inforce.store import unpack as module
from inforce.store.unpack import unpack


@given(st.binary(max_size=200), st.sampled_from([bytes, gzip.compress, lzma.compress]))
def test_what_comes_out_is_what_was_packed(content: bytes, pack: Callable[[bytes], bytes]) -> None:
    with TemporaryDirectory() as folder:
        given_, out = Path(folder) / "in.xml", Path(folder) / "out"
        given_.write_bytes(pack(b"<" + content))
        unpack(given_, out)
        assert out.read_bytes() == b"<" + content


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_packed_file_cut_short_or_damaged_is_refused(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    whole = pack(bytes(range(256)) * 50)
    for n, broken in enumerate((whole[:-6], whole[:20], whole[:-40] + b"\0\0\0\0" + whole[-36:])):
        (tmp_path / "in.gz").write_bytes(broken)
        with pytest.raises(Refused, match=r"in\.gz is a packed file that is cut short or damaged"):
            unpack(tmp_path / "in.gz", tmp_path / f"out{n}")


def test_a_small_file_that_would_fill_the_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 1 << 20)
    (tmp_path / "in.gz").write_bytes(gzip.compress(bytes(3 << 20)))
    with pytest.raises(Refused, match="unpacks to more than"):
        unpack(tmp_path / "in.gz", tmp_path / "out")
