from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inforce.base.errors import Damaged
from inforce.match.file import Arrays, Texts, opened, write

SOME = Arrays({"of": "tests"}, {"a": np.arange(5, dtype=np.int32), "none": np.empty(0, np.uint64), "b": np.array([2**63], np.uint64)})


def test_what_was_written_is_read_and_cannot_be_changed(tmp_path: Path) -> None:
    write(tmp_path / "x", SOME)
    found = opened(tmp_path / "x")
    assert found.said == SOME.said
    assert {name: a.tolist() for name, a in found.items()} == {"a": [0, 1, 2, 3, 4], "none": [], "b": [2**63]}
    assert all(a.ctypes.data % 64 == 0 for a in found.values() if len(a))
    with pytest.raises(ValueError, match="read-only"):
        found["a"][0] = 1


def test_the_same_arrays_are_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "x", SOME)
    write(tmp_path / "y", SOME)
    assert (tmp_path / "x").read_bytes() == (tmp_path / "y").read_bytes()
    assert {p.name for p in tmp_path.iterdir()} == {"x", "y"}


@given(st.data())
def test_a_byte_changed_or_missing_is_damage_and_never_an_answer(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("damaged") / "x"
    write(path, SOME)
    whole = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    if data.draw(st.booleans()):
        whole[at] ^= data.draw(st.integers(1, 255))
    else:
        del whole[at:]
    path.write_bytes(whole)
    if 56 <= at < 64 and len(whole) >= 64:
        return  # these bytes of the prefix hold nothing
    with pytest.raises(Damaged, match="x is"):
        opened(path)


def test_a_foreign_file_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"PAR1" * 100)
    with pytest.raises(Damaged, match="no index of names"):
        opened(tmp_path / "x")


def test_a_file_of_another_version_is_told(tmp_path: Path) -> None:
    write(tmp_path / "x", SOME)
    raw = bytearray((tmp_path / "x").read_bytes())
    raw[8] = 99
    (tmp_path / "x").write_bytes(raw)
    with pytest.raises(Damaged, match="version 99"):
        opened(tmp_path / "x")


@given(st.lists(st.text()))
def test_texts_come_back(texts: list[str]) -> None:
    assert list(Texts(*Texts.packed(texts))) == texts
