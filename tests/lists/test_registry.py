"""Which lists there are."""

from pathlib import Path

import pytest

from inforce.base.errors import ConfigError, UsageError
from inforce.lists import get, ids, registry


@pytest.mark.usefixtures("brought")
def test_lists_of_the_package_and_of_others_are_found() -> None:
    assert {"embedded", "tiny_csv", "tiny_xml"} <= {*ids()}
    assert get("tiny_xml").package == "tiny_xml"


def test_a_list_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(UsageError, match=r"no list '\.\./etc'.*embedded"):
        get("../etc")


def brings(folder: Path, monkeypatch: pytest.MonkeyPatch, entry_point: str) -> None:
    (folder / "more-1.0.dist-info").mkdir()
    (folder / "more-1.0.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: more\nVersion: 1.0\n")
    (folder / "more-1.0.dist-info/entry_points.txt").write_text(f"[inforce.lists]\n{entry_point}\n")
    monkeypatch.syspath_prepend(str(folder))
    registry._packages.cache_clear()


@pytest.mark.usefixtures("brought")
@pytest.mark.parametrize(
    ("entry_point", "list_id", "told"),
    [
        ("tiny_xml = elsewhere", "tiny_xml", "Two packages bring a list 'tiny_xml'"),
        ("gone = no_such_package", "gone", "no_such_package holds no list.toml"),
        ("other = tiny_xml", "other", "calls itself 'tiny_xml' and is registered as 'other'"),
    ],
)
def test_an_entry_point_that_cannot_be_followed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry_point: str, list_id: str, told: str
) -> None:
    brings(tmp_path, monkeypatch, entry_point)
    with pytest.raises(ConfigError, match=told):
        get(list_id)
