"""store/runs.py: the record of a run, kept."""

import errno
import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from inforce.base.errors import ConfigError
from inforce.base.nouns import Issue, Run
from inforce.store.runs import keep

AT = datetime(2019, 10, 16, 12, tzinfo=UTC)
RUN = Run(
    "abc", "ref", date(2018, 6, 1), "law", ("vessel.designated",), (("vessel", 2),), 0, issues=(Issue("f", "line 2", "x", "no date"),)
)


def test_a_record_says_all_but_the_hour(tmp_path: Path) -> None:
    said = json.loads(keep(tmp_path, RUN, AT).read_text())
    assert (said["known"], said["rows"], said["findings"], said["issues"][0]["locator"]) == ("2018-06-01", {"vessel": 2}, 0, "line 2")
    assert "started_at" not in said
    assert (tmp_path / "runs/log.jsonl").read_text() == '{"run": "abc", "started_at": "2019-10-16T12:00:00+00:00"}\n'


def test_the_hour_is_added_each_time(tmp_path: Path) -> None:
    keep(tmp_path, RUN, AT)
    keep(tmp_path, RUN, AT)
    assert len((tmp_path / "runs/log.jsonl").read_text().splitlines()) == 2
    assert sorted(p.name for p in (tmp_path / "runs").iterdir()) == ["abc.json", "log.jsonl"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="Set INFORCE_HOME"):
        keep(tmp_path / "file" / "home", RUN, AT)
    if os.geteuid():
        tmp_path.chmod(0o500)
        with pytest.raises(ConfigError, match="Permission denied"):
            keep(tmp_path / "home", RUN, AT)


def test_a_disk_that_is_read_only_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(self))

    (tmp_path / "runs").mkdir()
    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(ConfigError, match="Read-only file system"):
        keep(tmp_path, RUN, AT)
