"""`inforce screen`: files of business against the law and the lists."""

import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from inforce.cli.options import KnownOption, ListsOption, MappingOption, ProfileOption, WithoutOption
from inforce.cli.output import Format, FormatOption, OutOption
from inforce.cli.tracks import HtmlOption, To

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inforce.base.nouns import Issue, Run
    from inforce.check import Check
    from inforce.cli.screened import Screened
    from inforce.read import Chunk, Reading
    from inforce.reference import Reference
    from inforce.run.local import Screening

_PATIENCE_SECONDS = 2.0  # before a progress bar is worth its place
_Bound = Annotated[
    list[str] | None,
    typer.Option(metavar="CC", help="Apply this country's own law in full (EU for the Union); may be repeated. Else the UN's for all."),
]
_Under = Annotated[
    str, typer.Option(metavar="PACKAGE[:STEP]", help="Answer what would be permitted under that package of relief: not the law as it is.")
]
_MOST_REMARKS = 20  # shown on stderr; the record of the run has all


def register(app: typer.Typer) -> None:
    """Adds the verb `screen` to the command line."""
    app.command("screen")(screen)


def screen(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="CSV, JSON lines, FollowTheMoney or Parquet; - is stdin.")],
    of: Annotated[str, typer.Option(metavar="KIND", help="What the rows are: party, vessel, goods, track. Else the columns tell.")] = "",
    day: Annotated[
        str, typer.Option(metavar="DAY", help="The day of rows that have none: when it happened. Else --known, else today.")
    ] = "",
    known: KnownOption = "",
    lists: ListsOption = None,
    threshold: Annotated[
        float | None, typer.Option(min=0, max=1, help="The score from which a name match is reported.", show_default="the profile's")
    ] = None,
    profile: ProfileOption = "customer",
    bound: _Bound = None,
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Let the exit code tell what was found.")] = False,
    mapping: MappingOption = None,
    without: WithoutOption = None,
    html: HtmlOption = None,
    under: _Under = "",
) -> None:
    """Says which parties, vessels and goods are caught: by which measure, why, on what evidence.

    Each row has its `day`, which picks the law, and may have `part_of`, which joins the rows of one shipment or payment. CSV and
    Parquet give every row back with its own columns first, once for each finding and once where there is none: `checked` then
    names what ran. JSON gives the findings and the record of the run; that record is kept whatever was found.

    Columns with other names than ours are mapped in a file: [columns] with "their name" = "ours"; and beside it, where needed,
    of = "vessel", encoding = "cp949", separator = ";", dates = "day-first".

    Exit codes: 0 done; 2 a file or an option that cannot be meant; 3 a list that is stale, damaged or was not known on that day
    (for goods, services and trade no list matters); 5 some rows could not be read. With --exit-code, the first of these that
    applies: 11 prohibited (or prohibited unless an exemption applies), 10 possible hit (match, capped, red flag), 3, 5, 10
    something is undetermined, 0 nothing found.
    """
    _apart(files, out)
    ref = _under(under, _reference(known, lists or (), threshold, profile).bound_to(bound or ()))
    if of == "track":
        raise typer.Exit(_tracks(files, ref, mapping, without or (), To(format, out, html), exit_code))
    _no_pages(html)
    reading = _reading(files, of, day, mapping, ref)
    screening = _screening(without or (), reading, ref)
    stale = _tell_lists(ref)
    run = _run(reading, screening, without or (), format, out)
    raise typer.Exit(_code(screening, run, stale, exit_code))


def _tracks(files: list[str], ref: "Reference", mapping: Path | None, without: "Sequence[str]", to: To, exit_code: bool) -> int:
    """Positions of ships do not come row by row: they are filed by day first."""
    from inforce.cli.tracks import screened, screening_of

    screening = screening_of(ref, without)
    stale = _tell_lists(ref)
    return _code(screening, screened(files, mapping, screening, without, to), stale, exit_code)


