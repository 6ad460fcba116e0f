import sys
from datetime import date
from pathlib import Path

import pytest

from inforce.base.kept import kept, toml

SAID = 'day = 2017-08-05\nwords = ["a", "ü"]\n[[rows]]\nn = 1\nyes = true\n'


@pytest.fixture(autouse=True)
def _written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "code"))


def file(folder: Path, text: str = SAID) -> Path:
    (folder / "law.toml").write_text(text, encoding="utf-8")
    return folder / "law.toml"


def places(folder: Path) -> list[Path]:
    return list((folder / "code").rglob("law.toml.kept"))


def test_what_is_kept_is_what_was_read(tmp_path: Path) -> None:
    said = {"day": date(2017, 8, 5), "words": ["a", "ü"], "rows": [{"n": 1, "yes": True}]}
    assert toml(file(tmp_path)) == said
    assert len(places(tmp_path)) == 1
    assert toml(file(tmp_path)) == said


def test_it_is_made_once(tmp_path: Path) -> None:
    source, made = file(tmp_path), iter([{"a": 1}, {"a": 2}])
    assert kept([source], lambda: next(made)) == kept([source], lambda: next(made)) == {"a": 1}


def test_another_file_is_read_anew(tmp_path: Path) -> None:
    toml(file(tmp_path))
    assert toml(file(tmp_path, "a = 1\n")) == {"a": 1}


def test_what_was_damaged_is_made_anew(tmp_path: Path) -> None:
    toml(file(tmp_path))
    place = places(tmp_path)[0]
    for damage in (place.read_bytes()[:-1], b"", place.read_bytes().replace(b"2017", b"2018")):
        place.write_bytes(damage)
        assert toml(file(tmp_path))["day"] == date(2017, 8, 5)


def test_nothing_is_written_where_no_byte_code_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    toml(file(tmp_path))
    assert not places(tmp_path)


def test_what_cannot_be_kept_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="cannot be kept"):
        kept([file(tmp_path)], lambda: {"a": {1, 2}})
