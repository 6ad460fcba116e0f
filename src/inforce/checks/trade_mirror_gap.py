"""trade.mirror_gap"""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from inforce.base.nouns import Evidence, Finding, Outcome, Review
from inforce.check import all_rows, check
from inforce.reference import Reference
from inforce.trade.book import book, named
from inforce.trade.flows import Row, days, figure, newest
from inforce.trade.koreas import SOUTH
from inforce.trade.mirror import Gap, Mirror
from inforce.trade.quarantine import NORTH, quarantined
from inforce.trade.slips import mended

ID = "trade.mirror_gap"
_INNOCENT = (
    "goods in transit, in bond or in a free zone, which importers do not count; sold on at sea or through a third State that publishes "
    "nothing; booked under another code, partner or later month; a confidential line; a figure still to be revised"
)


@check(ID, of="trade", needs=("id", "reporter", "partner", "flow", "period", "hs"), key=all_rows)
def find(rows: pa.Table, ref: Reference) -> Iterator[Finding]:
    """Flags goods that one State recorded as exported to another and that the other did not record as come.

    Why: cargo that leaves for one country and never arrives there has gone somewhere else. The two ends never agree to the tonne, so
    it is first learned how the importer's record follows the exporter's; a gap counts beyond that and beyond 30 %, for three months
    or a year and more, for more than can be at sea, by quantity and by value alike, where the importer's record does not often lack
    as much when as much is sent, and only so far as no third State's record holds the goods. It is a `red_flag`, never a breach, and
    says nothing about which State's record is wrong.
    Can be wrong: a record that one end changed for good; States that hide a line of trade. Where editions scattered the codes, the
    importer never recorded a trade that was there all the time, or the partner publishes nothing at all, it is `undetermined`. North
    Korea publishes nothing: no flow with it can be mirrored.
    Innocent explanations: transit, bond and free zones, sale on the way, another code, partner or month, a confidential line, a revision.
    Source: both ends' rows; the method is in trade/mirror.py. What settles it: the export declarations and the importer's transit records.
    """
    table = newest(rows.to_pylist())
    aside = quarantined(table)
    # What may have been South Korea's trade is counted as such here: in favour of whoever recorded it.
    seen = [{**row, "partner": SOUTH} if str(row["id"]) in aside else row for row in table]
    mirror = Mirror(book(mended(seen)))
    yield from (_finding(gap, ref) for gap in mirror.gaps())
    yield from _blind(mirror, seen)


def _finding(gap: Gap, ref: Reference) -> Finding:
    line, at = gap.line, days(gap.first)
    since, until = named(line.step, gap.since), named(line.step, gap.until)
    learned = f"which usually follows within {gap.spread:.0%}" if gap.learned else "which has no record of this trade to learn from"
    through = f"; of that, {gap.through:,.0f} {line.unit} may have come by way of a third State" if gap.through else ""
    scattered = "; editions scattered the codes of these goods: under which did the importer record them?" if gap.unclear else ""
    if gap.standing:
        scattered += f"; {line.partner} never recorded this trade in all that time: as whose goods does it count them?"
    banned = _banned(gap.first, ref)
    touched = f"; to KP these goods would come under {', '.join(banned)}" if banned else ""
    sent = f"{gap.sent:,.0f} {line.unit} of HS {gap.first['hs']} to {line.partner} in {since} to {until}"
    came = f"{line.partner}, {learned}, {gap.came:,.0f} {line.unit} from {line.reporter}"
    if gap.elsewhere:
        came += f" and other buyers {gap.elsewhere:,.0f} {line.unit} that {line.reporter} never wrote down as sent to them"
    return Finding(
        check_id=ID,
        subject=str(gap.first["id"]),
        day=at[0] if at else None,
        outcome=Outcome.UNDETERMINED if gap.unclear or gap.standing else Outcome.RED_FLAG,
        why=f"{line.reporter} recorded {sent}, and {came}: a possible {gap.missing:,.0f} {line.unit} that did not arrive"
        f"{through}{touched}{scattered}; innocent explanations: {_INNOCENT}",
        evidence=(Evidence(str(gap.first.get("source") or "trade"), str(gap.first["id"]), figure(gap.first)),),
        facts=(*_facts(gap, since, until), ("if_to_kp", ", ".join(banned))),
        review=Review.SECONDARY,
    )


def _facts(gap: Gap, since: str, until: str) -> Iterator[tuple[str, str]]:
    yield from (
        ("exporter", gap.line.reporter),
        ("importer", gap.line.partner),
        ("goods", gap.line.goods),
        ("since", since),
        ("until", until),
        ("unit", gap.line.unit),
    )
    yield from ((name, f"{getattr(gap, name):.10g}") for name in ("sent", "due", "came", "elsewhere", "through"))


def _banned(row: Row, ref: Reference) -> list[str]:
    """The measures that would address these goods if they went to North Korea."""
    at = days(row)
    goods: dict[str, Any] = {
        **row,
        "origin": row["reporter"],
        "destination": "KP",
        "day": at[0] if at else None,
        "actor_country": row["reporter"],
    }
    return sorted({v.measure.id for v in ref.goods.verdicts(goods)}) if at else []


def _blind(mirror: Mirror, rows: list[Row]) -> Iterator[Finding]:
    """One finding for each partner that published nothing here: what is recorded with it has no other end."""
    for partner, lines in sorted(mirror.blind.items()):
        first = min(
            (r for r in rows if r.get("partner") == partner and r.get("flow") == "export"),
            key=lambda r: (str(r.get("period")), str(r["id"])),
        )
        at = days(first)
        more = "it publishes no statistics of trade: is another record of what came there to be had?"
        yield Finding(
            check_id=ID,
            subject=str(first["id"]),
            day=at[0] if at else None,
            outcome=Outcome.UNDETERMINED,
            why=f"{partner} published nothing in what was given: {lines} series of exports to it cannot be held against its own record; "
            f"{more if partner == NORTH else f'add the imports of {partner}, if it publishes any'}",
            evidence=(Evidence(str(first.get("source") or "trade"), str(first["id"]), figure(first)),),
            facts=(("blind", partner),),
        )
