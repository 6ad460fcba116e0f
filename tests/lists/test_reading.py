"""Reading the files of an edition and counting what came out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inforce.base.errors import ConfigError, Refused
from inforce.lists import get, outside, read

XML = "tiny_xml@2018-06-07"


def test_what_is_read_names_its_source_and_is_counted(tiny: Callable[..., Path]) -> None:
    parsed = read(get("tiny_xml"), {"list": tiny(["KPi.001", "KPi.002"])}, XML)
    assert [(d.id, d.evidence.source) for d in parsed.designations] == [("tiny_xml/KPi.001", XML), ("tiny_xml/KPi.002", XML)]
    assert parsed.counts == {"Person": 2, "entries": 2, "issues": 0, "program/DPRK": 2}
    assert parsed.issues == ()


def test_what_cannot_be_read_is_an_issue_and_counted(tiny: Callable[..., Path]) -> None:
    parsed = read(get("tiny_xml"), {"list": tiny(["KPi.001"], listed="soon")}, XML)
    assert [(i.source, i.value) for i in parsed.issues] == [(XML, "soon")]
    assert (parsed.counts["issues"], parsed.counts["entries"]) == (1, 1)


def test_a_reference_number_that_comes_twice_is_an_issue(tiny: Callable[..., Path]) -> None:
    parsed = read(get("tiny_xml"), {"list": tiny(["KPi.001", "KPi.001"])}, XML)
    assert [i.problem for i in parsed.issues] == ["2 entries bear this id"]
    assert parsed.counts["entries"] == 2


def test_counts_outside_what_is_expected_are_told(tiny: Callable[..., Path]) -> None:
    spec = get("tiny_xml")
    assert outside(spec, read(spec, {"list": tiny(["KPi.001"])}, XML).counts) == ["entries: 1, expected 5 to 1,000"]
    assert outside(spec, {"entries": 7, "issues": 0}) == []


@pytest.mark.parametrize("content", [b"<TINY_LIST><INDIVIDUAL>", b"\xff\xfe\x00", b"<A>&undefined;</A>"])
def test_a_file_that_its_reader_cannot_make_sense_of_is_refused(brought: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "list.xml").write_bytes(content)
    with pytest.raises(Refused, match="The reader of tiny_xml cannot make sense of the file"):
        read(get("tiny_xml"), {"list": tmp_path / "list.xml"}, XML)


def test_a_renamed_column_is_refused(brought: Path, tmp_path: Path) -> None:
    (tmp_path / "main.csv").write_text("Tiny Updated,07/06/2018\nref,ship_name\n1,EVER BRIGHT 88\n")
    with pytest.raises(Refused, match="KeyError: 'name'"):
        read(get("tiny_csv"), {"main": tmp_path / "main.csv"}, "tiny_csv@2018-06-07")


def test_a_reader_that_gives_entries_of_another_list_is_told_off(tiny: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    path = tiny(["KPi.001"])
    import tiny_xml.parse

    real = tiny_xml.parse.parse
    monkeypatch.setattr(
        tiny_xml.parse, "parse", lambda parts, spec: (type(d)(**{**fields(d), "list_id": "other"}) for d in real(parts, spec))
    )
    with pytest.raises(ConfigError, match="Report it"):
        read(get("tiny_xml"), {"list": path}, XML)


def fields(d: object) -> dict[str, object]:
    return {name: getattr(d, name) for name in d.__slots__}
