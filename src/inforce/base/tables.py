"""The Arrow schemas: the shape of a row, everywhere.

A subject's table may hold further columns (they are kept) and may lack optional ones; `id` and what a check `needs` must be
there. Text columns are strings, lists are `;`-free lists of strings, days are date32.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields
from itertools import accumulate, pairwise, repeat
from typing import Any

import pyarrow as pa

from inforce.base.nouns import Designation, Evidence, Finding, Identifier, Name, Outcome, Part, Review

_S = pa.string()
_L = pa.list_(pa.string())
_D = pa.date32()
_F = pa.float64()
_I = pa.int32()
_H = pa.int16()

_EVERY = [("id", _S), ("day", _D), ("part_of", _S), ("role", _S)]

# What reading an article adds to its row; days are empty where the text gives none, spans are character offsets into `text`.
STATEMENT = pa.struct(
    [
        *((n, _S) for n in ("id", "speaker", "on_behalf_of", "addressee", "about", "quote")),
        ("day", _D),
        *((n, _S) for n in ("article", "form", "kind")),
        ("also", _L),
        *((n, _S) for n in ("role", "likely", "cue", "venue")),
        ("speaker_span", pa.list_(pa.int32())),
        ("cue_span", pa.list_(pa.int32())),
        ("spans", pa.list_(pa.list_(pa.int32()))),
        *((n, _S) for n in ("rule", "asserted_by", "checked")),
    ]
)
MENTION = pa.struct([("kind", _S), ("span", pa.list_(pa.int32())), *((n, _S) for n in ("text", "code", "name", "role"))])

SUBJECTS: dict[str, pa.Schema] = {
    "party": pa.schema(
        [
            *_EVERY,
            ("schema", _S),
            ("name", _S),
            ("alias", _L),
            ("birth_date", _L),
            ("nationality", _L),
            ("country", _L),
            ("gender", _S),
            ("address", _S),
            ("passport_number", _L),
            ("id_number", _L),
            ("tax_number", _L),
            ("registration_number", _L),
            ("lei_code", _L),
            ("swift_bic", _L),
            ("wallet", _L),
        ]
    ),
    "vessel": pa.schema(
        [
            *_EVERY,
            ("name", _S),
            ("imo", _S),
            ("mmsi", _S),
            ("call_sign", _S),
            ("flag", _S),
            ("type", _S),
            ("owner", _S),
            ("past_names", _L),
            ("past_flags", _L),
        ]
    ),
    "goods": pa.schema(
        [
            *_EVERY,
            ("hs", _S),
            ("hs_edition", _S),
            ("description", _S),
            ("origin", _S),
            ("consigned_from", _S),
            ("destination", _S),
            ("quantity", _F),
            ("unit", _S),
            ("value_usd", _F),
            ("contract_day", _D),
            ("loaded_day", _D),
            ("carrier_flag", _S),
            ("actor_country", _S),
            ("day_zone", _S),
        ]
    ),
    "service": pa.schema(
        [
            *_EVERY,
            ("service", _S),
            ("description", _S),
            ("provider_country", _S),
            ("recipient_country", _S),
            ("vessel_flag", _S),
            ("vessel_owner_country", _S),
            ("contract_day", _D),
            ("actor_country", _S),
        ]
    ),
    "trade": pa.schema(
        [
            *_EVERY,
            ("reporter", _S),
            ("partner", _S),
            ("flow", _S),
            ("period", _S),
            ("hs", _S),
            ("hs_edition", _S),
            ("quantity", _F),
            ("unit", _S),
            ("value_usd", _F),
            ("valuation", _S),
            ("published_on", _D),
            ("source", _S),
        ]
    ),
    "track": pa.schema(
        [
            *_EVERY,
            ("mmsi", _I),
            ("t", _I),
            ("lat5", _I),
            ("lon5", _I),
            ("sog10", _H),
            ("cog10", _H),
            ("heading", _H),
            ("nav_status", pa.int8()),
            ("class", _S),
            ("receiver", _S),
        ]
    ),
    "event": pa.schema(
        [
            *_EVERY,
            ("kind", _S),
            ("mmsi", _S),
            ("other_mmsi", _S),
            ("imo", _S),
            ("since_at", _S),
            ("until_at", _S),
            ("lat", _F),
            ("lon", _F),
            ("tier", _S),
            ("metrics", pa.map_(_S, _S)),
        ]
    ),
    "article": pa.schema(
        [
            *_EVERY,
            ("title", _S),
            ("text", _S),
            ("published_on", _D),
            ("url", _S),
            ("source", _S),
            ("statements", pa.list_(STATEMENT)),
            ("mentions", pa.list_(MENTION)),
        ]
    ),
}

# A track's rows at rest: `id` is the MMSI and `day` comes from `t`, so neither is stored. The MMSI is a number here, nine digits
# when shown; t is UTC epoch seconds; 1e-5 degrees, tenths of knots and degrees; what a transponder sends for "not known" is null.
FIX = pa.schema([f for f in SUBJECTS["track"] if f.name not in ("id", "day", "part_of", "role")])
# What a transponder says of its ship: metres, tenths of metres of draught, `type` the AIS code of the ship's type.
REPORT = pa.schema(
    [
        ("mmsi", _I),
        ("t", _I),
        ("imo", _S),
        ("name", _S),
        ("call_sign", _S),
        ("type", _H),
        ("length", _H),
        ("width", _H),
        ("draught10", _H),
        ("destination", _S),
        ("class", _S),
    ]
)
REJECTED = pa.schema([("source", _S), ("locator", _S), ("reason", _S), ("row", _S)])

_EVIDENCE = pa.struct([("source", _S), ("locator", _S), ("value", _S)])
PART = pa.struct([("name", _S), ("ours", _S), ("theirs", _S), ("weight", pa.int32()), ("score", pa.int32())])

FINDING = pa.schema(
    [
        ("id", _S),
        ("check_id", _S),
        ("subject", _S),
        ("part_of", _S),
        ("day", _D),
        ("known", _D),
        ("outcome", _S),
        ("score", _F),
        ("why", _S),
        ("basis", _L),
        ("evidence", pa.list_(_EVIDENCE)),
        ("parts", pa.list_(PART)),
        ("facts", pa.map_(_S, _S)),
        ("review", _S),
        ("reference", _S),
    ]
)


def findings_table(findings: Iterable[Finding]) -> pa.Table:
    """Findings as one Arrow table with the schema FINDING; empty but typed when there are none."""
    return pa.Table.from_pylist([{**asdict(f), "outcome": str(f.outcome), "review": str(f.review)} for f in findings], schema=FINDING)


def finding_of(row: Mapping[str, Any]) -> Finding:
    """The finding that a row of such a table is."""
    own = {**row, "outcome": Outcome(row["outcome"]), "review": Review(row["review"]), "basis": tuple(row["basis"])}
    own |= {"evidence": tuple(Evidence(**e) for e in row["evidence"]), "parts": tuple(Part(**p) for p in row["parts"])}
    return Finding(**{**own, "facts": tuple(tuple(f) for f in row["facts"])})


_NAMES = pa.list_(pa.struct([("text", _S), ("kind", _S)]))
_IDENTIFIERS = pa.list_(pa.struct([("kind", _S), ("value", _S), ("country", _S)]))

DESIGNATION = pa.schema(
    [
        ("id", _S),
        ("list_id", _S),
        ("ref", _S),
        ("schema", _S),
        ("names", _NAMES),
        ("evidence", _EVIDENCE),
        ("review", _S),
        ("programs", _L),
        ("measures", _L),
        ("listed", _D),
        ("delisted", _D),
        ("amended", pa.list_(_D)),
        ("birth_dates", _L),
        ("birth_places", _L),
        ("gender", _S),
        ("nationalities", _L),
        ("countries", _L),
        ("flags", _L),
        ("vessel_type", _S),
        ("addresses", _L),
        ("positions", _L),
        ("identifiers", _IDENTIFIERS),
        ("associates", _L),
        ("remarks", _S),
        ("incomplete", _L),
        ("first_seen", _D),
        ("last_seen", _D),
        ("absent_on", _D),
    ]
)


def designations_table(designations: Iterable[Designation]) -> pa.Table:
    """Designations as one Arrow table with the schema DESIGNATION; `designations` gives the same ones back."""
    rows = tuple(designations)
    return pa.Table.from_arrays([_array([getattr(d, f.name) for d in rows], f.type) for f in DESIGNATION], schema=DESIGNATION)


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    """The values, of which tuples stand for lists and frozen dataclasses for structs. Ten times as fast as a dict for each."""
    if pa.types.is_list(kind):
        ends = list(accumulate(map(len, values), initial=0))
        inner = _array([item for value in values for item in value], kind.value_type)
        return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), inner)
    if pa.types.is_struct(kind):
        return pa.StructArray.from_arrays([_array([getattr(v, f.name) for v in values], f.type) for f in kind], fields=list(kind))
    return pa.array(values, kind)


def designations(table: pa.Table) -> tuple[Designation, ...]:
    """The designations of a table with the schema DESIGNATION, in its order; columns that it lacks are as in a bare Designation."""
    there = {f.name: _objects(table[f.name].combine_chunks()) for f in fields(Designation) if f.name in table.column_names}
    made: dict[str, Callable[[Any], Any]] = {
        "names": lambda row: tuple(Name(*n) for n in row),
        "identifiers": lambda row: tuple(Identifier(*i) for i in row),
        "evidence": lambda e: Evidence(*e),
        "review": Review,
    }
    columns = (
        (map(made[f.name], there[f.name]) if f.name in made else there[f.name]) if f.name in there else repeat(f.default)
        for f in fields(Designation)
    )
    return tuple(Designation(*values) for values in zip(*columns, strict=False))


def _objects(array: pa.Array) -> list[Any]:
    """The values of a column, lists and structs as tuples. Three times as fast as `to_pylist`, which builds a dict for each struct."""
    if pa.types.is_list(array.type):
        inner = _objects(array.values)
        return [tuple(inner[a:b]) for a, b in pairwise(array.offsets.to_pylist())]
    if pa.types.is_struct(array.type):
        return list(zip(*map(_objects, array.flatten()), strict=True))
    return list(array.to_pylist())
