"""The parts of `inforce law` that are reports: packages of relief, the regime over time, and who draws which list of goods."""

from pathlib import Path
from typing import Annotated

import typer

from inforce.cli.output import Format, FormatOption, OutOption

TARGET = "KP"  # the regime that ships


def register(law: typer.Typer) -> None:
    """Adds these to the verb `law`."""
    law.command("packages")(packages)
    law.command("timeline")(timeline)
    law.command("scopes")(scopes)


def packages(
    package: Annotated[str, typer.Argument(metavar="[PACKAGE]", help="Show the steps of this one.", show_default=False)] = "",
    day: Annotated[str, typer.Option(metavar="DAY", help="Show the states as recorded up to this day. Else the package's own.")] = "",
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
) -> None:
    """Shows the packages of relief; with PACKAGE its steps: who does what, verified by whom, by when, and how each stands."""
    from inforce.base.dates import parse_day
    from inforce.cli.output import report_table, write
    from inforce.law import load
    from inforce.law.packages import find
    from inforce.law.packages import packages as shipped
    from inforce.law.relief import terms
    from inforce.reports.laid import Laid
    from inforce.reports.steps import listing, steps

    if package:
        chosen, done = find(package)
        on = parse_day(day) if day else chosen.day
        write(report_table(steps(Laid(load(), chosen, on, terms(), done))), format, out, ("step", "who", "deed", "state", "record"))
    else:
        write(report_table(listing(shipped().values())), format, out)


def timeline(
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the picture there, as SVG.", show_default=False)] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page with the picture and its table.", show_default=False)
    ] = None,
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
) -> None:
    """Shows the acts since 2006, the tests and launches that they answered, the summits, and how many measures were in force."""
    from inforce.cli.output import opened, report_table, write
    from inforce.law import load
    from inforce.law.milestones import milestones
    from inforce.reports.html import page
    from inforce.reports.timeline import document

    made = document(load(), milestones(), TARGET)
    for path, text in ((svg, made.pictures[0][1]), (html, page(made))):
        if path:
            with opened(path) as file:
                file.write(text.encode())
    if not (svg or html) or out:
        write(report_table(made.tables[0]), format, out)


def scopes(format: FormatOption = Format.AUTO, out: OutOption = None) -> None:
    """Shows how the Council, the Union, China and the United States draw their lists of the same goods; what is not known says so."""
    from inforce.cli.output import report_table, write
    from inforce.law import load
    from inforce.reports.scopes import differences

    write(report_table(differences(load())), format, out)
