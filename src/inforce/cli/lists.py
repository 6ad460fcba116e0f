"""`inforce lists`: the editions held of each official list."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inforce.cli.output import Format, FormatOption, OutOption

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

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
    from inforce.cli.output import write
    from inforce.cli.settings import home, today
    from inforce.lists.standing import history, standings
    from inforce.store.archive import Archive

    archive = Archive(home())
    found = history(archive, list_id, today()) if list_id else standings(archive, today())
    write(_standings_table(found), format, out, _SEEN)
    for s in found:
        for note in filter(None, (_partial(s), s.note)):
            typer.echo(f"{s.list_id}: {note}", err=True)
    if any(s.state == "damaged" for s in found):
        raise typer.Exit(3)


def add(
    list_id: ListArgument,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="The list's files as published, plain or .gz or .xz.")],
    known: Annotated[str, typer.Option(metavar="DAY", help="The day on which these files were what the publisher offered.")],
    source: Annotated[str, typer.Option(metavar="URL", help="Where they come from.", show_default=False)] = "",
    accept: Annotated[
        str,
        typer.Option(
            metavar="WHY", help="Why a large loss of entries, or an older file, is right; kept with the edition.", show_default=False
        ),
    ] = "",
) -> None:
    """Files a list's files as the edition known on a day, once they are found to be what they should be.

    A file that is empty, cut short, a web page, another list or not within the expected counts is refused and kept aside, and
    so is one without many of its neighbours' entries, or older than an edition known before it, until you say --accept "why".
    What is in use then stays in use.
    """
    from datetime import timedelta

    from inforce.base.dates import parse_day
    from inforce.base.errors import UsageError
    from inforce.cli.settings import home, today
    from inforce.lists import Given, file
    from inforce.store.archive import Archive

    day = parse_day(known)
    if day > today() + timedelta(1):  # east of Greenwich it may be tomorrow already
        raise UsageError(f"--known {day} lies in the future: nothing can have been known then.")
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
    from dataclasses import asdict

    import pyarrow as pa

    from inforce.base.dates import parse_day
    from inforce.cli.output import write
    from inforce.cli.settings import home
    from inforce.lists import known_on, load
    from inforce.store.archive import Archive

    archive = Archive(home())
    edition = known_on(archive, list_id, parse_day(known) if known else None)
    schema = pa.schema([(name, pa.string()) for name in ("source", "locator", "value", "problem")])
    write(pa.Table.from_pylist([asdict(i) for i in load(archive, edition).issues], schema=schema), format, out)


def _partial(s: "Standing") -> str:
    missing = s.edition.missing if s.edition else ()
    return f"the edition known on {s.edition.known} lacks {', '.join(missing)}: what these hold is unknown" if s.edition and missing else ""


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


def _standings_table(found: "Iterable[Standing]") -> "pa.Table":
    import pyarrow as pa

    text, whole, texts = pa.string(), pa.int64(), pa.list_(pa.string())
    types = {"list": text, "state": text, "known": pa.date32(), "age_days": whole, "edition": text, "entries": whole, "issues": whole}
    types |= {"missing": texts, "published": text, "source": text, "accepted": text, "sha256": text, "n_bytes": whole}
    types |= {"parts": pa.map_(text, text), "counts": pa.map_(text, whole), "note": text}
    return pa.Table.from_pylist([_standing_row(s) for s in found], schema=pa.schema(types.items()))


def _standing_row(s: "Standing") -> dict[str, object]:
    row: dict[str, object] = {"list": s.list_id, "state": s.state, "age_days": s.age_days, "note": s.note}
    if s.edition:
        e, counts = s.edition, dict(s.edition.counts)
        row |= {"known": e.known, "edition": e.id, "entries": counts.get("entries"), "issues": counts.get("issues"), "missing": e.missing}
        row |= {"published": e.published, "source": e.source, "accepted": e.accepted, "sha256": e.sha256, "n_bytes": e.n_bytes}
        row |= {"parts": e.parts, "counts": e.counts}
    return row
