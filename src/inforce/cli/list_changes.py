"""`inforce lists diff`, `changes` and `when`: what changed on a list, and when who stood on it."""

from typing import TYPE_CHECKING, Annotated

import typer

from inforce.cli.output import Format, FormatOption, OutOption

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inforce.lists.diff import Changes

_List = Annotated[str, typer.Argument(metavar="LIST", help="The id of a list, as `inforce lists` shows it.")]
_Program = Annotated[
    str, typer.Option(metavar="NAME", help="Only entries under a programme of this name, or that begins with it.", show_default=False)
]
_SEEN = ("known", "change", "id", "name", "field", "before", "after")


def register(lists: typer.Typer) -> None:
    """Adds the commands to the verb `lists`."""
    lists.command("diff")(diff)
    lists.command("changes")(changes)
    lists.command("when")(when)


def diff(
    list_id: _List,
    before: Annotated[str, typer.Argument(metavar="DAY", help="The edition known on this day …")],
    after: Annotated[str, typer.Argument(metavar="DAY", help="… is compared with the one known on this day.")],
    program: _Program = "",
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
) -> None:
    """Shows who was added, removed or listed anew between two known days, and which facts changed, one row for each.

    Substance alone: when a file was made, empty elements, the order of fields, blanks, case and punctuation are no change.
    """
    from inforce.base.dates import parse_day
    from inforce.cli.list_rows import changes_table
    from inforce.cli.output import write
    from inforce.cli.settings import home
    from inforce.lists import known_on
    from inforce.lists.changes import between
    from inforce.store.archive import Archive

    archive = Archive(home())
    older, newer = (known_on(archive, list_id, parse_day(day)) for day in (before, after))
    step = between(archive, older, newer, program)
    write(changes_table([step]), format, out, _SEEN)
    typer.echo(f"{list_id}, known on {older.known} ({older.id}) and on {newer.known} ({newer.id}): {_counted([step.changes])}.", err=True)


def changes(
    list_id: _List,
    since: Annotated[str, typer.Option(metavar="DAY", help="Begin with the edition known on this day.")],
    until: Annotated[str, typer.Option(metavar="DAY", help="End with the one known on this day; the newest without.")] = "",
    program: _Program = "",
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
) -> None:
    """Shows what changed from each edition to the next, one row for each change, with the day from which it was known.

    Editions that differ in nothing but their making are counted on stderr and have no row.
    """
    from inforce.base.dates import in_order, parse_day
    from inforce.cli.list_rows import changes_table
    from inforce.cli.output import write
    from inforce.cli.settings import home
    from inforce.lists import known_on
    from inforce.lists.changes import steps
    from inforce.store.archive import Archive

    archive, first = Archive(home()), parse_day(since)
    last = in_order(first, parse_day(until))[1] if until else known_on(archive, list_id).known
    taken = list(steps(archive, list_id, first, last, program))
    write(changes_table(taken), format, out, _SEEN)
    same = sum(not step.changes for step in taken)
    told = f"{len(taken) + 1} editions, {_counted([step.changes for step in taken])}"
    typer.echo(f"{list_id}: {told}{f'; {same} steps changed nothing in substance' if same else ''}.", err=True)


def when(
    listing: Annotated[str, typer.Argument(metavar="ID", help="The id of a listing, such as un_consolidated/KPi.033, or an IMO number.")],
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
) -> None:
    """Shows since when and until when a subject stood on each list, under each number, as far as source and editions tell.

    An edition says of its own day alone what is on the list: `absent_on` is the last one without the entry before `first_seen`,
    the first with it; `last_seen` the last with it before `delisted`, the first without. `listed` is the source's own day.
    """
    from inforce.cli.list_rows import stays_table
    from inforce.cli.output import write
    from inforce.cli.settings import home
    from inforce.cli.subjects import found
    from inforce.reference import build
    from inforce.store.archive import Archive

    ref = build(Archive(home()))
    write(stays_table(ref.subject(found(ref, listing))), format, out)


def _counted(found: "Iterable[Changes]") -> str:
    from collections import Counter

    counts: Counter[str] = Counter()
    for one in found:
        counts.update({word: len(getattr(one, word)) for word in ("added", "removed", "relisted", "changed")})
    return ", ".join(f"{n:,} {word}" for word, n in counts.items() if n) or "no change in substance"
