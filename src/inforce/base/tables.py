"""The Arrow schemas: the shape of a row, everywhere.

A subject's table may hold further columns (they are kept) and may lack optional ones; `id` and what a check `needs` must be
there. Text columns are strings, lists are `;`-free lists of strings, days are date32.
"""

from collections.abc import Iterable
from dataclasses import asdict

import pyarrow as pa

from inforce.base.nouns import Finding

_S = pa.string()
_L = pa.list_(pa.string())
_D = pa.date32()
_F = pa.float64()

_EVERY = [("id", _S), ("day", _D), ("part_of", _S), ("role", _S)]

SUBJECTS: dict[str, pa.Schema] = {
    "party": pa.schema(
        [
            *_EVERY,
            ("schema", _S),
            ("name", _S),
            ("alias", _L),
            ("birth_date", _S),
            ("nationality", _S),
            ("country", _S),
            ("gender", _S),
            ("address", _S),
            ("passport_number", _S),
            ("tax_number", _S),
            ("registration_number", _S),
            ("lei_code", _S),
            ("swift_bic", _S),
            ("wallet", _S),
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
            ("destination", _S),
            ("quantity", _F),
            ("unit", _S),
            ("value_usd", _F),
            ("contract_day", _D),
            ("loaded_day", _D),
            ("carrier_flag", _S),
            ("actor_country", _S),
        ]
    ),
}

_EVIDENCE = pa.struct([("source", _S), ("locator", _S), ("value", _S)])
_PART = pa.struct([("name", _S), ("ours", _S), ("theirs", _S), ("weight", pa.int32()), ("score", pa.int32())])

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
        ("parts", pa.list_(_PART)),
        ("facts", pa.map_(_S, _S)),
        ("review", _S),
        ("reference", _S),
    ]
)


def findings_table(findings: Iterable[Finding]) -> pa.Table:
    """Findings as one Arrow table with the schema FINDING; empty but typed when there are none."""
    return pa.Table.from_pylist([{**asdict(f), "outcome": str(f.outcome), "review": str(f.review)} for f in findings], schema=FINDING)
