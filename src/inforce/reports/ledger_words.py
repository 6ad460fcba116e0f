"""What would explain a cell innocently, and which datum would settle it: by the evidence and the measure, never by the State."""

from collections.abc import Iterable, Iterator

from inforce.base.nouns import Measure, Modality
from inforce.law.book import Law
from inforce.reports.ledger_status import Bearing, Kind, Showing, Status

_BY_EVIDENCE = {
    Kind.OWN: (
        "a slip in the partner's code: the two Koreas stand beside each other in every list of countries",
        "an approval of the Committee, or what no series shows (another origin, an end use, an older contract) and an exemption asks",
        "months of clearance that are not the months of delivery",
    ),
    Kind.PARTNER: (
        "costs of freight and insurance, timing and rounding between two countries' books",
        "re-export: one side books the origin, the other where the goods came from last",
        "a slip in the partner's code: the two Koreas stand beside each other in every list of countries",
    ),
    Kind.SENSOR: (
        "a vessel taken for another, or a position that was sent wrongly",
        "what a tanker can carry is not what it carried, and a lawful cargo looks the same from above",
        "a supply that is reported and stands in the account already",
    ),
    Kind.OFFICIAL: (
        "private persons who acted without the State's knowledge, or against its law",
        "figures of one source that no second one confirms",
        "goods under an exemption, or business completed in a wind-down",
    ),
}
_LATE = (
    "filed, and not published yet",
    "filed late, as other reports were",
    "nothing was supplied in those months, and that was not reported",
)
_FACTOR = "the factor: tonnes become barrels by the product, and the product is not named"
_CAP = (
    "reports that the sources held here do not quote",
    "a correction of an earlier report that has not reached the sources",
)
_AS_REPORTED = ("as reported: a supply that nobody reported is not in it", "a report that is corrected later")  # what could change it
_ASTRAY = (
    "goods in transit, in bond or in a free zone, which the importer does not count",
    "goods sold on at sea, or through a third State that publishes nothing",
    "booked under another code, partner or later month, or a confidential line",
)
_SILENCE = ("there was nothing to report", "it was reported or published where nobody has looked for it yet")


def explanations(status: Status, rests_on: Iterable[Showing], measure: Measure, converted: bool = False) -> tuple[str, ...]:
    """At least two innocent explanations of what the cell shows, by the class of the evidence; of what is in line, what could change it.

    `converted`: what was reported under the cap came to its unit by a factor.
    """
    if status in (Status.CONSISTENT, Status.WITHIN_CAP):
        return _AS_REPORTED
    found = [text for s in rests_on for text in _of(s, measure)]
    if not found:
        found = list(_SILENCE)
    if converted and measure.modality == Modality.CAP:
        found = [_FACTOR, *found]
    return tuple(dict.fromkeys(found))[:4]


def _of(s: Showing, measure: Measure) -> Iterator[str]:
    if s.bearing is Bearing.LATE:
        yield from _LATE
    elif s.bearing is Bearing.ASTRAY:
        yield from _ASTRAY
    elif measure.modality == Modality.CAP and s.kind is Kind.OWN:
        yield from _CAP
    else:
        yield from _BY_EVIDENCE.get(s.kind, _SILENCE)


def settles(measure: Measure, law: Law) -> str:
    """The datum that would settle a cell of that measure."""
    kinds = {law.scopes[s].kind for s in measure.covers}
    if any(d.every_days for d in measure.deadlines):
        barrels = any(unit == "bbl" for cap in measure.caps for unit, _ in cap.limits)
        amounts = "in tonnes with the product" if barrels else "by weight and value"
        return f"the State's notifications to the Committee, month by month, {amounts}, and the Committee's own table"
    if "goods" in kinds:
        return "the customs declarations at six digits, with origin, consignment and exemptions, for the whole period, zeros included"
    if measure.deadlines:
        return "the State's report to the Committee on this paragraph, with numbers and days"
    if "vessel" in kinds or measure.direction == "at_sea":
        return "port and flag records of the vessels concerned, with logs and bills of lading"
    return "the State's report to the Committee on this paragraph, with what was found, refused, frozen or closed"
