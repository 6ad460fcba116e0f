"""`inforce law`: the measures, on a day and over time."""

from pathlib import Path
from typing import Annotated

import typer

from inforce.cli import law_reports
from inforce.cli.options import PublishedOption
from inforce.cli.output import Format, FormatOption, OutOption

DayArgument = Annotated[str, typer.Argument(metavar="DAY", help="A legal day, YYYY-MM-DD, in each issuer's own time zone.")]
_AT = ("id", "paragraph", "modality", "since", "summary", "review")


def register(app: typer.Typer) -> None:
    """Adds the verb `law` to the command line."""
    law = typer.Typer(help="What is law: on a day, over time, entry by entry.", no_args_is_help=True)
    law.command("at")(at)
    law.command("diff")(diff)
    law.command("show")(show)
    law.command("without")(without)
    law.command("account")(account)
    law.command("deadlines")(deadlines)
    law.command("search")(search)
    law.command("review")(review)
    law_reports.register(law)
    app.add_typer(law, name="law")


def at(day: DayArgument, format: FormatOption = Format.AUTO, out: OutOption = None) -> None:
    """Shows the measures in force on DAY, with those that sleep beneath a newer one marked."""
    from inforce.base.dates import parse_day
    from inforce.cli.output import write
    from inforce.law import load
    from inforce.law.tables import measures_table

    on = parse_day(day)
    write(measures_table(load(), load().in_force(on), on), format, out, _AT)


def diff(since: DayArgument, until: DayArgument, format: FormatOption = Format.AUTO, out: OutOption = None) -> None:
    """Shows what began, ended, fell asleep or woke after the first DAY, up to the second, that day included."""
    from inforce.base.dates import in_order, parse_day
    from inforce.cli.output import write
    from inforce.law import load
    from inforce.law.changes import changes
    from inforce.law.tables import changes_table

    write(changes_table(changes(load(), *in_order(parse_day(since), parse_day(until)))), format, out)


def show(
    entry: Annotated[str, typer.Argument(metavar="[ID]", help="An instrument, a measure or a scope.", show_default=False)] = "",
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
) -> None:
    """Shows all that is said of one entry; without ID, the instruments."""
    from inforce.cli.output import write
    from inforce.law import load
    from inforce.law.tables import entry_table, instruments_table

    write(entry_table(load(), entry) if entry else instruments_table(load()), format, out)


def without(
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help="Measures, or instruments with all their measures.")],
    day: Annotated[str, typer.Option(metavar="DAY", help="The legal day on which they would be lifted.")],
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
) -> None:
    """Shows what would go on DAY without these, what would wake beneath them, and which exemptions would open again."""
    from inforce.base.dates import parse_day
    from inforce.cli.output import write
    from inforce.law import load
    from inforce.law.overlay import effects
    from inforce.law.tables import effects_table

    write(effects_table(effects(load(), ids, parse_day(day))), format, out)


def account(
    measure: Annotated[str, typer.Argument(metavar="MEASURE", help="A cap, for example un/2397#refined-petroleum-cap.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV of what States reported; docs/law.md says which columns.")],
    day: Annotated[str, typer.Option(metavar="DAY", help="The account of the window that holds this day.")],
    known: PublishedOption = "",
    factors: Annotated[str, typer.Option("--factors", metavar="TABLE", help="The table by which tonnes become barrels.")] = "bp-2021",
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
) -> None:
    """Shows a cap as an account: what counts, what is left out and why, totals between bounds, what is left, notices.

    Exit codes: 0 done; 5 some rows could not be read.
    """
    from inforce.base.dates import parse_day
    from inforce.cli.output import write
    from inforce.law import account as accounts
    from inforce.law import load
    from inforce.law.supplies import read_file
    from inforce.law.tables import account_table

    supplies, issues = read_file(file)
    if known and (later := sum(not accounts.known_then(s, parse_day(known)) for s in supplies)):
        typer.echo(f"Published after {known}, and left out: {later} rows", err=True)
    write(
        account_table(accounts.account(load(), measure, parse_day(day), supplies, factors, parse_day(known) if known else None)),
        format,
        out,
    )
    for issue in issues:
        typer.echo(f"{issue.source} {issue.locator}: {issue.problem}", err=True)
    if issues:
        raise typer.Exit(5)


def deadlines(format: FormatOption = Format.AUTO, out: OutOption = None) -> None:
    """Shows what had or has to be done by when, and what comes round."""
    from inforce.cli.output import write
    from inforce.law import load
    from inforce.law.tables import deadlines_table

    write(deadlines_table(load()), format, out)


def search(
    description: Annotated[str, typer.Argument(metavar="TEXT", help="A description of goods, in English.")],
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
) -> None:
    """Shows which lists of goods a description may be about. Candidates for a person to look at, never a verdict."""
    from inforce.cli.output import write
    from inforce.law import load
    from inforce.law.search import candidates
    from inforce.law.tables import scopes_table

    write(scopes_table(candidates(description, load().scopes.values())), format, out)


def review(
    release: Annotated[bool, typer.Option("--release", help="Exit with 3 while anything rests on memory.")] = False,
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
) -> None:
    """Shows every fact of the law that rests on memory, and says how much of the law anything applies."""
    from inforce.cli.output import write
    from inforce.law import load
    from inforce.law.standing import on_memory, told
    from inforce.law.tables import unchecked_table

    facts = list(on_memory(load()))
    write(unchecked_table(facts), format, out)
    typer.echo(f"{len(facts)} facts rest on memory. {told(load())}", err=True)
    if release and facts:
        raise typer.Exit(3)
