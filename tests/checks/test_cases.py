"""Every check against its cases: <of>_<what>.toml beside this file, which a lawyer can read.

A file has [[cases]], each with a `name`, `rows` of the subject, and what to `expect`: one table per finding, in the order
of the run. An expected table names what it cares about: `outcome`, `subject`, `basis` (all of it, in any order), `review`,
`score` (at least), `why` (a part of the sentence, or several), `facts` (some of them). No finding is `expect = []`.
[[designations]] are what the lists hold (names may be plain texts), [reference] sets `known`, `gaps`, `threshold`,
or with `reported` the reports to the Committee that ship.
"""

import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from scenarios import agree, reference, rows_table

from inforce.check import Check
from inforce.run.local import run

FILES = sorted(Path(__file__).parent.glob("*.toml"))
CASES = [(file, table, case) for file in FILES if (table := tomllib.loads(file.read_text(encoding="utf-8"))) for case in table["cases"]]


@pytest.mark.parametrize(("file", "table", "case"), CASES, ids=[f"{file.stem}: {case['name']}" for file, _, case in CASES])
def test_case(file: Path, table: dict[str, Any], case: dict[str, Any]) -> None:
    check: Check = import_module(f"inforce.checks.{file.stem}").find
    found = run([check], {check.of: rows_table(check, case["rows"])}, reference(table)).findings.to_pylist()
    seen = [{k: f[k] for k in ("subject", "outcome", "basis", "why")} for f in found]
    assert len(found) == len(case["expect"]), seen
    for finding, expected in zip(found, case["expect"], strict=True):
        agree(finding, dict(expected))
