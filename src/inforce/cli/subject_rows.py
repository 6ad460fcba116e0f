"""The rows that `inforce lists same` and `inforce lists judgements` print."""

from dataclasses import asdict

import pyarrow as pa

from inforce.base.nouns import Designation
from inforce.base.tables import PART
from inforce.reference import Reference
from inforce.reference.relations import relations, state
from inforce.store.judgements import Judgement


def relations_table(ref: Reference, d: Designation) -> pa.Table:
    """A row for each listing of the same subject, the one asked about first, each that is kept apart, and each associate."""
    text = pa.string()
    types = {"relation": text, "id": text, "name": text, "schema": text, "listed": text, "why": text, "parts": pa.list_(PART)}
    own = {"relation": "itself", "id": d.id, "name": d.name, **_listed(ref, d.id)}
    rows = [{**asdict(r), **_listed(ref, r.id)} for r in relations(ref, d)]
    return pa.Table.from_pylist([own, *rows], schema=pa.schema(types.items()))


def _listed(ref: Reference, i: str) -> dict[str, str]:
    """The schema of a listing, and on which days it stood."""
    stays = ref.by_id.get(i, ())
    said = (
        f"{d.listed or d.first_seen or ''} to {d.delisted}" if d.delisted else f"since {d.listed or d.first_seen or '?'}" for d in stays
    )
    return {"schema": stays[-1].schema, "listed": ", ".join(said)} if stays else {}


def judgements_table(said: tuple[Judgement, ...], ref: Reference) -> pa.Table:
    """A row for each judgement, oldest first, with what became of it."""
    names = ("state", "a", "b", "verdict", "why", "by", "at")
    rows = [{**asdict(j), "state": state(j, said, ref)} for j in said]
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in names]))
