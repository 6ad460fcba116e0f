"""The launcher, tried on a checkout of its own with stand-ins for what it installs."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

RUN = Path(__file__).parents[1] / "run"
STAND_IN = '#!/bin/sh\necho ran $(basename $0) $*\n[ "$3" != fail ]\n'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout in which everything is installed already."""
    shutil.copy(RUN, tmp_path / "run")
    (tmp_path / "requirements.lock").write_text("a==1\n# tools\nb==2\n")
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/packages.stamp").write_text(f"{sys.version}a==1\n")
    (tmp_path / ".venv/tools.stamp").write_text(f"{sys.version}a==1\nb==2\n")
    (tmp_path / ".venv/bin/python").write_text(STAND_IN)
    (tmp_path / ".venv/bin/python").chmod(0o755)
    return tmp_path


def launch(checkout: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, checkout / "run", *args], capture_output=True, text=True, check=False, cwd="/")


def test_it_stays_small() -> None:
    assert len(RUN.read_text().splitlines()) <= 60


def test_an_old_python_can_read_it_and_is_told_what_is_needed() -> None:
    ast.parse(RUN.read_text(), feature_version=(3, 7))
    older = f"import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path({str(RUN)!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", older], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr


def test_what_is_no_tool_is_an_inforce_command(checkout: Path) -> None:
    done = launch(checkout, "screen", "a b.csv", "--day", "2018-01-01")
    assert done.stdout == "ran python -m inforce screen a b.csv --day 2018-01-01\n"


def test_without_a_word_it_shows_the_commands(checkout: Path) -> None:
    assert launch(checkout).stdout == "ran python -m inforce --help\n"


def test_a_tool_gets_the_arguments(checkout: Path) -> None:
    assert launch(checkout, "test", "--all").stdout == "ran python -m pytest --all\n"


def test_every_part_of_a_check_runs_even_after_one_failed(checkout: Path) -> None:
    (checkout / ".venv/bin/python").write_text(STAND_IN.replace("!= fail", "!= format"))
    done = launch(checkout, "check")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 5


def test_nothing_is_installed_twice(checkout: Path) -> None:
    assert launch(checkout, "test").stderr == ""


def test_a_changed_lock_is_installed_and_a_failure_said_on_stderr(checkout: Path) -> None:
    (checkout / "requirements.lock").write_text("./no-such-package\n# tools\n")
    done = launch(checkout, "demo")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "run: making .venv:" in done.stderr
    assert "run: stopped, for the reason above." in done.stderr
    assert not (checkout / ".venv/packages.stamp").exists()


def test_everything_written_lies_in_venv_and_inforce(checkout: Path) -> None:
    before = {p.name for p in checkout.iterdir()}
    launch(checkout, "demo")
    assert {p.name for p in checkout.iterdir()} - before == {".inforce"}
