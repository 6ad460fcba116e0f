"""`inforce demo`: screens the example with the register and the law that ship, and compares what is found with what was recorded."""

import json
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Annotated

import typer

from inforce.cli.output import Format, as_json, objects, opened, write

if TYPE_CHECKING:
    from inforce.cli.example.page import Row, Subject
    from inforce.reference import Reference
    from inforce.run.local import Result

FILES = {"party": "parties.csv", "vessel": "vessels.csv", "goods": "goods.csv"}


class Form(StrEnum):
    """What `inforce demo` prints: a page to read, the findings, or of the findings what expected.json records."""

    PAGE = "page"
    JSON = "json"
    RECORDED = "recorded"


def register(app: typer.Typer) -> None:
    """Adds the verb `demo` to the command line."""
    app.command()(demo)


def demo(
    format: Annotated[Form, typer.Option(help="page, json (the findings), or recorded (what of them is compared).")] = Form.PAGE,
) -> None:
    """Screens fictional shipments and payments with what ships: no network, no setup.

    Ends with 0 only if the findings equal those recorded with this release.
    """
    from inforce.cli.example.page import page

    subjects, result, ref = screened()
    now = recorded(result)
    if format == Form.JSON:
        write(result.findings, Format.JSON)
    else:
        width = min(max(shutil.get_terminal_size((96, 24)).columns, 80), 100)
        text = page(subjects, result, ref, width) if format == Form.PAGE else "[\n" + ",\n".join(map(as_json, now)) + "\n]\n"
        with opened(None) as out:
            out.write(text.encode())
    then = json.loads((files("inforce.cli.example") / "expected.json").read_text(encoding="utf-8"))
    if told := differences(then, now):
        sys.stderr.write("\n".join([*told, "inforce: the findings are not those recorded with this release; see the lines above.\n"]))
        raise typer.Exit(1)


def screened() -> tuple[list["Subject"], "Result", "Reference"]:
    """The example's rows in their order, each with its kind; what our own checks find in them; and the Reference they used."""
    from inforce.checks import every
    from inforce.cli.settings import home
    from inforce.lists import get
    from inforce.read import read_subjects
    from inforce.reference import build
    from inforce.run.local import run
    from inforce.store.archive import Archive

    with as_file(files("inforce.cli.example")) as example:
        tables = {kind: read_subjects(example / name, of=kind).tables[kind] for kind, name in FILES.items()}
    ref = build(Archive(home()), get("embedded").compiled, ["embedded"])  # that list alone, whatever is held on this machine
    ours = [c for c in every().values() if c.find.__module__.startswith("inforce.checks.")]
    return [(kind, row) for kind in FILES for row in tables[kind].to_pylist()], run(ours, tables, ref), ref


def recorded(result: "Result") -> list["Row"]:
    """What expected.json holds of each finding. Not its id: that changes with every word of the law."""
    return [
        {
            "subject": f["subject"],
            "check": f["check_id"],
            "outcome": f["outcome"],
            "designation": f["facts"].get("designation", ""),
            "basis": f["basis"],
            "score": f["score"] and round(f["score"], 4),
        }
        for f in objects(result.findings)
    ]


def differences(expected: Sequence["Row"], found: Sequence["Row"]) -> list[str]:
    """One line for each finding that is recorded and was not found, or found and not recorded."""
    then, now = (Counter(as_json(f) for f in findings) for findings in (expected, found))
    return [f"recorded, not found: {f}" for f in (then - now).elements()] + [f"found, not recorded: {f}" for f in (now - then).elements()]
