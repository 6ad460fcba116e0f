"""`inforce again`: what new editions touch of what was screened, found and cleared before."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inforce.cli.options import ListsOption
from inforce.cli.output import Format, FormatOption, OutOption

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    import pyarrow as pa

    from inforce.run.again import Edit, Touched

_SEEN = ("what", "subject", "id", "listing", "name", "change", "before", "after")


def register(app: typer.Typer) -> None:
    """Adds the verb `again` to the command line."""
    app.command("again")(again)


def again(
    since: Annotated[str, typer.Option(metavar="DAY", help="What was known when you screened: with the lists as known on that day.")],
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE…", help="The subjects: the files that were screened.")] = None,
    until: Annotated[
        str, typer.Option(metavar="DAY", help="Compare with the lists as known on that day; the newest without.", show_default=False)
    ] = "",
    findings: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Findings of then, as `inforce screen` wrote them: JSON, JSON lines, Parquet.", show_default=False
        ),
    ] = None,
    cleared: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="CSV with `subject` and `listing`: pairs that somebody cleared.", show_default=False),
    ] = None,
    lists: ListsOption = None,
    of: Annotated[str, typer.Option(metavar="KIND", help="What the rows are: party or vessel. Else the columns tell.")] = "",
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
) -> None:
    """Shows which subjects, findings, cleared pairs and judgements new editions of the lists touch, one row for each.

    Additions, changes and removals count, in substance: a subject that becomes a match, or is one no more; a finding whose
    listing changed or went; a pair that was cleared on facts that are others now, or whose listing stands on one more list.
    Subjects are screened against the touched listings alone. All else stands as it was.
    """
    from inforce.checks import every
    from inforce.cli.again_rows import touched_table
    from inforce.cli.output import write
    from inforce.cli.settings import home
    from inforce.reference import build
    from inforce.run import again, kept_findings
    from inforce.store import judgements
    from inforce.store.archive import Archive

    archive = Archive(home())
    before, after = (build(archive, day, lists or ()) for day in _days(since, until))
    made = again.edits(archive, before, after)
    found: list[Touched] = []
    if files:
        found += again.subjects(_tables(files, of, until), again.looks_at_lists(every().values()), (before, after), made)
    if findings:
        found += again.findings(kept_findings.findings(findings), made)
    if cleared:
        found += again.cleared(kept_findings.pairs(cleared), made, after.groups)
    found += again.judged(judgements.standing(judgements.read(archive.home)), made)
    _tell(before.gaps, made, found)
    write(touched_table(found), format, out, _SEEN)


def _days(since: str, until: str) -> "tuple[date, date | None]":
    from inforce.base.dates import in_order, parse_day

    return in_order(parse_day(since), parse_day(until)) if until else (parse_day(since), None)


def _tables(files: "list[str]", of: str, until: str) -> "Iterator[Mapping[str, pa.Table]]":
    from inforce.base.dates import parse_day
    from inforce.cli.settings import today
    from inforce.read import Manner, of_files

    latest = parse_day(until) if until else today()
    return (chunk.tables for chunk in of_files(list(files), Manner(of, day=latest, latest=latest)))


def _tell(gaps: "tuple[str, ...]", made: "Mapping[str, Edit]", found: "list[Touched]") -> None:
    from collections import Counter

    for gap in gaps:
        typer.echo(f"List {gap}: nothing was known of it then; all its entries count as added.", err=True)
    by_change = Counter(edit.change for edit in {id(e): e for e in made.values()}.values())
    listings = ", ".join(f"{n:,} {change}" for change, n in sorted(by_change.items())) or "none"
    touched = ", ".join(f"{n:,} of {what}" for what, n in sorted(Counter(t.what for t in found).items())) or "nothing"
    typer.echo(f"Listings that differ in substance: {listings}. Touched: {touched}.", err=True)
