"""Spreadsheets as publishers save them, made for tests: cells padded, rows filled up to the last one there can be."""

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def ods(path: Path, rows: Iterable[Sequence[str]]) -> Path:
    """Writes one sheet as OpenDocument; gives its path."""
    cell = "<table:table-cell><text:p>\n{}\n</text:p></table:table-cell>"
    end = '<table:table-cell table:number-columns-repeated="16376"/></table:table-row>'
    lines = "".join("<table:table-row>" + "".join(cell.format(escape(c)) for c in row) + end for row in rows)
    last = f'<table:table-row table:number-rows-repeated="1043268">{end}'
    names = f'xmlns:table="{_TABLE}" xmlns:text="{_TEXT}" xmlns:office="{_OFFICE}"'
    sheet = f'<table:table table:name="Sheet">{lines}{last}</table:table>'
    return _packed(path, {"content.xml": f"<office:document-content {names}><office:body>{sheet}</office:body></office:document-content>"})


def xlsx(path: Path, rows: Iterable[Sequence[str | int]]) -> Path:
    """Writes one sheet as Office Open XML, a whole number of five digits as the date it counts to; gives its path."""
    lines = "".join(f'<row r="{n}">{"".join(map(_xlsx_cell, row))}</row>' for n, row in enumerate(rows, 1))
    styles = f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'
    book = {"xl/workbook.xml": f'<workbook xmlns="{_MAIN}"/>', "xl/styles.xml": styles, "xl/worksheets/sheet1.xml": sheet}
    return _packed(path, book)


def _xlsx_cell(value: str | int) -> str:
    if isinstance(value, int):
        return f'<c s="{int(value > 9999)}"><v>{value}</v></c>'
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def _packed(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path
