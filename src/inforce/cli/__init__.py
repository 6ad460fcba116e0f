"""The command line: verbs in, tables out. Data goes to stdout, messages to stderr; no logic lives here.

Exit codes: 0 done; 1 internal error; 2 usage; 3 configuration, or a list that is missing, stale or damaged; 4 network;
5 some rows failed. An error and a clean answer never share a code.
"""

import errno
import gc
import os
import sys
import warnings
from copy import copy

import typer

from inforce.base.errors import ConfigError, InforceError
from inforce.cli import again, compare, demo, law, ledger, ledger_beside, lists, read, relief, screen, talks, tracks, trade
from inforce.cli.output import shown

app = typer.Typer(name="inforce", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)

_COLLECT = 20_000, 20, 100  # what is imported, read and found has hardly a cycle: to look for them as often as Python does costs 6 in 100

VERBS = (again, compare, demo, law, ledger, ledger_beside, lists, read, relief, screen, talks, trade, tracks)

for verb in VERBS:  # each file is a verb; what it needs it imports when called, so that --help is quick
    verb.register(app)


@app.callback()
def inforce() -> None:
    """What is prohibited, who and what it catches: for any day, with the law and the evidence attached.

    This is no legal advice, and a hit is no accusation.
    """


def main() -> None:
    """Runs the command line. Warnings are told on stderr. An InforceError is told there and sets the exit code; anything else is a bug and
    shows whole."""
    gc.set_threshold(*_COLLECT)
    _open_streams()
    called = _with(next((a for a in sys.argv[1:] if not a.startswith("-")), ""))
    warnings.formatwarning = lambda message, *_: f"inforce: {shown(str(message))}\n"
    try:
        called(prog_name="inforce")
    except InforceError as e:
        lines = (shown(line) for line in str(e).split("\n"))  # a message may quote what stood in a file
        print("inforce:", "\n".join(lines), file=sys.stderr)  # noqa: T201
        sys.exit(e.exit_code)
    except OSError as e:
        if e.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        print(f"inforce: A disk is full: {e.filename or 'what was to be written is not whole'}. Make room.", file=sys.stderr)  # noqa: T201
        sys.exit(ConfigError.exit_code)


def _open_streams() -> None:
    """Where stdout was closed before the start, it is a pipe that nobody reads: what is not written is not taken for done."""
    if sys.stdout is None:
        nobody, ours = os.pipe()
        os.close(nobody)
        sys.stdout = open(ours, "w", encoding="utf-8")  # noqa: SIM115  open until the end
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _with(verb: str) -> typer.Typer:
    """The command line with that verb alone, if it has it: to make ready the options of all takes as long as to screen a row."""
    commands = [c for c in app.registered_commands if (c.name or getattr(c.callback, "__name__", "")) == verb]
    groups = [g for g in app.registered_groups if g.name == verb]
    if not commands and not groups:
        return app
    found = copy(app)
    found.registered_commands, found.registered_groups = commands, groups
    return found
