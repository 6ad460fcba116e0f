"""`inforce lists same`, `judge` and `judgements`: which listings are one subject, and what people say of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from inforce.cli.options import KnownOption
from inforce.cli.output import Format, FormatOption, OutOption

if TYPE_CHECKING:
    from inforce.base.nouns import Designation
    from inforce.reference import Reference

_Listing = Annotated[str, typer.Argument(metavar="ID", help="The id of a listing, such as un_consolidated/KPi.033, or an IMO number.")]


def register(lists: typer.Typer) -> None:
    """Adds the commands to the verb `lists`."""
    lists.command("same")(same)
    lists.command("judge")(judge)
    lists.command("judgements")(judgements)


def same(
    listing: _Listing,
    known: KnownOption = "",
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
) -> None:
    """Shows which listings are the same subject as this one, and why; which are kept apart, and why; and whom it is linked to.

    A link of a list's own ("linked to", a parent company, an owner) is an association between two subjects, never a reason to
    take them for one. Where the links are wrong, say so: inforce lists judge.
    """
    from inforce.cli.output import shown, write
    from inforce.cli.settings import reference
    from inforce.cli.subject_rows import relations_table

    ref = reference(known)
    d = found(ref, listing)
    write(relations_table(ref, d), format, out, ("relation", "id", "name", "listed", "why"))
    subject = ref.subject(d)
    names = dict.fromkeys(one.name for one in subject)
    lists = {one.list_id for one in subject}
    typer.echo(shown(f"One {d.schema} on {len(lists)} list{'s' * (len(lists) != 1)}: {', '.join(names)}."), err=True)


def judge(
    a: Annotated[str, typer.Argument(metavar="ID", help="The id of a listing …")],
    b: Annotated[str, typer.Argument(metavar="ID", help="… and of another one.")],
    verdict: Annotated[str, typer.Argument(metavar="VERDICT", help="same, different, unsure, or withdrawn to take back what was said.")],
    why: Annotated[str, typer.Option(metavar="WHY", help="The reason; kept with the judgement.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who judges; else who is logged in.", show_default=False)] = "",
) -> None:
    """Records that two listings are the same subject, or are not, or that one cannot say; from then on that holds over any link.

    `different` and `unsure` keep the two apart, and all that is one with either. Of judgements that contradict each other the newer
    holds; `inforce lists judgements` shows which do not. Nothing is erased: `withdrawn` is a line of its own.
    """
    from getpass import getuser

    from inforce.base.errors import UsageError
    from inforce.cli.output import shown
    from inforce.cli.settings import home, now
    from inforce.reference import build
    from inforce.store import judgements
    from inforce.store.archive import Archive

    if verdict not in judgements.VERDICTS:
        raise UsageError(f"{verdict!r} is no verdict. Say one of: {', '.join(judgements.VERDICTS)}.")
    if not why.strip():
        raise UsageError("Say why with --why: somebody will ask.")
    archive = Archive(home())
    ref = build(archive)
    first, second = sorted(found(ref, i).id for i in (a, b))
    if first == second:
        raise UsageError(f"{first} is one listing; a judgement is about two.")
    said = judgements.Judgement(first, second, verdict, why.strip(), by.strip() or getuser(), now().isoformat(timespec="seconds"))
    judgements.append(archive.home, said)
    group = build(archive).groups.of(first)
    now_one = f"{first} is one subject with {', '.join(i for i in group if i != first)}." if len(group) > 1 else f"{first} stands alone."
    typer.echo(shown(f"Judged {verdict}: {first} and {second}. {now_one}"), err=True)


def judgements(format: FormatOption = Format.AUTO, out: OutOption = None) -> None:
    """Shows every judgement ever made, and what became of it.

    state: holds; 'overruled' by a newer one that contradicts it; 'withdrawn' or said anew later, of the same two; 'waits' for a
    listing that is on none of the lists held.
    """
    from inforce.cli.output import write
    from inforce.cli.settings import home
    from inforce.cli.subject_rows import judgements_table
    from inforce.reference import build
    from inforce.store import judgements
    from inforce.store.archive import Archive

    archive = Archive(home())
    write(judgements_table(judgements.read(archive.home), build(archive)), format, out)


def found(ref: "Reference", listing: str) -> "Designation":
    """The newest designation of that id or IMO number. Raises UsageError when there is none."""
    from inforce.base.errors import UsageError
    from inforce.base.ids import clean_imo

    there = ref.by_id.get(listing) or ref.by_imo.get(clean_imo(listing))
    if not there:
        raise UsageError(f"There is no listing {listing!r} on the lists held. Its id is LIST/NUMBER, such as un_consolidated/KPi.033.")
    return there[-1]
