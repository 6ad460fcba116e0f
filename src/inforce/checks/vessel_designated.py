"""vessel.designated"""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from inforce.base.ids import clean_imo
from inforce.base.nouns import Finding, Outcome
from inforce.check import check, listed, undetermined, unlisted
from inforce.match import Hit, alike, identifier, told
from inforce.reference import Reference

ID = "vessel.designated"
_KNOWN_BY = ("name", "past_names", "mmsi", "call_sign")


@check(ID, of="vessel", needs=("id", "imo", "day"))
def find(rows: pa.Table, ref: Reference) -> Iterator[Finding]:
    """Flags a vessel whose IMO number, or failing that whose name, former name, MMSI or call sign, stood on a list on `day`.

    Why: a coat of paint changes name and flag; the hull keeps its IMO number. The number decides. A row without a valid
    number that bears a listed vessel's name is a `match` for a person to judge; with neither it is `undetermined`.
    Can be wrong: a number copied from another hull, a name shared by several ships, a listing newer than the lists held.
    Innocent explanations of a name match: ship names are not unique, and owners use them again.
    Source: the listing in `evidence`; what it brings about in `basis`.
    """
    table = rows.to_pylist()
    unnumbered = [i for i, row in enumerate(table) if not clean_imo(row["imo"]) and any(row.get(c) for c in _KNOWN_BY)]
    hits = dict(zip(unnumbered, ref.names.search([table[i] for i in unnumbered], ref.threshold, "Vessel"), strict=True))
    for i, row in enumerate(table):
        found = [*_by_number(row, ref), *_by_name(row, hits.get(i, []), ref)]
        yield from found or _unsure(row, ref)


def _by_number(row: dict[str, Any], ref: Reference) -> Iterator[Finding]:
    imo = clean_imo(row["imo"])
    for d in ref.by_imo.get(imo, ()):
        if row["day"] and ref.stands(d, row["day"]):
            outcome = Outcome.PROHIBITED if ref.basis(d, row["day"]) else Outcome.MATCH
            yield listed(ID, row, d, outcome, f"IMO {imo} is that of {d.name}", ref)


def _by_name(row: dict[str, Any], hits: list[Hit], ref: Reference) -> Iterator[Finding]:
    for hit in hits:
        d = hit.designation
        if row["day"] and ref.stands(d, row["day"]):
            yield listed(ID, row, d, Outcome.MATCH, _why(hit), ref, hit)


def _why(hit: Hit) -> str:
    c, d = hit.comparison, hit.designation
    numbers = "IMO " + " or ".join(d.ids("imo")) if d.ids("imo") else "no IMO number published"
    if not alike(c) and identifier(c):
        beside = f", called {hit.ours.text!r} in the row" if hit.ours.text else ""
        return f"{identifier(c)} is that of the listed {d.name!r} ({numbers}){beside}, score {c.score:.2f}"
    ours = "former name" if hit.ours.kind == "former" else "name"
    return f"the {ours} {hit.ours.text!r} is like the listed {hit.name.text!r} ({numbers}), score {c.score:.2f} ({told(c)})"


def _unsure(row: dict[str, Any], ref: Reference) -> Iterator[Finding]:
    if not row["day"]:
        yield undetermined(ID, row, None, "no day given: on which day was the vessel used? Add `day`")
    elif not clean_imo(row["imo"]):
        given = f"the IMO number given, {row['imo']!r}, is not valid" if row["imo"] else "no IMO number given"
        name = f", and no listed vessel bears the name {row['name']!r}" if row.get("name") else ""
        yield undetermined(ID, row, row["day"], f"{given}{name}: what is the hull's IMO number?")
    else:
        yield from unlisted(ID, row, ref)
