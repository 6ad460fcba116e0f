"""XML from outside: read whole or refused, in bounded memory, without reaching for anything."""

import gzip
import re
from pathlib import Path

import pytest

from inforce.base.errors import Refused
from inforce.lists import markup
from inforce.lists.strict import MENDED


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "list.xml"


def read(path: Path, text: str) -> markup.Document:
    path.write_text(text, encoding="utf-8")
    return markup.read(path, "LIST")


def row(path: Path, inside: str) -> object:
    ((section, name, row),) = read(path, f"<LIST><SECTION><ENTRY>{inside}</ENTRY></SECTION></LIST>").entries
    assert (section, name) == ("SECTION", "ENTRY")
    return row


def test_children_become_fields_and_repeat(path: Path) -> None:
    assert row(path, "<A>x</A><B><C>y</C></B><A/>") == {"A": ["x", ""], "B": [{"C": ["y"]}]}


def test_attributes_and_loose_text_are_fields_too(path: Path) -> None:
    assert row(path, '<A k="1">x</A>loose<B l="2"><C/></B>') == {
        "A": ["x"],
        "A@k": ["1"],
        "B": [{"@l": ["2"], "C": [""]}],
        "#text": ["loose"],
    }


def test_what_stands_outside_the_entries_is_kept(path: Path) -> None:
    found = read(path, '<LIST day="1">a<S k="2">b<E/>c</S><T>d</T></LIST>')
    assert found.about == {"@day": ["1"], "S@k": ["2"], "S": ["b c"], "T": ["d"], "#text": ["a"]}
    assert (found.sections, found.entries) == ({"S", "T"}, (("S", "E", {}),))


def test_comments_instructions_and_cdata_do_not_cut_a_text(path: Path) -> None:
    assert row(path, "<A>a<!-- & -->b<?p q?>c<![CDATA[ & d]]></A>") == {"A": ["abc & d"]}


def test_entities_of_xml_itself_and_characters_by_number_are_read(path: Path) -> None:
    assert row(path, "<A>&lt;&amp;&gt;&quot;&apos;&#233;&#xE9;</A>") == {"A": ["<&>\"'éé"]}


@pytest.mark.parametrize("text", ["A & B", "R&D", "A &; B", "&"])
def test_an_ampersand_that_starts_no_reference_is_one_and_is_marked(path: Path, text: str) -> None:
    assert row(path, f"<A>{text}</A>") == {"A": [text.replace("&", f"&{MENDED}")]}


def test_a_byte_order_mark_is_no_part_of_the_list(path: Path) -> None:
    path.write_text('<?xml version="1.0" encoding="utf-8"?><LIST/>', encoding="utf-8-sig")
    assert markup.read(path, "LIST").entries == ()


BOMB = '<!DOCTYPE LIST [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><LIST>&b;</LIST>'
OUTSIDE = '<!DOCTYPE LIST [<!ENTITY a SYSTEM "file:///etc/passwd">]><LIST>&a;</LIST>'
FETCHED = '<!DOCTYPE LIST SYSTEM "http://127.0.0.1:9/list.dtd"><LIST/>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is empty"),
        (" \n", "it is empty"),
        ("<html/>", "line 1: its root element is <html>, not <LIST>"),
        ('<LIST xmlns="u"/>', "its root element is <{u}LIST>"),
        ("<LIST>\n<A>", "line 2: no well-formed XML"),
        ("<LIST>\n&nbsp;</LIST>", "line 2: no well-formed XML (Entity 'nbsp' not defined)"),
        ("<LIST>\n&amp </LIST>", "line 2: no well-formed XML"),
        ("<LIST>\n&#x19;</LIST>", "line 2: no well-formed XML"),
        ("<LIST>\n<!-- -->\n& </LIST>", "line 3: no well-formed XML"),
        ("<LIST>\nIran\x13s</LIST>", "line 2: it holds the control byte 0x13"),
        ("<LIST/><LIST/>", "line 1: no well-formed XML"),
        (BOMB, "line 1: it declares a document type"),
        (OUTSIDE, "line 1: it declares a document type"),
        (FETCHED, "line 1: it declares a document type"),
        ("\n<LIST>" + "<A>" * 300 + "</A>" * 300 + "</LIST>", "line 2: no well-formed XML"),
        ('<?xml version="1.0" encoding="cp1252"?><LIST/>', "its encoding is 'cp1252'"),
        ("PK\x03\x04", "line 1: it holds the control byte 0x03"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_and_why_is_said(path: Path, text: str, said: str) -> None:
    with pytest.raises(Refused, match=re.escape(said)):
        read(path, text)


def test_bytes_that_are_no_utf8_are_refused_with_their_line(path: Path) -> None:
    path.write_bytes(b"<LIST>\n<A>caf\xe9</A></LIST>")
    with pytest.raises(Refused, match="line 2: its bytes are no UTF-8"):
        markup.read(path, "LIST")


def test_a_file_in_another_encoding_is_refused(path: Path) -> None:
    path.write_text("<LIST/>", encoding="utf-16")
    with pytest.raises(Refused, match="its bytes are no UTF-8"):
        markup.read(path, "LIST")


def test_a_file_beyond_every_size_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "LARGEST_BYTES", 20)
    assert read(path, "<LIST>     </LIST>").entries == ()
    with pytest.raises(Refused, match="it is larger than 20 bytes"):
        read(path, "<LIST>           </LIST>")


def test_a_file_may_come_compressed(path: Path) -> None:
    path.write_bytes(gzip.compress(b"<LIST><S/></LIST>"))
    assert markup.read(path, "LIST").sections == {"S"}
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(Refused, match="its compression is broken"):
        markup.read(path, "LIST")


def test_a_small_file_that_unpacks_beyond_every_size_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "LARGEST_BYTES", 100_000)
    path.write_bytes(gzip.compress(b"<LIST>" + b" " * 10_000_000))
    with pytest.raises(Refused, match="it is larger than 100000 bytes"):
        markup.read(path, "LIST")


def test_a_file_of_elements_beyond_number_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MOST_ELEMENTS", 50)
    with pytest.raises(Refused, match="it holds more than 50 elements"):
        read(path, "<LIST>" + "<A/>" * 100 + "</LIST>")


def test_the_refusal_names_the_file_and_what_to_do(path: Path) -> None:
    with pytest.raises(Refused, match=r"^list\.xml was not read, .* Take the file from its publisher again; nothing of it was loaded\.$"):
        read(path, "<LIST>")
