"""`inforce claims` and `inforce leverage`: what is said beside what is shown, and what bears on a State's trade."""

from typing import TYPE_CHECKING, Annotated

import typer

from inforce.cli.ledger import DayOption, Form, FormOption, StateArgument, SumsOption, code, form_of, held, last_day
from inforce.cli.options import PublishedOption
from inforce.cli.output import OutOption

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from inforce.reports.document import Document
    from inforce.talks import Claim


def register(app: typer.Typer) -> None:
    """Adds the verbs `claims` and `leverage` to the command line."""
    app.command("claims")(claims)
    app.command("leverage")(leverage)


def claims(
    state: Annotated[str, typer.Argument(metavar="[STATE]", help="Only claims by this State or about it.", show_default=False)] = "",
    day: DayOption = "",
    known: PublishedOption = "",
    sums: SumsOption = None,
    article: Annotated[
        str, typer.Option(metavar="FILE", help="The statements of this article, instead of those that ship.", show_default=False)
    ] = "",
    article_day: Annotated[str, typer.Option(metavar="DAY", help="The article's day, where it does not say it.", show_default=False)] = "",
    format: FormOption = Form.AUTO,
    out: OutOption = None,
) -> None:
    """Shows claims beside the evidence, always in two columns: supported, contradicted, or not assessable.

    A claim is a claim, whoever makes it. What asserts no conduct, such as a demand, is not assessable.
    """
    from inforce.reports.claims import document, rows, weighed
    from inforce.reports.ledger_known import left_out

    known_here = held(known, sums)
    if later := left_out(known_here):
        typer.echo(later, err=True)
    made = _of_article(article, article_day) if article else known_here.claims
    told = weighed(known_here, made, last_day(day, known), code(state) if state else "")
    _write(document(told), rows(told), format, out)


def _of_article(file: str, day: str) -> "list[Claim]":
    from pathlib import Path

    from inforce.base.dates import parse_day
    from inforce.cli.read import raw
    from inforce.read.article import read_article
    from inforce.reports.claims import of_statement

    read = read_article(raw(file), day=parse_day(day) if day else None, source=Path(file).name)
    return [of_statement(s, s.asserted_by, read.day.last if read.day else None) for s in read.statements]


def leverage(
    state: StateArgument,
    packages: Annotated[
        list[str] | None, typer.Argument(metavar="[PACKAGE[:STEP]]…", help="Packages of relief to lay beside.", show_default=False)
    ] = None,
    day: DayOption = "",
    sums: SumsOption = None,
    format: FormOption = Form.AUTO,
    out: OutOption = None,
) -> None:
    """Shows, of a State's trade with the DPRK, what is banned, a duty, capped and free, of what is banned the part that may be exempt, and
    what each measure or package would touch.

    Figures are ranges with their sources. Those that ship are of all States together; the State's own come from --sums.
    """
    from inforce.law import load
    from inforce.law.packages import find
    from inforce.law.relief import terms
    from inforce.reports.laid import lay
    from inforce.reports.leverage import document, rows
    from inforce.reports.leverage import leverage as leverages

    on = last_day(day, "")
    laid = [lay(load(), package, terms(), on, steps) for package, steps in map(find, dict.fromkeys(packages or []))]
    made = leverages(held("", sums), code(state), on, terms(), laid)
    _write(document(made), rows(made), format, out)


def _write(document: "Document", rows: "pa.Table", format: Form, out: "Path | None") -> None:
    import shutil

    from inforce.cli.output import Format, as_json, chosen, opened, write
    from inforce.cli.relief import plain
    from inforce.reports.html import page

    form = form_of(format, out.suffix if out else "", on_terminal=chosen(Format.AUTO, out) == Format.TABLE)
    if form == Form.CSV:
        write(rows, Format.CSV, out)
        return
    width = min(max(shutil.get_terminal_size((100, 24)).columns, 80), 160)
    as_text = {Form.HTML: lambda: page(document), Form.TABLE: lambda: plain(document, width)}
    told = as_text.get(form, lambda: as_json({**document.as_object(), "rows": rows.to_pylist()}, 1) + "\n")()
    with opened(out) as file:
        file.write(told.encode())
