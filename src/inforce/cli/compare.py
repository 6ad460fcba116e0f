"""`inforce compare`: two names side by side, and what their score is made of."""

from typing import Annotated

import typer

from inforce.cli.options import ProfileOption
from inforce.cli.output import Format, FormatOption, OutOption

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A name, in any script.")]
BornOption = Annotated[
    list[str] | None, typer.Option(metavar="DAY", help="Born then: of the first name, then of the second.", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Adds the verb `compare` to the command line."""
    app.command("compare")(compare)


def compare(
    ours: NameArgument,
    theirs: NameArgument,
    schema: Annotated[str, typer.Option(help="Person, Company, Vessel, …; without it, what the names look like.", show_default=False)] = "",
    born: BornOption = None,
    profile: ProfileOption = "customer",
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
) -> None:
    """Compares two names: each part of the score, the last row their sum. Nothing is looked up in any list.

    Parts are in ten-thousandths and add up to the score exactly. On stderr: the score beside the profile's threshold, and what of a name
    could not be compared; then the exit code is 5.
    """
    import pyarrow as pa

    from inforce.cli.output import write
    from inforce.match import compare as compared
    from inforce.match import unread
    from inforce.match.weights import load

    first, second = _born(born or [])
    found = compared({"name": ours, "birth_date": first}, {"name": theirs, "birth_date": second}, schema, profile)
    parts = [{"part": p.name, "ours": p.ours, "theirs": p.theirs, "most": p.weight, "points": p.score} for p in found.parts]
    total = {"part": "score", "ours": ours, "theirs": theirs, "most": 10_000, "points": found.points}
    least = load(profile).threshold
    typer.echo(f"{found.score:.4f}, {'at or above' if found.points >= least else 'below'} {least / 10_000:.2f} ({profile})", err=True)
    write(pa.Table.from_pylist([*parts, total]), format, out)
    questions = [f"{name!r} was not compared, or not whole: {why}" for name in (ours, theirs) if (why := unread(name, schema or "Person"))]
    if questions:
        typer.echo("\n".join(questions), err=True)
        raise typer.Exit(5)


def _born(days: list[str]) -> tuple[list[str], list[str]]:
    """The birth dates of either name. Raises UsageError for more than two, and for what is no date."""
    from inforce.base.dates import PartialDate
    from inforce.base.errors import UsageError

    if len(days) > 2:
        raise UsageError(f"{len(days)} birth dates for two names. Give --born once or twice.")
    try:
        dates = [[str(PartialDate.parse(day))] for day in days]
    except ValueError as e:
        raise UsageError(f"{e}. Write a birth date as 1978, 1978-04 or 1978-04-09.") from e
    return dates[0] if dates else [], dates[1] if len(dates) > 1 else []
