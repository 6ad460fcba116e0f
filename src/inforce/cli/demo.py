"""`inforce demo`: screens the example with the register and the law that ship, and compares what is found with what was recorded."""

import json
import shutil
import sys
from collections import Counter
from enum import StrEnum
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Annotated

import typer

from inforce.cli.output import Format, as_json, objects, opened, write

if TYPE_CHECKING:
    from inforce.cli.example.page import Subject
    from inforce.reference import Reference
    from inforce.run.local import Result

EXAMPLE = "inforce.cli.example"
FILES = {"party": "parties.csv", "vessel": "vessels.csv", "goods": "goods.csv"}
RECORD = "If that is meant, record them: inforce demo --format recorded > src/inforce/cli/example/expected.json"


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
    if format == Form.JSON:
        write(result.findings, Format.JSON)
    else:
        width = min(max(shutil.get_terminal_size((96, 24)).columns, 80), 100)
        text = page(subjects, result, ref, width) if format == Form.PAGE else as_recorded(result)
        with opened(None) as out:
            out.write(text.encode())
    if format != Form.RECORDED:  # that one is for writing expected.json anew
        _compare(result)


def _compare(result: "Result") -> None:
    expected = (files(EXAMPLE) / "expected.json").read_text(encoding="utf-8")
    if told := differences(expected, as_recorded(result)):
        sys.stderr.write(f"{told}inforce: the findings are not those recorded with this release: see the lines above. {RECORD}\n")
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

    with as_file(files(EXAMPLE)) as example:
        tables = {kind: read_subjects(example / name, of=kind).tables[kind] for kind, name in FILES.items()}
    ref = build(Archive(home()), get("embedded").compiled, ["embedded"])  # that list alone, whatever is held on this machine
    ours = [c for c in every().values() if c.find.__module__.startswith("inforce.checks.")]
    return [(kind, row) for kind in FILES for row in tables[kind].to_pylist()], run(ours, tables, ref), ref


def as_recorded(result: "Result") -> str:
    """What expected.json holds: a line for each finding. Not its id, which changes with every word of the law."""
    found = [
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
    return "[\n" + ",\n".join(map(as_json, found)) + "\n]\n"


def differences(then: str, now: str) -> str:
    """A line for each finding that is recorded and was not found, or found and not recorded; '' when there is none."""
    lost, new = (Counter(as_json(f) for f in json.loads(text)) for text in (then, now))
    lines = [
        *(f"recorded, not found: {f}" for f in (lost - new).elements()),
        *(f"found, not recorded: {f}" for f in (new - lost).elements()),
    ]
    return "".join(f"{line}\n" for line in lines)
