"""`inforce lists`: the editions held of each official list."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inforce.cli import list_changes, list_pull, subjects
from inforce.cli.options import AcceptOption
from inforce.cli.output import Format, FormatOption, OutOption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inforce.lists import Filed
    from inforce.lists.standing import Standing

ListArgument = Annotated[str, typer.Argument(metavar="LIST", help="The id of a list, as `inforce lists` shows it.")]
_SEEN = ("list", "state", "known", "age_days", "edition", "entries", "issues")


def register(app: typer.Typer) -> None:
    """Adds the verb `lists` to the command line."""
    lists = typer.Typer(help="The editions held of each official list.", invoke_without_command=True)
    lists.callback()(_every)
    lists.command("show")(show)
    lists.command("add")(add)
    lists.command("issues")(issues)
    for more in (list_changes, list_pull, subjects):
        more.register(lists)
    app.add_typer(lists, name="lists")


def _every(ctx: typer.Context) -> None:
    """The editions held of each official list: shown, added, compared."""
    if ctx.invoked_subcommand is None:
        show()


def show(
    list_id: Annotated[str, typer.Argument(metavar="[LIST]", help="Show every edition held of this list.", show_default=False)] = "",
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
) -> None:
    """Shows each list with the edition in use: its known day, age, hash, counts, what is missing, and whether it is stale.

    The stored bytes are checked; a damaged edition ends with exit code 3.
    """
    from inforce.cli.list_rows import standings_table
    from inforce.cli.output import shown, write
    from inforce.cli.settings import home, today
    from inforce.lists.standing import history, standings
    from inforce.store.archive import Archive

    archive = Archive(home())
    found = history(archive, list_id, today()) if list_id else standings(archive, today())
    write(standings_table(found), format, out, _SEEN)
    for s in found:
        for remark in _remarks(s):
            typer.echo(f"{s.list_id}: {shown(remark)}", err=True)
    if any(s.state == "damaged" for s in found):
        raise typer.Exit(3)


def add(
    list_id: ListArgument,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="The list's files as published, plain or .gz or .xz.")],
    known: Annotated[str, typer.Option(metavar="DAY", help="The day on which these files were what the publisher offered.")],
    source: Annotated[str, typer.Option(metavar="URL", help="Where they come from.", show_default=False)] = "",
    accept: AcceptOption = "",
) -> None:
    """Files a list's files as the edition known on a day, once they are found to be what they should be.

    A file that is empty, cut short, a web page, another list or not within the expected counts is refused and kept aside, and
    so is one without many of its neighbours' entries, or older than an edition known before it, until you say --accept "why".
    What is in use then stays in use.
    """
    from inforce.cli.settings import home, known_day
    from inforce.lists import Given, file
    from inforce.store.archive import Archive

    day = known_day(known)
    filed = file(Archive(home()), list_id, Given(files, day, source, accept))
    typer.echo(_told(filed), err=True)
    if accept.strip() and not filed.edition.accepted:
        typer.echo("The reason given with --accept was not needed and is not kept.", err=True)


def issues(
    list_id: ListArgument,
    known: Annotated[
        str, typer.Option(metavar="DAY", help="Of the edition known on this day; the newest without.", show_default=False)
    ] = "",
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
) -> None:
    """Shows each value of an edition that could not be read, its place in the file and what is wrong with it."""
    from inforce.base.dates import parse_day
    from inforce.cli.list_rows import issues_table
    from inforce.cli.output import write
    from inforce.cli.settings import home
    from inforce.lists import known_on, load
    from inforce.store.archive import Archive

    archive = Archive(home())
    edition = known_on(archive, list_id, parse_day(known) if known else None)
    write(issues_table(load(archive, edition).issues), format, out)


def _remarks(s: "Standing") -> "Iterator[str]":
    if s.edition and s.edition.missing:
        yield f"the edition known on {s.edition.known} lacks {', '.join(s.edition.missing)}: what these hold is unknown"
    if s.edition and s.edition.accepted:
        yield f"the edition known on {s.edition.known} was filed with the reason: {s.edition.accepted}"
    if s.note:
        yield s.note


def _told(filed: "Filed") -> str:
    e, unreadable = filed.edition, len(filed.parsed.issues)
    said = {
        "filed": f"Filed {e.list_id} as known on {e.known}",
        "already held": f"Nothing to do: these very bytes are held already as {e.list_id} known on {e.known}",
        "restored": f"Restored the damaged bytes of {e.list_id} known on {e.known}",
    }[filed.outcome]
    missing = f" Missing parts, so what they hold is unknown: {', '.join(e.missing)}." if e.missing else ""
    unread = (
        f" {unreadable:,} issues, for values that were not read: inforce lists issues {e.list_id} --known {e.known}." if unreadable else ""
    )
    return f"{said}: edition {e.id}, {filed.parsed.counts['entries']:,} entries.{missing}{unread}"
