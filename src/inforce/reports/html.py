"""A document as one HTML file that needs nothing else: no script, no font, no picture from elsewhere; it reads on paper too."""

import re
from collections.abc import Iterator
from html import escape

from inforce.reports.document import Cell, Document, Table, shown

STYLE = """
:root { color-scheme: light }
body { font: 16px/1.45 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 76rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin: 2.2rem 0 .4rem }
table { border-collapse: collapse; width: 100%; font-size: .84rem }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid #bbb; overflow-wrap: break-word }
thead th { border-bottom: 2px solid #333; background: #f1f1f1 }
tbody th { font-weight: 600; min-width: 11rem } td { font-variant-numeric: tabular-nums }
.day { white-space: nowrap }
.scroll { overflow-x: auto } .note { font-size: .84rem; max-width: 60rem }
footer { margin-top: 2rem; border-top: 2px solid #333; font-size: .84rem }
svg { max-width: 100%; height: auto }
@media (max-width: 46rem) { figure { overflow-x: auto; margin: 0 } figure svg { max-width: none; width: 46rem } }
nav ul { font-size: .9rem }
@media print {
  body { font-size: 9pt; max-width: none; margin: 0 } table, .note, footer { font-size: 7pt }
  .scroll { overflow: visible } nav { display: none }
  thead { display: table-header-group } tr { break-inside: avoid } h2 { break-after: avoid } a { color: inherit; text-decoration: none }
  @page { size: A4 landscape; margin: 12mm }
}
"""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def page(document: Document) -> str:
    """The whole page. Every text is escaped; pictures are SVG of our own making and stand as they are, with their tables beside."""
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(document.title)}</title><style>{STYLE}</style></head><body><main>",
        f"<h1>{escape(document.title)}</h1>",
        *(f"<p>{escape(text)}</p>" for text in document.lead),
        *_contents(document),
        *(f"<h2>{escape(title)}</h2><figure>{svg}</figure>" for title, svg in document.pictures),
        *(line for t in document.tables for line in _table(t)),
        "</main><footer>",
        *(f"<p>{escape(text)}</p>" for text in document.foot),
        "</footer></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _contents(document: Document) -> Iterator[str]:
    """Links to the first table of each group: tables whose ids begin alike, up to a slash, belong together."""
    first = {t.id.partition("/")[0]: t for t in reversed(document.tables)}
    if len(first) > 2:
        links = (f'<li><a href="#{escape(t.id)}">{escape(t.title.partition(": what")[0])}</a></li>' for t in reversed(first.values()))
        yield from ('<nav aria-label="Tables"><ul>', *links, "</ul></nav>")


def _table(t: Table) -> Iterator[str]:
    yield f'<section id="{escape(t.id)}"><h2>{escape(t.title)}</h2>'
    if t.note:
        yield f'<p class="note">{escape(t.note)}</p>'
    if t.rows:
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in t.columns)
        yield f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>'
        yield from (f"<tr>{''.join(_cells(row))}</tr>" for row in t.rows)
        yield "</tbody></table></div>"
    yield "</section>"


def _cells(row: tuple[Cell, ...]) -> Iterator[str]:
    for n, cell in enumerate(row):
        text = "<br>".join(map(escape, cell)) if isinstance(cell, tuple) else escape(shown(cell))
        kind = ' class="day"' if _DAY.fullmatch(text) else ""
        yield f'<th scope="row"{kind}>{text}</th>' if n == 0 else f"<td{kind}>{text}</td>"
