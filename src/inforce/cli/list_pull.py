"""`inforce lists pull`: lists fetched from their official addresses."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from inforce.cli.options import AcceptOption

if TYPE_CHECKING:
    from datetime import date

    from inforce.lists import Filed

_FROM_HELP = "Another address, such as a mirror's; PART=URL for a list of several files. May be repeated; needs one LIST."


def register(lists: typer.Typer) -> None:
    """Adds `pull` to the verb `lists`."""
    lists.command("pull")(pull)


def pull(
    list_ids: Annotated[list[str] | None, typer.Argument(metavar="LIST…", help="The ids of lists, as `inforce lists` shows them.")] = None,
    all: Annotated[bool, typer.Option("--all", help="Every list that has an official address.")] = False,
    source: Annotated[list[str] | None, typer.Option("--from", metavar="URL", help=_FROM_HELP, show_default=False)] = None,
    accept: AcceptOption = "",
) -> None:
    """Fetches lists from their official addresses and files each as the edition known today.

    This is the one command that calls out, and it does so to the addresses that `inforce lists` shows, through the proxy that
    HTTPS_PROXY names. What was had before is asked for only if it is newer. An answer that fails is asked for again, four times
    in all. An answer that is not the list, or that has lost too many entries, is refused and kept aside; what is in use then
    stays in use, and shows as stale until a pull succeeds. Each list is tried, whatever became of the one before.

    Exit codes: 0 all are up to date; 4 an address gave no usable answer; 3 a list was refused.
    """
    from inforce.base.errors import InforceError, NetworkError, UsageError
    from inforce.cli.output import shown
    from inforce.cli.settings import home, today
    from inforce.lists.pull import Wanted, pull, pullable
    from inforce.store.archive import Archive

    archive = Archive(home())
    if all == bool(list_ids):
        raise UsageError(f"Name the lists to pull, or say --all. Those with an address are: {', '.join(pullable(archive))}.")
    chosen = pullable(archive) if all else tuple(dict.fromkeys(list_ids or ()))
    if (source or accept) and len(chosen) != 1:
        raise UsageError("--from and --accept are said of one list: name that one alone.")
    failed: list[InforceError] = []
    for list_id in chosen:
        try:
            wanted = Wanted(today(), _addresses(list_id, source or ()), accept)
            with _progress(list_id) as tell:
                filed = pull(archive, list_id, wanted, tell)
            typer.echo(_told(filed, wanted.known), err=True)
        except InforceError as e:
            typer.echo(f"inforce: {shown(str(e))}", err=True)
            failed.append(e)
    if failed:
        # A refusal needs somebody's judgement; a network that is down may need but patience.
        raise typer.Exit(max(failed, key=lambda e: (not isinstance(e, NetworkError), e.exit_code)).exit_code)


def _addresses(list_id: str, given: "list[str] | tuple[()]") -> dict[str, str]:
    from inforce.base.errors import UsageError
    from inforce.lists import get

    parts = tuple(get(list_id).parts)
    found: dict[str, str] = {}
    for text in given:
        part, equals, address = text.partition("=")
        if not (equals and part in parts):
            if len(parts) > 1:
                raise UsageError(f"--from {text}: {list_id} has several files. Say which, as PART=URL; the parts are {', '.join(parts)}.")
            part, address = parts[0], text
        found[part] = address
    return found


@contextmanager
def _progress(list_id: str) -> Iterator[Callable[[str, int, int | None], None] | None]:
    """Shows how far a download is, where somebody watches."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    if not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn(list_id), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, int] = {}

        def tell(address: str, done: int, total: int | None) -> None:
            if address not in tasks:
                tasks[address] = bar.add_task(address, total=total)
            bar.update(tasks[address], completed=done, total=total)  # type: ignore[arg-type]

        yield tell


def _told(filed: "Filed", known: "date") -> str:
    e, n = filed.edition, filed.parsed.counts["entries"]
    said = {"filed": f"filed as known on {known}", "already held": f"no newer than what is held as known on {e.known}"}
    issues = f" {len(filed.parsed.issues):,} issues: inforce lists issues {e.list_id}." if filed.parsed.issues else ""
    return f"{e.list_id}: {said.get(filed.outcome, filed.outcome)}, edition {e.id}, {n:,} entries.{issues}"
