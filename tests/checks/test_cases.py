"""Every check against its cases: <of>_<what>.toml beside this file, which a lawyer can read.

A file has [[cases]], each with a `name`, `rows` of the subject, and what to `expect`: one table per finding, in the order
of the run. An expected table names what it cares about: `outcome`, `subject`, `basis` (all of it, in any order), `review`,
`score` (at least), `why` (a part of the sentence, or several), `facts` (some of them). No finding is `expect = []`.
[[designations]] are what the lists hold (names may be plain texts), [reference] sets `known`, `gaps` or `threshold`.
"""

import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from inforce.base.nouns import Designation, Evidence, Identifier, Name, Review
from inforce.base.tables import SUBJECTS
from inforce.check import Check
from inforce.law import load
from inforce.reference import Reference
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


def rows_table(check: Check, rows: list[dict[str, Any]]) -> pa.Table:
    columns = dict.fromkeys([*check.needs, *(name for row in rows for name in row)])
    schema = SUBJECTS[check.of]
    fields = [schema.field(name) if name in schema.names else pa.field(name, pa.string()) for name in columns]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))


def reference(table: dict[str, Any]) -> Reference:
    settings = {k: tuple(v) if isinstance(v, list) else v for k, v in table.get("reference", {}).items()}
    return Reference(load(), **settings, designations=tuple(map(designation, table.get("designations", []))))


def designation(entry: dict[str, Any]) -> Designation:
    given = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    given["names"] = tuple(Name(n) if isinstance(n, str) else Name(**n) for n in entry["names"])
    given["identifiers"] = tuple(Identifier(**i) for i in entry.get("identifiers", []))
    given["evidence"] = Evidence(entry["list_id"], entry["ref"], given["names"][0].text)
    given["review"] = Review(entry.get("review", "official"))
    return Designation(**given)


def agree(finding: dict[str, Any], expected: dict[str, Any]) -> None:
    for word in _texts(expected.pop("why", [])):
        assert word in finding["why"]
    assert finding["score"] is None or finding["score"] >= expected.pop("score", 0)
    assert expected.pop("facts", {}).items() <= dict(finding["facts"]).items()
    if "basis" in expected:
        assert sorted(finding["basis"]) == sorted(expected.pop("basis"))
    assert {name: finding[name] for name in expected} == expected


def _texts(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
