"""`inforce read`: an article as statements, with who says what."""

import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inforce.cli.output import Format, OutOption

if TYPE_CHECKING:
    from inforce.base.news import Article


class As(StrEnum):
    """How what was read is shown: a table of statements, all of it as JSON, a page, or the row of an article that can be screened."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"
    ROW = "row"


def register(app: typer.Typer) -> None:
    """Adds the verb `read` to the command line."""
    app.command()(read)


def read(
    file: Annotated[str, typer.Argument(metavar="FILE", help="An article as text or HTML; - reads from stdin.")],
    day: Annotated[str, typer.Option(metavar="DAY", help="The article's day, where it does not say it.", show_default=False)] = "",
    source: Annotated[str, typer.Option(metavar="NAME", help="Who published it.", show_default=False)] = "",
    corrections: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What people accepted, rejected or mended: it wins.", show_default=False)
    ] = None,
    format: Annotated[
        As,
        typer.Option(
            "--format",
            "-f",
            help="table (statements), json (all that was read), html (a page), or row (a line for `inforce screen - --of article`).",
        ),
    ] = As.TABLE,
    out: OutOption = None,
) -> None:
    """Reads an article: who said what, to whom, on which day, who tells of it, and what is said to have happened.

    English only. A statement is what somebody is reported to have said, and no finding. What could not be determined is told on stderr.
    """
    from inforce.base.dates import parse_day
    from inforce.cli.output import opened, write
    from inforce.read.article import read_article, statement_rows
    from inforce.read.corrections import corrected, read_corrections

    article = read_article(raw(file), day=parse_day(day) if day else None, source=source)
    if corrections:
        article = corrected(article, read_corrections(corrections))
    if format == As.TABLE:
        shown = ("speaker", "on_behalf_of", "cue", "kind", "quote", "day", "asserted_by", "id")
        write(statement_rows(article), Format.AUTO if out else Format.TABLE, out, shown)
    else:
        with opened(out) as to:
            to.write(_written(article, format).encode())
    _tell(article)


def _written(article: "Article", format: As) -> str:
    from inforce.cli.output import as_json
    from inforce.read.article import article_rows
    from inforce.reports.article import as_object, page

    if format == As.HTML:
        return page(article)
    made = article_rows([article]).to_pylist()[0] if format == As.ROW else as_object(article)
    return as_json(made) + "\n"


_NO_TEXT = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")


def raw(file: str) -> bytes:
    """The bytes of the file, or of stdin for -. Raises InputError for a file that cannot be read, or is no text."""
    from inforce.base.errors import InputError

    try:
        found = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as e:
        raise InputError(f"{file}: cannot be read: {e.strerror}. Name a text or HTML file, or - for stdin.") from e
    if (b"\0" in found[:4096] and found[:2] not in (BOM_UTF16_LE, BOM_UTF16_BE)) or found.startswith(_NO_TEXT):
        raise InputError(f"{file} is no text (a PDF, a word processor's file or another binary one). Save the article as text or HTML.")
    return found


def _tell(article: "Article") -> None:
    for left_open in article.undetermined:
        sys.stderr.write(f"inforce: not determined: {left_open}\n")
