"""The lines of spreadsheets."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from inforce.base.errors import Refused
from inforce.lists import sheets

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="[$-C09]d\\ mmmm\\ yyyy;@"/>'
    '<numFmt numFmtId="165" formatCode="&quot;day&quot; 0"/></numFmts>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/></cellXfs></styleSheet>'
)
STRINGS = (
    f'<sst xmlns="{MAIN}"><si><t>Reference</t></si><si><r><t>KIM </t></r><r><t>Il</t></r><rPh><t>reading</t></rPh></si>'
    "<si><t>two_x000D_\nlines</t></si></sst>"
)

Pack = Callable[[dict[str, str]], Path]


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    def packed(files: dict[str, str]) -> Path:
        with zipfile.ZipFile(tmp_path / "list.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return tmp_path / "list.zip"

    return packed


def ods(rows: str, more: str = "") -> dict[str, str]:
    names = f'xmlns:table="{TABLE}" xmlns:office="{OFFICE}" xmlns:text="{TEXT}"'
    sheet = f'<table:table table:name="One"><table:table-column/>{rows}</table:table>{more}'
    return {"content.xml": f"<office:document-content {names}><office:body>{sheet}</office:body></office:document-content>"}


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def xlsx(rows: str, book: str = "", styles: str = STYLES) -> dict[str, str]:
    return {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}">{book}</workbook>',
        "xl/styles.xml": styles,
        "xl/sharedStrings.xml": STRINGS,
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }


def test_opendocument_rows_come_with_their_numbers_and_without_padding(pack: Pack) -> None:
    padding = '<table:table-cell table:number-columns-repeated="16376"/>'
    twice = 'table:number-columns-repeated="2"'
    rows = row(cell("Unique ID"), cell("Name"), padding) + row(padding, repeated=3) + row(cell("A", twice), padding, repeated=2)
    assert [*sheets.lines(pack(ods(rows + row(padding, repeated=1_043_268))))] == [
        (1, ["Unique ID", "Name"]),
        (5, ["A", "A"]),
        (6, ["A", "A"]),
    ]


def test_opendocument_texts_dates_and_numbers_come_as_stored(pack: Pack) -> None:
    two = "<table:table-cell/>" + cell('EVER<text:s text:c="3"/>BRIGHT</text:p><text:p>88')
    day = cell("1 March", f'office:value-type="date" office:date-value="2018-03-01" xmlns:office="{OFFICE}"')
    number = cell("8,914,934", 'office:value-type="float" office:value="8914934"')
    note = "<office:annotation><text:p>a note</text:p></office:annotation>"
    assert [*sheets.lines(pack(ods(row(two, day, number, f"<table:table-cell>{note}<text:p>X</text:p></table:table-cell>"))))] == [
        (1, ["", "EVER BRIGHT\n88", "2018-03-01", "8914934", "X"])
    ]


def test_office_open_xml_cells_stand_where_they_say(pack: Pack) -> None:
    cells = '<c r="A2"><v>1113</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" t="s"><v>2</v></c><c r="AA2" t="b"><v>1</v></c>'
    rows = f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"/></row><row r="2">{cells}</row><row r="3"/>'
    first, second = sheets.lines(pack(xlsx(rows)))
    assert first == (1, ["Reference"])
    assert second == (2, ["1113", "", "KIM Il", "two\r\nlines", *[""] * 22, "1"])


def test_office_open_xml_shows_a_number_as_a_date_where_its_style_does(pack: Pack) -> None:
    cells = "<c/>" + "".join(
        f'<c s="{s}"><v>{v}</v></c>' for s, v in ((0, 1955), (1, 41988), (2, "41988.75"), (3, 7), (1, 1), (1, 1e9), (0, 0.5))
    )
    inline = '<c t="inlineStr"><is><t>text</t></is></c><c t="str"><v>formula</v></c>'
    ((_, found),) = sheets.lines(pack(xlsx(f"<row>{cells}{inline}</row>")))
    assert found == ["", "1955", "2014-12-15", "2014-12-15", "7", "1900-01-01", "1000000000", "0.5", "text", "formula"]
    ((_, found),) = sheets.lines(pack(xlsx('<row><c s="1"><v>1</v></c></row>', '<workbookPr date1904="1"/>')))
    assert found == ["1904-01-02"]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"list.csv": "a,b\n"}, "a zip archive and no spreadsheet"),
        (ods("<table:table-row>", ""), "no well-formed XML"),
        (ods(row(cell("A")), f'<table:table table:name="Two">{row(cell("B"))}</table:table>'), "several sheets"),
        (ods(row(cell("A", 'table:number-columns-repeated="16384"'))), "more than 256 columns"),
        (ods(row(cell("A"), repeated=1_000_000_000)), "more than 2000000 rows"),
        ({**xlsx('<row r="1"><c r="ZZ1"><v>1</v></c></row>')}, "more than 256 columns"),
        ({**xlsx(""), "xl/worksheets/sheet2.xml": "<a/>", "xl/worksheets/sheet1.xml": f'<w xmlns="{MAIN}"><row/></w>'}, "several sheets"),
        ({"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'}, "it holds no xl/worksheets/sheet1.xml"),
        ({"content.xml": '<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><a>&c;</a>'}, "declares a document type"),
        ({"content.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'}, "declares a document type"),
    ],
)
def test_what_is_no_plain_spreadsheet_is_refused(pack: Pack, files: dict[str, str], told: str) -> None:
    with pytest.raises(Refused, match=re.escape(told)):
        [*sheets.lines(pack(files))]


def test_a_bomb_is_refused_before_it_is_unpacked(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LARGEST_BYTES", 1 << 20)
    with pytest.raises(Refused, match="content.xml in it unpacks to more than 1048576 bytes"):
        next(sheets.lines(pack({"content.xml": " " * (2 << 20)})))


def test_a_spreadsheet_that_is_cut_short_or_none_is_refused(pack: Pack, tmp_path: Path) -> None:
    whole = pack(ods(row(cell("A")) * 100)).read_bytes()
    for raw in (whole[: len(whole) // 2], whole[:30] + b"\x00" * 40 + whole[70:], b"PK\x03\x04", b""):
        (tmp_path / "broken.ods").write_bytes(raw)
        with pytest.raises(Refused, match="broken.ods was not read"):
            [*sheets.lines(tmp_path / "broken.ods")]
