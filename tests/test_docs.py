"""The documents are true: they name all there is, their links lead somewhere, and what the README shows runs."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from inforce.checks import every
from inforce.cli import app
from inforce.lists import ids

HOME = Path(__file__).parents[1]
PAGES = {p.relative_to(HOME).as_posix(): p.read_text(encoding="utf-8") for p in (*HOME.glob("*.md"), *HOME.glob("docs/**/*.md"))}
HAND_WRITTEN = "\n".join(text for text in PAGES.values() if "Written by docs/generate.py" not in text)
TOOLS = ("test", "check", "tidy", "quality", "speed")  # not started here: `./run test` is what runs this


def commands(command: object, name: str) -> Iterator[str]:
    yield name
    for word, under in getattr(command, "commands", {}).items():
        yield from commands(under, f"{name} {word}")


def settings() -> set[str]:
    source = (p.read_text(encoding="utf-8") for p in (*HOME.glob("src/**/*.py"), *HOME.glob("tests/**/*.py"), HOME / "run"))
    return {name for text in source for name in re.findall(r"INFORCE_[A-Z_]+\b", text) if not name.endswith("_")}


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGES["README.md"], re.MULTILINE | re.DOTALL)


def commands_shown() -> list[str]:
    return [line for block in blocks("sh") for line in block.splitlines() if line.startswith("./run ")]


@pytest.mark.parametrize("command", [*commands(typer.main.get_command(app), "inforce")])
def test_every_command_is_on_its_page(command: str) -> None:
    assert f"\n## {command}\n" in PAGES["docs/cli.md"]


@pytest.mark.parametrize("check", every())
def test_every_check_has_a_page(check: str) -> None:
    assert f"docs/checks/{check}.md" in PAGES


@pytest.mark.parametrize("list_id", ids())
def test_every_list_has_a_page(list_id: str) -> None:
    assert f"docs/lists/{list_id}.md" in PAGES


@pytest.mark.parametrize("setting", sorted(settings()))
def test_every_setting_is_explained(setting: str) -> None:
    assert f"| `{setting}` |" in PAGES["docs/how-it-works.md"]


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_what_is_there(page: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", PAGES[page])
    assert not [link for link in links if not (HOME / page).parent.joinpath(link).exists()]


@pytest.mark.parametrize("line", [line for line in commands_shown() if line.split()[1] not in TOOLS])
def test_a_command_of_the_readme_runs(line: str, tmp_path: Path) -> None:
    words = shlex.split(line, comments=True)[1:]
    runs(tmp_path, "-m", "inforce", *words)


@pytest.mark.parametrize("code", blocks("python"))
def test_the_python_of_the_readme_runs(code: str, tmp_path: Path) -> None:
    runs(tmp_path, "-c", code)


def runs(home: Path, *python: str) -> None:
    env = {**os.environ, "INFORCE_HOME": str(home)}
    done = subprocess.run([sys.executable, *python], cwd=HOME, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_readme_says_what_this_is_not() -> None:
    assert "no legal advice" in PAGES["README.md"]
    assert "hit is no accusation" in PAGES["README.md"]


def test_no_page_speaks_of_a_room_that_is_not_there() -> None:
    named = set(re.findall(r"`(?:src/inforce/)?((?:base|store|law|lists|read|match|checks|run|cli|reports|cases)/\w+\.py)`", HAND_WRITTEN))
    assert not [name for name in named if not (HOME / "src/inforce" / name).exists()]


def test_the_way_from_a_publishers_file_to_a_ledger_runs_as_shown(tmp_path: Path) -> None:
    (tmp_path / "trade.csv").write_bytes((HOME / "src/inforce/cli/example/trade.csv").read_bytes())
    (block,) = re.findall(r"^```sh\n(.*?)^```", PAGES["docs/trade.md"], re.MULTILINE | re.DOTALL)
    env = {**os.environ, "INFORCE_HOME": str(tmp_path / "home"), "PYTHONPATH": str(HOME / "src")}
    for line in block.splitlines():
        words = shlex.split(line, comments=True)
        assert words[0] == "inforce"
        done = subprocess.run(
            [sys.executable, "-m", *words], cwd=tmp_path, env=env, capture_output=True, text=True, check=False, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr
    page = (tmp_path / "nz.html").read_text(encoding="utf-8")
    assert "documented by the customs series of NZ" in page
    assert "the records of NZ and FJ beside each other" in page
