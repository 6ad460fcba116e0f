"""`inforce tracks` and `inforce screen --of track`: positions of ships, filed by day and screened."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inforce.cli.options import KnownOption, MappingOption, WithoutOption
from inforce.cli.output import Format, FormatOption, OutOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inforce.base.nouns import Finding, Run
    from inforce.reference import Reference
    from inforce.reports.sea_index import Found
    from inforce.run.gather import Gathered
    from inforce.run.local import Screening
    from inforce.run.windows import Engine
    from inforce.store.tracks import TrackStore

_SHOWN = ("outcome", "check_id", "subject", "day", "why")
_Files = Annotated[list[str], typer.Argument(metavar="FILE…", help="CSV (NOAA, Danish, exactEarth, GFW or mapped), Parquet or NMEA 0183.")]
HtmlOption = Annotated[
    Path | None,
    typer.Option(
        "--html", metavar="FOLDER", help="Also write pages there: all findings on a map, and a page for each ship.", show_default=False
    ),
]


@dataclass(frozen=True)
class To:
    """Where findings go: the form, the file (None: stdout), and a folder for pages (None: none)."""

    format: Format
    out: Path | None
    html: Path | None = None


def register(app: typer.Typer) -> None:
    """Adds the verb `tracks` to the command line."""
    tracks = typer.Typer(no_args_is_help=True, help="Positions of ships: files them by day, and screens what is filed.")
    tracks.command("add")(add)
    tracks.command("screen")(screen)
    tracks.command("page")(page)
    app.add_typer(tracks, name="tracks")


def add(files: _Files, mapping: MappingOption = None) -> None:
    """Files positions and static reports by UTC day under INFORCE_HOME; what was filed before is not filed twice.

    Columns with other names are mapped as for `inforce screen`: "their name" = "mmsi", t, lat, lon, sog, cog, heading, imo, name …;
    beside it dates = "day-first" and zone = "Asia/Seoul" for local times. Rejected rows are kept with the reason.
    """
    from inforce.cli.settings import home

    told = _gather(files, _store(home() / "tracks"), mapping)
    raise typer.Exit(5 if told.rejected else 0)


def screen(
    known: KnownOption = "",
    without: WithoutOption = None,
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
    html: HtmlOption = None,
) -> None:
    """Screens all that `inforce tracks add` filed. Days that did not change since the last time are not worked on again."""
    from inforce.cli.settings import home, reference

    store = _store(home() / "tracks")
    screening = screening_of(reference(known), without or ())
    screening.rows["track"] = sum(store.sizes().values())
    _follow(screening, store, _engine(home() / "tracks" / "steps"), None, without or (), To(format, out, html))


def page(
    ship: Annotated[str, typer.Argument(metavar="SHIP", help="Her MMSI, or her IMO number: then all numbers under which it was sent.")],
    html: Annotated[Path, typer.Option("--html", metavar="FILE", help="Write the page there.", show_default=False)],
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE…", help="Files of positions. Else what `inforce tracks add` filed.", show_default=False),
    ] = None,
    known: KnownOption = "",
    mapping: MappingOption = None,
) -> None:
    """Writes the page of one ship: map, track, what was found, and what her transponder said of her, over time.

    All ships are screened, since only the others tell whether her silence was her own. The page is one file and
    fetches nothing.
    """
    from tempfile import TemporaryDirectory

    from inforce.cli.settings import home, reference
    from inforce.run.pile import Pile

    with TemporaryDirectory(prefix="inforce-") as folder:
        store = _store(Path(folder) if files else home() / "tracks")
        if files:
            _gather(files, store, mapping)
        ships = _numbers(ship, store)
        screening = screening_of(reference(known), ())
        screening.rows["track"] = sum(store.sizes().values())
        with Pile() as pile:
            screening.follow(store, pile, _engine(None if files else home() / "tracks" / "steps"))
            _write_page(html, _run_of(screening, store, list(pile.findings())), ships)


def _store(folder: Path) -> "TrackStore":
    from inforce.cli.settings import memory
    from inforce.store.tracks import TrackStore

    return TrackStore(folder, memory())


def _engine(kept: Path | None = None) -> "Engine":
    from inforce.cli.settings import memory
    from inforce.run.windows import Engine

    return Engine(memory=memory(), kept=kept)


def _numbers(ship: str, store: "TrackStore") -> tuple[int, ...]:
    """The MMSIs meant: nine digits are one, else those under which the IMO number was sent. Raises UsageError where nothing is held."""
    from inforce.base.errors import UsageError
    from inforce.base.ids import clean_imo

    if imo := clean_imo(ship):
        if ships := store.numbers_of(imo):
            return tuple(ships)
        raise UsageError(f"IMO {imo} was sent by no ship in these positions. Name her by her MMSI, nine digits.")
    if not (ship.isascii() and ship.isdigit() and len(ship) <= 9):
        raise UsageError(f"{ship!r} is neither an MMSI (nine digits) nor an IMO number (seven digits, the last a check digit).")
    fixes, reports = store.of([int(ship)])
    if not fixes.num_rows and not reports.num_rows:
        raise UsageError(f"There is no position and no static report of MMSI {int(ship):09}. Name a number that is in these files.")
    return (int(ship),)


def _run_of(screening: "Screening", store: "TrackStore", findings: "Sequence[Finding]") -> "Found":
    from inforce.reports.sea_index import found

    checks = {c.id: c for c in screening.checks}
    left_open = screening.record().not_checked
    return found(findings, store.of, screening.ref, checks, left_open)


def _write_page(file: Path, run: "Found", ships: tuple[int, ...]) -> None:
    from inforce.cli.output import opened
    from inforce.reports.vessel import vessel_page

    with opened(file) as to:
        to.write(vessel_page(run.heard(ships), run.ref.places, run.ref.zones).encode())
    typer.echo(f"Page of MMSI {' and '.join(f'{m:09}' for m in ships)}: {file}", err=True)


def _write_pages(folder: Path, run: "Found") -> None:
    from inforce.base.errors import ConfigError
    from inforce.cli.output import opened
    from inforce.reports.sea_index import INDEX, pages

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise ConfigError(f"{folder} cannot be made: {e.strerror}. Name a folder with --html.") from e
    n = 0
    for name, text in pages(run):
        with opened(folder / name) as to:
            to.write(text.encode())
        n += 1
    typer.echo(f"Pages: {n:,}; all findings on a map: {folder / INDEX}", err=True)


def screened(files: "Sequence[str]", mapping: Path | None, screening: "Screening", without: "Sequence[str]", to: To) -> "Run":
    """Screens files of positions without keeping them: they are filed in a directory that goes when it is done."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="inforce-") as folder:
        store = _store(Path(folder))
        told = _gather(files, store, mapping)
        screening.rows["track"] = told.positions
        return _follow(screening, store, _engine(), told, without, to)


