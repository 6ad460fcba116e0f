"""vessel.designated"""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from inforce.base.ids import clean_imo
from inforce.base.nouns import Designation, Finding, Outcome
from inforce.check import check, listed, undetermined, unlisted
from inforce.match import Hit, alike, beside, identifier, other_hull, told
from inforce.reference import Reference

ID = "vessel.designated"
_KNOWN_BY = ("name", "past_names", "mmsi", "call_sign")


@check(ID, of="vessel", needs=("id", "imo", "day"))
def find(rows: pa.Table, ref: Reference) -> Iterator[Finding]:
    """Flags a vessel whose IMO number, name, former name, MMSI or call sign is that of one which stood on a list on `day`.

    Why: a coat of paint changes name and flag; the hull keeps its IMO number. The number decides. Where the row or the listing
    has no valid number, a listed vessel's name, MMSI or call sign is a `match` for a person to judge; a row with nothing to
    look up is `undetermined`. Ships of a shadow fleet paint false numbers or send another hull's: a listed vessel's MMSI or
    call sign, or her name under her flag, beside another IMO number is a `red_flag`, which asks which hull it is. A name
    alone, with another number and flag, is another ship.
    Can be wrong: a number copied from another hull, a name shared by several ships, an MMSI or call sign that the flag has given
    out again, a listing newer than the lists held.
    Innocent explanations: ship names are not unique, and owners use them again; a slip in typing an IMO number.
    Source: the listing in `evidence`; what it brings about in `basis`; how the score comes about in `parts`,
    which add up to it, and on the page about matching.
    """
    table = rows.to_pylist()
    asked = [i for i, row in enumerate(table) if any(row.get(c) for c in _KNOWN_BY)]
    hits = dict(zip(asked, ref.names.search([table[i] for i in asked], ref.threshold, "Vessel"), strict=True))
    for i, row in enumerate(table):
        found = [*_by_number(row, ref), *_by_name(row, hits.get(i, []), ref)]
        yield from found or _unsure(row, ref)


def _by_number(row: dict[str, Any], ref: Reference) -> Iterator[Finding]:
    imo = clean_imo(row["imo"])
    for d in ref.by_imo.get(imo, ()):
        if row["day"] and ref.stands(d, row["day"]):
            outcome = Outcome.PROHIBITED if ref.basis(d, row["day"]) else Outcome.MATCH
            hit = beside(row, d, ref.weights, "Vessel")
            yield listed(ID, row, d, outcome, f"IMO {imo} is that of {d.name}, score {hit.comparison.score:.2f}", ref, hit)


def _by_name(row: dict[str, Any], hits: list[Hit], ref: Reference) -> Iterator[Finding]:
    for hit in hits:
        d = hit.designation
        if row["day"] and ref.stands(d, row["day"]) and not _same_hull(row, d):
            question = other_hull(hit.comparison)
            why = f"{_why(hit)}; {question}" if question else _why(hit)
            yield listed(ID, row, d, Outcome.RED_FLAG if question else Outcome.MATCH, why, ref, hit)


def _same_hull(row: dict[str, Any], d: Designation) -> bool:
    imo = clean_imo(row["imo"])
    return bool(imo) and imo in map(clean_imo, d.ids("imo"))


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
