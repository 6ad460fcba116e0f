"""`inforce ledger`: what a State owes, has on paper, reports, and is shown and said to do, cell by cell."""

import shutil
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inforce.cli.options import PublishedOption
from inforce.cli.output import OutOption

if TYPE_CHECKING:
    from datetime import date

    import pyarrow as pa

    from inforce.law.supplies import Supply
    from inforce.reports.ledger import Ledger
    from inforce.reports.ledger_conduct import Held


class Form(StrEnum):
    """How the ledger is written: text, JSON, a row per cell as CSV, or an HTML page that needs nothing else."""

    AUTO = "auto"
    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    HTML = "html"


StateArgument = Annotated[str, typer.Argument(metavar="STATE", help="A State, by its code or English name.")]
DayOption = Annotated[
    str, typer.Option(metavar="DAY", help="The last day looked at. Else that of --known, else today.", show_default=False)
]
SumsOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Sums of trade observations, as Parquet; docs/ledger.md says which columns.")
]
FindingsOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="What `inforce screen --of trade` found, as Parquet: its trade.mirror_gap are evidence (E3), its trade.miscoded are shown.",
        show_default=False,
    ),
]
ReportsOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="A CSV of reports to the Committee, to count beside those that ship; docs/law.md says which columns.",
        show_default=False,
    ),
]
FormOption = Annotated[Form, typer.Option("--format", "-f", help="auto: text on a terminal, else JSON, or what the name of --out ends in.")]


def register(app: typer.Typer) -> None:
    """Adds the verb `ledger` to the command line."""
    app.command("ledger")(ledger)


def ledger(
    state: StateArgument,
    day: DayOption = "",
    known: PublishedOption = "",
    since: Annotated[str, typer.Option(metavar="DAY", help="The first day looked at.")] = "2016-01-01",
    about: Annotated[
        list[str] | None,
        typer.Option(metavar="WHAT", help="Only this measure, resolution or subject (coal); may be given again.", show_default=False),
    ] = None,
    sums: SumsOption = None,
    findings: FindingsOption = None,
    reports: ReportsOption = None,
    format: FormOption = Form.AUTO,
    out: OutOption = None,
) -> None:
    """Shows, for a State, each duty and period: paper, reports, evidence by class, claims, and a status that is never a score.

    The share of cells that cannot be assessed comes first. What is not held here may exist.
    """
    from inforce.base.dates import parse_day
    from inforce.cli.output import Format, chosen, opened, write
    from inforce.reports import ledger as ledgers
    from inforce.reports.ledger_tables import rows

    known_here = held(known, sums, findings, reports)
    made = ledgers.ledger(known_here, code(state), last_day(day, known), parse_day(since), about or ())
    form = form_of(format, out.suffix if out else "", on_terminal=chosen(Format.AUTO, out) == Format.TABLE)
    if form == Form.CSV:
        typer.echo("\n".join(filter(None, (made.headline, made.left_out))), err=True)
        write(rows(made), Format.CSV, out)
        return
    with opened(out) as file:
        file.write(_text(made, form, known_here).encode())


def _text(made: "Ledger", form: Form, known_here: "Held") -> str:
    from inforce.cli.output import as_json
    from inforce.cli.relief import plain
    from inforce.reports.claims import weighed
    from inforce.reports.ledger_page import page
    from inforce.reports.ledger_tables import as_object, document

    if form == Form.HTML:
        told = weighed(known_here, known_here.claims, made.day, made.state)
        gaps = [g for g in known_here.astray if known_here.known_by(g.known)]
        return page(made, told, known_here.of(made.state), gaps)
    if form == Form.JSON:
        return as_json(as_object(made), 1) + "\n"
    return plain(document(made), min(max(shutil.get_terminal_size((100, 24)).columns, 80), 160))


def form_of(form: Form, ending: str, on_terminal: bool) -> Form:
    """What `auto` means here."""
    if form != Form.AUTO:
        return form
    named = {".html": Form.HTML, ".csv": Form.CSV, ".txt": Form.TABLE, ".json": Form.JSON}
    return named.get(ending.lower(), Form.TABLE if on_terminal else Form.JSON)


def held(known: str, sums: Path | None, findings: Path | None = None, reports: Path | None = None) -> "Held":
    """What ships: the law, reports, records and statements, with sums and gaps of trade and further reports where files are named."""
    from dataclasses import replace

    from inforce.base.dates import parse_day
    from inforce.law import load
    from inforce.law.documented import documented
    from inforce.law.supplies import embedded
    from inforce.reference import Reference
    from inforce.reports.ledger_aside import aside_in
    from inforce.reports.ledger_conduct import Held
    from inforce.reports.ledger_mirror import astray_in, read_findings
    from inforce.talks import statements

    ref = Reference(load(), parse_day(known) if known else None, supplies=_with(reports, embedded()))
    made = Held(ref, documented(), statements(), _sums(sums, ref.known) if sums else None)
    if not findings:
        return made
    found = read_findings(findings)
    return replace(made, astray=astray_in(found, findings.name), aside=tuple(aside_in(found)))


def _with(file: Path | None, supplies: "tuple[Supply, ...]") -> "tuple[Supply, ...]":
    """The reports with those of the file. Raises InputError for a row that cannot be read: a month that is lost would be called missing."""
    from inforce.base.errors import InputError
    from inforce.law.supplies import read_file, with_filed

    if not file:
        return supplies
    filed, issues = read_file(file)
    if issues:
        raise InputError(f"{issues[0].source}, {issues[0].locator}: {issues[0].problem}. Mend the row.")
    return with_filed(supplies, filed, file.name)


def code(state: str) -> str:
    """The State's code. Raises UsageError where the word names none."""
    from inforce.base.errors import UsageError
    from inforce.base.places import country

    found = country(state)
    if not found:
        raise UsageError(f"{state!r} is no State that is known here. Write its ISO 3166 code, for example CN, or its English name.")
    return found


def last_day(day: str, known: str) -> "date":
    """The last day looked at. Raises UsageError for one that has not come: of what is still to be done nothing can be held."""
    from inforce.base.dates import parse_day
    from inforce.base.errors import UsageError
    from inforce.cli.settings import today

    last = parse_day(day or known) if day or known else today()
    if last > today():
        raise UsageError(f"{last} has not come yet. Name a day up to today with --day.")
    return last


def _sums(path: Path, known: "date | None") -> "pa.Table":
    import pyarrow.parquet as pq
    from pyarrow import ArrowException

    from inforce.base.errors import InputError
    from inforce.reports.ledger_conduct import read_sums

    try:
        return read_sums(pq.read_table(path), path.name, known)
    except (OSError, ArrowException) as e:
        raise InputError(f"{path} cannot be read as Parquet: {e}. Give a file of sums of trade observations.") from e
