"""What cases written as data have in common: rows, the lists they assume, and how a finding is held against what was expected."""

from collections.abc import Iterator
from datetime import datetime
from math import floor
from typing import Any

import pyarrow as pa

from inforce.base.nouns import Designation, Evidence, Identifier, Name, Review
from inforce.base.tables import SUBJECTS
from inforce.check import Check
from inforce.law import load
from inforce.law.supplies import embedded
from inforce.reference import Reference
from inforce.sea.sphere import between


def rows_table(check: Check, rows: list[dict[str, Any]]) -> pa.Table:
    """The rows as the table of their kind, with every column that the check needs. A row of a track stands for many fixes: see `sail`."""
    if check.of == "track":
        return track(rows)
    columns = dict.fromkeys([*check.needs, *(name for row in rows for name in row)])
    schema = SUBJECTS[check.of]
    fields = [schema.field(name) if name in schema.names else pa.field(name, pa.string()) for name in columns]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))


def track(rows: list[dict[str, Any]]) -> pa.Table:
    """Tracks written as passages: `mmsi`, `since` and `until` (UTC), `at` and `to` (lat, lon; where `to` is missing she lies still),
    `every_min` between fixes (10), `sog` in knots, `name`, `imo`, `call_sign`, `type`, `length` and `draught10` as reported"""
    fixes = [fix for row in rows for fix in sail(**row)]
    own = {"imo": pa.string(), "name": pa.string(), "call_sign": pa.string(), **dict.fromkeys(("type", "length", "draught10"), pa.int16())}
    schema = pa.schema([*(f for f in SUBJECTS["track"] if f.name not in ("day", "part_of", "role")), *own.items()])
    return pa.Table.from_pylist(fixes, schema=schema)


def sail(
    mmsi: int, since: datetime, until: datetime, at: list[float], to: list[float] | None = None, every_min: float = 10, **said: Any
) -> Iterator[dict[str, Any]]:
    """The fixes of one passage, first and last included, in even steps along the line the short way round."""
    begin, end, step = since.timestamp(), until.timestamp(), every_min * 60
    sog = said.pop("sog", None)
    for i in range(int((end - begin) // step) + 1):
        t = begin + i * step
        lat, lon = between((at[0], at[1]), (to[0], to[1]), (t - begin) / (end - begin)) if to else (at[0], at[1])
        whole = {"lat5": floor(lat * 1e5 + 0.5), "lon5": floor(lon * 1e5 + 0.5), "sog10": None if sog is None else round(sog * 10)}
        yield {"id": f"{mmsi:09}", "mmsi": mmsi, "t": int(t), **whole, **said}


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
