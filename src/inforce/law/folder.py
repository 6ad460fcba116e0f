"""Reads the law from its folder: one TOML file per instrument, the scopes, who issues, and what was read where."""

import hashlib
from collections.abc import Iterable
from functools import partial
from importlib.resources.abc import Traversable
from typing import TypeVar

from inforce.base.errors import LawError
from inforce.base.fields import Fields, read_toml, toml_files, whole
from inforce.base.nouns import Instrument, Measure, Scope
from inforce.law.barrels import Conversion, Observed
from inforce.law.book import Law, Source
from inforce.law.crosscheck import crosscheck, scope_file
from inforce.law.entries import Issuer, read_conversion, read_instrument, read_issuer, read_measure, read_observed, read_scope

T = TypeVar("T", Instrument, Measure, Scope, Conversion)


def read_law(folder: Traversable) -> Law:
    """The law in `folder`: issuers.toml, sources.toml, scopes/*.toml, and <issuer>/*.toml for each issuer.

    Raises LawError for anything that is not one clear statement: a file that is no TOML, an unknown, missing or mistyped
    field, an id given twice or in the wrong file, a reference to what is not there, days in the wrong order.
    """
    issuers = {
        name: whole(Fields(table, f"issuers.toml, {name}"), read_issuer) for name, table in read_toml(folder / "issuers.toml").items()
    }
    sources = {name: whole(Fields(table, f"sources.toml, {name}"), _source) for name, table in read_toml(folder / "sources.toml").items()}
    scopes = [s for file in toml_files(folder / "scopes") for s in whole(Fields(read_toml(file), f"scopes/{file.name}"), _scopes)]
    tables = [whole(Fields(read_toml(file), f"conversions/{file.name}"), _factors) for file in toml_files(folder / "conversions")]
    acts = [
        whole(Fields(read_toml(f), f"{i}/{f.name}"), partial(_act, i, issuers[i], f))
        for i in sorted(issuers)
        for f in toml_files(folder / i)
    ]
    law = Law(
        instruments=_by_id("instrument", (instrument for instrument, _ in acts)),
        measures=_by_id("measure", (m for _, measures in acts for m in measures)),
        digest="",
        scopes=_by_id("scope", scopes),
        issuers=issuers,
        sources=sources,
        conversions=_by_id("conversion", (c for conversions, _ in tables for c in conversions)),
        observed=tuple(o for _, observed in tables for o in observed),
    )
    crosscheck(law)
    return Law(**{**vars(law), "digest": digest(law)})


def digest(law: Law) -> str:
    """sha256 over what the law says: entries in order of id, so that layout, comments and file order make no difference."""
    h = hashlib.sha256()
    for table in (law.issuers, law.sources, law.instruments, law.scopes, law.measures, law.conversions, {"observed": law.observed}):
        for key, entry in sorted(table.items()):
            h.update(f"{key}={entry!r}\n".encode())
    return h.hexdigest()


def _act(issuer_id: str, issuer: Issuer, file: Traversable, f: Fields) -> tuple[Instrument, tuple[Measure, ...]]:
    table = f.table("instrument")
    instrument = whole(Fields(table, f"{f.where}, [instrument]"), lambda i: read_instrument(i, issuer_id, issuer))
    expected = f"{issuer_id}/{file.name.removesuffix('.toml')}"
    if instrument.id != expected:
        raise LawError(
            f"{f.where}, [instrument]: `id` = {instrument.id!r}, but the file is that of {expected!r}. Mend the id or the file's name."
        )
    return instrument, f.tables("measures", lambda m: read_measure(m, instrument, issuer), "id")


def _scopes(f: Fields) -> tuple[Scope, ...]:
    scopes = f.tables("scopes", read_scope, "id")
    for s in scopes:
        if f.where != f"scopes/{scope_file(s)}":
            raise LawError(
                f"{f.where}, {s.id}: this scope is `by` {s.by or 'nobody'} and belongs in scopes/{scope_file(s)}. Move it, or mend `by`."
            )
    return scopes


def _factors(f: Fields) -> tuple[tuple[Conversion, ...], tuple[Observed, ...]]:
    observed = f.tables("observed", read_observed)
    return () if observed else (read_conversion(f),), observed


def _source(f: Fields) -> Source:
    return Source(f.text("url", ""), f.text("what"))


def _by_id(kind: str, entries: Iterable[T]) -> dict[str, T]:
    found: dict[str, T] = {}
    for entry in entries:
        if entry.id in found:
            raise LawError(f"The {kind} {entry.id!r} is given twice. Keep one, or give the other an id of its own.")
        found[entry.id] = entry
    return dict(sorted(found.items()))