def _run(reading: "Reading", screening: "Screening", without: "Sequence[str]", format: Format, out: Path | None) -> "Run":
    """Screens, writes, tells and keeps the record."""
    from inforce.cli.output import chosen, opened
    from inforce.cli.screened import Screened, write
    from inforce.cli.settings import home, now
    from inforce.store.runs import keep

    written, started_at, beforehand = chosen(format, out), now(), len(reading.issues)
    _tell_issues(reading.issues)
    screened = Screened(reading, screening, without, _progress(reading, quiet=out is None and sys.stdout.isatty()))
    with opened(out) as file:
        write(screened, written, file)
    run = screened.record()
    _tell_issues(run.issues[beforehand:])
    _tell(run, screened)
    typer.echo(f"Record of this run: {keep(home(), run, started_at)}", err=True)
    return run


def _apart(files: list[str], out: Path | None) -> None:
    from inforce.base.errors import UsageError

    if files.count("-") > 1:
        raise UsageError("stdin (-) can be read once. Name it once.")
    if out and any(Path(f).resolve() == out.resolve() for f in files):
        raise UsageError(f"--out {out} is a file that is screened. Give another name, so that what was screened stays as it was.")


def _no_pages(html: Path | None) -> None:
    from inforce.base.errors import UsageError

    if html:
        raise UsageError("--html makes pages of ships' positions. Use it with --of track.")


def _reference(known: str, lists: "Sequence[str]", threshold: float | None, profile: str) -> "Reference":
    from inforce.cli.settings import reference

    ref = reference(known, lists).with_profile(profile)
    return ref if threshold is None else ref.with_threshold(threshold)


def _under(text: str, ref: "Reference") -> "Reference":
    """The Reference laid under the package named, told on stderr; as it is where none is named."""
    if not text:
        return ref
    from inforce.law.packages import find

    package, steps = find(text)
    laid = ref.under(package, steps)
    typer.echo(f"NOT THE LAW AS IT STANDS: under {laid.assumed} ({package.title}), relief from {package.day} on.", err=True)
    return laid


def _reading(files: list[str], of: str, day: str, mapping: Path | None, ref: "Reference") -> "Reading":
    from inforce.base.dates import parse_day
    from inforce.base.errors import InputError
    from inforce.cli.settings import today
    from inforce.read import ColumnMap, Manner, of_files, read_mapping
    from inforce.read.trade_layouts import layout_of

    names = read_mapping(mapping) if mapping else ColumnMap()
    latest = ref.known or today()
    manner = Manner(of, names, parse_day(day) if day else latest, latest)
    reading = of_files([sys.stdin.buffer if f == "-" else f for f in files], manner)
    if not mapping and (found := layout_of(frozenset(reading.columns))):
        raise InputError(
            f"{files[0]} is statistics of trade as published ({found.id}). Make observations of it first, and screen those: "
            "inforce trade read FILE --out observations.parquet"
        )
    return reading


def _screening(without: "Sequence[str]", reading: "Reading", ref: "Reference") -> "Screening":
    from inforce.base.errors import UsageError
    from inforce.checks import every
    from inforce.run.local import Screening

    checks = every() if without else every(reading.kinds)
    if unknown := sorted(set(without) - set(checks)):
        raise UsageError(f"--without {' '.join(unknown)}: no such check. There are {', '.join(checks)}.")
    wanted: list[Check] = [c for c in checks.values() if c.id not in without]
    if not any(c.of in reading.kinds for c in wanted):
        raise UsageError(f"No check is left that looks at {' or '.join(sorted(reading.kinds))} rows, so nothing would be checked.")
    return Screening(wanted, ref)


