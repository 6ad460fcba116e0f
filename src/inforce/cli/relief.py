"""`inforce relief`: packages of relief laid over the law and compared."""

import shutil
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from inforce.cli.output import OutOption

if TYPE_CHECKING:
    from inforce.reports.document import Document, Table
    from inforce.reports.laid import Laid

_NARROW = 22  # characters that a column needs at least to stand beside others; with less a table is told row by row


class Form(StrEnum):
    """How the comparison is written: a page of text, JSON, an HTML page that needs nothing else, or a CSV of measures."""

    AUTO = "auto"
    PAGE = "page"
    JSON = "json"
    HTML = "html"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    """Adds the verb `relief` to the command line."""
    app.command("relief")(relief)


def relief(
    packages: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PACKAGE[:STEP]]…", help="Ids as `inforce law packages` shows them, or .toml files.", show_default=False),
    ] = None,
    day: Annotated[str, typer.Option(metavar="DAY", help="The day of the law and of the steps' states. Else each package's own.")] = "",
    format: Annotated[
        Form, typer.Option("--format", "-f", help="auto: a page on a terminal, else JSON, or what the name of --out ends in.")
    ] = Form.AUTO,
    out: OutOption = None,
) -> None:
    """Compares packages of relief: what would go, stay and wake, who must act, what it takes to go back, who is exposed when.

    Without PACKAGE, those that put measures aside. PACKAGE:STEP is the package up to that step. CSV gives one row for each
    package and measure. It says what would be permitted under a package; it forecasts nothing.
    """
    from inforce.cli.output import Format, as_json, chosen, opened, write
    from inforce.reports.html import page
    from inforce.reports.relief import compare, effects_table

    laid = _laid(packages or [], day)
    form = _form(format, out.suffix if out else "", on_terminal=chosen(Format.AUTO, out) == Format.TABLE)
    if form == Form.CSV:
        write(effects_table(laid), Format.CSV, out)
        return
    document = compare(laid)
    width = min(max(shutil.get_terminal_size((100, 24)).columns, 80), 160)
    text = page(document) if form == Form.HTML else plain(document, width) if form == Form.PAGE else as_json(document.as_object(), 1) + "\n"
    with opened(out) as file:
        file.write(text.encode())


def _form(form: Form, ending: str, on_terminal: bool) -> Form:
    if form != Form.AUTO:
        return form
    named = {".html": Form.HTML, ".csv": Form.CSV, ".txt": Form.PAGE, ".json": Form.JSON}
    return named.get(ending.lower(), Form.PAGE if on_terminal else Form.JSON)


def _laid(names: list[str], day: str) -> "list[Laid]":
    from inforce.base.dates import parse_day
    from inforce.law import load
    from inforce.law.packages import find, packages
    from inforce.law.relief import terms
    from inforce.reports.laid import lay

    every = names or [p.id for p in packages().values() if p.lifted()]
    on = parse_day(day) if day else None
    return [lay(load(), package, terms(), on, steps) for package, steps in map(find, dict.fromkeys(every))]


def plain(document: "Document", width: int) -> str:
    """The document as text: narrow tables as grids, wide ones row by row."""
    from textwrap import wrap

    lines = [document.title, "=" * width, *_paragraphs(document.lead, width)]
    for t in document.tables:
        lines += ["", *wrap(t.title, width), "-" * min(len(t.title), width), *wrap(t.note, width), *([""] if t.note else [])]
        lines += _grid(t, width) if width >= _NARROW * len(t.columns) else _listing(t, width)
    return "\n".join([*lines, "", "=" * width, *_paragraphs(document.foot, width)]).rstrip() + "\n"


def _paragraphs(texts: tuple[str, ...], width: int) -> Iterator[str]:
    from textwrap import wrap

    for text in texts:
        yield from (*wrap(text, width), "")


def _grid(t: "Table", width: int) -> list[str]:
    import io

    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    from inforce.reports.document import shown

    grid = Grid(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for name in t.columns:
        grid.add_column(name, overflow="fold")
    for row in t.rows:
        grid.add_row(*(Text(shown(cell)) for cell in row))
    text = io.StringIO()
    Console(file=text, width=width, force_terminal=False, no_color=True).print(grid)
    return [line.rstrip() for line in text.getvalue().splitlines()]


def _listing(t: "Table", width: int) -> list[str]:
    from textwrap import wrap

    from inforce.reports.document import shown

    lines: list[str] = []
    for row in t.rows:
        first, *rest = [(name, shown(cell)) for name, cell in zip(t.columns, row, strict=True)]
        lines += wrap(first[1], width, subsequent_indent="  ")
        lines += [line for name, text in rest if text for line in wrap(text, width, initial_indent=f"  {name}: ", subsequent_indent="    ")]
    return lines
