"""The lines of a spreadsheet with one sheet: OpenDocument (.ods) and Office Open XML (.xlsx), as ISO 26300 and ISO 29500 define them.

Both are zip archives of XML. No macro, formula or link is followed; texts come as stored, dates in ISO form, numbers in their
shortest form. Sizes are bounded before anything is unpacked, and no document type is read, so a hostile file is refused in little memory.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from lxml import etree

from inforce.lists.markup import refused
from inforce.lists.tabular import Line

LARGEST_BYTES = 128 << 20  # unpacked, of one file in the archive; the largest read so has 7 MB
MOST_COLUMNS = 256
_LAST_DATE = 2_958_466  # 9999-12-31 and a day, counted from 1899-12-30
MOST_ROWS = 2_000_000  # rows of a sheet, empty ones too: OpenDocument fills up to 1,048,576

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TYPED = {"date": "date-value", "float": "value", "percentage": "value", "currency": "value", "boolean": "boolean-value"}
_BUILT_IN_DATES = frozenset([*range(14, 18), 22, *range(27, 37), *range(50, 59)])  # ISO 29500-1, 18.8.30: number formats without a code


def lines(path: Path) -> Iterator[Line]:
    """The rows that hold something, with their numbers. Raises Refused for what is no such file, is too large or has several sheets."""
    try:
        with zipfile.ZipFile(path) as archive:
            if large := [i.filename for i in archive.infolist() if i.file_size > LARGEST_BYTES]:
                raise refused(path, f"{large[0]} in it unpacks to more than {LARGEST_BYTES} bytes")
            book = {i.filename for i in archive.infolist()}
            if {"content.xml"} <= book:
                yield from _ods(path, archive)
            elif {"xl/workbook.xml"} <= book:
                yield from _xlsx(path, archive)
            else:
                raise refused(path, "it is a zip archive and no spreadsheet")
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as e:  # the last two: packed in a way of its own, or encrypted
        raise refused(path, f"it is no zip archive that can be read ({e})") from None
    except etree.XMLSyntaxError as e:
        raise refused(path, f"what it holds is no well-formed XML ({e})") from None


def _elements(path: Path, archive: zipfile.ZipFile, name: str, *tags: str) -> Iterator[Any]:
    """Each element with one of the tags when it is complete; what stood before it is forgotten when the next is asked for."""
    if name not in archive.namelist():
        raise refused(path, f"it holds no {name}")
    with archive.open(name) as stream:
        for event, element in etree.iterparse(stream, ("start", "end"), resolve_entities=False, no_network=True, huge_tree=False):
            if event == "start":
                if element.getparent() is None and element.getroottree().docinfo.doctype:
                    raise refused(path, f"{name} in it declares a document type, which no spreadsheet does; attacks do")
            elif element.tag in tags:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]


def _ods(path: Path, archive: zipfile.ZipFile) -> Iterator[Line]:
    at = 0
    sheets: set[str] = set()
    for row in _elements(path, archive, "content.xml", f"{_TABLE}table-row"):
        sheets.add(next(t.get(f"{_TABLE}name", "") for t in row.iterancestors(f"{_TABLE}table")))
        repeated = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        cells = [*_ods_cells(path, at + 1, row)]
        _in_bounds(path, sheets, at + repeated if cells else at)
        for n in range(repeated if cells else 0):
            yield at + n + 1, cells
        at += repeated


def _ods_cells(path: Path, at: int, row: Any) -> Iterator[str]:
    empty = 0
    width = 0
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        repeated = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        typed = _TYPED.get(cell.get(f"{_OFFICE}value-type"))
        text = cell.get(f"{_OFFICE}{typed}", "") if typed else "\n".join(_ods_text(p) for p in cell.iterchildren(f"{_TEXT}p"))
        if not text.strip():
            empty += repeated
            continue
        width += empty + repeated
        if width > MOST_COLUMNS:
            raise refused(path, f"row {at}: it has more than {MOST_COLUMNS} columns")
        yield from [""] * empty + [text] * repeated
        empty = 0


def _ods_text(paragraph: Any) -> str:
    """The text of a paragraph, in which blanks after the first are elements."""
    for element in paragraph.iter(f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
        element.text = " "
    return "".join(paragraph.itertext())


def _xlsx(path: Path, archive: zipfile.ZipFile) -> Iterator[Line]:
    book = {e.tag.removeprefix(_CELL): dict(e.attrib) for e in _elements(path, archive, "xl/workbook.xml", f"{_CELL}workbookPr")}
    sheets = sorted(n for n in archive.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n))
    epoch = date(1904, 1, 1) if book.get("workbookPr", {}).get("date1904") in ("1", "true") else date(1899, 12, 30)
    strings = [_xlsx_text(e) for e in _optional(path, archive, "xl/sharedStrings.xml", f"{_CELL}si")]
    dated = _xlsx_dates(path, archive)
    for at, row in enumerate(_elements(path, archive, next(iter(sheets), "xl/worksheets/sheet1.xml"), f"{_CELL}row"), 1):
        number = int(row.get("r", at))
        _in_bounds(path, {*sheets}, number)
        cells: dict[int, str] = {}
        column = -1
        for cell in row.iterchildren(f"{_CELL}c"):
            column = _column(cell.get("r")) if cell.get("r") else column + 1
            if text := _xlsx_cell(cell, strings, dated, epoch):
                cells[column] = text
        if cells and max(cells) >= MOST_COLUMNS:
            raise refused(path, f"row {number}: it has more than {MOST_COLUMNS} columns")
        if cells:
            yield number, [cells.get(n, "") for n in range(max(cells) + 1)]


def _optional(path: Path, archive: zipfile.ZipFile, name: str, tag: str) -> Iterator[Any]:
    return _elements(path, archive, name, tag) if name in archive.namelist() else iter(())


def _xlsx_cell(cell: Any, strings: Sequence[str], dated: Mapping[int, bool], epoch: date) -> str:
    kind, value = cell.get("t", "n"), cell.findtext(f"{_CELL}v") or ""
    if kind == "s":
        return strings[int(value)]
    if kind == "inlineStr":
        return "".join(_xlsx_text(e) for e in cell.iterchildren(f"{_CELL}is"))
    if kind != "n" or not value:
        return str(value)
    number = float(value)
    if not dated.get(int(cell.get("s", "0")), False) or not 0 <= number < _LAST_DATE:
        return f"{number:.15g}"
    # The first day is counted as if 1900 had been a leap year; from March 1900 on the count is right.
    return (epoch + timedelta(int(number) + (epoch.year == 1899 and number < 60))).isoformat()


def _xlsx_text(element: Any) -> str:
    """The text of a string, of its runs when it is formatted, without the reading aid beside East Asian ones."""
    texts = [t.text or "" for t in element.iter(f"{_CELL}t") if t.getparent().tag != f"{_CELL}rPh"]
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), "".join(texts))


def _xlsx_dates(path: Path, archive: zipfile.ZipFile) -> dict[int, bool]:
    """The number of a cell's style -> whether it shows a number as a date."""
    formats: dict[int, bool] = {}
    styles: list[int] = []
    for e in _optional(path, archive, "xl/styles.xml", f"{_CELL}numFmt"):
        plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", e.get("formatCode", ""))
        formats[int(e.get("numFmtId"))] = re.search("[dy]", plain, re.IGNORECASE) is not None
    for e in _optional(path, archive, "xl/styles.xml", f"{_CELL}cellXfs"):
        styles = [int(xf.get("numFmtId", "0")) for xf in e]
    return {n: formats.get(style, style in _BUILT_IN_DATES) for n, style in enumerate(styles)}


def _column(reference: str) -> int:
    """'B7' is in column 1."""
    number = 0
    for letter in re.match("[A-Z]*", reference)[0]:  # type: ignore[index]
        number = number * 26 + ord(letter) - 64
    return number - 1


def _in_bounds(path: Path, sheets: set[str], at: int) -> None:
    if len(sheets) > 1:
        raise refused(path, f"it has several sheets, {sorted(sheets)}; one is expected")
    if at > MOST_ROWS:
        raise refused(path, f"it holds more than {MOST_ROWS} rows")
