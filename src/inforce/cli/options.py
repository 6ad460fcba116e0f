"""Options that several verbs have, each declared once. Those of how and where a table is written are in output.py."""

from pathlib import Path
from typing import Annotated

import typer

KnownOption = Annotated[
    str, typer.Option(metavar="DAY", help="Answer with the lists as known on that day. Else the newest edition held of each.")
]
PublishedOption = Annotated[str, typer.Option("--known", metavar="DAY", help="Leave out what was published later.", show_default=False)]
ListsOption = Annotated[list[str] | None, typer.Option("--list", metavar="LIST", help="Only this list; may be repeated.")]
WithoutOption = Annotated[list[str] | None, typer.Option(metavar="CHECK", help="Leave this check out; may be repeated.")]
MappingOption = Annotated[Path | None, typer.Option(metavar="FILE", help="TOML that says what your columns are.", show_default=False)]
AcceptOption = Annotated[
    str,
    typer.Option(metavar="WHY", help="Why a large loss of entries, or an older file, is right; kept with the edition.", show_default=False),
]
ProfileOption = Annotated[
    str, typer.Option(metavar="PROFILE", help="How names are compared: customer, payment, investigator or ofac; see docs/matching.md.")
]
