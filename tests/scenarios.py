"""What cases written as data have in common: rows, the lists they assume, and how a finding is held against what was expected."""

from typing import Any

import pyarrow as pa

from inforce.base.nouns import Designation, Evidence, Identifier, Name, Review
from inforce.base.tables import SUBJECTS
from inforce.check import Check
from inforce.law import load
from inforce.law.supplies import embedded
from inforce.reference import Reference


def rows_table(check: Check, rows: list[dict[str, Any]]) -> pa.Table:
    """The rows as the table of their kind, with every column that the check needs."""
    columns = dict.fromkeys([*check.needs, *(name for row in rows for name in row)])
    schema = SUBJECTS[check.of]
    fields = [schema.field(name) if name in schema.names else pa.field(name, pa.string()) for name in columns]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))


def reference(table: dict[str, Any]) -> Reference:
    """The Reference that [reference] and [[designations]] of a file of cases describe."""
    settings = {k: tuple(v) if isinstance(v, list) else v for k, v in table.get("reference", {}).items()}
    if settings.pop("reported", False):
        settings["supplies"] = embedded()
    return Reference(load(), **settings, designations=tuple(map(designation, table.get("designations", []))))


def designation(entry: dict[str, Any]) -> Designation:
    """A designation as a case writes it: names may be plain texts."""
    given = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    given["names"] = tuple(Name(n) if isinstance(n, str) else Name(**n) for n in entry["names"])
    given["identifiers"] = tuple(Identifier(**i) for i in entry.get("identifiers", []))
    given["evidence"] = Evidence(entry["list_id"], entry["ref"], given["names"][0].text)
    given["review"] = Review(entry.get("review", "official"))
    return Designation(**given)


def agree(finding: dict[str, Any], expected: dict[str, Any]) -> None:
    """Fails where the finding is not what was expected; what the case does not speak of may be anything."""
    for word in _texts(expected.pop("why", [])):
        assert word in finding["why"]
    assert finding["score"] is None or finding["score"] >= expected.pop("score", 0)
    assert expected.pop("facts", {}).items() <= dict(finding["facts"]).items()
    if "basis" in expected:
        assert sorted(finding["basis"]) == sorted(expected.pop("basis"))
    assert {name: finding[name] for name in expected} == expected


def _texts(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
