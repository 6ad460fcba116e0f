"""The rules of the house that a machine can see; CONTRIBUTING says why each is there."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from inforce.check import Check
from inforce.checks import every
from inforce.lists import ids

HOME = Path(__file__).parents[1]
SRC = HOME / "src/inforce"
MODULES = {p.relative_to(SRC).as_posix(): ast.parse(p.read_text(encoding="utf-8")) for p in sorted(SRC.rglob("*.py"))}
BELOW_CASES = [m for m in MODULES if m.split("/")[0].removesuffix(".py") not in ("cases", "http", "web", "cli")]
CHECKS = [m for m in MODULES if re.fullmatch(r"checks/[a-z]\w*\.py", m)]
PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-logo", "--no-cache"]

modules = pytest.mark.parametrize("module", MODULES)
checks = pytest.mark.parametrize("check", every().values(), ids=lambda check: check.id)


def lint(home: Path) -> tuple[int, str]:
    done = subprocess.run(LINT, cwd=home, env={**os.environ, "PYTHONPATH": str(home / "src")}, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def functions(module: str) -> Iterator[ast.FunctionDef]:
    return (n for n in ast.walk(MODULES[module]) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def called(module: str) -> Iterator[tuple[str, str]]:
    """Each call in the module as (what stands before the dot, name)."""
    for call in (n for n in ast.walk(MODULES[module]) if isinstance(n, ast.Call)):
        if isinstance(call.func, ast.Attribute):
            yield ast.unparse(call.func.value), call.func.attr
        elif isinstance(call.func, ast.Name):
            yield "", call.func.id


def test_import_contracts_hold() -> None:
    code, report = lint(HOME)
    assert code == 0, report


@pytest.mark.parametrize(
    ("contract", "module", "line"),
    [
        ("imports point down", "base/dates.py", "import inforce.reference"),
        ("imports point down", "attic.py", "import inforce.base"),
        ("round in a circle", "base/dates.py", "import inforce.base.nouns"),
        ("by the front door", "base/dates.py", "import inforce"),
        ("do not know each other", "checks/vessel_designated.py", "import inforce.checks.party_designated"),
        ("Checks are pure", "checks/vessel_designated.py", "from os import path"),
    ],
)
def test_an_import_contract_sees_what_breaks_it(tmp_path: Path, contract: str, module: str, line: str) -> None:
    shutil.copytree(SRC, tmp_path / "src/inforce", ignore=shutil.ignore_patterns("*.pyc", "*.toml", "*.csv"))
    shutil.copy(HOME / "pyproject.toml", tmp_path)
    with (tmp_path / "src/inforce" / module).open("a") as file:
        file.write(f"\n{line}\n")
    code, report = lint(tmp_path)
    assert code == 1
    assert re.search(rf"{contract}.* BROKEN", report), report


@modules
def test_a_module_says_what_it_is_and_stays_under_500_lines(module: str) -> None:
    assert ast.get_docstring(MODULES[module])
    assert len((SRC / module).read_text(encoding="utf-8").splitlines()) < 500


@modules
def test_a_module_is_named_for_what_it_holds(module: str) -> None:
    assert not re.search(r"(^|[/_])(utils?|helpers?|managers?|process|data|info|common|misc)(?=[/_.])", module)


@modules
def test_functions_stay_short(module: str) -> None:
    long = [f"{f.name}: {n} lines" for f in functions(module) if (n := f.end_lineno - f.lineno + 1) > 50]
    wide = [f.name for f in functions(module) if len(f.args.args + f.args.kwonlyargs) > 7 and not module.startswith("cli/")]
    assert not long + wide


@modules
def test_what_is_public_says_what_it_does(module: str) -> None:
    defined = [n for n in MODULES[module].body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    assert not [n.name for n in defined if not n.name.startswith("_") and not ast.get_docstring(n)]


@pytest.mark.parametrize("module", BELOW_CASES)
def test_nothing_below_cases_asks_what_time_it_is(module: str) -> None:
    asked = [f"{of}.{name}" for of, name in called(module) if name in ("now", "utcnow", "today") or (of, name[:4]) == ("time", "time")]
    assert not asked
    assert not [n for n in ast.walk(MODULES[module]) if isinstance(n, ast.ImportFrom) and n.module == "time"]


@pytest.mark.parametrize("module", CHECKS)
def test_a_check_reaches_no_file_by_way_of_builtins_arrow_or_sql(module: str) -> None:
    text = (SRC / module).read_text(encoding="utf-8")
    assert not {name for of, name in called(module) if not of} & {"open", "eval", "exec", "compile", "input", "__import__"}
    assert not re.search(r"pyarrow\.\w+|pa\.(fs|csv|parquet|dataset|json|ipc|flight)\b", text.replace("pyarrow.compute", ""))
    assert not re.search(r"duckdb\.connect\([^)]|\b(read_\w+|\w+_scan|getenv|glob)\(|\b(ATTACH|COPY|INSTALL|LOAD)\b", text)


def test_no_room_is_empty() -> None:
    for room in (p.parent for p in SRC.rglob("__init__.py")):
        others = [p for p in room.iterdir() if p.name not in ("__init__.py", "__pycache__")]
        own = MODULES[(room / "__init__.py").relative_to(SRC).as_posix()].body[1:]
        assert others or own, f"{room} holds nothing: a room is made when something lives in it"


def test_every_check_file_is_in_use() -> None:
    assert {c.find.__module__.removeprefix("inforce.").replace(".", "/") + ".py" for c in every().values()} >= set(CHECKS)


@checks
def test_a_check_is_found_by_its_id(check: Check) -> None:
    assert check.find.__module__.rpartition(".")[2] == check.id.replace(".", "_")


@checks
def test_a_check_explains_itself(check: Check) -> None:
    for section in ("Why:", "Can be wrong:", "Source:"):
        assert re.search(rf"^\s*{section} \S", check.find.__doc__ or "", re.MULTILINE), f"the docstring of {check.id} has no {section}"


@checks
def test_a_check_has_cases_that_a_lawyer_can_read(check: Check) -> None:
    cases = tomllib.loads((HOME / f"tests/checks/{check.id.replace('.', '_')}.toml").read_text(encoding="utf-8"))["cases"]
    assert all(case["name"] and case["rows"] and "expect" in case for case in cases)
    assert len({case["name"] for case in cases}) == len(cases)


@pytest.mark.parametrize("list_id", ids())
def test_a_list_has_tests(list_id: str) -> None:
    assert (HOME / f"tests/lists/test_{list_id}.py").exists() or list((HOME / f"tests/lists/{list_id}").glob("*"))


def test_the_lock_pins_all_that_the_project_names_by_hash_and_gives_no_address() -> None:
    text = (HOME / "requirements.lock").read_text()
    packages, tools = ({*re.findall(r"^([\w.-]+)==", part, re.MULTILINE)} for part in text.split("# tools\n"))
    assert packages >= {re.split(r"[<>=!~ ]", name)[0] for name in PROJECT["project"]["dependencies"]}
    assert tools >= set(PROJECT["dependency-groups"]["dev"])
    assert not re.search(r"//|^-", text, re.MULTILINE)
    assert all("--hash=sha256:" in entry for entry in re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:])


def test_the_version_is_said_once() -> None:
    assert "version" not in PROJECT["project"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "src/inforce/__init__.py"