def screening_of(ref: "Reference", without: "Sequence[str]") -> "Screening":
    """All checks but those left out. Raises UsageError for one that there is not."""
    from inforce.base.errors import UsageError
    from inforce.checks import every
    from inforce.run.local import Screening

    checks = every()
    if unknown := sorted(set(without) - set(checks)):
        raise UsageError(f"--without {' '.join(unknown)}: no such check. There are {', '.join(checks)}.")
    return Screening([c for c in checks.values() if c.id not in without], ref)


def _gather(files: "Sequence[str]", store: "TrackStore", mapping: Path | None) -> "Gathered":
    from inforce.read import read_mapping
    from inforce.run.gather import gather

    told = gather(files, store, read_mapping(mapping) if mapping else None)
    for issue in told.issues:
        typer.echo(f"{issue.source}, {issue.locator}: {issue.problem}", err=True)
    statics = f", {told.statics:,} static reports" if told.statics else ""
    typer.echo(f"Read {told.rows:,} rows: {told.positions:,} positions{statics}; rejected: {told.rejected.total():,}.", err=True)
    return told


def _follow(
    screening: "Screening",
    tracks: "TrackStore",
    engine: "Engine",
    told: "Gathered | None",
    without: "Sequence[str]",
    to: To,
) -> "Run":
    """Screens, writes, tells and keeps the record."""
    from inforce.cli.output import write
    from inforce.cli.settings import home, now
    from inforce.run.pile import Pile
    from inforce.store.runs import keep

    started_at = now()
    with Pile() as pile:
        screening.follow(tracks, pile, engine)
        write(pile.reader(), to.format, to.out, _SHOWN)
        pages = _run_of(screening, tracks, list(pile.findings())) if to.html else None
    issues, inputs, failed = (told.issues, told.inputs, told.rejected.total()) if told else ([], [], 0)
    run = screening.record(issues, inputs, failed, without)
    for left in run.not_checked:
        typer.echo(f"Not checked: {left}", err=True)
    counts = ", ".join(f"{n:,} {o}" for o, n in sorted(screening.outcomes.items())) or "nothing found"
    rows = ", ".join(f"{n:,} rows of {kind}" for kind, n in run.rows)
    typer.echo(f"Screened {rows or 'no row'} with {', '.join(run.checks) or 'no check'}: {counts}.", err=True)
    if to.html and pages:
        _write_pages(to.html, pages)
    typer.echo(f"Record of this run: {keep(home(), run, started_at)}", err=True)
    return run
