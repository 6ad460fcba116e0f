"""`inforce talks`: rounds, positions and promises, on a day and over time."""

from pathlib import Path
from typing import Annotated

import typer

from inforce.cli.output import Format, FormatOption, OutOption

DayArgument = Annotated[str, typer.Argument(metavar="DAY", help="A day, YYYY-MM-DD.")]


def register(app: typer.Typer) -> None:
    """Adds the verb `talks` to the command line."""
    talks = typer.Typer(help="Who wants what in the talks, since when, and what was promised and done.", no_args_is_help=True)
    talks.command("at")(at)
    talks.command("rounds")(rounds)
    talks.command("halts")(halts)
    talks.command("page")(page)
    app.add_typer(talks, name="talks")


def at(day: DayArgument, format: FormatOption = Format.AUTO, out: OutOption = None) -> None:
    """Shows the positions of each side that hold on DAY, matter by matter, with who said so where."""
    from inforce.base.dates import parse_day
    from inforce.cli.output import report_table, write
    from inforce.reports.talks import held_on

    write(report_table(held_on(parse_day(day))), format, out, ("matter", "who", "what", "since", "said by", "review"))


def rounds(format: FormatOption = Format.AUTO, out: OutOption = None) -> None:
    """Shows the rounds and summits: who met, what was left behind, and each side's account where they differ."""
    from inforce.cli.output import report_table, write
    from inforce.reports.talks import told_rounds
    from inforce.talks.rounds import rounds

    write(report_table(told_rounds(rounds())), format, out, ("round", "days", "who", "left behind", "what", "accounts"))


def halts(day: DayArgument, format: FormatOption = Format.AUTO, out: OutOption = None) -> None:
    """Shows the promises of either side to hold back, and how each stood on DAY."""
    from inforce.base.dates import parse_day
    from inforce.cli.output import report_table, write
    from inforce.reports.talks import halts_on

    write(report_table(halts_on(parse_day(day))), format, out, ("promise", "who", "covers", "announced", "state", "why", "ended"))


def page(
    day: DayArgument,
    html: Annotated[Path, typer.Option(metavar="FILE", help="Write the page there.", show_default=False)],
) -> None:
    """Writes a page: the talks as they stood on DAY, with a picture of rounds, promises and deeds, and the packages on the table."""
    from inforce.base.dates import parse_day
    from inforce.cli.output import opened
    from inforce.law.packages import packages
    from inforce.reports.html import page as as_html
    from inforce.reports.talks import document

    made = as_html(document(parse_day(day), packages().values()))
    with opened(html) as file:
        file.write(made.encode())
