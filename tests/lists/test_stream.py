"""XML that is too large to hold: entry by entry, or refused."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inforce.base.errors import Refused
from inforce.lists import stream
from inforce.lists.strict import MENDED


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "list.xml"


def read(path: Path, text: str | bytes, depth: int = 1) -> list[tuple[str, object]]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [*stream.entries(path, "LIST", depth)]


def test_an_entry_is_its_text_or_its_attributes_and_children(path: Path) -> None:
    text = '<LIST xmlns="u"><A k="1">x</A><B/><B><C>y</C><C l="2">z</C><D><E/></D></B></LIST>'
    assert read(path, text) == [
        ("A", {"@k": ["1"], "#text": ["x"]}),
        ("B", {}),
        ("B", {"C": ["y", {"@l": ["2"], "#text": ["z"]}], "D": [{"E": [""]}]}),
    ]


def test_entries_of_a_section_name_it_and_what_stands_above_them_comes_too(path: Path) -> None:
    assert read(path, '<LIST day="1">a<S k="2">b<E/>c</S><T/></LIST>', depth=2) == [
        ("S/E", {}),
        ("S", {"@k": ["2"], "#text": ["bc"]}),
        ("", {"@day": ["1"], "#text": ["a"]}),
    ]


def test_local_names_alone_count(path: Path) -> None:
    assert read(path, '<n:LIST xmlns:n="u"><n:A n:k="1"/></n:LIST>') == [("A", {"@k": ["1"]})]


def test_a_bare_ampersand_is_mended_and_marked_but_not_in_cdata(path: Path) -> None:
    assert read(path, "<LIST><A><B>R&D &amp; co</B></A></LIST>") == [("A", {"B": [f"R&{MENDED}D & co"]})]
    assert read(path, "<LIST><A><B><![CDATA[R&D]]></B></A></LIST>") == [("A", {"B": ["R&D"]})]


@given(st.integers(0, 60))
def test_an_ampersand_is_the_same_wherever_the_pieces_are_cut(n: int) -> None:
    text = "&amp;" + "x" * n + "&amp;&#233;&lt;R&D" + "y" * 50
    whole = "".join(stream._mended(iter([text])))
    assert whole.count(MENDED) == 1
    assert all("".join(stream._mended(iter([text[:at], text[at:]]))) == whole for at in range(len(text)))


BOMB = '<!DOCTYPE LIST [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><LIST>&b;</LIST>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is empty"),
        ("<html/>", "its root element is <html>, not <LIST>"),
        ("<LIST>\n<A>", "no well-formed XML"),
        ("<LIST>\n&nbsp;</LIST>", "line 2: no well-formed XML"),
        (BOMB, "it declares a document type"),
        ("<LIST>\n<A>\x13</A></LIST>", "line 2: it holds the control byte 0x13"),
        (b"<LIST>\n<A>\xe9</A></LIST>", "its bytes are no UTF-8"),
        ("<LIST/>".encode("utf-16"), "its bytes are no UTF-8"),
        (b"<LIST/>\xc3", "its last character is cut short"),
        ('<?xml version="1.0" encoding="latin-1"?><LIST/>', "it says that its encoding is 'latin-1'"),
        (gzip.compress(b"<LIST/>" * 99)[:-9], "its compression is broken"),
    ],
)
def test_what_cannot_be_trusted_is_refused(path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(path, text)


def test_a_document_type_is_seen_across_the_cut_of_two_pieces(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for size in range(1, 30):
        monkeypatch.setattr(stream, "_CHUNK", size)
        with pytest.raises(Refused, match="declares a document type"):
            read(path, BOMB)


def test_one_entry_may_not_hold_more_elements_than_any_does(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "MOST_ELEMENTS", 10)
    assert len(read(path, "<LIST>" + "<A><B/></A>" * 50 + "</LIST>")) == 50
    with pytest.raises(Refused, match="one A in it holds more than 10 elements"):
        read(path, "<LIST><A>" + "<B/>" * 50 + "</A></LIST>")


def test_a_file_may_not_be_larger_than_any_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LARGEST_BYTES", 100)
    with pytest.raises(Refused, match="larger than 100 bytes"):
        read(path, gzip.compress(b"<LIST>" + b" " * 1000 + b"</LIST>"))


def test_entries_are_handed_out_before_the_file_is_at_its_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "_CHUNK", 50)
    path.write_text("<LIST>" + "<A/>" * 100 + "<B></LIST>")
    found = stream.entries(path, "LIST", 1)
    assert next(found) == ("A", {})
    with pytest.raises(Refused):
        list(found)
