"""`inforce tracks` and `inforce screen --of track`: positions of ships, filed by day and screened."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inforce.cli.output import Format, FormatOption, OutOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inforce.base.nouns import Run
    from inforce.reference import Reference
    from inforce.run.gather import Gathered
    from inforce.run.local import Screening
    from inforce.run.windows import Engine, Tracks
    from inforce.store.tracks import TrackStore

_SHOWN = ("outcome", "check_id", "subject", "day", "why")
_Files = Annotated[list[str], typer.Argument(metavar="FILE…", help="CSV (NOAA, Danish, exactEarth, GFW or mapped), Parquet or NMEA 0183.")]
_Mapping = Annotated[Path | None, typer.Option(metavar="FILE", help="TOML that says what your columns are.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Adds the verb `tracks` to the command line."""
    tracks = typer.Typer(no_args_is_help=True, help="Positions of ships: files them by day, and screens what is filed.")
    tracks.command("add")(add)
    tracks.command("screen")(screen)
    app.add_typer(tracks, name="tracks")


def add(files: _Files, mapping: _Mapping = None) -> None:
    """Files positions and static reports by UTC day under INFORCE_HOME; what was filed before is not filed twice.

    Columns with other names are mapped as for `inforce screen`: "their name" = "mmsi", t, lat, lon, sog, cog, heading, imo, name …;
    beside it dates = "day-first" and zone = "Asia/Seoul" for local times. Rejected rows are kept with the reason.
    """
    from inforce.cli.settings import home
    from inforce.store.tracks import TrackStore

    told = _gather(files, TrackStore(home() / "tracks"), mapping)
    raise typer.Exit(5 if told.rejected else 0)


def screen(
    known: Annotated[str, typer.Option(metavar="DAY", help="Answer with the lists as known on that day. Else the newest held.")] = "",
    without: Annotated[list[str] | None, typer.Option(metavar="CHECK", help="Leave this check out; may be repeated.")] = None,
    format: FormatOption = Format.AUTO,
    out: OutOption = None,
) -> None:
    """Screens all that `inforce tracks add` filed. Days that did not change since the last time are not worked on again."""
    from inforce.base.dates import parse_day
    from inforce.cli.settings import home
    from inforce.reference import build
    from inforce.run.windows import Engine
    from inforce.store.archive import Archive
    from inforce.store.tracks import TrackStore

    store = TrackStore(home() / "tracks")
    screening = screening_of(build(Archive(home()), parse_day(known) if known else None), without or ())
    screening.rows["track"] = sum(store.sizes().values())
    _follow(screening, store, Engine(kept=home() / "tracks" / "steps"), None, without or (), format, out)


def screened(
    files: "Sequence[str]", mapping: Path | None, screening: "Screening", without: "Sequence[str]", to: tuple[Format, Path | None]
) -> "Run":
    """Screens files of positions without keeping them: they are filed in a directory that goes when it is done."""
    from tempfile import TemporaryDirectory

    from inforce.store.tracks import TrackStore

    with TemporaryDirectory(prefix="inforce-") as folder:
        store = TrackStore(Path(folder))
        told = _gather(files, store, mapping)
        screening.rows["track"] = told.positions
        return _follow(screening, store, None, told, without, *to)


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
    typer.echo(f"Read {told.rows:,} rows: {told.positions:,} positions; rejected: {told.rejected.total():,}.", err=True)
    return told


def _follow(
    screening: "Screening",
    tracks: "Tracks",
    engine: "Engine | None",
    told: "Gathered | None",
    without: "Sequence[str]",
    format: Format,
    out: Path | None,
) -> "Run":
    """Screens, writes, tells and keeps the record."""
    from inforce.base.tables import findings_table
    from inforce.cli.output import write
    from inforce.cli.settings import home, now
    from inforce.run.local import sort_key
    from inforce.store.runs import keep

    started_at = now()
    found = sorted(screening.follow(tracks, engine), key=sort_key)
    write(findings_table(found), format, out, _SHOWN)
    issues, inputs, failed = (told.issues, told.inputs, told.rejected.total()) if told else ([], [], 0)
    run = screening.record(issues, inputs, failed, without)
    for left in run.not_checked:
        typer.echo(f"Not checked: {left}", err=True)
    counts = ", ".join(f"{n:,} {o}" for o, n in sorted(screening.outcomes.items())) or "nothing found"
    rows = ", ".join(f"{n:,} rows of {kind}" for kind, n in run.rows)
    typer.echo(f"Screened {rows or 'no row'} with {', '.join(run.checks) or 'no check'}: {counts}.", err=True)
    typer.echo(f"Record of this run: {keep(home(), run, started_at)}", err=True)
    return run
