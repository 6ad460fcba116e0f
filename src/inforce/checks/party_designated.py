"""party.designated"""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from inforce.base.nouns import Finding, Outcome
from inforce.check import check, listed, undetermined, unlisted
from inforce.match import Hit, against, alike, identifier, told, unread, without_birth
from inforce.reference import Reference

ID = "party.designated"


@check(ID, of="party", needs=("id", "name", "day"))
def find(rows: pa.Table, ref: Reference) -> Iterator[Finding]:
    """Flags a person or organisation that may be one that stood on a list on `day`.

    Why: funds and economic resources of a designated party are to be frozen, and none made available to it. A name never
    proves identity, so the outcome is `match`: a person compares the particulars and says.
    Can be wrong: namesakes, transliterations that fall together, a listing newer than the lists held, a cover name not listed.
    Innocent explanations: common names; the birth date, country or number beside the name tells most namesakes apart.
    Source: the listing in `evidence`; what it brings about in `basis`; how the score comes about in `parts`,
    which add up to it, and on the page about matching.
    """
    table = rows.to_pylist()
    for row, hits in zip(table, ref.names.search(table, ref.threshold), strict=True):
        found = list(_matches(row, hits, ref))
        yield from found or _unsure(row, ref)


def _matches(row: dict[str, Any], hits: list[Hit], ref: Reference) -> Iterator[Finding]:
    for hit in hits:
        d = hit.designation
        if row["day"] and ref.stands(d, row["day"]):
            yield listed(ID, row, d, Outcome.MATCH, _why(hit), ref, hit)


def _why(hit: Hit) -> str:
    """Which name of the row is like which of the listing; where no word is, the identifier that they have in common."""
    c, name = hit.comparison, hit.designation.name
    if not alike(c) and identifier(c):
        beside = f", called {hit.ours.text!r} in the row" if hit.ours.text else ""
        return ", ".join(filter(None, [f"{identifier(c)} is that of {name!r}{beside}", against(c), f"score {c.score:.2f}"]))
    ours = "name" if hit.ours.kind == "primary" else "alias"
    kind = "" if hit.name.kind == "primary" else f", {hit.name.kind} name of {name!r}"
    how = "; ".join(filter(None, [told(c), against(c), without_birth(c)]))
    return f"the {ours} {hit.ours.text!r} is like {hit.name.text!r}{kind}, score {c.score:.2f} ({how})"


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:59]}…"


def _unsure(row: dict[str, Any], ref: Reference) -> Iterator[Finding]:
    if not row["day"]:
        yield undetermined(ID, row, None, "no day given: on which day was the party dealt with? Add `day`")
    elif not row["name"]:
        yield undetermined(ID, row, row["day"], "no name given: who is the party? Add `name`")
    elif question := unread(row["name"], str(row.get("schema") or "Person")):
        yield undetermined(ID, row, row["day"], f"the name {_short(row['name'])!r} cannot be looked up: {question}")
    else:
        yield from unlisted(ID, row, ref)