def _tell_lists(ref: "Reference") -> bool:
    """Names on stderr which edition of which list answers; True when one of them is stale."""
    from inforce.cli.settings import home, today
    from inforce.lists.registry import get
    from inforce.lists.standing import standing
    from inforce.store.archive import Archive

    stale = False
    for e in ref.editions:
        caution = ref.cautions.get(e.list_id, "")
        pulled = ref.known is None and not get(e.list_id).compiled
        if pulled and (s := standing(Archive(home()), e.list_id, today())).state == "stale":
            stale, caution = True, f"STALE: {s.note}"
        typer.echo(f"List {e.list_id}, known on {e.known}, edition {e.id}" + (f" ({caution})" if caution else ""), err=True)
    when = f"was known on {ref.known}" if ref.known else "is held"
    for gap in ref.gaps:
        typer.echo(f"List {gap}: no edition {when}: what it says is unknown, not clear. See `inforce lists show`.", err=True)
    return stale


def _progress(reading: "Reading", quiet: bool) -> "Iterator[Chunk]":
    """The chunks as they come; where that takes long and somebody watches, how many rows have gone by."""
    if quiet or not sys.stderr.isatty():
        yield from reading
        return
    from rich.console import Console
    from rich.progress import Progress, TextColumn, TimeElapsedColumn

    bar = Progress(TextColumn("{task.completed:,.0f} rows screened"), TimeElapsedColumn(), console=Console(stderr=True), transient=True)
    task, until = bar.add_task("", total=None), monotonic() + _PATIENCE_SECONDS
    try:
        for chunk in reading:
            yield chunk
            bar.advance(task, len(chunk.rows))
            if monotonic() > until:
                bar.start()
    finally:
        bar.stop()


def _tell_issues(issues: "Sequence[Issue]") -> None:
    for i in issues[:_MOST_REMARKS]:
        typer.echo(f"{i.source}, {i.locator}: {i.value!r}: {i.problem}", err=True)
    if len(issues) > _MOST_REMARKS:
        typer.echo(f"… and {len(issues) - _MOST_REMARKS} more remarks, all in the record of the run", err=True)


def _tell(run: "Run", screened: "Screened") -> None:
    """What was screened and found, and what was not, on stderr."""
    for note, late in sorted(screened.later.items()):
        typer.echo(f"{note}: later than that {_rows(late)}", err=True)
    if screened.reading.filled:
        typer.echo(f"Without a day, checked for {screened.reading.manner.day}: {_rows(screened.reading.filled)}", err=True)
    for left in run.not_checked:
        typer.echo(f"Not checked: {left}", err=True)
    rows = ", ".join(f"{_rows(n)} of {kind}" for kind, n in run.rows) or "no row"
    found = ", ".join(f"{count:,} {o}" for o, count in sorted(screened.screening.outcomes.items())) or "nothing found"
    failed = f"; not read: {_rows(run.failed)}" if run.failed else ""
    typer.echo(f"Screened {rows} with {', '.join(run.checks) or 'no check'}: {found}{failed}.", err=True)


def _rows(n: int) -> str:
    return f"{n:,} row{'s' * (n != 1)}"


_NO_LIST = ("goods", "service", "trade")  # kinds of rows that no list says anything of: the law alone does


def _code(screening: "Screening", run: "Run", stale: bool, by_findings: bool) -> int:
    """The exit code. Every code but 0 is "do not go on": an error and a clean answer never share one."""
    from inforce.base.nouns import Outcome

    found = {outcome for outcome, n in screening.outcomes.items() if n}
    lists = not run.rows or any(kind not in _NO_LIST for kind, _ in run.rows)
    codes = [
        (11, by_findings and found & {Outcome.PROHIBITED, Outcome.PROHIBITED_UNLESS}),
        (10, by_findings and found & {Outcome.MATCH, Outcome.CAPPED, Outcome.RED_FLAG}),
        (3, lists and (stale or screening.ref.gaps)),
        (5, run.failed),
        (10, by_findings and found),
    ]
    return next((code for code, applies in codes if applies), 0)
