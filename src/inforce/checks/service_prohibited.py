"""service.prohibited"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from inforce.base.nouns import Evidence, Finding, Review
from inforce.check import check, undetermined
from inforce.law.told import aside, paragraph, prohibited
from inforce.law.verdict import Verdict
from inforce.reference import Reference

ID = "service.prohibited"
_SEEN = ("service", "provider_country", "recipient_country", "vessel_flag", "vessel_owner_country")


@check(ID, of="service", needs=("id", "service", "provider_country", "recipient_country", "day"))
def find(rows: pa.Table, ref: Reference) -> Iterator[Finding]:
    """Flags a service that a measure prohibits on `day`, going by its kind, whose it is and for whom.

    Why: insurance, charter, crews, flags, banking, finance, ventures and teaching are banned beside goods, listed parties or not.
    Each measure is named with its own outcome: `prohibited`, or `prohibited_unless` with each exemption and what it takes. Where
    a fact is missing, or what decides is the purpose that no column holds, the finding is `undetermined` and asks for it.
    Can be wrong: a service described by another word than its kind, a vessel's flag or owner that is not the true one.
    Innocent explanations: services inside an exemption or an approval of the Committee look the same from outside.
    Source: the measure in `basis`; its paragraph in `evidence`.
    """
    for row in rows.to_pylist():
        if row["day"] is None:
            yield undetermined(ID, row, None, "no day given: on which day was the service given? Add `day`")
            continue
        asked: dict[tuple[str, ...], list[Verdict]] = defaultdict(list)
        for v in ref.services.verdicts(row):
            if v.questions:
                asked[v.questions].append(v)
            else:
                yield _finding(v, row, ref)
        for questions, waiting in asked.items():
            about = ", ".join(dict.fromkeys(v.scope.title for v in waiting))
            yield undetermined(ID, row, row["day"], f"{'; '.join(questions)} (it decides on {about})", tuple(v.measure.id for v in waiting))


def _finding(v: Verdict, row: dict[str, Any], ref: Reference) -> Finding:
    m = v.measure
    seen = Evidence("subject", str(row["id"]), ", ".join(f"{c}={row[c]}" for c in _SEEN if row.get(c)))
    return Finding(
        check_id=ID,
        subject=str(row["id"]),
        day=row["day"],
        outcome=v.outcome,
        why=f"{v.scope.title} on {row['day']}: {prohibited(v)}{aside(v, row, ref.law)}",
        basis=(m.id,),
        evidence=(seen, Evidence(m.instrument, paragraph(m), m.summary)),
        facts=(("scope", v.scope.id), *((("exemptions", ", ".join(e.id for e in v.open)),) if v.open else ())),
        review=Review.lowest(m.review, v.scope.review),
    )
