"""`inforce trade`: files of trade statistics as observations, and observations as the sums that a ledger counts."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inforce.cli.options import MappingOption, PublishedOption
from inforce.cli.output import Format, FormatOption, OutOption

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    import pyarrow as pa

    from inforce.base.nouns import Issue
    from inforce.read.trade import TradeFile

_EXAMPLES = 3  # of each problem, shown on stderr; --issues keeps them all
_KINDS = 100  # of problems that are shown


def register(app: typer.Typer) -> None:
    """Adds the verb `trade` to the command line."""
    trade = typer.Typer(no_args_is_help=True, help="Statistics of trade: reads publishers' files, and sums them for the ledger.")
    trade.command("read")(read)
    trade.command("sums")(sums)
    app.add_typer(trade, name="trade")


def read(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…", help="UN Comtrade (CSV, JSON), BACI, China Customs, Eurostat, reports to the Committee, or your own."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The observations, as Parquet.", show_default=False)],
    mapping: MappingOption = None,
    published: Annotated[
        str, typer.Option(metavar="DAY", help="The day of publication of rows that name none: which vintage they are.", show_default=False)
    ] = "",
    claims: Annotated[
        str,
        typer.Option(
            metavar="PERIODS", help="The months a file says it holds (2021-01..2021-12): one without a row is told.", show_default=False
        ),
    ] = "",
    issues: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What could not be read, row by row, as CSV: a hundred of each kind.", show_default=False),
    ] = None,
) -> None:
    """Reads publishers' files into one table of observations, as reported: every vintage kept, missing never made zero.

    The header tells the layout. Columns of another layout are mapped in a file: [columns] with "their name" = "ours"; ours are
    reporter, partner, flow, period, hs, and where there are any hs_edition, quantity, unit, value_usd, valuation, published_on, source.
    What cannot be read is told, by kind, with examples. Screen the observations with `inforce screen FILE --of trade`.

    Exit codes: 0 done; 2 a file that is of no use; 5 some rows could not be read.
    """
    import pyarrow as pa

    from inforce.base.dates import parse_day
    from inforce.cli.output import write
    from inforce.cli.settings import memory
    from inforce.read import ColumnMap, read_mapping
    from inforce.read.trade import MEMORY, OBSERVATION, trade_file

    _apart(files, out)
    names = read_mapping(mapping) if mapping else ColumnMap()
    day = parse_day(published) if published else None
    read_as = partial(trade_file, mapping=names, published_on=day, claims=claims, memory=memory(MEMORY))
    told = _Told()
    write(pa.RecordBatchReader.from_batches(OBSERVATION, _observations(files, read_as, told)), Format.PARQUET, out)
    if issues:
        _keep(told.issues, issues)
    typer.echo("\n".join(told.of_files), err=True)
    _tell(told.issues, issues)
    raise typer.Exit(5 if told.failed else 0)


def sums(
    files: Annotated[list[Path], typer.Argument(metavar="OBSERVATIONS…", help="Parquet, as `inforce trade read` makes it.")],
    aside: Annotated[
        Path | None,
        typer.Option(
            metavar="FINDINGS",
            help="What `inforce screen` found, as Parquet: rows of its trade.miscoded stay out. Else they are sought here.",
        ),
    ] = None,
    known: PublishedOption = "",
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
) -> None:
    """Sums observations of trade with the DPRK: a row for each State, measure, period and flow, for `inforce ledger STATE --sums FILE`.

    The newest publication of each flow counts, in t, kl, bbl and US dollars; a flow that gives none of these is counted as unmeasured,
    never as zero. Rows that look like trade with South Korea are set aside and counted. What is in no sum is told.
    """
    from inforce.base.dates import parse_day
    from inforce.cli.output import write
    from inforce.law import load
    from inforce.trade.aside import aside as sought
    from inforce.trade.aside import found_aside
    from inforce.trade.sums import checked
    from inforce.trade.sums import sums as summed

    checked(files)
    last = parse_day(known) if known else None
    kept_out = found_aside(aside) if aside else sought(files, last)
    made = summed(files, load(), aside=kept_out, known=last)
    write(made.table, format, out, ("state", "measure", "period", "flow", "rows", "t", "kl", "bbl", "usd", "zero", "quarantined"))
    typer.echo(f"{made.table.num_rows:,} sums. Set aside, as possible trade with South Korea: {len(kept_out):,} observations.", err=True)
    for said in made.left_out:
        typer.echo(f"In no sum: {said}", err=True)


def _apart(files: "Sequence[str]", out: Path) -> None:
    from inforce.base.errors import UsageError

    if any(Path(f).resolve() == out.resolve() for f in files):
        raise UsageError(f"--out {out} is a file that is read. Give another name, so that what was published stays as it was.")
    if len({Path(f).name for f in files}) < len(files):
        raise UsageError("Two files have one name, by which their rows are named. Read them one by one, or rename one.")


@dataclass
class _Told:
    """What is said when all is written."""

    issues: "list[Issue]" = field(default_factory=list)
    of_files: list[str] = field(default_factory=list)
    failed: int = 0


def _observations(
    files: "Sequence[str]", read_as: "Callable[[str], AbstractContextManager[TradeFile]]", told: _Told
) -> "Iterator[pa.RecordBatch]":
    """The rows of one file after the other; each is done with before the next is read."""
    for file in files:
        with read_as(file) as trade:
            n = 0
            for batch in trade.batches:
                n += batch.num_rows
                yield batch
            failed = f"; not read: {trade.failed:,} rows" if trade.failed else ""
            told.of_files.append(f"{file}: {n:,} observations, layout {trade.layout}{failed}.")
            told.issues += trade.issues
            told.failed += trade.failed


def _keep(told: "Iterable[Issue]", file: Path) -> None:
    from dataclasses import asdict

    import pyarrow as pa

    from inforce.cli.output import write

    columns = ("source", "locator", "value", "problem")
    write(pa.Table.from_pylist([asdict(i) for i in told], schema=pa.schema([(c, pa.string()) for c in columns])), Format.CSV, file)


def _tell(told: "Sequence[Issue]", kept: Path | None) -> None:
    """Each kind of problem once, with how often, and where first."""
    from inforce.cli.output import shown

    kinds: dict[tuple[str, str], list[Issue]] = {}
    further: Counter[tuple[str, str]] = Counter()
    for i in told:
        more = re.fullmatch(r"(\d+) more: (.*)", i.problem)
        if more:
            further[i.source, more[2]] += int(more[1])
        else:
            kinds.setdefault((i.source, i.problem), []).append(i)
    for (source, problem), found in list(kinds.items())[:_KINDS]:
        where = "; ".join(f"{i.locator}: {i.value!r}" for i in found[:_EXAMPLES])
        n = len(found) + further[source, problem]
        typer.echo(shown(f"{source}, {n:,} times: {problem} ({where}{', …' if n > _EXAMPLES else ''})"), err=True)
    if len(kinds) > _KINDS:
        typer.echo(f"And {len(kinds) - _KINDS:,} further kinds of problem.", err=True)
    if told and not kept:
        typer.echo("Row by row, the first hundred of each kind: --issues FILE.", err=True)
